"""What makes the tests quick, and says where their time went; for conftest."""

from __future__ import annotations

import gc
import inspect
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import nodes

from macros.prose import prose
from macros.prose.host import Host
from macros.prose.page import Page, make_page

TESTS = Path(__file__).resolve().parent
WAITED_FOR = frozenset("any_site another build command mkdocs site_with subprocess".split())
"""What tests name that build a site or start a program: fixtures, methods and modules."""
SLOW = 5.0
"""Seconds that a test may take; those that take longer are named at the end."""
MOST = 12
"""Files that are listed at the end, those that took longest."""


@pytest.fixture(autouse=True, scope="session")
def nothing_done_twice() -> Iterator[None]:
    """Make the pages of the miniature once, which a thousand tests check."""
    made: dict[tuple[str, str, str], Page] = {}

    def make_once(place: str, text: str, template: nodes.Template, host: Host) -> Page:
        key = (place, text, repr(host.extensions))
        if key not in made:
            made[key] = make_page(place, text, template, host)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "make_page", make_once)
        patch.setattr(prose, "parse_template", cache(prose.parse_template))
        yield


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than there are processors: a worker often waits for a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what waits for a whole site, a browser or another program."""
    for item in items:
        if isinstance(item, pytest.Function) and any(map(waits, _find_functions(item))):
            item.add_marker("slow")


def _find_functions(item: pytest.Function) -> Iterator[Callable[..., object]]:
    """Yield the function of a test, and those of its fixtures."""
    yield item.function
    for fixtures in item._fixtureinfo.name2fixturedefs.values():
        yield fixtures[-1].func


@cache
def waits(asked: Callable[..., object]) -> bool:
    """Tell whether a function of the tests, or one that it calls, names what is waited for."""
    called, seen = [asked], set[Callable[..., object]]()
    while called:
        function = inspect.unwrap(called.pop())
        names = frozenset() if function in seen else _find_names(function)
        if not names.isdisjoint(WAITED_FOR):
            return True
        seen.add(function)
        called += filter(inspect.isroutine, (function.__globals__.get(name) for name in names))
    return False


@cache
def _find_names(function: Callable[..., object]) -> frozenset[str]:
    """Return what a function names, if it is one of the tests: arguments may be fixtures."""
    code = getattr(function, "__code__", None)
    if code is None or not Path(code.co_filename).is_relative_to(TESTS):
        return frozenset()
    return frozenset(_find_names_in(code))


def _find_names_in(code: CodeType) -> Iterator[str]:
    yield from (*code.co_names, *code.co_varnames[: code.co_argcount])
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _find_names_in(inner)


def pytest_collection_finish() -> None:
    """Let nothing that was collected, and stays to the end, be looked through for garbage."""
    gc.freeze()


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
