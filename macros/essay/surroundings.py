"""Surroundings: what others put around an essay, and what a file says of itself at its head.

None of it is the essay, and nothing of it is left out without the editors' consent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .blocks import ends_sentence

_START = re.compile(
    r"\s*\*{3}\s*START OF TH(?:E|IS) PROJECT GUTENBERG|\*END\*\s*THE SMALL PRINT", re.I
)
_END = re.compile(r"\s*(?:\*{3}\s*)?END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG", re.I)
_NOTE = re.compile(
    r"[\W_]*(?:transcriber(?:[’']s|s[’']?)? (?:end)?notes?\b"
    r"|anmerkung(?:en)? (?:zur transkription|des bearbeiters)\b|notes? (?:du|de) transcri)",
    re.I,
)
_MADE = re.compile(
    r"[\W_]*(?:produced|prepared|scanned|transcribed|(?:this )?e-?(?:text|book))\b", re.I
)
_MAKERS = re.compile(r"https?://|proofread|pgdp|gutenberg|archive\.org", re.I)
_PAGE = re.compile(
    r"\s*(?:[\[{]\s*(?:pg\.?|p\.|page|seite|s\.)\s*\d{1,4}\s*[\]}]|(?:pg|page|seite)\s+\d{1,4})\s*",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(r"\s*(?:[\[{]\d{1,4}[\]}]|[—–-]{1,2}\s*\d{1,4}\s*[—–-]{1,2}|\d{1,4})\s*")
_MOST_HEAD = 60
"""Lines; what runs on for longer is no head."""

_FACTS: Mapping[str, str] = {
    label: fact
    for fact, labels in {
        "title": "title titel titre",
        "subtitle": "subtitle untertitel sous-titre",
        "author": "author authors autor verfasser auteur",
        "issued": "date published datum",
        "language": "language lang sprache langue",
        "license": "license licence rights lizenz",
        "": "translator übersetzer traducteur editor éditeur source quelle publisher verlag url",
    }.items()
    for label in labels.split()
}
_LABELED = re.compile(
    r"[#*_%\s]*(?P<label>[^\W\d]{2,12}(?:-\w+)?)[*_]*\s*[:=][*_]*\s+(?P<value>\S.*)"
)
_LISTED = re.compile(r":[ ]*\n\s*-\s+(?:name:\s*)?")
"""The first of a list in YAML."""
_FENCED = re.compile(r"[\w.-]+\s*[:=]|\s|-\s|#|$")


@dataclass(frozen=True)
class Surrounding:
    """Lines that are no part of the essay."""

    first: int
    last: int
    what: str


def find_surroundings(lines: Sequence[str]) -> list[Surrounding]:
    """Return what stands around an essay, in order."""
    start = next((n for n, line in enumerate(lines, 1) if _START.match(line)), 0)
    ends = (n for n, line in enumerate(lines, 1) if n > start and _END.match(line))
    end = next(ends, len(lines) + 1)
    gutenberg = "what Project Gutenberg put around the text"
    found = [Surrounding(1, start, gutenberg)] if start else []
    found += _find_head(lines, start, end)
    found += _find_notes(lines, found[-1].last if found else start, end)
    found += [Surrounding(end, len(lines), gutenberg)] if end <= len(lines) else []
    out = {line for around in found for line in range(around.first, around.last + 1)}
    pages = (Surrounding(n, n, "the number of a page") for n in _find_pages(lines) if n not in out)
    return sorted([*found, *pages], key=lambda around: around.first)


def _find_head(lines: Sequence[str], start: int, end: int) -> Iterator[Surrounding]:
    """Yield the lines after `start` in which a file says what it is: fenced, or with labels."""
    first = next((n for n in range(start + 1, end) if lines[n - 1].strip()), end)
    end = min(end, first + _MOST_HEAD)
    last = _end_of_fence(lines, first, end) or _end_of_labels(lines, first, end)
    if last:
        yield Surrounding(first, last, "what the file says of itself at its head")


def _end_of_fence(lines: Sequence[str], first: int, end: int) -> int:
    fence = lines[first - 1].strip() if first < end else ""
    if fence not in ("---", "+++"):
        return 0
    closed = (n for n in range(first + 1, end) if lines[n - 1].strip() in (fence, "..."))
    last = next(closed, 0)
    inside = lines[first : last - 1] if last else []
    return last if inside and all(map(_FENCED.match, inside)) else 0


def _end_of_labels(lines: Sequence[str], first: int, end: int) -> int:
    last, facts = 0, set[str]()
    for number in range(first, end):
        line = lines[number - 1]
        labeled = _read_labeled(line)
        if labeled:
            facts.add(labeled[0])
        if labeled or (line.startswith(" ") and line.strip() and last == number - 1):
            last = number
        elif line.strip():
            break
    return last if facts & {"title", "author"} else 0


def _read_labeled(line: str) -> tuple[str, str] | None:
    """Return the fact that the label of a line is known for, and what follows it."""
    found = _LABELED.match(line)
    label = found["label"].casefold() if found else ""
    return (_FACTS[label], found["value"].strip("\"'*_# ")) if found and label in _FACTS else None


def _find_notes(lines: Sequence[str], start: int, end: int) -> Iterator[Surrounding]:
    """Yield what those who transcribed the text say of their work."""
    last = start
    for first in range(start + 1, end):
        if first <= last or not (_NOTE.match(lines[first - 1]) or _MADE.match(lines[first - 1])):
            continue
        last = _end_of_run(lines, first, end)
        if _NOTE.match(lines[first - 1]):
            last = _end_of_note(lines, first, last, end)
        elif not _MAKERS.search(" ".join(lines[first - 1 : last])):
            continue
        yield Surrounding(first, last, "what its transcribers say of their work")


def _find_pages(lines: Sequence[str]) -> list[int]:
    """Return the lines that number a page: that say so, or that stand amid a sentence."""
    named = [n for n, line in enumerate(lines, 1) if _PAGE.fullmatch(line)]
    bare = [
        n for n, line in enumerate(lines, 1)
        if _BARE_PAGE.fullmatch(line) and not "".join([*lines[n - 2 : n - 1], *lines[n : n + 1]])
    ]  # fmt: skip
    numbers = [int("".join(filter(str.isdigit, lines[n - 1]))) for n in bare]
    growing = all(a < b for a, b in pairwise(numbers))
    return [*named, *(bare if growing and any(_parts_a_sentence(lines, n) for n in bare) else [])]


def _parts_a_sentence(lines: Sequence[str], number: int) -> bool:
    before = next((lines[n] for n in range(number - 2, -1, -1) if lines[n].strip()), "")
    after = next((lines[n] for n in range(number, len(lines)) if lines[n].strip()), "")
    return bool(before) and not ends_sentence(before) and after.lstrip()[:1].islower()


def _end_of_run(lines: Sequence[str], first: int, end: int) -> int:
    return next((n - 1 for n in range(first, end) if not lines[n - 1].strip()), end - 1)


def _end_of_note(lines: Sequence[str], first: int, last: int, end: int) -> int:
    """Return where a note ends: with its bracket, or after what its heading stands over."""
    line = lines[first - 1].strip()
    if line.startswith("["):
        closed = (n for n in range(first, end) if lines[n - 1].rstrip().endswith("]"))
        return next(closed, last)
    if first < last or len(line) > 60 or ends_sentence(line.rstrip(":")):
        return last
    after = next((n for n in range(last + 1, end) if lines[n - 1].strip()), last)
    return _end_of_run(lines, after, end)


def read_facts(lines: Sequence[str]) -> dict[str, str]:
    """Return what a text says of itself in its surroundings, by the name of the fact.

    >>> read_facts(["# Title: On Tea", "## Author: G. Ryle", "", "Tea is warm."])
    {'title': 'On Tea', 'author': 'G. Ryle'}
    """
    facts: dict[str, str] = {}
    for around in find_surroundings(lines):
        said = _LISTED.sub(": ", "\n".join(lines[around.first - 1 : around.last]))
        for fact, value in filter(None, map(_read_labeled, said.split("\n"))):
            if fact and value:
                facts.setdefault(fact, value)
    return facts
