"""Limits, so that one account can neither fill the list nor use up the day.

`python -m contributions.limits` asks the forge by the number of an issue, reads no word of it, and
prints `open=true` where it may be turned into a change.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from .forge import LABEL, call, list_all, say

MOST_OPEN = 5
"""Issues of one account that may be open as contributions at once."""
MINUTES_EACH = 60
"""Minutes that what one account started may have run since midnight before its forms wait."""
MINUTES_A_DAY = 1_500
"""The same for all together."""
TRUSTED = {"OWNER", "MEMBER", "COLLABORATOR"}
_TOO_MANY = (
    f"Thank you. You have {MOST_OPEN} contributions open, which is as many as can be looked at "
    "with care. When one of them is decided, edit this issue, and it becomes a pull request.\n"
)
_TOO_LONG = (
    "Thank you. So much was sent in today that the machines have to rest. Edit this issue "
    "tomorrow, and it becomes a pull request.\n"
)


def find_limit(number: int, day: str) -> str:
    """Return the comment on an issue that has to wait; nothing where it has not."""
    issue = call("GET", f"issues/{number}")
    if issue["author_association"] in TRUSTED:
        return ""
    creator = issue["user"]["login"]
    sent = list_all("issues", creator=creator, labels=LABEL, state="open")
    earlier = [one for one in sent if one["number"] < number and "pull_request" not in one]
    if len(earlier) >= MOST_OPEN:
        return _TOO_MANY
    runs = list(list_all("actions/runs", created=f">={day}"))
    own = [run for run in runs if run["actor"]["login"] == creator]
    too_long = count_minutes(own) >= MINUTES_EACH or count_minutes(runs) >= MINUTES_A_DAY
    return _TOO_LONG if too_long else ""


def count_minutes(runs: Iterable[Mapping[str, Any]]) -> float:
    """Return how many minutes runs of workflows have taken.

    >>> count_minutes([{"run_started_at": "2026-12-01T08:00:00Z",
    ...                 "updated_at": "2026-12-01T08:01:30Z"}])
    1.5
    """
    times = ((run["run_started_at"], run["updated_at"]) for run in runs)
    took = (datetime.fromisoformat(end) - datetime.fromisoformat(start) for start, end in times)
    return sum(one.total_seconds() for one in took) / 60


def main() -> int:
    """Say whether the issue may be read, and tell its author if it has to wait."""
    number = int(os.environ["NUMBER"])
    wait = find_limit(number, str(datetime.now(UTC).date()))
    if wait:
        say(number, wait)
    print(f"open={str(not wait).lower()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
