"""The only module that knows MkDocs: macros, hooks, pages, the finished site in its place.

What a macro makes never passes through Markdown. The macro leaves a slot in the page, Markdown
turns the prose around it into HTML, and only then is the slot filled.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections import defaultdict
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, cast
from urllib.parse import urljoin

from jinja2 import ChoiceLoader, DictLoader
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from .alternates import make_alternates
from .argument import Corpus, home_of_part, home_of_term
from .checking import EDITIONS, load_publication
from .editions import Register, SiteName, locate_in
from .exports import make_exports
from .pages import HOME as BOOK
from .pages import (
    USES,
    Forge,
    View,
    find_generated,
    render_book,
    render_essay_head,
    render_glossary_head,
    render_head,
    render_site_head,
)
from .prose import MACROS, PLAIN_MARKDOWN, find_foreign
from .records import DataError, plain_text
from .site import (
    CALLS,
    CARD,
    CONTENT,
    FAULTS,
    HEAD,
    TITLE,
    PermanentPages,
    Written,
    add_headerlinks,
    draw_card,
    find_headings,
    find_unknown,
    link_terms,
    load_fonts,
    mend,
    write_finished,
    write_offline,
    write_search,
)

NAME = "argument"
"""Under this name the site stands among MkDocs' plugins."""
PARTS_IN_NAV = "argument/*"
"""In `nav`, stands for the parts in reading order."""

_HEADS = {"/": render_site_head, "/essay/": render_essay_head, "/glossary/": render_glossary_head}
KEPT_OFFLINE = ("/", "/essay/", "/claims/", "/objections/", "/glossary/", "/sources/")
"""With the parts, what can be read offline without having been opened before."""

_ALTERNATE = Markup(
    '<link rel="alternate " type="text/markdown" title="This page as Markdown" href="index.md">\n'
)
"""The theme takes each `[rel=alternate]` for a language and looks for its sitemap; a space at the
end changes nothing for those who read the words of `rel`."""
_SHELL = "pinned/shell/page.md"
"""Lies as deep as the pinned pages that are made from it."""
_SLOT = re.compile("(<p>)?\ue000(\\d+)\ue001(?(1)</p>)")
_DRAWING = re.compile('<svg class="argument-map".*?</svg>', re.DOTALL)
_SET_ASIDE = re.compile("<!--\ue006(\\d+)-->")  # a comment, so that search passes it over
_TERM_LINK = re.compile(r'<a class="term" href="/glossary/([a-z0-9-]+)/"')
_ANCHOR = re.compile(r'\sid="([^"]+)"')


class Site(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """One build of the site."""

    def __init__(self, config: MkDocsConfig, *, serving: bool = False) -> None:
        self._serving = serving
        self.root = Path(config.config_file_path).parent
        self._docs = Path(config.docs_dir)
        self._slots: list[Markup] = []
        self._prose: dict[str, str] = {}
        self._anchors: dict[str, set[str]] = {}
        self._shell = ""
        self._uses: dict[str, dict[str, str]] = defaultdict(dict)
        self._warnings = CountHandler()
        try:
            self.publication = load_publication(self.root, self._docs)
        except DataError as error:
            count = len(error.problems)
            raise BuildError(f"{count} problem{'s' * (count > 1)}\n{error}") from None
        site = SiteName(
            config.site_name,
            config.site_url or "/",
            config.site_description or "",
            has_books=bool(config.extra.get("books")),
        )
        repository = str(config.extra.get("repository") or "").rstrip("/")
        forge = Forge(repository, self.publication.lines) if repository else None
        self.show(self.publication.corpus, self.publication.register, site, forge)
        self._stage(config)
        config.nav = self._expand(config.nav)
        if config.extra.get("repository") and not config.edit_uri:
            docs = Path(os.path.relpath(self._docs, self.root)).as_posix()
            config.edit_uri = f"{str(config.extra['repository']).rstrip('/')}/edit/main/{docs}/"

    def show(
        self,
        corpus: Corpus,
        register: Register | None = None,
        site: SiteName | None = None,
        forge: Forge | None = None,
    ) -> None:
        """Take the corpus that this build is about, and what was published before."""
        self.view = View(corpus, register, site, forge)
        self._generated = {_source_of(page.home): page for page in find_generated(self.view)}
        self._permanent = PermanentPages(self.view)
        self._in_search = {"/essay/", *map(home_of_part, corpus.parts)}
        self._keys = {history.citable.home: key for key, history in self.view.histories.items()}

    # -- the finished site takes the place of the last one only if nothing went wrong

    def _stage(self, config: MkDocsConfig) -> None:
        self._final = Path(config.site_dir)
        self._staged = self._final.with_name(f".{self._final.name}.new")
        config.site_dir = str(self._staged)
        shutil.rmtree(self._staged, ignore_errors=True)
        logger = logging.getLogger("mkdocs")
        if logger.level > logging.WARNING:  # with --quiet, a strict build would not see warnings
            logger.setLevel(logging.WARNING)
        self._warnings.setLevel(logging.WARNING)
        logger.addHandler(self._warnings)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in its place, unless MkDocs is about to refuse it."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if config.strict and self._warnings.get_counts():
            return
        self._write_permanent()
        self._write_card(config.site_name, config.site_description or "")
        write_search(self._staged, self.view.corpus)
        done = write_finished(self._staged, policy=not self._serving)  # the server adds a script
        kept = [*KEPT_OFFLINE, *map(home_of_part, self.view.corpus.parts)]
        write_offline(done, kept, config.site_name, config.site_description or "")
        _replace(self._final, self._staged)
        config.site_dir = str(self._final)

    def _write_permanent(self) -> None:
        """Write the pages that the editions oblige the site to keep; refuse to lose an address."""
        for page in self._permanent.make_pinned(self._shell):
            self._write(page)
        for page in list(self._permanent.make_redirects(self._anchors)):
            self._write(page)
        self._write(Written(BOOK, render_book(self.view)))
        files = chain(
            self._permanent.make_citation_files(),
            make_alternates(self.view, self._prose),
            self.view.once(make_exports).items(),
        )
        for home, text in files:
            self._write_text(home, text)
        if lost := list(self._permanent.find_lost(self._anchors)):
            right = "was published there and has no home now; restore it or let it redirect"
            locate = locate_in(self.root / EDITIONS)
            lines = sorted((p.edition, locate(p.edition, p.key), p.address) for p in lost)
            told = (f"{EDITIONS}/{day}.json:{line}: {home} {right}" for day, line, home in lines)
            raise BuildError("\n".join(told))

    def _write_card(self, title: str, below: str) -> None:
        """Write the picture that other sites show beside a link to this one."""
        path = self._staged / CARD
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw_card(load_fonts(), title, below))

    def _write(self, page: Written) -> None:
        self._write_text(f"{page.home}index.html", page.html)
        self._anchors[page.home] = set(_ANCHOR.findall(page.html))

    def _write_text(self, home: str, text: str) -> None:
        path = self._staged / home.strip("/")
        if not path.resolve().is_relative_to(self._staged.resolve()):
            raise BuildError(f"{home} would be written outside the site")
        if path.exists():
            wrong = f"{self._docs.name}/: a page stands at {home.removesuffix('index.html')}"
            raise BuildError(f"{wrong}, where one is made; give its file another name")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")  # CSV and RIS end lines as they do

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Put the drawings back; keep the shell for the pinned pages, which is no page itself."""
        if page.file.src_uri != _SHELL:
            return _SET_ASIDE.sub(lambda mark: self._slots[int(mark[1])], output)
        self._shell = output
        return ""

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site as it was."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        shutil.rmtree(self._staged, ignore_errors=True)

    # -- pages and their place

    def _expand(self, nav: Any) -> Any:
        """Put the parts where the navigation has `argument/*`."""
        if isinstance(nav, dict):
            return {title: self._expand(inner) for title, inner in nav.items()}
        if isinstance(nav, list):
            expanded: list[Any] = []
            for inner in nav:
                here = inner == PARTS_IN_NAV
                parts = [f"argument/{part}.md" for part in self.view.corpus.parts]
                expanded += parts if here else [self._expand(inner)]
            return expanded
        return nav

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, outside the navigation."""
        written = {file.dest_uri: file.src_uri for file in files}
        for address in self._generated:
            file = File.generated(config, address, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            if taken := written.get(file.dest_uri):
                wrong = f"{self._docs.name}/{taken}:1: a page made from data stands here"
                raise BuildError(f"{wrong}; remove the file, or give the item another id")
            files.append(file)
        if self._permanent.has_pinned:
            files.append(
                File.generated(config, _SHELL, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            )
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Name the pages whose title is data; let a generated page’s edit link open its data."""
        if page.file.src_uri == _SHELL:
            page.meta.update(title=TITLE, head=HEAD, search={"exclude": True})
            page.abs_url = page.canonical_url = page.edit_url = None
        elif page.file.src_uri not in self._generated:
            self._prose[page.file.src_uri] = markdown
            for name in ("title", "description"):
                if name in page.meta:  # the theme prints both without escaping
                    page.meta[name] = str(escape(page.meta[name]))
        if generated := self._generated.get(page.file.src_uri):
            self._name(page, generated.title, generated.description)
            page.meta["render_macros"] = False
            data = os.path.relpath(self.root / generated.file, self._docs)
            page.edit_url = urljoin(config.edit_uri, data) if config.edit_uri else None
            if generated.is_map:
                page.meta["hide"] = ["navigation", "toc"]
        path = PurePosixPath(page.file.src_uri)
        if str(path.parent) == "argument" and path.stem in self.view.corpus.parts:
            part = self.view.corpus.parts[path.stem]
            self._name(page, part.title, part.glance)
            page.meta.setdefault("hide", ["toc"])  # what stands beside the text takes its place
        if generated or f"/{page.url}" in self._in_search:
            page.meta["search"] = {"exclude": True}  # what is on it has entries of its own
        return markdown

    def _name(self, page: Page, title: str, description: str) -> None:
        """Give a page its title and description; the theme prints both without escaping."""
        page.meta["title"] = str(escape(title))
        page.meta["description"] = str(escape(plain_text(description)))

    # -- content

    def slot(self, made: Markup, *, block: bool) -> str:
        """Keep what a macro made; return what stands for it while Markdown is at work."""
        self._slots.append(made)
        mark = f"\ue000{len(self._slots) - 1}\ue001"
        return f"\n\n{mark}\n\n" if block else mark

    def on_page_content(self, content: str, *, page: Page, **_: Any) -> str:
        """Fill the slots, link the terms, and make every link relative to the page."""
        if "Macro Rendering Error" in content:
            raise BuildError(f"{page.file.src_uri}:1: a macro failed; see the message above")
        if page.file.src_uri == _SHELL:
            return CONTENT
        page.meta["head"] = self._make_head(page)
        generated = self._generated.get(page.file.src_uri)
        made = str(generated.make()) if generated else self._fill(self._check(content, page))
        made = _DRAWING.sub(partial(self._set_aside, page), made)
        own = PurePosixPath(page.file.src_uri).stem
        if "<h1" not in made:
            title = page.meta.get("title") or escape(page.title)
            made = f'<h1 id="{own}">{title}</h1>\n{made}'
        skip = [own] if page.file.src_uri.startswith("glossary/") else []
        linked, terms = link_terms(made, self.view.corpus.term_index, skip)
        explicit = _TERM_LINK.findall(made)
        for term in {*terms, *explicit}:
            self._uses[term][f"/{page.url}"] = str(page.title)
        return self._finish(linked, page)

    def _set_aside(self, page: Page, drawing: re.Match[str]) -> str:
        """Spare a drawing, in which there is nothing to find or to link, what reads every page."""
        self._slots.append(Markup(_make_relative(drawing[0], page)))
        return f"<!--\ue006{len(self._slots) - 1}-->"

    def _make_head(self, page: Page) -> Markup:
        """Tell machines what a page is, and where it is once more as Markdown."""
        home = f"/{page.url}"
        if make := _HEADS.get(home):
            said = Markup(page.meta.get("description", "")).unescape()
            return _ALTERNATE + make(self.view, said)
        key = self._keys.get(home)
        return _ALTERNATE + (render_head(self.view, key) if key else Markup(""))

    def _check(self, content: str, page: Page) -> str:
        """Refuse what Markdown has made of a page of prose if anything in it is foreign."""
        path = f"{self._docs.name}/{page.file.src_uri}"
        if wrong := ", ".join(what for _, what in find_foreign(content)):
            raise BuildError(f"{path}:1: {wrong}; {PLAIN_MARKDOWN}")
        return content

    def _fill(self, content: str) -> str:
        def take(match: re.Match[str]) -> str:
            made = self._slots[int(match[2])]
            alone = match[1] and made.startswith("<") and not made.startswith("<a")
            return str(made) if alone or not match[1] else f"<p>{made}</p>"

        return _SLOT.sub(take, content)

    def _finish(self, content: str, page: Page) -> str:
        content = add_headerlinks(content + self._permanent.render_moved_from(f"/{page.url}"))
        page.toc = get_toc(cast(Any, find_headings(content)))
        self._anchors[f"/{page.url}"] = anchors = set(_ANCHOR.findall(content))
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= anchors
        return _make_relative(content, page)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Mend the theme; say on each term's page where it is used, now every page is known."""
        env.loader = ChoiceLoader([DictLoader(_mend_theme(env)), env.loader])
        for term in self.view.corpus.terms:
            file = files.get_file_from_path(_source_of(home_of_term(term)))
            if file is None or file.page is None or file.page.content is None:
                continue
            uses = sorted(self._uses[term].items(), key=lambda use: (use[1].lower(), use[0]))
            pages = [(Markup(title), home) for home, title in uses]
            listed = self.view.render("term_uses", uses=pages)
            relative = str(listed).replace('href="/', f'href="{_way_to_root(file.page.url)}')
            file.page.content = file.page.content.replace(USES, relative)


def define_macros(env: Any) -> None:
    """Register every macro with mkdocs-macros-plugin."""
    site: Site = env.conf.plugins[NAME]

    def register(name: str) -> None:
        def macro(*arguments: str) -> str:
            return site.slot(CALLS[name](site.view, *arguments), block=MACROS[name].block)

        env.macro(macro, name)

    for name in MACROS:
        register(name)


def _mend_theme(env: Any) -> dict[str, str]:
    """Return the templates of the theme that have faults, mended; refuse an unknown theme."""
    mended = {}
    for name in FAULTS:
        source, file, _ = env.loader.get_source(env, name)
        if unknown := find_unknown(name, source):
            wrong = (
                f"{file}:1: the theme’s template has changed; {unknown[0].strip()!r} is not there"
            )
            raise BuildError(f"{wrong}; see FAULTS in macros/site/theme_patches.py")
        mended[name] = mend(name, source)
    return mended


def _replace(final: Path, staged: Path) -> None:
    """Put the staged folder in the final one's place, in two renames."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    staged.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _source_of(home: str) -> str:
    """Return the source address whose page has this home: claims/c10.md for /claims/c10/."""
    return f"{home.strip('/')}.md"


def _make_relative(content: str, page: Page) -> str:
    return content.replace('href="/', f'href="{_way_to_root(page.url)}')


def _way_to_root(url: str) -> str:
    way = get_relative_url(".", url)
    return way if way.endswith("/") else f"{way}/"
