"""The sites of other essays, as `make start` begins them, built and looked at as a whole."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from building import Built
from programs import VNU, run_java

from macros.argument import load_corpus
from macros.desk import load_laid_out

pytestmark = pytest.mark.slow

FORMS = {"C1", "O1", "R1"}
"""Ids that pages name as examples of how ids look."""
READ = (".html", ".md", ".json", ".jsonld", ".txt", ".csv", ".bib", ".ris", ".atom", ".argdown")


def test_it_builds_without_a_warning(another: Built) -> None:
    assert (another.ok, another.log) == (True, "")


def test_what_is_written_for_it_is_laid_out_as_make_fix_would(another: Built) -> None:
    assert list(load_laid_out(another.folder.parent)) == []


def test_no_link_is_broken(another: Built) -> None:
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    call = [str(Path(sys.executable).parent / "lychee"), *options, "--format", "json"]

    ran = subprocess.run(
        [*call, "--root-dir", str(another.folder), str(another.folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    account = json.loads(ran.stdout)
    assert account["error_map"] == {}
    assert account["successful"] > 400


def test_the_checker_of_html_finds_no_error(swift: Built, duval: Built, grown: Built) -> None:
    folders = [str(built.folder) for built in (swift, duval, grown)]

    ran = run_java(VNU, "--errors-only", "--skip-non-html", "--format", "gnu", *folders)

    assert ran.stderr.splitlines()[:20] == []


def read_all(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that people or programs read, as text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in READ:
            yield path.relative_to(folder).as_posix(), html.unescape(path.read_text("utf-8"))


def test_no_word_about_the_essay_before_is_left(another: Built, own_root: Path) -> None:
    before, now = load_corpus(own_root), load_corpus(another.folder.parent)
    told = [before.essay.title, before.essay.title.title()]
    told += [claim.title for claim in before.claims.values()]
    told += [objection.title for objection in before.objections.values()]
    told += [f"/glossary/{id}/" for id in before.terms]
    told += [term.term for term in before.terms.values() if " " in term.term]
    told += [*before.sources, *(part.title for part in before.parts.values())]
    same = {now.essay.title, *(part.title for part in now.parts.values())}

    left = [
        f"{name}: {words}" for name, text in read_all(another.folder) for words in {*told} - same
        if words in text
    ]  # fmt: skip

    assert len(told) > 2
    assert left == []


def words_in(path: Path) -> str:
    """Return the words of a page or of its Markdown, without the formats of references."""
    text = path.read_text("utf-8")
    if path.suffix != ".html":
        return text
    page = lxml.html.document_fromstring(text)
    for code in page.xpath("//pre | //code | //script | //style | //*[@class='print-only']"):
        code.drop_tree()
    return " ".join(page.itertext())


def test_no_page_names_an_item_that_is_not_there(another: Built) -> None:
    pages = [path for path in another.folder.rglob("*") if path.suffix in (".html", ".md", ".txt")]
    named = re.compile(r"(?<![\w#/-])[TCAORN][1-9]\d*\b")

    addressed = re.compile(r"/(?:claims|objections)/([tcao]\d+)/")

    found = {id: path for path in pages for id in named.findall(words_in(path))}
    found |= {
        id.upper(): path for path in pages for id in addressed.findall(path.read_text("utf-8"))
    }

    assert another.folder / "404.html" in pages
    assert {id: path for id, path in found.items() if id not in FORMS} == {}


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("claims", "No claim is recorded yet"),
        ("objections", "No objection is recorded yet"),
        ("glossary", "No term is explained yet"),
        ("sources", "No work is cited yet"),
        ("map", "No claim is recorded yet"),
        ("open-questions", "No objection is recorded yet"),
        ("coverage", "No claim is recorded yet"),
        ("contributors", "Nobody is named yet"),
    ],
)
def test_what_is_not_there_yet_is_said_and_nothing_filters_it(
    swift: Built, home: str, said: str
) -> None:
    assert said in swift.text(home)
    assert said in (swift.folder / home / "index.md").read_text("utf-8")
    assert not swift.page(home).xpath(".//form[contains(@class, 'filter')]")


def test_it_is_cited_under_the_name_of_its_author(swift: Built) -> None:
    text = swift.text("how-to-cite")

    assert "Swift, J. (2026, January 15). A Modest Proposal." in text
    assert "(Original work published 1729)" in text
    assert "Swift, Jonathan" in (swift.folder / "essay/index.html").read_text("utf-8")


def test_the_first_page_says_what_there_is(swift: Built) -> None:
    text = swift.text("")

    assert text.startswith(
        "A Modest Proposal The essay is by Jonathan Swift. It first appeared in 1729"
    )
    assert "“It is a melancholy object to" in text


def test_every_line_is_accounted_for(another: Built) -> None:
    text = another.text("about-this-text")

    assert "who wrote it, when or where" in text
    assert "No line of the file is dropped" in text
