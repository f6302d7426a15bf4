"""Run `python -m benchmarks [build|editions|reading|repetition] [--claims 20] [--rounds 3]`."""

from __future__ import annotations

import argparse

from . import build, editions, reading, repetition


def main() -> int:
    """Run the benchmarks asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", nargs="?", choices=["build", "editions", "reading", "repetition"])
    parser.add_argument("--claims", nargs="+", type=int, default=[20, 200, 1_000])
    parser.add_argument("--rounds", type=int, help="three; for reading, five")
    options = parser.parse_args()
    failed, rounds = 0, options.rounds or 3
    if options.which in (None, "build"):
        failed |= build.run(sorted(options.claims), rounds)
    if options.which in (None, "editions"):
        failed |= editions.run(max(options.claims), rounds)
    if options.which in (None, "reading"):
        failed |= reading.run(options.rounds or 5)
    if options.which in (None, "repetition"):
        failed |= repetition.run(rounds)
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
