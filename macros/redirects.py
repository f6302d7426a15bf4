"""Redirects: every address that anything has ever had leads to where the thing is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .editions import Register
from .history import History


@dataclass(frozen=True)
class Redirect:
    """An address of old: a page, or an anchor on a page that stands."""

    page: str
    """The page's home of old."""
    anchor: str
    """Empty where the whole page has moved."""
    title: str
    target: str
    """Today's home."""
    anchors: tuple[str, ...] = ()
    """Of a page that has moved: the passages on it, which may have been linked to."""


def find_redirects(histories: Mapping[str, History], register: Register) -> Iterator[Redirect]:
    """Yield a redirect for each home, and each pinned page, that is no longer where it was."""
    for history in histories.values():
        citable = history.citable
        for key in (citable.key, *citable.formerly):
            for home in register.homes.get(key, ()):
                if home != citable.home:
                    page, _, anchor = home.partition("#")
                    yield Redirect(page, anchor, citable.title, citable.home, citable.anchors)
                    yield from _redirect_versions(history, home)


def _redirect_versions(history: History, home: str) -> Iterator[Redirect]:
    if history.is_pinned:
        for version in history.versions:
            old = f"{home}v{version.number}/"
            yield Redirect(old, "", version.title, history.home_of(version))


def group_by_page(redirects: Iterator[Redirect]) -> dict[str, list[Redirect]]:
    """Group redirects by the page of old."""
    pages: dict[str, list[Redirect]] = defaultdict(list)
    for redirect in redirects:
        pages[redirect.page].append(redirect)
    return dict(pages)


def find_promised(histories: Mapping[str, History], register: Register) -> Iterator[str]:
    """Yield every address that an edition has given out: homes, anchors and pinned pages."""
    for key, homes in register.homes.items():
        yield from homes
        history = histories.get(register.renamed.get(key, key))
        if history and history.is_pinned:
            yield from (history.home_of(version) for version in history.versions)
