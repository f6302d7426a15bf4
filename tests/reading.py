"""Fixtures for reading a made-up site in a real browser; every test module may ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import Any, Literal, cast
from urllib.parse import urljoin

import pytest
from browser import ARGUMENTS, find_browser
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from programs import MODULES
from server import serve
from site_fixtures import Site

Scheme = Literal["light", "dark"]
PHONE = (390, 844)
SMALL_PHONE = (320, 640)
DESK = (1280, 900)
PATIENCE = 30_000
"""Milliseconds to wait for what must come; on a busy machine it comes late."""
AXE = MODULES / "axe-core/axe.min.js"


@pytest.fixture(scope="session")
def address(made_up_site: Site) -> Iterator[str]:
    """Return where the site is served."""
    with serve(made_up_site.folder.parent) as start:
        yield f"{start}/{made_up_site.folder.name}/"


@pytest.fixture(scope="session")
def any_address(any_site: Site) -> Iterator[str]:
    """Return where one site after another is served."""
    with serve(any_site.folder.parent) as start:
        yield f"{start}/{any_site.folder.name}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running browser."""
    path = find_browser()
    assert path is not None, "no browser was found: run `make test`, which installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE)
        yield started
        started.close()


def new_context(
    browser: Browser,
    size: tuple[int, int],
    *,
    scripts: bool = True,
    touch: bool = False,
    scheme: Scheme = "light",
) -> BrowserContext:
    """Open a window of its own, with nothing remembered."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        has_touch=touch,
        color_scheme=scheme,
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(AT_REST)
    return context


_used: defaultdict[tuple[Browser, bool], list[Page]] = defaultdict(list)
"""Pages that were lent and are clean again, with and without scripts."""
_spoiled: set[Page] = set()


@contextmanager
def lent(
    browser: Browser, size: tuple[int, int], *, scripts: bool = True, scheme: Scheme = "light"
) -> Iterator[Page]:
    """Lend a page on which nothing is remembered, and clean it for the next who asks.

    One opened in a new window takes nearly twice the processor. Who cuts the network, grants a
    permission or follows fingers opens one all the same; who stops the clock, spoils the page.
    """
    used = _used[browser, scripts]
    page = used.pop() if used else new_context(browser, size, scripts=scripts).new_page()
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        media="null",
        color_scheme=scheme,
        reduced_motion="null",
        forced_colors="null",
        contrast="null",
    )
    yield page
    if page not in _spoiled and clean(page):
        used.append(page)
    else:
        page.context.close()


def spoil(page: Page) -> None:
    """Let a page be closed after its test, which does to it now what cannot be undone."""
    _spoiled.add(page)


def clean(page: Page) -> bool:
    """Lead a page to where nothing is and forget what it kept; tell whether that was done."""
    if not page.url.startswith("http"):
        return False
    try:
        page.unroute_all(behavior="ignoreErrors")
        page.goto(urljoin(page.url, "/nothing"))
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); name = '' }")
        page.context.clear_cookies()
        page.mouse.move(0, 0)  # where the pointer of a new page is
    except Error:  # it was on its way elsewhere
        return False
    return True


@contextmanager
def opened(
    browser: Browser,
    size: tuple[int, int],
    url: str,
    *,
    scripts: bool = True,
    scheme: Scheme = "light",
) -> Iterator[Page]:
    """Open an address while the `with` block runs."""
    with lent(browser, size, scripts=scripts, scheme=scheme) as page:
        page.goto(url)
        yield page


AT_REST = """addEventListener("pointermove", event => {
  if (!event.clientX && !event.clientY) event.stopImmediatePropagation()
}, true)"""
"""A browser without a window says at some time that its pointer is in the corner; nobody moved."""


@dataclass
class Reader:
    """A page that is being read, and what went wrong meanwhile."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heard: dict[str, Callable[[Any], None]] = {
            "console": lambda said: self._note(said.text, said.type == "error"),
            "pageerror": lambda error: self._note(str(error)),
            "requestfailed": lambda request: self._note(request.url),
            "response": lambda answer: self._note(answer.url, answer.status >= 400),
            "request": lambda request: self.requested.append(request.url),
        }
        for event, hear in self._heard.items():
            self.page.on(cast(Any, event), hear)

    def _note(self, what: str, wrong: bool = True) -> None:
        if wrong:
            self.faults.append(what)

    def leave(self) -> None:
        """Hear no more of the page."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)

    def open(self, home: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + home)
        return self.page

    def open_and_move(self, home: str) -> Page:
        """Open a page and move, so that what is fetched then is at work."""
        self.open(home)
        self.page.mouse.move(3, 300)
        wait_for_theme(self.page)
        return self.page


@contextmanager
def reading(
    browser: Browser, size: tuple[int, int], address: str, *, scheme: Scheme = "light"
) -> Iterator[Reader]:
    """Read a site while the `with` block runs."""
    with lent(browser, size, scheme=scheme) as page:
        reader = Reader(page, address)
        yield reader
        reader.leave()


@pytest.fixture
def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Return a reader on a desk, or with a window of the size that the test names."""
    with reading(browser, getattr(request, "param", DESK), address) as reader:
        yield reader


@pytest.fixture
def any_reader(
    browser: Browser, any_address: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """Return a reader of one site after another."""
    with reading(browser, getattr(request, "param", DESK), any_address) as reader:
        yield reader


def on(*sizes: tuple[int, int], who: str = "reader") -> pytest.MarkDecorator:
    """Run a test with windows of these sizes."""
    names = [f"{width}px" for width, _ in sizes]
    return pytest.mark.parametrize(who, sizes, indirect=True, ids=names)


def wait_until(page: Page, condition: str) -> None:
    """Wait until something holds; the policy bans what Playwright's own way would need."""
    end = monotonic() + PATIENCE / 1_000
    while not page.evaluate(f"() => Boolean({condition})"):
        assert monotonic() < end, f"waited in vain until {condition}"
        page.wait_for_timeout(10)


def wait_for_theme(page: Page) -> None:
    """Wait until the theme's own script is at work, which is fetched when somebody moves."""
    wait_until(page, "window.component$")


def search(page: Page, words: str) -> Locator:
    """Search for some words, and return the first result, which comes a little later."""
    page.locator(".search-open").click()
    page.locator("#search-words:focus").wait_for()
    page.locator("#search-words").press_sequentially(words)
    return page.locator(".search-results a").first


FIRST_HITS = """async queries => {
  const [input, said] = ["search-words", "search-said"].map(id => document.getElementById(id))
  let watch, found = []
  for (const query of queries) {
    const answered = new Promise(done => { watch = new MutationObserver(done) })
    watch.observe(said, { childList: true })
    input.value = query
    input.dispatchEvent(new Event("input", { bubbles: true }))
    await answered // but not drawn before the next is asked
    watch.disconnect()
    found.push([...document.querySelectorAll(".search-results a")].map(({ href }) => href))
  }
  return found
}"""


def find_hits(page: Page, *queries: str) -> list[list[str]]:
    """Type queries into the open search, one after another; return where the hits lead."""
    return [list(found) for found in page.evaluate(FIRST_HITS, queries)]


def accessible_nodes(page: Page) -> list[dict[str, str]]:
    """Return the role and the name of everything that a screen reader meets."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")
    session.detach()
    return [
        {"role": node["role"]["value"], "name": node.get("name", {}).get("value", "")}
        for node in tree["nodes"]
        if not node.get("ignored")
    ]


BEYOND = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const scrolls = scrollWidth > clientWidth ? [`it scrolls by ${scrollWidth - clientWidth} px`] : []
  const cut = [...document.querySelectorAll("article *")].filter(element => {
    const box = element.getBoundingClientRect()
    const apart = element.closest(".md-typeset__scrollwrap, thead, svg") || !box.width
    return !apart && (box.right > clientWidth + 1 || box.left < -1)
  })
  return [...scrolls, ...cut.map(element => element.outerHTML.slice(0, 80))]
}"""
"""What goes beyond the side of a page."""


# -- what axe finds

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 AA and best practice; with it goes the contrast that AAA asks for."""
CONTRAST = "color-contrast-enhanced"
"""It leaves to another rule what fails AA too, unless told of no threshold: so one finds both."""
NO_THRESHOLD = {"contrastRatio": {size: {"minThreshold": 0} for size in ("normal", "large")}}

ASK_AXE = """async ([within, options]) => {
  const { violations } = await axe.run(within ?? document, { resultTypes: ["violations"], ...options })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 200)}`))
}"""  # noqa: E501


@cache
def axe_source() -> str:
    """Return the program that finds the faults that a program can find."""
    return AXE.read_text("utf-8")


def _ask_axe(page: Page, within: str | None, options: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    checks = {CONTRAST: {"options": NO_THRESHOLD}}
    return [str(one) for one in page.evaluate(ASK_AXE, [within, {"checks": checks, **options}])]


def find_faults(page: Page, within: str | None = None) -> list[str]:
    """Return where a page, or one element of it, breaks a rule of accessibility."""
    contrast = {CONTRAST: {"enabled": True}, "color-contrast": {"enabled": False}}
    return _ask_axe(page, within, {"runOnly": RULES, "rules": contrast})


def find_faint(page: Page, within: str | None = None) -> list[str]:
    """Return what stands out too little: all that another palette can change."""
    return _ask_axe(page, within, {"runOnly": [CONTRAST]})


def darken(page: Page, scheme: Scheme = "dark") -> None:
    """Let it get dark, or light, around a reader who has chosen no palette and has moved."""
    name = {"light": "default", "dark": "slate"}[scheme]
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


READ_CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async type => (await item.getType(type)).text();
  return [await read("text/plain"), await read("text/html")];
}"""
"""Returns what was copied as plain text and as marked up."""
