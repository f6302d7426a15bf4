"""Works taken over from the libraries of reference managers, which are in libraries/."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Project
from samples import WORKS

from macros.__main__ import main
from macros.argument.sources import Source
from macros.desk.cleaning import clean
from macros.desk.imports import Import, load_import
from macros.desk.kinds import Refused
from macros.desk.libraries import read_library
from macros.references.apa import format_reference
from macros.references.bibliography import to_biblatex, to_bibtex, to_csl, to_ris

LIBRARIES = sorted((Path(__file__).parent / "libraries").iterdir())
every_library = pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)


def references(found: Import) -> list[str]:
    """Return what the works will look like."""
    works = map(Source.model_validate, found.works)
    return [str(format_reference(work).striptags()) for work in works]


@every_library
def test_every_manager_brings_the_same_works(library: Path, miniature: Project) -> None:
    found = load_import(miniature.root, library)

    assert not found.refused
    article, preprint, book = references(found)
    assert article.casefold().replace("co2", "co₂") == (
        "müller, a., king, m. l., jr., & 王小明. (1998). rock ’n’ roll, co₂ and homo sapiens. "
        "science & society, 17(3–4), 1661–1680. https://doi.org/10.1002/(sici)1097-0258(19980815/30)"
        "17:15/16%3c1661::aid-sim968%3e3.0.co;2-%23"
    )
    assert preprint.casefold() == (
        "tea board, good, i. j., et al. (2024). a plan & more (arxiv:2401.00001). arxiv. "
        "http://arxiv.org/abs/2401.00001"
    )
    assert book == (
        "van Gogh, V. (ca. 1885). L’art du thé (J. Doe, Trans.; 2nd ed.). Chapman & Hall."
    )


@every_library
def test_what_is_taken_over_passes_the_check(
    library: Path, miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

    assert main(["import", "--root", str(miniature.root), str(library)]) == 0
    assert miniature.problems() == []
    works = json.loads((miniature.root / "data/sources.json").read_text("utf-8"))
    assert len(works) == 6
    assert [work["id"] for work in works] == sorted(work["id"] for work in works)


@every_library
def test_what_is_there_already_stays(
    library: Path, miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    main(["import", "--root", str(miniature.root), str(library)])

    again = load_import(miniature.root, library)

    assert again.works == ()
    assert sum("is there already, as " in told for told in again.told) == 3


def test_the_works_are_shown_and_written_only_if_one_agrees(
    miniature: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (miniature.root / "data/sources.json").read_bytes()
    for answer in ("\n", "n\n", ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))

        assert main(["import", "--root", str(miniature.root), str(LIBRARIES[-2])]) == 0

        said = capsys.readouterr().out
        assert '"id": "mullerrock1998"' in said
        assert "Left out, as the site does not use it: abstract, number-of-pages." in said
        assert "Nothing was written." in said
    assert (miniature.root / "data/sources.json").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ({"id": "http://zotero.org/users/1/items/ABC"}, "doe2024"),
        ({"id": "7"}, "doe2024"),
        ({"id": "Doe_2024-tea:x"}, "doe2024teax"),
        ({"id": "x1", "citation-key": "doeTea2024"}, "doetea2024"),
        ({"id": "x1", "note": "Citation Key: doe.tea\nMore."}, "doetea"),
        ({"id": "howard1902"}, "howard1902b"),
        ({}, "doe2024"),
    ],
)
def test_an_id_of_any_form_becomes_one_of_ours(
    given: dict[str, str], id: str, miniature: Project, tmp_path: Path
) -> None:
    library = tmp_path / "library.json"
    work = {"type": "book", "title": "Tea", "author": [{"family": "Doe", "given": "Jane"}]}
    library.write_text(json.dumps([work | {"issued": {"date-parts": [[2024]]}} | given]))

    (taken,) = load_import(miniature.root, library).works

    assert taken["id"] == id


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ({"title": "On <i>tea</i> &amp; <b>milk</b>"}, {"title": "On tea & milk"}),
        ({"title": "x<sup>2</sup> in H<sub>2</sub>O"}, {"title": "x² in H₂O"}),
        ({"title": '"It\'s" a <span class="nocase">plan</span>'}, {"title": "“It’s” a plan"}),
        ({"title": ["One", "two"]}, {"title": "One; two"}),
        ({"type": "blog post"}, {"type": "post-weblog"}),
        ({"type": "journalArticle"}, {"type": "article-journal"}),
        ({"type": "document", "URL": "https://a.org"}, {"type": "webpage", "URL": "https://a.org"}),
        ({"issued": {"raw": "2020-05-01"}}, {"issued": {"date-parts": [[2020, 5, 1]]}}),
        ({"issued": {"literal": "Spring 2020"}}, {"issued": {"date-parts": [[2020]], "season": 1}}),
        ({"issued": {"literal": "in press"}}, {"issued": {"literal": "in press"}}),
        ({"issued": {"literal": "n.d."}}, {}),
        ({"issued": {"date-parts": [["2020", 0, 0]]}}, {"issued": {"date-parts": [[2020]]}}),
        ({"author": [{"family": "OpenAI", "given": ""}]}, {"author": [{"literal": "OpenAI"}]}),
        ({"author": [{}, {"literal": "Et al."}]}, {"author": [{"literal": "et al."}]}),
        ({"DOI": "https://doi.org/10.1/a%3Cb"}, {"DOI": "10.1/a<b"}),
        ({"URL": "http://dx.doi.org/10.1/x"}, {"DOI": "10.1/x"}),
        ({"page": "pp. 3 – 9"}, {"page": "3-9"}),
        ({"ISBN": "9780199678112 0199678111"}, {"ISBN": "9780199678112"}),
        ({"language": "en-GB"}, {}),
        ({"language": "ngerman"}, {"language": "de"}),
        ({"note": "Citation Key: tea1\ntex.ids: x\nRead it."}, {"note": "Read it."}),
        ({"note": "Preprint: arXiv:1912.01683"}, {"note": "Preprint: arXiv:1912.01683"}),
        ({"edition": "Second"}, {"edition": "2"}),
        ({"shortTitle": "Tea"}, {"title-short": "Tea"}),
    ],
)
def test_a_work_is_made_into_one_of_ours(given: dict[str, Any], cleaned: dict[str, Any]) -> None:
    work, _ = clean({"type": "book", "title": "Tea"} | given)

    assert work == {"type": "book", "title": "Tea"} | cleaned


def test_what_cannot_be_taken_is_said(
    miniature: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library.json"
    works = [
        {"type": "book", "title": "Tea", "page": "1}, note={\\input{other}"},
        {"type": "hologram", "title": "Tea for\ntwo"},
        {"type": "book"},
        {"type": "book", "title": "Mugs", "URL": "javascript:alert(1)"},
    ]
    library.write_text(json.dumps(works))

    assert main(["import", "--root", str(miniature.root), str(library)]) == 1

    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("1. “Tea” cannot be taken: page: '1}, note=")
    assert said[1].startswith("2. “Tea for two” cannot be taken: type is 'hologram'; expected one ")
    assert said[2] == "3. “” cannot be taken: it has no title."
    assert said[3].startswith("4. “Mugs” cannot be taken: URL: the address 'javascript:alert(1)'")
    assert said[4:] == ["Nothing was written."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A letter.", "this is no library of works; expected CSL-JSON, BibTeX or RIS"),
        ("[{]", "this CSL-JSON cannot be read: "),
        ('{"config": {}, "items": [{"itemType": "book"}]}', "this JSON is not CSL-JSON; in Zotero"),
        ("@book{a, title = {x}", "this BibTeX cannot be read: "),
        ("@book{a, title = foo}", "this BibTeX cannot be read: undefined string"),
    ],
)
def test_a_library_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said.replace("(", "\\(")):
        read_library(text)


def test_a_file_that_is_not_there_is_refused(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--root", str(miniature.root), "none.bib"]) == 1
    assert main(["import", "--root", str(miniature.root)]) == 1

    assert capsys.readouterr().err.splitlines() == [
        "there is no file none.bib.",
        "say which library, FILE=library.json: CSL-JSON, BibTeX or RIS.",
    ]


def test_tex_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("secret")

    (item,) = read_library(f"@book{{a, title = {{Tea \\input{{{secret}}} and more}}}}")

    assert "secret" not in str(item)


def test_one_broken_text_leaves_the_others_whole() -> None:
    work = "@book{{{}, title = {{{}}}, publisher = {{Chapman \\& Hall}}}}"
    read = read_library(work.format("a", "Tea for $5 a cup") + work.format("b", r"Caf{\'e} \& tea"))

    assert [clean(item)[0]["title"] for item in read] == ["Tea for $5 a cup", "Café & tea"]
    assert [item["publisher"] for item in read] == ["Chapman &amp; Hall"] * 2


@pytest.fixture
def here(any_root: Path) -> list[Source]:
    """Return the samples, and what a site cites."""
    items = json.loads((any_root / "data/sources.json").read_text("utf-8"))
    return [*WORKS.values(), *map(Source.model_validate, items)]


def test_our_own_works_come_back_as_they_were(here: list[Source]) -> None:
    given = [
        item | {"page": item["page"].replace("–", "-")} if "page" in item else item
        for item in to_csl(here)
    ]

    assert [clean(item)[0] | {"id": item["id"]} for item in given] == [
        item if item.get("issued") != {"literal": "n.d."} else without_date(item) for item in given
    ]


def without_date(item: dict[str, Any]) -> dict[str, Any]:
    """Return a work without its date: that there is none goes without saying."""
    return {name: value for name, value in item.items() if name != "issued"}


@pytest.mark.parametrize("write", [to_bibtex, to_biblatex, to_ris])
def test_our_own_files_can_be_read(write: Any, here: list[Source]) -> None:
    read = [clean(item)[0] for item in read_library(write(here))]

    assert [work["title"] for work in read] == [source.title for source in here]
    assert [len(work.get("author", ())) for work in read] == [len(s.author) for s in here]
