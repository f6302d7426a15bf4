"""Advice: what could be better about the data. It is told apart from problems and stops nothing.

Each piece of advice is about something that a person has to judge, and gives the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import eq
from typing import Any

from ..argument import DATA_FILES, LETTERS, Claim, Objection, Source, Term, is_capitals
from ..essay import PartList, split_sentences
from ..records import Citation, Entry, Location, Model, find_ours, plain_text
from .advice_words import COMMON, LOADED, LOADED_PHRASES, SPELLINGS
from .field_help import README, find_anchor
from .reports import Finding
from .title_case import find_capitals, find_names

SENTENCE_WORDS = 40
_Watched = tuple[Entry[Any], Location, frozenset[str]]
"""The place of a text, and which of its words are on one of the lists."""


def find_advice(entries: Iterable[Entry[Any]], passages: Mapping[str, str]) -> Iterator[Finding]:
    """Yield all advice on these items; `passages` has the words of the essay by id."""
    entries = [entry for entry in entries if not getattr(entry.value, "retired", None)]
    texts: list[str] = []
    spoken: set[str] = set()
    watched: list[_Watched] = []
    for entry, location, text in _find_prose(entries):
        lower = text.lower()
        words = lower.translate(_MARKS).split()
        texts.append(lower)
        spoken.update(words)
        if len(words) > SENTENCE_WORDS:
            yield from _advise_on_sentences(entry, location, text)
        for slip in _slips_to_look_for(text, words):
            yield from _advise_on_slip(entry, location, text, *slip)
        if not _FIRST_WORDS.isdisjoint(words):
            yield from _advise_on_phrases(entry, location, lower)
        if not _WATCHED.isdisjoint(words) and (found := _watched_words(lower)):
            watched.append((entry, location, found))
    yield from _advise_on_words(watched)
    yield from _advise_on_spelling(watched)
    for entry in entries:
        for kind, advise in _OF_KIND.items():
            if isinstance(entry.value, kind):
                yield from advise(entry, passages)
    yield from _advise_on_works(entries)
    yield from _advise_on_titles(entries)
    yield from _advise_on_markdown(entries, text := " \n".join(texts))
    terms = [e for e in entries if isinstance(e.value, Term)]
    yield from _advise_on_aliases(terms, text, spoken)


def _advise(entry: Entry[Any], location: Location, what: str, why: str) -> Finding:
    help = f"{README}#{find_anchor(type(entry.value), location)}"
    return Finding(entry.path, entry.record.line_of(*location), "advice", what, why, help)


FEW = 10
"""Ids that may be left out: of two contributions at once, one may come to nothing."""


def advise_on_gaps(entries: Iterable[Entry[Any]]) -> Iterator[Finding]:
    """Yield advice on each id that leaves out others before it; all items must be given."""
    places: dict[str, tuple[Entry[Any], Location]] = {}
    for entry in entries:
        places[str(getattr(entry.value, "id", ""))] = (entry, ["id"])
        for number, response in enumerate(getattr(entry.value, "responses", ())):
            places[response.id] = (entry, ["responses", number, "id"])
    for letter in LETTERS.values():
        numbered = re.compile(rf"{letter}(\d+)")
        taken = sorted(int(match[1]) for id in places if (match := numbered.fullmatch(id)))
        for before, number in pairwise([0, *taken]):
            if number > before + FEW:
                why = f"ids follow one another, and {letter}{before + 1} is free"
                entry, place = places[f"{letter}{number}"]
                yield _advise(entry, place, f"{letter}{number} comes after a gap", why)


_ENDS = {way[-1] for file in DATA_FILES.values() for way in find_ours(file.model)}


def _find_prose(entries: Iterable[Entry[Any]]) -> Iterator[tuple[Entry[Any], Location, str]]:
    """Yield the texts in people’s own words, each with its place."""
    for entry in entries:
        model: type[Model] = type(entry.value)
        ours = find_ours(model)
        for location, text in entry.texts:
            if location[-1] not in _ENDS:
                continue  # most often, and at once
            if tuple(step for step in location if isinstance(step, str)) in ours:
                yield entry, location, text


# -- how it is written


def _advise_on_sentences(entry: Entry[Any], location: Location, text: str) -> Iterator[Finding]:
    if all(len(piece.split()) <= SENTENCE_WORDS for piece in text.split(". ")):
        return  # nearly always, and at once
    for sentence in split_sentences(plain_text(text)):
        words = len(sentence.split())
        if words > SENTENCE_WORDS:
            shown = " ".join(sentence.split()[:5])
            why = f"most readers hold {SENTENCE_WORDS} at most: can it be two?"
            what = f"a sentence of {words} words (“{shown} …”)"
            yield _advise(entry, location, what, why)


_Slip = tuple[re.Pattern[str], str, str]
"""How it looks, what it is, and what to do."""

_TWICE: _Slip = (
    re.compile(r"\b([a-z]{2,}) \1\b(?!-)"),
    "the same word twice",
    "is one of them too many?",
)
_UNFINISHED: _Slip = (
    re.compile(r"\b(?:TODO|FIXME|TKTK|[Ll]orem ipsum)\b"),
    "left over",
    "do it, or leave it out",
)
_OUTSIDE: _Slip = (
    re.compile(r"\[@[\w-]+\],? (?:pp?\.|section|chapter) ?\w+"),
    "the place in a work outside its brackets",
    "it belongs inside: [@a-work, p. 3]",
)
_LEFT_OVER = frozenset(("todo", "fixme", "tktk", "ipsum"))
_DOUBLED = ("that that", "had had", "is is", "in in")
"""What may be right."""


def _slips_to_look_for(text: str, words: list[str]) -> Iterator[_Slip]:
    """Yield those that the words of a text allow: looking takes long, and most allow none."""
    if any(map(eq, words, words[1:])):
        yield _TWICE
    if not _LEFT_OVER.isdisjoint(words):
        yield _UNFINISHED
    if "[@" in text:
        yield _OUTSIDE


def _advise_on_slip(
    entry: Entry[Any], location: Location, text: str, looks: re.Pattern[str], what: str, why: str
) -> Iterator[Finding]:
    found = looks.search(text)
    if found and found[0] not in _DOUBLED and f"{found[0]} {found[0]}" not in text:
        yield _advise(entry, location, f"{what} (“{found[0]}”)", why)


_NOT_OURS = re.compile(r"“[^“”]*”|\bnot \w+")
"""What is quoted, and what is denied: “not obviously” does not press."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_WATCHED = LOADED.union(*SPELLINGS)
_MARKS = str.maketrans(dict.fromkeys(".,;:!?()[]/*\"'“”‘’…–—", " "))


def _watched_words(lower: str) -> frozenset[str]:
    """Return the words on the lists that are the writer's own."""
    return _WATCHED & set(_WORD.findall(_NOT_OURS.sub(" ", lower)))


_PRESSES = "it presses where a reason would persuade: say why, or leave it out"


_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in LOADED_PHRASES)


def _advise_on_phrases(entry: Entry[Any], location: Location, lower: str) -> Iterator[Finding]:
    for phrase in LOADED_PHRASES:
        if phrase in lower:
            yield _advise(entry, location, f"the loaded words “{phrase}”", _PRESSES)


def _advise_on_words(texts: list[_Watched]) -> Iterator[Finding]:
    for entry, location, watched in texts:
        for word in sorted(watched & LOADED):
            yield _advise(entry, location, f"the loaded word “{word}”", _PRESSES)


def _advise_on_spelling(texts: list[_Watched]) -> Iterator[Finding]:
    """Advise on words spelled as on the other side of the Atlantic from most of the data."""
    sides = [{pair[side]: pair[1 - side] for pair in SPELLINGS} for side in (0, 1)]
    uses: tuple[list[tuple[Entry[Any], Location, str]], ...] = ([], [])
    for entry, location, watched in texts:
        for side in (0, 1):
            words = sorted(watched & sides[side].keys())
            uses[side].extend((entry, location, word) for word in words)
    minority = int(len(uses[1]) <= len(uses[0]))
    for entry, location, word in uses[minority] if uses[1 - minority] else ():
        why = f"elsewhere the data is {('American', 'British')[1 - minority]}"
        yield _advise(entry, location, f"the spelling “{word}”", f"{why}: {sides[minority][word]}")


_MARKDOWN = re.compile(
    r"\*\*|`|\[\^|&#?\w+;|https?://\S{0,20}|(?<!\w)_\w[^_]*_(?!\w)|^(?:#{1,6}|[-*+]) ",
    re.MULTILINE,
)
_SIGNS = ("**", "`", "[^", "&", "://", "_", "\n#", "\n-", "\n*", "\n+")
"""Without one of these, no text has any Markdown."""


def _advise_on_markdown(entries: Iterable[Entry[Any]], spoken: str) -> Iterator[Finding]:
    if not any(sign in spoken for sign in _SIGNS):
        return
    for entry, location, text in _find_prose(entries):
        if found := _MARKDOWN.search(text):
            why = "stars around *words* stress them; all other marks are printed as they are"
            yield _advise(entry, location, f"Markdown, “{found[0].strip()}”", why)


def _advise_on_titles(entries: Iterable[Entry[Any]]) -> Iterator[Finding]:
    first: dict[tuple[type[Any], str], str] = {}
    for value, entry in ((entry.value, entry) for entry in entries):
        if isinstance(value, (Claim, Objection)):
            owner = first.setdefault((type(value), value.title.casefold()), value.id)
            if owner != value.id:
                why = "readers take them for one"
                yield _advise(entry, ["title"], f"the title of {owner}", why)


# -- what it rests on


def _advise_on_objection(entry: Entry[Objection], passages: Mapping[str, str]) -> Iterator[Finding]:
    objection = entry.value
    if not objection.held_by and not objection.raised_at:
        why = "readers cannot see who holds it: name a work in held_by"
        yield _advise(entry, ["id"], "an objection without a source", why)
    yield from _advise_on_locators(entry, ["held_by"], objection.held_by)
    for number, response in enumerate(objection.responses):
        place: list[str | int] = ["responses", number]
        yield from _advise_on_locators(entry, [*place, "sources"], response.sources)
        original = " ".join(quote.words_in(passages) for quote in response.quotes)
        yield from _advise_on_length(entry, [*place, "gloss"], response.gloss, original)


def _advise_on_locators(
    entry: Entry[Any], place: Location, citations: Iterable[Citation]
) -> Iterator[Finding]:
    """Advise where a view is laid at someone's door; works that bear on a claim are cited whole."""
    for number, citation in enumerate(citations):
        if not citation.locator:
            why = "readers must search the whole work: say where in it"
            what = f"{citation.source} without a locator"
            yield _advise(entry, [*place, number, "source"], what, why)


def _advise_on_length(
    entry: Entry[Any], place: Location, said: str | None, original: str
) -> Iterator[Finding]:
    words, most = len((said or "").split()), len(original.split())
    if 0 < most < words:
        why = "whoever explains should take fewer words than what is explained"
        yield _advise(entry, place, f"{words} words on {most} of the essay", why)


def _advise_on_parts(entry: Entry[PartList], passages: Mapping[str, str]) -> Iterator[Finding]:
    for number, part in enumerate(entry.value.parts):
        original = " ".join(passages.get(id, "") for id in part.paragraphs)
        yield from _advise_on_length(entry, ["parts", number, "glance"], part.glance, original)


_OF_KIND: dict[type[Any], Callable[[Entry[Any], Mapping[str, str]], Iterator[Finding]]] = {
    Objection: _advise_on_objection,
    PartList: _advise_on_parts,
}


def _advise_on_works(entries: Iterable[Entry[Any]]) -> Iterator[Finding]:
    sources = [entry for entry in entries if isinstance(entry.value, Source)]
    yield from _advise_on_doubles(sources)
    yield from _advise_on_archives(sources)
    yield from _advise_on_capitals(sources, entries)


def _advise_on_doubles(entries: list[Entry[Source]]) -> Iterator[Finding]:
    first: dict[tuple[object, ...], str] = {}
    for entry in entries:
        work = entry.value
        known = (work.title.casefold(), work.year, *(name.short for name in work.people))
        owner = first.setdefault((work.type, str(work.volume), *known), work.id)
        if owner != work.id:
            yield _advise(entry, ["id"], f"the same work as {owner}", "readers count it twice")
        if work.ISBN and not any(map(_adds_up, work.ISBN.split())):
            why = "its last figure does not follow from the others: is one mistyped?"
            yield _advise(entry, ["ISBN"], f"the ISBN {work.ISBN}", why)


def _adds_up(isbn: str) -> bool:
    """Say whether an ISBN is one, by its last figure.

    >>> _adds_up("978-0-19-967811-2"), _adds_up("0-306-40615-2"), _adds_up("9780199678113")
    (True, True, False)
    """
    figures = [10 if one in "xX" else int(one) for one in isbn if one.isdecimal() or one in "xX"]
    if len(figures) == 10:
        return sum((10 - place) * one for place, one in enumerate(figures)) % 11 == 0
    return len(figures) == 13 and (sum(figures[::2]) + 3 * sum(figures[1::2])) % 10 == 0


def _advise_on_archives(entries: list[Entry[Source]]) -> Iterator[Finding]:
    pages = [entry for entry in entries if entry.value.URL and not entry.value.DOI]
    bare = [entry for entry in pages if not entry.value.archive_location]
    if bare:
        shown = ", ".join(entry.value.id for entry in bare[:3])
        what = f"{len(bare)} of {len(pages)} web pages have no archived copy ({shown}, …)"
        why = "pages vanish: put the address of a copy into archive_location"
        yield _advise(bare[0], ["URL"], what, why)


def _advise_on_capitals(
    sources: list[Entry[Source]], entries: Iterable[Entry[Any]]
) -> Iterator[Finding]:
    """Advise on titles that have capitals as headings have, once it is known what are names."""
    suspects = [entry for entry in sources if find_capitals(_title_in_english(entry.value))]
    texts = (text for _, _, text in _find_prose(entries)) if suspects else ()
    names = find_names((entry.value for entry in sources), texts)
    for entry in suspects:
        if found := find_capitals(_title_in_english(entry.value), names):
            yield _advise(entry, ["title"], f"a title in title case ({', '.join(found)})", _CSL)


_CSL = "CSL asks for sentence case: a style can add capitals, and none can take them away"


def _title_in_english(source: Source) -> str:
    """Return the title, or nothing if it follows the rules of another language."""
    return str(source.title) if (source.language or "en").startswith("en") else ""


def _advise_on_aliases(terms: list[Entry[Term]], text: str, spoken: set[str]) -> Iterator[Finding]:
    """Advise on plurals that the data uses and that do not link, for no alias has them.

    `spoken` has the words of `text`, which is all texts together.
    """
    forms = {form.lower() for entry in terms for form in entry.value.forms}
    for entry in terms:
        yield from _advise_on_common_words(entry)
        for form in entry.value.forms:
            if is_capitals(form):
                continue  # “USes” is no word
            plural = _plural_of(form.lower())
            used = plural not in forms and spoken.issuperset(plural.translate(_MARKS).split())
            if uses := used and _count_uses(plural, text):
                what = f"“{plural}” is used {uses} time{'s' * (uses > 1)} and does not link"
                why = f"{entry.value.id} has no such alias: add it"
                yield _advise(entry, ["aliases"], what, why)


def _advise_on_common_words(entry: Entry[Term]) -> Iterator[Finding]:
    for number, form in enumerate(entry.value.forms):
        if form.lower() in COMMON:
            where = "it links only in capitals" if is_capitals(form) else "each use of it will link"
            place: Location = ["aliases", number - 1] if number else ["term"]
            yield _advise(entry, place, f"“{form}” is also a common word", where)


def _count_uses(form: str, text: str) -> int:
    """Count where a form stands by itself; faster in a long text than a pattern is."""
    uses, start = 0, text.find(form)
    while start >= 0:
        end = start + len(form)
        around = text[start - 1 : start] + text[end : end + 1]
        uses += not any(character.isalnum() or character in "-_" for character in around)
        start = text.find(form, end)
    return uses


def _plural_of(form: str) -> str:
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return f"{form[:-1]}ies"
    return f"{form}es" if form.endswith(("s", "x", "z", "ch", "sh")) else f"{form}s"
