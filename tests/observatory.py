"""What Mozilla’s HTTP Observatory would say of a host, by the rules that it publishes.

A host begins with 100 points and loses some for what is missing. Points for what is more than
needed count only where at least 90 are left without them. Cookies are in no rule here: there are
none, and a test sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"),
          (50, "C"), (45, "C-"), (40, "D+"), (30, "D"), (25, "D-"))  # fmt: skip
SIX_MONTHS = 15_552_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"*", "http:", "https:", "ftp:"}


@dataclass(frozen=True)
class Answers:
    """What a host answers: names of headers are in small letters."""

    plain_status: int
    plain_location: str
    secure: Mapping[str, str]
    page: str
    host: str


def grade(answers: Answers) -> str:
    """Return the grade of a host.

    >>> grade(Answers(200, "", {}, "", "a.example"))
    'F'
    """
    points = rate(answers)
    most = 100 + sum(one for one in points.values() if one < 0)
    score = 100 + sum(points.values()) if most >= 90 else most
    return next((name for least, name in GRADES if score >= least), "F")


def rate(answers: Answers) -> dict[str, int]:
    """Return the points of each rule."""
    rules = _directives(answers.secure.get("content-security-policy", ""))
    return {
        "content-security-policy": _rate_policy(rules),
        "redirection": _rate_redirection(answers),
        "referrer-policy": _rate_referrer(answers.secure.get("referrer-policy", "")),
        "strict-transport-security": _rate_transport(answers.secure),
        "subresource-integrity": -50 if re.search(r"<script[^>]+src=.?(https?:)?//", answers.page)
        else 0,
        "x-content-type-options": 0 if answers.secure.get("x-content-type-options") == "nosniff"
        else -5,
        "x-frame-options": 5 if "frame-ancestors" in rules else -20,
    }  # fmt: skip


def _directives(policy: str) -> dict[str, set[str]]:
    parted = (one.split() for one in policy.split(";") if one.strip())
    return {name.lower(): set(allowed) for name, *allowed in parted}


def _rate_policy(rules: Mapping[str, set[str]]) -> int:
    if not rules:
        return -25
    otherwise = rules.get("default-src", {"*"})
    scripts, styles = rules.get("script-src", otherwise), rules.get("style-src", otherwise)
    if (scripts | rules.get("object-src", otherwise)) & BROAD or scripts & {
        "'unsafe-inline'", "data:"
    }:  # fmt: skip
        return -20
    if any(one.startswith(("http:", "ftp:")) for allowed in rules.values() for one in allowed):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (BROAD | {"'unsafe-inline'", "data:"}):
        return 0
    return 10 if rules.get("default-src") == {"'none'"} else 5


def _rate_redirection(answers: Answers) -> int:
    if answers.plain_status not in (301, 302, 307, 308):
        return -20
    if not answers.plain_location.startswith("https://"):
        return -20
    return 0 if answers.plain_location.startswith(f"https://{answers.host}/") else -5


def _rate_referrer(policy: str) -> int:
    if not policy:
        return 0
    return 5 if policy in PRIVATE else -5


def _rate_transport(headers: Mapping[str, str]) -> int:
    lasts = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if lasts is None:
        return -20
    return 0 if int(lasts[1]) >= SIX_MONTHS else -10
