"""How the cost of finding repetitions grows with the essay, and whether every one is found."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from macros.essay.passages import parse_essay

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
    near: dict[tuple[int, ...], float] = field(default_factory=dict)
    """From the two lines to the share of words changed between them."""


def write_source(paragraphs: int, seed: int = 1) -> Source:
    """Make up a source: the first half distinct paragraphs, the second the same, disguised.

    What repeats stands in stretches of ten paragraphs, in another order; a copy has other spaces
    than the first, or other paragraphs.
    """
    prose, source = Prose(seed), Source()
    for number in range(1, paragraphs // 2 + 1):
        if number > 1 and number % PLANTED_EVERY == 0:
            first = number - PLANTED_EVERY // 2
            share = CHANGES[number // PLANTED_EVERY % len(CHANGES)]
            source.lines.append(_change(source.lines[first - 1], share, prose))
            source.near[first, number] = share
        else:
            source.lines.append(prose.paragraph(prose.random.randint(30, 120)))
    stretches = [source.lines[at : at + 10] for at in range(0, len(source.lines), 10)]
    prose.random.shuffle(stretches)
    repeats = [line for number, these in enumerate(stretches) for line in _disguise(these, number)]
    source.repeated = len(repeats)
    source.lines += repeats
    return source


def _change(paragraph: str, share: float, prose: Prose) -> str:
    words = paragraph.split()
    for place in prose.random.sample(range(len(words)), max(1, round(share * len(words)))):
        words[place] = prose.random.choice(RARE)
    return " ".join(words)


def _disguise(paragraphs: list[str], how: int) -> list[str]:
    """Change what does not make a text another: nothing, spacing, or where paragraphs end."""
    if how % 4 == 3:
        words = " ".join(paragraphs).split()
        return [" ".join(words[at : at + 50]) for at in range(0, len(words), 50)]
    spaces = (" ", "  ", "\u00a0")[how % 4]
    return [paragraph.replace(" ", spaces) for paragraph in paragraphs]


@dataclass
class Found:
    """What one run found, and in how many seconds of the processor."""

    repeated: int
    near: set[tuple[int, ...]]
    seconds: float


def search(source: Source) -> Found:
    """Find the repetitions and near-repetitions of a source, as a build does."""
    gc.collect()
    start = time.process_time()
    essay = parse_essay(source.lines, TITLE)
    seconds = time.process_time() - start
    repeated = sum(line.fate == "repeated" for line in essay.lines)
    return Found(repeated, {group.lines for group in essay.repetition.groups}, seconds)


def run(rounds: int) -> int:
    """Search every size in turns, print the ratios; return 1 if anything was missed."""
    print("Finding repetitions: seconds of the processor, medians of paired rounds")
    sources = {size: write_source(size) for size in SIZES}
    runs: dict[int, list[Found]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size, source in sources.items():
            runs[size].append(search(source))
    print(show_row("paragraphs", "lines", "seconds"))
    for size, found in runs.items():
        seconds = median(each.seconds for each in found)
        print(show_row(f"{size:,}", f"{len(sources[size].lines):,}", f"{seconds:.1f}"))
    for small, large in pairwise(SIZES):
        pairs = zip(runs[small], runs[large], strict=True)
        ratio = median(after.seconds / before.seconds for before, after in pairs)
        print(f"{small:,} → {large:,}: time × {ratio:.2f} {verdict(ratio, DOUBLING_TARGET)}")
    right = [_is_right(size, sources[size], runs[size][0]) for size in SIZES]
    return 0 if all(right) else 1


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
