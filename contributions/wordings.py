"""Words copied from a page, found again in the data that the page was made from.

The page shows `[@ryle1949]` as “(Ryle, 1949)”, `[C1]` as “C1” and `*stars*` without stars, and
people’s keyboards turn quotation marks straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.argument import Corpus
from macros.essay import split_sentences
from macros.records import REFERENCE
from macros.references import cite

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
    """Return where in a text of the data the words of a page stand, as whole words."""
    shown, wanted = show(text, corpus), show(words, corpus).text
    before = r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w)" if wanted[-1:].isalnum() else ""
    whole = before + re.escape(wanted) + after
    found = re.finditer(whole, shown.text) if wanted else ()
    return [(shown.spans[one.start()][0], shown.spans[one.end() - 1][1]) for one in found]


def replace_words(text: str, span: Span, new: str, corpus: Corpus) -> str:
    """Put new words in a place; a reference that was there stays one if it is written as shown."""
    old = text[span[0] : span[1]]
    for match in REFERENCE.finditer(old):
        if match["source"] and match[0] not in new:
            new = new.replace(_show_reference(match[0], corpus), match[0])
    new, after = new.strip(), text[span[1] :]
    if (end := _END.search(new)) and after[:1] in {".", end[1]}:
        after = after[1:]  # the words were copied without their full stop
    return text[: span[0]] + new + after


_END = re.compile(r"([.?!])[”’»\"')]*$")


def find_nearest(texts: Sequence[str], words: str) -> list[tuple[int, str]]:
    """Return the sentences that come nearest to some words, with the number of the text of each.

    If none comes near, all the texts are returned, whole.
    """
    scored = [(*_find_near_sentences(text, words), at) for at, text in enumerate(texts)]
    best = max((score for score, _, _ in scored), default=0.0)
    if best < _NEAR:
        return list(enumerate(texts))[:_OFFERED]
    near = sorted((row for row in scored if row[0] >= max(_NEAR, best - 15)), reverse=True)
    return [(at, sentences) for _, sentences, at in near[:3]]


_NEAR = 55.0
"""From here on, up to 100, words are taken for another state of a sentence."""
_OFFERED = 8


def _find_near_sentences(text: str, words: str) -> tuple[float, str]:
    """Return how near a text comes, and those of its sentences that do."""
    from rapidfuzz import fuzz  # rarely needed, and slow to load

    flat = " ".join(text.split())
    aligned = fuzz.partial_ratio_alignment(" ".join(words.split())[:_COMPARED], flat)
    if aligned is None:
        return 0.0, flat
    if len(words) >= len(flat):
        return aligned.score, flat
    return aligned.score, _widen(flat, aligned.dest_start, aligned.dest_end)


def _widen(text: str, start: int, end: int) -> str:
    """Return the sentences of which a good part lies between two places of a text."""
    found, at = [], 0
    for sentence in split_sentences(text):
        begin = text.index(sentence, at)
        at = begin + len(sentence)
        shared = min(at, end) - max(begin, start)
        if shared >= min(len(sentence), end - start) / 3:
            found.append(sentence)
    return " ".join(found) or text


_COMPARED = 1_000
