"""Run with `python -m tools.benchmarks [NAME]`; `--help` lists them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from . import build, check, editions, reading, repetition, screens, search, sentences, serve, table

Benchmark = Callable[[list[int], int | None], int]
BENCHMARKS: dict[str, Benchmark] = {
    "build": lambda claims, rounds: build.run(claims, rounds or 3),
    "check": lambda claims, rounds: check.run(claims, rounds or 3),
    "editions": lambda claims, rounds: editions.run(max(claims), rounds or 3),
    "reading": lambda _, rounds: reading.run(rounds or 5),
    "repetition": lambda _, rounds: repetition.run(rounds or 3),
    "screens": lambda *_: screens.run(),
    "search": lambda claims, _: search.run(claims),
    "sentences": lambda *_: sentences.run(),
    "serve": lambda claims, rounds: serve.run(claims, rounds or 3),
    "table": lambda claims, _: table.run(max(claims)),
}


def main() -> int:
    """Run the benchmark asked for, or all; return 1 if a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("which", nargs="?", choices=list(BENCHMARKS))
    parser.add_argument("--claims", nargs="+", type=int, default=[20, 200, 1_000])
    parser.add_argument("--rounds", type=int, help="three; for reading, five")
    options = parser.parse_args()
    wanted = [options.which] if options.which else list(BENCHMARKS)
    return max(BENCHMARKS[name](sorted(options.claims), options.rounds) for name in wanted)


if __name__ == "__main__":
    raise SystemExit(main())
