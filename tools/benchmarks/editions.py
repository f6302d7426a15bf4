"""What three editions cost: to freeze, and in every build after."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from .build import PROJECT, build, middle
from .measure import Cost, measure
from .report import verdict
from .synthetic import write_site

EDITIONS = ("2026-01-01", "2026-02-01", "2026-03-01")
REWORDED = 10
"""Each edition after the first rewords one claim in so many."""
BUILD_TARGET = 1.4
FREEZE_TARGET = 1.0
"""Seconds for each thousand items."""


def run(claims: int, rounds: int) -> int:
    """Build a site with and without editions in turns; print what they cost."""
    with TemporaryDirectory() as folder:
        without, published = Path(folder) / "without", Path(folder) / "with"
        write_site(without, PROJECT, claims)
        shutil.copytree(without, published)
        seconds, items = _publish(published)
        shutil.rmtree(without / "data")
        shutil.copytree(published / "data", without / "data", ignore=_leave_out_editions)
        costs = _build_in_turns(without, published, rounds)
    each = seconds / items * 1_000
    ratio = middle(costs[1], "processor") / middle(costs[0], "processor")
    print(f"Editions: {claims:,} claims, {len(EDITIONS)} editions, {items:,} items")
    print(f"freezing a thousand items: {each:.2f} s {verdict(each, FREEZE_TARGET)}")
    print(f"building, with / without, processor: {ratio:.2f} {verdict(ratio, BUILD_TARGET)}")
    return 0


def _leave_out_editions(_: str, names: list[str]) -> set[str]:
    return {"editions", "editions.txt"} & set(names)


def _publish(project: Path) -> tuple[float, int]:
    """Make every edition; return the seconds that the last one took, and its items."""
    cost: Cost = {}
    for number, date in enumerate(EDITIONS):
        if number:
            _reword(project / "data/claims", number)
        cost = measure(project, "-m", "macros", "edition", "--yes", "--date", date)
    text = (project / f"data/editions/{EDITIONS[-1]}.json").read_text(encoding="utf-8")
    return cost["seconds"], len(json.loads(text)["items"])


def _reword(claims: Path, number: int) -> None:
    for path in sorted(claims.glob("*.yml"))[number::REWORDED]:
        claim = yaml.safe_load(path.read_text(encoding="utf-8"))
        claim["text"] += f" Reworded for edition {number + 1}."
        path.write_text(yaml.safe_dump(claim, sort_keys=False, allow_unicode=True), "utf-8")


def _build_in_turns(without: Path, published: Path, rounds: int) -> tuple[list[Cost], list[Cost]]:
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(rounds):
        for project, spent in zip((without, published), costs, strict=True):
            spent.append(build(project))
    return costs
