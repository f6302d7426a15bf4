"""Commands: turn an issue into a change, show what a change does, look after links."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .conversion import convert, read_event
from .handover import write_outcome


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m contributions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    issue = commands.add_parser("issue", help="turn an issue into a change of the data")
    issue.add_argument("--event", type=Path, required=True, help="the forge’s event, in JSON")
    issue.add_argument("--root", type=Path, default=Path(), help="the project’s folder")
    issue.add_argument("--out", type=Path, required=True, help="a folder for what comes of it")
    chosen = parser.parse_args(arguments)
    return run_issue(chosen.event, chosen.root, chosen.out)


def run_issue(event: Path, root: Path, out: Path) -> int:
    """Convert the issue of an event, and write what becomes of it into a folder."""
    issue = read_event(json.loads(event.read_text("utf-8")))
    outcome = convert(issue, root, root)
    write_outcome(outcome, issue.number, out)
    print(outcome.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
