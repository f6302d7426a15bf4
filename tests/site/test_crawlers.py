"""What crawlers are told; the schema of sitemaps.org and a reader of robots.txt judge it."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import lxml.etree
from examples import claim, corpus_of, objection, response
from programs import MODULES
from story import Story

from macros.editions.citable import find_citables
from macros.editions.citing import SiteName
from macros.editions.editions import build_register, freeze
from macros.pages.view import View
from macros.site.crawlers import find_days, make_robots, make_sitemap

SITE = SiteName("On tea", "https://example.org/tea/")
SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def read_sitemap(text: str) -> dict[str, str]:
    """Return the day of each page, or nothing, by its address; refuse what the schema refuses."""
    schema = lxml.etree.XMLSchema(lxml.etree.parse(str(MODULES / "sitemap/schema/sitemap.xsd")))
    tree = lxml.etree.fromstring(text.encode())
    schema.assertValid(tree)
    return {
        str(page.findtext("s:loc", namespaces=SITEMAPS)): str(
            page.findtext("s:lastmod", "", namespaces=SITEMAPS)
        )
        for page in tree
    }


def view_of(*editions: tuple[str, tuple[object, ...]], today: tuple[object, ...]) -> View:
    """Return a site with editions of some things, and what it says today."""
    register = build_register([])
    for date, values in editions:
        edition, _ = freeze(find_citables(corpus_of(*values)), register, date)
        register = build_register([*register.editions, edition])
    return View(corpus_of(*today), register, SITE)


def test_a_page_has_the_day_of_the_newest_edition_that_changed_anything_on_it() -> None:
    first = (claim("C1"), claim("C2"), objection("O1", response("R1")))
    second = (claim("C1", text="New."), claim("C2"), objection("O1", response("R1", gloss="New.")))

    days = find_days(view_of(("2026-01-15", first), ("2026-02-01", second), today=second))

    assert days["/claims/c1/"] == "2026-02-01"
    assert days["/claims/c2/"] == "2026-01-15"
    assert days["/objections/o1/"] == "2026-02-01"
    assert days["/essay/"] == "2026-01-15"


def test_a_page_that_says_something_newer_than_every_edition_has_no_day() -> None:
    frozen = (claim("C1"), claim("C2"))
    view = view_of(("2026-01-15", frozen), today=(claim("C1", text="New."), claim("C2")))

    assert "/claims/c1/" not in find_days(view)
    assert read_sitemap(make_sitemap(view, ["/claims/c2/", "/claims/c1/", "/"])) == {
        "https://example.org/tea/": "",
        "https://example.org/tea/claims/c1/": "",
        "https://example.org/tea/claims/c2/": "2026-01-15",
    }


def test_crawlers_may_read_everything_and_find_the_sitemap() -> None:
    robots = RobotFileParser()
    robots.parse(make_robots(SITE).splitlines())

    assert robots.can_fetch("AnyBot", "https://example.org/tea/claims/c1/v1/")
    assert robots.site_maps() == ["https://example.org/tea/sitemap.xml"]


def test_a_site_tells_crawlers_the_days_of_its_editions(story: Story) -> None:
    sitemap = (story.built.folder / "sitemap.xml").read_text("utf-8")

    assert "2026-01-01" in set(read_sitemap(sitemap).values())
