"""Large letters, no storage, letters that no font has: for everyone the same page."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from conftest import Project
from kinds import CLAIM, HOME, OBJECTION, PART
from playwright.sync_api import Browser, Page, expect
from reading import DESK, PHONE, Reader, new_context, on, wait_for_theme
from server import serve
from site_fixtures import Site

BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how much a page is wider than its window."""


# -- large letters


@pytest.fixture
def large(browser: Browser, any_address: str) -> Iterator[Page]:
    """Return a page on a phone whose letters are two and a half times as large."""
    with new_context(browser, PHONE) as context:
        page = context.new_page()
        sizes = {"fontSizes": {"standard": 40, "fixed": 33}}
        context.new_cdp_session(page).send("Page.setFontSizes", sizes)
        page.goto(any_address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "50px"
        yield page


def test_with_large_letters_nothing_scrolls_sideways(
    large: Page, any_address: str, any_site: Site
) -> None:
    wider = {}
    for home in [*any_site.fullest.values(), "/print/"]:
        large.goto(any_address + home[1:])
        wider[home] = large.evaluate(BEYOND)

    assert {home: by for home, by in wider.items() if by > 0} == {}


# -- no storage


DENY = """for (const name of ["localStorage", "sessionStorage"]) {
  const get = () => { throw new DOMException("Access is denied", "SecurityError") }
  Object.defineProperty(globalThis, name, { get, configurable: true })
}"""
"""What a browser does that keeps nothing; one without a window does not heed the setting."""


def test_where_nothing_is_kept_nothing_is_wrong(browser: Browser, address: str) -> None:
    with new_context(browser, DESK) as context:
        context.add_init_script(DENY)
        reader = Reader(context.new_page(), address)
        for home in (HOME, PART, "essay/", "objections/", "map/", "check-citations/"):
            page = reader.open(home)
            page.mouse.move(100, 300)
            wait_for_theme(page)
        page = reader.open(PART)
        page.get_by_role("switch", name="Editors’ notes").click()
        expect(page.get_by_role("switch", checked=False)).to_have_count(1)
        page.get_by_role("switch", name="Preview links").click()
        page.locator("[data-md-component=palette] label:visible").click()
        wait_for_theme(page)
        page.wait_for_load_state("networkidle")  # what is fetched late has come
        page.reload()

        expect(page.get_by_role("switch", checked=False)).to_have_count(0)  # it is not remembered
        assert reader.faults == []


# -- letters that no font has


_MARKS = [
    *range(0x300, 0x34F),
    *range(0x350, 0x370),
    *range(0x1AB0, 0x1AC0),
    *range(0x1DC0, 0x1DF0),
]
MARKS = "".join(map(chr, _MARKS))
"""Marks that stand on a letter and can be seen; of some a font may have no more than a box."""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_hundreds_of_marks_on_a_letter_do_not_widen_a_page(
    browser: Browser, miniature: Project, size: tuple[int, int]
) -> None:
    stacked = f"o{MARKS * 2}"
    miniature.write("docs/coverage.md", f"# M{stacked}\n\n## H{stacked}\n\n- {stacked}\n")
    source = (miniature.root / "data/essay/source.txt").read_text("utf-8")
    miniature.write("data/essay/source.txt", source.replace("street", f"str{stacked}t"))
    built = miniature.build()
    assert built.ok, built.log

    with serve(built.folder) as address, new_context(browser, size) as context:
        page, wider = context.new_page(), {}
        for home in ("coverage/", "essay/", "argument/roots/", "print/"):
            page.goto(f"{address}/{home}")
            assert normalize("NFC", stacked) in normalize("NFC", page.inner_text("body"))
            wider[home] = page.evaluate(BEYOND)

    assert wider == dict.fromkeys(wider, 0)


# -- headings and tables


def headings_and_signs(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the home of each page with each heading that has a sign in its text."""
    for home, page in site.pages.items():
        for heading in page.find("//h1 | //h2 | //h3 | //h4"):
            if "¶" in heading.text_content():
                yield home, heading.text_content()


def test_no_heading_has_the_sign_of_its_link_in_its_text(any_site: Site) -> None:
    assert list(headings_and_signs(any_site)) == []


@on(DESK)
@pytest.mark.parametrize("home", [PART, CLAIM, OBJECTION, "about-this-text/", "how-to-cite/"])
def test_a_heading_is_named_by_its_words_and_has_a_link_beside_it(
    reader: Reader, home: str
) -> None:
    page = reader.open(home)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for folded in page.locator("article summary > :is(h2, h3)").all():
        expect(folded).to_have_accessible_name(" ".join((folded.text_content() or "").split()))
    headings = page.locator("article :is(h2, h3)[id]")

    assert headings.count() > 1
    for heading in headings.all():
        words = " ".join((heading.text_content() or "").split())
        expect(heading).to_have_accessible_name(words)
        link = heading.locator("xpath=following-sibling::a")
        expect(link).to_have_accessible_name("Permanent link")
        expect(link).to_have_accessible_description(words)
        expect(link).to_have_attribute("href", f"#{heading.get_attribute('id')}")


@on(DESK, PHONE)
def test_the_link_of_a_heading_shows_when_it_is_wanted(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = page.locator(".headerlink").first

    expect(link).to_have_css("opacity", "0")
    link.focus()

    expect(link).to_have_css("opacity", "1")
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0


@pytest.mark.parametrize("home", ["objections/", "claims/", "about-this-text/", "data/"])
def test_the_header_of_a_row_is_short(any_reader: Reader, any_site: Site, home: str) -> None:
    page = any_reader.open(home)

    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        headers = page.get_by_role("rowheader").all_inner_texts()
        assert len(headers) >= any_site.least(1)
        assert [header for header in headers if len(header) > 80] == []
