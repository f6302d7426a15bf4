"""Permanent pages: pinned versions and redirects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..argument import home_of_alternate
from ..editions import (
    CITED_KINDS,
    History,
    Promise,
    Redirect,
    Version,
    cite_essay,
    cite_item,
    cite_site,
    find_former_homes,
    find_places,
    find_promised,
    find_redirects,
    group_by_page,
    make_files,
    name_in,
)
from ..pages import View, describe_pinned, name_pinned, render_pinned_head
from ..records import escape_marks
from .content import finish_content, way_to_root
from .shell import Filling, fill, name

_LIES_AT = "/pinned/version/page/"
"""As deep as every pinned page, and nowhere in the navigation."""
_HIDDEN = Markup('<meta name="robots" content="noindex">\n')


@dataclass(frozen=True)
class Moved:
    """A page that says where something is now."""

    home: str
    html: str
    markdown: str
    anchors: frozenset[str]


class PermanentPages:
    """What the editions oblige the site to keep."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._places = list(find_places(view.corpus, view.histories, view.register))
        moved = find_redirects(view.histories, view.register)
        gone = [one for one in self._places if one.target != f"{one.page}#{one.anchor}"]
        self._redirects = group_by_page([*moved, *gone])
        self.pinned = [
            (history, version)
            for history in view.histories.values()
            for version in history.versions
            if history.is_pinned
        ]
        self.pinned_homes = [history.home_of(version) for history, version in self.pinned]

    def render_moved_from(self, home: str, anchors: Set[str]) -> str:
        """Render what was on a page that stands and has these anchors; nothing if nothing was."""
        places = [place for place in self._redirects.get(home, []) if place.anchor]
        moved = [place for place in places if place.anchor not in anchors]
        return str(self._view.render("moved", redirects=moved)) if moved else ""

    def make_pinned(self, history: History, version: Version) -> Filling:
        """Return what the pinned page of a version has."""
        home = history.home_of(version)
        made = str(self._view.render("pinned", history=history, version=version))
        content = replace(finish_content(made, way_to_root(home)), headings=[])
        fields = name(name_pinned(version), describe_pinned(history, version))
        head = {"head": _HIDDEN + render_pinned_head(self._view, history, version)}
        filling = fill(self._view.site, home, content, fields["title"], fields | head)
        return replace(filling, lies_at=_LIES_AT)

    def make_redirects(self, anchors: Mapping[str, Set[str]]) -> Iterator[Moved]:
        """Yield a page for each page of old that no longer stands; `anchors` goes by home."""
        for home, redirects in self._redirects.items():
            whole = next((one for one in redirects if not one.anchor), None)
            if whole and home not in anchors:
                places = [one for one in redirects if one.anchor and _is_there(one.target, anchors)]
                yield self._make_redirect(home, whole, places)

    def _make_redirect(self, home: str, whole: Redirect, places: list[Redirect]) -> Moved:
        canonical = self._view.site.address_of(whole.target)
        moved, *rest = (
            replace(one, target=way_to_root(home) + one.target[1:]) for one in (whole, *places)
        )
        made = self._view.render("redirect", redirect=moved, canonical=canonical, places=rest)
        markdown = write_moved(whole.title, canonical)
        return Moved(home, str(made), markdown, frozenset(one.anchor for one in places))

    def make_citation_files(self) -> Iterator[tuple[str, str]]:
        """Yield the home and text of each file for reference managers."""
        view = self._view
        yield from make_files(cite_site(view.corpus, view.edition_date, view.site))
        yield from make_files(cite_essay(view.corpus, view.essay_date, view.site))
        for history in view.histories.values():
            if history.citable.kind in CITED_KINDS:
                yield from self._make_files_of(history, None)
        for history, version in self.pinned:
            yield from self._make_files_of(history, version)

    def _make_files_of(self, history: History, pinned: Version | None) -> Iterator[tuple[str, str]]:
        """Yield the files of a thing or of one version: no file can redirect, so old names stay."""
        citing = cite_item(self._view.corpus, history, self._view.site, pinned)
        yield from make_files(citing)
        for home in find_former_homes(history, self._view.register):
            page, id = home, name_in(home)
            if pinned:
                page, id = f"{home}v{pinned.number}/", f"{id}-v{pinned.number}"
            yield from make_files(replace(citing, page=page, id=id))

    def find_lost(self, anchors: Mapping[str, Set[str]]) -> Iterator[Promise]:
        """Yield each address that an edition has given out and no page answers to."""
        register, date = self._view.register, self._view.edition_date or ""
        places = (Promise(f"{one.page}#{one.anchor}", date, one.key) for one in self._places)
        for promise in (*find_promised(register), *places):
            if not _is_there(promise.address, anchors):
                yield promise


def _is_there(address: str, anchors: Mapping[str, Set[str]]) -> bool:
    home, _, anchor = address.partition("#")
    return home in anchors and (not anchor or anchor in anchors[home])


def write_moved(title: str, address: str) -> str:
    """Say in Markdown where the Markdown of a page is now."""
    return f"# Moved: {escape_marks(title)}\n\nThis is now at {home_of_alternate(address)}\n"
