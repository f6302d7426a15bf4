"""What each edition changed, in words for readers: the notes of its release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .editions import Edition, Frozen, Register, find_changes
from .history import History

CHANGES = {
    "new": "New",
    "reworded": "Reworded",
    "retired": "Retired",
    "moved": "Moved to another address",
}
"""The kinds of change, and what to call them."""
KINDS = {
    "thesis": ("thesis", "theses"),
    "claim": ("claim", "claims"),
    "assumption": ("assumption", "assumptions"),
    "objection": ("objection", "objections"),
    "response": ("response", "responses"),
    "term": ("term", "terms"),
    "source": ("work cited", "works cited"),
    "part": ("part", "parts"),
    "paragraph": ("paragraph", "paragraphs"),
    "sentence": ("sentence", "sentences"),
    "note": ("editors’ note", "editors’ notes"),
}
"""What to call one thing of each kind, and several."""


@dataclass(frozen=True)
class Noted:
    """One thing that an edition changed."""

    name: str
    """What kind of thing it is, and its id."""
    title: str
    home: str
    """Of the wording that this edition gave it, where that has a page of its own."""


@dataclass(frozen=True)
class Notes:
    """What one edition changed."""

    date: str
    held: tuple[tuple[str, int], ...]
    """How many things of each kind it holds."""
    changes: Mapping[str, tuple[Noted, ...]]
    """By what became of them; empty for the first edition, in which everything is new."""


def find_notes(register: Register, histories: Mapping[str, History]) -> Iterator[Notes]:
    """Yield the notes of each edition, the newest first."""
    found = []
    for number, (edition, changes) in enumerate(find_changes(register)):
        told = {
            what: tuple(_note(edition.items[key], register, histories) for key in keys)
            for what in CHANGES
            if number and (keys := getattr(changes, what))
        }
        found.append(Notes(edition.date, _count(edition), told))
    yield from reversed(found)


def _count(edition: Edition) -> tuple[tuple[str, int], ...]:
    counted = Counter(item.kind for item in edition.items.values() if not item.retired)
    return tuple((KINDS[kind][counted[kind] > 1], counted[kind]) for kind in KINDS if counted[kind])


def _note(item: Frozen, register: Register, histories: Mapping[str, History]) -> Noted:
    history = histories.get(register.renamed.get(item.key, item.key))
    versions = history.versions if history else ()
    version = next((one for one in versions if one.number == item.version), None)
    home = history.home_of(version) if history and version else item.home
    return Noted(f"{item.kind} {item.id}", item.title, home)
