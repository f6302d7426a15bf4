"""The sites of other essays as they begin, before anything is said of them, seen in a browser."""

from __future__ import annotations

import pytest
from building import Built
from playwright.sync_api import Browser
from reading import (
    BEYOND,
    DESK,
    PHONE,
    Reader,
    darken,
    find_faint,
    find_faults,
    opened,
    reading,
    search,
)
from server import serve
from site_fixtures import Data, Site


def site_of(built: Built) -> Site:
    """Return what was built, as its readers find it."""
    return Site(built.folder, built.log, Data(built.folder.parent))


def look(reader: Reader, home: str) -> list[str]:
    """Return what is wrong with a page by day and by night, with all that opens open."""
    reader.page.emulate_media(reduced_motion="reduce")  # nothing is on its way
    page = reader.open_and_move(home)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    wrong = [*find_faults(page), *page.evaluate(BEYOND)]
    darken(page)
    return wrong + find_faint(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["duval", "grown"])  # where nothing is said yet, and something is
def test_axe_finds_nothing_on_any_kind_of_page_and_nothing_is_cut(
    browser: Browser, name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    another: Built = request.getfixturevalue(name)
    pages = {kind: home[1:] for kind, home in site_of(another).fullest.items() if kind != "missing"}
    with serve(another.folder) as address, reading(browser, size, f"{address}/") as reader:
        wrong = {kind: found for kind, home in pages.items() if (found := look(reader, home))}

    assert {"home", "part", "essay", "claims", "map", "sources"} <= pages.keys()
    assert wrong == {}
    assert reader.faults == []


def test_the_first_words_of_an_essay_are_found(browser: Browser, swift: Built) -> None:
    with serve(swift.folder) as address, opened(browser, DESK, f"{address}/") as page:
        found = search(page, "melancholy object")

        assert "/argument/" in str(found.get_attribute("href"))
