"""Throw random and mutated files at check and build: `make fuzz`, for a minute by default.

The miniature is changed in one place at a time. Whatever the change, the checks must answer in
time and in the form of every other message, or the build must make a page without foreign markup;
and a build that is refused must leave the last site as it was. Seeds that once found a fault are
kept in `fuzz_seeds.txt`, and the tests try them again.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import SystemRandom

from conftest import QUIET, Project
from mutations import Mutation, draw_mutation

from macros.__main__ import main as run_command

KEPT = Path(__file__).with_name("fuzz_seeds.txt")
SLOWEST = 20.0
"""Seconds; on a quiet machine a check takes a hundredth of it, but few machines are quiet."""
_MESSAGE = re.compile(r"[\w./ -]+:\d+: .+; .+", re.DOTALL)
_ACTIVE = frozenset("script style iframe object embed img svg form base link meta".split())
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Active(HTMLParser):
    """What on a page could run, load or send something, without the words of what describes it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        kept = sorted(name for name in named if name not in ("content", "href", "title"))
        if tag in _ACTIVE:
            told = " ".join(f"{name}={named[name]}" for name in kept if name not in ("d", "src"))
            self.found.add(f"<{tag} {told}>")
        self.found |= {f"{name}=" for name in named if name.startswith("on") or name == "style"}
        for name in ("href", "src", "action"):
            address = named.get(name) or ""
            if _SCHEME.match(address) and not address.startswith(
                ("https://", "http://", "mailto:")
            ):
                self.found.add(f"{name} {address[:40]}")
        self._in_script = tag == "script" and named.get("type") != "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.found.add(f"script {data}")
        self._in_script = False


class Bench:
    """A project to change and build, and what its pages hold as long as nobody has changed it."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "miniature")
        run_command(["edition", "--root", str(self.project.root), "--date", "2026-01-01"])
        self.project.edit("data/claims/C1.yml", "glance: ", "glance: Reworded. ")
        assert self.project.build().ok
        self._last = self._read_site()
        self._known = {mark for page in self._pages() for mark in page.found}
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0

    def try_seed(self, seed: int) -> str | None:
        """Make one change, look at what comes of it, and take it back; return the fault, if any."""
        mutation = draw_mutation(self.project.root, seed)
        before = mutation.path.read_bytes() if mutation.path.exists() else None
        try:
            _make(mutation)
            return self._judge(mutation, build=seed % 10 == 0)
        except Exception:  # whatever it is, it is what is looked for here
            return traceback.format_exc()
        finally:
            mutation.path.unlink(missing_ok=True)
            if before is not None:
                mutation.path.write_bytes(before)

    def _judge(self, mutation: Mutation, *, build: bool) -> str | None:
        start = time.monotonic()
        problems = self.project.problems()
        seconds = time.monotonic() - start
        self.slowest = max(self.slowest, seconds)
        self.counts[f"{mutation.sort}, {'refused' if problems else 'taken'}"] += 1
        if seconds > SLOWEST:
            return f"the checks took {seconds:.0f} s"
        if wrong := [problem for problem in problems if not _MESSAGE.fullmatch(problem)]:
            return f"not a message: {wrong[0]!r}"
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


def _make(mutation: Mutation) -> None:
    mutation.path.parent.mkdir(parents=True, exist_ok=True)
    if mutation.link:
        mutation.path.symlink_to(mutation.link)
    else:
        mutation.path.write_bytes(mutation.content)


def read_kept_seeds() -> list[int]:
    """Return the seeds that once found a fault."""
    return [
        int(line.split()[0]) for line in KEPT.read_text("utf-8").splitlines() if line[:1].isdigit()
    ]


def main() -> int:
    """Try seeds until the time is over; print what was tried, and each fault with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="the first seed; a random one by default")
    options = parser.parse_args()
    seed = SystemRandom().randrange(10**9) if options.seed is None else options.seed
    print(f"From seed {seed} on, for {options.seconds:g} s.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        return _fuzz(Bench(Path(folder)), seed, options.seconds)


def _fuzz(bench: Bench, seed: int, seconds: float) -> int:
    end, faults, tried = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        if fault := bench.try_seed(seed + tried):
            faults += 1
            print(f"seed {seed + tried}: {fault}", flush=True)
        tried += 1
    for sort, count in sorted(bench.counts.items()):
        print(f"{count:7} {sort}")
    print(f"{tried} changes tried, {faults} faults; the slowest check took {bench.slowest:.2f} s.")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.update(QUIET)
    sys.exit(main())
