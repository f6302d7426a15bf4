"""Model: what a record of the data is made of, and marks on what its fields say.

What the words of a field are is said where the field is declared, and nowhere else:

    text: Text = worded("the claim in plain words")

Whatever handles words asks the marks: editions, search, advice, the forms, the pages' Markdown. A
test finds the field that has none, and each place that a field with one does not reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """A frozen value; a field it does not name is a mistake."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


def refuse(wrong: str, right: str) -> NoReturn:
    """Say what is wrong in a field and what would be right."""
    raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})


@dataclass(frozen=True)
class Mark:
    """What the words of a field are."""

    ours: bool = True
    """Whether one may put them better: then advice looks at them, and the forms offer it."""


@dataclass(frozen=True)
class Worded(Mark):
    """An item’s own words: who cites it cites them, so an edition freezes them."""

    label: str = ""
    """What editions and readers call them; by default the name of the field."""


@dataclass(frozen=True, kw_only=True)
class Beside(Mark):
    """Words that stand beside an item’s own, and may change without a new version of it."""

    why: str
    shown: bool = True
    """Whether a page shows them; if not, they are there for the search alone."""


@dataclass(frozen=True)
class Heading(Mark):
    """What the words of a record inside an item stand under: a name, or the id of a term."""


def worded(
    says: str, default: Any = ..., *, label: str = "", ours: bool = True, **more: Any
) -> Any:
    """Declare a field of an item’s own words; `says` is what messages call it."""
    return _declare(Worded(ours, label), says, default, more)


def beside(
    says: str | None,
    default: Any = ...,
    *,
    why: str,
    ours: bool = True,
    shown: bool = True,
    **more: Any,
) -> Any:
    """Declare a field of words that no edition freezes, and why none does."""
    return _declare(Beside(ours, why=why, shown=shown), says, default, more)


def heading(says: str, default: Any = ..., **more: Any) -> Any:
    """Declare the field under which the words of a record stand."""
    return _declare(Heading(ours=False), says, default, more)


def _declare(mark: Mark, says: str | None, default: Any, more: Mapping[str, Any]) -> Any:
    field: Any = Field(default, description=says, **more)
    field.metadata.append(mark)
    return field


@cache
def find_marks(model: type[Model]) -> Mapping[str, Mark]:
    """Return the mark of each field that has one."""
    return {
        name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Mark)
    }


def find_sought(value: Model) -> tuple[str, ...]:
    """Return the words under which the search finds a thing, and which no page shows."""
    marks = find_marks(type(value)).items()
    names = [n for n, mark in marks if isinstance(mark, Beside) and not mark.shown]
    return tuple(words for name in names for words in getattr(value, name))


def inner_model(annotation: Any) -> type[Model] | None:
    """Return the model inside a type, such as that of a list of records."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (inner_model(argument) for argument in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


@cache
def inner_models(model: type[Model]) -> Mapping[str, type[Model]]:
    """Return the model inside each field that has one."""
    inner = {name: inner_model(field.annotation) for name, field in model.model_fields.items()}
    return {name: found for name, found in inner.items() if found}


@cache
def find_ours(model: type[Model]) -> frozenset[tuple[str, ...]]:
    """Return the way to each text that one may put better, through the records around it."""
    found: set[tuple[str, ...]] = {(n,) for n, mark in find_marks(model).items() if mark.ours}
    for name, inner in inner_models(model).items():
        found |= {(name, *way) for way in find_ours(inner)}
    return frozenset(found)
