"""Every link of the corpus, seen from its other end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from examples import claim, corpus_of, essay_of, note, objection, response, source, term

from macros.argument.relations import Mention, Relations, find_relations
from macros.essay.parts import Part
from macros.records.fields import Citation


def _relations(*values: Any, **others: Any) -> Relations:
    return find_relations(corpus_of(*values, **others))


def _ids(values: Iterable[Any]) -> list[str]:
    return [value.id for value in values]


def _quote(*passages: str) -> list[dict[str, str]]:
    return [{"passage": passage} for passage in passages]


def test_a_claim_is_supported_by_what_supports_it() -> None:
    relations = _relations(
        claim("C1"), claim("C2", supports=("C1",)), claim("C3", supports=("C1",))
    )

    assert {id: _ids(claims) for id, claims in relations.supporters.items()} == {"C1": ["C2", "C3"]}


def test_an_assumption_is_needed_by_what_depends_on_it() -> None:
    relations = _relations(claim("C1", depends_on=("A1", "C2")), claim("C2"), claim("A1"))

    dependants = {id: _ids(claims) for id, claims in relations.dependants.items()}
    assert dependants == {"A1": ["C1"], "C2": ["C1"]}


def test_claims_and_responses_meet_the_objections_against_them() -> None:
    relations = _relations(
        claim("C1"),
        objection("O1", response("R1"), against=("C1", "T1")),
        objection("O2", against=("R1",)),
        objection("O3", against=("C1",)),
    )

    assert {id: _ids(found) for id, found in relations.objections.items()} == {
        "C1": ["O1", "O3"],
        "T1": ["O1"],
        "R1": ["O2"],
    }


def test_a_sentence_states_the_claims_that_quote_it_or_its_paragraph() -> None:
    relations = _relations(
        claim("C1", quotes=_quote("P1.2")),
        claim("C2", quotes=_quote("P1")),
        claim("C3", quotes=[{"passage": "P1.2", "words": "dear"}, {"passage": "P1.2"}]),
    )

    assert {id: _ids(claims) for id, claims in relations.claims_at.items()} == {
        "P1.1": ["C2"],
        "P1.2": ["C1", "C2", "C3"],
    }


def test_a_sentence_knows_where_the_essay_raises_an_objection() -> None:
    relations = _relations(objection("O1", raised_at=("P2",)), objection("O2", raised_at=("P2.1",)))

    raised = {id: _ids(found) for id, found in relations.raised.items()}
    assert raised == {"P2.1": ["O1", "O2"], "P2.2": ["O1"]}


def test_a_sentence_knows_the_responses_terms_and_notes_on_it() -> None:
    answer = response("R1", "essay", quotes=_quote("P1.1"))
    asked = objection("O1", answer)
    relations = _relations(
        asked, term("tea", quotes=_quote("P1.1")), note("N1", "P1"), note("N2", "P1.2")
    )

    assert relations.responses_at == {"P1.1": [(answer, asked)]}
    assert _ids(relations.terms_at["P1.1"]) == ["tea"]
    assert _ids(relations.notes_at["P1.1"]) == ["N1"]
    assert _ids(relations.notes_at["P1.2"]) == ["N1", "N2"]


def test_a_work_knows_everything_that_cites_it_and_where() -> None:
    cited = [{"source": "good1965", "locator": "p. 3"}]
    relations = _relations(
        source("good1965"),
        claim("C1", sources=[{"source": "good1965", "bearing": "for"}], text="So [@good1965]."),
        objection("O1", response("R1", "source", sources=cited), held_by=cited),
        objection("O2", text="It is so [@good1965, p. 9]."),
        note("N1", "P1", sources=cited),
        term("tea", definition="A drink [@good1965]."),
    )

    mentions = relations.mentions["good1965"]

    found = [(mention.by, mention.citation.locator) for mention in mentions]
    assert found == [
        ("C1", None),
        ("C1", None),
        ("O1", "p. 3"),
        ("R1", "p. 3"),
        ("O2", "p. 9"),
        ("N1", "p. 3"),
        ("term:tea", None),
    ]


def test_the_same_citation_twice_in_one_place_is_one_mention() -> None:
    relations = _relations(source("a"), claim("C1", text="So [@a]. And so [@a].", note="[@a]"))

    assert relations.mentions == {"a": [Mention("C1", Citation(source="a"))]}


def test_an_item_knows_whose_text_refers_to_it() -> None:
    relations = _relations(
        claim("C1", note="See [C2] and [C1]."),
        claim("C2", text="See [O1], [P1] and [R1]. Again [O1]."),
        objection("O1", response("R1", text="See [C2].")),
        term("tea", here="See [C2]."),
        note("N1", "P1", text="See [N1] and [C2]."),
    )

    assert relations.mentioned_by == {
        "C2": ["C1", "R1", "N1", "term:tea"],
        "O1": ["C2"],
        "P1": ["C2"],
        "R1": ["C2"],
    }


def test_quoted_words_refer_to_nothing() -> None:
    relations = _relations(
        claim("C1"), claim("C2", quotes=[{"passage": "P1", "words": "See [C1] and [@good1965]"}])
    )

    assert relations.mentioned_by == {}
    assert relations.mentions == {}


PARTS = (
    Part(id="first", title="One", glance="One.", paragraphs=("P1",)),
    Part(id="second", title="Two", glance="Two.", paragraphs=("P2", "P3")),
)
ESSAY = essay_of("One a. One b.", "Two a. Two b.", "Three.")


def test_paragraphs_and_sentences_know_their_part() -> None:
    relations = _relations(essay=ESSAY, parts=PARTS)

    part_of = {id: part.id for id, part in relations.part_of.items()}
    assert part_of == {
        **dict.fromkeys(("P1", "P1.1", "P1.2"), "first"),
        **dict.fromkeys(("P2", "P2.1", "P2.2", "P3", "P3.1"), "second"),
    }


def test_a_part_has_the_claims_stated_there_in_the_order_of_the_essay() -> None:
    relations = _relations(
        claim("C1", quotes=_quote("P3.1", "P1.1")),
        claim("C2", quotes=_quote("P2")),
        claim("C3", quotes=_quote("P2.1")),
        claim("A1"),
        essay=ESSAY,
        parts=PARTS,
    )

    claims_of = {id: _ids(claims) for id, claims in relations.claims_of.items()}
    assert claims_of == {"first": ["C1"], "second": ["C2", "C3", "C1"]}


def test_a_part_has_the_objections_raised_there_or_against_its_claims_by_number() -> None:
    relations = _relations(
        claim("C1", quotes=_quote("P1.1")),
        claim("C2", quotes=_quote("P2.1")),
        objection("O1", against=("C2",)),
        objection("O2", against=("C1",), raised_at=("P3",)),
        objection("O3", against=("T1",)),
        essay=ESSAY,
        parts=PARTS,
    )

    objections_of = {id: _ids(found) for id, found in relations.objections_of.items()}
    assert objections_of == {"first": ["O2"], "second": ["O1", "O2"]}


def test_a_part_without_objections_has_none() -> None:
    assert _relations(essay=ESSAY, parts=PARTS).objections_of == {"first": [], "second": []}


def test_a_term_knows_the_sentences_that_use_it_once_each() -> None:
    relations = _relations(term("tea"), term("milk"), term("dear", "warm"))

    assert relations.term_sentences == {
        "tea": ["P1.1", "P1.2"],
        "dear": ["P1.1", "P1.2", "P2.1"],
    }
