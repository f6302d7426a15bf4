"""What one job hands to another: values in a file of JSON, read with suspicion.

Whoever may change the code that writes such a file may write anything into it. So reading it
takes nothing but what the fields of a dataclass say, in numbers that can be held. Nothing here
needs more than Python itself.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

LARGEST = 20_000_000
"""Bytes of the file."""
MOST = 2_000
"""Items of a list."""

T = TypeVar("T")


def write_values(values: Any, path: Path) -> None:
    """Write a dataclass of plain values."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(values), ensure_ascii=False, indent=1), "utf-8")


def read_values(model: type[T], path: Path) -> T:
    """Read what was so written; raise ValueError if its form is unexpected."""
    if path.stat().st_size > LARGEST:
        raise ValueError("unexpected size")
    try:
        values: T = _take(model, json.loads(path.read_text("utf-8")), model.__name__)
    except RecursionError:
        raise ValueError("unexpected lists within lists") from None
    return values


def _take(kind: Any, given: object, name: str) -> Any:
    """Return a value if it is of this kind: a dataclass, a list as a tuple, text or a number."""
    inner = get_args(kind)
    if isinstance(given, dict) and hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        if set(given) == set(hints):
            return kind(**{field: _take(hints[field], given[field], field) for field in hints})
    if isinstance(given, list) and get_origin(kind) is tuple:
        return tuple(_take(inner[0], item, name) for item in given[:MOST])
    if get_origin(kind) is UnionType:
        return None if given is None else _take(inner[0], given, name)
    if type(given) is not kind and not (get_origin(kind) is Literal and given in inner):
        raise ValueError(f"unexpected {name}")
    return given
