"""Permanent pages: pinned versions and redirects, written beside the pages of the host.

There are as many pinned pages as versions. So the theme draws one of them, the shell, and the
others are that one with another title, head and content: all of them lie equally deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from markupsafe import escape

from ..editions import (
    CITED_KINDS,
    History,
    Promise,
    Redirect,
    cite_essay,
    cite_item,
    cite_site,
    find_promised,
    find_redirects,
    group_by_page,
    make_files,
)
from ..pages import View
from .content import finish_content, way_to_root

SHELL = "pinned/shell/page.md"
"""Lies as deep as the pinned pages that are made from it."""
TITLE, HEAD = "\ue003", "\ue004"
CONTENT = "\ue005<!--<h1-->"  # the theme adds a heading where it sees none
"""What the shell has in the place of a pinned page's title, head and content."""
_HEAD = '<meta name="robots" content="noindex"><link rel="canonical" href="{}">'


@dataclass(frozen=True)
class Written:
    """A page that the host knows nothing of."""

    home: str
    html: str
    anchors: frozenset[str] = frozenset()


class PermanentPages:
    """What the editions oblige the site to keep."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._redirects = group_by_page(find_redirects(view.histories, view.register))
        self._pinned = [
            (history, version)
            for history in view.histories.values()
            for version in history.versions
            if history.is_pinned
        ]
        self.pinned_homes = [history.home_of(version) for history, version in self._pinned]

    def render_moved_from(self, home: str) -> str:
        """Render what has moved away from a page that stands; nothing if nothing has."""
        moved = [redirect for redirect in self._redirects.get(home, []) if redirect.anchor]
        return str(self._view.render("moved", redirects=moved)) if moved else ""

    def make_pinned(self, shell: str) -> Iterator[Written]:
        """Yield the pinned page of every version."""
        for history, version in self._pinned:
            home = history.home_of(version)
            head = _HEAD.format(self._view.site.address_of(history.citable.home))
            made = str(self._view.render("pinned", history=history, version=version))
            content = finish_content(made, way_to_root(home))
            title = escape(f"{version.title} (version {version.number})")
            html = shell.replace(TITLE, title).replace(HEAD, head).replace(CONTENT, content.html)
            yield Written(home, html, content.anchors)

    def make_redirects(self, anchors: Mapping[str, Set[str]]) -> Iterator[Written]:
        """Yield a page for each page of old that no longer stands; `anchors` goes by home."""
        for home, redirects in self._redirects.items():
            if home not in anchors:
                yield self._make_redirect(home, redirects[0], anchors)

    def _make_redirect(
        self, home: str, redirect: Redirect, anchors: Mapping[str, Set[str]]
    ) -> Written:
        canonical = self._view.site.address_of(redirect.target)
        places = [
            anchor for anchor in redirect.anchors if anchor in anchors.get(redirect.target, ())
        ]
        moved = replace(redirect, target=way_to_root(home) + redirect.target[1:])
        made = self._view.render("redirect", redirect=moved, canonical=canonical, anchors=places)
        return Written(home, str(made), frozenset(places))

    def make_citation_files(self) -> Iterator[tuple[str, str]]:
        """Yield the home and text of each file for reference managers."""
        view = self._view
        essay = view.corpus.essay.title
        yield from make_files("/", cite_site(view.edition_date, view.site))
        yield from make_files("/essay/", cite_essay(essay, view.edition_date, view.site))
        for history in view.histories.values():
            if history.citable.kind in CITED_KINDS:
                yield from make_files(history.citable.home, cite_item(history, view.site))

    def find_lost(self, anchors: Mapping[str, Set[str]]) -> Iterator[Promise]:
        """Yield each address that an edition has given out and no page answers to."""
        for promise in find_promised(self._view.register):
            home, _, anchor = promise.address.partition("#")
            if home not in anchors or (anchor and anchor not in anchors[home]):
                yield promise
