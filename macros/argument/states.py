"""How objections stand: who has replied, and what is said against the reply. Nobody types it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..records import group
from .corpus import Corpus
from .objections import Objection

StateName = Literal["no answer recorded", "the essay replies", "answered in print"]
Status = Literal["open", "answered by the essay", "answered by others"]
STATUSES: Mapping[StateName, Status] = {
    "no answer recorded": "open",
    "the essay replies": "answered by the essay",
    "answered in print": "answered by others",
}
"""From the names of the states to what addresses and `/data/v1/` call them, for ever."""
_REPLIES: Mapping[str, StateName] = {"essay": "the essay replies", "source": "answered in print"}
"""From a voice to what its response makes the case; one of the editors' makes nothing so."""

Mark = Literal["open", "replied", "disputed"]


@dataclass(frozen=True)
class State:
    """One thing that is the case with an objection."""

    name: StateName
    disputed_by: tuple[str, ...] = ()
    """The ids of the objections to these replies."""


def find_states(corpus: Corpus) -> dict[str, tuple[State, ...]]:
    """Return the states of each objection by its id; there is always one, and there may be two.

    What is retired, a response or an objection to it, does not count.
    """
    against = group((id, one.id) for one in corpus.objections.values() for id in one.against)
    return {id: _find_states_of(one, against) for id, one in corpus.all_objections.items()}


def _find_states_of(
    objection: Objection, against: Mapping[str, Iterable[str]]
) -> tuple[State, ...]:
    states = []
    for voice, name in _REPLIES.items():
        replies = [one.id for one in objection.live_responses if one.voice == voice]
        disputed_by = dict.fromkeys(by for id in replies for by in against.get(id, ()))
        if replies:
            states.append(State(name, tuple(disputed_by)))
    return tuple(states) or (State("no answer recorded"),)


def status_of(states: Iterable[State]) -> Status:
    """Return what `/data/v1/` has called it since before there were two: the first is told."""
    return STATUSES[next(iter(states)).name]


def mark_of(states: Iterable[State]) -> Mark:
    """Return in one word how an objection stands, where there is room for one only."""
    states = tuple(states)
    if any(state.disputed_by for state in states):
        return "disputed"
    return "open" if states[0].name == "no answer recorded" else "replied"
