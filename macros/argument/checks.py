"""What can be wrong with a draft beyond one field: in a file, and between files of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from ..essay import (
    Essay,
    check_boundaries,
    check_note,
    check_parts,
    check_passages,
    check_questions,
    find_pieces_of,
    find_questions,
    judge_decisions,
)
from ..records import Entry, Model, Problem
from .claims import check_circles, check_claim
from .contributors import check_contributors
from .draft import Draft
from .files import SOURCE_TEXT
from .glossary import check_forms, check_term
from .objections import check_objection
from .sources import check_sources

M = TypeVar("M", bound=Model)


def check_items(draft: Draft) -> Iterator[Problem]:
    """Yield the problems that one file, or files of one kind, can have."""
    for claim in draft.claims:
        yield from check_claim(claim)
    yield from check_circles({entry.value.id: entry for entry in draft.claims})
    yield from _check_strongest(draft)
    for objection in draft.objections:
        yield from check_objection(objection)
    for term in draft.terms:
        yield from check_term(term)
    yield from check_forms(entry for entry in draft.terms if not entry.value.retired)
    for note in draft.notes:
        yield from check_note(note)
    yield from check_sources(draft.sources)
    yield from check_contributors(draft.contributors)
    yield from _check_unique(draft)
    yield from _check_former(draft)


def _check_strongest(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for each objection marked as strongest that is not against the claim."""
    objections = {entry.value.id: entry.value for entry in draft.objections}
    for claim in draft.claims:
        mark, id = claim.value.strongest, claim.value.id
        marked = objections.get(mark.objection) if mark else None
        if marked and id not in marked.against:
            against = ", ".join(o.id for o in objections.values() if id in o.against)
            right = f"expected one of: {against}" if against else "leave “strongest” out"
            place = ["strongest", "objection"]
            yield claim.problem(place, f"{marked.id} is not against {id}", right)


def _check_unique(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for each response or note whose id another one has."""
    first: dict[str, str] = {}
    for objection in draft.objections:
        for number, response in enumerate(objection.value.responses):
            place: list[str | int] = ["responses", number, "id"]
            yield from _check_first(first, response.id, objection, place)
    for note in draft.notes:
        yield from _check_first(first, note.value.id, note, ["id"])


def _check_former(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for each id of old that is in use, or that another one had too."""
    if entry := draft.parts:
        parts = enumerate(entry.value.parts)
        yield from _check_former_of([(entry, ["parts", n], part) for n, part in parts])
    yield from _check_former_of([(entry, [], entry.value) for entry in draft.terms])


def _check_former_of(
    named: list[tuple[Entry[Any], list[str | int], Any]],
) -> Iterator[Problem]:
    in_use = {value.id for _, _, value in named}
    owners: dict[str, str] = {}
    for entry, location, value in named:
        for number, old in enumerate(value.formerly):
            place = [*location, "formerly", number]
            reused = "ids are never reused: "
            owner = owners.setdefault(old, value.id)
            if old in in_use:
                wrong = f"{value.id} was formerly {old}, which is in use"
                yield entry.problem(place, wrong, reused + "give one of them a new id")
            elif owner != value.id:
                wrong = f"{value.id} was formerly {old}, as {owner} was"
                yield entry.problem(place, wrong, reused + "leave one of them out")


def _check_first(
    first: dict[str, str], id: str, entry: Entry[M], place: list[str | int]
) -> Iterator[Problem]:
    if id in first:
        wrong = f"{id} is given twice (first in {first[id]})"
        yield entry.problem(place, wrong, "another id; ids are never reused")
    first.setdefault(id, f"{entry.path}:{entry.record.line_of(*place)}")


def check_essay(draft: Draft, essay: Essay | None) -> Iterator[Problem]:
    """Yield the problems of the source, of the decisions on it, and of what the parts hold."""
    if essay is None:
        return
    source = essay.source
    yield from check_passages(source, SOURCE_TEXT)
    judged = judge_decisions(draft.decisions, find_pieces_of(source.blocks), len(draft.lines))
    yield from (problem for _, problem in judged if problem)
    yield from check_questions(find_questions(essay), SOURCE_TEXT)
    texts = {paragraph.id: paragraph.text for paragraph in essay.paragraphs}
    yield from check_boundaries(draft.boundaries, texts)
    if draft.parts:
        yield from check_parts(draft.parts, texts)
