"""The main pages in Firefox, which lays out, focuses and loads fonts by code of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from browser import find_firefox
from kinds import CLAIM, OBJECTION_ID, PART, TABLE, TERM
from programs import run_node
from server import serve
from site_fixtures import Site

PAGES = {
    "home": "",
    "part": PART,
    "claim": CLAIM,
    "objections": TABLE,
    "term": TERM,
    "row": f"{TABLE}#{OBJECTION_ID.lower()}",
}

READ = """
import puppeteer from "puppeteer-core";
const { firefox, address, pages } = JSON.parse(process.argv.at(-1));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox });
const seen = {};
for (const [name, home] of Object.entries(pages)) {
  for (const width of [390, 1280]) {
    const page = await browser.newPage();
    const faults = [];
    page.on("console", said => said.type() === "error" && faults.push(said.text()));
    page.on("pageerror", error => faults.push(String(error)));
    page.on("requestfailed", request => faults.push(request.url()));
    await page.setViewport({ width, height: 800 });
    await page.goto(address + home, { waitUntil: "load" });
    await page.keyboard.press("Tab");
    const found = await page.evaluate(async () => {
      await document.fonts.ready;
      const beside = document.querySelector(".beside-group")?.getBoundingClientRect();
      const text = document.querySelector(".essay .paragraph")?.getBoundingClientRect();
      return {
        title: document.querySelector("article h1").textContent,
        words: document.querySelector("article").innerText.split(/\\s+/).length,
        beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        faces: [...document.fonts].filter(one => one.status === "loaded").map(one => one.family),
        first: document.activeElement.className,
        margin: beside ? beside.left >= text.right : null,
        target: document.querySelector(":target")?.getBoundingClientRect().top ?? null,
      };
    });
    seen[`${name}-${width}`] = { ...found, faults };
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(seen));
"""

Seen = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def seen(made_up_site: Site) -> Seen:
    """Return what Firefox says of each page, on a phone and on a desk."""
    firefox = find_firefox()
    if firefox is None:
        pytest.skip("no Firefox is here; `make test` installs one where the system offers it")
    with serve(made_up_site.folder.parent) as start:
        address = f"{start}/{made_up_site.folder.name}/"
        asked = {"firefox": str(firefox), "address": address, "pages": PAGES}
        ran = run_node(READ, json.dumps(asked))
    assert ran.returncode == 0, ran.stderr
    found: Seen = json.loads(ran.stdout)
    return found


def test_firefox_opens_every_page_without_a_fault(seen: Seen) -> None:
    assert len(seen) == 2 * len(PAGES)
    assert {name: page["faults"] for name, page in seen.items() if page["faults"]} == {}
    assert [name for name, page in seen.items() if page["words"] < 100] == []


def test_firefox_lets_nothing_go_beyond_the_side(seen: Seen) -> None:
    assert {name: page["beyond"] for name, page in seen.items() if page["beyond"] > 0} == {}


def test_firefox_loads_both_faces(seen: Seen) -> None:
    assert all("Argument Sans" in "".join(page["faces"]) for page in seen.values())
    assert "Argument Serif" in "".join(seen["part-1280"]["faces"])


def test_firefox_finds_the_skip_link_first(seen: Seen) -> None:
    from_the_top = {name: page for name, page in seen.items() if page["target"] is None}

    assert len(from_the_top) == 2 * len(PAGES) - 2
    assert all("md-skip" in page["first"] for page in from_the_top.values())


def test_firefox_puts_in_the_margin_what_belongs_there(seen: Seen) -> None:
    assert seen["part-1280"]["margin"] is True
    assert seen["part-390"]["margin"] is False


def test_firefox_shows_the_row_that_a_link_names(seen: Seen) -> None:
    assert 0 < seen["row-390"]["target"] < 150
    assert 0 < seen["row-1280"]["target"] < 150
