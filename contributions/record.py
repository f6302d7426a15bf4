"""A review as one job hands it to the one that writes the comment. It needs nothing but Python."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """A row of a table or a piece of text that differs; None where it is not there."""

    headings: tuple[str, ...]
    """Of the columns of a row; empty for a piece of text."""
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    homes: tuple[str, ...] = ()
    """The pages that it stands on, where that has to be said."""


@dataclass(frozen=True)
class Link:
    """What becomes of a published address."""

    what: str
    """`new`, `reworded`, `retired`, `moved` or `lost`."""
    name: str
    home: str


@dataclass(frozen=True)
class Review:
    """What a change does."""

    problems: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    changes: tuple[Changed, ...] = ()
    new_pages: tuple[str, ...] = ()
    lost_pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """The files that it touches."""
