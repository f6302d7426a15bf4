"""An essay that one page cannot hold: pages of bounded size, and every address leads on."""

from __future__ import annotations

import re

import brotli
import pytest
from building import Built, Project
from playwright.sync_api import Browser, expect
from reading import DESK, PHONE, new_context, wait_for_theme
from server import serve

from macros.pages.essay_sections import MOST_SENTENCES
from tools.benchmarks.prose import Prose

PARTS, PARAGRAPHS, WORDS = 20, 50, 90
"""Parts beside those of the miniature, paragraphs in each, words in each of these."""
HEAVIEST = 60_000
"""Bytes, compressed, of the largest page."""


def part(number: int) -> str:
    """Return a part of the essay as its file has it."""
    first = 5 + number * PARAGRAPHS
    paragraphs = ", ".join(f"P{n}" for n in range(first, first + PARAGRAPHS))
    return (
        f"  - id: gates-{number}\n    title: Gates of row {number}\n"
        f"    glance: The essay goes on.\n    paragraphs: [{paragraphs}]\n"
    )


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the miniature with an essay as long as a book."""
    project = Project(tmp_path_factory.mktemp("long") / "miniature")
    prose = Prose(1)
    more = {
        "data/essay/source.txt": (prose.paragraph(WORDS) for _ in range(PARTS * PARAGRAPHS)),
        "data/essay/parts.yml": map(part, range(PARTS)),
    }
    for path, added in more.items():
        text = (project.root / path).read_text("utf-8").rstrip()
        project.write(path, "\n".join([text, *added, ""]))
    for number in range(PARTS):
        text = f'{{{{ part_text("gates-{number}") }}}}\n'
        project.write(f"docs/argument/gates-{number}.md", text)
    built = project.build()
    assert built.ok, built.log
    return built


def sections_of(built: Built) -> list[str]:
    """Return the homes of the pages of the essay."""
    links = built.page("essay").xpath("//ol[@class='essay-sections']//a/@href")
    return [f"essay/{str(link).split('/')[-2]}" for link in links]


def test_every_passage_stands_on_one_page_and_its_address_leads_there(long: Built) -> None:
    places = {
        str(a.get("id")): str(a.get("href"))
        for a in long.page("essay").xpath("//*[@class='essay-places']//a[@id]")
    }
    standing = {
        f"../{home}/#{id}"
        for home in sections_of(long)
        for id in long.page(home).xpath(
            "//*[contains(@class, 'paragraph') or @class='sentence']/@id | //aside//li/@id"
        )
    }

    assert len(places) > 6_000
    assert sorted(places.values()) == sorted(standing)
    assert {target.split("#")[1] for target in places.values()} == places.keys()


def test_a_page_of_the_essay_holds_whole_paragraphs_and_no_more_than_it_may(long: Built) -> None:
    homes = sections_of(long)
    counts = [len(long.page(home).xpath("//*[@class='sentence']")) for home in homes]
    sizes = {home: len(brotli.compress(long.html(home).encode())) for home in ("essay", *homes)}

    assert max(counts) <= MOST_SENTENCES
    assert min(counts[1:-1]) > MOST_SENTENCES / 2
    assert max(sizes.values()) <= HEAVIEST, sizes
    assert len(brotli.compress(long.html("coverage").encode())) <= HEAVIEST


def test_the_pages_of_the_essay_follow_each_other(long: Built) -> None:
    homes = sections_of(long)
    first, second = (long.page(home) for home in homes[:2])

    assert first.xpath("//a[@rel='prev']") == []
    assert first.xpath("//a[@rel='next']/@href") == ["../../essay/2/"]
    assert second.xpath("//a[@rel='prev']/@href") == ["../../essay/1/"]
    assert long.page(homes[-1]).xpath("//a[@rel='next']") == []


def test_each_page_says_itself_once_more_in_markdown_and_where_it_is(long: Built) -> None:
    home = sections_of(long)[1]
    [canonical] = re.findall(r'rel="canonical" href="([^"]+)"', long.html(home))
    text = (long.folder / home / "index.md").read_text("utf-8")
    whole = (long.folder / "essay/index.md").read_text("utf-8")

    assert canonical.endswith(f"/{home}/")
    for sentence in long.page(home).xpath("//*[@class='sentence']"):
        assert sentence.text_content() in text
        assert sentence.text_content() in whole


@pytest.mark.parametrize("anchor", ["p300", "p500-2", "n1"])
def test_the_address_of_a_passage_leads_on_with_a_script(
    browser: Browser, long: Built, anchor: str
) -> None:
    with serve(long.folder) as address, new_context(browser, PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}/essay/#{anchor}")

        page.wait_for_url(re.compile(rf"/essay/\d+/#{anchor}$"))
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_address_of_a_passage_leads_on_without_a_script(browser: Browser, long: Built) -> None:
    with serve(long.folder) as address, new_context(browser, PHONE, scripts=False) as context:
        page = context.new_page()
        page.goto(f"{address}/essay/#p300-2")
        expect(page.locator("#p300-2")).to_be_in_viewport()
        page.locator("#p300-2").click()

        expect(page.locator(".sentence#p300-2")).to_be_in_viewport()


def test_a_link_to_a_passage_shows_its_words(browser: Browser, long: Built) -> None:
    with serve(long.folder) as address, new_context(browser, DESK) as context:
        page = context.new_page()
        page.goto(f"{address}/claims/c1/")
        link = page.locator("article a[href*='/essay/#p']").first
        anchor = str(link.get_attribute("href")).partition("#")[2]
        page.mouse.move(5, 300)
        wait_for_theme(page)
        link.focus()

        expect(page.locator(".preview")).to_contain_text(anchor.upper().replace("-", "."))
