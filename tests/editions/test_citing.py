"""What the “Cite” controls of the miniature say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Built, Project
from once import make_once
from story import publish


@pytest.fixture
def project(miniature: Project) -> Project:
    """The miniature with one edition."""
    publish(miniature, "2026-01-15")
    return miniature


@pytest.fixture(scope="module")
def frozen() -> Built:
    """The site of the miniature with one edition."""
    return make_once("frozen", _freeze)


def _freeze(folder: Path) -> Built:
    project = Project(folder / "miniature")
    publish(project, "2026-01-15")
    return project.build()


def control(built: Built, home: str, number: int = 0) -> dict[str, str]:
    """Return what a “Cite” control of a page offers, by style."""
    details = built.page(home).xpath(".//details[@class='cite']")[number]
    styles = [dt.text_content() for dt in details.xpath(".//dt")]
    return dict(zip(styles, [dd.text_content() for dd in details.xpath(".//dd")], strict=True))


def test_a_claim_is_cited_by_id_version_edition_and_pinned_address(frozen: Built) -> None:
    offered = control(frozen, "claims/c1")

    assert offered["APA (7th edition)"].endswith(
        "(claim C1, version 1). (2026, January 15). Plant the Street Trees Now."
        " http://127.0.0.1:8000/claims/c1/v1/"
    )


def test_a_reworded_claim_is_cited_in_its_last_frozen_version(project: Project) -> None:
    project.edit("data/claims/C1.yml", "title: ", "title: New words, once ")

    built = project.build()

    assert "in no edition yet" in built.text("claims/c1")
    assert "version 1" in control(built, "claims/c1")["Plain text"]
    assert "New words" not in control(built, "claims/c1")["Plain text"]


def test_a_part_is_quoted_in_the_essays_words_with_their_number(frozen: Built) -> None:
    quoted = control(frozen, "argument/roots")["Plain text"]

    first = frozen.page("argument/roots").xpath(".//*[@class='passage-link']")[0]
    words = first.getnext().text_content()
    assert quoted.startswith(f"“{words}” (Roots and accounts (part, version 1), P")
    assert f"P{first.get('data-n')}, Plant the Street Trees Now, 2026-01-15, " in quoted


def test_what_can_be_copied_of_a_sentence_has_the_day_of_the_first_edition_with_its_words(
    project: Project,
) -> None:
    project.edit("data/claims/C1.yml", "title: ", "title: New words, once ")
    publish(project, "2026-02-20")

    (section,) = project.build().page("essay").xpath(".//*[@data-copies]")

    copies = dict(json.loads(section.get("data-copies")))
    assert list(copies) == ["Copy quotation", "Copy as MLA", "Copy as APA", "Copy link"]
    assert copies["Copy quotation"] == (
        "“{words}” (Plant the Street Trees Now, {passage}, 2026-01-15, {address})"
    )


def test_the_date_of_the_essay_is_the_day_its_words_were_first_frozen(project: Project) -> None:
    project.edit("data/claims/C1.yml", "title: ", "title: New words, once ")
    publish(project, "2026-02-20")

    built = project.build()

    essay = json.loads((built.folder / "essay/essay.json").read_text("utf-8"))[0]
    site = json.loads((built.folder / "site.json").read_text("utf-8"))[0]
    assert essay["issued"] == {"date-parts": [[2026, 1, 15]]}
    assert site["issued"] == {"date-parts": [[2026, 2, 20]]}
    assert "(2026, January 15)" in control(built, "essay")["APA (7th edition)"]
    assert '"datePublished": "2026-01-15"' in built.html("essay")
    assert 'name="citation_publication_date" content="2026/01/15"' in built.html("essay")


def test_what_can_be_copied_of_a_sentence_in_no_edition_has_no_date(built: Built) -> None:
    (section,) = built.page("essay").xpath(".//*[@data-copies]")

    assert "(n.d.)" in dict(json.loads(section.get("data-copies")))["Copy as APA"]


def test_what_is_in_no_edition_warns_that_it_may_change(built: Built) -> None:
    assert "its wording may still change" in built.text("claims/c1")
    assert "(n.d.)" in control(built, "claims/c1")["APA (7th edition)"]
    assert "version" not in control(built, "claims/c1")["APA (7th edition)"]


def test_each_response_has_a_control_of_its_own(frozen: Built) -> None:
    cited = [control(frozen, "objections/o1", number)["RIS"] for number in range(2)]

    assert "(objection O1, version 1)" in cited[0]
    assert "(response R1, version 1)" in cited[1]


def test_the_files_for_reference_managers_are_there(frozen: Built) -> None:
    links = [a.get("href") for a in frozen.page("claims/c1").xpath(".//details//a[@download]")]
    texts = {name: (frozen.folder / f"claims/c1/c1.{name}").read_text() for name in ("bib", "json")}

    assert links == [f"../../claims/c1/c1.{name}" for name in ("bib", "ris", "json")]
    assert texts["bib"].startswith("@misc{ptstn-c1-v1,")
    assert json.loads(texts["json"])[0]["URL"] == "http://127.0.0.1:8000/claims/c1/v1/"


@pytest.mark.parametrize("home", ["essay", "argument/shade", "glossary/canopy", "objections/o2"])
def test_every_kind_of_page_can_be_cited(frozen: Built, home: str) -> None:
    assert len(control(frozen, home)) == 12
