"""What crawlers are told: that they may read everything, which pages there are, and how old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from markupsafe import Markup

from ..editions import SiteName, find_changes
from ..pages import View

SITEMAP, ROBOTS = "/sitemap.xml", "/robots.txt"
_SITEMAP = Markup("""\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</urlset>
""")
_PAGE = Markup("<url><loc>{}</loc>{}</url>")
_DAY = Markup("<lastmod>{}</lastmod>")


def make_sitemap(view: View, homes: Iterable[str]) -> str:
    """Write the list of pages, with the day of what the editions have of them."""
    days = find_days(view)
    pages = (
        _PAGE.format(view.site.address_of(home), _DAY.format(days[home]) if home in days else "")
        for home in sorted(homes)
    )
    return _SITEMAP.format(Markup("\n").join(pages))


def make_robots(site: SiteName) -> str:
    """Say that everything may be read; what is not to be listed says so itself."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {site.address_of(SITEMAP)}\n"


def find_days(view: View) -> Mapping[str, str]:
    """Return by its home the newest edition that changed anything on a page.

    A page that says something newer than every edition has no day, nor has one without items.
    """
    changed = {
        key: edition.date
        for edition, of in find_changes(view.register)
        for key in chain(of.new, of.reworded, of.retired, of.moved)
    }
    found = defaultdict(list)
    for key, history in view.histories.items():
        day = changed.get(key) if history.current else None
        found[history.citable.home.partition("#")[0]].append(day)
    return {home: max(map(str, days)) for home, days in found.items() if all(days)}
