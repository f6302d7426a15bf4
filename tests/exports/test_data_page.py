"""The Data page lists every file, its examples work, and it says what has changed."""

from __future__ import annotations

import json
import re
from functools import cache

import lxml.html
from conftest import MINIATURE, ROOT
from lxml.html import HtmlElement
from markupsafe import Markup

from macros.alternates.alternates import make_alternates
from macros.checking.publication import load_publication
from macros.editions.citing import SiteName
from macros.exports.exports import make_exports
from macros.exports.schemas import SCHEMA_VERSION
from macros.pages.view import View
from macros.site.macro_html import CALLS

SITE = SiteName("Name", "https://a.org/essay/")


@cache
def view() -> View:
    """Return the view of the miniature."""
    found = load_publication(MINIATURE, MINIATURE / "docs")
    return View(found.corpus, found.register, SITE)


def prose() -> str:
    """Return the page as its editors write it."""
    return (ROOT / "docs/data.md").read_text("utf-8")


def files() -> set[str]:
    """Return the names of the exports that are no schemas."""
    homes = view().once(make_exports)
    return {home.rpartition("/")[2] for home in homes if "/schema/" not in home}


def rows() -> list[HtmlElement]:
    """Return the rows of the table of exports."""
    table = lxml.html.fromstring(str(CALLS["export_list"](view())))
    return list(table.xpath("//tbody/tr"))


def test_the_page_lists_every_export_with_its_size() -> None:
    exports = view().once(make_exports)

    listed = {row.xpath("string(./th/a/@href)"): row.xpath("string(./td[2])") for row in rows()}

    assert set(listed) == {home for home in exports if "/schema/" not in home}
    for home, size in listed.items():
        assert size == f"{len(exports[home].encode()) / 1000:.1f} kB"


def test_the_page_lists_every_schema_beside_its_export() -> None:
    exports = view().once(make_exports)

    listed = {row.xpath("string(./td[3]/a/@href)"): row.xpath("string(./th)") for row in rows()}

    assert {*listed} - {""} == {home for home in exports if "/schema/" in home}
    assert listed["/data/v1/schema/claims.schema.json"] == "claims.json"


def test_every_address_in_an_example_is_there() -> None:
    pages = dict(make_alternates(view(), {"data.md": prose(), "essay.md": "# The essay\n"}))
    there = {*view().once(make_exports), *pages}

    code = "\n".join(re.findall(r"^    .+$", pages["/data/index.md"], re.M))
    named = set(re.findall(r"https://a\.org/essay(/[\w./-]+)", code))

    assert len(named) >= 8
    assert named <= there


def test_the_address_of_the_site_is_filled_in() -> None:
    assert CALLS["site_address"](view()) == Markup("https://a.org/essay")


def test_the_example_in_python_finds_the_claims() -> None:
    claims = json.loads(view().once(make_exports)["/data/v1/claims.json"])["items"]

    assert [claim["id"] for claim in claims] == list(view().corpus.claims)


def changes() -> str:
    """Return what the page says of how the data have changed."""
    return prose().partition("\n## Changes to the data\n")[2]


def test_the_newest_change_names_the_version_of_today() -> None:
    versions = re.findall(r"^- \*\*(\d{4}-\d\d-\d\d), schema version (\d+)\.\*\*", changes(), re.M)

    assert versions == sorted(versions, reverse=True)
    assert versions[0][1] == str(SCHEMA_VERSION)


def test_every_file_was_added_at_some_time() -> None:
    named = set(re.findall(r"`([\w.]+)`", changes()))

    assert files() <= named
