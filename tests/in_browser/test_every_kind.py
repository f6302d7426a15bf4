"""Every kind of page, opened once on a desk and once on a phone for all that is asked of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from kinds import CLAIM, HOME
from mkdocs.utils import get_theme_dir
from playwright.sync_api import Browser, Page, Route
from reading import (
    BEYOND,
    DESK,
    PHONE,
    SMALL_PHONE,
    Reader,
    Scheme,
    accessible_nodes,
    darken,
    find_faint,
    find_faults,
    lent,
    opened,
    reading,
    spoil,
    wait_for_theme,
    wait_until,
)
from server import serve
from site_fixtures import KINDS, Site

ENLARGED = (320, 256)
"""A window of 1280 by 1024 at 400 %."""
WINDOWS: dict[str, tuple[tuple[int, int], Scheme]] = {
    "desk": (DESK, "light"),
    "phone": (PHONE, "dark"),
}
GOOD = 0.1
"""What may move while a page loads, as web vitals judge it."""
THEME = Path(get_theme_dir("material"), "assets/stylesheets")
READ_ALOUD = ("home", "part", "claim", "objections")
READ_WITHOUT_SCRIPTS = (*READ_ALOUD, "term")


@dataclass
class Seen:
    """What was seen of a page in one window."""

    reader: Reader
    moved: list[tuple[float, str]] = field(default_factory=list)
    """What moved while the page loaded, by how much."""
    nodes: list[dict[str, str]] = field(default_factory=list)
    """What a screen reader meets, on some pages."""
    violations: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Rules of the theme that the page would need and does not have."""
    lost: list[str] = field(default_factory=list)
    """What is cut off or goes beyond the side, in any of several sizes."""
    words: list[str] = field(default_factory=list)


# -- how a page is looked at

WATCH = """
addEventListener("securitypolicyviolation", event => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)
})
globalThis.moved = []
globalThis.moves = new PerformanceObserver(list => note(list.getEntries()))
globalThis.note = entries => {
  for (const { value, sources } of entries) {
    moved.push([value, String(sources.map(({ node }) => node?.outerHTML?.slice(0, 80)))])
  }
}
moves.observe({ type: "layout-shift", buffered: true })
"""

FORGET_MOVES = """async () => {
  await document.fonts.ready
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  moves.takeRecords()
  moved.length = 0
}"""

TAKE_MOVES = """async () => {
  await document.fonts.ready
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  note(moves.takeRecords())
  return moved
}"""

NEEDED = r"""theme => {
  const whole = new CSSStyleSheet()
  whole.replaceSync(theme)
  const split = text => text.split(/,(?![^(]*\))/).map(one => one.trim())
  const walk = (rules, when) => [...rules].flatMap(rule =>
    rule.selectorText ? split(rule.selectorText).map(one => [when, one])
      : rule.cssRules ? walk(rule.cssRules, `${when} ${rule.conditionText ?? ""}`) : [])
  const sheets = [...document.styleSheets]
  const there = new Set(sheets.flatMap(sheet => walk(sheet.cssRules, "").map(String)))
  const matches = ([_, selector]) => {
    const bare = selector.replace(/::?[\w-]+(\([^)]*\))?/g, "").trim()
    try { return document.querySelector(bare || "*") } catch { return false }
  }
  return walk(whole.cssRules, "").filter(rule => matches(rule) && !there.has(String(rule))).map(String)
}"""  # noqa: E501

SPACE_OUT = """() => {
  const spacing = new CSSStyleSheet()
  spacing.replaceSync(`* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
  }
  p { margin-bottom: 2em !important; }`)
  document.adoptedStyleSheets = [spacing]
}"""

CUT = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const scrolls = scrollWidth > clientWidth ? [`it scrolls by ${scrollWidth - clientWidth} px`] : []
  const cut = [...document.querySelectorAll("article :is(p, li, a, th, td, dt, dd, h1)")]
  return [...scrolls, ...cut.filter(one => {
    const { overflow, textOverflow } = getComputedStyle(one)
    return overflow === "hidden" && textOverflow !== "clip" && one.scrollWidth > one.clientWidth + 1
  }).map(one => one.outerHTML.slice(0, 80))]
}"""

OPEN_EVERYTHING = "for (const one of document.querySelectorAll('details')) one.open = true"

WORDS = """() => {
  const article = document.querySelector("article").cloneNode(true)
  article.querySelectorAll("form, [role=switch]").forEach(one => one.remove())
  document.querySelector("article").after(article)
  const words = article.innerText.split(/\\s+/).filter(Boolean)
  article.remove()
  return words
}"""
"""The words of a page without its controls, which scripts show that make them work."""


@cache
def styles_of_the_theme() -> str:
    """Return the theme's own style sheets."""
    return "".join(path.read_text("utf-8") for path in sorted(THEME.glob("*.css")))


def open_slowly(reader: Reader, home: str) -> Page:
    """Open a page whose scripts come only when it has been drawn without them."""
    page, held = reader.page, list[Route]()
    hold = True
    page.route(
        re.compile(r"\.js$"), lambda route: held.append(route) if hold else route.continue_()
    )
    page.goto(reader.address + home, wait_until="commit")
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length")
    page.evaluate(FORGET_MOVES)  # of the typefaces, which come late on a busy machine
    hold = False
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    return page


def measure(page: Page, question: str, *sizes: tuple[int, int]) -> Iterator[str]:
    """Yield what a question finds wrong in windows of several sizes."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{width} px: {what}" for what in page.evaluate(question))


def look(reader: Reader, kind: str, home: str, scheme: Scheme) -> Seen:
    """Open a page and ask everything of it, what changes it most last."""
    page, seen = open_slowly(reader, home), Seen(reader)
    seen.moved = page.evaluate(TAKE_MOVES)
    if kind in READ_ALOUD:
        seen.nodes = accessible_nodes(page)
    if kind in READ_WITHOUT_SCRIPTS:
        seen.words = page.evaluate(WORDS)
    page.emulate_media(reduced_motion="reduce")  # nothing is on its way while it is measured
    page.evaluate(OPEN_EVERYTHING)
    seen.violations = [f"{scheme}: {fault}" for fault in find_faults(page)]
    page.mouse.move(100, 300)
    wait_for_theme(page)
    seen.missing = page.evaluate(NEEDED, styles_of_the_theme())
    other: Scheme = "light" if scheme == "dark" else "dark"
    darken(page, other)
    seen.violations += [f"{other}: {fault}" for fault in find_faint(page)]
    return seen


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Return a kind of page; what is asked of one page is asked before the next is opened."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(site_with: Callable[[str], Site], kind: str) -> Site:
    """Return a site that has such a page."""
    return site_with(kind)


@pytest.fixture(scope="module")
def place(site: Site) -> Iterator[str]:
    """Return where it is served."""
    with serve(site.folder.parent) as start:
        yield f"{start}/{site.folder.name}/"


@pytest.fixture(scope="module")
def home(site: Site, kind: str) -> str:
    """Return the home of the fullest page of a kind, without its first slash."""
    return site.fullest[kind][1:]


@pytest.fixture(scope="module", params=["desk", "phone"])
def window(request: pytest.FixtureRequest) -> str:
    """Return where a page is read: on a desk in the light, or on a phone in the dark."""
    return str(request.param)


@pytest.fixture(scope="module")
def seen(browser: Browser, place: str, kind: str, home: str, window: str) -> Seen:
    """Return what is seen of a page in a window."""
    size, scheme = WINDOWS[window]
    with (
        reading(browser, size, place, scheme=scheme) as reader,
        reader.page.add_init_script(WATCH),
    ):
        page, found = reader.page, look(reader, kind, home, scheme)
        if window == "phone":
            found.lost = list(measure(page, BEYOND, PHONE, SMALL_PHONE))
        else:
            page.evaluate(SPACE_OUT)
            found.lost = list(measure(page, CUT, SMALL_PHONE, ENLARGED, DESK))
        return found


on_desk = pytest.mark.parametrize("window", ["desk"], indirect=True)
on_phone = pytest.mark.parametrize("window", ["phone"], indirect=True)


# -- what is asked


def test_a_page_opens_without_a_fault_and_breaks_no_policy(seen: Seen, home: str) -> None:
    faults = [fault for fault in seen.reader.faults if "404" not in fault or home != "404.html"]

    assert faults == []


def test_nothing_is_asked_of_another_machine(seen: Seen) -> None:
    foreign = [url for url in seen.reader.requested if not url.startswith(seen.reader.address)]

    assert len(seen.reader.requested) > 4
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []


def test_nothing_moves_when_the_scripts_come_late(seen: Seen) -> None:
    assert sum(value for value, _ in seen.moved) <= GOOD, seen.moved


def test_axe_finds_nothing_on_any_kind_of_page(seen: Seen) -> None:
    assert seen.violations == []


def test_no_page_misses_a_rule_of_the_theme(seen: Seen) -> None:
    assert seen.missing == []


@on_desk
def test_enlarged_and_spaced_out_nothing_is_lost(seen: Seen) -> None:
    assert seen.lost == []


@on_phone
def test_on_a_phone_nothing_goes_beyond_the_side(seen: Seen) -> None:
    assert seen.lost == []


@pytest.mark.parametrize("kind", READ_ALOUD, indirect=True)
def test_each_landmark_is_there_once_and_says_what_it_is(seen: Seen) -> None:
    roles = Counter(node["role"] for node in seen.nodes)
    navigations = [node["name"] for node in seen.nodes if node["role"] == "navigation"]

    assert (roles["banner"], roles["main"], roles["contentinfo"]) == (1, 1, 1)
    assert all(navigations)
    assert len(set(navigations)) == len(navigations)


@on_desk
@pytest.mark.parametrize("kind", READ_WITHOUT_SCRIPTS, indirect=True)
def test_without_scripts_all_the_text_is_there(
    browser: Browser, place: str, seen: Seen, home: str
) -> None:
    with opened(browser, DESK, place + home, scripts=False) as page:
        words = page.evaluate(WORDS)

    assert len(words) > 20  # what has just begun says no more
    assert words == seen.words


# -- the questions find something


def test_what_moves_is_noticed(reader: Reader) -> None:
    spoil(reader.page)
    reader.page.add_init_script(WATCH)
    page = reader.open(CLAIM)

    page.evaluate("document.querySelector('article').style.paddingTop = '400px'")
    moved = page.evaluate(TAKE_MOVES)

    assert sum(value for value, _ in moved) > GOOD


def test_what_breaks_the_policy_is_noticed(reader: Reader) -> None:
    spoil(reader.page)
    reader.page.add_init_script(WATCH)
    page = reader.open(HOME)

    with page.expect_console_message(lambda said: "policy: style-src" in said.text):
        page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert any(fault.startswith("policy: style-src") for fault in reader.faults)


def test_axe_notices_what_is_wrong(reader: Reader) -> None:
    page = reader.open(CLAIM)
    page.evaluate("document.querySelector('article p.glance').style.color = '#8a8a8a'")
    page.evaluate("document.querySelector('article p.kicker').style.color = '#6b6b6b'")
    page.evaluate("document.querySelector('article h1').remove()")

    faults, faint = find_faults(page), find_faint(page)

    assert any(fault.startswith("page-has-heading-one: ") for fault in faults)
    for too_little in ("#8a8a8a", "#6b6b6b"):  # for AA, and for AAA
        assert [said for said in faults if f"foreground color: {too_little}" in said]
        assert [said for said in faint if f"foreground color: {too_little}" in said]


# -- every page at all

UNREAD = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true
  const letters = text => text.replace(/\\s/g, "")
  const hidden = one => one.checkVisibility && !one.checkVisibility({ visibilityProperty: true })
    && letters(one.textContent)
    && !one.closest(".print-only, [hidden], [role=switch], script, style, svg")
  const articles = [...document.querySelectorAll("article[data-home]")]
  const unread = articles.flatMap(article => [...article.querySelectorAll("*")].filter(hidden)
    .map(one => `${article.dataset.home}: ${one.outerHTML.slice(0, 100)}`))
  return [articles.length, unread]
}"""


def bind(site: Site) -> dict[str, str]:
    """Return pages that each hold the articles of all pages around which everything is the same."""
    bound: dict[str, Any] = {}
    for home, page in site.pages.items():
        for article in page.find("//article"):
            article.set("data-home", home)
            around = [page.find("//link[@rel='stylesheet']")[0].get("href").rpartition("/")[2]]
            around += [f"{one.tag} {one.get('class')}" for one in article.iterancestors()]
            first = bound.setdefault(str(around), (page, article))[1]
            if first is not article:
                first.addnext(article)
    return {page.home: page.html for page, _ in bound.values()}


def answer_with(html: str) -> Callable[[Route], None]:
    """Return what answers a request with a page."""
    return lambda route: route.fulfill(body=html, content_type="text/html")


def test_without_scripts_every_page_can_be_read_whole(
    browser: Browser, any_address: str, any_site: Site
) -> None:
    bound = bind(Site(any_site.folder, any_site.log, any_site.data))
    read, unread = 0, list[str]()
    with lent(browser, PHONE, scripts=False) as page:
        for home, html in bound.items():
            address = any_address + home.removeprefix("/")
            page.route(address, answer_with(html))
            page.goto(address)
            count, found = page.evaluate(UNREAD)
            read += count
            unread += found

    assert read == sum(bool(page.find("//article")) for page in any_site.pages.values())
    assert read > any_site.least(100)
    assert unread == []
