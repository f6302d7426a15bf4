"""The search: what readers type finds what they mean."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Built, Project
from kinds import (
    CLAIM,
    CLAIM_ID,
    HOME,
    OBJECTION,
    OBJECTION_ID,
    PARAGRAPH_ID,
    TABLE,
    TERM_ID,
)
from made_up import (
    DATA,
    home_of,
    part_of,
    read_data,
    read_responses,
    sentence_ids,
)
from playwright.sync_api import Browser, Page, expect
from reading import DESK, PHONE, Reader, find_hits, on, opened, reading, search, wait_for_theme
from server import serve
from site_fixtures import Data, Site, is_there

from macros.site.search_index import INDEX, Limits, make_search

TERM_NAME = read_data(f"glossary/{TERM_ID}.yml")["term"]
RESPONSE_ID = next(id for id, objection in read_responses().items() if objection == OBJECTION_ID)

QUERIES = yaml.safe_load(Path(__file__).with_name("search_queries.yml").read_text("utf-8"))

# -- the index


def test_every_entry_leads_to_a_place_that_is_there(any_site: Site) -> None:
    homes = ["https://example.org/essay" + entry["home"] for entry in any_site.search]

    assert len(homes) > any_site.least(250)
    assert [home for home in homes if not is_there(any_site, home)] == []


def test_nothing_is_found_twice(any_site: Site) -> None:
    homes = Counter(entry["home"] for entry in any_site.search)

    assert [home for home, count in homes.items() if count > 1] == []


def test_what_is_the_same_elsewhere_is_not_found(any_site: Site) -> None:
    homes = [entry["home"] for entry in any_site.search]

    again = [home for home in homes if home.startswith("/essay/#") or "/v1/" in home]

    assert again == []


def test_an_entry_says_what_it_is_and_how_it_stands(built: Built) -> None:
    entries = json.loads(index_of(built))["entries"]
    kinds = {entry["id"]: entry["kind"] for entry in entries}

    assert kinds["T1"] == "Thesis T1"
    assert kinds["A1"] == "Unstated assumption A1"
    assert kinds["O1"].startswith("Objection O1 · the essay replies")
    assert kinds["O3"] == "Objection O3 · no answer recorded"
    assert kinds["R1"] == "Response R1 · by the essay"
    assert kinds["canopy"] == "Term"
    assert kinds["evelyn1664"] == "Work cited"
    assert kinds["P3.2"] == "Sentence P3.2 of the essay"


def test_what_is_retired_is_found_and_says_so(miniature: Project) -> None:
    retired = "retired: {date: 2026-12-01, reason: Not what the essay says.}\n"
    path = miniature.root / "data/objections/O3.yml"
    path.write_text(path.read_text("utf-8") + retired, "utf-8")

    built = miniature.build()

    assert built.ok, built.log
    assert "Objection O3 · retired" in index_of(built)


def test_words_for_the_search_are_on_no_page(miniature: Project) -> None:
    names = {
        "data/claims/C1.yml": "zqone",
        "data/objections/O1.yml": "zqtwo",
        "data/glossary/shade.yml": "zqthree",
    }
    for path, name in names.items():
        text = (miniature.root / path).read_text("utf-8")
        miniature.write(path, f"{text}also_said_as: [{name}]\n")
    page = (miniature.root / "docs/index.md").read_text("utf-8")
    miniature.write("docs/index.md", page.replace("---\n", "---\nalso_said_as: [zqfour]\n", 1))

    built = miniature.build()

    assert built.ok, built.log
    index = index_of(built)
    pages = {path: path.read_text("utf-8") for path in built.folder.rglob("*.html")}
    for name in (*names.values(), "zqfour"):
        assert name in index
        assert [path for path, html in pages.items() if name in html] == []


def test_prose_is_found_by_its_sections(built: Built) -> None:
    assert '"title":"About this text"' in index_of(built)


def index_of(built: Built) -> str:
    """Return what the browser makes its index of."""
    [path] = (built.folder / "assets").glob("search.*.json")
    return path.read_text("utf-8")


# -- in a browser


def first_hit(page: Page, query: str) -> str:
    """Type a query into the open search and return where the first hit leads."""
    return find_hits(page, query)[0][0]


def test_readers_find_what_they_mean(built: Built, browser: Browser) -> None:
    with serve(built.folder) as address, opened(browser, DESK, address) as page:
        search(page, "a").wait_for()
        hits = find_hits(page, *(case["query"] for case in QUERIES))

    wrong = {
        case["query"]: found[:1]
        for case, found in zip(QUERIES, hits, strict=True)
        if found[:1] != [f"{address}/{case['first']}"]
    }

    assert len(QUERIES) >= 30
    assert wrong == {}


def test_the_search_of_a_large_site_comes_in_parts(
    built: Built, browser: Browser, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.folder, site)
    [about] = (site / "assets").glob("search.*.json")
    entries = json.loads(about.read_text("utf-8"))["entries"]
    for home, text in make_search(entries, Limits(whole=0, bytes=1_000)):
        path = about if home == INDEX else site / home
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    with serve(site) as address, reading(browser, DESK, f"{address}/") as reader:
        page = reader.open("")
        search(page, "shade").wait_for()
        for case in QUERIES:
            page.locator("#search-words").fill(case["query"])
            first = page.locator(".search-results a").first
            expect(first).to_have_attribute("href", f"{address}/{case['first']}")
            expect(first.locator(".search-title")).not_to_be_empty()

    parts = [url for url in reader.requested if "/assets/search/" in url]
    assert len(parts) > 30
    assert len(parts) == len(set(parts))


def given_names(data: Data) -> dict[str, str]:
    """Return what an item of the site may be called, as it is and half typed, with its home."""
    names: dict[str, str] = {}
    for id in data.ids_in("glossary"):
        record: dict[str, Any] = data.read_data(f"glossary/{id}.yml")
        names[record["term"]] = data.home_of(id)
    for folder in ("claims", "objections"):
        for id in data.ids_in(folder):
            if not data.is_retired(f"{folder}/{id}"):
                home = data.home_of(id)
                names |= {id: home, id.lower(): home, f"[{id}]": home}
                names[data.read_data(f"{folder}/{id}.yml")["title"]] = home
    for work in data.read_data("sources.json"):
        names |= {work["id"]: data.home_of(work["id"]), work["title"]: data.home_of(work["id"])}
    return names | {id: data.home_of(id) for id in data.read_responses()}


def test_whatever_the_data_call_something_finds_it_among_the_first(
    any_reader: Reader, any_site: Site
) -> None:
    page = any_reader.open(HOME)
    search(page, "a").wait_for()
    names, ids = given_names(any_site.data), ids_of_all(any_site.data)

    hits = find_hits(page, *names)

    wrong = {
        name: found[:3]
        for (name, home), found in zip(names.items(), hits, strict=True)
        if any_reader.address + home[1:] not in found[: 1 if name in ids else 3]
    }
    assert wrong == {}
    assert any_reader.faults == []


def ids_of_all(data: Data) -> set[str]:
    """Return the ids that name one thing and nothing else."""
    works = {work["id"] for work in data.read_data("sources.json")}
    return works | {*data.ids_in("claims"), *data.ids_in("objections"), *data.read_responses()}


PAIR = (OBJECTION_ID, RESPONSE_ID)


@pytest.mark.parametrize(
    "query", [" ".join(PAIR), ", ".join(reversed(PAIR)).lower(), "[{1}] [{0}]".format(*PAIR)]
)
def test_several_ids_find_each_item_before_anything_else(reader: Reader, query: str) -> None:
    page = reader.open(HOME)
    search(page, "a").wait_for()

    [homes] = find_hits(page, query)

    assert set(homes[:2]) == {reader.address + home_of(id)[1:] for id in PAIR}


@pytest.mark.parametrize("root", [None, "/"])
def test_the_search_works_on_the_page_that_stands_for_one_that_is_not_here(
    reader: Reader, root: str | None
) -> None:
    page = reader.open("404.html")
    if root:  # as where the site has an address to itself
        page.locator(".search-open").evaluate("(one, root) => one.dataset.root = root", root)

    search(page, CLAIM_ID).wait_for()
    found = first_hit(page, CLAIM_ID)

    assert found.endswith(f"{root or reader.address}{CLAIM}")
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
    search(page, CLAIM_ID).wait_for()

    assert [url for url in before if "search" in url or "find" in url] == []
    assert len([url for url in reader.requested if "/search." in url]) == 1


@on(PHONE, DESK)
def test_the_search_works_by_keyboard(reader: Reader) -> None:
    page = reader.open(CLAIM)

    page.keyboard.press("Control+k")
    page.locator("#search-words:focus").wait_for()
    page.keyboard.type(" ".join(PAIR))
    found = page.locator(".search-results a")
    expect(found.nth(1)).to_be_visible()
    first = found.first.get_attribute("href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    focused = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")

    assert focused == first
    page.wait_for_url(focused)


@on(DESK)
def test_enter_opens_the_first_result(reader: Reader) -> None:
    page = reader.open(HOME)

    place = f"argument/{part_of(PARAGRAPH_ID)}/#{PARAGRAPH_ID.lower()}-2"
    expect(search(page, f"{PARAGRAPH_ID}.2")).to_have_attribute("href", reader.address + place)
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{place}")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.locator(f"#{PARAGRAPH_ID.lower()}-2")).to_be_in_viewport()


@on(PHONE, DESK)
def test_escape_closes_the_search_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open(HOME)

    search(page, TERM_NAME).wait_for()
    page.keyboard.press("Escape")
    if page.locator("dialog.search").is_visible():  # the first one may only empty the field
        page.keyboard.press("Escape")

    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.locator(".search-open")).to_be_focused()


@on(PHONE)
def test_a_hit_on_the_same_page_closes_the_search(reader: Reader) -> None:
    page = reader.open(OBJECTION)

    search(page, RESPONSE_ID).click()

    expect(page.locator("dialog.search")).to_be_hidden()
    page.wait_for_url(f"**{home_of(RESPONSE_ID)}")


@on(PHONE, DESK)
def test_the_search_reads_well_to_those_who_cannot_see_it(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, TERM_NAME).wait_for()

    tree = page.locator("dialog.search").aria_snapshot()

    assert tree.startswith('- dialog "Search":')
    assert '- searchbox "Search"' in tree
    assert "- status: " in tree
    assert f'link "Term {TERM_NAME}' in tree


@on(DESK)
def test_the_number_of_results_is_said(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, CLAIM_ID).wait_for()
    words = max(re.findall(r"\w+", " ".join(sentence_ids().values())), key=len)
    count = len(find_hits(page, words)[0])
    said = rf"^{count} results?$|^\d+ results, the first {count} shown$"
    expect(page.locator("#search-said")).to_have_text(re.compile(said))
    page.locator("#search-words").fill("zzzzzz")

    expect(page.locator("#search-said")).to_have_text("Nothing found. Try fewer or other words.")
    assert page.locator(".search-results a").count() == 0


@on(PHONE, DESK)
def test_where_nothing_is_found_the_nearest_is_offered_and_how_to_add_what_lacks(
    reader: Reader,
) -> None:
    page = reader.open(HOME)
    search(page, CLAIM_ID).wait_for()
    rare = max(re.findall(r"[a-z]{5,}", read_data(f"claims/{CLAIM_ID}.yml")["text"]), key=len)
    page.locator("#search-words").fill(f"zzzzzz qqqqqq {rare}")

    near = page.locator(".search-near a")
    expect(near.first).to_have_attribute("href", re.compile("/(claims|objections)/"))
    assert near.count() <= 3
    assert page.locator(".search-results a").count() == 0
    page.get_by_role("link", name=re.compile("How to add it$")).click()
    page.wait_for_url("**/how-to-contribute/")


@on(PHONE, DESK)
def test_a_slash_opens_the_search_but_where_somebody_writes(reader: Reader) -> None:
    page = reader.open(TABLE)
    page.keyboard.press("Tab")
    wait_for_theme(page)
    page.keyboard.press("/")
    page.locator("#search-words:focus").wait_for()
    page.keyboard.type("a/b")

    expect(page.locator("#search-words")).to_have_value(re.compile("a/b$"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()
    page.evaluate("document.body.prepend(document.createElement('textarea'))")
    page.locator("textarea").press("/")
    expect(page.locator("textarea")).to_have_value("/")
    expect(page.locator("dialog.search")).to_be_hidden()


@on(PHONE)
def test_on_a_phone_the_search_fits(reader: Reader) -> None:
    page = reader.open(HOME)
    search(page, TERM_NAME).wait_for()

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
    with opened(browser, DESK, address, scripts=False) as page:
        dead = [one.is_visible() for one in page.locator("input, button, dialog").all()]

        assert not any(dead)
        for index in ("claims/", "objections/", "glossary/", "sources/"):
            assert page.locator(f".md-nav a[href='{index}']").first.is_visible()


ONE_OF_EACH = [CLAIM_ID, OBJECTION_ID, RESPONSE_ID, f"{PARAGRAPH_ID}.2", TERM_ID]
ONE_OF_EACH.append(DATA.read_notes()[0]["id"])


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_a_hit_leads_to_the_home_of_what_was_sought(made_up_site: Site, id: str) -> None:
    [entry] = [entry for entry in made_up_site.search if entry["id"] == id]

    anchor = home_of(id).partition("#")[2]

    assert entry["home"].partition("#")[2] == anchor
    assert id[0] in "NP" or entry["home"] == home_of(id)
