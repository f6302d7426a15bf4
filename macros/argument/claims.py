"""Claims: what the essay says, what it needs and does not say, and its thesis."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from pydantic import Field

from ..records import (
    Citation,
    ClaimId,
    Entry,
    Glance,
    Model,
    ObjectionId,
    Problem,
    Quotation,
    Retired,
    Text,
    Title,
    beside,
    sought_as,
    worded,
)
from .names import check_doubles

Kind = Literal["thesis", "claim", "assumption"]
KINDS: dict[str, Kind] = {"T": "thesis", "C": "claim", "A": "assumption"}


class Bearing(Citation):
    """A work that bears on a claim."""

    bearing: Literal["for", "against", "mixed", "background"] = Field(
        description="what the work does for the claim"
    )


class Strongest(Model):
    """The objection to a claim that, the editors think, bites most."""

    objection: ObjectionId = Field(description="one that is against the claim")
    reason: Text = beside("why, in a sentence", why="the editors may come to think otherwise")


class Claim(Model):
    """One claim, unstated assumption or thesis."""

    id: ClaimId = Field(description="the file’s name without .yml")
    title: Title = worded("the claim as a short sentence")
    glance: Glance = worded("the claim in at most 60 words")
    text: Text = worded("the claim in plain words")
    strength: Literal["flat", "hedged"] | None = Field(None, description="how the essay asserts it")
    quotes: tuple[Quotation, ...] = Field((), description="the passages that state it")
    supports: tuple[ClaimId, ...] = Field((), description="the claims it is a reason for")
    depends_on: tuple[ClaimId, ...] = Field((), description="the claims it fails without")
    sources: tuple[Bearing, ...] = Field((), description="works that bear on it")
    strongest: Strongest | None = Field(None, description="the objection that bites most")
    note: Text | None = worded("a note by the editors", None, label="editors’ note")
    also_said_as: tuple[Title, ...] = sought_as()
    retired: Retired | None = Field(None, description="why it is no longer in use")

    @property
    def kind(self) -> Kind:
        """What the letter of the id says it is."""
        return KINDS[self.id[0]]


def check_claim(entry: Entry[Claim]) -> Iterator[Problem]:
    """Yield a problem for each field that this kind of claim lacks or may not have."""
    claim = entry.value
    if claim.kind == "claim":
        if claim.strength is None:
            yield entry.problem([], "strength is missing", "expected one of: flat, hedged")
        if not claim.quotes:
            right = "list the passages that state it; an unstated assumption has an id such as A1"
            yield entry.problem([], "quotes is missing", right)
    if claim.kind == "assumption":
        for field in ("strength", "quotes"):
            if getattr(claim, field):
                wrong = f"{field} on an assumption, which the essay does not state"
                yield entry.problem([field], wrong, "leave it out, or give it an id such as C21")
    yield from _check_links(entry)


def _check_links(entry: Entry[Claim]) -> Iterator[Problem]:
    claim = entry.value
    for field in ("supports", "depends_on"):
        if claim.id in (others := getattr(claim, field)):
            wrong = f"{claim.id} {field.replace('_', ' ')} itself"
            yield entry.problem([field, others.index(claim.id)], wrong, "leave it out")
        yield from check_doubles(entry, field)


def check_circles(entries: dict[str, Entry[Claim]]) -> Iterator[Problem]:
    """Yield a problem for each circle of claims that rest on one another.

    A claim rests on what it depends on and on what supports it.
    """
    rests_on = _find_grounds(entries)
    while circle := _find_circle(rests_on):
        yield _circle_problem(entries, circle)
        rests_on[circle[0]].remove(circle[1])


def _find_grounds(entries: dict[str, Entry[Claim]]) -> dict[str, list[str]]:
    grounds = {id: {*entry.value.depends_on} for id, entry in entries.items()}
    for id, entry in entries.items():
        for supported in entry.value.supports:
            if supported in grounds:
                grounds[supported].add(id)
    return {id: sorted(grounds[id] - {id}) for id in sorted(grounds)}


def _find_circle(rests_on: dict[str, list[str]]) -> list[str]:
    """Return a circle from its first claim back to it, each resting on the next; or nothing."""
    try:
        TopologicalSorter(rests_on).prepare()
    except CycleError as error:
        _, *circle = reversed(error.args[1])
        start = circle.index(min(circle))
        return [*circle[start:], *circle[: start + 1]]
    return []


def _circle_problem(entries: dict[str, Entry[Claim]], circle: list[str]) -> Problem:
    first, second = circle[:2]
    owner, field, other = entries[first], "depends_on", second
    if second not in owner.value.depends_on:
        owner, field, other = entries[second], "supports", first
    place = [field, getattr(owner.value, field).index(other)]
    wrong = f"a circle: {' rests on '.join(circle)}"
    return owner.problem(place, wrong, "take one of these links out")
