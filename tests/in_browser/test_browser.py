"""The real site in a real browser: on a phone, on a desk, without scripts, by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from kinds import (
    CHECK,
    CLAIM,
    CLAIM_ID,
    HOME,
    PARAGRAPH_ID,
    PART,
    TABLE,
    TERM,
    TERM_ID,
)
from made_up import ids_in, read_data, sentence_ids
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect
from reading import BEYOND, DESK, PHONE, Reader, find_faults, on, opened, search
from site_fixtures import Site

from macros.records.text import plain_text


@on(DESK)
def test_a_wrong_address_is_noticed_as_a_fault(reader: Reader) -> None:
    reader.open("claims/c0/")

    assert f"{reader.address}claims/c0/" in reader.faults


@on(PHONE, who="any_reader")
@pytest.mark.parametrize("home", [TABLE, "claims/", "about-this-text/"])
def test_on_a_phone_the_cells_of_a_row_stand_below_one_another(
    any_reader: Reader, any_site: Site, home: str
) -> None:
    page = any_reader.open(home)

    cells = page.evaluate(CELLS)

    assert len(cells) >= any_site.least(60)
    assert [cell for cell in cells if cell["width"] < 0.85 * cell["table"]] == []


@on(PHONE)
def test_on_a_phone_the_rows_of_a_wide_table_are_cards(reader: Reader) -> None:
    page = reader.open("about-this-text/")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    cells = page.evaluate(CELLS)
    under_headings = [cell for cell in cells if cell["tag"] == "TD"]

    assert len(under_headings) > 60
    assert [cell for cell in under_headings if not cell["label"]] == []
    assert [cell for cell in under_headings if cell["shown"] != f'"{cell["label"]}"'] == []


@on(DESK)
def test_on_a_desk_the_cells_of_a_row_stand_side_by_side(reader: Reader) -> None:
    page = reader.open(TABLE)

    cells = page.evaluate(CELLS)

    assert [cell for cell in cells if cell["width"] > 0.6 * cell["table"]] == []
    assert {cell["shown"] for cell in cells} == {"none"}


CELLS = """() => [...document.querySelectorAll("article tbody :is(th, td)")].map(cell => ({
  tag: cell.tagName,
  width: cell.getBoundingClientRect().width,
  table: cell.closest("table").getBoundingClientRect().width,
  label: cell.dataset.label,
  shown: getComputedStyle(cell, "::before").content,
}))"""


def test_without_scripts_the_essay_can_be_read(browser: Browser, address: str) -> None:
    with opened(browser, PHONE, f"{address}essay/", scripts=False) as page:
        sentences = page.locator("article .sentence")
        visible = [sentence.is_visible() for sentence in sentences.all()]

    assert visible == [True] * len(sentence_ids())


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [HOME, PART])
def test_the_skip_link_comes_first_and_leads_to_the_content(reader: Reader, home: str) -> None:
    page = reader.open(home)

    page.keyboard.press("Tab")
    first = page.evaluate("[...document.activeElement.classList]")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert "md-skip" in first
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


@on(DESK)
def test_the_content_is_reached_by_tab_alone(reader: Reader) -> None:
    page = reader.open(CLAIM)

    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('article') !== null"))

    assert True in reached


@on(DESK, PHONE)
@pytest.mark.parametrize(
    ("words", "home"),
    [(CLAIM_ID, CLAIM), (read_data(f"glossary/{TERM_ID}.yml")["term"], TERM)],
)
def test_search_finds(reader: Reader, words: str, home: str) -> None:
    page = reader.open(HOME)

    first_result = search(page, words)

    expect(first_result).to_have_attribute("href", re.compile(f"^{reader.address}{home}([?#]|$)"))


@on(DESK)
def test_a_link_to_a_sentence_leads_to_it(reader: Reader) -> None:
    place = f"{PARAGRAPH_ID.lower()}-2"
    page = reader.open(f"essay/#{place}")

    assert page.locator(f"#{place}").is_visible()
    top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    header = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    assert header <= top < DESK[1]


@on(DESK)
def test_the_parts_can_be_read_one_after_the_other(reader: Reader) -> None:
    parts = read_data("essay/parts.yml")["parts"]
    page = reader.open(f"argument/{parts[0]['id']}/")

    titles = [page.locator("h1").inner_text()]
    for part in parts[1:]:
        page.locator(".md-footer__link--next").click()
        page.wait_for_url(f"**/argument/{part['id']}/")
        titles.append(page.locator("h1").inner_text())

    assert titles == [part["title"] for part in parts]


# -- is my citation still good?

GLANCE = plain_text(read_data(f"claims/{CLAIM_ID}.yml")["glance"]).split()[:16]
MISQUOTED = [*GLANCE[:7], "fable", *GLANCE[8:]]
WRONG_ID = f"C{max(int(id[1:]) for id in ids_in('claims') if id[0] == 'C') + 1}"
PAPER = f"""\
By claim {CLAIM_ID}, version 1, and claim {WRONG_ID}.

“{" ".join(MISQUOTED)}”
(claim {CLAIM_ID}).
"""


def answer(page: Page, text: str) -> Locator:
    """Put a text into the form and send it off; return the answers."""
    page.get_by_label("A quotation, an id, an address").fill(text)
    page.get_by_role("button", name="Check").click()
    answers = page.locator(".check-results li")
    answers.first.wait_for()
    return answers


def fetch_claim(route: Route) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the export of versions, and what it says of the claim."""
    exported = route.fetch().json()
    return exported, next(item for item in exported["items"] if item["key"] == CLAIM_ID)


def freeze_claim(route: Route) -> None:
    """Let the export say that the claim has had one version, which is today’s."""
    exported, item = fetch_claim(route)
    item["versions"] = [item["versions"][0] | {"wording": item["wording"]}]
    item["current"] = 1
    route.fulfill(json=exported)


def open_check(reader: Reader) -> Page:
    """Open the form, with the claim frozen."""
    reader.page.route("**/data/v1/versions.json", freeze_claim)
    return reader.open(CHECK)


def reword_claim(route: Route) -> None:
    """Let the export say that the claim has been reworded since its first version."""
    exported, item = fetch_claim(route)
    now = item["versions"][0] | {"number": 2, "home": f"/{CLAIM}v2/"}
    _, _, rest = item["wording"]["title"].partition(" ")
    before = item["wording"] | {"title": f"Formerly {rest}"}
    now["wording"] = item["wording"]
    item["versions"] = [item["versions"][0] | {"wording": before}, now]
    item["current"] = 2
    route.fulfill(json=exported)


@on(DESK, PHONE)
def test_citations_are_checked_in_the_browser(reader: Reader) -> None:
    page = open_check(reader)

    answers = answer(page, PAPER)

    states = [state.inner_text() for state in answers.locator(".status").all()]
    assert states == ["Current", "Unknown", "Nearly", "Current"]
    assert "did you mean" in answers.nth(1).inner_text()
    assert answers.nth(2).locator("del").all_inner_texts() == ["fable", "Struck out"]
    assert answers.nth(2).locator("ins").all_inner_texts() == [GLANCE[7], "underlined"]
    summary = page.get_by_role("status").filter(has_text="citation")
    assert summary.inner_text() == "4 citations: 2 good, 2 to look at."
    assert page.evaluate(BEYOND) == []
    assert reader.faults == []


@on(DESK)
def test_a_version_that_was_reworded_shows_the_difference(reader: Reader) -> None:
    reader.page.route("**/data/v1/versions.json", reword_claim)
    page = reader.open(CHECK)

    answers = answer(page, f"{reader.address}{CLAIM}v1/")

    assert "Reworded" in answers.inner_text()
    title = read_data(f"claims/{CLAIM_ID}.yml")["title"]
    assert answers.locator("del").first.inner_text() == "Formerly"
    assert answers.locator("ins").first.inner_text() == title.split()[0]
    link = answers.get_by_role("link")
    expect(link).to_have_attribute("href", f"{reader.address}{CLAIM}v1/")


@on(DESK)
def test_a_text_that_is_checked_is_sent_nowhere(reader: Reader) -> None:
    page = reader.open(CHECK)
    page.wait_for_load_state("networkidle")
    reader.requested.clear()

    answer(page, PAPER)

    asked = [url for url in reader.requested if "/assets/" not in url]  # how it looks and works
    assert asked == [f"{reader.address}data/v1/versions.json"]


@on(DESK)
def test_files_are_checked_too_and_one_that_cannot_be_read_says_why(reader: Reader) -> None:
    page = open_check(reader)
    files: list[FilePayload] = [
        {"name": "paper.md", "mimeType": "text/markdown", "buffer": PAPER.encode()},
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"},
        {"name": "old.bib", "mimeType": "text/plain", "buffer": "café".encode("latin-1")},
    ]

    page.get_by_label("Or files").set_input_files(files)
    page.get_by_role("button", name="Check").click()

    assert (
        page.locator(".check-results li")
        .nth(3)
        .inner_text()
        .startswith(f"Current Line 4: claim {CLAIM_ID}")
    )
    summary = page.locator(".check-summary").inner_text()
    assert "paper.pdf: this is not a file of text; " in summary
    assert "old.bib: the file is not UTF-8; save it with the encoding UTF-8." in summary


@on(DESK)
def test_citations_can_be_checked_by_keyboard_alone(reader: Reader) -> None:
    page = open_check(reader)

    page.get_by_label("A quotation, an id, an address").focus()
    page.keyboard.type(CLAIM_ID)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".check-summary")).to_have_text("1 citation: current.")


@on(DESK)
def test_nothing_to_check_and_no_answer_are_said(reader: Reader) -> None:
    page = reader.open(CHECK)
    summary = page.locator(".check-summary")

    page.get_by_role("button", name="Check").click()
    expect(summary).to_have_text("Nothing to check yet: paste something, or choose a file.")
    page.route("**/data/v1/versions.json", lambda route: route.abort())
    page.get_by_label("A quotation, an id, an address").fill(CLAIM_ID)
    page.get_by_role("button", name="Check").click()
    expect(summary).to_contain_text("The published wordings could not be loaded")


@on(DESK)
def test_what_is_pasted_is_shown_as_text(reader: Reader) -> None:
    page = reader.open(CHECK)

    answers = answer(
        page, f"“<img src=x onerror=alert(1)> all of this is nowhere” (claim {CLAIM_ID})"
    )

    assert answers.locator("img").count() == 0
    assert reader.faults == []


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
)


@on(DESK)
def test_citations_are_checked_under_a_strict_policy(reader: Reader) -> None:
    def add_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, headers=response.headers | {"content-security-policy": POLICY}
        )

    reader.page.route(f"**/{CHECK}", add_policy)
    page = open_check(reader)

    assert "Current" in answer(page, CLAIM_ID).inner_text()


def test_without_scripts_the_page_says_how_to_check_by_hand(browser: Browser, address: str) -> None:
    with opened(browser, PHONE, address + CHECK, scripts=False) as page:
        assert page.locator(".check-without").is_visible()
        assert not page.locator("textarea").is_visible()
        assert "make check-citations" in page.locator("article").inner_text()


def test_a_script_that_does_not_come_is_missed_in_words(reader: Reader) -> None:
    reader.page.route(re.compile(r"check-citations[^/]*\.js$"), lambda route: route.abort())
    page = reader.open(CHECK)

    expect(page.locator(".check-without")).to_be_visible()
    assert page.get_by_role("button", name="Check", exact=True).count() == 0


@on(DESK, PHONE)
def test_the_form_and_its_answers_have_no_fault_of_accessibility(reader: Reader) -> None:
    page = reader.open(CHECK)
    answer(page, PAPER)

    assert find_faults(page) == []
