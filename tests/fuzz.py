"""Throw random and mutated text at every door: `make fuzz`, for a minute by default.

The miniature is changed in one place at a time. At the door `data` it is checked and built; the
others are in `fuzz_doors`. Whatever the change, the checks must answer in
time and in the form of every other message, or the build must make a page without foreign markup;
and a build that is refused must leave the last site as it was. Seeds that once found a fault are
kept in `fuzz_seeds.txt`, and the tests try them again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom

from conftest import QUIET, Project
from fuzz_doors import DOORS, SLOWEST, find_odd, put_back, read_files
from marks import Active
from mutations import FIELDS, SORTS, Mutation, draw_mutation, make

from macros.__main__ import main as run_command

OLD_SEEDS = 10_000
"""Seeds below this draw from what they have always drawn from."""
KEPT = Path(__file__).with_name("fuzz_seeds.txt")


class Bench:
    """A project to change and build, and what its pages hold as long as nobody has changed it."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "miniature")
        run_command(["edition", "--yes", "--root", str(self.project.root), "--date", "2026-01-01"])
        self.project.edit("data/claims/C1.yml", "glance: ", "glance: Reworded. ")
        assert self.project.build().ok
        self._last = self._read_site()
        self._known = {mark for page in self._pages() for mark in page.found}
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0

    def try_seed(self, seed: int, door: str = "data") -> str | None:
        """Try one change at a door, and take it back; return the fault, if any."""
        kept = read_files(self.project.root)
        try:
            if door != "data":
                came, fault = DOORS[door](self.project, Random(seed))
                self.counts[f"{door}: {came}"] += 1
                return fault
            sorts = SORTS if seed < OLD_SEEDS or seed % 3 else FIELDS
            mutation = draw_mutation(self.project.root, seed, sorts)
            make(mutation)
            return self._judge(mutation, build=seed % 10 == 0)
        except Exception:  # whatever it is, it is what is looked for here
            return traceback.format_exc()
        finally:
            put_back(self.project.root, kept)

    def _judge(self, mutation: Mutation, *, build: bool) -> str | None:
        start = time.monotonic()
        problems = self.project.problems()
        seconds = time.monotonic() - start
        self.slowest = max(self.slowest, seconds)
        self.counts[f"data: {mutation.sort}, {'refused' if problems else 'taken'}"] += 1
        if seconds > SLOWEST:
            return f"the checks took {seconds:.0f} s"
        if odd := find_odd(problems):
            return odd
        return self._judge_build(bool(problems)) if build or not problems else None

    def _judge_build(self, refused: bool) -> str | None:
        self.counts["built"] += 1
        built = self.project.build()
        if built.ok and refused:
            return "the checks refused it, and the build did not"
        if "Traceback" in built.log:
            return built.log
        if not built.ok:
            return None if self._read_site() == self._last else "the last site was touched"
        foreign = {mark for page in self._pages() for mark in page.found} - self._known
        self._last = self._read_site()
        return f"foreign markup: {sorted(foreign)[:3]}" if foreign else None

    def _pages(self) -> Iterator[Active]:
        for path in sorted((self.project.root / "site").rglob("*.html")):
            yield Active(path.read_text("utf-8"))

    def _read_site(self) -> dict[str, bytes]:
        files = (path for path in (self.project.root / "site").rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}


def read_kept_seeds() -> list[tuple[int, str]]:
    """Return the seeds that once found a fault, each with its door."""
    lines = [line.split() for line in KEPT.read_text("utf-8").splitlines()]
    return [(int(words[0]), words[1]) for words in lines if words[:1] and words[0].isdigit()]


def main() -> int:
    """Try seeds until the time is over; print what was tried, and each fault with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="the first seed; a random one by default")
    parser.add_argument("--door", choices=["data", *DOORS], help="only this one; all by default")
    options = parser.parse_args()
    seed = SystemRandom().randrange(10**9) if options.seed is None else options.seed
    print(f"From seed {seed} on, for {options.seconds:g} s.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        doors = [options.door] if options.door else ["data", *DOORS]
        return _fuzz(Bench(Path(folder)), seed, options.seconds, doors)


def _fuzz(bench: Bench, seed: int, seconds: float, doors: list[str]) -> int:
    end, faults, tried = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        door = doors[tried % len(doors)]
        if fault := bench.try_seed(seed + tried, door):
            faults += 1
            print(f"seed {seed + tried} at the door {door}: {fault}", flush=True)
        tried += 1
    for sort, count in sorted(bench.counts.items()):
        print(f"{count:7} {sort}")
    print(f"{tried} changes tried, {faults} faults; the slowest check took {bench.slowest:.2f} s.")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.update(QUIET)
    sys.exit(main())
