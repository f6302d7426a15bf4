"""The site for everyone: as axe and vnu see it, by keyboard, enlarged, without colors or motion."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from programs import MODULES, VNU, run_java
from reading import DESK, PHONE, Reader, new_context, on, wait_for_theme
from site_fixtures import Site
from test_browser import (
    CLAIM,
    HOME,
    OBJECTION,
    ONE_OF_EACH_KIND,
    PART,
    SMALL_PHONE,
    TABLE,
)

EVERY_KIND = (
    *ONE_OF_EACH_KIND,
    *("data/", "how-to-contribute/", "claims/c10/v1/", "404.html"),
)
ENLARGED = (320, 256)
"""A window of 1280 by 1024 at 400 %."""

AXE = MODULES / "axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


# -- programs that judge


def test_the_checker_of_html_finds_no_error(real_site: Site) -> None:
    ran = run_java(
        VNU, "--errors-only", "--skip-non-html", "--format", "gnu", str(real_site.folder)
    )

    assert ran.stderr.splitlines()[:20] == []
    assert ran.returncode == 0


@cache
def axe_source() -> str:
    """Return the program that finds faults in a page."""
    return AXE.read_text("utf-8")


def find_violations(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe finds wrong with a page."""
    page.evaluate(axe_source())
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations",
        {"resultTypes": ["violations"], **options},
    )
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


def find_faults(page: Page) -> list[str]:
    """Return where a page breaks WCAG 2.2 AA, best practice, or the contrast that AAA asks for."""
    rules = {"color-contrast-enhanced": {"enabled": True}}
    return find_violations(page, {"runOnly": list(RULES), "rules": rules})


@pytest.mark.parametrize("home", EVERY_KIND)
def test_axe_finds_nothing_on_any_kind_of_page(reader: Reader, home: str) -> None:
    faults = []
    for scheme in ("light", "dark"):
        reader.page.emulate_media(color_scheme=scheme)
        page = reader.open(home)
        for width, height in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            faults += [f"{scheme}, {width} px: {fault}" for fault in find_faults(page)]

    assert faults == []


@on(DESK, PHONE)
@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_section_of_the_menu_is_a_button(reader: Reader, key: str) -> None:
    page = reader.open(CLAIM)
    if page.locator(".md-header label[for=__drawer]").is_visible():
        page.locator(".md-header label[for=__drawer]").click()
    section = page.get_by_role("button", name="About")
    expect(section).to_have_attribute("aria-expanded", "false")
    section.focus()
    page.keyboard.press("Shift")
    wait_for_theme(page)

    page.keyboard.press(key)

    expect(section).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary a[href$='how-to-cite/']")).to_be_visible()
    section.click()
    expect(section).to_have_attribute("aria-expanded", "false")
    section.locator("xpath=..").click(position={"x": 3, "y": 8})
    expect(section).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(400)  # on a phone its pages slide in
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


def test_axe_notices_what_is_wrong(reader: Reader) -> None:
    page = reader.open(CLAIM)
    page.evaluate("document.querySelector('article p.glance').style.color = '#8a8a8a'")
    page.evaluate("document.querySelector('article p.kicker').style.color = '#6b6b6b'")
    page.evaluate("document.querySelector('article h1').remove()")

    faults = {fault.split(":")[0] for fault in find_faults(page)}

    assert {"color-contrast", "color-contrast-enhanced", "page-has-heading-one"} <= faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("home", [HOME, PART])
@on(PHONE)
def test_axe_finds_nothing_in_an_open_menu(reader: Reader, home: str, scheme: str) -> None:
    reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = reader.open(home)

    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary .md-nav__link:visible").first.wait_for()
    page.wait_for_timeout(400)  # the menu slides in

    assert find_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("home", [PART, OBJECTION])
def test_axe_finds_nothing_where_everything_is_open(reader: Reader, home: str, scheme: str) -> None:
    reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = reader.open(home)

    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator(".sentence, h1").first.hover()

    assert find_faults(page) == []


# -- structure


@pytest.mark.parametrize("home", EVERY_KIND)
def test_headings_go_down_step_by_step_from_one_title(reader: Reader, home: str) -> None:
    page = reader.open(home)

    levels = [
        int(tag[1])
        for tag in page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)"
        )
    ]
    skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert skipped == []


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [HOME, PART, CLAIM, TABLE])
def test_each_landmark_is_there_once_and_says_what_it_is(reader: Reader, home: str) -> None:
    page = reader.open(home)

    roles = Counter(node["role"] for node in accessible_nodes(page))
    navigations = [node["name"] for node in accessible_nodes(page) if node["role"] == "navigation"]

    assert (roles["banner"], roles["main"], roles["contentinfo"]) == (1, 1, 1)
    assert all(navigations)
    assert len(set(navigations)) == len(navigations)


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
    assert roles["columnheader"] == 5 * headed


@on(PHONE)
def test_a_table_on_a_phone_repeats_its_headings_in_the_cells(reader: Reader) -> None:
    page = reader.open(TABLE)

    names = [node["name"] for node in accessible_nodes(page) if node["role"] == "StaticText"]

    assert {"Held by", "Response", "Status"} <= set(names)


def accessible_nodes(page: Page) -> list[dict[str, str]]:
    """Return the role and the name of everything that a screen reader meets."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        {"role": node["role"]["value"], "name": node.get("name", {}).get("value", "")}
        for node in tree["nodes"]
        if not node.get("ignored")
    ]


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

    assert len(stops) > 20
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_by_keyboard(
    browser: Browser, address: str, scripts: bool
) -> None:
    with new_context(browser, PHONE, scripts=scripts) as context:
        page = context.new_page()
        page.goto(address + PART)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        focused = page.locator(":focus").inner_text()

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert focused == "Menu"
        assert page.locator(".md-sidebar--primary :focus").is_visible()


# -- however large, however spaced

SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""

CUT = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const scrolls = scrollWidth > clientWidth ? [`it scrolls by ${scrollWidth - clientWidth} px`] : []
  const cut = [...document.querySelectorAll("article :is(p, li, a, th, td, dt, dd, h1)")]
  return [...scrolls, ...cut.filter(one => {
    const { overflow, textOverflow } = getComputedStyle(one)
    return overflow === "hidden" && textOverflow !== "clip" && one.scrollWidth > one.clientWidth + 1
  }).map(one => one.outerHTML.slice(0, 80))]
}"""


@pytest.mark.parametrize("home", EVERY_KIND)
def test_enlarged_and_spaced_out_nothing_is_lost(reader: Reader, home: str) -> None:
    lost = []
    reader.page.emulate_media(reduced_motion="reduce")  # nothing is on its way while it is measured
    page = reader.open(home)
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet] }",
        SPACING,
    )
    for width, height in (SMALL_PHONE, ENLARGED, DESK):
        page.set_viewport_size({"width": width, "height": height})
        lost += [f"{width} px: {what}" for what in page.evaluate(CUT)]

    assert lost == []


@on(ENLARGED)
def test_enlarged_four_times_there_is_room_for_the_text(reader: Reader) -> None:
    page = reader.open(PART)

    page.mouse.wheel(0, 400)
    page.wait_for_timeout(200)
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
        page.goto(address)
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


# -- without scripts

UNREAD = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true
  const article = document.querySelector("article") ?? document.body
  const letters = text => text.replace(/\\s/g, "")
  const hidden = [...article.querySelectorAll("*")].filter(one =>
    one.checkVisibility && !one.checkVisibility({ visibilityProperty: true })
    && letters(one.textContent)
    && !one.closest(".print-only, [hidden], [role=switch], script, style, svg"))
  return hidden.map(one => one.outerHTML.slice(0, 100))
}"""


def test_without_scripts_every_page_can_be_read_whole(
    browser: Browser, address: str, real_site: Site
) -> None:
    unread: dict[str, list[str]] = {}
    read = 0
    with new_context(browser, PHONE, scripts=False) as context:
        page = context.new_page()
        page.route(re.compile(r"\.(woff2|svg|png)$"), lambda route: route.abort())
        for home, built in real_site.pages.items():
            if not built.find("//article"):
                continue
            page.goto(address + home.removeprefix("/"), wait_until="domcontentloaded")
            read += 1
            if found := page.evaluate(UNREAD):
                unread[home] = found

    assert read > 100
    assert json.dumps(unread) == "{}"
