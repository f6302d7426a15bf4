"""Permanent pages: pinned versions and redirects, written beside the pages of the host.

There are as many pinned pages as versions. So the theme draws one of them, the shell, and the
others are that one, filled in otherwise: all of them lie equally deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup, escape

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
from ..pages import View, describe_pinned, name_pinned, render_pinned_head
from .content import finish_content, way_to_root

SHELL = "pinned/shell/page.md"
"""Lies as deep as the pinned pages that are made from it."""
TITLE, HEAD, DESCRIPTION, ADDRESS = "\ue003", "\ue004", "\ue006", "\ue007"
CONTENT = "\ue005<!--<h1-->"  # the theme adds a heading where it sees none
"""What the shell has in the place of what only one pinned page says."""
_MARKS = re.compile("|".join((TITLE, HEAD, DESCRIPTION, ADDRESS, CONTENT)))
_HIDDEN = Markup('<meta name="robots" content="noindex">\n')


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
            made = str(self._view.render("pinned", history=history, version=version))
            content = finish_content(made, way_to_root(home))
            said = {
                TITLE: escape(name_pinned(version)),
                DESCRIPTION: escape(describe_pinned(history, version)),
                ADDRESS: escape(self._view.site.address_of(home)),
                HEAD: _HIDDEN + render_pinned_head(self._view, history, version),
                CONTENT: content.html,
            }
            html = _MARKS.sub(partial(_fill, said), shell)
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
        yield from make_files(cite_site(view.edition_date, view.site))
        yield from make_files(cite_essay(essay, view.edition_date, view.site))
        for history in view.histories.values():
            if history.citable.kind in CITED_KINDS:
                yield from make_files(cite_item(history, view.site))
        for history, version in self._pinned:
            yield from make_files(cite_item(history, view.site, version))

    def find_lost(self, anchors: Mapping[str, Set[str]]) -> Iterator[Promise]:
        """Yield each address that an edition has given out and no page answers to."""
        for promise in find_promised(self._view.register):
            home, _, anchor = promise.address.partition("#")
            if home not in anchors or (anchor and anchor not in anchors[home]):
                yield promise


def _fill(said: Mapping[str, str], mark: re.Match[str]) -> str:
    return said[mark[0]]
