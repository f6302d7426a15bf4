"""Facets: what the rows of the tables of claims and of objections can be filtered by.

The wording of facets and values is the templates'; here they are ids and plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ..argument import STATUSES, Claim, Corpus, Objection, Relations, State, mark_of

Facets = Mapping[str, tuple[str, ...]]
"""From the name of a facet to the values that one row has, none of which holds a space."""


def find_claim_facets(corpus: Corpus, relations: Relations) -> dict[str, Facets]:
    """Return the facets of each claim, by its id."""
    works = _find_works(relations)
    return {
        claim.id: {
            "status": (_status_of(relations, claim),),
            "kind": (claim.kind,),
            "strength": (claim.strength,) if claim.strength else (),
            "part": tuple(part.id for part in relations.parts_of.get(claim.id, ())),
            "side": _sides_of(claim),
            "source": _order(corpus.sources, works[claim.id]),
        }
        for claim in corpus.claims.values()
    }


def _status_of(relations: Relations, claim: Claim) -> str:
    objections = relations.objections.get(claim.id)
    if not objections:
        return "unopposed"
    marks = {mark_of(relations.states[objection.id]) for objection in objections}
    return "open" if "open" in marks else "answered"


def _sides_of(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(work.bearing for work in claim.sources)) or ("none",)


def find_objection_facets(corpus: Corpus, relations: Relations) -> dict[str, Facets]:
    """Return the facets of each objection, by its id; its responses' works count as its own."""
    works = _find_works(relations)
    parts: dict[str, list[str]] = defaultdict(list)
    for part, met in relations.objections_of.items():
        for objection in met:
            parts[objection.id].append(part)
    return {
        objection.id: {
            **_find_state_facets(relations.states[objection.id]),
            "part": tuple(parts[objection.id]),
            "side": tuple(dict.fromkeys(_kind_of(corpus, id) for id in objection.against)),
            "source": _order(corpus.sources, _works_of(objection, works)),
        }
        for objection in corpus.objections.values()
    }


def _find_state_facets(states: Iterable[State]) -> Facets:
    """Return how an objection stands: under each of its states, as addresses call them."""
    disputed = {"open": (), "replied": ("no",), "disputed": ("yes",)}[mark_of(states)]
    statuses = tuple(STATUSES[state.name].replace(" ", "-") for state in states)
    return {"status": statuses, "disputed": disputed}


def _kind_of(corpus: Corpus, target: str) -> str:
    return corpus.claims[target].kind if target in corpus.claims else "response"


def _works_of(objection: Objection, works: Mapping[str, set[str]]) -> set[str]:
    owners = (objection.id, *(response.id for response in objection.live_responses))
    return set().union(*(works[id] for id in owners))


def _find_works(relations: Relations) -> Mapping[str, set[str]]:
    """Return the works that each item cites, in its fields or in its text."""
    works: dict[str, set[str]] = defaultdict(set)
    for source, mentions in relations.mentions.items():
        for mention in mentions:
            works[mention.by].add(source)
    return works


def _order(values: Mapping[str, Any], some: set[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value in some)


def find_choices(rows: Iterable[Facets], name: str) -> set[str]:
    """Return the values that any of the rows has for a facet."""
    return {value for facets in rows for value in facets[name]}
