"""The pages of items: short before what is folded, which opens by a link and on paper."""

from __future__ import annotations

from collections import Counter

import pytest
from kinds import CLAIM, OBJECTION, TERM
from playwright.sync_api import Browser, expect
from reading import DESK, PHONE, Reader, on, opened
from site_fixtures import Site

THESIS = "claims/t1/"
ITEMS = (CLAIM, THESIS, OBJECTION, TERM)

BEFORE_FOLDS = """() => document.querySelector(".item-folds").getBoundingClientRect().top
  + scrollY"""


@on(PHONE, who="any_reader")
@pytest.mark.parametrize("kind", ["claim", "objection", "term"])
def test_three_screens_of_a_phone_come_before_what_is_folded(
    any_reader: Reader, any_site: Site, kind: str
) -> None:
    for home in any_site.homes_of(kind):
        page = any_reader.open(home)

        assert page.evaluate(BEFORE_FOLDS) <= 3 * PHONE[1]


@pytest.mark.parametrize("home", ITEMS)
def test_what_is_folded_is_closed_until_it_is_pressed(reader: Reader, home: str) -> None:
    page = reader.open(home)
    folds = page.locator("details.fold")

    assert folds.count() > 1
    assert page.locator("details.fold[open]").count() == 0
    for fold in folds.all():
        fold.locator("> summary").press("Enter")
        expect(fold.locator("> .folded")).to_be_visible()


@pytest.mark.parametrize("anchor", ["in-plain-words", "works", "map", "see-also", "versions"])
def test_a_link_to_what_is_folded_opens_it_without_a_script(
    browser: Browser, address: str, anchor: str
) -> None:
    with opened(browser, PHONE, f"{address}{CLAIM}#{anchor}", scripts=False) as page:
        expect(page.locator(f"#{anchor}")).to_be_visible()
        expect(page.locator(f"details:has(> #{anchor}) > summary")).to_be_in_viewport()


@on(DESK)
def test_on_a_desk_the_margin_takes_what_is_folded(reader: Reader) -> None:
    page = reader.open(CLAIM)

    main = page.locator(".item-main").bounding_box()
    folds = page.locator(".item-folds").bounding_box()

    assert main is not None
    assert folds is not None
    assert folds["x"] >= main["x"] + main["width"]
    assert abs(folds["y"] - main["y"]) < 2


@pytest.mark.parametrize("home", [CLAIM, OBJECTION])
def test_paper_has_all_that_is_folded_but_where_else_an_item_stands(
    reader: Reader, home: str
) -> None:
    page = reader.open(home)
    page.emulate_media(media="print")

    for fold in page.locator("details.fold > .folded").all():
        meant = fold.get_attribute("id") not in ("see-also", "versions")
        assert fold.is_visible() == meant


@pytest.mark.parametrize("home", [CLAIM, OBJECTION, TERM])
def test_paper_has_the_full_references_of_all_that_a_page_cites(reader: Reader, home: str) -> None:
    page = reader.open(home)
    cited = page.locator("article a[href*='sources/#']").evaluate_all(
        "all => [...new Set(all.map(link => link.hash))].length"
    )
    references = page.locator("article .print-only .reference")
    expect(references.first).to_be_hidden()

    page.emulate_media(media="print")

    assert references.count() == cited > 0
    expect(references.first).to_be_visible()


def test_what_an_item_stands_in_is_linked_and_marked_in_the_menu(any_site: Site) -> None:
    kinds = {"claims": "/claims/", "objections": "/objections/", "glossary": "/glossary/"}
    wrong = []
    for kind, index in kinds.items():
        for id in any_site.data.ids_in(kind):
            page = any_site.pages[any_site.data.home_of(id)]
            [way] = page.find("//nav[@class='where']/a")
            marked = page.find("//nav[contains(@class, 'md-nav--primary')]//a[@aria-current]")
            if not page.leads_to(index, within=way.getparent()) or len(marked) != 1:
                wrong.append(page.home)

    assert wrong == []


def test_what_a_claim_is_related_to_is_linked_once_before_the_folds(any_site: Site) -> None:
    twice = {}
    for id in any_site.data.ids_in("claims"):
        if not any_site.data.is_retired(f"claims/{id}"):
            [main] = any_site.pages[any_site.data.home_of(id)].find("//div[@class='item-main']")
            lists = main.xpath(".//p[@class='listed']//a/@href | .//ol/li/p[1]/a/@href")
            twice[id] = [href for href, times in Counter(lists).items() if times > 1]

    assert {id: found for id, found in twice.items() if found} == {}
