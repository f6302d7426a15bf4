"""One issue for each kind of report: opened, renewed, and closed when there is nothing to say.

python -m contributions.standing_issue report.json
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .escape import inline, make_table
from .forge import BOT, call, list_all
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
    numbers = [one["number"] for one in list_all("issues", state="open")
               if one["title"] == title and one["user"]["login"] == BOT[0]]  # fmt: skip
    text = {"body": write_body(report), "state": "open" if report.findings else "closed"}
    if report.findings and not numbers:
        call("POST", "issues", title=title, body=text["body"])
        return "opened"
    for number in numbers:
        call("PATCH", f"issues/{number}", **text)
    return ("renewed" if report.findings else "closed") if numbers else "nothing"


def main(arguments: Sequence[str]) -> int:
    """Renew the issue about a report."""
    print(renew(read_values(Report, Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
