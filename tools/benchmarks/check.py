"""What checking costs, next to reading the same files with PyYAML's C loader and no more."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .build import PROJECT
from .measure import Cost, measure
from .report import show_row, verdict
from .synthetic import write_site

ALL_TARGET = 1.5
ONE_TARGET = 0.5
TARGETS_HOLD_AT = 1_000
"""The targets, in seconds from start to end, are for this many claims."""

READING = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*.yml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def run(sizes: list[int], rounds: int) -> int:
    """Check every size in turns and print what it cost; return 1 if the data has problems."""
    print("Checking, from start to end: all files, one changed file, and plain reading by PyYAML")
    print("(seconds by the clock, and of the processor in brackets; medians of paired rounds)")
    print(show_row("claims", "all", "", "one file", "", "reading", "all/read", "one/read"))
    for claims in sizes:
        with TemporaryDirectory() as folder:
            write_site(Path(folder), PROJECT, claims)
            _measure(Path(folder), claims, rounds)
    return 0


def _measure(folder: Path, claims: int, rounds: int) -> None:
    commands = {
        "all": ["-m", "macros", "check"],
        "one": ["-m", "macros", "check", "data/objections/O2.yml"],
        "read": ["-c", READING, "data"],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = measure(folder, *command)
            if number:  # the first round compiles modules
                costs[name].append(cost)
    print(_show(claims, costs), flush=True)


def _show(claims: int, costs: dict[str, list[Cost]]) -> str:
    clock = {name: median(cost["seconds"] for cost in found) for name, found in costs.items()}
    processor = {name: median(cost["processor"] for cost in found) for name, found in costs.items()}
    held = claims >= TARGETS_HOLD_AT
    shown = {name: f"{clock[name]:.2f} ({processor[name]:.2f})" for name in costs}
    return show_row(
        f"{claims:,}",
        shown["all"],
        verdict(clock["all"], ALL_TARGET) if held else "",
        shown["one"],
        verdict(clock["one"], ONE_TARGET) if held else "",
        shown["read"],
        f"{processor['all'] / processor['read']:.2f}",
        f"{processor['one'] / processor['read']:.2f}",
    )
