"""Where the README of the data explains a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..argument import Csl, Source, find_data_file
from ..records import Items, Location, Model, Record, line_of, model_at, parse_yaml, steps_of

README = "data/README.md"
RULES = f"{README}#rules"
PAGES = f"{README}#pages"


def find_help(path: str, text: str, line: int, wrong: str = "") -> str:
    """Return where the field in a line of a file is explained, as `data/README.md#claim-title`.

    The file may be broken. If what is wrong begins with a field’s name, it is about that field.
    """
    file = find_data_file(path)
    if file is None:
        return PAGES if path.endswith(".md") else README
    read = parse_yaml(text.replace("\t", " "), path)
    if not isinstance(read, (Record, Items)):
        return RULES
    location = _find_location(read, line)
    return f"{README}#{find_anchor(file.model, location, wrong)}"


def find_anchor(model: type[Model], location: Location, wrong: str = "") -> str:
    """Return the anchor of the field at a place in a record."""
    steps = tuple(step.replace("-", "_") for step in location if isinstance(step, str))
    named = re.split(r"[ :]", wrong, maxsplit=1)[0].replace("-", "_")  # as in `container-title`
    return _anchor_at(model, steps, named)


@cache
def _anchor_at(model: type[Model], steps: tuple[str, ...], named: str) -> str:
    here, around = model_at(model, steps), model_at(model, steps[:-1])
    for owner, field in ((here, named), (around, named), (around, steps[-1] if steps else "")):
        if field in owner.model_fields:
            return anchor_of(owner, field)
    return model.__name__.lower()


def anchor_of(model: type[Model], field: str) -> str:
    """Return the anchor of a field, which is that of the model that brought it in.

    >>> from macros.argument.claims import Bearing
    >>> anchor_of(Bearing, "locator"), anchor_of(Bearing, "bearing")
    ('citation-locator', 'bearing-bearing')
    """
    if issubclass(model, Csl) and model is not Source:
        return "source"
    owner = next(m for m in reversed(model.__mro__) if field in getattr(m, "model_fields", ()))
    return f"{owner.__name__.lower()}-{field}"


def _find_location(read: Record | Items, line: int) -> list[str | int]:
    """Return where the last value stands that begins in a line or before it."""
    best: tuple[int, list[str | int]] = (0, [])
    for begun, location in _walk(read, []):
        nested = location[: len(best[1])] == best[1]
        if best[0] < begun <= line or (best[0] == begun and nested):
            best = (begun, location)
    return best[1]


def _walk(value: object, location: list[str | int]) -> Iterator[tuple[int, list[str | int]]]:
    """Yield each field of each record with its line; those in one line from outside in."""
    for step, inner in steps_of(value):
        if isinstance(step, str):
            yield line_of(value, [step]), [*location, step]
        yield from _walk(inner, [*location, step])
