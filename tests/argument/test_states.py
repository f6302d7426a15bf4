"""How an objection stands follows from who has replied and from what is said against the reply."""

from __future__ import annotations

import csv
import dataclasses
import re
from io import StringIO
from itertools import product
from typing import Any

import lxml.html
import pytest
from conftest import Project, words_of
from examples import claim, corpus_of, objection, response

from macros.alternates.alternates import make_alternates
from macros.argument import words
from macros.argument.corpus import Corpus, load_corpus
from macros.argument.objections import Objection, Response
from macros.argument.relations import find_relations
from macros.argument.states import State, find_states, mark_of, status_of
from macros.exports.items import export_items
from macros.exports.tables import export_csv
from macros.map.graph import find_graph
from macros.pages.book import render_book
from macros.pages.view import View
from macros.prose.counts import COUNTED
from macros.site.search import find_entries

RETIRED = {"date": "2026-12-01", "reason": "It was wrong."}
NAMES = {"essay": "the essay replies", "source": "answered in print"}
CASES = {
    "no response": None,
    "a response": (),
    "a response that one objection is against": ("O{}1",),
    "a response that two objections are against": ("O{}1", "O{}2"),
    "a response that a retired objection is against": (),
    "a retired response": None,
    "a retired response that an objection is against": None,
    "a retired response beside one that an objection is against": ("O{}1",),
}
"""What a voice may have said, and who then disputes it; None where that makes no state."""


def corpus_with(*values: Any) -> Corpus:
    """Make a corpus in which what is retired is apart, as it is in one that was loaded."""
    corpus = corpus_of(claim("C1"), *values)
    objections = corpus.objections
    return dataclasses.replace(
        corpus,
        objections={id: one for id, one in objections.items() if not one.retired},
        retired_objections={id: one for id, one in objections.items() if one.retired},
    )


def _said(voice: str, case: str, number: int) -> tuple[list[Response], list[Objection]]:
    """Return the responses and the rebuttals that a case has; their numbers begin alike."""
    if case == "no response":
        return [], []
    first = {"retired": RETIRED} if case.startswith("a retired response") else {}
    responses = [response(f"R{number}1", voice, **first)]
    if "beside" in case:
        responses.append(response(f"R{number}2", voice))
    gone = {"retired": RETIRED} if "retired objection" in case else {}
    count = 0 if "against" not in case else 1 + ("two" in case)
    against = (responses[-1].id,)
    ids = [f"O{number}{place}" for place in range(1, count + 1)]
    return responses, [objection(id, against=against, **gone) for id in ids]


def corpus_of_cases(essay: str, source: str, editors: str) -> Corpus:
    """Make a corpus in which O1 has been replied to by each voice as its case says."""
    said = [_said(*one) for one in (("essay", essay, 2), ("source", source, 3))]
    said.append(_said("editors", editors, 4))
    responses = [one for ours, _ in said for one in ours]
    return corpus_with(objection("O1", *responses), *(one for _, theirs in said for one in theirs))


@pytest.mark.parametrize(("essay", "source"), list(product(CASES, CASES)))
def test_every_combination_has_its_states(essay: str, source: str) -> None:
    expected = [
        State(NAMES[voice], tuple(id.format(number) for id in disputed_by))  # type: ignore[arg-type]
        for voice, case, number in (("essay", essay, 2), ("source", source, 3))
        if (disputed_by := CASES[case]) is not None
    ]

    for editors in CASES:
        states = find_states(corpus_of_cases(essay, source, editors))["O1"]
        assert states == (tuple(expected) or (State("no answer recorded"),))


@pytest.mark.parametrize("case", CASES)
def test_only_the_editors_have_responded_and_no_answer_is_recorded(case: str) -> None:
    states = find_states(corpus_of_cases("no response", "no response", case))["O1"]

    assert states == (State("no answer recorded"),)


def test_an_objection_to_two_responses_of_a_voice_disputes_it_once() -> None:
    answered = objection("O1", response("R1", "source"), response("R2", "source"))
    corpus = corpus_with(answered, objection("O2", against=("R2", "R1")))

    assert find_states(corpus)["O1"] == (State("answered in print", ("O2",)),)


def test_a_rebuttal_stands_even_if_it_has_been_answered_itself() -> None:
    corpus = corpus_with(
        objection("O1", response("R1", "essay")),
        objection("O2", response("R2", "source"), against=("R1",)),
    )

    assert find_states(corpus)["O1"] == (State("the essay replies", ("O2",)),)


def test_a_retired_objection_has_its_states_too() -> None:
    corpus = corpus_with(objection("O1", response("R1", "essay"), retired=RETIRED))

    assert find_relations(corpus).states["O1"] == (State("the essay replies"),)


def test_what_is_retired_in_a_file_changes_the_state(miniature: Project) -> None:
    def states() -> dict[str, str]:
        found = find_states(load_corpus(miniature.root))
        return {id: words.tell_states(each) for id, each in found.items()}

    before = states()
    text = (miniature.root / "data/objections/O4.yml").read_text("utf-8")
    withdrawn = "retired:\n  date: 2026-12-01\n  reason: It was wrong.\n"
    miniature.write("data/objections/O4.yml", text + withdrawn)

    assert before == {
        "O1": "the essay replies",
        "O2": "answered in print · disputed by O4",
        "O3": "no answer recorded",
        "O4": "no answer recorded",
    }
    assert states() == before | {"O2": "answered in print"}


@pytest.mark.parametrize(
    ("states", "status", "mark"),
    [
        ([State("no answer recorded")], "open", "open"),
        ([State("the essay replies")], "answered by the essay", "replied"),
        ([State("the essay replies", ("O2",))], "answered by the essay", "disputed"),
        ([State("answered in print")], "answered by others", "replied"),
        (
            [State("the essay replies"), State("answered in print", ("O2",))],
            "answered by the essay",
            "disputed",
        ),
    ],
)
def test_what_a_state_was_called_and_its_mark(states: list[State], status: str, mark: str) -> None:
    assert (status_of(states), mark_of(states)) == (status, mark)


# -- where it stands


SHOWN = {
    ("no response", "no response"): "no answer recorded",
    ("a response", "no response"): "the essay replies",
    (
        "a response that one objection is against",
        "no response",
    ): "the essay replies · disputed by O21",
    (
        "no response",
        "a response that two objections are against",
    ): "answered in print · disputed by O31 and O32",
    (
        "a response that one objection is against",
        "a response",
    ): "the essay replies (disputed by O21) · answered in print",
    (
        "a response that two objections are against",
        "a response that one objection is against",
    ): "the essay replies (disputed by O21 and O22) · answered in print (disputed by O31)",
}


def view_of(essay: str, source: str) -> View:
    """Return a view in which O1 stands as the cases say."""
    return View(corpus_of_cases(essay, source, "a response"))


@pytest.mark.parametrize(("cases", "told"), list(SHOWN.items()))
def test_every_page_tells_the_state_alike(cases: tuple[str, str], told: str) -> None:
    view = view_of(*cases)
    first = view.corpus.objections["O1"]
    pages = {
        "page": view.render("objection_page", objection=first),
        "table": view.render("objection_table"),
        "book": render_book(view),
    }

    for name, page in pages.items():
        shown_states = lxml.html.fromstring(f"<div>{page}</div>").find_class("states")
        assert told in [words_of(each) for each in shown_states], name


@pytest.mark.parametrize(("cases", "told"), list(SHOWN.items()))
def test_every_file_and_the_map_tell_the_state_alike(cases: tuple[str, str], told: str) -> None:
    view = view_of(*cases)
    markdown = dict(make_alternates(view, {}))["/objections/o1/index.md"]
    (row, *_) = csv.DictReader(StringIO(export_csv(view)))
    exported = {item["id"]: item for item in export_items(view)["objections"]}["O1"]
    kinds = {entry["id"]: entry["kind"] for entry in find_entries(view.corpus)}

    assert f"Objection O1, {told}." in re.sub(r"\[(O\d+)\]\([^)]*\)", r"\1", markdown)
    assert row["states"] == told
    assert kinds["O1"] == f"Objection O1 · {told}"
    assert find_graph(view.corpus).nodes["O1"].state == told
    assert exported["states"] == [
        {"state": state.name, "disputed_by": list(state.disputed_by)}
        for state in view.relations.states["O1"]
    ]


def test_the_first_page_counts_what_stands_how() -> None:
    corpus = corpus_with(
        objection("O1"),
        objection("O2", response("R2")),
        objection("O3", response("R3", "essay")),
        objection("O4", response("R4", "source")),
        objection("O5", against=("R4",)),
        objection("O6", response("R6", "source"), retired=RETIRED),
    )

    counted = {name: count(corpus) for name, count in COUNTED.items() if "objections" in name}

    assert counted == {
        "objections": 5,
        "open objections": 3,
        "objections with a reply": 2,
        "disputed objections": 1,
    }


def test_a_gloss_stands_wherever_its_response_does() -> None:
    corpus = corpus_with(objection("O1", response("R1", "essay", gloss="It is not so.")))
    view = View(corpus)
    objection_1 = corpus.objections["O1"]
    markdown = dict(make_alternates(view, {}))["/objections/o1/index.md"]
    found = {entry["id"]: entry["text"] for entry in find_entries(corpus)}

    assert "The essay, in the editors’ summary</a>: It is not so." in view.render("objection_table")
    assert "The editors’ summary:</span> It is not so." in view.render(
        "objection_page", objection=objection_1
    )
    assert "The editors’ summary:</span> It is not so." in render_book(view)
    assert "The editors’ summary: It is not so." in markdown
    assert "It is not so." in found["R1"]
    assert find_graph(corpus).describe("R1") == (
        "R1, response. The essay, in the editors’ summary: It is not so."
    )
