"""A build from its beginning to its end. Read this first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
from .bundle import write_bundles, write_offline
from .anchors import find_lost_anchors
from .card import CARD, draw_card, tell_missing
from .faces import load_fonts
from .crawlers import ROBOTS, SITEMAP, make_robots, make_sitemap
from .mark import ICON, make_icon
from .progress import progress
from .search import find_entries
from .search_index import make_search
from .settings import Settings
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
    with staged(settings.folder) as stage, progress(settings.quiet) as site.progress:
        yield site, str(stage.folder)  # Markdown and theme: macros/plugin.py
        write_generated(stage, site)
        write_permanent(stage, site, settings.root)
        write_other_forms(stage, site)
        name, description = settings.name.name, settings.name.description
        stage.write(ICON, make_icon(site.mark))
        fonts = load_fonts()
        stage.write(CARD, draw_card(fonts, name, description, site.mark))
        site.remarks += tell_missing(fonts, name, description)
        stage.write(SITEMAP, make_sitemap(site.view, site.anchors))
        stage.write(ROBOTS, make_robots(settings.name))
        for home, text in make_search([*find_entries(site.view.corpus), *site.sections]):
            stage.write(home, text)
        done = write_bundles(stage.folder, policy=not settings.serving)
        kept = [*KEPT_OFFLINE, *map(home_of_part, site.view.corpus.parts)]
        write_offline(done, kept, settings.name)


def write_generated(stage: Stage, site: Site) -> None:
    """Write the pages made from data; that of a term says last where all the others use it."""
    for page in site.generated:
        stage.write(f"{page.home}index.html", site.shells.draw(site.make(page)))
    for id in site.view.corpus.all_terms:
        stage.edit(f"{home_of_term(id)}index.html", USES, site.render_uses(id))


def write_permanent(stage: Stage, site: Site, root: Path) -> None:
    """Write the pages that the editions oblige the site to keep; refuse to lose an address."""
    anchors = dict(site.anchors)
    for filling in site.permanent.make_pinned():
        stage.write(f"{filling.home}index.html", site.shells.draw(filling))
        anchors[filling.home] = filling.content.anchors
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


def write_other_forms(stage: Stage, site: Site) -> None:
    """Write the book, and what the site says in files for programs."""
    stage.write(f"{BOOK}index.html", render_book(site.view))
    for home, text in chain(
        site.permanent.make_citation_files(),
        make_alternates(site.view, site.prose),
        site.view.once(make_exports).items(),
    ):
        stage.write(home, text)

