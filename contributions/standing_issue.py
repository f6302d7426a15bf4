"""One issue for each kind of report: opened, renewed, and closed when there is nothing to say.

python -m contributions.standing_issue report.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .escape import inline, make_table
from .programs import run
from .transfer import read_values

MOST = 200
ISSUES = {
    "links": (
        "Links that lead nowhere",
        "The weekly look at links to others found these. A link that is broken holds nothing "
        "up: put a copy’s address into the work’s `archive_location`, or correct the address. What "
        "a site only refuses to programs is not listed.",
    ),
    "packages": (
        "Packages with known weaknesses",
        "The weekly look at what is installed found these. `make lock LOCK=--upgrade` takes newer "
        "versions.",
    ),
}
"""The title of the one issue about each, by which the forge is asked for it, and how it begins."""


@dataclass(frozen=True)
class Finding:
    """One thing that somebody should look at."""

    what: str
    said: str
    """What was answered, or what is known."""
    where: str
    remedy: str
    """What can be done, such as an archived copy."""


@dataclass(frozen=True)
class Report:
    """What one look has found."""

    kind: Literal["links", "packages"]
    looked_at: int
    findings: tuple[Finding, ...]


def write_body(report: Report) -> str:
    """Return the issue’s text in Markdown."""
    rows = [
        [inline(text, 400) for text in (found.what, found.said, found.where, found.remedy)]
        for found in report.findings[:MOST]
    ]
    counted = f"{len(report.findings)} of {report.looked_at}."
    table = make_table(["what", "says", "where", "what can be done"], rows)
    return f"{ISSUES[report.kind][1]}\n\n{counted}\n\n{table}\n"


def renew(report: Report) -> str:
    """Open, renew or close the issue; return what was done."""
    title, _ = ISSUES[report.kind]
    number = _find_open(title)
    if not report.findings:
        if number:
            run("gh", "issue", "close", number, "--comment", "Nothing of this kind is left.")
        return "closed" if number else "nothing"
    body = write_body(report)
    if number:
        run("gh", "issue", "edit", number, "--body-file", "-", given=body)
        return "renewed"
    run("gh", "issue", "create", "--title", title, "--body-file", "-", given=body)
    return "opened"


def _find_open(title: str) -> str:
    """Return the number of the open issue that a workflow has opened under this title."""
    listed = run("gh", "issue", "list", "--state", "open", "--author", "app/github-actions",
                 "--limit", "100", "--json", "number,title")  # fmt: skip
    found = [issue["number"] for issue in json.loads(listed) if issue["title"] == title]
    return str(min(found)) if found else ""


def main(arguments: Sequence[str]) -> int:
    """Renew the issue about a report."""
    print(renew(read_values(Report, Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
