"""Fixtures for reading the real site in a real browser; every test module may ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from browser import ARGUMENTS, find_browser
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from programs import MODULES
from server import serve
from site_fixtures import Site

Scheme = Literal["light", "dark"]
PHONE = (390, 844)
SMALL_PHONE = (320, 640)
DESK = (1280, 900)
AXE = MODULES / "axe-core/axe.min.js"
"""What finds the faults that a program can find in how accessible a page is."""


@pytest.fixture(scope="session")
def address(real_site: Site) -> Iterator[str]:
    """Return where the site is served."""
    with serve(real_site.folder.parent) as start:
        yield f"{start}/{real_site.folder.name}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running browser."""
    path = find_browser()
    assert path is not None, "no browser was found: run `make test`, which installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
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
    context.set_default_timeout(10_000)
    return context


@dataclass
class Reader:
    """A page that is being read, and what went wrong meanwhile."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._note(said.text, said.type == "error"))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("requestfailed", lambda request: self._note(request.url))
        self.page.on("response", lambda answer: self._note(answer.url, answer.status >= 400))
        self.page.on("request", lambda request: self.requested.append(request.url))

    def _note(self, what: str, wrong: bool = True) -> None:
        if wrong:
            self.faults.append(what)

    def open(self, home: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + home)
        return self.page


@pytest.fixture
def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Return a reader on a desk, or with a window of the size that the test names."""
    with new_context(browser, getattr(request, "param", DESK)) as context:
        yield Reader(context.new_page(), address)


def on(*sizes: tuple[int, int]) -> pytest.MarkDecorator:
    """Run a test with windows of these sizes."""
    names = [f"{width}px" for width, _ in sizes]
    return pytest.mark.parametrize("reader", sizes, indirect=True, ids=names)


def wait_for_theme(page: Page) -> None:
    """Wait until the theme's own script is at work, which is fetched when somebody moves."""
    page.evaluate(
        "async () => { while (!window.component$) await new Promise(tick => setTimeout(tick, 10)) }"
    )


def search(page: Page, words: str) -> Locator:
    """Search for some words, and return the first result, which comes a little later."""
    page.locator(".search-open").click()
    page.locator("#search-words:focus").wait_for()
    page.locator("#search-words").press_sequentially(words)
    return page.locator(".search-results a").first


def find_faults(page: Page, within: str = "article") -> list[str]:
    """Return what axe finds wrong, by WCAG 2.2 AA and best practice, with the element."""
    page.evaluate(AXE.read_text("utf-8"))
    return [str(fault) for fault in page.evaluate(ASK_AXE, within)]


ASK_AXE = """async within => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
  const { violations } = await axe.run(within, { runOnly: tags })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}"""
