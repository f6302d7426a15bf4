"""How a wording came about, what is open, and who has helped: in the data and on the pages."""

from __future__ import annotations

import json

import pytest
from conftest import Built, Project
from examples import claim, corpus_of, objection, response

from macros.alternates.alternates import make_alternates
from macros.argument.objections import Objection
from macros.argument.relations import find_relations
from macros.editions.citable import find_citables
from macros.pages.book import render_book
from macros.pages.open_questions import find_questions
from macros.pages.view import View

ENDORSED = {
    "origin": "endorsed",
    "by": "Ann & Ash",
    "date": "2026-12-01",
    "seen_at": "https://example.org/yes?a=1&b=2",
}
CONTESTED = {
    "origin": "paraphrased",
    "contested": ({"date": "2026-12-02", "reason": "It leaves out *roots*.", "by": "B. Beech"},),
}


def page_of(shown: Objection) -> str:
    """Return the page of an objection."""
    return str(View(corpus_of(claim("C1"), shown)).render("objection_page", objection=shown))


def test_a_wording_of_which_nothing_is_recorded_is_the_editors_and_says_so() -> None:
    page = page_of(objection("O1"))

    assert "The editors’ paraphrase; no holder has endorsed it yet" in page
    assert 'href="/how-to-contribute/#wording"' in page


def test_an_endorsed_wording_says_by_whom_when_and_where() -> None:
    page = page_of(objection("O1", wording=ENDORSED))

    assert "Endorsed wording" in page
    assert "Ann &amp; Ash endorsed this wording on 2026-12-01" in page
    assert 'href="https://example.org/yes?a=1&amp;b=2"' in page
    assert "no holder has endorsed" not in page


def test_a_quoted_wording_says_whose_words_it_has() -> None:
    wording = {"origin": "quoted", "by": "B. Beech", "seen_at": "https://example.org/said"}

    page = page_of(objection("O1", wording=wording))

    assert "In the words of a holder" in page
    assert "B. Beech: " in page


def test_an_endorsed_wording_is_called_so_in_the_book_and_in_markdown_too() -> None:
    view = View(corpus_of(claim("C1"), objection("O1", wording=ENDORSED)))

    book = str(render_book(view))
    markdown = dict(make_alternates(view, {}))["/objections/o1/index.md"]

    assert "wording endorsed by Ann &amp; Ash" in book
    assert "Wording endorsed by Ann &amp; Ash:" in markdown
    assert "paraphrase" not in book + markdown


def test_an_endorsed_wording_shows_in_its_row_and_another_does_not() -> None:
    view = View(corpus_of(claim("C1"), objection("O1", wording=ENDORSED), objection("O2")))

    table = str(view.render("claim_objections", claim=view.corpus.claims["C1"]))

    assert table.count("Wording endorsed by Ann &amp; Ash") == 1
    assert table.count("endorsed") == 1


def test_a_contested_wording_says_by_whom_and_why() -> None:
    page = page_of(objection("O1", wording=CONTESTED))

    assert "It leaves out <em>roots</em>." in page
    assert "B. Beech, 2026-12-02" in page


def test_how_a_wording_came_about_is_no_part_of_what_is_frozen() -> None:
    bare, recorded = corpus_of(objection("O1")), corpus_of(objection("O1", wording=ENDORSED))

    assert [c.wording for c in find_citables(bare)] == [c.wording for c in find_citables(recorded)]


def test_the_questions_are_the_unanswered_the_open_and_the_contested() -> None:
    corpus = corpus_of(
        claim("C1"),
        objection("O1"),
        objection("O2", response("R1")),
        objection("O3", response("R2", "essay")),
        objection("O4", response("R3", "essay"), against=("R2",)),
        objection("O5", response("R4", "essay"), wording=CONTESTED),
    )

    questions = find_questions(corpus, find_relations(corpus))

    assert [o.id for o in questions.unanswered] == ["O1"]
    assert [o.id for o in questions.open] == ["O2"]
    assert [(r.id, o.id) for r, o in questions.contested_responses] == [("R2", "O3")]
    assert [o.id for o in questions.contested_wordings] == ["O5"]


def test_the_page_of_open_questions_names_them_and_invites(built: Built) -> None:
    text = built.text("open-questions")

    assert "Objections without a response (1)" in text
    assert "Planted trees die O3" in text
    assert "Responses that are disputed (1)" in text
    assert "Parks are not streets O4" in text
    assert "No holder of an objection has said that its wording here is wrong" in text
    assert "add it. How to do it." in text


def test_nobody_is_named_unless_the_data_does(built: Built) -> None:
    assert "Nobody is named yet." in built.text("contributors")


CONTRIBUTORS = """\
- name: Zoe <script>
  contribution: The *wording* of O1
  consent:
    date: 2026-12-01
    seen_at: "[@howard1902, p. 3]"
- name: Ann Ash
  contribution: A reference
  link: https://example.org/ann
  consent:
    date: 2026-12-02
    seen_at: https://example.org/yes
"""


def test_contributors_are_listed_by_name_with_their_consent(miniature: Project) -> None:
    miniature.write("data/contributors.yml", CONTRIBUTORS.replace(" <script>", ""))

    assert miniature.problems() == []
    page = miniature.build().page("contributors")

    items = [" ".join(item.text_content().split()) for item in page.xpath(".//li")]
    assert items == [
        "Ann Ash: A reference (agreed to be named on 2026-12-02, https://example.org/yes)",
        "Zoe: The wording of O1 (agreed to be named on 2026-12-01, (Howard, 1902, p. 3))",
    ]


def test_a_name_with_markup_is_refused(miniature: Project) -> None:
    miniature.write("data/contributors.yml", CONTRIBUTORS)

    assert [p.split(": ", 1)[1] for p in miniature.problems()] == [
        "name: HTML in text (“Zoe <script>”); write plain text; put a space after a < that is meant"
    ]


@pytest.mark.parametrize("origin", ["quoted", "endorsed"])
def test_the_export_says_how_a_wording_came_about(origin: str, miniature: Project) -> None:
    wording = (
        f"wording:\n  origin: {origin}\n  by: B. Beech\n  date: 2026-12-01\n"
        "  seen_at: https://example.org/said\n"
    )
    path = miniature.root / "data/objections/O3.yml"
    path.write_text(path.read_text("utf-8") + wording, "utf-8")

    folder = miniature.build().folder

    exported = json.loads((folder / "data/v1/objections.json").read_text("utf-8"))["items"]
    found = {item["id"]: item["wording"] for item in exported}
    assert found["O1"] is None
    assert found["O3"] == {
        "origin": origin,
        "by": "B. Beech",
        "date": "2026-12-01",
        "seen_at": "https://example.org/said",
        "note": None,
        "contested": [],
    }
