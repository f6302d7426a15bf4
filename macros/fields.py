"""The kinds of field that data files share, and how a file becomes checked values.

The models are pydantic's: it finds every mistake in a record at once. This module turns its
errors into Problems that speak to people who do not program.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from .addresses import check_address
from .problems import Problem, did_you_mean, take_first
from .text import find_faults, find_invisible, find_references
from .yaml_file import (
    LARGEST_ITEM,
    Items,
    Location,
    Plain,
    Record,
    find_texts,
    line_of,
    read_yaml,
)

GLANCE_WORDS = 60
LONGEST_TEXT = 20_000
"""Characters; ten times the longest text so far."""
LONGEST_TITLE = 200


class Model(BaseModel):
    """A frozen value; a field it does not name is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _check_text(text: str) -> str:
    _check_length(text, LONGEST_TEXT)
    for wrong, right in find_faults(text):
        raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "is empty")
    return text


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        context = {"wrong": f"{len(text):,} characters", "right": f"at most {longest:,}"}
        raise PydanticCustomError("text", "{wrong}", context)


def _check_title(text: str) -> str:
    _check_length(text, LONGEST_TITLE)
    shown = f"“{' '.join(text.split())}”"
    if "\n" in text:
        context = {"wrong": f"{shown} is more than one line", "right": "write it in one line"}
        raise PydanticCustomError("text", "{wrong}", context)
    if text.endswith("."):
        context = {"wrong": f"{shown} ends with a full stop", "right": "leave the full stop out"}
        raise PydanticCustomError("text", "{wrong}", context)
    return text


def _check_glance(text: str) -> str:
    words = len(text.split())
    if words > GLANCE_WORDS:
        wrong, right = f"{words} words", f"expected at most {GLANCE_WORDS}"
        raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})
    return text


def _check_place(text: str) -> str:
    if text.lower().startswith(("http:", "https:", "www.")):
        return check_address(text)
    if any(reference.kind == "source" for reference in find_references(text)):
        return text
    context = {"wrong": _shown(text), "right": "expected an address, https://…, or [@a-work]"}
    raise PydanticCustomError("text", "{wrong}", context)


def _check_words(text: str) -> str:
    _check_length(text, LONGEST_TEXT)
    for wrong, right in find_invisible(text):
        raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})
    return text


def _check_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        context = {"wrong": f"there is no day {text}", "right": "expected one such as 2026-12-01"}
        raise PydanticCustomError("text", "{wrong}", context) from None
    return text


def _take_date(given: object) -> object:
    """A day is the one thing that YAML reads right without quotation marks."""
    return given.raw if isinstance(given, Plain) and given.kind == "a date" else given


_TITLE_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": r"^(?:[^\n]*[^.\s])\s*$",
    "maxLength": LONGEST_TITLE,
}
_GLANCE_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": rf"^\s*\S+(?:\s+\S+){{0,{GLANCE_WORDS - 1}}}\s*$",
}
_TEXT_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_TEXT}
"""For editors, which have no other way to know what the validators know."""

Text = Annotated[str, AfterValidator(_check_text), WithJsonSchema(_TEXT_SCHEMA)]
Title = Annotated[Text, AfterValidator(_check_title), WithJsonSchema(_TITLE_SCHEMA)]
Glance = Annotated[Text, AfterValidator(_check_glance), WithJsonSchema(_GLANCE_SCHEMA)]
Place = Annotated[Text, AfterValidator(_check_place)]
"""Where something can be seen: an address, or a work, as in `[@ryle1949, p. 3]`."""
Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_words)]
"""Quoted exactly: nothing is taken off at either end."""

ClaimId = Annotated[str, StringConstraints(pattern=r"^[TCA][1-9]\d*$")]
ObjectionId = Annotated[str, StringConstraints(pattern=r"^O[1-9]\d*$")]
ResponseId = Annotated[str, StringConstraints(pattern=r"^R[1-9]\d*$")]
NoteId = Annotated[str, StringConstraints(pattern=r"^N[1-9]\d*$")]
PassageId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*(\.[1-9]\d*)?$")]
ParagraphId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*$")]
TargetId = Annotated[str, StringConstraints(pattern=r"^[TCAR][1-9]\d*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*$")]

Key = Annotated[str, StringConstraints(pattern=r"^([TCAORN][1-9]\d*|(term|source):[a-z0-9-]+)$")]
"""An id; with `term:` or `source:` before it where it is not a letter and a number."""
Day = Annotated[
    str,
    BeforeValidator(_take_date),
    StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$"),
    AfterValidator(_check_day),
]

_PATTERNS = {
    r"^([TCAORN][1-9]\d*|(term|source):[a-z0-9-]+)$": "expected an id: C21, term:elm",
    r"^\d{4}-\d\d-\d\d$": "expected a day, such as 2026-12-01",
    r"^[TCA][1-9]\d*$": "expected T, C or A and a number, such as C10",
    r"^O[1-9]\d*$": "expected O and a number, such as O12",
    r"^R[1-9]\d*$": "expected R and a number, such as R15",
    r"^N[1-9]\d*$": "expected N and a number, such as N4",
    r"^P[1-9]\d*(\.[1-9]\d*)?$": "expected a paragraph or sentence, such as P3 or P3.2",
    r"^P[1-9]\d*$": "expected a paragraph, such as P3",
    r"^[TCAR][1-9]\d*$": "expected a claim, assumption, thesis or response, such as C10 or R15",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "expected small letters, digits and single hyphens",
    r"^[a-z][a-z0-9]*$": "expected small letters and digits, such as ryle1949",
}


class Quotation(Model):
    """The essay's own words: a whole passage, or some exact words of it."""

    passage: PassageId = Field(description="a sentence or paragraph, such as P4.2")
    words: Words | None = Field(None, description="the exact words")


class Citation(Model):
    """A work, and where in it."""

    source: SourceId = Field(description="an id from sources.json")
    locator: Text | None = Field(None, description="where in the work")
    note: Text | None = Field(None, description="what the work says")


class Retired(Model):
    """Why an item is no longer in use. Its home stays, with its last wording."""

    date: Day = Field(description="the day, such as 2026-12-01")
    reason: Text = Field(description="why, in a sentence")
    successors: tuple[Key, ...] = Field((), description="what to read instead")


M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A checked value together with the file and lines it came from."""

    value: M
    path: str
    record: Record

    @cached_property
    def texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every text of the record with the place where it stands."""
        return find_texts(self.record)

    def problem(self, location: Location, wrong: str, right: str) -> Problem:
        """Return a problem at the line of the field at `location`."""
        return Problem(self.path, self.record.line_of(*location), wrong, right)


def parse_record(model: type[M], record: object, path: str) -> Entry[M] | list[Problem]:
    """Return the record as a value of `model`, or every problem with its fields."""
    if not isinstance(record, Record):
        line = getattr(record, "line", 1)
        return [Problem(path, line, "no fields here", f"expected {_first_field(model)}")]
    try:
        return Entry(model.model_validate(record), path, record)
    except ValidationError as error:
        return list(take_first(_find_problems(model, record, path, error)))


def _find_problems(
    model: type[Model], record: Record, path: str, error: ValidationError
) -> Iterator[Problem]:
    """Yield one problem a place: pydantic reports each branch of a union."""
    seen = set()
    for details in error.errors():
        location = [step for step in details["loc"] if not _is_branch(step)]
        if details["type"] == "extra_forbidden":
            location = [*location[: len(details["loc"]) - 1], details["loc"][-1]]
        echo = details["type"] == "too_short" and details["input"]  # of a fault in an item
        if tuple(location) not in seen and not echo:
            seen.add(tuple(location))
            yield Problem(path, line_of(record, location), *_explain(model, location, details))


_FILE_NAME = re.compile(r"[A-Za-z0-9-]+\.yml")
"""A name is shown in messages, links and logs; no id needs more."""


def read_folder(model: type[M], folder: Path, name: str) -> Iterator[Entry[M] | Problem]:
    """Yield an entry for each good file of a folder, and the problems of the others.

    A missing folder holds no files. Names of files must be ids: `C10.yml` holds `C10`.
    """
    found: Iterable[os.DirEntry[str]] = os.scandir(folder) if folder.is_dir() else ()
    for entry in sorted(found, key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        file_name = f"{name}/{entry.name}"
        if not entry.name.endswith(".yml") or not entry.is_file():
            yield Problem(file_name, 1, f"{entry.name} is not a .yml file", "one .yml file an item")
            continue
        if not _FILE_NAME.fullmatch(entry.name):
            right = "a file is named for its id: letters, digits and hyphens, then .yml"
            yield Problem(file_name, 1, "the file’s name is no id", right)
            continue
        yield from read_item(model, folder / entry.name, file_name)


def read_item(model: type[M], path: Path, name: str) -> Iterator[Entry[M] | Problem]:
    """Yield the entry of a file that holds one item, or every problem with it."""
    read = read_yaml(path, name, LARGEST_ITEM)
    found = read if type(read) is list else parse_record(model, read, name)
    if not isinstance(found, Entry):
        yield from found
        return
    written = getattr(found.value, "id", path.stem)
    if written != path.stem:
        right = f"expected {path.stem}, as in the file’s name, or a file named {written}.yml"
        yield found.problem(["id"], f"id is {written}", right)
    else:
        yield found


def parse_list(model: type[M], items: object, path: str) -> Iterator[Entry[M] | Problem]:
    """Yield an entry for each good record of a list, and the problems of the others."""
    if not isinstance(items, Items):
        yield Problem(path, 1, "no list here", _WANTED_LIST)
        return
    for number, item in enumerate(items):
        found = parse_record(model, item, path)
        if isinstance(found, Entry):
            yield found
        elif isinstance(item, Record):
            yield from found
        else:
            yield from (replace(problem, line=items.lines[number]) for problem in found)


def _is_branch(step: str | int) -> bool:
    """Pydantic names the branch of a union in the location; people need not know."""
    return isinstance(step, str) and (step in {"str", "int", "bool"} or "[" in step)


_WANTED_LIST = "expected a list: [one, two], or lines that begin with “- ”"


def _explain(model: type[Model], location: Location, error: ErrorDetails) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    context = error.get("ctx", {})
    label = _label(location)
    if kind == "text":
        return f"{label}: {context['wrong']}", str(context["right"])
    if kind == "missing":
        return f"{label} is missing", _how_to_add(model, location)
    if kind == "extra_forbidden":
        return f"unknown field {label!r}", did_you_mean(label, _fields_around(model, location))
    if kind == "literal_error":
        return f"{label} is {_shown(given)}", _choose(given, str(context["expected"]))
    if kind == "string_pattern_mismatch":
        return f"{label} is {_shown(given)}", _PATTERNS[str(context["pattern"])]
    if kind == "too_long":
        return f"{label} has {context['actual_length']} items", f"expected {context['max_length']}"
    if kind == "empty" or kind.endswith("too_short") or _is_nothing(given):
        return f"{label} is empty", _how_to_fill(model, location)
    return _explain_type(model, location, kind, given)


def _explain_type(
    model: type[Model], location: Location, kind: str, given: object
) -> tuple[str, str]:
    label, wanted = _label(location), "text"
    if kind.startswith(("list", "tuple")):
        return f"{label} is {_described(given)}", _WANTED_LIST
    if kind.startswith(("model", "dict")):
        wanted = _first_field(model_at(model, location))
    elif kind.startswith("int"):
        wanted = "a whole number"
    else:
        form = _form_at(model, location)
        if form:
            return f"{label} is {_described(given)}", form
    if isinstance(given, Plain):
        right = f"expected {wanted}"
        if wanted == "text":
            right += f': write "{given.raw}" in quotes'
        return f"{label} is {given.raw}, which YAML reads as {given.kind}", right
    if isinstance(given, int) and wanted == "text":
        return f"{label} is {given}, a number", f'expected text: write "{given}" in quotes'
    hint = " (is there a “: ” inside the text?)" if isinstance(given, Record) else ""
    return f"{label} is {_described(given)}{hint}", f"expected {wanted}"


def _described(given: object) -> str:
    if isinstance(given, Items):
        return "a list"
    if isinstance(given, Record):
        return "made of fields"
    return _shown(given)


def _shown(given: object) -> str:
    text = given.raw if isinstance(given, Plain) else str(given)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _label(location: Location) -> str:
    names = [step for step in location if isinstance(step, str)]
    if location and isinstance(location[-1], int):
        return f"item {location[-1] + 1} of {names[-1]}" if names else f"item {location[-1] + 1}"
    return names[-1] if names else "the file"


def _choose(given: object, expected: str) -> str:
    """Say what may be chosen, in the order of the model where that fits in a line."""
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    meant = did_you_mean(given.raw if isinstance(given, Plain) else str(given), choices)
    few = len(choices) <= 12 and not meant.startswith("did you mean")
    return f"expected one of: {', '.join(choices)}" if few else meant


def _is_nothing(given: object) -> bool:
    return isinstance(given, Plain) and given.kind == "nothing"


def _fields_around(model: type[Model], location: Location) -> list[str]:
    fields = model_at(model, location[:-1]).model_fields
    return [field.alias or name for name, field in fields.items()]


def _first_field(model: type[Model]) -> str:
    """Show the line that the fields of a model usually begin with."""
    fields = model.model_fields
    name = next((name for name in fields if fields[name].is_required()), next(iter(fields)))
    return f"fields, such as “{fields[name].alias or name}: …”"


def _field_at(model: type[Model], location: Location) -> FieldInfo | None:
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    return model_at(model, location[:-1]).model_fields.get(name)


def _how_to_add(model: type[Model], location: Location) -> str:
    field = _field_at(model, location)
    meaning = (field and field.description) or f"the {_label(location)}"
    if isinstance(location[-1], int):
        return f"expected {meaning}"
    return f"add a line “{location[-1]}: …” ({meaning})"


def _how_to_fill(model: type[Model], location: Location) -> str:
    field = _field_at(model, location)
    right = f"write {(field and field.description) or f'the {_label(location)}'}"
    needed = field is not None and field.is_required()
    return right if needed else f"{right}, or leave the line out"


def _form_at(model: type[Model], location: Location) -> str | None:
    """Say what an id must look like, if there is to be one at `location`."""
    field = _field_at(model, location)
    if field is None:
        return None
    inner = [getattr(kind, "__metadata__", ()) for kind in get_args(field.annotation)]
    for rule in itertools.chain(field.metadata, *inner):
        if pattern := getattr(rule, "pattern", None):
            return _PATTERNS[pattern]
    return None


def model_at(model: type[Model], location: Location) -> type[Model]:
    """Find the model of the record at `location`: the one whose field was wrong."""
    for step in location:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_model(annotation: Any) -> type[Model] | None:
    """Return the model inside a type, such as that of a list of records."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (inner_model(argument) for argument in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)
