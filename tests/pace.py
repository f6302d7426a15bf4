"""What makes the tests quick, and says where their time went; for conftest."""

from __future__ import annotations

import os
from collections import defaultdict

import pytest

WAITING = frozenset(
    "another any_site browser built duval grown long made_up_again made_up_edited made_up_site"
    " published real_site signed site_with story swift unsigned".split()
)
"""Fixtures that open a browser or build whole sites: a test that asks for one is slow."""
SLOW = 5.0
"""Seconds that a test may take; those that take longer are named at the end."""
MOST = 12
"""Files that are listed at the end, those that took longest."""


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than there are processors: a worker often waits for a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what waits for a browser or a whole site, so that no list of files need."""
    for item in items:
        if WAITING & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which files took how long, and which tests took longer than a test may."""
    spent: defaultdict[str, float] = defaultdict(float)
    files: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                spent[report.nodeid] += report.duration
                files[report.nodeid.partition("::")[0]] += report.duration
    if sum(files.values()) < 10 * SLOW:
        return
    slow = [test for test in spent if spent[test] > SLOW]
    terminalreporter.section("where the time went")
    for name in sorted(files, key=files.__getitem__, reverse=True)[:MOST]:
        terminalreporter.line(f"{files[name]:6.1f} s  {name}")
    terminalreporter.line(f"longer than {SLOW:.0f} s: {len(slow)} of {len(spent)} tests")
    for name in sorted(slow, key=spent.__getitem__, reverse=True):
        terminalreporter.line(f"{spent[name]:6.1f} s  {name}")
