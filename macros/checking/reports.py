"""What was found, as people and programs read it: plain lines, annotations, JSON.

A report is made from data that strangers sent. Nothing in it may begin a line of its own, for
the log of a build server takes some lines for commands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..records import on_one_line

Severity = Literal["problem", "advice"]


@dataclass(frozen=True, order=True)
class Finding:
    """A problem, or a piece of advice, in one place."""

    path: str
    line: int
    severity: Severity
    what: str
    why: str
    """Of a problem, what would be right; of advice, the reason."""
    help: str
    """Where the field is explained."""


def report_text(findings: Iterable[Finding]) -> str:
    """Return a line for each finding.

    >>> finding = Finding("data/a.yml", 3, "problem", "no id", "add one", "data/README.md#rules")
    >>> print(report_text([finding]), end="")
    data/a.yml:3: no id; add one → data/README.md#rules
    """
    return "".join(f"{on_one_line(_say(finding))}\n" for finding in findings)


def _say(finding: Finding) -> str:
    kind = "advice: " if finding.severity == "advice" else ""
    said = f"{kind}{finding.what}; {finding.why} → {finding.help}"
    return f"{finding.path}:{finding.line}: {said}"


_COMMANDS: Mapping[Severity, str] = {"problem": "error", "advice": "notice"}


def report_github(findings: Iterable[Finding]) -> str:
    """Return a workflow command for each finding: it shows at its line of a pull request.

    >>> finding = Finding("data/a,b.yml", 3, "advice", "100 %", "less", "data/README.md")
    >>> print(report_github([finding]), end="")
    ::notice file=data/a%2Cb.yml,line=3,title=Advice::100 %25; less (data/README.md)
    """
    return "".join(f"{_annotate(finding)}\n" for finding in findings)


def _annotate(finding: Finding) -> str:
    place = f"file={_escape_property(finding.path)},line={finding.line}"
    said = _escape_data(f"{finding.what}; {finding.why} ({finding.help})")
    command = _COMMANDS[finding.severity]
    return f"::{command} {place},title={finding.severity.capitalize()}::{said}"


def _escape_data(text: str) -> str:
    """Escape as GitHub’s own toolkit does."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return on_one_line(escaped)


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


_LISTS = {"problem": ("problems", "right"), "advice": ("advice", "why")}


def report_json(findings: Iterable[Finding]) -> str:
    """Return the findings as JSON: a list for each severity."""
    lists: dict[str, list[dict[str, object]]] = {"problems": [], "advice": []}
    for finding in findings:
        kind, last = _LISTS[finding.severity]
        shown = {"path": finding.path, "line": finding.line, "what": finding.what}
        lists[kind].append({**shown, last: finding.why, "help": finding.help})
    return json.dumps(lists, ensure_ascii=True, indent=2) + "\n"


REPORTS: Mapping[str, Callable[[Iterable[Finding]], str]] = {
    "text": report_text,
    "github": report_github,
    "json": report_json,
}
