"""Commands for editors: check the data, or freeze it in a new edition."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from .edition_files import find_date_fault, write_edition
from .editions import Changes, freeze
from .problems import DataError
from .publication import EDITIONS, load_publication


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("command", choices=["check", "edition"])
    parser.add_argument("--root", type=Path, default=Path(), help="the project’s folder")
    parser.add_argument("--date", help="the edition’s date, such as 2026-12-01 (today by default)")
    chosen = parser.parse_args(arguments)
    try:
        publication = load_publication(chosen.root, chosen.root / "docs")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.command == "check":
        print("No problems.")
        return 0
    date = chosen.date or datetime.now(UTC).date().isoformat()
    if fault := find_date_fault(date, publication.register):
        print(fault, file=sys.stderr)
        return 1
    edition, changes = freeze(publication.citables, publication.register, date)
    if not changes:
        print("Nothing has changed since the last edition: none was made.")
        return 0
    path = write_edition(edition, chosen.root / EDITIONS)
    print(f"{EDITIONS}/{path.name}\n{describe(changes)}")
    return 0


def describe(changes: Changes) -> str:
    """Say what an edition changes, a line for each kind of change.

    >>> print(describe(Changes(new=("C1",), reworded=(), retired=(), moved=())))
    new (1): C1
    """
    named = {
        "new": changes.new,
        "reworded": changes.reworded,
        "retired": changes.retired,
        "moved": changes.moved,
    }
    lines = [f"{name} ({len(keys)}): {', '.join(keys)}" for name, keys in named.items() if keys]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
