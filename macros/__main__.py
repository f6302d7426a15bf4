"""Commands: check the data, freeze it in a new edition, check what others cite of it."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from .check_citations import (
    STANDARD_INPUT,
    make_checker,
    read_bytes,
    read_cited,
    summarise,
    tell_verdicts,
)
from .citation_check import Report
from .edition_files import find_date_fault, write_edition
from .editions import Changes, freeze
from .problems import DataError, Problem
from .publication import EDITIONS, Publication, load_publication


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    chosen = read_arguments(arguments)
    try:
        publication = load_publication(chosen.root, chosen.root / "docs")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.command == "check":
        print("No problems.")
        return 0
    if chosen.command == "check-citations":
        return check_citations(publication, chosen.text, chosen.files)
    return make_edition(publication, chosen.root, chosen.date)


def read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("command", choices=["check", "edition", "check-citations"])
    parser.add_argument("files", nargs="*", help="of check-citations: texts with citations, or -")
    parser.add_argument("--text", help="of check-citations: a quotation, an id or an address")
    parser.add_argument("--root", type=Path, default=Path(), help="the project’s folder")
    parser.add_argument("--date", help="the edition’s date, such as 2026-12-01 (today by default)")
    chosen = parser.parse_intermixed_args(arguments)
    given = bool(chosen.files) or chosen.text is not None
    if given and chosen.command != "check-citations":
        parser.error(f"{chosen.command} takes no files and no --text")
    if not given and chosen.command == "check-citations":
        parser.error('nothing to check: give FILES="paper.md refs.bib" or TEXT="C10, version 1"')
    return chosen


def make_edition(publication: Publication, root: Path, date: str | None) -> int:
    """Freeze what is published, and say what has changed."""
    date = date or datetime.now(UTC).date().isoformat()
    if fault := find_date_fault(date, publication.register):
        print(fault, file=sys.stderr)
        return 1
    edition, changes = freeze(publication.citables, publication.register, date)
    if not changes:
        print("Nothing has changed since the last edition: none was made.")
        return 0
    path = write_edition(edition, root / EDITIONS)
    print(f"{EDITIONS}/{path.name}\n{describe(changes)}")
    return 0


def check_citations(publication: Publication, text: str | None, files: list[str]) -> int:
    """Say of each citation whether it is still good; return 1 unless all are."""
    site = os.environ.get("SITE_URL")
    checker = make_checker(publication, [site] if site else [])
    reports: list[Report] = []
    unread = 0
    if text is not None:
        reports.append(checker.check_given(text))
        print(*tell_verdicts(reports[-1].verdicts, ""), sep="\n")
    for name in files:
        found = read_input(name)
        if isinstance(found, Problem):
            print(found, file=sys.stderr)
            unread += 1
            continue
        reports.append(checker.check_text(found))
        for line in tell_verdicts(reports[-1].verdicts, name if name != "-" else STANDARD_INPUT):
            print(line)
    print(summarise(reports))
    good = all(verdict.is_good for report in reports for verdict in report.verdicts)
    return 0 if good and not unread else 1


def read_input(name: str) -> str | Problem:
    """Return the text of a file, or of the standard input, or the problem with it."""
    if name == "-":
        return read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT)
    return read_cited(Path(name), name)


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
