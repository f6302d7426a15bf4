"""What the source says twice: whole stretches, single pieces, and what is only nearly the same.

Words are compared, not lines: a second copy may break its paragraphs elsewhere. A long stretch that
repeats is dropped; what is short may be a refrain, so that the editors decide.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..records import (
    Entry,
    Model,
    Problem,
    Text,
    beside,
    find_pieces,
    refuse,
    show_pieces,
)
from .characters import find_words, fold, tell_difference

NEAR = 0.75
"""Two paragraphs are nearly the same when this share of their words is, in whatever order."""
NEAR_WORDS = 8
"""Shorter paragraphs are too easily alike."""
LONG = 100
"""Words; a stretch of so many that repeats is nobody’s refrain."""
SHORT = 15
"""Words; a piece with fewer that repeats is kept unless the editors say otherwise."""


def _check_lines(lines: tuple[int, ...]) -> tuple[int, ...]:
    if len(lines) < 2:
        refuse("fewer than two lines", "expected two or more that are alike")
    return lines


class Decision(Model):
    """The editors' decision on lines that are the same or nearly so."""

    lines: Annotated[tuple[int, ...], AfterValidator(_check_lines)] = Field(
        description="the lines of the source"
    )
    decision: Literal["same", "different"] = Field(
        description="whether only the first is printed, or all are"
    )
    reason: Text = beside("why, in a sentence", why="it is about the text as received")


@dataclass(frozen=True)
class Piece:
    """One block of the source, as far as repetition is concerned."""

    line: int
    text: str
    last: int = 0
    light: bool = False
    """Whether it may well stand twice: a heading, a line of verse."""


@dataclass(frozen=True)
class Group:
    """Pieces that are alike, on which the editors decide together."""

    lines: tuple[int, ...]
    exact: bool
    kept: bool
    """Whether all are printed if nobody decides."""


@dataclass(frozen=True)
class Repetition:
    """What repeats what."""

    canonical: Mapping[int, int] = field(default_factory=dict)
    """From the first line of each piece that is dropped to the line that it repeats."""
    groups: tuple[Group, ...] = ()
    """Those that nobody has decided on."""
    stretches: frozenset[int] = frozenset()
    """The pieces that are dropped as part of a long stretch."""


def find_repetition(pieces: Sequence[Piece], decisions: Iterable[Decision] = ()) -> Repetition:
    """Return what of the pieces repeats what, as far as it follows or was decided."""
    decided = Decided(decisions)
    words = [find_words(fold(piece.text)) for piece in pieces]
    whole, partly = _find_stretches(pieces, words)
    stretches = {line: first for line, first in whole.items() if not decided.is_apart(line, first)}
    left = [(p, w) for p, w in zip(pieces, words, strict=True) if p.line not in stretches]
    groups = [*_find_same(left), *_find_near_groups(left, partly)]
    canonical = {line: decided.find_first(first) for line, first in stretches.items()}
    canonical |= {line: first for line, first in decided.first.items() if line not in stretches}
    for group in groups:
        first, *others = group.lines
        if group.exact and first in canonical:  # what repeats a dropped line is dropped too
            again = [line for line in others if not decided.is_apart(first, line)]
            canonical |= dict.fromkeys(again, canonical[first])
    open_groups = tuple(group for group in groups if not decided.settles(group, canonical))
    return Repetition(canonical, open_groups, frozenset(stretches))


class Decided:
    """What the editors decided, to be asked."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.first: dict[int, int] = {}
        """From each line that is dropped to the one that it is the same as."""
        self._apart: list[frozenset[int]] = []
        for decision in decisions:
            first, *others = sorted(decision.lines)
            if decision.decision == "same":
                self.first |= dict.fromkeys(others, first)
            else:
                self._apart.append(frozenset(decision.lines))
        self.first = {line: self.find_first(line) for line in self.first}

    def find_first(self, line: int) -> int:
        """Return the line that stands for another, or the line itself."""
        while line in self.first:
            line = self.first[line]
        return line

    def is_apart(self, first: int, second: int) -> bool:
        """Say whether two lines were decided to be different."""
        return any({first, second} <= lines for lines in self._apart)

    def settles(self, group: Group, canonical: Mapping[int, int]) -> bool:
        """Say whether nothing of a group is left to be decided."""
        lines = sorted({canonical.get(line, line) for line in group.lines})
        return len(lines) == 1 or all(
            self.is_apart(a, b) for at, a in enumerate(lines) for b in lines[at + 1 :]
        )


# -- long stretches, whatever their paragraphs are


@dataclass(frozen=True)
class Run:
    """Words that stand in an earlier place too."""

    start: int
    earlier: int
    size: int


STEP = 8
"""Words; a run of twice as many is found wherever it begins."""
GAP = 12
"""Words; runs that follow each other with fewer between, on both sides, are one stretch."""


def find_runs(words: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of words that repeat earlier ones, in order and never over one another.

    Every eighth place is remembered by the words that follow, and every place is looked up: so the
    cost grows with the words.
    """
    places: dict[int, int] = {}  # by a number that stands for the words, which is checked
    at = end = shift = 0
    while at + STEP <= len(words):
        key = words[at : at + STEP]
        number = hash(tuple(key))
        earlier = places.get(number)
        if earlier is None or words[earlier : earlier + STEP] != key:
            if at % STEP == 0:
                places[number] = at
            at += 1
            continue
        run = _extend(words, at, earlier, end)
        if shift and words[at - shift : at - shift + STEP] == key:
            goes_on = _extend(words, at, at - shift, end)  # beside where the last run was
            run = max(run, goes_on, key=lambda run: run.size)
        yield run
        at = end = run.start + run.size
        shift = run.start - run.earlier


def _extend(words: Sequence[str], at: int, earlier: int, floor: int) -> Run:
    """Return the whole run around two places; it begins after `floor`, and not in itself."""
    start, first = at, earlier
    while start > floor and first > 0 and words[start - 1] == words[first - 1]:
        start, first = start - 1, first - 1
    size, step = at - start + STEP, 512
    most = min(len(words) - start, start - first)
    size = min(size, most)
    while step:
        while size + step <= most and (
            words[start + size : start + size + step] == words[first + size : first + size + step]
        ):
            size += step
        step //= 2
    return Run(start, first, max(size, 1))


def _find_stretches(
    pieces: Sequence[Piece], words: Sequence[list[str]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return which pieces stand in a long stretch that repeats, with the line of what they repeat.

    First those that do so whole, then those of which the most does.
    """
    starts = [0, *accumulate(map(len, words))]
    flat = [word for these in words for word in these]
    shares: Counter[int] = Counter()
    earlier: dict[int, int] = {}
    for run in _find_long(flat, starts):
        for number, start, end in _cross(run, starts):
            shares[number] += end - start
            place = bisect_right(starts, run.earlier + start - run.start) - 1
            earlier.setdefault(number, pieces[place].line)
    whole, partly = {}, {}
    for number, line in earlier.items():
        if shares[number] == len(words[number]):
            whole[pieces[number].line] = line
        elif shares[number] >= NEAR * len(words[number]):
            partly[pieces[number].line] = line
    return whole | _find_page_numbers(pieces, whole), partly


def _find_long(words: Sequence[str], starts: list[int]) -> Iterator[Run]:
    """Yield the runs of stretches that are long, or pieces that repeat all that is before them."""
    for stretch in _join_runs(find_runs(words)):
        size = sum(run.size for run in stretch)
        start, end = stretch[0].start, stretch[-1].start + stretch[-1].size
        several = bisect_left(starts, end) > bisect_right(starts, start)
        whole = stretch[0].earlier <= SHORT and size >= 0.9 * (start - stretch[0].earlier)
        different = len({*words[start:end]}) >= 2 * STEP  # and not one line over and over
        if different and (size >= LONG or (whole and several)):
            yield from stretch


def _cross(run: Run, starts: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each piece that a run crosses, and where in it the run is."""
    number = bisect_right(starts, run.start) - 1
    while number < len(starts) - 1 and starts[number] < run.start + run.size:
        start = max(run.start, starts[number])
        end = min(run.start + run.size, starts[number + 1])
        if start < end:
            yield number, start, end
        number += 1


def _join_runs(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield runs that follow each other in both places, as long as neither reaches the other."""
    stretch: list[Run] = []
    for run in runs:
        if stretch:
            last = stretch[-1]
            gaps = (run.start - last.start - last.size, run.earlier - last.earlier - last.size)
            apart = run.earlier + run.size <= stretch[0].start
            if not apart or not all(0 <= gap <= GAP for gap in gaps):
                yield stretch
                stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


_PAGE = re.compile(r"\W{0,9}(?:p|pg|page|seite|s)?\W{0,9}\d{1,4}\W{0,9}", re.IGNORECASE)


def _find_page_numbers(pieces: Sequence[Piece], covered: Mapping[int, int]) -> dict[int, int]:
    """Return the numbers that stand between pieces that repeat, as what comes before them."""
    found: dict[int, int] = {}
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if before.line in covered and after.line in covered and _PAGE.fullmatch(piece.text):
            found[piece.line] = covered[before.line]
    return found


# -- single pieces


def _find_same(left: Sequence[tuple[Piece, list[str]]]) -> Iterator[Group]:
    """Yield the groups of pieces that have the same words."""
    alike: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for piece, words in left:
        if words:
            alike[tuple(words)].append(piece)
    for these, group in alike.items():
        if len(group) > 1:
            light = len(these) < SHORT or any(piece.light for piece in group)
            yield Group(tuple(piece.line for piece in group), exact=True, kept=light)


def _find_near_groups(
    left: Sequence[tuple[Piece, list[str]]], partly: Mapping[int, int]
) -> Iterator[Group]:
    """Yield the groups of pieces that are nearly the same, each once, however many pairs it has."""
    seen: set[tuple[str, ...]] = set()
    passages = {}
    words = {piece.line: words for piece, words in left}
    for piece, these in left:
        if tuple(these) not in seen:
            seen.add(tuple(these))
            passages[piece.line] = piece.text
    groups = {line: [line] for line in passages}
    for one, other in [*find_near(passages), *((first, line) for line, first in partly.items())]:
        first, second = groups.setdefault(one, [one]), groups.setdefault(other, [other])
        if first is not second:
            first += second
            groups |= dict.fromkeys(second, first)
    for line, lines in groups.items():
        if len(lines) > 1 and line == min(lines):
            light = all(len(words[line]) < SHORT for line in lines)
            yield Group(tuple(sorted(lines)), exact=False, kept=light)


def find_near(passages: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of nearly equal passages, given by line.

    Broder's method (“On the resemblance and containment of documents”, 1997): passages that
    share several of their smallest hashed runs of three words are compared in full. A run keeps
    only its first few owners, so the cost grows linearly.
    """
    owners: dict[int, list[int]] = defaultdict(list)
    words = {line: find_words(fold(text).casefold()) for line, text in passages.items()}
    for line, these in words.items():
        if len(these) < NEAR_WORDS:
            continue
        sketch = _sketch(these)
        shared = Counter(owner for run in sketch for owner in owners[run])
        for candidate, count in sorted(shared.items()):
            if count >= 2 and measure_likeness(words[candidate], these) >= NEAR:
                yield candidate, line
        for run in sketch:
            if len(owners[run]) < _OWNERS:
                owners[run].append(line)


def measure_likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of the words of two passages that both have, from 0 to 1.

    >>> measure_likeness("tea is good".split(), "good tea".split())
    0.8
    """
    shared = (Counter(first) & Counter(second)).total()
    return 2 * shared / (len(first) + len(second) or 1)


_SKETCH = 24
_OWNERS = 8


def _sketch(words: list[str]) -> list[int]:
    runs = {zlib.crc32(" ".join(words[at : at + 3]).encode()) for at in range(len(words) - 2)}
    return sorted(runs)[:_SKETCH]


def show_difference(first: str, second: str) -> str:
    """Show two passages in one line, what only the first has in [-…-], the second in {+…+}.

    >>> show_difference("Tea is too dear to drink.", "Tea is not too dear to drink.")
    'Tea is {+not+} too dear to drink.'
    >>> show_difference("A сat.", "A cat.")
    'A [-сat.-] {+cat.+} (с (U+0441) for c (U+0063))'
    """
    pieces = list(find_pieces(first.split(), second.split(), fold))
    told = [
        said
        for (old, gone), (new, come) in pairwise(pieces)
        if (old, new) == ("old", "new") and gone and come
        if (said := tell_difference(" ".join(gone), " ".join(come)))
    ]
    return show_pieces(pieces) + (f" ({'; '.join(told)})" if told else "")


# -- what is wrong with decisions


def judge_decisions(
    entries: Sequence[Entry[Decision]], pieces: Sequence[Piece], count: int
) -> Iterator[tuple[Entry[Decision], Problem | None]]:
    """Yield each decision, with a problem if its lines are not there or not alike, or in vain."""
    found = find_repetition(pieces) if entries else Repetition()
    owner = {line: piece.line for piece in pieces for line in range(piece.line, piece.last + 1)}
    for entry in entries:
        lines = sorted(entry.value.lines)
        shown = f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
        fault = ""
        if len({*lines}) < len(lines) or lines[0] < 1 or lines[-1] > count:
            right = f"expected two or more different lines from 1 to {count}"
            yield entry, entry.problem(["lines"], shown, right)
            continue
        fault = _find_fault(entry.value, {owner.get(line, line) for line in lines}, found)
        right = "take the decision out, or correct the lines"
        yield entry, entry.problem(["lines"], f"{shown} {fault}", right) if fault else None


def _find_fault(decision: Decision, lines: set[int], found: Repetition) -> str:
    """Say why a decision is in vain, given what there is to decide."""
    firsts = {found.canonical.get(line, line) for line in lines}
    if lines & found.stretches and len(firsts) == 1:
        return "" if decision.decision == "different" else "are the same without it"
    if any(lines <= {*group.lines} or firsts <= {*group.lines} for group in found.groups):
        return ""
    return "are not nearly the same"
