"""The adapter to MkDocs, and the only module that knows it: `mkdocs.yml` names it under `hooks`.

MkDocs loads this file once, and calls its events by their names. `mkdocs serve` loads the rest of
the package afresh for each build, and so picks up a change there. What a build does is in
`site/build.py`.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

if TYPE_CHECKING:
    from jinja2 import Environment

    from .site import Progress, Site

PROJECT = str(Path(__file__).resolve().parent.parent)
FIRST, LAST = 100, -100
"""Before and after the events of other plugins."""

_serving = False
_build = ExitStack()
_progress: Progress
_site: Site


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is for a server that adds something to each page."""
    global _serving
    _serving = command == "serve"
    if PROJECT not in sys.path:
        sys.path.insert(0, PROJECT)
    from macros.records import print_anywhere

    print_anywhere()


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> None:
    """Begin a build, before the macros plugin asks for its macros."""
    global _build, _progress, _site
    if _serving:
        _forget_generator()
    from macros.prose import NO_FOLDERS
    from macros.site import begin_progress, build, read_settings

    if not config.use_directory_urls:
        raise BuildError("; ".join(NO_FOLDERS))
    _build = ExitStack()
    _build.callback(setattr, config, "site_dir", config.site_dir)
    with _telling():
        settings = read_settings(config, _serving)
        _site, config.site_dir = _build.enter_context(build(settings))
    config.site_url, config.extra["mark"] = settings.name.url, _site.mark
    config.nav = _site.expand_nav(config.nav)
    cast(Any, config.plugins["macros"]).register_macros(_site.macros())
    logger = logging.getLogger("mkdocs")
    _progress = begin_progress(quiet := logger.level > logging.WARNING)
    _build.callback(_progress.end)
    if quiet:  # a strict build would not see warnings
        logger.setLevel(logging.WARNING)


def _forget_generator() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "macros"]:
        del sys.modules[name]


@contextmanager
def _telling() -> Iterator[None]:
    """Tell what is wrong as MkDocs tells what stops it."""
    from macros.records import DataError

    try:
        yield
    except DataError as error:
        count = len(error.problems)
        raise BuildError(f"{count} problem{'s' * (count > 1)}\n{error}") from None


@event_priority(FIRST)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages made from data, outside the navigation."""
    with _telling():
        places = _site.find_places({file.dest_uri: file.src_uri for file in files})
    for place in places:
        files.append(File.generated(config, place, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    _progress.pages = len(files.documentation_pages())
    return files


@event_priority(FIRST)
def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Take the prose of a page; give it the title, and the “edit” button, of its data."""
    from macros.site import ADDRESS, SHELL

    place = page.file.src_uri
    page.meta.update(_site.begin(place, page.meta, markdown))
    page.edit_url = _site.find_edit(place)
    if place == SHELL:
        page.abs_url = page.edit_url = None
        page.canonical_url = ADDRESS
    return markdown


def on_page_content(content: str, *, page: Page, **_: Any) -> str:
    """Finish the content of a page."""
    from macros.site import HostPage

    known = HostPage(page.file.src_uri, f"/{page.url}", str(page.title), page.meta)
    page.meta.setdefault("head", _site.make_head(known))
    with _telling():
        done = _site.finish(known, content)
    page.toc = get_toc(cast(Any, done.headings))
    page.present_anchor_ids = set(done.anchors)
    _progress.tell(len(_site.anchors), time.monotonic())
    return done.html


def on_env(env: Environment, **_: Any) -> None:
    """Mend the theme."""
    from macros.site import patch_theme

    with _telling():
        patch_theme(env)


def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Complete a page, now every page is known."""
    return _site.complete(page.file.src_uri, output)


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """Have no sitemap of MkDocs’s: the site writes one that does not hang on the day."""
    return "" if template_name == "sitemap.xml" else output


@event_priority(LAST)
def on_post_build(**_: Any) -> None:
    """End the build, unless MkDocs is about to refuse it."""
    handlers = logging.getLogger("mkdocs").handlers  # a strict build counts warnings in one
    if not any(one.get_counts() for one in handlers if isinstance(one, CountHandler)):
        with _telling():
            _build.close()
        for remark in _site.remarks:
            logging.getLogger("mkdocs").info(remark)


def on_build_error(*, error: Exception) -> None:
    """Leave the last good site as it was."""
    _build.__exit__(type(error), error, error.__traceback__)
