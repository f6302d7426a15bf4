"""How long pages are: screens on a phone and on a desk, words, links, and what these lead to.

A screen is what a window shows without scrolling; a page counts whole, with header and footer.
What is folded counts only in the words and links in brackets, as if all of it were open.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from browser import ARGUMENTS, find_browser
from playwright.sync_api import Browser, sync_playwright

from tools.kinds import find_pages

from .reading import show_cells, site

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
_MEASURE = """() => {
  const article = document.querySelector("article")
  const links = [...article.querySelectorAll("a[href]:not(.headerlink)")]
  const shown = links.filter(link => link.checkVisibility({ contentVisibilityAuto: true }))
  const fold = article.querySelector(":is(.item-folds, .part-folds), .fold")
  const height = fold ? fold.getBoundingClientRect().top : document.documentElement.scrollHeight
  const count = text => text.split(/\\s+/).filter(Boolean).length
  const targets = some => new Set(some.map(link => new URL(link.getAttribute("href"), location).href)).size
  return {
    screens: document.documentElement.scrollHeight / innerHeight,
    before: height / innerHeight,
    words: count(article.innerText),
    allWords: count(article.textContent),
    links: shown.length,
    allLinks: links.length,
    targets: targets(shown),
    allTargets: targets(links),
  }
}"""  # noqa: E501


@dataclass(frozen=True)
class Length:
    """How long a page is in a window of one size."""

    screens: float
    before: float
    """Screens before what is folded."""
    words: int
    allWords: int
    links: int
    allLinks: int
    targets: int
    allTargets: int


def run() -> int:
    """Print how long each page is; return 1 if there is no browser."""
    path = find_browser()
    if path is None:
        print("No browser was found: set BROWSER_PATH.", file=sys.stderr)
        return 1
    print("Screens of 390 × 844 and of 1280 × 800; in brackets, with all that is folded")
    print(show_cells("page", *SIZES, "phone to folds", "words", "links", "targets"))
    with site() as (address, folder), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, home in find_pages(folder).items():
            phone, desk = (_measure(browser, address + home, size) for size in SIZES.values())
            print(_show(name, phone, desk), flush=True)
        browser.close()
    return 0


def _measure(browser: Browser, url: str, size: tuple[int, int]) -> Length:
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(url)
        page.evaluate("document.fonts.ready")
        return Length(**page.evaluate(_MEASURE))


def _show(name: str, phone: Length, desk: Length) -> str:
    return show_cells(
        name,
        f"{phone.screens:.1f}",
        f"{desk.screens:.1f}",
        f"{phone.before:.1f}",
        f"{phone.words:,} ({phone.allWords:,})",
        f"{phone.links} ({phone.allLinks})",
        f"{phone.targets} ({phone.allTargets})",
    )
