"""The only module that knows MkDocs: macros, hooks, generated pages, and the finished site in its place.

What a macro makes never passes through Markdown. The macro leaves a slot in the page, Markdown
turns the prose around it into HTML, and only then is the slot filled.
"""

from __future__ import annotations

import html
import logging
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from .calls import CALLS, MACROS
from .corpus import DATA, Corpus, build_corpus, check_corpus, find_known
from .homes import home_of_claim, home_of_objection, home_of_term
from .problems import DataError
from .prose import check_prose, locate_parts
from .render import View, render_claim_page, render_objection_page, render_term_page, render_term_uses
from .term_links import link_terms
from .text import plain_text

NAME = "argument"
"""Under this name the site stands among MkDocs' plugins."""
PARTS_IN_NAV = "argument/*"
"""In `nav`, stands for the parts in reading order."""

_SLOT = re.compile("(<p>)?\ue000(\\d+)\ue001(?(1)</p>)")
_USES = "\ue002"
_HEADING = re.compile(r'<h([1-3])( id="([^"]+)")([^>]*)>(.*?)</h\1>', re.DOTALL)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_ANCHOR = re.compile(r'\sid="([^"]+)"')


def load_site(root: Path, docs: Path) -> Corpus:
    """Load the corpus at `root` and check the prose pages in `docs`.

    Raises DataError with every problem of both.
    """
    draft, essay, problems = check_corpus(root)
    parts = locate_parts(draft.parts.record, draft.parts.path) if draft.parts else {}
    name = Path(os.path.relpath(docs, root)).as_posix()
    problems += check_prose(docs, name, MACROS, find_known(draft, essay), parts)
    if problems or essay is None:
        raise DataError(problems)
    return build_corpus(draft, essay)


class Generated:
    """A page made from data: where it stands, what it is called, which file it comes from."""

    def __init__(self, title: str, description: str, data_file: str, make: Callable[[], Markup]) -> None:
        self.title = title
        self.description = description
        self.data_file = data_file
        self.make = make


class Site(BasePlugin):
    """One build of the site."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.root = Path(config.config_file_path).parent
        self._docs = Path(config.docs_dir)
        self._slots: list[Markup] = []
        self._uses: dict[str, dict[str, str]] = defaultdict(dict)
        self._warnings = CountHandler()
        try:
            corpus = load_site(self.root, self._docs)
        except DataError as error:
            count = len(error.problems)
            raise BuildError(f"{count} problem{'s' * (count > 1)}\n{error}") from None
        self.view = View(corpus)
        self._generated = dict(self._find_generated())
        self._stage(config)
        config.nav = self._expand(config.nav)
        if config.extra.get("repository") and not config.edit_uri:
            docs = Path(os.path.relpath(self._docs, self.root)).as_posix()
            config.edit_uri = f"{str(config.extra['repository']).rstrip('/')}/edit/main/{docs}/"

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
        _replace(self._final, self._staged)
        config.site_dir = str(self._final)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site as it was."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        shutil.rmtree(self._staged, ignore_errors=True)

    # -- pages and their place

    def _find_generated(self) -> Any:
        """Yield the source address and the Generated of each page made from data."""
        corpus, view = self.view.corpus, self.view
        for claim in corpus.claims.values():
            yield _source_of(home_of_claim(claim.id)), Generated(
                claim.title, claim.glance, f"claims/{claim.id}.yml",
                lambda claim=claim: render_claim_page(view, claim),
            )  # fmt: skip
        for objection in corpus.objections.values():
            yield _source_of(home_of_objection(objection.id)), Generated(
                objection.title, objection.glance, f"objections/{objection.id}.yml",
                lambda objection=objection: render_objection_page(view, objection),
            )  # fmt: skip
        for term in corpus.terms.values():
            yield _source_of(home_of_term(term.id)), Generated(
                term.term, term.definition, f"glossary/{term.id}.yml",
                lambda term=term: render_term_page(view, term, Markup(_USES)),
            )  # fmt: skip

    def _expand(self, nav: Any) -> Any:
        """Put the parts where the navigation has `argument/*`."""
        if isinstance(nav, dict):
            return {title: self._expand(inner) for title, inner in nav.items()}
        if isinstance(nav, list):
            expanded = []
            for inner in nav:
                here = inner == PARTS_IN_NAV
                parts = [f"argument/{part}.md" for part in self.view.corpus.parts]
                expanded += parts if here else [self._expand(inner)]
            return expanded
        return nav

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, outside the navigation, with an edit link to their data."""
        data = Path(os.path.relpath(self.root / DATA, self._docs)).as_posix()
        for address, page in self._generated.items():
            if address in files.src_uris:
                wrong = f"{self._docs.name}/{address}:1: a page made from data stands here"
                raise BuildError(f"{wrong}; remove the file, or give the item another id")
            file = File.generated(config, address, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = f"{data}/{page.data_file}"
            files.append(file)
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Name the pages whose title is data."""
        if generated := self._generated.get(page.file.src_uri):
            self._name(page, generated.title, generated.description)
            page.meta["render_macros"] = False
        path = PurePosixPath(page.file.src_uri)
        if str(path.parent) == "argument" and path.stem in self.view.corpus.parts:
            part = self.view.corpus.parts[path.stem]
            self._name(page, part.title, part.glance)
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
        generated = self._generated.get(page.file.src_uri)
        made = str(generated.make()) if generated else self._fill(content)
        own = PurePosixPath(page.file.src_uri).stem
        skip = [own] if page.file.src_uri.startswith("glossary/") else []
        linked, terms = link_terms(made, self.view.corpus.term_index, skip)
        for term in terms:
            self._uses[term][f"/{page.url}"] = str(page.title)
        return self._finish(linked, page)

    def _fill(self, content: str) -> str:
        def take(match: re.Match[str]) -> str:
            made = self._slots[int(match[2])]
            alone = match[1] and made.startswith("<") and not made.startswith("<a")
            return str(made) if alone or not match[1] else f"<p>{made}</p>"

        return _SLOT.sub(take, content)

    def _finish(self, content: str, page: Page) -> str:
        content = _HEADING.sub(_add_headerlink, content)
        page.toc = get_toc(_nest(_HEADING.findall(content)))
        anchors = getattr(page, "present_anchor_ids", None)
        if anchors is not None:
            anchors |= set(_ANCHOR.findall(content))
        return content.replace('href="/', f'href="{_way_to_root(page.url)}')

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Say on each term's page where it is used, now that every page is known."""
        for term in self.view.corpus.terms:
            file = files.get_file_from_path(_source_of(home_of_term(term)))
            if file is None or file.page is None or file.page.content is None:
                continue
            uses = sorted(self._uses[term].items(), key=lambda use: (use[1].lower(), use[0]))
            listed = render_term_uses(self.view, [(Markup(title), home) for home, title in uses])
            relative = listed.replace('href="/', f'href="{_way_to_root(file.page.url)}')
            file.page.content = file.page.content.replace(_USES, relative)


def define_macros(env: Any) -> None:
    """Register every macro with mkdocs-macros-plugin."""
    site: Site = env.conf.plugins[NAME]

    def register(name: str) -> None:
        call = CALLS[name]

        def macro(*arguments: str) -> str:
            return site.slot(call.render(site.view, *arguments), block=call.macro.block)

        env.macro(macro, name)

    for name in CALLS:
        register(name)


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


def _way_to_root(url: str) -> str:
    way = get_relative_url(".", url)
    return way if way.endswith("/") else f"{way}/"


def _add_headerlink(match: re.Match[str]) -> str:
    level, attribute, anchor, more, inside = match.groups()
    if level == "1" or "headerlink" in inside:
        return match[0]
    link = f'<a class="headerlink" href="#{anchor}" title="Permanent link">¶</a>'
    return f"<h{level}{attribute}{more}>{inside}{link}</h{level}>"


def _nest(headings: list[tuple[str, ...]]) -> list[Any]:
    """Arrange headings as the nested tokens that MkDocs makes a table of contents from."""
    tokens: list[Any] = []
    open_tokens: list[Any] = []
    for level, _, anchor, _, inside in headings:
        words = re.sub(r"<[^>]+>", "", _HEADERLINK.sub("", inside))
        name = html.escape(html.unescape(" ".join(words.split())))
        token = {"level": int(level), "id": anchor, "name": name, "children": []}
        while open_tokens and open_tokens[-1]["level"] >= int(level):
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else tokens).append(token)
        open_tokens.append(token)
    return tokens
