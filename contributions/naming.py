"""Which item somebody means, and which file holds it. Paths come from ids that exist, only."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from macros.argument import LETTERS, Corpus
from macros.records import did_you_mean

_LETTERS = LETTERS | {"rebuttal": "O", "paragraph": "P", "sentence": "P", "passage": "P"}
_ID = r"[TCAORPN]\d+(?:\.\d+)?"
_NUMBERED = re.compile(rf"(?:{'|'.join(_LETTERS)})?[ #]*({_ID})", re.IGNORECASE)
_SPELLED = re.compile(
    rf"\b({'|'.join(_LETTERS)})s?[ \t]{{0,3}}(?:number|nr\.?|no\.?)?[ \t#]{{0,3}}(?=\d)",
    re.IGNORECASE,
)
_APART = re.compile(r"(?<![\w.-])([TCAORPN])[ \t_-](?=\d)", re.IGNORECASE)
_AMONG_WORDS = re.compile(rf"(?<![\w/.-])({_ID})(?![\w/-])", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:^|/)(claims|objections|glossary|essay|sources|argument|map)(?=[/#?])"
    r"/?(?:([\w-]+)/?)?(?:v\d+/?)?(?:index\.\w+)?(?:\?[^#\s]*)?(?:#(\S*))?$"
)
_AROUND = " \t\n[](){}<>`'\"“”‘’.,;:*_@"
_PASSAGE = re.compile(r"p(\d+)-(\d+)")


@dataclass(frozen=True)
class Named:
    """An item that exists."""

    id: str
    kind: str
    """`claim`, `objection`, `response`, `term`, `source`, `passage` or `note`."""
    path: str
    """The file that holds it, from the project's folder."""

    @property
    def key(self) -> str:
        """Its id, with its kind before it where ids of two kinds could be alike."""
        return f"{self.kind}:{self.id}" if self.kind in ("term", "source") else self.id


def find_named(corpus: Corpus, words: str) -> Named | None:
    """Return the item that somebody means by an id, in whatever dress, or by an address."""
    words = words.strip(_AROUND)[:200]
    if address := _ADDRESS.search(words):
        return _find_by_address(corpus, *address.groups())
    return _find_by_name(corpus, words) or _find_among_words(corpus, words)


def _find_by_address(corpus: Corpus, folder: str, page: str, anchor: str) -> Named | None:
    """Return what an anchor names; an anchor that names nothing is a place on its page."""
    anchor = _PASSAGE.sub(r"P\1.\2", (anchor or "").partition(":~:")[0])
    named = _find_by_name(corpus, anchor)
    if named or not page or folder in ("argument", "map"):
        return named
    return _find_by_name(corpus, page)


def _find_by_name(corpus: Corpus, words: str) -> Named | None:
    if numbered := _NUMBERED.fullmatch(_join_ids(words)):
        return _find_numbered(corpus, numbered[1].upper())
    theses = [id for id in corpus.claims if id.startswith("T")]
    if words.lower().removeprefix("the ") == "thesis" and len(theses) == 1:
        return _find_numbered(corpus, theses[0])
    slug = re.sub(r"[\s_]+", "-", words.lower().removeprefix("term:").strip())
    if slug in corpus.all_terms:
        return _named(corpus, "term", slug)
    by_form = {form.lower(): term for term in corpus.terms.values() for form in term.forms}
    if term := by_form.get(words.lower()):
        return _named(corpus, "term", term.id)
    source = words.lower().removeprefix("source:").strip(_AROUND)
    return _named(corpus, "source", source) if source in corpus.all_sources else None


def _find_among_words(corpus: Corpus, words: str) -> Named | None:
    """Return what an id among other words names, if it is the only one there."""
    ids = {id.upper() for id in _AMONG_WORDS.findall(_join_ids(words))}
    return _find_numbered(corpus, ids.pop()) if len(ids) == 1 else None


_KINDS = {letter: kind for kind, letter in LETTERS.items()} | {"P": "passage"}
_KINDS |= dict.fromkeys("TCA", "claim")


def _find_numbered(corpus: Corpus, id: str) -> Named | None:
    return _named(corpus, _KINDS[id[0]], id) if id in corpus.files else None


def _named(corpus: Corpus, kind: str, id: str) -> Named:
    key = f"{kind}:{id}" if kind in ("term", "source") else id
    return Named(id, kind, corpus.files[key])


_CALLED = {
    "objection": "an objection",
    "response": "a response",
    "term": "a term",
    "source": "a work cited",
    "passage": "a passage of the essay",
    "note": "an editors’ note",
}


def describe(named: Named) -> str:
    """Say what an item is.

    >>> describe(Named("A1", "claim", ""))
    'an assumption'
    """
    claims = {"T": "the thesis", "C": "a claim", "A": "an assumption"}
    return claims[named.id[0]] if named.kind == "claim" else _CALLED[named.kind]


OTHER_FORMS = {
    "claim": "To reword it, use the form “Correct a wording”; to object, “Add an objection”.",
    "objection": "To reword it, use the form “Correct a wording”; to answer it, “Add a response”.",
    "response": "To reword it, use the form “Correct a wording”; to object, “Add an objection”.",
    "term": "To reword it, use the form “Correct a wording”.",
    "source": "To correct it, use the form “Report a broken or wrong reference”.",
    "passage": "The essay’s own words are printed as received and never changed.",
    "note": "If it is wrong, say so below, and the editors will look at it.",
}
"""What can be done about each kind of item, where the form that was taken cannot do it."""


def refer(named: Named, taken: str) -> str:
    """Say that a form does not take an item, what it does take, and which form to use instead."""
    right = OTHER_FORMS[named.kind]
    return f"{named.id} is {describe(named)}, and this form is for {taken}. {right}"


def suggest(corpus: Corpus, words: str, kinds: str) -> str:
    """Say which item was probably meant; `kinds` are the letters that its id may begin with."""
    word = _join_ids(words.strip(_AROUND))[:40]
    if len(set(_AMONG_WORDS.findall(word.upper()))) > 1:
        return "give one id alone"
    example = "C1" if "C" in kinds else f"{kinds[0]}1"
    if numbered := _NUMBERED.fullmatch(word):
        letter = numbered[1][0].upper()
        if letter not in kinds:
            return f"expected an id that begins with {' or '.join(kinds)}"
        kinds = letter
    known = [*corpus.claims, *corpus.objections, *corpus.responses]
    choices = [id for id in known if id[0] in kinds]
    right = did_you_mean(word, choices)
    if right.startswith("did you mean") or 0 < len(choices) <= LISTED:
        return right
    return f"the page of each item shows its id, such as {example}"


LISTED = 12
"""Ids that a comment lists; nobody looks through more."""


def suggest_work(corpus: Corpus, words: str) -> str:
    """Say which work was probably meant."""
    right = did_you_mean(words.strip(_AROUND)[:40], corpus.sources)
    if right.startswith("did you mean"):
        return right
    return "the id of a work stands at the end of its reference on the Sources page"


def _join_ids(words: str) -> str:
    """Write ids as they are written here.

    >>> _join_ids("Objection 2 and c 10")
    'O2 and c10'
    """
    spelled = _SPELLED.sub(lambda found: _LETTERS[found[1].lower()], words)
    return _APART.sub(r"\1", spelled)


_BETWEEN = frozenset("a an the and or also both to of against plus id ids item items no".split())
_BETWEEN |= {f"{kind}{end}" for kind in _LETTERS for end in ("", "s")} - {"thesis"}
"""Words that may stand between ids."""


def split_ids(words: str) -> list[str]:
    """Split a list of ids, however it is written.

    >>> split_ids("claim C10, A2 & [C3]; response 4")
    ['C10', 'A2', 'C3', 'R4']
    """
    joined = re.sub(rf"\bthesis\s+(?={_ID})", "", _join_ids(words), flags=re.IGNORECASE)
    tokens = re.split(r"[\s,;]+", joined)
    pieces = [
        piece
        for token in tokens
        for piece in ([token] if _ADDRESS.search(token) else re.split(r"[&/+|]", token))
    ]
    bare = [piece.strip(_AROUND) for piece in pieces]
    return [piece for piece in bare if piece and piece.lower() not in _BETWEEN]


def split_works(words: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and the locator of each work in a list, one a line; an unknown one has no id.

    >>> list(split_works("- @ryle1949: chapter 2\\n[@ayer1936]\\nHume", ["ryle1949", "ayer1936"]))
    [('ryle1949', 'chapter 2'), ('ayer1936', ''), ('', 'Hume')]
    """
    for line in words.splitlines():
        bare = re.sub(r"^\s*(?:(?:[-*+•–—]|\d+[.)])\s+)?", "", line).strip()
        for piece in _part_works(bare, known):
            yield _split_work(piece, known)


def _part_works(line: str, known: Container[str]) -> list[str]:
    """Part works that stand on one line, if each piece of it begins with one."""
    for mark in (r"[;,&]|\band\b", r";"):
        pieces = [piece for piece in re.split(mark, line) if piece.strip()]
        if all(_split_work(piece, known)[0] for piece in pieces):
            return pieces
    return [line]


_WORK = re.compile(
    r"(?:\S*/sources/#|[\s\[({<`'\"“‘*_@]*)([A-Za-z][A-Za-z0-9]*)(?![\w/])[\])}>`'\"”’*_]*"
)


def _split_work(piece: str, known: Container[str]) -> tuple[str, str]:
    match = _WORK.match(piece)
    if match is None or match[1].lower() not in known:
        return "", piece.strip()
    locator = re.sub(r"(?<=\d)\.$", "", piece[match.end() :].strip(" \t,:;–—-"))
    for begin, end in ("[]", "()"):
        whole = locator.startswith(begin) and locator.endswith(end)
        locator = locator[1:-1] if whole and end not in locator[:-1] else locator
        locator = locator.removesuffix(end) if begin not in locator else locator
    return match[1].lower(), locator.strip()
