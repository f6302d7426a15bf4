"""What a page weighs: few files, named by their content, and nothing that nobody needs."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from conftest import Built, Project
from fontTools.ttLib import TTFont
from kinds import CLAIM, HOME, OBJECTION, PART, TABLE
from playwright.sync_api import Browser, expect
from reading import (
    DESK,
    PHONE,
    Reader,
    Scheme,
    lent,
    new_context,
    on,
    opened,
    wait_for_theme,
    wait_until,
)
from site_fixtures import ROOT, Site

from macros.records.html_tree import parse_page
from macros.site.assets import (
    bundle_scripts,
    find_asked,
    find_words_of_script,
    name_by_content,
)
from macros.site.stylesheet import purge

# -- files


def test_a_page_asks_for_one_style_sheet_and_one_script(any_site: Site) -> None:
    asked = {
        page.home: (
            len(page.find("//link[@rel='stylesheet']")),
            len(page.find("//script[@src]")),
        )
        for page in any_site.pages.values()
        if page.find("//link[@rel='stylesheet']")
    }

    assert len(asked) > any_site.least(100)
    others = {"/print/": (1, 0), "/check-citations/": (1, 2)}  # no script; one of its own
    assert {home: asked.pop(home) for home in others} == others
    assert set(asked.values()) == {(1, 1)}


MOST = 40_000
"""Bytes, compressed, that a page may cost before anybody moves."""
HEAVY = 8
"""How many pages are looked at besides those of parts: those with most on them."""


def heavy_pages(site: Site) -> list[str]:
    """Return the homes of the pages that may cost most."""
    others = ("/print/", "/check-citations/")  # the whole site on a page, and a program
    pages = {home[1:]: len(page.html) for home, page in site.pages.items() if home not in others}
    parts = [home for home in pages if home.startswith("argument/")]
    return [HOME, *parts, *sorted(pages, key=pages.__getitem__)[-HEAVY:]]


def test_a_page_costs_little_before_anybody_moves(
    browser: Browser, any_address: str, any_site: Site
) -> None:
    costs = {}
    for home in heavy_pages(any_site):
        with new_context(browser, PHONE) as context:
            reader = Reader(context.new_page(), any_address)
            page = reader.open(home)
            page.wait_for_load_state("networkidle")
            page.evaluate("document.fonts.ready")
            places = {urlsplit(url).path.removeprefix("/essay/") for url in reader.requested}
        files = [any_site.files[f"{p}index.html" if p == home else p] for p in places]
        assert len(files) > 3
        costs[home] = sum(len(brotli.compress(content)) for content in files)

    assert {home: cost for home, cost in costs.items() if cost > MOST} == {}


@pytest.mark.parametrize("home", [HOME, PART, CLAIM, OBJECTION, TABLE])
def test_what_comes_first_looks_as_the_whole_does(reader: Reader, home: str) -> None:
    page = reader.open(home)
    page.evaluate("document.fonts.ready")
    before = page.evaluate(BOXES)

    page.add_style_tag(url=page.evaluate("document.querySelector('[data-style]').dataset.style"))
    page.evaluate("document.fonts.ready")

    assert page.evaluate(BOXES) == before


BOXES = """() => [...document.querySelectorAll("article *, .md-header *, .md-sidebar *")]
  .filter(one => one.checkVisibility()).map(one => {
    const { x, y, width, height } = one.getBoundingClientRect()
    const { color, font, backgroundColor } = getComputedStyle(one)
    return [one.outerHTML.slice(0, 60), x, y, width, height, color, font, backgroundColor].join(" ")
  })"""
"""Where everything that can be seen stands, and what it looks like."""


def test_a_face_holds_the_characters_that_pages_have_in_it_and_no_others(any_site: Site) -> None:
    sheets = (text for name, text in any_site.files.items() if name.startswith("assets/style."))
    loaded = re.findall(
        r"url\((fonts/sans[\w.-]*)\)[^}]*unicode-range:([^;}]+)", max(sheets, key=len).decode()
    )
    had = {letter for page in any_site.pages.values() for letter in page.tree.text_content()}
    for place, ranges in loaded:
        font = TTFont(io.BytesIO(any_site.files[f"assets/{place}"]))
        codes = set(read_ranges(ranges))
        assert set(font.getBestCmap()) == codes
        assert {chr(code) for code in codes if code > 0x2FF or 0xA0 < code < 0x180} <= had | SIGNS
    accented = {letter for letter in had if "\u00c0" <= letter < "\u0180"}
    assert accented <= {chr(code) for _, ranges in loaded for code in read_ranges(ranges)}


def read_ranges(written: str) -> Iterator[int]:
    """Read codes as CSS has them."""
    for run in written.split(","):
        first, _, last = run.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


SIGNS = set("←↑→↓↕¶·©…×§")
"""What scripts, styles and the theme add."""


def test_every_asset_that_a_page_names_is_there(any_site: Site) -> None:
    named = {
        match
        for page in any_site.pages.values()
        for value in page.tree.xpath("//@href | //@src | //@*[starts-with(name(), 'data-')]")
        for match in re.findall(r"^(?:\.\./|/essay/)*(assets/[^?#]+)$", str(value))
    }

    assert len(named) > 3
    assert [place for place in named if place not in any_site.files] == []


def test_styles_and_scripts_are_named_by_their_content(any_site: Site) -> None:
    files = [place for place in any_site.files if re.search(r"\.(css|js)$", place)]

    wrong = [
        place
        for place in files
        if place.startswith("assets/")
        and place
        != name_by_content(re.sub(r"\.[0-9a-f]{10}(?=\.)", "", place), any_site.files[place])
    ]

    assert len(files) > 2
    assert wrong == []


def test_nothing_of_the_theme_lies_about_unused(any_site: Site) -> None:
    left = [place for place in any_site.files if place.endswith(".map") or "/lunr/" in place]

    assert left == []


def test_a_change_of_a_style_changes_its_name_and_that_of_no_other(
    built: Built, miniature: Project
) -> None:
    shutil.copytree(ROOT / "macros/site/theme", miniature.root / "theme")
    miniature.edit("mkdocs.yml", f"{ROOT.as_posix()}/macros/site/theme", "theme")
    miniature.edit("theme/assets/argument.css", ":root {", "p { color: #123456 }\n:root {")

    changed = miniature.build()

    assert changed.ok, changed.log
    before, after = (assets_of(site.folder) for site in (built, changed))
    assert {name.split(".")[0] for name in before ^ after} == {"style"}


def assets_of(folder: Path) -> set[str]:
    """Return the names of the files in a site's `assets/`."""
    return {path.name for path in (folder / "assets").iterdir()}


# -- what is left out


def test_what_no_page_has_is_left_out() -> None:
    css = ".a .b,.a .c{top:0}@media print{.c{top:1px}}.d:hover>span{top:2px}"

    assert purge(css, {"a", "b", "d", "span"}) == ".a .b{top:0}.d:hover>span{top:2px}"


def test_of_several_choices_those_stay_that_a_page_has() -> None:
    css = ".a :is(.b,.c:is(.d,.e)){top:0}.a:where(.c,.d) .b{top:1px}a:not(:is(.c,.d)){top:2px}"

    assert purge(css, {"a", "b"}) == ".a :is(.b){top:0}a:not(:is(.c,.d)){top:2px}"


def test_what_a_script_looks_for_it_does_not_make() -> None:
    script = "document.querySelector('.a, .b > .c').classList.add('d'); if (one.e) make('i.f')"

    assert find_words_of_script(script) & set("abcdef") == {"d"}


def test_what_a_selector_excludes_need_not_be_there() -> None:
    assert purge("a:not(.b){top:0}", {"a"}) == "a:not(.b){top:0}"


def test_braces_in_strings_end_nothing() -> None:
    css = """.a{content:"}.b{"}.c{content:'{'}"""

    assert purge(css, {"a"}) == '.a{content:"}.b{"}'


def test_a_variable_that_nothing_uses_is_left_out_with_what_it_alone_uses() -> None:
    css = ':root{--a:url("data:,;}");--b:var(--a);--c:1px}a{top:var(--c)}'

    assert purge(css, {"a"}) == ":root{--c:1px}a{top:var(--c)}"


def test_a_variable_that_a_script_uses_stays() -> None:
    css = ":root{--a:1px;--b:2px}"

    assert purge(css, set(), "style.setProperty('--b', x)") == ":root{--b:2px}"


# -- pages and scripts by themselves


def test_what_a_page_asks_for_is_found_wherever_it_lies() -> None:
    html = (
        '<link rel="stylesheet" href="../assets/a.css"><script src="/b/assets/c.js"></script>'
        '<script src="elsewhere.js"></script>'
    )

    asked = find_asked(parse_page(html))

    assert (asked.styles, asked.scripts) == (("assets/a.css",), ("assets/c.js",))


def test_a_script_is_fetched_without_what_it_says_of_itself() -> None:
    scripts = ["/* What it is. */\nlet a = '/* b */' // c", "/*! A license. */\nlet d"]

    bundle = bundle_scripts(scripts)

    assert "What it is" not in bundle
    assert "let a = '/* b */' // c" in bundle
    assert "A license" in bundle


def test_a_script_that_fails_does_not_stop_the_others(browser: Browser) -> None:
    bundle = bundle_scripts(["const a = 1; throw 1 // oh", "const a = `x // y`; window.b = a"])
    with lent(browser, DESK) as page:
        page.add_script_tag(content=bundle)

        assert page.evaluate("window.b") == "x // y"


# -- the theme's own script


@on(PHONE, DESK)
@pytest.mark.parametrize("home", [HOME, CLAIM])
def test_the_script_of_the_theme_is_not_fetched_before_somebody_moves(
    reader: Reader, home: str
) -> None:
    page = reader.open(home)
    page.wait_for_load_state("networkidle")
    before = [url for url in reader.requested if "/late." in url]
    page.keyboard.press("Tab")
    wait_for_theme(page)

    assert before == []
    assert len([url for url in reader.requested if "/late." in url]) == 1
    assert reader.faults == []


@on(DESK)
@pytest.mark.parametrize("sign", ["click", "Control+k", "/"])
def test_the_first_call_of_the_search_counts(reader: Reader, sign: str) -> None:
    page = reader.open(CLAIM)

    if sign == "click":
        page.locator(".search-open").evaluate("button => button.click()")
    else:
        page.keyboard.press(sign)

    expect(page.locator("dialog.search")).to_be_visible()
    expect(page.locator("#search-words")).to_be_focused()


@on(DESK)
def test_a_script_that_did_not_come_is_fetched_at_the_next_move(reader: Reader) -> None:
    page = reader.page
    page.route("**/late.*.js", lambda route: route.abort(), times=1)
    reader.open(CLAIM)

    with page.expect_event("requestfailed"):
        page.mouse.move(100, 200)
    wait_until(page, "!document.querySelector('script[src*=\"/late.\"]')")
    page.mouse.move(300, 400)

    wait_for_theme(page)


@on(DESK)
def test_a_page_from_before_a_change_of_the_site_reloads_itself_once(reader: Reader) -> None:
    page = reader.page
    page.route("**/late.*.js", lambda route: route.fulfill(status=404), times=2)
    reader.open(CLAIM)

    with page.expect_event("load"):
        page.mouse.move(100, 200)
    page.mouse.move(300, 400)

    wait_for_theme(page)


@on(DESK)
def test_a_page_whose_scripts_are_gone_for_good_reloads_no_more_than_once(reader: Reader) -> None:
    page = reader.page
    page.route("**/late.*.js", lambda route: route.fulfill(status=404))
    documents: list[str] = []
    page.on(
        "request", lambda one: documents.append(one.url) if one.is_navigation_request() else None
    )
    reader.open(CLAIM)

    with page.expect_event("load"):
        page.mouse.move(100, 200)
    with page.expect_response(lambda answer: answer.request.method == "HEAD"):
        page.mouse.move(300, 400)

    assert page.evaluate("history.state.gone").endswith(".js")
    assert len(documents) == 2


@on(PHONE, DESK)
def test_the_first_click_on_the_palette_counts(reader: Reader) -> None:
    page = reader.open(HOME)
    body = page.locator("body")
    toggle = page.locator("[data-md-component=palette] label:visible")

    for media, scheme in (
        ("(prefers-color-scheme: light)", "default"),
        ("(prefers-color-scheme: dark)", "slate"),
        ("(prefers-color-scheme)", "default"),
    ):
        toggle.click()
        expect(body).to_have_attribute("data-md-color-media", media)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_first_paint_follows_the_system(
    browser: Browser, address: str, scheme: Scheme, expected: str
) -> None:
    with opened(browser, DESK, address, scheme=scheme) as page:
        shown = page.locator("body").get_attribute("data-md-color-scheme")

    assert shown == expected


def test_a_chosen_palette_is_remembered_from_the_first_paint_on(
    browser: Browser, address: str
) -> None:
    with opened(browser, DESK, address, scheme="dark") as page:
        page.locator("[data-md-component=palette] label:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        page.goto(address + CLAIM)

        assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


@on(PHONE)
def test_the_drawer_opens(reader: Reader) -> None:
    page = reader.open(CLAIM)

    page.locator(".md-header label[for=__drawer]").click()

    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()


@on(DESK)
def test_the_table_of_contents_follows_the_reader(reader: Reader) -> None:
    page = reader.open("how-to-cite/")

    page.mouse.move(600, 400)
    page.mouse.wheel(0, 1500)

    expect(page.locator(".md-sidebar--secondary .md-nav__link--active").first).to_be_visible()
