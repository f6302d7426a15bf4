"""The search: what readers type finds what they mean."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml
from conftest import Built, Project
from playwright.sync_api import Browser, Page, expect
from reading import DESK, PHONE, Reader, new_context, on, wait_for_theme
from site_fixtures import ROOT, Site
from test_browser import CLAIM, HOME, search
from test_site import home_of, is_there

QUERIES = yaml.safe_load((ROOT / "tests/search_queries.yml").read_text("utf-8"))

# -- the index


def test_every_entry_leads_to_a_place_that_is_there(real_site: Site) -> None:
    homes = ["https://example.org/essay" + entry["home"] for entry in real_site.search]

    assert len(homes) > 250
    assert [home for home in homes if not is_there(real_site, home)] == []


def test_nothing_is_found_twice(real_site: Site) -> None:
    homes = Counter(entry["home"] for entry in real_site.search)

    assert [home for home, count in homes.items() if count > 1] == []


def test_what_is_the_same_elsewhere_is_not_found(real_site: Site) -> None:
    homes = [entry["home"] for entry in real_site.search]

    again = [home for home in homes if home.startswith("/essay/") or "/v1/" in home]

    assert again == []


def test_an_entry_says_what_it_is_and_how_it_stands(real_site: Site) -> None:
    kinds = {entry["id"]: entry["kind"] for entry in real_site.search}

    assert kinds["T1"] == "Thesis T1"
    assert kinds["A3"] == "Unstated assumption A3"
    assert kinds["O12"].startswith("Objection O12 · the essay replies")
    assert "disputed by O" in kinds["O12"]
    assert kinds["O14"].startswith("Objection O14 · answered in print")
    assert kinds["R12"] == "Response R12 · by the essay"
    assert kinds["corrigibility"] == "Term"
    assert kinds["omohundro2008"] == "Work cited"
    assert kinds["P3.2"] == "Sentence P3.2 of the essay"


def test_what_is_retired_is_found_and_says_so(miniature: Project) -> None:
    retired = "retired: {date: 2026-12-01, reason: Not what the essay says.}\n"
    path = miniature.root / "data/objections/O3.yml"
    path.write_text(path.read_text("utf-8") + retired, "utf-8")

    built = miniature.build()

    assert built.ok, built.log
    assert "Objection O3 · retired" in index_of(built)


def test_prose_is_found_by_its_sections(built: Built) -> None:
    assert '"title":"About this text"' in index_of(built)


def index_of(built: Built) -> str:
    """Return what the browser makes its index of."""
    [path] = (built.folder / "assets").glob("search.*.json")
    return path.read_text("utf-8")


# -- in a browser


def first_hit(page: Page, query: str) -> str:
    """Type a query into the open search and return where the first hit leads."""
    page.locator("#search-words").fill(query)
    page.evaluate("new Promise(requestAnimationFrame)")
    return str(page.locator(".search-results a").first.get_attribute("href"))


def test_readers_find_what_they_mean(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, "a")

    wrong = {
        case["query"]: found.removeprefix(reader.address)
        for case in QUERIES
        if (found := first_hit(page, case["query"])) != reader.address + case["first"]
    }

    assert len(QUERIES) >= 30
    assert wrong == {}
    assert reader.faults == []


@pytest.mark.parametrize("query", ["O12 R12", "r12, o12", "[R12] [O12]"])
def test_several_ids_find_each_item_before_anything_else(reader: Reader, query: str) -> None:
    page = reader.open(HOME)
    search(page, "a")

    first_hit(page, query)
    homes = page.locator(".search-results a").evaluate_all("all => all.map(one => one.href)")

    assert set(homes[:2]) == {reader.address + home_of(id)[1:] for id in ("O12", "R12")}


@pytest.mark.parametrize("root", [None, "/"])
def test_the_search_works_on_the_page_that_stands_for_one_that_is_not_here(
    reader: Reader, root: str | None
) -> None:
    page = reader.open("404.html")
    if root:  # as where the site has an address to itself
        page.locator(".search-open").evaluate("(one, root) => one.dataset.root = root", root)

    search(page, "C10").wait_for()
    found = first_hit(page, "C10")

    assert found.endswith(f"{root or reader.address}claims/c10/")
    assert "//claims" not in found
    assert reader.faults == []


def test_every_query_of_the_table_differs() -> None:
    assert len({case["query"] for case in QUERIES}) == len(QUERIES)


@on(PHONE, DESK)
def test_nothing_of_the_search_is_fetched_before_it_is_opened(reader: Reader) -> None:
    page = reader.open(CLAIM)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    wait_for_theme(page)
    before = list(reader.requested)
    search(page, "C10").wait_for()

    assert [url for url in before if "search" in url or "minisearch" in url] == []
    assert len([url for url in reader.requested if "/search." in url]) == 1


@on(PHONE, DESK)
def test_the_search_works_by_keyboard(reader: Reader) -> None:
    page = reader.open(CLAIM)

    page.keyboard.press("Control+k")
    page.locator("#search-words:focus").wait_for()
    page.keyboard.type("corrigibility")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    focused = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")

    assert focused == f"{reader.address}glossary/corrigibility/"
    page.wait_for_url(focused)


@on(DESK)
def test_enter_opens_the_first_result(reader: Reader) -> None:
    page = reader.open(HOME)

    search(page, "P3.2").wait_for()
    page.keyboard.press("Enter")

    page.wait_for_url("**/argument/warnings-are-not-plans/#p3-2")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.locator("#p3-2")).to_be_in_viewport()


@on(PHONE, DESK)
def test_escape_closes_the_search_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open(HOME)

    search(page, "basin").wait_for()
    page.keyboard.press("Escape")
    if page.locator("dialog.search").is_visible():  # the first one may only empty the field
        page.keyboard.press("Escape")

    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.locator(".search-open")).to_be_focused()


@on(PHONE)
def test_a_hit_on_the_same_page_closes_the_search(reader: Reader) -> None:
    page = reader.open("objections/o12/")

    search(page, "R12").click()

    expect(page.locator("dialog.search")).to_be_hidden()
    assert page.url.endswith("objections/o12/#r12")


@on(PHONE, DESK)
def test_the_search_reads_well_to_those_who_cannot_see_it(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, "corrigibility").wait_for()

    tree = page.locator("dialog.search").aria_snapshot()

    assert tree.startswith('- dialog "Search":')
    assert '- searchbox "Search"' in tree
    assert "- status: " in tree
    assert 'link "Term Corrigibility' in tree


@on(DESK)
def test_the_number_of_results_is_said(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, "C10").wait_for()
    first_hit(page, "lemaréchal 2012")
    one = page.locator("#search-said").inner_text()
    page.locator("#search-words").fill("zzzzzz")

    assert one == "1 result"
    expect(page.locator("#search-said")).to_have_text("Nothing found. Try fewer or other words.")
    assert page.locator(".search-results a").count() == 0


@on(PHONE)
def test_on_a_phone_the_search_fits(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, "alignment by default").wait_for()

    box = page.locator("dialog.search").bounding_box()
    beyond = page.evaluate(
        "[...document.querySelectorAll('dialog.search *')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth).length"
    )

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert beyond == 0


def test_without_scripts_there_is_no_dead_search(browser: Browser, address: str) -> None:
    with new_context(browser, DESK, scripts=False) as context:
        page = context.new_page()
        page.goto(address)

        dead = [one.is_visible() for one in page.locator("input, button, dialog").all()]

        assert not any(dead)
        for index in ("claims/", "objections/", "glossary/", "sources/"):
            assert page.locator(f".md-nav a[href='{index}']").first.is_visible()


@pytest.mark.parametrize("id", ["C10", "O12", "R12", "N4", "P10.2", "corrigibility"])
def test_a_hit_leads_to_the_home_of_what_was_sought(real_site: Site, id: str) -> None:
    [entry] = [entry for entry in real_site.search if entry["id"] == id]

    anchor = home_of(id).partition("#")[2]

    assert entry["home"].partition("#")[2] == anchor
    assert id[0] in "NP" or entry["home"] == home_of(id)
