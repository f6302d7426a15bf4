"""What one job hands to the next: a folder with one file, read with suspicion, then acted upon.

The job that reads issues may write nothing at the forge. The one that may write reads no issue:
it gets this file, and takes from it only what has the expected form. It needs nothing but
Python and git. What it writes it adds: nothing that anybody has done on a branch is taken back.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Literal

from .forge import BOT, call, list_all, run, say
from .transfer import read_values, write_values

FILE = "outcome.json"

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
    if "\n" in outcome.title:
        return "title"
    return None if _PATH.fullmatch(outcome.path) else "path"


def act(given: Outcome, root: Path) -> None:
    """Open or renew the pull request, and write the comment, if there is one."""
    if given.kind == "proposal":
        branch, left = _find_branch(given.number, root)
        _commit(given, branch, root)
        _open(given, branch, left)
    if given.comment:
        say(given.number, given.comment)


def _find_branch(number: int, root: Path) -> tuple[str, str]:
    """Return the branch for an issue, and what to say of those before it: others have touched them.

    What somebody else has committed to, approved or closed stays as it is.
    """
    left = ""
    for turn in count(1):
        branch = f"issue-{number}" + (f"-{turn}" if turn > 1 else "")
        pulls = _find_pulls(branch, state="all")
        if not any(map(_is_decided, pulls)) and not _find_others(branch, root):
            break
        told = ", ".join(f"#{pull['number']}" for pull in pulls)
        left = f"What was proposed before stays as others left it: {told or branch}.\n"
    return branch, left


def _find_pulls(branch: str, state: str) -> list[Any]:
    owner = os.environ["GITHUB_REPOSITORY"].partition("/")[0]
    return list(list_all("pulls", head=f"{owner}:{branch}", state=state))


def _is_decided(pull: Any) -> bool:
    """Whether somebody has closed, merged or approved a pull request."""
    reviews = list_all(f"pulls/{pull['number']}/reviews")
    return pull["state"] != "open" or any(one["state"] == "APPROVED" for one in reviews)


def _find_others(branch: str, root: Path) -> set[str]:
    """Return by which other addresses something was committed to a branch."""
    tip = _find_tip(branch, root)
    authors = run("git", "log", "--format=%ae", f"HEAD..{tip}", root=root) if tip else ""
    return set(authors.split()) - {BOT[1]}


def _find_tip(branch: str, root: Path) -> str:
    """Return the last commit of a branch, and have it here; nothing if there is no such branch."""
    listed = run("git", "ls-remote", "origin", f"refs/heads/{branch}", root=root)
    if listed:
        run("git", "fetch", "--quiet", "origin", f"refs/heads/{branch}", root=root)
    return listed.partition("\t")[0]


def _commit(given: Outcome, branch: str, root: Path) -> None:
    """Put main with the one file changed on top of the branch, if that differs from what is there.

    The push is refused if the branch has grown meanwhile: nothing is overwritten.
    """
    place = root / given.path
    if place.is_symlink() or not place.resolve().is_relative_to((root / "data").resolve()):
        raise ValueError("unexpected path")
    place.write_text(given.text, "utf-8")
    run("git", "add", "--", given.path, root=root)
    tree, tip = run("git", "write-tree", root=root).strip(), _find_tip(branch, root)
    if tip and tree == run("git", "rev-parse", f"{tip}^{{tree}}", root=root).strip():
        return
    name, address = BOT
    who = ["-c", f"user.name={name}", "-c", f"user.email={address}"]
    under = [word for parent in _find_parents(tip, root) for word in ("-p", parent)]
    made = run("git", *who, "commit-tree", tree, *under, root=root, given=given.message).strip()
    run("git", "push", "--quiet", "origin", f"{made}:refs/heads/{branch}", root=root)


def _find_parents(tip: str, root: Path) -> list[str]:
    """Return what a new commit stands on: the branch, and main where that has gone on."""
    main = run("git", "rev-parse", "HEAD", root=root).strip()
    if tip and run("git", "merge-base", main, tip, root=root).strip() == main:
        return [tip]
    return [tip, main] if tip else [main]


def _open(given: Outcome, branch: str, left: str) -> None:
    """A branch has one pull request; an edited issue renews it.

    What a workflow opens starts no other workflow by itself, so the checks are asked for.
    """
    text = {"title": given.title, "body": given.body + (left and f"\n{left}")}
    if pulls := _find_pulls(branch, state="open"):
        pull = call("PATCH", f"pulls/{pulls[0]['number']}", **text)
    else:
        pull = call("POST", "pulls", head=branch, base="main", **text)
    asked = "actions/workflows/{}.yml/dispatches"
    call("POST", asked.format("pull-request"), ref=branch)
    call("POST", asked.format("comment"), ref="main", inputs={"number": str(pull["number"])})


def main(arguments: Sequence[str]) -> int:
    """Act upon a folder: `python -m contributions.handover FOLDER`."""
    given = read_outcome(Path(arguments[0]))
    act(given, Path())
    print(given.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
