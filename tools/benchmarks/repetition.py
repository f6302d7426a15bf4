"""How the cost of finding repetitions grows with the essay, and whether every one is found."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from macros.essay.passages import parse_essay
from macros.essay.repetition import find_near

from .prose import RARE, Prose
from .report import show_row, verdict

SIZES = (25_000, 50_000, 100_000)
DOUBLING_TARGET = 2.2
CHANGES = (0.02, 0.05, 0.1, 0.15, 0.2)
"""The shares of words changed in the planted near-repetitions."""
PLANTED_EVERY = 100
"""One distinct paragraph in so many is nearly another."""
TITLE = "A title that no paragraph repeats"


@dataclass
class Source:
    """A made-up source, and what is to be found in it."""

    lines: list[str] = field(default_factory=list)
    repeated: int = 0
    near: dict[tuple[int, int], float] = field(default_factory=dict)
    """From the two lines to the share of words changed between them."""


def write_source(paragraphs: int, seed: int = 1) -> Source:
    """Make up a source: the first half distinct paragraphs, the second the same, disguised."""
    prose, source = Prose(seed), Source()
    for number in range(1, paragraphs // 2 + 1):
        if number > 1 and number % PLANTED_EVERY == 0:
            first = number - PLANTED_EVERY // 2
            share = CHANGES[number // PLANTED_EVERY % len(CHANGES)]
            source.lines.append(_change(source.lines[first - 1], share, prose))
            source.near[first, number] = share
        else:
            source.lines.append(prose.paragraph(prose.random.randint(30, 120)))
    repeats = [_disguise(line, number % 4) for number, line in enumerate(source.lines)]
    prose.random.shuffle(repeats)
    source.repeated = len(repeats)
    source.lines += repeats
    return source


def _change(paragraph: str, share: float, prose: Prose) -> str:
    words = paragraph.split()
    for place in prose.random.sample(range(len(words)), max(1, round(share * len(words)))):
        words[place] = prose.random.choice(RARE)
    return " ".join(words)


def _disguise(paragraph: str, how: int) -> str:
    """Change what does not make a passage another: nothing, spacing, case or Unicode form."""
    spaced, stuck = paragraph.replace(" ", "  "), paragraph.replace(" ", "\u00a0")
    return (paragraph, spaced, paragraph.upper(), stuck)[how]


@dataclass
class Found:
    """What one run found, and in how many seconds of the processor."""

    repeated: int
    near: set[tuple[int, int]]
    parsing: float
    comparing: float


def search(source: Source) -> Found:
    """Find the repetitions and near-repetitions of a source, as a build does."""
    gc.collect()
    start = time.process_time()
    essay = parse_essay(source.lines, TITLE)
    parsed = time.process_time()
    kept = {paragraph.line: paragraph.text for paragraph in essay.paragraphs}
    near = {(pair.first, pair.second) for pair in find_near(kept)}
    ended = time.process_time()
    repeated = sum(line.fate == "repeated" for line in essay.lines)
    return Found(repeated, near, parsed - start, ended - parsed)


def run(rounds: int) -> int:
    """Search every size in turns, print the ratios; return 1 if anything was missed."""
    print("Finding repetitions: seconds of the processor, medians of paired rounds")
    sources = {size: write_source(size) for size in SIZES}
    runs: dict[int, list[Found]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size, source in sources.items():
            runs[size].append(search(source))
    print(show_row("lines", "parsing s", "comparing s"))
    for size, found in runs.items():
        print(show_row(f"{size:,}", f"{_parsing(found):.1f}", f"{_comparing(found):.1f}"))
    for small, large in pairwise(SIZES):
        _print_growth(small, large, runs)
    right = [_is_right(size, sources[size], runs[size][0]) for size in SIZES]
    return 0 if all(right) else 1


def _parsing(found: list[Found]) -> float:
    return median(each.parsing for each in found)


def _comparing(found: list[Found]) -> float:
    return median(each.comparing for each in found)


def _print_growth(small: int, large: int, runs: dict[int, list[Found]]) -> None:
    ratios = [
        (after.parsing + after.comparing) / (before.parsing + before.comparing)
        for before, after in zip(runs[small], runs[large], strict=True)
    ]
    parsing = _parsing(runs[large]) / _parsing(runs[small])
    comparing = _comparing(runs[large]) / _comparing(runs[small])
    ratio = median(ratios)
    print(
        f"{small:,} → {large:,}: time × {ratio:.2f} {verdict(ratio, DOUBLING_TARGET)}"
        f" (parsing × {parsing:.2f}, comparing × {comparing:.2f})"
    )


def _is_right(size: int, source: Source, found: Found) -> bool:
    """Print what was found of what there is to find; return whether that is all and no more."""
    exact = found.repeated == source.repeated
    print(f"{size:,} lines: {found.repeated:,} of {source.repeated:,} repetitions", end="; ")
    for share in CHANGES:
        planted = {pair for pair, changed in source.near.items() if changed == share}
        print(f"{len(planted & found.near)} of {len(planted)} with {share:.0%} changed", end=", ")
    extra = found.near - set(source.near)
    print(f"{len(extra)} that were not planted")
    return exact and found.near == set(source.near)
