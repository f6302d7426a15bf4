"""What the argument still lacks, and what nothing uses."""

from __future__ import annotations

from typing import Any

import pytest
from examples import claim, corpus_of, note, objection, response, source, term

from macros.argument.relations import find_relations
from macros.pages.coverage import Gaps, find_gaps


def _gaps(*values: Any) -> Gaps:
    corpus = corpus_of(*values)
    return find_gaps(corpus, find_relations(corpus))


def _ids(values: list[Any]) -> list[str]:
    return [value.id for value in values]


CITED = [{"source": "good1965"}]


def test_a_claim_assumption_or_thesis_that_meets_no_objection_is_a_gap() -> None:
    gaps = _gaps(
        claim("T1"), claim("C1"), claim("C2"), claim("A1"), objection("O1", against=("C1", "A1"))
    )

    assert _ids(gaps.claims_without_objection) == ["T1", "C2"]


def test_an_objection_to_which_no_answer_is_recorded_is_a_gap() -> None:
    gaps = _gaps(
        objection("O1", response("R1")),
        objection("O2"),
        objection("O3", response("R3", "essay")),
        objection("O4", response("R4", "source")),
    )

    assert _ids(gaps.objections_without_answer) == ["O1", "O2"]


def test_a_response_that_cites_nothing_and_is_not_the_essays_own_is_a_gap() -> None:
    gaps = _gaps(
        objection("O1", response("R1", "essay"), response("R2"), response("R3", "source")),
        objection(
            "O2",
            response("R4", sources=CITED),
            response("R5", text="So [@good1965]."),
            held_by=CITED,
        ),
    )

    assert _ids(gaps.responses_without_source) == ["R2", "R3"]


def test_an_objection_that_names_no_holder_is_a_gap() -> None:
    gaps = _gaps(objection("O1", held_by=CITED), objection("O2", text="As in [@good1965]."))

    assert _ids(gaps.objections_without_holder) == ["O2"]


def test_a_sentence_that_no_claim_draws_on_is_a_gap() -> None:
    gaps = _gaps(claim("C1", quotes=[{"passage": "P1"}, {"passage": "P2.2", "words": "cheap"}]))

    assert _ids(gaps.sentences_without_claim) == ["P2.1"]


@pytest.mark.parametrize(
    "user",
    [
        claim("C1", text="We drink Milk."),
        objection("O1", glance="Why milk?"),
        objection("O1", response("R1", text="Because of milk.")),
        note("N1", "P1", text="Perhaps milk is meant."),
        term("cream", definition="What stands on milk."),
        term("cream", confused_with=[{"term": "milk"}]),
    ],
)
def test_a_term_that_something_uses_is_no_gap(user: Any) -> None:
    assert "milk" not in _ids(_gaps(term("milk"), user).terms_unused)


def test_a_term_that_the_essay_uses_or_that_quotes_it_is_no_gap() -> None:
    gaps = _gaps(term("tea"), term("drink", quotes=[{"passage": "P1.1"}]))

    assert gaps.terms_unused == []


def test_a_term_that_only_its_own_page_uses_is_a_gap() -> None:
    gaps = _gaps(term("milk", definition="Milk is white.", here="Milk is absent."))

    assert _ids(gaps.terms_unused) == ["milk"]


def test_a_work_that_nothing_cites_is_a_gap() -> None:
    gaps = _gaps(source("good1965"), source("ashby1956"), claim("C1", text="So [@good1965]."))

    assert _ids(gaps.sources_unused) == ["ashby1956"]


def test_an_argument_that_lacks_nothing_has_no_gaps() -> None:
    gaps = _gaps(
        claim("C1", quotes=[{"passage": "P1"}, {"passage": "P2"}]),
        objection("O1", response("R1", "essay"), held_by=CITED),
        term("tea"),
        source("good1965"),
    )

    assert gaps == Gaps([], [], [], [], [], [], [])
