"""Words copied from a page, found again in the data that the page was made from.

The page shows `[@ryle1949]` as “(Ryle, 1949)”, `[C1]` as “C1” and `*stars*` without stars, and
people’s keyboards turn quotation marks straight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.citations import cite
from macros.corpus import Corpus
from macros.text import REFERENCE

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " "})
Span = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """A text as a page shows it, and from which part of the data each character comes."""

    text: str
    spans: tuple[Span, ...]


def show(text: str, corpus: Corpus) -> Shown:
    """Return a text of the data as a page shows it, in its plainest form."""
    found: list[tuple[str, Span]] = []
    for sign, span in _signs(text, corpus):
        if sign == "*" or (sign == " " and (not found or found[-1][0] == " ")):
            continue
        found.append((sign, span))
    while found and found[-1][0] == " ":
        found.pop()
    return Shown("".join(sign for sign, _ in found), tuple(span for _, span in found))


def _signs(text: str, corpus: Corpus) -> Iterator[tuple[str, Span]]:
    at = 0
    for match in REFERENCE.finditer(text):
        yield from _plain_signs(text, at, match.start())
        for sign in _show_reference(match[0], corpus).translate(_ALIKE):
            yield sign, match.span()
        at = match.end()
    yield from _plain_signs(text, at, len(text))


def _plain_signs(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for at in range(start, end):
        sign = " " if text[at].isspace() else text[at].translate(_ALIKE)
        yield sign, (at, at + 1)


def _show_reference(written: str, corpus: Corpus) -> str:
    match = REFERENCE.fullmatch(written)
    if match is None or match["item"]:
        return written.strip("[]")
    source = corpus.all_sources.get(match["source"])
    return cite(source, (match["locator"] or "").strip()).striptags() if source else written


def find_words(text: str, words: str, corpus: Corpus) -> list[Span]:
    """Return where in a text of the data the words of a page stand."""
    shown, wanted = show(text, corpus), show(words, corpus).text
    places, at = [], shown.text.find(wanted) if wanted else -1
    while at >= 0:
        places.append((shown.spans[at][0], shown.spans[at + len(wanted) - 1][1]))
        at = shown.text.find(wanted, at + len(wanted))
    return places


def replace_words(text: str, span: Span, new: str, corpus: Corpus) -> str:
    """Put new words in a place; a reference that was there stays one if it is written as shown."""
    old = text[span[0] : span[1]]
    for match in REFERENCE.finditer(old):
        if match["source"] and match[0] not in new:
            new = new.replace(_show_reference(match[0], corpus), match[0])
    return text[: span[0]] + new.strip() + text[span[1] :]
