"""Answers: what was typed for a new item, turned into values, and what is wrong with them.

Nothing here knows what is right: the models of the data and their checks say it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_origin

from ..argument import (
    Known,
    check_references,
    read_taken,
    slug_of,
)
from ..checking import load_known
from ..records import (
    Citation,
    Entry,
    Items,
    Model,
    Quotation,
    Record,
    did_you_mean,
    find_marks,
    inner_model,
    on_one_line,
    parse_record,
)
from .kinds import MODELS, Refused
from .works import parse_work

Answers = dict[str, object]

NEEDED: Mapping[str, tuple[str, ...]] = {
    "response": ("objection",),
    "term": ("term",),
    "source": ("type", "title"),
    "part": ("title", "glance", "paragraphs"),
}
"""The fields without which nothing can be written; others may be filled in in the file."""
NAMED = ("term", "source", "part")
"""The kinds whose ids are words, so that one may be chosen; others are counted."""
LONGEST_ID = 80
"""Characters; an id becomes the name of a file."""
CALLED = {("objection", "claim"): "against", ("note", "note_kind"): "kind"}
"""What people think of (`CLAIM=C10`), or is free on the command line: the field’s own name."""


@dataclass(frozen=True)
class Present:
    """What is there already."""

    known: Known
    taken: frozenset[str]
    """Every id that something has or had."""


def load_present(root: Path) -> Present:
    """Return what the data at `root` has already."""
    return Present(load_known(root), frozenset(read_taken(root)))


def name_fields(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """Give each answer the name of its field.

    >>> name_fields("objection", {"CLAIM": "C10"})
    {'against': 'C10'}
    """
    return {CALLED.get((kind, name.lower()), name.lower()): text for name, text in given.items()}


def parse_answers(kind: str, given: Mapping[str, str]) -> Answers:
    """Turn what was typed into values: ids into lists, passages into quotations.

    >>> parse_answers("objection", {"claim": "C10, C11", "held_by": "ryle1949, section 2"})
    {'against': ['C10', 'C11'], 'held_by': [{'source': 'ryle1949', 'locator': 'section 2'}]}
    """
    named = name_fields(kind, given)
    if odd := [field for field in named if not re.fullmatch("[a-z_]+", field)]:
        raise Refused(f"{odd[0]!r} is not the name of a field")
    answered = {field: text for field, text in named.items() if text.strip()}
    if kind == "source":
        return parse_work(answered)
    return {field: _parse_answer(MODELS[kind], field, text) for field, text in answered.items()}


def _parse_answer(model: type[Model], name: str, text: str) -> object:
    """Turn what was typed into what a field holds; words are left as they are."""
    field, are_words = model.model_fields.get(name), name in find_marks(model)
    inner = inner_model(field.annotation) if field else None
    is_list = field is not None and get_origin(field.annotation) is tuple
    if inner is Quotation and is_list:
        return [{"passage": id} for id in _split(r"[,\s]+", text)]
    if inner and issubclass(inner, Citation):
        return [_parse_citation(one) for one in _split(";", text)]
    if is_list and not inner:
        return _split("," if are_words else r"[,\s]+", text)
    return text if are_words else text.strip()


def _split(between: str, text: str) -> list[str]:
    return [piece.strip() for piece in re.split(between, text) if piece.strip()]


def _parse_citation(text: str) -> dict[str, str]:
    source, _, locator = text.partition(",")
    cited = {"source": source.strip(), "locator": locator.strip()}
    return {name: value for name, value in cited.items() if value}


def find_missing(kind: str, answers: Mapping[str, object]) -> str | None:
    """Say what is needed before anything can be written, if that was not answered."""
    if missing := [field for field in NEEDED.get(kind, ()) if not answers.get(field)]:
        wanted = " and ".join(f"{field.upper()}=…" for field in missing)
        return f"A new {kind} needs {wanted}"
    named = answers.get("author") and answers.get("issued")
    if kind == "source" and not named and not answers.get("id"):
        right = "give both, AUTHOR=… ISSUED=…, or choose an id yourself: ID=ryle1949"
        return f"The id of a work is made of who wrote it and the year; {right}"
    return None


def find_fault(kind: str, answers: Mapping[str, object], present: Present) -> str | None:
    """Say what is wrong with answers, and what would be right, as `make check` would.

    What is not answered is no fault.
    """
    answers = dict(answers)
    fault = _find_id_fault(kind, answers, present)
    if kind == "response":
        fault = fault or _find_owner_fault(answers.pop("objection", None), present)
    return fault or _find_field_fault(kind, answers, present.known)


def _find_field_fault(kind: str, answers: Mapping[str, object], known: Known) -> str | None:
    record = as_read(answers)
    assert isinstance(record, Record)
    record.line = 0  # so that what is missing can be told from what is wrong
    found = parse_record(MODELS[kind], record, "")
    problems = [one for one in found if one.line] if isinstance(found, list) else []
    if not problems and kind != "source":
        problems = list(check_references(Entry(MODELS[kind].model_construct(), "", record), known))
    return on_one_line(f"{problems[0].wrong}; {problems[0].right}") if problems else None


def as_read(value: object) -> object:
    """Return answers as if they had been read from a file, all in its first line."""
    if isinstance(value, Mapping):
        record = Record({name: as_read(inner) for name, inner in value.items()})
        record.lines = dict.fromkeys(record, 1)
        return record
    if isinstance(value, list):
        items = Items(map(as_read, value))
        items.lines = dict.fromkeys(range(len(items)), 1)
        return items
    return value


def _find_id_fault(kind: str, answers: Mapping[str, object], present: Present) -> str | None:
    id = str(answers.get("id", ""))
    if id and kind not in NAMED:
        return "The id is the next free one; leave it out"
    if len(id) > LONGEST_ID:
        return f"the id has {len(id)} characters; at most {LONGEST_ID}"
    if f"{kind}:{id}" in present.taken:
        return f"the id {id} is taken; choose another"
    name = slug_of(str(answers.get("term", "")))
    if kind == "term" and name in present.known.terms:
        return f"The glossary has {name!r} already; change that file instead"
    return None


def _find_owner_fault(owner: object, present: Present) -> str | None:
    objections = [id for id in present.known.items if re.fullmatch(r"O[1-9]\d*", id)]
    if owner is None or owner in objections:
        return None
    return f"There is no objection {str(owner)!r}; {did_you_mean(str(owner), objections)}"
