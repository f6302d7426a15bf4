"""One issue for each kind of report: opened, renewed, and closed when there is nothing to say.

python -m contributions.standing_issue report.json
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .escape import inline, make_table
from .report import MOST, TITLES, Report, read_report

_ABOUT = {
    "links": "The weekly look at links to others found these. A link that is broken holds nothing "
    "up: put a copy’s address into the work’s `archive_location`, or correct the address. What a "
    "site only refuses to programs is not listed.",
    "packages": "The weekly look at what is installed found these. `make lock LOCK=--upgrade` "
    "takes newer versions.",
}


def write_body(report: Report) -> str:
    """Return the issue’s text in Markdown."""
    rows = [
        [inline(text, 400) for text in (found.what, found.said, found.where, found.remedy)]
        for found in report.findings[:MOST]
    ]
    counted = f"{len(report.findings)} of {report.looked_at}."
    table = make_table(["what", "says", "where", "what can be done"], rows)
    return f"{_ABOUT[report.kind]}\n\n{counted}\n\n{table}\n"


def renew(report: Report) -> str:
    """Open, renew or close the issue; return what was done."""
    title = TITLES[report.kind]
    number = _find_open(title)
    if not report.findings:
        if number:
            _gh("issue", "close", number, "--comment", "Nothing of this kind is left.")
        return "closed" if number else "nothing"
    body = write_body(report)
    if number:
        _gh("issue", "edit", number, "--body-file", "-", given=body)
        return "renewed"
    _gh("issue", "create", "--title", title, "--body-file", "-", given=body)
    return "opened"


def _find_open(title: str) -> str:
    """Return the number of the open issue that a workflow has opened under this title."""
    listed = _gh("issue", "list", "--state", "open", "--author", "app/github-actions",
                 "--limit", "100", "--json", "number,title")  # fmt: skip
    found = [issue["number"] for issue in json.loads(listed) if issue["title"] == title]
    return str(min(found)) if found else ""


def _gh(*arguments: str, given: str = "") -> str:
    ran = subprocess.run(
        ["gh", *arguments], input=given, text=True, encoding="utf-8", stdout=subprocess.PIPE,
        check=True,
    )  # fmt: skip
    return ran.stdout


def main(arguments: Sequence[str]) -> int:
    """Renew the issue about a report."""
    print(renew(read_report(Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
