"""Commands: turn an issue into a change, show what a change does, look after links."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from macros.records import print_anywhere

from .comment import write_comment
from .conversion import convert, read_event
from .handover import write_outcome
from .lookout import look_at_links, look_at_packages
from .release import load_release_notes
from .review import checked_out, find_files, find_fork_point, proposed, review
from .standing_issue import Report, write_body
from .transfer import write_values

LOOKS = {"links": look_at_links, "packages": look_at_packages}
HELP = {
    "issue": "turn an issue into a change of the data",
    "review": "show what the work in this folder changes",
    "release": "print the notes of an edition",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m contributions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    told = {name: str(look.__doc__).splitlines()[0] for name, look in LOOKS.items()}
    named = {name: commands.add_parser(name, help=says) for name, says in (HELP | told).items()}
    for name, command in named.items():
        command.add_argument("--root", type=Path, default=Path(), help="the project’s folder")
        if name in ("review", *LOOKS):
            command.add_argument("--out", type=Path, help="a file for what is found, in JSON")
    issue, shown = named["issue"], named["review"]
    issue.add_argument("--event", type=Path, required=True, help="the forge’s event, in JSON")
    issue.add_argument("--out", type=Path, required=True, help="a folder for what comes of it")
    shown.add_argument("--base", default="main", help="what it is compared with")
    shown.add_argument("--head", help="show the data and prose of this commit, by the base’s code")
    named["release"].add_argument("--date", default="", help="its day (the newest by default)")
    chosen = parser.parse_args(arguments)
    if look_at := LOOKS.get(chosen.command):
        return run_look(look_at(chosen.root), chosen.out)
    if chosen.command == "release":
        address = os.environ.get("SITE_URL", "")
        print(load_release_notes(chosen.root, chosen.date, address), end="")
        return 0
    if chosen.command == "review":
        return run_review(chosen.base, chosen.head, chosen.root.resolve(), chosen.out)
    return run_issue(chosen.event, chosen.root, chosen.out)


def run_issue(event: Path, root: Path, out: Path) -> int:
    """Convert the issue of an event, and write what becomes of it into a folder."""
    try:
        issue = read_event(json.loads(event.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{event} is no event of the forge ({error}); give EVENT=event.json", file=sys.stderr)
        return 1
    outcome = convert(issue, root, root)
    write_outcome(outcome, issue.number, out)
    print(outcome.kind)
    return 0


def run_review(base: str, head: str | None, root: Path, out: Path | None) -> int:
    """Compare what stands in a folder, or a commit, with where it began; print or write it.

    In a file it says nothing about whether it is good: whoever reads the file decides that.
    """
    start = find_fork_point(root, base, head or "HEAD")
    with checked_out(root, start) as before:
        if head:
            with proposed(root, start, head) as after:
                found = review(before, after, find_files(root, start, head))
        else:
            found = review(before, root, find_files(root, start))
    if out:
        write_values(found, out)
        return 0
    print(write_comment(found), end="")
    return 1 if found.problems else 0


def run_look(report: Report, out: Path | None) -> int:
    """Print or write what was found; to have found something is no failure."""
    if out:
        write_values(report, out)
    else:
        print(write_body(report), end="")
    return 0


if __name__ == "__main__":
    print_anywhere()
    sys.exit(main())
