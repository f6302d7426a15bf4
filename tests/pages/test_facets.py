"""What the rows of the tables of claims and objections can be filtered by."""

from __future__ import annotations

from typing import Any

from examples import claim, corpus_of, objection, response, source

from macros.argument.relations import find_relations
from macros.pages.facets import Facets, find_choices, find_claim_facets, find_objection_facets


def _facets_of(find: Any, *values: Any) -> dict[str, Facets]:
    corpus = corpus_of(*values)
    found: dict[str, Facets] = find(corpus, find_relations(corpus))
    return found


def test_a_claim_stands_as_the_objections_to_it_do() -> None:
    facets = _facets_of(
        find_claim_facets,
        *(claim(id) for id in ("C1", "C2", "C3")),
        objection("O1", response("R1", "essay"), against=("C1", "C2")),
        objection("O2", against=("C2",)),
    )

    statuses = {id: facets[id]["status"] for id in ("C1", "C2", "C3")}
    assert statuses == {"C1": ("answered",), "C2": ("open",), "C3": ("unopposed",)}


def test_an_objection_has_the_side_of_each_thing_it_is_against() -> None:
    facets = _facets_of(
        find_objection_facets,
        *(claim("T1"), claim("C1"), claim("C2"), claim("A1")),
        objection("O1", response("R1"), against=("C1", "A1", "C2")),
        objection("O2", against=("R1", "T1")),
    )

    assert facets["O1"]["side"] == ("claim", "assumption")
    assert facets["O2"]["side"] == ("response", "thesis")


def test_the_works_of_a_response_and_of_a_text_are_those_of_the_objection() -> None:
    facets = _facets_of(
        find_objection_facets,
        *(source("a1"), source("b1"), source("c1"), source("d1"), claim("C1")),
        objection(
            "O1",
            response("R1", voice="source", quotes=(), text="Yes.", sources=[{"source": "b1"}]),
            against=("C1",),
            held_by=[{"source": "a1"}],
            text="As said [@c1].",
        ),
    )

    assert set(facets["O1"]["source"]) == {"a1", "b1", "c1"}


def test_a_claim_without_works_is_on_no_side() -> None:
    sided = [{"source": "a1", "bearing": side} for side in ("for", "for", "mixed")]
    facets = _facets_of(find_claim_facets, source("a1"), claim("C1"), claim("C2", sources=sided))

    assert facets["C1"]["side"] == ("none",)
    assert facets["C2"]["side"] == ("for", "mixed")


def test_only_what_some_row_has_can_be_chosen() -> None:
    facets = _facets_of(find_claim_facets, claim("C1"), claim("A1"))

    assert find_choices(facets.values(), "kind") == {"claim", "assumption"}
    assert find_choices(facets.values(), "status") == {"unopposed"}


def test_no_value_holds_a_space() -> None:
    facets = _facets_of(
        find_objection_facets,
        claim("C1"),
        objection("O1", response("R1", "essay"), against=("C1",)),
    )

    values = [value for values in facets["O1"].values() for value in values]
    assert "answered-by-the-essay" in values
    assert [value for value in values if " " in value] == []
