"""What an issue asks of the data: a change, more words, or a decision of the editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from macros.argument import Corpus
from macros.records import end_sentence

from .escape import inline


@dataclass(frozen=True)
class Change:
    """One file as it would be, and what to call the change."""

    key: str
    """Of the item that is changed or new."""
    path: str
    text: str
    title: str
    notes: tuple[str, ...] = ()
    """In Markdown, inert: what the editors still have to do or to know."""
    told: tuple[str, ...] = ()
    """In Markdown, inert: what of the answers could not be taken along, and what that needs."""


@dataclass(frozen=True)
class Missing:
    """Why there is no change yet: in Markdown, inert."""

    faults: tuple[str, ...]


@dataclass(frozen=True)
class ForEditors:
    """Why no program can make this change: people decide. In Markdown, inert."""

    reason: str


Asked = Change | Missing | ForEditors


@dataclass(frozen=True)
class State:
    """What the data hold before the change."""

    corpus: Corpus
    taken: frozenset[str]
    """Every id that anything has or had."""
    day: str
    """On which it was asked, such as 2026-12-01."""
    files: Callable[[str], str]
    """Returns the text of a data file of the project."""
    versions: Mapping[str, int] = field(default_factory=dict)
    """The number of the newest version of what editions hold, by key."""


def unknown(words: str, right: str) -> Missing:
    """Say that an item is not there, and which was probably meant."""
    return Missing((end_sentence(f"There is no item {inline(words, 60)}; {right}"),))


def leave_file(id: str) -> ForEditors:
    """Say that the file of an item is not written as usual."""
    return ForEditors(f"The file of {id} is written in a way that only people can change.")
