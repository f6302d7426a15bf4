"""What one job hands to the next: a folder with one file, read with suspicion, then acted upon.

The job that reads issues may write nothing at the forge. The one that may write reads no issue:
it gets this file, and takes from it only what has the expected form. It needs nothing but
Python, git and the forge's own program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .outcome import Outcome

FILE = "outcome.json"
KINDS = ("proposal", "incomplete", "refused", "editors", "ignored")
BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
"""As whom the forge lets a workflow commit."""
CHECKS = "pull-request.yml"
"""The workflow that shows and tests a pull request."""

_PATH = re.compile(r"data/(?:(?:claims|objections|glossary)/[A-Za-z0-9-]+\.yml|sources\.json)")
_LARGEST = {"comment": 65_000, "title": 200, "body": 65_000, "message": 1_000, "text": 2_000_000}


@dataclass(frozen=True)
class Handover:
    """What becomes of an issue, as it is handed over."""

    kind: str
    number: int
    comment: str
    branch: str
    title: str
    body: str
    message: str
    path: str
    text: str


def write_outcome(outcome: Outcome, number: int, folder: Path) -> None:
    """Write what becomes of an issue."""
    folder.mkdir(parents=True, exist_ok=True)
    record = asdict(outcome) | {"number": number}
    (folder / FILE).write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


def read_outcome(folder: Path) -> Handover:
    """Read what becomes of an issue; raise ValueError if its form is unexpected."""
    record = json.loads((folder / FILE).read_text("utf-8"))
    if not isinstance(record, dict) or set(record) != {field.name for field in fields(Handover)}:
        raise ValueError("unexpected fields")
    if fault := _find_fault(record):
        raise ValueError(f"unexpected {fault}")
    return Handover(**record)


def _find_fault(record: Mapping[str, Any]) -> str | None:
    """Return the name of the first field that is not as expected."""
    number = record["number"]
    if type(number) is not int or number < 1:
        return "number"
    if record["kind"] not in KINDS:
        return "kind"
    for name, most in _LARGEST.items():
        if not isinstance(record[name], str) or len(record[name]) > most:
            return name
    if record["kind"] == "proposal":
        wanted = {"branch": f"issue-{number}", "title": record["title"].partition("\n")[0]}
        wrong = [name for name, value in wanted.items() if record[name] != value]
        return wrong[0] if wrong else None if _PATH.fullmatch(str(record["path"])) else "path"
    return None


def act(given: Handover, root: Path) -> None:
    """Open or renew the pull request, and write the comment, if there is one."""
    if given.kind == "proposal":
        _commit(given, root)
        _open(given, root)
    if given.comment:
        _say(given, root)


def _commit(given: Handover, root: Path) -> None:
    place = root / given.path
    if place.is_symlink() or not place.resolve().is_relative_to((root / "data").resolve()):
        raise ValueError("unexpected path")
    _run(root, "git", "switch", "--force-create", given.branch)
    place.write_text(given.text, "utf-8")
    name, address = BOT
    who = ["-c", f"user.name={name}", "-c", f"user.email={address}"]
    _run(root, "git", "add", "--", given.path)
    _run(root, "git", *who, "commit", "--quiet", "--file=-", given=given.message)
    _run(root, "git", "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{given.branch}")


def _open(given: Handover, root: Path) -> None:
    """A branch of an issue has one pull request; an edited issue renews it.

    What a workflow opens starts no other workflow by itself, so the checks are asked for.
    """
    text = ["--title", given.title, "--body-file", "-"]
    listed = ["--head", given.branch, "--state", "open", "--json", "number"]
    if json.loads(_run(root, "gh", "pr", "list", *listed)):
        _run(root, "gh", "pr", "edit", given.branch, *text, given=given.body)
    else:
        where = ["--head", given.branch, "--base", "main"]
        _run(root, "gh", "pr", "create", *where, *text, given=given.body)
    _run(root, "gh", "workflow", "run", CHECKS, "--ref", given.branch)


def _say(given: Handover, root: Path) -> None:
    command = ["gh", "issue", "comment", str(given.number), "--edit-last", "--create-if-none"]
    _run(root, *command, "--body-file", "-", given=given.comment)


def _run(root: Path, *command: str, given: str = "") -> str:
    ran = subprocess.run(
        command, cwd=root, input=given, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"{command[0]} {command[1]} failed")
    return ran.stdout


def main(arguments: Sequence[str]) -> int:
    """Act upon a folder: `python -m contributions.handover FOLDER`."""
    given = read_outcome(Path(arguments[0]))
    act(given, Path())
    print(given.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
