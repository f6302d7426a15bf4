"""The adapter to MkDocs, and the only module that knows it: `mkdocs.yml` names it under `hooks`.

MkDocs loads this file once, and calls its events by their names. `mkdocs serve` loads the rest of
the package afresh when something of it has changed, and else goes on with what it knows. What a
build does is in `site/build.py`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler
from mkdocs_macros import context

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from mkdocs.livereload import LiveReloadServer

    from .records import DataError
    from .site import Filling, Later, Site

PROJECT = str(Path(__file__).resolve().parent.parent)
FIRST, LAST = 100, -100
"""Before and after the events of other plugins."""

_serving = False
_files: dict[Path, int] = {}
_pages: dict[str, Page] = {}
_build = ExitStack()
_site: Site
_later: Later | None = None
_wrong = ""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether a server asks for the site."""
    global _serving
    _serving = command == "serve"
    if PROJECT not in sys.path:
        sys.path.insert(0, PROJECT)
    context.get_git_info = dict  # it asks git twelve times for what no page may show


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> None:
    """Begin a build, before the macros plugin asks for its macros."""
    global _build, _site, _wrong
    _wrong = ""
    if _serving:
        on_shutdown()
        forget_changed(Path(PROJECT, "macros"), sys.modules)
    from macros.prose import NO_FOLDERS
    from macros.records import print_anywhere
    from macros.site import build, read_settings

    print_anywhere()
    if not config.use_directory_urls:
        raise BuildError("; ".join(NO_FOLDERS))
    logger = logging.getLogger("mkdocs")
    _build = ExitStack()
    _build.callback(setattr, config, "site_dir", config.site_dir)
    with _telling():
        settings = read_settings(config, _serving, quiet=logger.level > logging.WARNING)
        _site, config.site_dir = _build.enter_context(build(settings))
    config.site_url, config.extra["mark"] = settings.name.url, _site.mark
    config.nav = _site.expand_nav(config.nav)
    cast(Any, config.plugins["macros"]).register_macros(_site.macros())
    logger.setLevel(min(logger.level, logging.WARNING))  # or a strict build would see no warnings


def forget_changed(package: Path, modules: dict[str, Any]) -> None:
    """Have a package loaded afresh if its files are no longer as they were at the last call."""
    global _files
    found = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    before, _files = _files, {path: path.stat().st_mtime_ns for path in found}
    if before and before != _files:
        for name in [name for name in modules if name.split(".")[0] == package.name]:
            del modules[name]


@contextmanager
def _telling() -> Iterator[None]:
    """Tell what is wrong as MkDocs tells what stops it."""
    from macros.records import DataError

    try:
        yield
    except DataError as error:
        raise BuildError(_list(error)) from None


def _list(error: DataError) -> str:
    """Say how much is wrong, and then what."""
    count = len(error.problems)
    return f"{count} problem{'s' * (count > 1)}\n{error}"


class MadeFile(File):
    """A page made from data: prose may link to it, and it is no page of MkDocs’s own."""

    def is_documentation_page(self) -> bool:
        """Leave it out wherever MkDocs goes through its pages."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to the build to write it."""


@event_priority(FIRST)
def on_files(files: Files, **_: Any) -> Files:
    """Add the pages made from data, outside the navigation."""
    with _telling():
        homes = _site.find_homes({file.dest_uri: file.src_uri for file in files})
    for home in homes:
        files.append(MadeFile(f"{home[1:-1]}.md", None, "", True, dest_uri=f"{home[1:]}index.html"))
    return files


def on_nav(nav: Navigation, **_: Any) -> None:
    """Remember what stands on every page."""
    _site.nav = nav


@event_priority(FIRST)
def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Take the prose of a page; give it the title of its data."""
    page.meta.update(_site.begin(page.file.src_uri, page.meta, markdown))
    return markdown


def on_page_content(content: str, *, page: Page, **_: Any) -> str:
    """Leave what Markdown has made of a page to the build."""
    from macros.site import HostPage

    known = HostPage(page.file.src_uri, f"/{page.url}", str(page.title), page.meta)
    _pages[known.home] = page
    with _telling():
        _site.take(known, content)
    return ""


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Mend the theme; have it draw the pages for the build, and none for MkDocs."""
    from macros.site import TOC, Shells, patch_theme

    with _telling():
        patch_theme(env)
    config.theme.static_templates.discard("sitemap.xml")  # ours does not hang on the day
    for file in files.documentation_pages():
        file.inclusion = InclusionLevel.EXCLUDED
    whole, toc = env.get_template("main.html"), env.from_string(TOC)
    _site.shells = Shells(partial(_draw, config, whole), partial(_draw, config, toc), _site.plain)


def _draw(config: MkDocsConfig, template: Template, filling: Filling) -> str:
    """Draw a page as MkDocs draws those that somebody has written."""
    home = filling.lies_at or filling.home
    file = File(f"{home[1:-1]}.md", None, "", True)
    page = _pages[home] if filling.is_prose else Page(None, file, config)
    page.active, page.markdown, page.content = True, "", filling.content.html
    page.meta.update(filling.fields)
    page.toc = get_toc(cast(Any, filling.content.headings))
    page.canonical_url, page.edit_url = page.meta["address"], page.meta.get("edit")
    drawn = template.render(get_context(_site.nav, [], config, page))
    page.active = False
    return drawn


@event_priority(LAST)
def on_post_build(**_: Any) -> None:
    """End the build, unless MkDocs is about to refuse it."""
    global _later
    from macros.site import Later

    logger = logging.getLogger("mkdocs")  # a strict build counts warnings in a handler
    if not any(one.get_counts() for one in logger.handlers if isinstance(one, CountHandler)):
        with _telling():
            _build.close()
        for remark in _site.remarks:
            logger.info(remark)
        if _serving:
            _later = Later(_site, lambda error: logger.error(_list(error)))
            _later.start()


def on_build_error(*, error: Exception) -> None:
    """Leave the last good site as it was."""
    global _wrong
    _wrong = str(error)
    _build.__exit__(type(error), error, error.__traceback__)


def on_serve(server: LiveReloadServer, **_: Any) -> None:
    """Have what is not made yet made when a browser asks for it, and show it what is wrong."""
    from macros.site import answer_later

    find = cast(Any, server.get_app())
    server.set_app(answer_later(find, server.mount_path, lambda: _later, lambda: _wrong))
    build = server.builder

    def try_to_build() -> None:
        with suppress(Abort):  # MkDocs has said why, and would answer nobody from then on
            build()

    server.builder = try_to_build


def on_shutdown() -> None:
    """Make no more of a site that nobody looks at."""
    if _later:
        _later.stop()
