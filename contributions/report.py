"""What a weekly look has found, as one file hands it to the job that renews the issue about it.

Nothing here needs more than Python itself.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MOST = 200
TITLES = {
    "links": "Links that lead nowhere",
    "packages": "Packages with known weaknesses",
}
"""The title of the one issue about each; the forge is asked for it by this title."""


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

    kind: str
    """One of TITLES."""
    looked_at: int
    findings: tuple[Finding, ...]


def write_report(report: Report, path: Path) -> None:
    """Write a report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), "utf-8")


def read_report(path: Path) -> Report:
    """Read a report; raise ValueError if its form is unexpected."""
    record = json.loads(path.read_text("utf-8"))
    try:
        findings = tuple(Finding(**finding) for finding in record["findings"])
        report = Report(str(record["kind"]), int(record["looked_at"]), findings)
    except (TypeError, KeyError) as error:
        raise ValueError(f"unexpected form: {error}") from None
    texts = [text for finding in findings for text in asdict(finding).values()]
    if report.kind not in TITLES or not all(isinstance(text, str) for text in texts):
        raise ValueError("unexpected form")
    return report
