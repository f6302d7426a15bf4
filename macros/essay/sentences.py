"""Sentences: where one ends, in any script, and the editors' corrections of that.

What ends none is listed in `abbreviations.py`. No language has to be named: an essay quotes others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from ..records import Entry, Model, ParagraphId, Problem, Words, beside
from .abbreviations import (
    BEFORE_DAYS,
    BEFORE_MONTHS,
    BEFORE_NUMBERS,
    BEFORE_PARTS,
    DAYS,
    MAY_END,
    NEVER,
    ORDINAL,
    STARTERS,
    WORDS,
)

_WIDE = "。．！？｡"
"""Marks that no space follows."""
_QUOTES = "\"'”’“‘»›«‹」』〉》"
_BRACKETS = r")\]}）］】〕"
_OPENERS = "\"'“‘„‚«‹»›(\\[{¿¡_*（「『《〈【"
_EMOJI = "[☀-➿\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
_NOTE = r"\[\^?\w{1,4}\]|\ ?[⁰¹²³⁴-⁹]+|[*†‡§]+(?!\w)"
_BARE_NOTE = r"(?<=[^\W\d_]{2}[.?!])\d{1,3}(?=\s)"
"""The number of a note that lost how it was set: “so.12 Then”."""
_END = re.compile(
    rf"""
    (?: (?P<marks> [.?!…‽؟۔।॥։።။]+ | [{_WIDE}]+ (?: …+ (?=[{_QUOTES}]) )? )
        (?P<closing> (?: [{_QUOTES}{_BRACKETS}_*]
                       | [\ \u00a0\u202f][»›](?=[\s.,;)]|$)     # « Oui. »
                       | {_NOTE} | {_BARE_NOTE} | \s*{_EMOJI} )* )
      | (?P<emoji> (?:{_EMOJI})+ ) )
    (?P<space> \s*)
    """,
    re.VERBOSE,
)
_START = re.compile(
    rf"""
    (?P<dash> [–—-]{{1,2}}\s+ )? [{_OPENERS}]* (?: (?<=[«‹])[\ \u00a0\u202f] )?
    (?P<word> [^\W_]+ (?: ['’](?=\w) | (?P<dot>\.) )? | \S )
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(rf"[^\s{_OPENERS}]+$")
_IDEOGRAPH = re.compile("[぀-ヿ㐀-鿿豈-﫿]")
_ATTRIBUTION = re.compile("と|って|[^，。！？；：“”「」『』、]{0,8}[说道问答叫喊想說問]")
"""What says after a quotation who spoke: it goes on with the sentence."""


_NEAR = 100
"""Characters; more before a mark say nothing about it."""


def split_sentences(text: str) -> list[str]:
    """Split a paragraph into sentences, inside quotations too.

    A sentence ends at . ? ! … 。 ؟ । and the like, with the closing marks, note marks and emoji
    after it, before a space and what can begin another. Dashes, colons and semicolons do not end
    one, nor do initials, ordinals and abbreviations.

    >>> split_sentences("“Why?” she asked. “Because.” Then—nothing! At 3 p.m. it rained.")
    ['“Why?” she asked.', '“Because.”', 'Then—nothing!', 'At 3 p.m. it rained.']
    """
    return [text[start:end] for start, end in cut_at(text, find_ends(text))]


def cut_at(text: str, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between some places begin and end, without the space around them."""
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        yield end - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def find_ends(text: str) -> Iterator[int]:
    """Yield where each sentence but the last ends."""
    start = 0
    for end in _END.finditer(text):
        begin = _START.match(text, end.end())
        before = text[max(start, end.start() - _NEAR) : end.start()]
        if begin and _ends(before, end, begin):
            start = end.start("space")
            yield start


def _ends(before: str, end: re.Match[str], begin: re.Match[str]) -> bool:
    """Say whether a sentence ends at a mark, before a word."""
    word, closing = begin["word"], end["closing"] or ""
    quoted = any(mark in closing for mark in _QUOTES)
    if end["emoji"]:
        return bool(end["space"] and before.strip()) and _commonly_begins(word)
    wide = any(mark in end["marks"] for mark in _WIDE)
    if wide or (quoted and "…" in end["marks"] and _IDEOGRAPH.match(word)):
        return not (quoted and _ATTRIBUTION.match(begin.string, begin.start("word")))
    if not end["space"] or (begin["dash"] and not quoted) or not _begins(word):
        return False
    if end["marks"] != "." or quoted or re.match(_NOTE, closing):
        return True
    if begin["dot"] and _CHAINED.search(before) and begin.string[begin.end() :][:1] in (",", ";"):
        return False  # “Somn. Scip., I. ix. 3”
    if closing[:1].isdigit():  # a note, or “no.12 Downing Street”
        return not _is_before_part(_LAST_WORD.findall(before)[0], closing)
    return not _is_part(f"{before}.", word, begin["dot"])


_CHAINED = re.compile(r"(?<!\w)[^\W\d_a-z]\w{0,4}$")


def _begins(word: str) -> bool:
    """Say whether a word can begin a sentence: by a capital, a number, or a script without them.

    >>> [_begins(word) for word in ("Tea", "tea", "eBay", "7", "$", "茶")]
    [True, False, True, True, True, True]
    """
    first = word[0]
    if first.islower():
        return re.match(r"[a-z]{1,2}[A-Z]", word) is not None
    return first.isalnum() or unicodedata.category(first) in ("Sc", "So")


def _is_part(before: str, after: str, dot: str) -> bool:
    """Say whether a full stop belongs to a word: an abbreviation, an initial, an ordinal.

    `before` ends with the word and its full stop; `after` is the next word, with its own in `dot`.
    """
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word, rest = found[0][:-1], before[: found.start()]
    previous = rest.split()[-1:]
    begins = not rest.strip(f"{_OPENERS} ") or rest.rstrip()[-1:] in (":", ";")
    if begins and _NUMBERING.fullmatch(word):
        return True  # “1. Be nice.”
    if word.isdigit():
        return _is_ordinal(word, previous, after)
    letter = _LETTER.match(previous[0]) if previous else None
    last = re.split("[’'-]", word)[-1]  # “l’art. 5”, “Maj.-Gen. Smith”
    letters = re.sub(r"[\W_]", "", last)
    pair = f"{letter[1]}{letters}" if letter else letters  # “z. B.”
    if word in NEVER or _is_among(letters, NEVER) or _is_among(pair, NEVER):
        return True
    if len(word) == 1 and word.isalpha():
        return _is_letter(word, previous, after, dot)
    if _is_among(letters, MAY_END) or _INITIALS.fullmatch(word):
        return not _commonly_begins(after)
    if letters.casefold() in BEFORE_DAYS:
        return after in DAYS or bool(dot and _is_among(after[:-1], NEVER))
    return _is_before_part(last, after)


_NUMBERING = re.compile(r"\d{1,3}|[IVXLC]+|[ivxlc]+|[A-Za-z]")
_LETTER = re.compile(r"[\W_]*([^\W\d_])\.$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)*[A-ZÀ-Þ][^\W\d_]?(?:\.-?[A-ZÀ-Þ])+")


def _is_among(letters: str, words: frozenset[str]) -> bool:
    """Say whether an abbreviation is in a list, where its capitals count if the list has them."""
    if len(letters) == 1:
        return letters in words  # “v.” is versus, “Charles V.” is a king
    written = letters.capitalize() if letters.isupper() else letters
    return not words.isdisjoint((letters, letters.casefold(), written))


def _commonly_begins(word: str) -> bool:
    return word in STARTERS or word.rstrip("'’") in STARTERS or word.replace("'", "’") in STARTERS


def _is_ordinal(number: str, previous: list[str], after: str) -> bool:
    if len(number) > 2:
        return False
    if after in BEFORE_MONTHS:
        return True
    return bool(previous) and previous[0].casefold() in ORDINAL and not _commonly_begins(after)


def _is_letter(letter: str, previous: list[str], after: str, dot: str) -> bool:
    """Say whether a letter and a full stop are an initial, or a part of such as “z. B.”."""
    if dot and len(after) == 2:
        return True  # the next is one too
    if previous and _LETTER.match(previous[0]):
        return not _commonly_begins(after)
    if letter.islower():
        return _is_before_part(letter, after)
    if letter == "I" and previous and previous[0][:1].islower():
        return False
    return not _commonly_begins(after)


_ROMAN = re.compile(
    "(?=[clxvi])c{0,2}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    "|(?=[CLXVI]{2})C{0,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)


def _is_before_part(word: str, after: str) -> bool:
    """Say whether a word stands before the number or the letter of a part: “no. 5”, “Vol. II”."""
    folded = word.casefold()
    if after[0].isdigit():
        return folded in BEFORE_NUMBERS or _ROMAN.fullmatch(word) is not None
    if folded not in BEFORE_PARTS or (folded in WORDS and word == folded and after in ("A", "I")):
        return False
    return re.fullmatch(r"[IVXLC]+\.?|[A-Z]\.?", after) is not None


_WHY = "they are the author’s, and frozen as sentences"


class Boundary(Model):
    """One correction of where a sentence ends."""

    paragraph: ParagraphId = Field(description="the paragraph, such as P3")
    split: Words | None = beside(
        "words with a bar where a sentence ends", None, why=_WHY, ours=False
    )
    join: Words | None = beside("words with a bar where none ends", None, why=_WHY, ours=False)


def correct_ends(text: str, boundaries: Iterable[Boundary]) -> list[int]:
    """Return where the sentences of a paragraph end, as the editors corrected it."""
    ends = {*find_ends(text)}
    for boundary in boundaries:
        if (place := _find_place(boundary, text)) is not None:
            ends ^= {place} if (place in ends) == bool(boundary.join) else set()
    return sorted(ends)


def _find_place(boundary: Boundary, text: str) -> int | None:
    """Return where the bar stands, if its words stand in the text, once."""
    pieces = [piece.split() for piece in (boundary.split or boundary.join or "").split("|")]
    if len(pieces) != 2 or not all(pieces):
        return None
    before, after = (r"\s+".join(map(re.escape, words)) for words in pieces)
    found = list(re.finditer(f"({before})\\s*{after}", text))
    return found[0].end(1) if len(found) == 1 else None


def check_boundaries(
    entries: Iterable[Entry[Boundary]], paragraphs: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each correction that finds no place, or changes nothing."""
    for entry in entries:
        boundary, field = entry.value, "join" if entry.value.join else "split"
        text = paragraphs.get(boundary.paragraph)
        if bool(boundary.split) == bool(boundary.join):
            yield entry.problem([], "one of split and join is needed", "“join: on Mar. | 3 he”")
        elif text is None:
            wrong, right = f"there is no {boundary.paragraph}", f"expected P1 to P{len(paragraphs)}"
            yield entry.problem(["paragraph"], wrong, right)
        elif (place := _find_place(boundary, text)) is None:
            wrong = f"no one place in {boundary.paragraph} is “{boundary.split or boundary.join}”"
            yield entry.problem([field], wrong, "some words, a bar, and the words that follow")
        elif (place in {*find_ends(text)}) != bool(boundary.join):
            wrong = f"a sentence {'ends' if boundary.split else 'does not end'} there anyway"
            yield entry.problem([field], wrong, "leave it out")
