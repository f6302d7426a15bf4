"""What a sentence offers: its number, what can be copied of it, and the editors’ notes on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from made_up import DATA, FIRST, TITLE, part_of, read_paragraphs, sentence_ids
from playwright.sync_api import Browser, Locator, Page, expect
from reading import (
    DESK,
    PHONE,
    READ_CLIPBOARD,
    Reader,
    find_faults,
    new_context,
    on,
    opened,
    wait_for_theme,
)

N = len(read_paragraphs()) // 2
"""The number of a paragraph that has one before and one after it."""
ESSAY, PART = "essay/", f"argument/{part_of(f'P{N}')}/"
PLACES = """() => [...document.querySelectorAll(".sentence")].flatMap(sentence =>
  [...sentence.getClientRects()].map(({ x, y, width }) => [x, y, width]))"""
"""Where each line of each sentence is on the screen."""
LABELS = {"slip": "Slip", "unclear": "Perhaps", "attribution": "Who", "context": "Background"}


def number(page: Page, id: str) -> Locator:
    """Return the number of a sentence, such as `10.2`."""
    return page.locator(f".passage-link[data-n='{id}']")


def card(page: Page) -> Locator:
    """Return what opens at a number, or at dotted words."""
    return page.locator(".pop:popover-open")


def open_at(page: Page, link: Locator) -> Locator:
    """Press a link in the text, and return what opens."""
    page.mouse.move(5, 5)
    wait_for_theme(page)
    link.click()
    card(page).wait_for()
    return card(page)


def notes_with_words() -> list[dict[str, str]]:
    """Return the notes on some words of a sentence."""
    return [note for note in DATA.read_notes() if "words" in note]


BEFORE_ANY_OTHER = re.compile("^js no-notes( |$)")
"""What the first script says of a page, whatever others add later."""


# -- numbers


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [PART, ESSAY])
def test_each_sentence_shows_its_number_which_is_not_in_the_text(reader: Reader, home: str) -> None:
    page = reader.open(home)
    links = page.locator(".paragraph .passage-link")

    drawn = links.evaluate_all(
        "all => all.map(one => [one.dataset.n, getComputedStyle(one, '::before').content])"
    )

    assert [shown for _, shown in drawn] == [f'"{n}"' for n, _ in drawn]
    assert len(drawn) == page.locator(".sentence").count()
    assert set(links.evaluate_all("all => all.map(one => one.textContent)")) == {""}
    assert all(link.is_visible() for link in links.all())


@on(DESK)
def test_a_number_is_named_for_who_cannot_see_it(reader: Reader) -> None:
    page = reader.open(PART)

    expect(page.get_by_role("link", name=f"Sentence {N}.2", exact=True)).to_be_visible()


def test_on_paper_each_sentence_has_its_number(reader: Reader) -> None:
    page = reader.open(PART)
    page.emulate_media(media="print")

    expect(number(page, f"{N}.2")).to_be_visible()
    expect(page.locator(".note-switch")).to_be_hidden()


def test_without_scripts_a_number_is_the_address_of_its_sentence(
    browser: Browser, address: str
) -> None:
    with opened(browser, DESK, address + PART, scripts=False) as page:
        number(page, f"{N}.2").click()

        assert page.url == f"{address}essay/#p{N}-2"


# -- what can be copied


WORDS = sentence_ids()[f"P{N}.1"]
"""The first sentence of the paragraph, in which there is a quotation."""
NAME = "What Nobody Has Said of Anything"
"""The title as MLA has it, and APA in the text."""


@pytest.fixture
def copier(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page on which the first sentence is open, and which may read what was copied."""
    with new_context(browser, DESK) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address + PART)
        open_at(page, number(page, f"{N}.1"))
        yield page


def copy(page: Page, what: str) -> list[str]:
    """Copy what a button says, and return its lines."""
    card(page).get_by_role("button", name=what).click()
    expect(card(page).get_by_role("status")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()")).splitlines()


def test_a_sentence_is_copied_as_quotation_and_citation(copier: Page) -> None:
    home = f"https://example.org/essay/essay/#p{N}-1"
    quoted = f"“{WORDS.replace('“', '‘').replace('”', '’')}”"

    assert copy(copier, "Copy quotation") == [f"{quoted} ({TITLE}, P{N}.1, {FIRST}, {home})"]
    words, mla = copy(copier, "Copy as MLA")
    assert words == f"{quoted} ({NAME}, P{N}.1)"
    assert mla.endswith(f"{home}.")
    words, apa = copy(copier, "Copy as APA")
    assert words == f"{quoted} ({NAME}, {FIRST[:4]}, P{N}.1)"
    assert apa.endswith(f"). {home}")
    assert copy(copier, "Copy link") == [home]


@pytest.mark.parametrize(
    ("what", "entry"),
    [
        ("Copy as MLA", NAME),
        ("Copy as APA", TITLE),
    ],
)
def test_a_sentence_is_copied_with_the_italics_of_its_citation(
    copier: Page, what: str, entry: str
) -> None:
    copy(copier, what)

    plain, marked = copier.evaluate(READ_CLIPBOARD)

    assert "<" not in plain
    assert f"” (<i>{NAME}</i>, " in marked
    assert f"<br><i>{entry}</i>. " in marked


def test_what_was_copied_is_a_citation_that_is_still_good(copier: Page, address: str) -> None:
    (quotation,) = copy(copier, "Copy quotation")

    copier.goto(f"{address}check-citations/")
    copier.get_by_role("textbox").fill(quotation)
    copier.get_by_role("button", name="Check", exact=True).click()

    expect(copier.locator("article")).to_contain_text("current")


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [PART, ESSAY])
def test_what_opens_at_a_number_moves_nothing_and_is_on_the_screen(
    reader: Reader, home: str
) -> None:
    page = reader.open(home)
    number(page, f"{N}.5").scroll_into_view_if_needed()
    before = page.evaluate(PLACES)

    box = open_at(page, number(page, f"{N}.5")).bounding_box()

    assert page.evaluate(PLACES) == before
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= page.viewport_size["height"]  # type: ignore[index]


@on(DESK)
def test_the_keyboard_opens_goes_through_and_closes_it(reader: Reader) -> None:
    page = reader.open(PART)
    page.mouse.move(5, 5)
    wait_for_theme(page)
    number(page, f"{N}.2").focus()

    page.keyboard.press("Enter")
    expect(card(page).get_by_role("button").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")

    expect(card(page)).to_have_count(0)
    expect(number(page, f"{N}.2")).to_be_focused()

    page.keyboard.press("Enter")
    expect(card(page)).to_have_count(1)
    for _ in range(card(page).get_by_role("button").count()):
        page.keyboard.press("Tab")

    expect(card(page)).to_have_count(0)


@on(DESK)
def test_pressed_again_or_elsewhere_it_closes(reader: Reader) -> None:
    page = reader.open(PART)
    open_at(page, number(page, f"{N}.2"))

    number(page, f"{N}.2").click()
    expect(card(page)).to_have_count(0)
    number(page, f"{N}.2").click()
    expect(card(page)).to_have_count(1)
    page.mouse.click(5, 500)

    expect(card(page)).to_have_count(0)


@on(DESK, PHONE)
def test_what_opens_has_no_faults(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")  # nothing is on its way
    page = reader.open(PART)

    open_at(page, number(page, f"{N}.2"))
    assert find_faults(page) == []
    page.keyboard.press("Escape")
    open_at(page, page.locator(".paragraph .noted").first)
    assert find_faults(page) == []


# -- notes


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [PART, ESSAY])
def test_dotted_words_open_their_note_where_they_are(reader: Reader, home: str) -> None:
    note = next(note for note in notes_with_words() if "reading" in note)
    page = reader.open(home if home == ESSAY else f"argument/{part_of(note['passage'])}/")
    words = page.locator(f".paragraph [href='#{note['id'].lower()}']")
    words.scroll_into_view_if_needed()
    before = page.evaluate(PLACES)

    opened = open_at(page, words)

    assert page.evaluate(PLACES) == before
    expect(opened).to_contain_text(note["words"])
    expect(opened).to_contain_text(note["reading"])
    expect(opened).to_be_focused()
    expect(opened).to_have_role("dialog")
    expect(opened).to_have_accessible_name("Editors’ note")


def test_each_note_says_what_it_is_and_how_sure_the_editors_are(reader: Reader) -> None:
    page = reader.open(ESSAY)
    sure = {"low": "not sure", "medium": "fairly sure", "high": "sure", "very high": "very sure"}

    for note in DATA.read_notes():
        printed = page.locator(f"#{note['id'].lower()}")
        expect(printed.locator(".voice-label")).to_have_text(f"{LABELS[note['kind']]}:")
        if "confidence" in note:
            expect(printed).to_contain_text(f"(the editors are {sure[note['confidence']]})")


def test_dotted_words_are_announced_as_a_note(reader: Reader) -> None:
    page = reader.open(ESSAY)

    for note in notes_with_words():
        words = page.locator(f".paragraph [href='#{note['id'].lower()}']")
        said = f"Editors’ note: {LABELS[note['kind']].lower()}"
        expect(words).to_have_accessible_description(said)
        expect(words).to_have_attribute("role", "doc-noteref")


@pytest.mark.parametrize("home", [PART, ESSAY])
def test_without_scripts_dotted_words_lead_to_their_note(
    browser: Browser, address: str, home: str
) -> None:
    with opened(browser, DESK, address + home, scripts=False) as page:
        words = page.locator(".paragraph .noted[href]").last

        words.click()

        note = page.locator(":target")
        expect(note).to_be_in_viewport()
        expect(note.locator("p").or_(note).last).to_be_visible()
        assert page.locator(".note-switch").first.is_hidden()


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [PART, ESSAY])
def test_a_switch_hides_the_notes_and_is_remembered(reader: Reader, home: str) -> None:
    page = reader.open(home)
    unfold = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
    page.evaluate(unfold)
    switch = page.get_by_role("switch", name="Editors’ notes")
    shown = page.locator(".beside-note, .notes li").locator("visible=true")
    assert shown.count() > 0

    switch.click()

    expect(switch).to_have_attribute("aria-checked", "false")
    expect(shown).to_have_count(0)
    expect(page.locator(".noted:is([href], [role], [title])")).to_have_count(0)

    page.reload()
    expect(page.locator("html")).to_have_class(BEFORE_ANY_OTHER)
    page.evaluate(unfold)
    assert shown.count() == 0
    page.mouse.move(5, 5)
    wait_for_theme(page)
    expect(page.locator(".noted[href]")).to_have_count(0)
    assert find_faults(page) == []

    switch.click()

    assert shown.count() > 0
    assert page.locator(".noted[href][role][title]").count() == page.locator(".noted").count() > 0


def test_a_link_to_a_note_shows_it_though_notes_are_hidden(reader: Reader) -> None:
    page = reader.open(ESSAY)
    page.get_by_role("switch", name="Editors’ notes").click()

    page.goto("about:blank")
    reader.open(f"{ESSAY}#n4")

    expect(page.locator("#n4")).to_be_in_viewport()
