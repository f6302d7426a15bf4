"""How pages are lent: what one test did to a page, the next does not find."""

from __future__ import annotations

from typing import Any

from kinds import CLAIM, HOME, PART
from playwright.sync_api import Browser, Page
from reading import DESK, PHONE, lent, new_context, opened, reading, spoil

STATE = """() => ({
  kept: [localStorage.length, sessionStorage.length, document.cookie, name],
  media: ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "print",
    "(forced-colors: active)", "(prefers-contrast: more)"].filter(one => matchMedia(one).matches),
  window: [innerWidth, innerHeight, screen.width, devicePixelRatio, scrollY],
  opened: [document.referrer, history.state, document.activeElement.localName],
  hovered: [...document.querySelectorAll("article :hover")].length,
})"""
"""What a page can tell of what was before it."""


def change_all(page: Page) -> None:
    """Change all that may be changed on a page that is lent."""
    page.evaluate("""() => {
      localStorage.setItem("previews", "off")
      sessionStorage.setItem("a", "b")
      document.cookie = "a=b; path=/"
      name = "somebody"
      history.replaceState({ gone: "x" }, "")
    }""")
    page.emulate_media(
        media="print", color_scheme="dark", reduced_motion="reduce", forced_colors="active"
    )
    page.set_viewport_size({"width": 500, "height": 500})
    page.mouse.move(200, 300)
    page.route("**/*.css", lambda route: route.abort())


def state_of(page: Page) -> Any:
    """Return what a page knows of what was before it."""
    return page.evaluate(STATE)


def test_a_page_that_was_lent_is_as_new(browser: Browser, address: str) -> None:
    with new_context(browser, PHONE, scheme="dark") as context:
        new = context.new_page()
        new.goto(address + CLAIM)
        expected = state_of(new)
    with reading(browser, DESK, address) as before:
        used = before.open(PART)
        change_all(used)
    heard = len(before.requested)
    with reading(browser, PHONE, address, scheme="dark") as reader:
        page = reader.open(CLAIM)

        assert page is used
        assert state_of(page) == expected
        assert page.evaluate("document.styleSheets.length") > 0
        assert reader.faults == []
    assert len(before.requested) == heard


def test_two_have_a_page_each_and_a_spoiled_one_is_not_lent_again(
    browser: Browser, address: str
) -> None:
    with opened(browser, DESK, address + HOME) as one, opened(browser, DESK, address) as other:
        assert one is not other
        spoil(other)
    with lent(browser, DESK) as first, lent(browser, DESK) as second:
        assert one in (first, second)
        assert other not in (first, second)
        assert other.is_closed()
