"""What one job hands to the next: a folder with one file, read with suspicion, then acted upon.

The job that reads issues may write nothing at the forge. The one that may write reads no issue:
it gets this file, and takes from it only what has the expected form. It needs nothing but
Python, git and the forge's own program.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from .programs import run
from .transfer import read_values, write_values

FILE = "outcome.json"
BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
"""As whom the forge lets a workflow commit."""
CHECKS = "pull-request.yml"
"""The workflow that shows and tests a pull request."""

_PATH = re.compile(r"data/(?:(?:claims|objections|glossary)/[A-Za-z0-9-]+\.yml|sources\.json)")
_LARGEST = {"comment": 65_000, "title": 200, "body": 65_000, "message": 1_000, "text": 2_000_000}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What becomes of one issue."""

    kind: Literal["proposal", "incomplete", "refused", "editors", "ignored"]
    number: int = 0
    """Of the issue."""
    comment: str = ""
    """To be written below the issue; empty where there is nothing to say."""
    branch: str = ""
    title: str = ""
    body: str = ""
    message: str = ""
    path: str = ""
    """The one data file that a proposal changes."""
    text: str = ""


def write_outcome(outcome: Outcome, number: int, folder: Path) -> None:
    """Write what becomes of an issue."""
    write_values(replace(outcome, number=number), folder / FILE)


def read_outcome(folder: Path) -> Outcome:
    """Read what becomes of an issue; raise ValueError if its form is unexpected."""
    outcome = read_values(Outcome, folder / FILE)
    if fault := _find_fault(outcome):
        raise ValueError(f"unexpected {fault}")
    return outcome


def _find_fault(outcome: Outcome) -> str | None:
    """Return the name of the first field that is not as expected."""
    if outcome.number < 1:
        return "number"
    for name, most in _LARGEST.items():
        if len(getattr(outcome, name)) > most:
            return name
    if outcome.kind != "proposal":
        return None
    if outcome.branch != f"issue-{outcome.number}":
        return "branch"
    if "\n" in outcome.title:
        return "title"
    return None if _PATH.fullmatch(outcome.path) else "path"


def act(given: Outcome, root: Path) -> None:
    """Open or renew the pull request, and write the comment, if there is one."""
    if given.kind == "proposal":
        _commit(given, root)
        _open(given, root)
    if given.comment:
        _say(given, root)


def _commit(given: Outcome, root: Path) -> None:
    place = root / given.path
    if place.is_symlink() or not place.resolve().is_relative_to((root / "data").resolve()):
        raise ValueError("unexpected path")
    run("git", "switch", "--force-create", given.branch, root=root)
    place.write_text(given.text, "utf-8")
    name, address = BOT
    who = ["-c", f"user.name={name}", "-c", f"user.email={address}"]
    run("git", "add", "--", given.path, root=root)
    run("git", *who, "commit", "--quiet", "--file=-", given=given.message, root=root)
    run("git", "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{given.branch}", root=root)


def _open(given: Outcome, root: Path) -> None:
    """A branch of an issue has one pull request; an edited issue renews it.

    What a workflow opens starts no other workflow by itself, so the checks are asked for.
    """
    text = ["--title", given.title, "--body-file", "-"]
    listed = ["--head", given.branch, "--state", "open", "--json", "number"]
    if json.loads(run("gh", "pr", "list", *listed, root=root)):
        run("gh", "pr", "edit", given.branch, *text, given=given.body, root=root)
    else:
        where = ["--head", given.branch, "--base", "main"]
        run("gh", "pr", "create", *where, *text, given=given.body, root=root)
    run("gh", "workflow", "run", CHECKS, "--ref", given.branch, root=root)


def _say(given: Outcome, root: Path) -> None:
    command = ["gh", "issue", "comment", str(given.number), "--edit-last", "--create-if-none"]
    run(*command, "--body-file", "-", given=given.comment, root=root)


def main(arguments: Sequence[str]) -> int:
    """Act upon a folder: `python -m contributions.handover FOLDER`."""
    given = read_outcome(Path(arguments[0]))
    act(given, Path())
    print(given.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
