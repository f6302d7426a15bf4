"""The sites of other essays, as `make start` begins them, built and looked at as a whole."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from begun import Copy
from building import ROOT, Built, words_of
from programs import VNU, run_java

from macros.__main__ import main
from macros.argument import load_corpus

pytestmark = pytest.mark.slow

SWIFT = {
    "title": "A Modest Proposal",
    "author": "Swift, Jonathan",
    "issued": "1729",
    "license": "Public domain",
    "received_from": "Project Gutenberg’s e-book 1080",
    "received_from_url": "https://www.gutenberg.org/ebooks/1080",
}
DUVAL = {"author": "Duval, Camille", "issued": "1902", "language": "fr"}
FORMS = {"C1", "O1", "R1"}
"""Ids that pages name as examples of how ids look."""
READ = (".html", ".md", ".json", ".jsonld", ".txt", ".csv", ".bib", ".ris", ".atom", ".argdown")


def publish(folder: Path, essay: str, given: dict[str, str]) -> Built:
    """Begin a site, make its first edition, and build it."""
    copy = Copy(folder / essay)
    copy.begin(essay, **given)
    day = ["--date", "2026-01-15"]
    assert main(["edition", "--yes", "--root", str(copy.root), *day]) == 0
    return copy.build()


@pytest.fixture(scope="module")
def swift(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of a text in the public domain, 33 paragraphs long."""
    return publish(tmp_path_factory.mktemp("another"), "swift.txt", SWIFT)


@pytest.fixture(scope="module")
def duval(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of a short text in French with much structure."""
    return publish(tmp_path_factory.mktemp("another"), "refrain.txt", DUVAL)


@pytest.fixture(params=["swift", "duval"])
def another(request: pytest.FixtureRequest) -> Built:
    """Return the one and the other."""
    built: Built = request.getfixturevalue(request.param)
    return built


def test_it_builds_without_a_warning(another: Built) -> None:
    assert (another.ok, another.log) == (True, "")


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


def test_the_checker_of_html_finds_no_error(another: Built) -> None:
    ran = run_java(VNU, "--errors-only", "--skip-non-html", "--format", "gnu", str(another.folder))

    assert ran.stderr.splitlines()[:20] == []


def read_all(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that people or programs read, as text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in READ:
            yield path.relative_to(folder).as_posix(), html.unescape(path.read_text("utf-8"))


def test_no_word_about_the_essay_before_is_left(another: Built) -> None:
    before = load_corpus(ROOT)
    told = [before.essay.title, before.essay.title.title()]
    told += [claim.title for claim in before.claims.values()]
    told += [objection.title for objection in before.objections.values()]
    told += [f"/glossary/{id}/" for id in before.terms]
    told += [*before.sources, *(part.title for part in before.parts.values())]

    left = [
        f"{name}: {words}" for name, text in read_all(another.folder) for words in told
        if words in text
    ]  # fmt: skip

    assert len(told) > 2
    assert left == []


def words_outside_code(built: Built, home: str) -> str:
    """Return the words of a page without what is set as code, such as the formats of references."""
    page = built.page(home)
    for code in page.xpath(".//pre | .//code"):
        code.drop_tree()
    return words_of(page)


def test_no_page_names_an_item_that_is_not_there(another: Built) -> None:
    homes = [path.parent.relative_to(another.folder) for path in another.folder.rglob("index.html")]
    pages = [home.as_posix() for home in homes if home.name != "print"]
    named = re.compile(r"(?<![\w#/-])[TCAORN][1-9]\d*\b")

    found = {id for page in pages for id in named.findall(words_outside_code(another, page))}

    assert found <= FORMS


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

    assert text.startswith("A Modest Proposal The essay is by Jonathan Swift. It first appeared in 1729")
    assert "“It is a melancholy object to" in text


def test_every_line_is_accounted_for(another: Built) -> None:
    text = another.text("about-this-text")

    assert "who wrote it, when or where" in text
    assert "No line of the file is dropped" in text
