"""The shell: the theme’s page, drawn once for all pages made from data that lie in one folder.

What only one of them says is set into it. A plain build has the theme draw each of them instead;
the two come to the same, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import escape

from ..editions import SiteName
from .content import Content
from .search import Entry

_TEXTS = {
    name: chr(0xE003 + number)
    for number, name in enumerate(("title", "description", "head", "ended", "address", "edit"))
}
_FIRST, _TOC = "\ue009", "\ue00a"
_CONTENT = "\ue00b<!--<h1-->"  # the theme adds a heading where it sees none
"""What a shell has in the place of what only one page says."""
_MARKS = re.compile("|".join((*_TEXTS.values(), _FIRST, _TOC, _CONTENT)))
TOC = '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'
"""A template for the table of contents of a page alone, as it stands in the whole."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class Filling:
    """What a page has of its own; the theme draws the rest around it."""

    home: str
    title: str
    """As HTML."""
    fields: Fields
    """What the theme asks of front matter, as HTML; `address`, and `edit` if it can be edited."""
    content: Content
    is_prose: bool = False
    """Whether the host knows it: then its place in the navigation is its own."""
    sections: Sequence[Entry] = ()
    """What the search finds in prose."""
    lies_at: str = ""
    """The home that the theme is told of, if another, as deep."""


Draw = Callable[[Filling], str]


def fill(
    site: SiteName, home: str, content: Content, title: str, fields: Mapping[str, Any]
) -> Filling:
    """Return what a page of a title has, with what it always says."""
    ended = title if title[-1] in "?!…" else f"{title}."
    return Filling(
        home, title, {"ended": ended, "address": site.address_of(home), **fields}, content
    )


def name(title: str, description: str) -> Fields:
    """Return fields for plain texts: the theme prints them without escaping them."""
    return {"title": str(escape(title)), "description": str(escape(description))}


@dataclass
class Shells:
    """Draws pages by the theme of a host."""

    draw_whole: Draw
    draw_toc: Draw
    plain: bool
    """Whether the theme is to draw each of them whole."""
    _drawn: dict[object, str] = field(default_factory=dict)

    def draw(self, page: Filling) -> str:
        """Return the whole page."""
        if self.plain or page.is_prose:
            return self.draw_whole(page)
        said = {
            **{mark: page.fields.get(name) for name, mark in _TEXTS.items()},
            _FIRST: page.content.headings[0]["id"] if page.content.headings else "",
            _TOC: self.draw_toc(page),
            _CONTENT: page.content.html,
        }
        return _MARKS.sub(lambda mark: str(said[mark[0]]), self._find_shell(page))

    def _find_shell(self, page: Filling) -> str:
        """Return the shell of a page: its links and navigation are those of its folder."""
        folder = (page.lies_at or page.home).rsplit("/", 2)[0]
        kind = folder, *page.fields, str(page.fields.get("hide")), bool(page.content.headings)
        if kind not in self._drawn:
            self._drawn[kind] = self._draw_shell(page)
        return self._drawn[kind]

    def _draw_shell(self, page: Filling) -> str:
        marked = {name: mark for name, mark in _TEXTS.items() if name in page.fields}
        below = {"level": 2, "id": _TOC, "name": _TOC, "children": []}
        first = {"level": 1, "id": _FIRST, "name": "", "children": [below]}
        headings = [first] if page.content.headings else []
        content = replace(page.content, html=_CONTENT, headings=headings)
        blank = replace(page, fields=page.fields | marked, content=content)
        shell, toc = self.draw_whole(blank), self.draw_toc(blank)
        assert shell.count(toc) == 1, "the theme draws a table of contents otherwise"
        return shell.replace(toc, _TOC)
