"""The site while it is built: which pages it has, and what stands on each."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from ..argument import home_of_part, home_of_term
from ..checking import Publication
from ..pages import HOME as BOOK
from ..pages import (
    Forge,
    Generated,
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
from .permanent import PermanentPages
from .progress import Progress
from .search import Entry, find_prose
from .settings import Settings
from .share import count_workers
from .shell import Fields, Filling, Shells, fill, name
from .slots import Slots

PARTS_IN_NAV = "argument/*"
"""In `nav`, stands for the parts in reading order."""
_HEADS = {"/": render_site_head, "/essay/": render_essay_head, "/glossary/": render_glossary_head}
_ALTERNATE = Markup(
    '<link rel="alternate " type="text/markdown" title="This page as Markdown" href="index.md">\n'
)
"""The theme takes each `[rel=alternate]` for a language and looks for its sitemap; a space at the
end changes nothing for those who read the words of `rel`."""


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


@dataclass(frozen=True)
class Written:
    """What others ask of a page that is written, or all but written."""

    home: str
    title: str
    anchors: Set[str]
    """What can be linked to there."""
    terms: Set[str]
    """The terms that it uses."""
    sections: Sequence[Entry]
    """What the search finds there, if it is prose."""
    waiting: str
    """The page itself, if it is a term’s: it waits until every page is known."""


class Site:
    """One build of the site."""

    def __init__(self, publication: Publication, settings: Settings) -> None:
        forge = Forge(settings.repository, publication.lines) if settings.repository else None
        self.view = View(publication.corpus, publication.register, settings.name, forge)
        self.mark = make_mark(publication.corpus.facts.mark, load_fonts().serif)
        self.permanent = PermanentPages(self.view)
        self.prose: dict[str, str] = {}
        """The Markdown of each page of prose, by its place."""
        self.prose_pages: dict[str, Callable[[], Filling]] = {}
        """What makes each of them, by its home."""
        self._sections: dict[str, Sequence[Entry]] = {}
        """What the search finds in them."""
        self.anchors: dict[str, Set[str]] = {}
        """What can be linked to on each page, by its home."""
        self.remarks: list[str] = []
        """What the editors should know of, and nothing has to change for."""
        self.slots = Slots()
        self.plain = settings.plain
        self.root, self.folder = settings.root, settings.folder
        self.workers = 1 if settings.plain or settings.serving else count_workers()
        self.progress = Progress(None, 0)
        self.nav: Any = None
        """The host’s own, which its theme draws on every page."""
        self.shells: Shells
        """What draws the pages made from data; the host gives it, once it has its theme."""
        self._docs = Path(os.path.relpath(settings.docs, settings.root)).as_posix()
        self._forge = forge
        self.generated = list(find_generated(self.view))
        self._parts = frozenset(map(home_of_part, self.view.corpus.parts))
        self._keys = {history.citable.home: key for key, history in self.view.histories.items()}
        self._uses: dict[str, dict[str, str]] = defaultdict(dict)

    def macros(self) -> dict[str, Callable[..., str]]:
        """Return what the pages of prose may call."""
        return {name: partial(self._call, name) for name in MACROS}

    def _call(self, name: str, *arguments: str) -> str:
        make = partial(CALLS[name], self.view, *arguments)
        return self.slots.keep(make, block=MACROS[name].block)

    def expand_nav(self, nav: Any) -> Any:
        """Put the parts where the navigation has `argument/*`."""
        if isinstance(nav, dict):
            return {title: self.expand_nav(inner) for title, inner in nav.items()}
        if isinstance(nav, list):
            parts = [f"argument/{part}.md" for part in self.view.corpus.parts]
            inner = (parts if entry == PARTS_IN_NAV else [self.expand_nav(entry)] for entry in nav)
            return [entry for entries in inner for entry in entries]
        return nav

    def find_homes(self, written: Mapping[str, str]) -> list[str]:
        """Return the homes of the pages that are made from data, for prose to link to.

        `written` goes from the file of each page that somebody has written to its source.
        """
        homes = [page.home for page in self.generated]
        for home in (*homes, *self.permanent.pinned_homes, BOOK):
            if taken := written.get(f"{home[1:]}index.html"):
                right = "remove the file, or give the item another id"
                wrong = "a page made from data stands here"
                raise DataError([Problem(f"{self._docs}/{taken}", 1, wrong, right)])
        return homes

    def begin(self, place: str, fields: Mapping[str, Any], markdown: str) -> Fields:
        """Take the Markdown of a page; return what its front matter should say beside `fields`."""
        self.prose[place] = markdown
        if part := self.view.corpus.parts.get(_stem_in(place, "argument")):
            hide = fields.get("hide", ["toc"])  # what stands beside the text takes its place
            return name(part.title, plain_text(part.glance)) | {"hide": hide}
        return {name: str(escape(fields[name])) for name in _NAMING if name in fields}

    def take(self, page: HostPage, content: str) -> None:
        """Take what Markdown has made of the prose of a page."""
        path = f"{self._docs}/{page.place}"
        if "Macro Rendering Error" in content:
            right = "see the message above"
            raise DataError([Problem(path, 1, "a macro failed", right)])
        if wrong := ", ".join(dict.fromkeys(find_foreign(content))):
            raise DataError([Problem(path, 1, wrong, PLAIN_MARKDOWN)])
        self.prose_pages[page.home] = partial(self._make_prose, page, content)

    def _make_prose(self, page: HostPage, content: str) -> Filling:
        """Return what a page of prose has."""
        title = page.fields.get("title") or str(escape(page.title))
        done = self._finish(page.place, page.home, self.slots.fill(content), title)
        names = page.fields.get("also_said_as", ())
        found = () if page.home in self._parts else find_prose(page.home, done.html, names)
        description = Markup(page.fields.get("description", "")).unescape()
        head = self._make_head(page.home, description)
        path = f"{self._docs}/{page.place}"
        filling = self._fill(page.home, done, page.title, path, {}, head)
        return replace(filling, is_prose=True, sections=tuple(found))

    @property
    def sections(self) -> Iterator[Entry]:
        """Yield what the search finds in the prose that is made, page by page."""
        for home in self.prose_pages:
            yield from self._sections.get(home, ())

    def make(self, page: Generated) -> Filling:
        """Return what a page made from data has."""
        hide = ["navigation", "toc"] if page.kind in ("section", "drawing") else ["toc"]
        fields = name(page.title, plain_text(page.description)) | {"hide": hide}
        made, title = str(page.render(self.view)), fields["title"]
        done = self._finish(_place_of(page.home), page.home, made, title)
        if page.kind == "essay_section":
            head = render_section_head(self.view, page.value)
        else:
            head = self._make_head(page.home)
        return self._fill(page.home, done, title, page.file, fields, head)

    def note(self, page: Written) -> None:
        """Remember what is said elsewhere of a page."""
        self.anchors[page.home] = page.anchors
        self._sections[page.home] = page.sections
        for term in page.terms:
            self._uses[term][page.home] = page.title

    def _fill(
        self, home: str, done: Content, title: str, file: str, fields: Fields, head: Markup
    ) -> Filling:
        edit = {"edit": self._forge.edit(file)} if self._forge else {}
        return fill(self.view.site, home, done, title, fields | {"head": _ALTERNATE + head} | edit)

    def _make_head(self, home: str, description: str = "") -> Markup:
        """Tell machines what a page is, if it is an item’s or stands for many."""
        if make := _HEADS.get(home):
            return make(self.view, description)
        key = self._keys.get(home)
        return render_head(self.view, key) if key else Markup("")

    def _finish(self, place: str, home: str, made: str, title: str) -> Content:
        """Finish what was made for a page; tell where its former anchors are now."""
        finish = partial(
            finish_content,
            way=way_to_root(home),
            heading=(PurePosixPath(place).stem, title),
            index=self.view.corpus.term_index,
            skip=[_stem_in(place, "glossary")],
        )
        done = finish(made)
        if moved := self.permanent.render_moved_from(home, done.anchors):
            done = finish(made + moved)
        return done

    def render_uses(self, term: str) -> str:
        """Say where a term is used, as its page does once every page is known."""
        way = way_to_root(home_of_term(term))
        uses = sorted(self._uses[term].items(), key=lambda use: (use[1].lower(), use[0]))
        listed = [(Markup(title), way + home[1:]) for home, title in uses]
        return str(self.view.render("term_uses", uses=listed))


_NAMING = ("title", "description")


def _place_of(home: str) -> str:
    """Return the place whose page has this home: claims/c10.md for /claims/c10/."""
    return f"{home.strip('/')}.md"


def _stem_in(place: str, folder: str) -> str:
    """Return the name of a page of a folder, or nothing if it is elsewhere."""
    path = PurePosixPath(place)
    return path.stem if str(path.parent) == folder else ""
