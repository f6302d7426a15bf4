"""The look of the site: its measure, its voices, its first page, its margins, its paper."""

from __future__ import annotations

import io
from functools import partial
from itertools import pairwise

import pytest
from building import words_of
from kinds import CLAIM, OBJECTION, PART, TERM
from PIL import Image
from playwright.sync_api import Browser, expect
from reading import DESK, PHONE, READ_CLIPBOARD, Reader, new_context, on
from site_fixtures import Site

from macros.site.card import SIZE, draw_card, wrap
from macros.site.faces import load_fonts

# -- text


LETTERS_A_LINE = """selector => {
  const text = [...document.querySelectorAll(selector)].sort((a, b) =>
    b.textContent.length - a.textContent.length)[0]
  const range = document.createRange()
  range.selectNodeContents(text)
  const { left, right, height } = text.getBoundingClientRect()
  const { lineHeight, paddingLeft, borderLeftWidth } = getComputedStyle(text)
  const start = left + parseFloat(paddingLeft) + parseFloat(borderLeftWidth)
  const last = ([...range.getClientRects()].at(-1).right - start) / (right - start)
  const drawn = [...text.querySelectorAll("[data-n]")].map(one => one.dataset.n).join("")
  const count = Math.round(height / parseFloat(lineHeight)) - 1 + last
  return (text.innerText.length + drawn.length) / count
}"""
"""The last line counts as far as it goes."""


@pytest.mark.parametrize(
    ("home", "text"), [(PART, ".essay .paragraph"), (CLAIM, ".against p.glance")]
)
def test_a_line_of_text_holds_sixty_to_seventy_five_letters(
    reader: Reader, home: str, text: str
) -> None:
    page = reader.open(home)

    letters = page.evaluate(LETTERS_A_LINE, text)

    assert 58 <= letters <= 75


def test_a_page_loads_two_faces_and_says_so_first(reader: Reader) -> None:
    page = reader.open(PART)
    page.evaluate("document.fonts.ready")

    preloaded = page.locator("link[rel=preload][as=font]").evaluate_all(
        "all => all.map(a => a.href)"
    )
    fonts = {url for url in reader.requested if url.endswith(".woff2")}

    assert len(preloaded) == 2
    assert set(preloaded) <= fonts
    assert page.evaluate("document.fonts.check('1em \"Argument Serif\"')")


def test_the_licenses_of_the_fonts_lie_beside_them(any_site: Site) -> None:
    licenses = [name for name in any_site.files if name.endswith("-license.txt")]

    assert len(licenses) == 2
    assert all(b"SIL Open Font License" in any_site.files[name] for name in licenses)


# -- short answers


@pytest.mark.parametrize("home", [PART, CLAIM, OBJECTION, TERM])
def test_a_page_opens_with_its_short_answer(reader: Reader, home: str) -> None:
    page = reader.open(home)

    after_title = page.locator("article h1 + .at-a-glance")
    words = after_title.locator("p.glance").inner_text().split()

    assert after_title.locator(".voice-label").inner_text() == "At a glance"
    assert 5 < len(words) <= 60


def test_a_part_begins_with_the_essay_s_words_and_says_the_rest_in_lines(
    made_up_site: Site,
) -> None:
    article = made_up_site.pages[f"/{PART}"].article
    headings = [
        words_of(heading) for heading in article.xpath(".//h1 | .//h2 | .//section[@aria-label]")
    ]
    against = article.xpath(".//ul[contains(@class, 'against')]/li")

    assert headings[1].startswith("The essay")
    assert len(against) > 2
    assert all(len(words_of(line).split()) < 45 for line in against)


@on(PHONE)
def test_on_a_phone_what_stands_beside_a_part_is_folded_and_opens_for_a_link(
    reader: Reader,
) -> None:
    page = reader.open(PART)
    note = page.locator(".beside-note").first
    expect(note).to_be_hidden()

    reader.open(f"{PART}#{note.get_attribute('id')}")

    expect(note).to_be_visible()


# -- beside the text


@on(DESK)
def test_what_stands_beside_a_sentence_is_level_with_it_or_below(reader: Reader) -> None:
    page = reader.open(PART)

    places = page.evaluate(
        """() => [...document.querySelectorAll(".beside-group")].map(group => {
          const id = group.querySelector("a").getAttribute("href").slice(1)
          const sentence = document.getElementById(id).getBoundingClientRect()
          const box = group.getBoundingClientRect()
          return { sentence: sentence.top, right: sentence.right, top: box.top, left: box.left, bottom: box.bottom }
        })"""  # noqa: E501
    )
    overlapping = [(one, next) for one, next in pairwise(places) if next["top"] < one["bottom"]]

    assert len(places) > 3
    assert abs(places[0]["top"] - places[0]["sentence"]) < 2
    assert all(place["top"] >= place["sentence"] - 1 for place in places)
    assert all(place["left"] >= place["right"] for place in places)
    assert overlapping == []


@on(PHONE)
def test_on_a_phone_what_belongs_to_a_paragraph_follows_it(reader: Reader) -> None:
    page = reader.open(PART)

    paragraph = page.locator(".essay .paragraph").first.bounding_box()
    beside = page.locator(".essay .beside").first.bounding_box()

    assert paragraph is not None
    assert beside is not None
    assert beside["y"] >= paragraph["y"] + paragraph["height"]


def test_a_citation_is_copied_with_its_italics(browser: Browser, address: str) -> None:
    with new_context(browser, DESK) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address + PART)

        page.locator("details.cite summary").first.click()
        page.get_by_role("button", name="Copy: APA").first.click()
        page.locator(".copy", has_text="Copied").first.wait_for()
        plain, marked = page.evaluate(READ_CLIPBOARD)

        assert "<" not in plain
        assert "</i>. (" in marked


# -- on paper


def test_on_paper_there_is_the_text_and_nothing_to_click(reader: Reader) -> None:
    page = reader.open(PART)
    page.emulate_media(media="print")

    chrome = [
        one
        for one in (".md-header", ".md-sidebar", ".md-footer", ".note-switch", ".cite", ".around")
        for found in page.locator(one).all()
        if found.is_visible()
    ]

    assert chrome == []
    assert page.locator(".essay .paragraph").first.is_visible()
    assert page.locator(".beside-note details p").first.is_visible()  # what opens is open
    assert page.locator(".print-only").inner_text().endswith(PART)


def test_on_paper_nothing_says_that_it_opens(reader: Reader) -> None:
    page = reader.open(PART)
    page.emulate_media(media="print")

    signs = page.locator("summary").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::after').display)"
    )

    assert set(signs) == {"none"}


# -- the card


def test_every_page_shows_the_card_to_other_sites(any_site: Site) -> None:
    pages = [page for page in any_site.pages.values() if page.find("//article")]
    addresses = {
        str(address)
        for page in pages
        for address in page.tree.xpath("//meta[@property='og:image']/@content")
    }

    picture = Image.open(io.BytesIO(any_site.files["assets/card.png"]))

    assert addresses == {"https://example.org/essay/assets/card.png"}
    assert picture.size == SIZE
    assert len(any_site.files["assets/card.png"]) < 40_000


def test_a_card_is_the_same_whenever_it_is_drawn() -> None:
    draw = partial(draw_card, load_fonts(), below="Drink it.", mark="M4 4h16v16z")

    assert draw("On tea") == draw("On tea")
    assert draw("On tea") != draw("On milk")


def test_no_line_of_a_card_goes_beyond_the_edge() -> None:
    class Fixed:
        """A font in which every letter is as wide."""

        def getlength(self, text: str) -> float:
            return len(text)

    lines = wrap("one two three four", Fixed(), 9)  # type: ignore[arg-type]

    assert lines == ["one two", "three", "four"]
