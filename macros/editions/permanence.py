"""Permanence: nothing published disappears, changes its kind, or comes back as something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..argument import DATA_FILES, GONE
from ..records import Problem
from .citable import Citable
from .editions import Edition, Frozen, Register
from .files import Locate
from .history import IMMUTABLE, PINNED_KINDS, find_histories
from .swaps import find_swapped


def check_permanence(
    citables: Iterable[Citable], register: Register, folder: str, locate: Locate
) -> Iterator[Problem]:
    """Yield a problem for each published thing that today's data would lose or reuse."""
    if register.latest is None:
        return
    today = {citable.key: citable for citable in citables}
    renamed = {old: citable for citable in today.values() for old in citable.formerly}
    date = register.latest.date
    for key, item in register.latest.items.items():
        now = today.get(key) or renamed.get(key)
        if fault := _find_fault(key, item, now, register):
            yield Problem(f"{folder}/{date}.json", locate(date, key), *fault)
    past = {old: today[key] for old, key in register.renamed.items() if key in today}
    yield from _check_former(today, past | renamed)
    yield from _check_merged(renamed, register.latest)
    changeable = tuple(one for one in today.values() if one.kind not in IMMUTABLE)
    for one, other in find_swapped(find_histories(changeable, register).values()):
        wrong = f"{one.citable.key} now has the words frozen as {other.citable.key}"
        line = locate(date, one.citable.key)
        yield Problem(f"{folder}/{date}.json", line, wrong, _SWAPPED)


_SWAPPED = "ids are never reused: give each its own words again; “formerly:” renames one"


def _find_fault(
    key: str, item: Frozen, now: Citable | None, register: Register
) -> tuple[str, str] | None:
    if now is None:
        return f"{key} is published there and is gone", GONE
    if item.retired and not now.retired:
        right = "ids are never reused: restore “retired:”, and give what is new a new id"
        return f"{key} is retired there and is in use again", right
    if now.kind != item.kind:
        right = "ids are never reused: give what is new a new id"
        return f"{key} is a {item.kind} there and is a {now.kind} now", right
    if item.kind in IMMUTABLE and dict(register.versions[key][-1].wording) != dict(now.wording):
        right = "restore data/essay/source.txt, which is never edited"
        return f"{key} has other words there", right
    return None


def _check_former(
    today: Mapping[str, Citable], renamed: Mapping[str, Citable]
) -> Iterator[Problem]:
    for old, citable in renamed.items():
        if old in today and citable.key != old:
            kind = "parts" if citable.kind == "part" else citable.kind
            path = DATA_FILES[kind].path(citable.id)
            wrong = f"{citable.id} was formerly {old.split(':')[-1]}, which is in use"
            yield Problem(path, 1, wrong, "ids are never reused: give one of them a new id")


def _check_merged(renamed: Mapping[str, Citable], latest: Edition) -> Iterator[Problem]:
    """Yield a problem for each thing with pinned pages that is said to have been another one, too.

    A page of a part may take in that of another; two wordings cannot both be version 1.
    """
    for old, citable in renamed.items():
        if citable.kind in PINNED_KINDS and {old, citable.key} <= latest.items.keys():
            id = old.split(":")[-1]
            wrong = f"{citable.id} was formerly {id}, which was published beside it"
            right = f"retire {id}, with {citable.key} as its successor"
            yield Problem(DATA_FILES[citable.kind].path(citable.id), 1, wrong, right)
