"""The site while it is built: which pages it has, and what stands on each."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from ..argument import home_of_part, home_of_term
from ..checking import Publication
from ..editions import SiteName
from ..pages import HOME as BOOK
from ..pages import (
    USES,
    Forge,
    View,
    find_generated,
    render_essay_head,
    render_glossary_head,
    render_head,
    render_section_head,
    render_site_head,
)
from ..prose import MACROS, PLAIN_MARKDOWN, find_foreign
from ..records import DataError, Problem, plain_text
from .content import Content, finish_content, way_to_root
from .faces import load_fonts
from .macro_html import CALLS
from .mark import make_mark
from .permanent import CONTENT, DESCRIPTION, HEAD, SHELL, TITLE, PermanentPages
from .search import Entry, find_prose
from .slots import Slots
from .settings import Settings

PARTS_IN_NAV = "argument/*"
"""In `nav`, stands for the parts in reading order."""
_HEADS = {"/": render_site_head, "/essay/": render_essay_head, "/glossary/": render_glossary_head}
_ALTERNATE = Markup(
    '<link rel="alternate " type="text/markdown" title="This page as Markdown" href="index.md">\n'
)
"""The theme takes each `[rel=alternate]` for a language and looks for its sitemap; a space at the
end changes nothing for those who read the words of `rel`."""

Fields = dict[str, Any]


@dataclass(frozen=True)
class HostPage:
    """A page as the host knows it."""

    place: str
    """Its file, such as `claims/c10.md`."""
    home: str
    title: str
    """As the navigation has it."""
    fields: Mapping[str, Any]
    """Its front matter, with what `begin` said."""


class Site:
    """One build of the site."""

    def __init__(self, publication: Publication, settings: Settings) -> None:
        forge = Forge(settings.repository, publication.lines) if settings.repository else None
        self.view = View(publication.corpus, publication.register, settings.name, forge)
        self.mark = make_mark(publication.corpus.facts.mark, load_fonts().serif)
        self.permanent = PermanentPages(self.view)
        self.prose: dict[str, str] = {}
        """The Markdown of each page of prose, by its place."""
        self.sections: list[Entry] = []
        """What the search finds in them."""
        self.anchors: dict[str, frozenset[str]] = {}
        """What can be linked to on each page, by its home."""
        self.shell = ""
        self.remarks: list[str] = []
        """What the editors should know of, and nothing has to change for."""
        self.slots = Slots()
        self._docs = Path(os.path.relpath(settings.docs, settings.root)).as_posix()
        self._forge = forge
        self._generated = {_place_of(page.home): page for page in find_generated(self.view)}
        self._parts = frozenset(map(home_of_part, self.view.corpus.parts))
        self._keys = {history.citable.home: key for key, history in self.view.histories.items()}
        self._uses: dict[str, dict[str, str]] = defaultdict(dict)

    def macros(self) -> dict[str, Callable[..., str]]:
        """Return what the pages of prose may call."""
        return {name: partial(self._call, name) for name in MACROS}

    def _call(self, name: str, *arguments: str) -> str:
        return self.slots.keep(CALLS[name](self.view, *arguments), block=MACROS[name].block)

    def expand_nav(self, nav: Any) -> Any:
        """Put the parts where the navigation has `argument/*`."""
        if isinstance(nav, dict):
            return {title: self.expand_nav(inner) for title, inner in nav.items()}
        if isinstance(nav, list):
            parts = [f"argument/{part}.md" for part in self.view.corpus.parts]
            inner = (parts if entry == PARTS_IN_NAV else [self.expand_nav(entry)] for entry in nav)
            return [entry for entries in inner for entry in entries]
        return nav

    def find_places(self, written: Mapping[str, str]) -> list[str]:
        """Return the places of the pages that are made from data, for the host to have them drawn.

        `written` goes from the file of each page that somebody has written to its source.
        """
        homes = [f"/{place.removesuffix('.md')}/" for place in self._generated]
        for home in (*homes, *self.permanent.pinned_homes, BOOK):
            if taken := written.get(f"{home[1:]}index.html"):
                right = "remove the file, or give the item another id"
                wrong = "a page made from data stands here"
                raise DataError([Problem(f"{self._docs}/{taken}", 1, wrong, right)])
        return [*self._generated, *([SHELL] if self.permanent.pinned_homes else [])]

    def begin(self, place: str, fields: Mapping[str, Any], markdown: str) -> Fields:
        """Take the Markdown of a page; return what its front matter should say beside `fields`.

        The theme prints titles and descriptions without escaping them.
        """
        if place == SHELL:
            return {"title": TITLE, "description": DESCRIPTION, "head": HEAD}
        if generated := self._generated.get(place):
            hide = ["navigation", "toc"] if generated.kind in ("section", "drawing") else ["toc"]
            own = {"hide": hide, "render_macros": False}
            return _name(generated.title, generated.description) | own
        self.prose[place] = markdown
        if part := self.view.corpus.parts.get(_stem_in(place, "argument")):
            hide = fields.get("hide", ["toc"])  # what stands beside the text takes its place
            return _name(part.title, part.glance) | {"hide": hide}
        return {name: str(escape(fields[name])) for name in _NAMING if name in fields}

    def find_edit(self, place: str) -> str | None:
        """Return where a page, or the data that it is made from, can be edited, if anywhere."""
        made = self._generated.get(place)
        path = made.file if made else f"{self._docs}/{place}"
        return self._forge.edit(path) if self._forge else None

    def make_head(self, page: HostPage) -> Markup:
        """Tell machines what a page is, and where it is once more as Markdown."""
        if make := _HEADS.get(page.home):
            description = Markup(page.fields.get("description", "")).unescape()
            return _ALTERNATE + make(self.view, description)
        made = self._generated.get(page.place)
        if made and made.kind == "essay_section":
            return _ALTERNATE + render_section_head(self.view, made.value)
        key = self._keys.get(page.home)
        return _ALTERNATE + (render_head(self.view, key) if key else Markup(""))

    def finish(self, page: HostPage, content: str) -> Content:
        """Make the content of a page from what Markdown has made of its prose, or from data."""
        if page.place == SHELL:
            return Content(html=CONTENT, anchors=frozenset(), headings=[], terms=frozenset())
        own = PurePosixPath(page.place).stem
        finish = partial(
            finish_content,
            way=way_to_root(page.home),
            heading=(own, page.fields.get("title") or str(escape(page.title))),
            index=self.view.corpus.term_index,
            skip=[_stem_in(page.place, "glossary")],
        )
        made = self._make(page, content)
        done = finish(made)
        if moved := self.permanent.render_moved_from(page.home, done.anchors):
            done = finish(made + moved)
        self.anchors[page.home] = done.anchors
        for term in done.terms:
            self._uses[term][page.home] = page.title
        if page.place in self.prose and page.home not in self._parts:
            names = page.fields.get("also_said_as", ())
            self.sections += find_prose(page.home, done.html, names)
        return done

    def _make(self, page: HostPage, content: str) -> str:
        if generated := self._generated.get(page.place):
            return str(generated.render(self.view))
        path = f"{self._docs}/{page.place}"
        if "Macro Rendering Error" in content:
            right = "see the message above"
            raise DataError([Problem(path, 1, "a macro failed", right)])
        if wrong := ", ".join(dict.fromkeys(find_foreign(content))):
            raise DataError([Problem(path, 1, wrong, PLAIN_MARKDOWN)])
        return self.slots.fill(content)

    def complete(self, place: str, html: str) -> str:
        """Return a page as the theme has drawn it, with what only all pages together say."""
        if place == SHELL:
            self.shell = html
            return ""
        return html.replace(USES, self._render_uses(place)) if USES in html else html

    def _render_uses(self, place: str) -> str:
        """Say where the term of a page is used."""
        term = _stem_in(place, "glossary")
        way = way_to_root(home_of_term(term))
        uses = sorted(self._uses[term].items(), key=lambda use: (use[1].lower(), use[0]))
        listed = [(Markup(title), way + home[1:]) for home, title in uses]
        return str(self.view.render("term_uses", uses=listed))


_NAMING = ("title", "description")


def _name(title: str, description: str) -> Fields:
    return {"title": str(escape(title)), "description": str(escape(plain_text(description)))}


def _place_of(home: str) -> str:
    """Return the place whose page has this home: claims/c10.md for /claims/c10/."""
    return f"{home.strip('/')}.md"


def _stem_in(place: str, folder: str) -> str:
    """Return the name of a page of a folder, or nothing if it is elsewhere."""
    path = PurePosixPath(place)
    return path.stem if str(path.parent) == folder else ""
