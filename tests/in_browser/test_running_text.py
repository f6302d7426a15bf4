"""The essay is running text: who reads, selects, copies, searches or extracts it has the source.

All of it is asked of Chromium and of Firefox.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from browser import find_browser, find_firefox
from programs import MODULES, run_node
from server import serve
from site_fixtures import Site

READABILITY = MODULES / "@mozilla/readability/Readability.js"

READ = """
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
const { name, path, address, pages, over, readability } = JSON.parse(process.argv.at(-1));
const browser = await puppeteer.launch({
  browser: name, executablePath: path, args: name === "chrome" ? ["--no-sandbox"] : [],
});
const READABILITY = readFileSync(readability, "utf-8");
const page = await browser.newPage();

async function copy(number) {
  await page.evaluate(number => {
    const paragraph = document.querySelectorAll(".paragraph")[number];
    getSelection().selectAllChildren(paragraph);
  }, number);
  const selected = await page.evaluate(() => String(getSelection()));
  await page.keyboard.down("Control");
  await page.keyboard.press("c");
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.id = "pasted";
    field.focus();
  });
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
  const copied = await page.evaluate(() => {
    const field = document.getElementById("pasted");
    field.remove();
    return field.value;
  });
  return { selected, copied };
}

const seen = {};
for (const [home, width] of pages) {
  await page.setViewport({ width, height: 800 });
  await page.goto(address + home, { waitUntil: "load" });
  const written = await page.evaluate(
    () => [...document.querySelectorAll(".paragraph")].map(one => one.textContent));
  const pieces = [];
  for (const number of written.keys()) pieces.push(await copy(number));
  const found = await page.evaluate(words => {
    getSelection().removeAllRanges();
    return window.find(words);
  }, over[home]);
  const readable = await page.evaluate(`(() => {
    ${READABILITY};
    const { content } = new Readability(document.cloneNode(true)).parse();
    const made = new DOMParser().parseFromString(content, "text/html");
    return {
      texts: [...made.querySelectorAll("p")].map(one => one.textContent),
      headings: [...made.querySelectorAll("h1, h2, h3")].map(one => one.textContent),
    };
  })()`);
  const [selected, copied] = ["selected", "copied"].map(how => pieces.map(piece => piece[how]));
  seen[`${home}-${width}`] = { home, written, selected, copied, found, readable };
}

await page.setViewport({ width: 390, height: 800 });
await page.goto("about:blank");
await page.goto(`${address}essay/#:~:text=${encodeURIComponent(over.last)}`);
for (let tries = 0; tries < 600 && !(await page.evaluate(() => scrollY > 0)); tries++) {
  await new Promise(next => setTimeout(next, 50));
}
seen.fragment = await page.evaluate(words => {
  const paragraphs = [...document.querySelectorAll(".paragraph")];
  const last = paragraphs.findLast(one => one.textContent.includes(words));
  const { top, bottom } = last.getBoundingClientRect();
  return { scrolled: scrollY, top, bottom, height: innerHeight };
}, over.last);
await browser.close();
console.log(JSON.stringify(seen));
"""

Seen = dict[str, Any]


def paragraphs_of(site: Site) -> dict[str, list[str]]:
    """Return the homes of the pages that print the essay, each with the paragraphs on it."""
    homes = ["essay/", *(f"argument/{part['id']}/" for part in site.data.read_parts())]
    return {
        home: [str(one.text_content()) for one in site.pages[f"/{home}"].find(PARAGRAPHS)]
        for home in homes
    }


PARAGRAPHS = "//article//p[contains(@class, 'paragraph')]"


def views_of(site: Site) -> list[tuple[str, int]]:
    """Return each page on a desk; on a phone, whose layout differs, the essay and one part."""
    pages = list(paragraphs_of(site))
    return [*((home, 1280) for home in pages), *((home, 390) for home in pages[:2])]


def over_two_sentences(paragraphs: list[str]) -> str:
    """Return words of the last paragraph that has any on both sides of where a sentence ends."""
    text = next(text for text in reversed(paragraphs) if ". " in text[20:-22])
    end = text.index(". ", 20)
    return text[end - 20 : end + 22].split(" ", 1)[1].rsplit(" ", 1)[0]


@pytest.fixture(scope="module", params=["chrome", "firefox"])
def seen(any_site: Site, request: pytest.FixtureRequest) -> Seen:
    """Return what a browser makes of every page that prints the essay."""
    name = request.param
    path = find_browser() if name == "chrome" else find_firefox()
    if path is None:
        pytest.skip(f"no {name} is here; `make test` installs one where the system offers it")
    pages = paragraphs_of(any_site)
    over = {home: over_two_sentences(texts) for home, texts in pages.items()}
    with serve(any_site.folder.parent) as start:
        asked = {
            "name": name, "path": str(path), "address": f"{start}/{any_site.folder.name}/",
            "pages": views_of(any_site), "over": over | {"last": over["essay/"]},
            "readability": str(READABILITY),
        }  # fmt: skip
        ran = run_node(READ, json.dumps(asked))
    assert ran.returncode == 0, ran.stderr
    found: Seen = json.loads(ran.stdout)
    assert len(found) == len(asked["pages"]) + 1
    return found


def pages_of(seen: Seen) -> list[Seen]:
    """Return what was seen of each page, at each width."""
    return [page for name, page in seen.items() if name != "fragment"]


@pytest.mark.parametrize("how", ["written", "selected", "copied"])
def test_each_paragraph_is_the_sources_to_the_letter(seen: Seen, any_site: Site, how: str) -> None:
    pages = paragraphs_of(any_site)
    for page in pages_of(seen):
        assert page[how] == pages[page["home"]]


def test_a_reading_view_has_each_paragraph_of_the_source(seen: Seen, any_site: Site) -> None:
    pages = paragraphs_of(any_site)
    for page in pages_of(seen):
        expected = pages[page["home"]]
        assert [text for text in page["readable"]["texts"] if text in expected] == expected


def test_no_heading_of_a_reading_view_ends_in_a_sign(seen: Seen) -> None:
    headings = [heading for page in pages_of(seen) for heading in page["readable"]["headings"]]

    assert headings
    assert [heading for heading in headings if "¶" in heading] == []


def test_words_are_found_across_the_end_of_a_sentence(seen: Seen) -> None:
    assert [page["home"] for page in pages_of(seen) if not page["found"]] == []


def test_a_link_to_words_of_two_sentences_scrolls_to_them(seen: Seen, any_site: Site) -> None:
    place = seen["fragment"]

    assert place["scrolled"] > any_site.least(1000)
    assert place["top"] < place["height"]
    assert place["bottom"] > 0
