"""What counts as the same passage twice, and what is only nearly the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from ..records import Entry, Model, Problem, Text, beside, show_difference

NEAR = 0.75
"""Two paragraphs are nearly the same when this share of their words is, in whatever order."""
NEAR_WORDS = 8
"""Shorter paragraphs are too easily alike."""

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›‘’‚‛'`´ʼ″′＂＇"), '"')
_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−﹘﹣－]|-{2,})\s*|\s+-\s+")


class Decision(Model):
    """The editors' decision on two paragraphs that are nearly the same."""

    lines: tuple[int, int] = Field(description="the two lines of the source")
    decision: Literal["same", "different"] = Field(description="whether they are one paragraph")
    reason: Text = beside("why, in a sentence", why="it is about the text as received")


def normalise(passage: str) -> str:
    """Fold what does not make a passage another: spacing, Unicode form, marks, dashes and case.

    >>> normalise("“Well — yes,”  she said.") == normalise('"well-yes," she said.')
    True
    """
    # marks first: NFKC would take some of them apart; and once more, for casefolding undoes it
    marked = unicodedata.normalize("NFC", passage).translate(_QUOTES)
    folded = unicodedata.normalize("NFKC", marked).translate(_QUOTES).casefold()
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", folded)).split())


def fingerprint(passage: str) -> str:
    """Name a passage so that changes of case or spacing keep the name.

    >>> fingerprint("Prices  speak.") == fingerprint("prices speak.")
    True
    """
    return hashlib.sha256(normalise(passage).encode()).hexdigest()[:16]


def split_by_decision(
    decisions: tuple[Decision, ...],
) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """Return which line repeats which, and which pairs stay apart, as the editors decided."""
    same: dict[int, int] = {}
    different: set[tuple[int, int]] = set()
    for decision in decisions:
        first, second = sorted(decision.lines)
        if decision.decision == "same":
            same[second] = first
        else:
            different.add((first, second))
    return same, different


@dataclass(frozen=True)
class NearPair:
    """Two lines of the source that are nearly the same."""

    first: int
    second: int


def find_near(
    passages: dict[int, str], apart: Collection[tuple[int, int]] = ()
) -> Iterator[NearPair]:
    """Yield each pair of nearly equal passages, given by line; each later line at most once.

    Pairs in `apart` are passed over.

    Broder's method (“On the resemblance and containment of documents”, 1997): passages that
    share several of their smallest hashed runs of three words are compared in full. A run keeps
    only its first few owners, so the cost grows linearly.
    """
    owners: dict[int, list[int]] = defaultdict(list)
    words = {number: normalise(passage).split() for number, passage in passages.items()}
    for number, these in words.items():
        if len(these) < NEAR_WORDS:
            continue
        sketch = _sketch(these)
        shared = Counter(owner for run in sketch for owner in owners[run])
        for candidate, count in sorted(shared.items()):
            if count < 2 or (candidate, number) in apart:
                continue
            if measure_likeness(words[candidate], these) >= NEAR:
                yield NearPair(candidate, number)
                break
        for run in sketch:
            if len(owners[run]) < _OWNERS:
                owners[run].append(number)


def measure_likeness(first: list[str], second: list[str]) -> float:
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


def check_decisions(entries: list[Entry[Decision]], lines: list[str]) -> Iterator[Problem]:
    """Yield a problem for each decision about lines that are not there or not nearly the same."""
    for entry in entries:
        first, second = sorted(entry.value.lines)
        if first == second or first < 1 or second > len(lines):
            wrong = f"lines {first} and {second}"
            yield entry.problem(
                ["lines"], wrong, f"expected two different lines from 1 to {len(lines)}"
            )
            continue
        words = [normalise(lines[number - 1]).split() for number in (first, second)]
        if measure_likeness(*words) < NEAR:
            wrong = f"lines {first} and {second} are not nearly the same"
            yield entry.problem(["lines"], wrong, "take the decision out, or correct the lines")


def check_near(
    lines: list[str], kept: dict[int, str], decisions: tuple[Decision, ...], path: str
) -> Iterator[Problem]:
    """Yield a problem for each near repetition that the editors have not decided on."""
    different = split_by_decision(decisions)[1]
    for pair in find_near(kept, different):
        shown = show_difference(lines[pair.first - 1], lines[pair.second - 1])
        wrong = f"nearly the same as line {pair.first}: {shown}"
        right = (
            f"decide in data/essay/repetitions.yml: “- lines: [{pair.first}, {pair.second}]”"
            " with “decision: same” or “different” and a reason"
        )
        yield Problem(path, pair.second, wrong, right)
