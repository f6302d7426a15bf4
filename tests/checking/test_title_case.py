"""Titles of works in title case are noticed; names, quotations and beginnings are left alone."""

from __future__ import annotations

import json

import pytest
from conftest import Project
from examples import person, source

from macros.checking.findings import load_findings
from macros.checking.title_case import find_capitals, find_names


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("The Planting of Street Trees", ["Planting", "Street", "Trees"]),
        ("Do Street Trees Pay for Themselves?", ["Street", "Trees", "Themselves"]),
        ("The planting of street trees", []),
        ("Shade: Why street trees pay", []),
        ("Does shade pay? Street trees and their cost", []),
        ("Shade – A Measure of Streets", ["Measure", "Streets"]),
        ("Shade", []),
        ("The Planting of street trees", []),
        ("Street Trees", []),
        ("Street Trees in the large cities of Europe and Asia", []),
        ("A review of “The Planting of Street Trees”", []),
        ("OpenTrees and GrowNet with LEAF", []),
        ("Über die Kühle", []),
        ("", []),
    ],
)
def test_a_title_is_in_title_case_if_its_long_words_have_capitals(
    title: str, found: list[str]
) -> None:
    assert find_capitals(title) == found


def test_names_are_left_alone() -> None:
    works = [source("a1", author=[person("Olmsted", "Frederick")]), source("b1")]
    texts = [
        "In the parks of Boston, shade pays.",
        "We read “The Shade of Oslo”. Shade pays.",
    ]

    names = find_names(works, texts)

    assert {"olmsted", "frederick", "boston"} <= names
    assert names.isdisjoint({"shade", "oslo", "in", "we"})
    assert find_capitals("How Frederick Olmsted’s Boston was planted", names) == []
    assert find_capitals("How Olmsted Planted Boston’s Many Parks", names) == [
        *("Planted", "Many", "Parks"),
    ]


def advised(project: Project, **fields: str) -> list[str]:
    """Return what is advised on the title of a work with these fields."""
    work = {"id": "evelyn1664", "type": "book", "title": "Trees", **fields}
    others = [{"id": id, "type": "book", "title": "Trees"} for id in ("howard1902", "olmsted1870")]
    project.write("data/sources.json", json.dumps([work, *others]))
    findings, _ = load_findings(project.root, [])
    return [f"{one.line}: {one.what}; {one.why}" for one in findings if "title case" in one.what]


def test_a_title_in_title_case_is_advised_on_with_a_reason(miniature: Project) -> None:
    (said,) = advised(miniature, title="The Planting of Street Trees")

    assert said == (
        "1: a title in title case (Planting, Street, Trees); CSL asks for sentence case: "
        "a style can add capitals, and none can take them away"
    )


def test_a_title_in_sentence_case_or_in_another_language_is_not_advised_on(
    miniature: Project,
) -> None:
    assert advised(miniature, title="The planting of street trees") == []
    assert advised(miniature, title="Vom Schatten der Bäume im Sommer", language="de") == []


def test_names_of_authors_are_none_of_it(miniature: Project) -> None:
    (said,) = advised(miniature, title="The Life of Ebenezer Howard in Letters")
    assert "(Life, Ebenezer, Howard, Letters)" in said

    work = {"id": "evelyn1664", "type": "book", "title": "The Life of Ebenezer Howard"}
    author = [{"family": "Howard", "given": "Ebenezer"}]
    others = [
        {"id": "howard1902", "type": "book", "title": "Trees", "author": author},
        {"id": "olmsted1870", "type": "book", "title": "Trees"},
    ]
    miniature.write("data/sources.json", json.dumps([work, *others]))
    findings, _ = load_findings(miniature.root, [])
    assert [found for found in findings if "title case" in found.what] == []
