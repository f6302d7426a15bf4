"""The real site in a real browser: on a phone, on a desk, without scripts, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from browser import ARGUMENTS, find_browser
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from server import serve
from site_fixtures import Site, read_data, real_site

__all__ = ["real_site"]

PHONE = (390, 844)
SMALL_PHONE = (320, 640)
DESK = (1280, 900)

HOME = ""
PART = "argument/basins-and-corrigibility/"
CLAIM = "claims/c10/"
OBJECTION = "objections/o12/"
TABLE = "objections/"
ONE_OF_EACH_KIND = (
    *(HOME, PART, CLAIM, OBJECTION, TABLE, "essay/", "claims/", "glossary/", "sources/"),
    *("glossary/corrigibility/", "about-this-text/", "how-to-cite/", "coverage/"),
)


@pytest.fixture(scope="session")
def address(real_site: Site) -> Iterator[str]:
    """Return where the site is served."""
    with serve(real_site.folder.parent) as start:
        yield f"{start}/{real_site.folder.name}/"


@pytest.fixture(scope="module")  # two at once are one too many for Playwright
def browser() -> Iterator[Browser]:
    """Return a running browser."""
    path = find_browser()
    assert path is not None, "no browser was found: run `make test`, which installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


def new_context(
    browser: Browser, size: tuple[int, int], *, scripts: bool = True, scheme: str = "light"
) -> BrowserContext:
    """Open a window of its own, with nothing remembered."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
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


@on(PHONE, DESK)
@pytest.mark.parametrize("home", [HOME, PART, CLAIM, TABLE])
def test_a_page_opens_without_a_fault(reader: Reader, home: str) -> None:
    page = reader.open(home)
    page.wait_for_load_state("networkidle")

    assert page.locator("h1").is_visible()
    assert reader.faults == []


@on(DESK)
def test_a_wrong_address_is_noticed_as_a_fault(reader: Reader) -> None:
    reader.open("claims/c0/")

    assert f"{reader.address}claims/c0/" in reader.faults


@on(DESK)
def test_nothing_is_asked_of_another_machine(reader: Reader) -> None:
    for home in ONE_OF_EACH_KIND:
        reader.open(home)
    first_result = search(reader.page, "corrigibility")
    first_result.wait_for()

    foreign = [url for url in reader.requested if not url.startswith(reader.address)]

    assert len(reader.requested) > len(ONE_OF_EACH_KIND)
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []


@on(PHONE)
def test_on_a_phone_nothing_goes_beyond_the_side(reader: Reader) -> None:
    beyond = []
    for home in ONE_OF_EACH_KIND:
        page = reader.open(home)
        for width, height in (PHONE, SMALL_PHONE):
            page.set_viewport_size({"width": width, "height": height})
            beyond += [f"{home or 'home'} at {width} px: {what}" for what in page.evaluate(BEYOND)]

    assert beyond == []


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


@on(PHONE)
@pytest.mark.parametrize("home", [TABLE, "claims/", "about-this-text/"])
def test_on_a_phone_the_rows_of_a_table_are_cards(reader: Reader, home: str) -> None:
    page = reader.open(home)

    cells = page.evaluate(CELLS)
    under_headings = [cell for cell in cells if cell["tag"] == "TD"]

    assert len(under_headings) > 60
    assert [cell for cell in cells if cell["width"] < 0.85 * cell["table"]] == []
    assert [cell for cell in under_headings if not cell["label"]] == []
    assert [cell for cell in under_headings if cell["shown"] != f'"{cell["label"]}"'] == []


@on(DESK)
def test_on_a_desk_the_cells_of_a_row_stand_side_by_side(reader: Reader) -> None:
    page = reader.open(TABLE)

    cells = page.evaluate(CELLS)

    assert [cell for cell in cells if cell["width"] > 0.6 * cell["table"]] == []
    assert {cell["shown"] for cell in cells} == {"none"}


CELLS = """() => [...document.querySelectorAll("article tbody :is(th, td)")].map(cell => ({
  tag: cell.tagName,
  width: cell.getBoundingClientRect().width,
  table: cell.closest("table").getBoundingClientRect().width,
  label: cell.dataset.label,
  shown: getComputedStyle(cell, "::before").content,
}))"""


@pytest.mark.parametrize("home", [HOME, PART, CLAIM, TABLE, "glossary/corrigibility/"])
def test_without_scripts_all_the_text_is_there(browser: Browser, address: str, home: str) -> None:
    texts = []
    for scripts in (True, False):
        with new_context(browser, DESK, scripts=scripts) as context:
            page = context.new_page()
            page.goto(address + home)
            texts.append(page.locator("article").inner_text().split())

    assert len(texts[0]) > 100
    assert texts[1] == texts[0]


def test_without_scripts_the_essay_can_be_read(browser: Browser, address: str) -> None:
    with new_context(browser, PHONE, scripts=False) as context:
        page = context.new_page()
        page.goto(f"{address}essay/")

        sentences = page.locator("article .sentence")
        visible = [sentence.is_visible() for sentence in sentences.all()]

    assert visible == [True] * 39


@on(DESK, PHONE)
@pytest.mark.parametrize("home", [HOME, PART])
def test_the_skip_link_comes_first_and_leads_to_the_content(reader: Reader, home: str) -> None:
    page = reader.open(home)

    page.keyboard.press("Tab")
    first = page.evaluate("[...document.activeElement.classList]")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert "md-skip" in first
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


@on(DESK)
def test_the_content_is_reached_by_tab_alone(reader: Reader) -> None:
    page = reader.open(CLAIM)

    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('article') !== null"))

    assert True in reached


def wait_for_theme(page: Page) -> None:
    """Wait until the theme's own script is at work, which is fetched when somebody moves."""
    page.evaluate(
        "async () => { while (!window.component$) await new Promise(tick => setTimeout(tick, 10)) }"
    )


def search(page: Page, words: str) -> Locator:
    """Search for some words, and return the first result, which comes a little later."""
    page.locator(".search-open").click()
    page.locator("#search-words").press_sequentially(words)
    return page.locator(".search-results a").first


@on(DESK, PHONE)
@pytest.mark.parametrize(
    ("words", "home"), [("C10", "claims/c10/"), ("corrigibility", "glossary/corrigibility/")]
)
def test_search_finds(reader: Reader, words: str, home: str) -> None:
    page = reader.open(HOME)

    first_result = search(page, words)

    expect(first_result).to_have_attribute("href", re.compile(f"^{reader.address}{home}([?#]|$)"))


@on(DESK)
def test_a_link_to_a_sentence_leads_to_it(reader: Reader) -> None:
    page = reader.open("essay/#p10-2")

    assert page.locator("#p10-2").is_visible()
    top = page.evaluate("document.getElementById('p10-2').getBoundingClientRect().top")
    header = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    assert header <= top < DESK[1]


@on(DESK)
def test_the_parts_can_be_read_one_after_the_other(reader: Reader) -> None:
    parts = read_data("essay/parts.yml")["parts"]
    page = reader.open(f"argument/{parts[0]['id']}/")

    titles = [page.locator("h1").inner_text()]
    for part in parts[1:]:
        page.locator(".md-footer__link--next").click()
        page.wait_for_url(f"**/argument/{part['id']}/")
        titles.append(page.locator("h1").inner_text())

    assert titles == [part["title"] for part in parts]
