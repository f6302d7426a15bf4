"""The list of works: by first letter, filtered by words, and whole without a script."""

from __future__ import annotations

from made_up import read_data
from playwright.sync_api import Browser, expect
from reading import DESK, PHONE, Reader, find_faults, on, opened

SOURCES = "sources/"
WORK = read_data("sources.json")[0]
WORKS = [work["id"] for work in read_data("sources.json") if "retired" not in work]


@on(PHONE, DESK)
def test_each_letter_leads_to_its_works(reader: Reader) -> None:
    page = reader.open(SOURCES)
    letters = page.get_by_role("navigation", name="By first letter").get_by_role("link")
    headings = page.locator(".letter h2").all_inner_texts()

    assert letters.all_inner_texts() == headings == sorted(headings)
    letters.last.click()
    expect(page.locator(".letter h2").last).to_be_in_viewport()
    assert find_faults(page, "article") == []


@on(PHONE)
def test_works_are_filtered_by_words_and_a_link_to_one_shows_it(reader: Reader) -> None:
    page = reader.open_and_move(SOURCES)
    works = page.locator(".works-list li")
    texts = {work.get_attribute("id"): work.inner_text().lower() for work in works.all()}
    field = page.get_by_label("Filter by words")

    words = [WORK["author"][0]["family"], max(WORK["title"].split(), key=len)]
    field.press_sequentially(" ".join(words).upper())
    found = [id for id, text in texts.items() if all(word.lower() in text for word in words)]

    expect(page.locator(".filter-list [role=status]")).to_have_text(
        f"{len(found) or 'None'} of {len(texts)} works shown"
    )
    expect(works.locator("visible=true")).to_have_count(len(found))
    other = next(id for id in texts if id not in found)
    page.evaluate("id => { location.hash = id }", other)
    expect(page.locator(f"#{other}")).to_be_in_viewport()
    assert reader.faults == []


def test_without_scripts_every_work_is_there_and_no_control(browser: Browser, address: str) -> None:
    with opened(browser, PHONE, address + SOURCES, scripts=False) as page:
        assert page.locator(".works-list li:visible").count() == len(WORKS)
        assert page.locator("article :is(form, input):visible").count() == 0
