"""Run with `python -m benchmarks [build|editions|repetition|table] [--claims 20] [--rounds 3]`."""

from __future__ import annotations

import argparse

from . import build, editions, repetition, table


def main() -> int:
    """Run the benchmarks asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", nargs="?", choices=["build", "editions", "repetition", "table"])
    parser.add_argument("--claims", nargs="+", type=int, default=[20, 200, 1_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    failed = 0
    if options.which in (None, "build"):
        failed |= build.run(sorted(options.claims), options.rounds)
    if options.which in (None, "editions"):
        failed |= editions.run(max(options.claims), options.rounds)
    if options.which in (None, "repetition"):
        failed |= repetition.run(options.rounds)
    if options.which in (None, "table"):
        failed |= table.run(max(options.claims))
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
