"""Advice: told apart from problems, with a reason, and seldom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Project

from macros.__main__ import main
from macros.checking.findings import load_findings


def advice_on(project: Project, path: str) -> list[str]:
    """Return what is advised on a file."""
    findings, _ = load_findings(project.root, [])
    return [f.what for f in findings if f.severity == "advice" and f.path == path]


def plain(project: Project, **fields: str) -> None:
    """Write an objection that a work holds, with some fields changed."""
    given = {
        "id": "O9",
        "title": "Leaves block drains",
        "against": "[C1]",
        "glance": "They block them.",
        "text": "They do.",
        "held_by": "[{source: howard1902, locator: p. 3}]",
        **fields,
    }
    text = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    project.write("data/objections/O9.yml", text)


O9 = "data/objections/O9.yml"


def test_good_data_needs_no_advice(miniature: Project) -> None:
    plain(miniature)

    assert miniature.problems() == []
    assert advice_on(miniature, O9) == []


def test_advice_stops_nothing_and_says_what_it_is(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    plain(miniature, held_by="")

    code = main(["check", "--root", str(miniature.root)])

    assert code == 0
    said = capsys.readouterr().out
    assert f"{O9}:1: advice: an objection without a source; readers cannot see" in said
    assert "No problems, " in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "word " * 41 + "end."}, "a sentence of 42 words (“word word word word word …”)"),
        ({"text": "This is obviously so."}, "the loaded word “obviously”"),
        ({"glance": "Of course they do."}, "the loaded words “of course”"),
        ({"held_by": "[{source: howard1902}]"}, "howard1902 without a locator"),
        ({"held_by": ""}, "an objection without a source"),
        ({"text": "They **do**."}, "Markdown, “**”"),
        ({"text": "They _do_."}, "Markdown, “_do_”"),
        ({"text": "“They do &amp; do.”"}, "Markdown, “&amp;”"),
        ({"text": "See https://example.org/a."}, "Markdown, “https://example.org/a.”"),
        ({"text": "|\n  They do.\n\n  - one\n  - two\n"}, "Markdown, “-”"),
        ({"title": "Planted trees die"}, "the title of O3"),
    ],
)
def test_what_could_be_better_is_said(
    fields: dict[str, str], said: str, miniature: Project
) -> None:
    plain(miniature, **fields)

    assert miniature.problems() == []
    assert advice_on(miniature, O9) == [said]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "word " * 30 + "end. " + "word " * 30 + "end."},
        {"text": "It is not obviously so."},
        {"text": "Some call it “obviously so”."},
        {"held_by": "", "raised_at": "[P1.1]"},
        {"text": "They *do*, snake_case and R&D and a - b: 2 < 3."},
    ],
)
def test_what_only_looks_like_it_is_left_alone(fields: dict[str, str], miniature: Project) -> None:
    plain(miniature, **fields)

    assert advice_on(miniature, O9) == []


def test_the_spelling_of_the_minority_is_named_with_the_other(miniature: Project) -> None:
    plain(miniature, text="The color of a neighbor and the behaviour of another.")

    findings, _ = load_findings(miniature.root, [])

    said = [(f.what, f.why) for f in findings if "spelling" in f.what]
    assert said == [("the spelling “behaviour”", "elsewhere the data is American: behavior")]


def test_one_spelling_is_no_mix(miniature: Project) -> None:
    plain(miniature, text="The colour of a neighbour.")

    assert advice_on(miniature, O9) == []


def test_a_plural_that_does_not_link_is_noticed_at_its_term(miniature: Project) -> None:
    plain(miniature, text="There are many shades.")

    said = advice_on(miniature, "data/glossary/shade.yml")

    assert said == ["“shades” is used 1 time and does not link"]


def test_a_gloss_longer_than_its_quotation_is_noticed(miniature: Project) -> None:
    gloss = "gloss: " + "word " * 12 + "end."
    miniature.edit(
        "data/objections/O1.yml",
        "gloss: The harm depends on the choice of the tree.",
        gloss,
    )

    assert advice_on(miniature, "data/objections/O1.yml") == ["13 words on 12 of the essay"]


def test_web_pages_without_a_copy_are_named_together_until_they_have_one(
    miniature: Project,
) -> None:
    where = '"title": "Sylva, or A Discourse of Forest-Trees",'
    page = '"URL": "https://example.org/a",'
    copy = '"archive_location": "https://example.org/copy",'

    miniature.edit("data/sources.json", where, where + page)
    without = advice_on(miniature, "data/sources.json")
    miniature.edit("data/sources.json", page, page + copy)

    assert without == ["1 of 1 web pages have no archived copy (evelyn1664, …)"]
    assert advice_on(miniature, "data/sources.json") == []


def test_retired_items_get_no_advice(miniature: Project) -> None:
    plain(miniature, held_by="", retired="{date: 2026-12-01, reason: So.}")

    assert advice_on(miniature, O9) == []


def test_data_that_are_right_are_not_drowned_in_advice(any_root: Path) -> None:
    findings, _ = load_findings(any_root, [])

    advice = [found for found in findings if found.severity == "advice"]
    files = len(list((any_root / "data").rglob("*.yml")))
    assert len(advice) < files / 4


def test_a_large_gap_between_ids_gets_advice_and_a_small_one_none(miniature: Project) -> None:
    text = (miniature.root / "data/claims/C2.yml").read_text("utf-8")
    for number in (9, 90):
        own = text.replace("id: C2", f"id: C{number}").replace("title: ", f"title: {number} times ")
        miniature.write(f"data/claims/C{number}.yml", own)

    findings, _ = load_findings(miniature.root, [])

    gaps = [found for found in findings if "gap" in found.what]
    assert [(found.path, found.why) for found in gaps] == [
        ("data/claims/C90.yml", "ids follow one another, and C10 is free")
    ]


@pytest.mark.parametrize(
    ("term", "why"),
    [("US", "it links only in capitals"), ("Will", "each use of it will link")],
)
def test_a_term_that_is_a_common_word_gets_advice(term: str, why: str, miniature: Project) -> None:
    miniature.write("data/glossary/x.yml", f"id: x\nterm: {term}\ndefinition: Something.\n")

    findings, _ = load_findings(miniature.root, [])

    assert why in [found.why for found in findings if found.path == "data/glossary/x.yml"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is is is here.", None),
        ("It was was here.", "the same word twice (“was was”)"),
        ("TODO: say why.", "left over (“TODO”)"),
        ("As [@evelyn1664], p. 3 says.", "the place in a work outside its brackets"),
    ],
)
def test_slips_of_writing_get_advice(text: str, what: str | None, miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "glance: ", f'note: "{text}"\nglance: ')

    findings, _ = load_findings(miniature.root, [])

    found = [one.what for one in findings if one.path == "data/claims/C2.yml"]
    assert [one.split(" (“[@")[0] for one in found] == ([what] if what else [])


def test_a_work_given_twice_and_a_mistyped_isbn_get_advice(miniature: Project) -> None:
    works = json.loads((miniature.root / "data/sources.json").read_text("utf-8"))
    works += [{**works[0], "id": "evelyn1664a", "ISBN": "9780199678113"}]
    miniature.write("data/sources.json", json.dumps(works, indent=2))

    findings, _ = load_findings(miniature.root, [])

    said = [found.what for found in findings if found.path == "data/sources.json"]
    assert "the same work as evelyn1664" in said
    assert "the ISBN 9780199678113" in said
