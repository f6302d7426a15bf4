"""What a build costs, next to MkDocs and its theme alone on the same pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from compileall import compile_dir
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .measure import Cost, measure
from .plain import count_words, write_plain
from .report import show_row, verdict
from .synthetic import write_site

PROJECT = Path(__file__).resolve().parents[2]
TIME_TARGET = 1.25
MEMORY_TARGET = 1.5
GROWTH_TARGET = 1.0
TARGETS_HOLD_AT = 1_000
"""The targets are for this many claims."""
PAST = 100_000
"""Claims of a site that has grown past one machine."""
ONCE_ABOVE = 1_000
"""Sites of more claims than this are built once each: they take long, and vary little."""
TEXTS_ALIKE = 0.03
"""By this share the two sites' words may differ for the comparison to be honest."""


PEERS_MEASURED = "November 2026"
PEERS = {
    "Hugo with its book theme": {20: 0.33, 200: 0.35, 1_000: 0.56, 5_000: 1.08},
    "an empty site of MkDocs and its theme": {1_000: 0.065},
}
"""The same content built by others, as ratios to MkDocs and its theme alone, by claims."""


@dataclass
class Pair:
    """Two sites that say the same, ours and the plain one, and what their builds cost."""

    claims: int
    ours: list[Cost] = field(default_factory=list)
    plain: list[Cost] = field(default_factory=list)

    def ratio(self, of: str) -> float:
        """Return the ratio of the medians, ours to plain."""
        return middle(self.ours, of) / middle(self.plain, of)


def middle(costs: list[Cost], of: str) -> float:
    """Return the median of one of the costs."""
    return median(cost[of] for cost in costs)


def run(sizes: list[int], rounds: int) -> int:
    """Build every size in turns, print what it cost; return 1 if the sites do not compare."""
    print("Building: ours / MkDocs and its theme alone on the same pages, medians of paired rounds")
    print("(time by the clock; on a busy machine, trust that of the processor)")
    columns = ("claims", "words apart", "seconds", "processor", "time", "", "MB", "memory", "")
    print(show_row(*columns))
    pairs: list[Pair] = []
    for claims in sizes:
        with TemporaryDirectory() as folder:
            pair, apart = _compare(Path(folder), claims, rounds)
        pairs.append(pair)
        print(_show(pair, apart), flush=True)
        if abs(apart) > TEXTS_ALIKE:
            print(f"The two sites differ by {apart:.1%} of their words: they do not compare.")
            return 1
    for line in (*_show_growth(pairs), *_show_past(pairs), *_show_peers(sizes)):
        print(line)
    return 0


def _compare(folder: Path, claims: int, rounds: int) -> tuple[Pair, float]:
    """Write both sites, build them in turns; return what it cost and how far their words differ."""
    ours, plain = folder / "ours", folder / "plain"
    write_site(ours, PROJECT, claims)
    compile_dir(ours / "macros", quiet=1)
    pair = Pair(claims, ours=[build(ours)])
    write_plain(plain, ours)  # from what was built
    pair.plain.append(build(plain))
    for _ in range(1, rounds if claims <= ONCE_ABOVE else 1):
        for project, costs in ((ours, pair.ours), (plain, pair.plain)):
            costs.append(build(project))
    return pair, count_words(plain / "site") / count_words(ours / "site") - 1


def build(project: Path) -> Cost:
    """Build a project from nothing; return what it cost."""
    shutil.rmtree(project / "site", ignore_errors=True)
    return measure(project, "-m", "mkdocs", "build")


def _show(pair: Pair, apart: float) -> str:
    time, memory = pair.ratio("seconds"), pair.ratio("memory")
    held = pair.claims == TARGETS_HOLD_AT
    seconds = [middle(costs, "seconds") for costs in (pair.ours, pair.plain)]
    megabytes = [middle(costs, "memory") / 1e6 for costs in (pair.ours, pair.plain)]
    return show_row(
        f"{pair.claims:,}",
        f"{apart:+.1%}",
        "{:.1f} / {:.1f}".format(*seconds),
        f"{pair.ratio('processor'):.2f}",
        f"{time:.2f}",
        verdict(time, TIME_TARGET) if held else "",
        "{:.0f} / {:.0f}".format(*megabytes),
        f"{memory:.2f}",
        verdict(memory, MEMORY_TARGET) if held else "",
    )


def _show_growth(pairs: list[Pair]) -> Iterator[str]:
    """Yield how much faster than the number of claims the time grows, ours and the plain one's."""
    for small, large in pairwise(pairs):
        grown = f"{small.claims:,} → {large.claims:,}"
        for of in ("seconds", "processor"):
            ours, plain = _growth(small, large, of)
            held = verdict(ours, GROWTH_TARGET) if large.claims >= TARGETS_HOLD_AT else ""
            yield f"growth {grown}, {of} / claims: ours {ours:.2f} {held} (plain {plain:.2f})"


def _show_past(pairs: list[Pair]) -> Iterator[str]:
    """Yield what a site past one machine would cost, if it went on growing as the last two did."""
    for small, large in list(pairwise(pairs))[-1:]:
        grown = log(middle(large.ours, "processor") / middle(small.ours, "processor"))
        times = (PAST / large.claims) ** (grown / log(large.claims / small.claims))
        hours = middle(large.ours, "processor") * times / 3_600
        more = middle(large.ours, "memory") - middle(small.ours, "memory")
        each = more / (large.claims - small.claims)
        memory = middle(large.ours, "memory") + each * (PAST - large.claims)
        cost = f"{hours:.1f} hours of the processor, {memory / 1e9:.0f} GB"
        yield f"{PAST:,} claims, so going on: {cost}"


def _show_peers(sizes: list[int]) -> Iterator[str]:
    """Yield what others took to build as much, on the same scale."""
    for name, ratios in PEERS.items():
        shown = ", ".join(f"{ratios[size]} at {size:,}" for size in sizes if size in ratios)
        if shown:
            yield f"{name}, time, as measured in {PEERS_MEASURED}: {shown}"


def _growth(small: Pair, large: Pair, of: str) -> tuple[float, float]:
    more = large.claims / small.claims
    ours = middle(large.ours, of) / middle(small.ours, of)
    plain = middle(large.plain, of) / middle(small.plain, of)
    return ours / more, plain / more
