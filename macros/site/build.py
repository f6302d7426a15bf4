"""A build from its beginning to its end. Read this first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..argument import home_of_part
from ..checking import load_publication
from ..editions import SiteName
from ..records import DataError, seldom_searched
from .anchors import find_lost_anchors
from .bundle import part_scripts, write_bundles, write_offline
from .card import tell_missing
from .crawlers import ROBOTS, SITEMAP, make_robots, make_sitemap
from .faces import load_fonts
from .making import write_all, write_card, write_permanent
from .mark import ICON, make_icon
from .offline import MANIFEST, make_manifest
from .progress import progress
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
    with (
        seldom_searched(),
        staged(settings.folder) as stage,
        progress(settings.quiet) as site.progress,
    ):
        yield site, str(stage.folder)  # Markdown and theme: macros/plugin.py
        name = settings.name
        stage.write(ICON, make_icon(site.mark))
        stage.write(ROBOTS, make_robots(name))
        site.remarks += tell_missing(load_fonts(), name.name, name.description)
        if settings.serving:  # the rest is made when somebody asks for it
            part_scripts(stage.folder)
            stage.write(MANIFEST, make_manifest(name.name, name.description, ICON))
        else:
            _finish(stage, site, name)


def _finish(stage: Stage, site: Site, name: SiteName) -> None:
    """Write all that is made from data, and make the whole ready for any host."""
    write_permanent(stage, site, write_all(stage, site))
    write_card(stage, site)
    stage.write(SITEMAP, make_sitemap(site.view, site.anchors))
    done = write_bundles(stage.folder, site.workers)
    kept = [*KEPT_OFFLINE, *map(home_of_part, site.view.corpus.parts)]
    write_offline(done, kept, name)
