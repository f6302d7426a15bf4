"""Reading offline: what was kept can be read, and nothing stale is shown to those online."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from kinds import CLAIM, CLAIM_ID, CLAIMS, OBJECTION, PART, TABLE
from made_up import read_data
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reading import DESK, new_context, wait_for_theme
from server import serve
from site_fixtures import Site

from macros.site.offline import make_worker

A_WHILE = 1_500
"""Milliseconds after which the worker is called, once somebody moves."""


@pytest.fixture
def copy(made_up_site: Site, tmp_path: Path) -> Path:
    """Return a copy of the site that a test may change while it is served."""
    return Path(shutil.copytree(made_up_site.folder, tmp_path / "served/essay"))


@pytest.fixture
def served(copy: Path) -> Iterator[str]:
    """Return where the copy is served."""
    with serve(copy.parent) as start:
        yield f"{start}/essay/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window whose network a test may cut."""
    with new_context(browser, DESK) as opened:
        yield opened


def keep(context: BrowserContext, address: str) -> Page:
    """Open the first page as a reader does, and wait until the worker has kept what it keeps."""
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}?offline=on")
    page.keyboard.press("Tab")
    page.clock.run_for(A_WHILE)
    page.evaluate(
        "() => navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated' ||"
        " new Promise(done => active.addEventListener('statechange', done)))"
    )
    return page


def test_what_matters_can_be_read_offline_without_having_been_opened(
    context: BrowserContext, address: str
) -> None:
    page = keep(context, address)
    context.set_offline(True)

    for home in ("essay/", PART, CLAIMS, TABLE, "sources/"):
        page.goto(address + home)
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 100


def test_a_page_that_was_opened_can_be_read_offline(context: BrowserContext, address: str) -> None:
    page = keep(context, address)
    page.goto(f"{address}{CLAIM}")
    context.set_offline(True)
    page.goto(f"{address}{CLAIM}")

    expect(page.locator("h1")).to_contain_text(read_data(f"claims/{CLAIM_ID}.yml")["title"])


def test_the_search_works_offline(context: BrowserContext, address: str) -> None:
    page = keep(context, address)
    context.set_offline(True)
    page.goto(f"{address}essay/")

    page.locator(".search-open").click()
    page.locator("#search-words").fill(CLAIM_ID)

    link = page.locator(".search-results a").first
    expect(link).to_have_attribute("href", f"{address}{CLAIM}")


def test_a_page_that_was_not_kept_says_so_and_lists_those_that_were(
    context: BrowserContext, address: str
) -> None:
    page = keep(context, address)
    context.set_offline(True)
    page.goto(f"{address}{OBJECTION}")

    expect(page.locator("h1")).to_have_text("You are offline")
    assert page.locator("a[href$='/essay/essay/']").is_visible()


LOOK = """() => document.fonts.ready.then(() => ({
  faces: [...document.fonts].filter(({ status }) => status === "loaded").length,
  paper: getComputedStyle(document.body).backgroundColor,
}))"""


def test_what_is_said_offline_looks_like_the_site(context: BrowserContext, address: str) -> None:
    page = keep(context, address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    looks = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        context.set_offline(False)
        page.goto(f"{address}contributors/")
        here = page.evaluate(LOOK)["paper"]
        context.set_offline(True)
        page.goto(f"{address}{OBJECTION}")
        looks[scheme] = (page.evaluate(LOOK)["faces"] > 0, page.evaluate(LOOK)["paper"] == here)

    assert looks == {"light": (True, True), "dark": (True, True)}
    assert [line for line in said if "policy" in line.lower()] == []


def test_whoever_is_online_never_sees_a_stale_page(
    context: BrowserContext, served: str, copy: Path
) -> None:
    page = keep(context, served)
    path = copy / "claims/index.html"
    path.write_text(re.sub(r"<h1[^>]*>", r"\g<0>Changed. ", path.read_text("utf-8")), "utf-8")

    page.goto(f"{served}claims/")

    expect(page.locator("h1")).to_contain_text("Changed.")


def renew(page: Page, copy: Path) -> None:
    """Let the worker of another build take the place of the one that is there."""
    worker = copy / "worker.js"
    worker.write_text(
        re.sub(r'("version": ")\w+', r"\1changed", worker.read_text("utf-8")), "utf-8"
    )
    page.evaluate("() => navigator.serviceWorker.ready.then(one => one.update())")
    page.evaluate(
        "async () => { while ((await caches.keys()).some(name => !name.endsWith('changed')))"
        " await new Promise(tick => setTimeout(tick, 50)) }"
    )


def test_a_new_build_takes_the_place_of_the_old_one(
    context: BrowserContext, served: str, copy: Path
) -> None:
    page = keep(context, served)
    before = page.evaluate("caches.keys()")
    renew(page, copy)

    assert len(before) == 1
    assert page.evaluate("caches.keys()") == [re.sub(r"\w+$", "changed", before[0])]


def test_what_was_kept_outlives_a_new_build(
    context: BrowserContext, served: str, copy: Path
) -> None:
    page = keep(context, served)
    page.goto(f"{served}{OBJECTION}")
    renew(page, copy)
    context.set_offline(True)
    page.goto(f"{served}{OBJECTION}")

    assert page.locator("article h1").is_visible()
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 100


def test_nothing_is_fetched_for_later_before_somebody_asks(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}about-this-text/")
    page.keyboard.press("Tab")
    wait_for_theme(page)
    registered = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
    assert page.evaluate(registered) == 0

    page.get_by_role("link", name="keep this site on this device").click()

    expect(page.get_by_role("link", name="Kept on this device")).to_be_visible()
    assert page.evaluate(registered) == 1


def test_on_the_machine_where_it_is_written_the_site_keeps_nothing(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(address)
    page.keyboard.press("Tab")
    wait_for_theme(page)
    page.clock.run_for(A_WHILE)

    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


# -- files


def test_the_manifest_makes_the_site_installable(any_site: Site) -> None:
    manifest = json.loads(any_site.files["site.webmanifest"])

    assert {"name", "start_url", "display", "icons"} <= set(manifest)
    assert [icon["src"] for icon in manifest["icons"] if icon["src"] not in any_site.files] == []


def test_the_worker_keeps_only_what_is_there(any_site: Site) -> None:
    text = any_site.files["worker.js"].decode()
    match = re.match(r"const BUILD = (\{.*\});\n", text)
    assert match is not None
    build = json.loads(match[1])

    assert [home for home in build["pages"] if f"/{home}" not in any_site.pages] == []
    assert [place for place in build["assets"] if place not in any_site.files] == []
    assert "essay/" in build["pages"]


@pytest.mark.parametrize(
    ("pages", "assets"), [({"": b"b"}, ["a"]), ({"": b"a", "x/": b""}, ["a"]), ({"": b"a"}, ["b"])]
)
def test_the_worker_changes_with_whatever_it_keeps(
    pages: dict[str, bytes], assets: list[str]
) -> None:
    assert make_worker("", pages, assets, "a") != make_worker("", {"": b"a"}, ["a"], "a")
