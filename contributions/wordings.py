"""Words copied from a page, found again in the data that the page was made from.

The page shows `[@ryle1949]` as “(Ryle, 1949)”, `[C1]` as “C1” and `*stars*` without stars, and
people’s keyboards turn quotation marks straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.argument import Corpus
from macros.essay import split_sentences
from macros.records import REFERENCE
from macros.references import cite

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " "})
Span = tuple[int, int]


def _show(text: str, corpus: Corpus) -> tuple[str, list[Span]]:
    """Return a text of the data as a page shows it, plainly, and whence each character comes."""
    found: list[tuple[str, Span]] = []
    for sign, span in _signs(text, corpus):
        if sign == "*" or (sign == " " and (not found or found[-1][0] == " ")):
            continue
        found.append((sign, span))
    while found and found[-1][0] == " ":
        found.pop()
    return "".join(sign for sign, _ in found), [span for _, span in found]


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
    (shown, spans), (wanted, _) = _show(text, corpus), _show(words, corpus)
    before = r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w)" if wanted[-1:].isalnum() else ""
    whole = before + re.escape(wanted) + after
    found = re.finditer(whole, shown) if wanted else ()
    return [(spans[one.start()][0], spans[one.end() - 1][1]) for one in found]


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
    from rapidfuzz import fuzz  # rarely needed, and slow to load

    wanted = " ".join(words.split())[:_COMPARED]
    nearest: dict[int, tuple[float, str]] = {}
    for at, text in enumerate(texts):
        runs = [(fuzz.partial_ratio(wanted, run), run) for run in _find_runs(text, wanted)]
        nearest[at] = max(runs)
    least = max(_NEAR, max((score for score, _ in nearest.values()), default=0.0) - 15)
    near = sorted(((score, at, run) for at, (score, run) in nearest.items()), reverse=True)
    found = [(at, run) for score, at, run in near if score >= least]
    return found[:3] or list(enumerate(texts))[:_OFFERED]


_NEAR = 55.0
"""From here on, up to 100, words are taken for another state of a sentence."""
_OFFERED = 8
_COMPARED = 1_000


def _find_runs(text: str, words: str) -> Iterator[str]:
    """Yield each run of as many sentences of a text as the words have."""
    sentences = split_sentences(" ".join(text.split()))
    size = len(split_sentences(words))
    for start in range(max(1, len(sentences) - size + 1)):
        yield " ".join(sentences[start : start + size])
