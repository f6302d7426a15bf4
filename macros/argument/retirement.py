"""Retirement: an item that is no longer in use keeps its home, its reason and its successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..records import Entry, Location, Model, Problem, Retired, did_you_mean
from .names import Known
from .reach import reach

Place = tuple[Entry[Model], list[str | int], Retired]
"""An entry, where in it something is retired, and how."""


def check_retirements(places: Mapping[str, Place], known: Known) -> Iterator[Problem]:
    """Yield a problem for each successor that is not there or leads back to the item.

    `places` goes from a key to where it is retired.
    """
    keys = known.keys()
    successors = {key: retired.successors for key, (_, _, retired) in places.items()}
    for key, (entry, location, retired) in places.items():
        for number, successor in enumerate(retired.successors):
            place: Location = [*location, "retired", "successors", number]
            if successor == key:
                yield entry.problem(place, f"{key} succeeds itself", "leave it out")
            elif successor not in keys and not known.is_unread(successor):
                yield entry.problem(
                    place, f"there is no {successor}", did_you_mean(successor, keys)
                )
            elif key in reach([successor], lambda step: successors.get(step, ())):
                wrong = f"{key} is succeeded by {successor}, which leads back to {key}"
                yield entry.problem(place, wrong, "name a successor that is in use")


def find_live(key: str, successors: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what is in use now instead of something retired: what succeeds it may be retired too.

    `successors` goes from the key of each thing that is retired to what succeeds it.

    >>> find_live("C1", {"C1": ["C2", "C3"], "C2": ["C4", "C3"]})
    ['C4', 'C3']
    """
    found = reach(successors[key], lambda step: successors.get(step, ()))
    return [step for step in found if step not in successors]
