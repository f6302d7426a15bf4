"""A build from its beginning to its end. Read this first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from ..alternates import make_alternates
from ..argument import home_of_alternate, home_of_part, home_of_term
from ..checking import EDITIONS, load_publication
from ..editions import locate_in
from ..exports import make_exports
from ..pages import HOME as BOOK
from ..pages import USES, render_book
from ..records import DataError, Problem
from .anchors import find_lost_anchors
from .bundle import write_bundles, write_offline
from .card import CARD, draw_card, tell_missing
from .crawlers import ROBOTS, SITEMAP, make_robots, make_sitemap
from .faces import load_fonts
from .mark import ICON, make_icon
from .memory import seldom_searched
from .progress import progress
from .search import find_entries
from .search_index import make_search
from .settings import Settings
from .share import share
from .shell import Filling
from .site import Site
from .stage import Stage, staged

KEPT_OFFLINE = ("/", "/essay/", "/claims/", "/objections/", "/glossary/", "/sources/")
"""With the parts, what can be read offline without having been opened before."""


@contextmanager
def build(settings: Settings) -> Iterator[tuple[Site, str]]:
    """Build the site. The host makes the pages, with what it is given here, while this waits."""
    publication = load_publication(settings.root, settings.docs)  # or all that is wrong with it
    site = Site(publication, settings)
    if lost := list(find_lost_anchors(publication, site.view)):
        raise DataError(lost)
    # the last good site stays until nothing can go wrong
    with (
        seldom_searched(),
        staged(settings.folder) as stage,
        progress(settings.quiet) as site.progress,
    ):
        yield site, str(stage.folder)  # Markdown and theme: macros/plugin.py
        pinned = write_made(stage, site)
        write_permanent(stage, site, settings.root, pinned)
        name, description = settings.name.name, settings.name.description
        stage.write(ICON, make_icon(site.mark))
        fonts = load_fonts()
        stage.write(CARD, draw_card(fonts, name, description, site.mark))
        site.remarks += tell_missing(fonts, name, description)
        stage.write(SITEMAP, make_sitemap(site.view, site.anchors))
        stage.write(ROBOTS, make_robots(settings.name))
        done = write_bundles(stage.folder, site.workers, policy=not settings.serving)
        kept = [*KEPT_OFFLINE, *map(home_of_part, site.view.corpus.parts)]
        write_offline(done, kept, settings.name)


Written = tuple[str, str, Set[str], Set[str]]
"""Of a page, its home, its title, what can be linked to there, and the terms that it uses."""


def write_made(stage: Stage, site: Site) -> dict[str, Set[str]]:
    """Write all that is made from data; return what can be linked to on pinned pages, by home."""
    pages: list[Callable[[], Filling]] = [partial(site.make, page) for page in site.generated]
    pages += [partial(site.permanent.make_pinned, *pinned) for pinned in site.permanent.pinned]
    tasks = [
        *(partial(_write_form, stage, form) for form in find_forms(site)),
        *(partial(_write_page, stage, site, make) for make in pages),
    ]
    site.progress.pages = len(tasks)
    written = chain.from_iterable(share(partial(_follow, site), tasks, site.workers))
    homes, pinned = set(site.permanent.pinned_homes), dict[str, Set[str]]()
    for home, title, anchors, terms in filter(None, written):
        if home in homes:
            pinned[home] = anchors
        else:
            site.note(home, title, anchors, terms)
    for id in site.view.corpus.all_terms:
        stage.edit(f"{home_of_term(id)}index.html", USES, site.render_uses(id))
    return pinned


def _follow(site: Site, tasks: Sequence[Callable[[], Written | None]]) -> list[Written | None]:
    written = []
    for number, task in enumerate(tasks):
        written.append(task())
        site.progress.tell(number * site.workers, time.monotonic())
    return written


def _write_page(stage: Stage, site: Site, make: Callable[[], Filling]) -> Written:
    page = make()
    stage.write(f"{page.home}index.html", site.shells.draw(page))
    return page.home, page.fields["title"], page.content.anchors, page.content.terms


def _write_form(stage: Stage, make: Callable[[], Iterable[tuple[str, str]]]) -> None:
    for home, text in make():
        stage.write(home, text)


def find_forms(site: Site) -> list[Callable[[], Iterable[tuple[str, str]]]]:
    """Return what makes the book, and what the site says in files for programs."""
    view = site.view
    return [
        partial(make_alternates, view, site.prose),
        site.permanent.make_citation_files,
        lambda: [(f"{BOOK}index.html", render_book(view))],
        lambda: make_search([*find_entries(view.corpus), *site.sections]),
        lambda: view.once(make_exports).items(),
    ]


def write_permanent(stage: Stage, site: Site, root: Path, pinned: Mapping[str, Set[str]]) -> None:
    """Write where pages of old have gone to; refuse to lose an address."""
    anchors = {**site.anchors, **pinned}
    for page in list(site.permanent.make_redirects(anchors)):
        stage.write(f"{page.home}index.html", page.html)
        stage.write(home_of_alternate(page.home), page.markdown)
        anchors[page.home] = page.anchors
    locate = locate_in(root / EDITIONS)
    lost = [
        Problem(
            f"{EDITIONS}/{promise.edition}.json",
            locate(promise.edition, promise.key),
            f"{promise.address} was published there and has no home now",
            "restore it or let it redirect",
        )
        for promise in site.permanent.find_lost(anchors)
    ]
    if lost:
        raise DataError(lost)
