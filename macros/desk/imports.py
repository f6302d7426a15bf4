"""Taking over works from a reference manager’s library, and showing first what will be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..argument import next_id, slug_of
from ..records import read_text
from .answers import LONGEST_ID, Present, find_fault, load_present
from .cleaning import Item, clean, find_key
from .kinds import Refused
from .libraries import read_library
from .works import name_work, read_works


@dataclass(frozen=True)
class Import:
    """What a library brings."""

    works: tuple[Item, ...]
    """New works, as they will be written."""
    told: tuple[str, ...]
    """What became of the others, and of what is not taken over, in sentences."""
    refused: bool = False
    """Whether a work could not be taken."""


def load_import(root: Path, library: Path) -> Import:
    """Read what a library would bring to the project at `root`."""
    if not library.is_file():
        raise Refused(f"there is no file {library}")
    text = read_text(library, library.name)
    if not isinstance(text, str):
        raise Refused(str(text))
    present, cited = load_present(root), read_works(root)
    works: list[Item] = []
    told: list[str] = []
    left: dict[str, None] = {}
    refused = False
    for number, item in enumerate(read_library(text), 1):
        work, unused = clean(item)
        left |= dict.fromkeys(unused)
        shown = f"{number}. “{work.get('title', '')}”"
        if there := _find_same(work, [*cited, *works]):
            told.append(f"{shown} is there already, as {there}.")
            continue
        taken = Present(present.known, present.taken | {f"source:{one['id']}" for one in works})
        work = {**work, "id": _choose_id(item, work, taken)}
        if fault := find_fault("source", work, taken) or _find_missing(work):
            told.append(f"{shown} cannot be taken: {fault}.")
            refused = True
            continue
        works.append(work)
    if left:
        told.append(f"Left out, as the site does not use it: {', '.join(sorted(left))}.")
    return Import(tuple(works), tuple(told), refused)


def _find_missing(work: Item) -> str:
    return "" if work.get("title") else "it has no title"


def _choose_id(item: Mapping[str, Any], work: Item, present: Present) -> str:
    """Keep the key that the library gave it, as far as ours may look so; or make one."""
    key = slug_of(find_key(item), "")
    fitting = key and key[0].isalpha() and len(key) <= LONGEST_ID
    return next_id("source", present.taken, key if fitting else name_work(work)[:LONGEST_ID])


def _find_same(work: Item, others: Iterable[Item]) -> str:
    """Return the id of the same work, if it is there: by DOI, address, or what it is called."""
    return next((str(other["id"]) for other in others if _marks(work) & _marks(other)), "")


def _marks(work: Item) -> set[str]:
    marks = {slug_of(f"{work.get('title', '')} {name_work(work)}")}
    return marks | {str(work[name]).lower() for name in ("DOI", "URL") if work.get(name)}
