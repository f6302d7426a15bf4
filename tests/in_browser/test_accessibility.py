"""The site for everyone: as axe and vnu see it, by keyboard, enlarged, without colors or motion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from kinds import CLAIM, HOME, OBJECTION, PART, TABLE
from playwright.sync_api import Browser, Page, expect
from programs import VNU, run_java
from reading import (
    DESK,
    PHONE,
    Reader,
    accessible_nodes,
    darken,
    find_faint,
    find_faults,
    new_context,
    on,
    opened,
    wait_for_theme,
    wait_until,
)
from site_fixtures import Site

ENLARGED = (320, 256)
"""A window of 1280 by 1024 at 400 %."""


# -- programs that judge


def test_the_checker_of_html_finds_no_error(any_site: Site) -> None:
    ran = run_java(VNU, "--errors-only", "--skip-non-html", "--format", "gnu", str(any_site.folder))

    assert ran.stderr.splitlines()[:20] == []
    assert ran.returncode == 0


@on(DESK, PHONE)
@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_section_of_the_menu_is_a_button(reader: Reader, key: str) -> None:
    reader.page.emulate_media(reduced_motion="reduce")  # nothing slides
    page = reader.open(CLAIM)
    if page.locator(".md-header label[for=__drawer]").is_visible():
        page.locator(".md-header label[for=__drawer]").click()
    section = page.locator(".md-sidebar--primary").get_by_role("button").first
    expect(section).to_have_attribute("aria-expanded", "false")
    section.focus()
    page.keyboard.press("Shift")
    wait_for_theme(page)

    page.keyboard.press(key)

    expect(section).to_have_attribute("aria-expanded", "true")
    expect(section.locator("xpath=ancestor::li[1]").locator("nav a").first).to_be_visible()
    section.dispatch_event("click")  # as a screen reader does, on a phone behind its pages
    expect(section).to_have_attribute("aria-expanded", "false")
    section.locator("xpath=..").click(position={"x": 3, "y": 8})
    expect(section).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("scrollY") == 0
    assert find_faults(page) == []


ARROWS = """() => [
  ...document.querySelectorAll(".md-sidebar--primary .md-nav__link .md-nav__icon"),
  ...document.querySelectorAll("article summary"),
].filter(one => one.checkVisibility()).map(one => getComputedStyle(one, "::after"))
  .map(({ backgroundColor, maskImage }) => `${backgroundColor}, ${maskImage === "none"}`)"""


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [TABLE, CLAIM])
def test_with_forced_colors_there_are_arrows(reader: Reader, home: str) -> None:
    reader.page.emulate_media(forced_colors="active", color_scheme="dark")
    page = reader.open(home)
    if page.locator(".md-header label[for=__drawer]").is_visible():
        page.locator(".md-header label[for=__drawer]").click()

    arrows = page.evaluate(ARROWS)

    assert len(arrows) >= 3
    assert set(arrows) == {"rgb(255, 255, 255), false"}


@on(PHONE)
def test_the_title_in_the_menu_is_whole(reader: Reader) -> None:
    page = reader.open(HOME)
    page.locator(".md-header label[for=__drawer]").click()
    title = page.locator(".md-nav--primary > .md-nav__title")

    wide, width, tall, height = title.evaluate(
        "one => [one.scrollWidth, one.clientWidth, one.scrollHeight, one.clientHeight]"
    )

    assert wide <= width
    assert tall <= height


@on(PHONE)
@pytest.mark.parametrize("home", [HOME, PART])
def test_axe_finds_nothing_in_an_open_menu(reader: Reader, home: str) -> None:
    reader.page.emulate_media(reduced_motion="reduce")  # the menu does not slide
    page = reader.open_and_move(home)

    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary .md-nav__link:visible").first.wait_for()

    assert find_faults(page) == []
    darken(page)
    assert find_faint(page) == []


@pytest.mark.parametrize("link", [".passage-link", ".noted[href]"])
def test_axe_finds_nothing_in_what_opens_in_the_text(reader: Reader, link: str) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    page = reader.open_and_move(PART)

    page.locator(f".essay {link}").first.click()
    expect(page.locator(".pop")).to_be_visible()

    assert find_faults(page, ".essay") == []
    darken(page)
    assert find_faint(page, ".essay") == []


# -- structure


@on(DESK, PHONE)
def test_the_search_is_a_landmark_once_it_is_open(reader: Reader) -> None:
    page = reader.open(HOME)

    page.locator(".search-open").click()
    page.locator("#search-words:focus").wait_for()

    assert [node["role"] for node in accessible_nodes(page)].count("search") == 1


@on(PHONE, DESK)
def test_a_table_that_looks_like_cards_is_a_table_still(reader: Reader) -> None:
    page = reader.open(TABLE)

    roles = Counter(node["role"] for node in accessible_nodes(page))
    rows = page.locator("article tbody tr:visible").count()
    headed = page.locator("article thead:visible").count()

    assert roles["table"] == page.locator("article table:visible").count() >= 1
    assert roles["row"] == rows + headed
    assert roles["rowheader"] == rows
    assert roles["columnheader"] == 3 * headed


@on(PHONE)
def test_a_table_on_a_phone_repeats_its_headings_in_the_cells(reader: Reader) -> None:
    page = reader.open("about-this-text/")

    names = [node["name"] for node in accessible_nodes(page) if node["role"] == "StaticText"]

    assert {"As printed", "Suggested reading", "Confidence"} <= set(names)


# -- by keyboard


STOP = """() => {
  const focused = document.activeElement
  if (focused === document.body) return null
  const element = focused.matches(".md-option") ? focused.nextElementSibling : focused
  const box = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  const header = document.querySelector(".md-header").getBoundingClientRect()
  const middle = [box.x + box.width / 2, box.y + box.height / 2]
  const seen = document.elementFromPoint(...middle)
  return {
    what: element.outerHTML.slice(0, 100),
    drawn: box.width > 1 && box.height > 1 && style.visibility === "visible",
    inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    covered: box.bottom <= header.bottom && !element.closest(".md-header, .md-skip")
      && !element.closest(".md-search"),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      || element.matches(".md-search__input, .md-search__scrollwrap"),
    seen: seen !== null,
  }
}"""


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [HOME, PART, OBJECTION])
def test_every_stop_of_the_tab_key_can_be_seen(reader: Reader, home: str) -> None:
    page = reader.open(home)
    page.mouse.move(1, 1)
    wait_for_theme(page)  # which makes the switch of the palette anew

    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(STOP)) is None:
            break
        stops.append(stop)
    faults = [
        stop
        for stop in stops
        if not (stop["drawn"] and stop["inside"] and stop["marked"]) or stop["covered"]
    ]

    assert len(stops) > 15
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_by_keyboard(
    browser: Browser, address: str, scripts: bool
) -> None:
    with opened(browser, PHONE, address + PART, scripts=scripts) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        focused = page.locator(":focus").inner_text()

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert focused == "Menu"
        assert page.locator(".md-sidebar--primary :focus").is_visible()


# -- however large, however spaced


@on(ENLARGED)
def test_enlarged_four_times_there_is_room_for_the_text(reader: Reader) -> None:
    page = reader.open(PART)

    page.mouse.wheel(0, 400)
    wait_until(page, "scrollY > 300")
    header = page.locator(".md-header").bounding_box()

    assert header is not None
    assert header["height"] < ENLARGED[1] / 4


# -- without colors, without motion


@contextmanager
def emulating(browser: Browser, **media: Any) -> Iterator[Page]:
    """Open a window in which the reader has asked for something."""
    with new_context(browser, DESK) as context:
        page = context.new_page()
        page.emulate_media(**media)
        yield page


def test_the_voices_are_told_apart_without_colors(browser: Browser, address: str) -> None:
    with emulating(browser, forced_colors="active") as page:
        page.goto(f"{address}about-this-text/")
        looks = page.evaluate(
            """() => [".voices .quotation", ".voices .voice-source", ".voices > div:last-child > p"]
              .map(one => document.querySelector(one))
              .map(one => {
                const { borderLeftStyle, borderLeftWidth } = getComputedStyle(one)
                const { fontFamily } = getComputedStyle(one.querySelector("p") ?? one)
                return [borderLeftStyle, parseFloat(borderLeftWidth) > 0, fontFamily.split(",")[0]]
              })"""
        )

    assert looks == [
        ["solid", True, '"Argument Serif"'],
        ["double", True, '"Argument Sans"'],
        ["none", False, '"Argument Sans"'],
    ]


def test_with_forced_colors_what_is_focused_and_what_links_can_be_seen(
    browser: Browser, address: str
) -> None:
    with emulating(browser, forced_colors="active") as page:
        page.goto(address + PART)
        page.locator("article a").first.focus()
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        lines = page.evaluate(
            "[...document.querySelectorAll('article :is(p, li) a:not([class])')]"
            ".map(a => getComputedStyle(a).textDecorationLine)"
        )

    assert outline == "solid"
    assert set(lines) == {"underline"}


def test_who_asks_for_less_motion_gets_none(browser: Browser, address: str) -> None:
    moving = """[...document.querySelectorAll("*")].filter(one => {
      const { animationDuration, transitionDuration } = getComputedStyle(one)
      return [animationDuration, transitionDuration].some(all => all.split(", ").some(one => parseFloat(one) > 0))
    }).length"""  # noqa: E501
    counts = []
    for motion in ("no-preference", "reduce"):
        with emulating(browser, reduced_motion=motion) as page:
            page.goto(address + PART)
            counts.append(page.evaluate(moving))

    assert counts[0] > 0
    assert counts[1] == 0
