"""A review as one file hands it to the job that writes the comment: plain values, in JSON.

Whoever may change the code that makes a review may write anything into its file. So reading it
takes nothing but text and lists of text, in numbers that a comment can hold. Nothing here needs
more than Python itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

LARGEST = 20_000_000
"""Bytes of the file."""
MOST = 2_000
"""Items of a list."""

T = TypeVar("T")


@dataclass(frozen=True)
class Changed:
    """A row of a table or a piece of text that differs; None where it is not there."""

    headings: tuple[str, ...]
    """Of the columns of a row; empty for a piece of text."""
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    homes: tuple[str, ...]
    """The pages that it stands on."""


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


def write_review(review: Review, path: Path) -> None:
    """Write a review."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(review), ensure_ascii=False, indent=1), "utf-8")


def read_review(path: Path) -> Review:
    """Read a review; raise ValueError if its form is unexpected."""
    if path.stat().st_size > LARGEST:
        raise ValueError("the review is too large")
    try:
        given = _take_fields(Review, json.loads(path.read_text("utf-8")))
    except RecursionError:
        raise ValueError("lists within lists too deep") from None
    texts = ("problems", "advice", "new_pages", "lost_pages", "files")
    return Review(
        links=_take_list(given["links"], _take_link),
        changes=_take_list(given["changes"], _take_changed),
        **{name: _take_list(given[name], _take_text) for name in texts},
    )


def _take_fields(model: type[Any], given: object) -> Mapping[str, Any]:
    if not isinstance(given, dict) or set(given) != {field.name for field in fields(model)}:
        raise ValueError(f"expected the fields of {model.__name__}")
    return given


def _take_list(given: object, take: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(given, list):
        raise ValueError("expected a list")
    return tuple(take(item) for item in given[:MOST])


def _take_text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError("expected text")
    return given


def _take_link(given: object) -> Link:
    named = _take_fields(Link, given)
    return Link(**{name: _take_text(value) for name, value in named.items()})


def _take_changed(given: object) -> Changed:
    named = _take_fields(Changed, given)
    return Changed(
        headings=_take_list(named["headings"], _take_text),
        before=_take_cells(named["before"]),
        after=_take_cells(named["after"]),
        homes=_take_list(named["homes"], _take_text),
    )


def _take_cells(given: object) -> tuple[str, ...] | None:
    return None if given is None else _take_list(given, _take_text)
