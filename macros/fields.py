"""The kinds of field that data files share, and how a file becomes checked values.

The models are pydantic's: it finds every mistake in a record at once. This module turns its
errors into Problems that speak to people who do not program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from .problems import Problem, did_you_mean
from .text import find_faults
from .yaml_file import Items, Location, Plain, Record, line_of, read_yaml

GLANCE_WORDS = 60


class Model(BaseModel):
    """A frozen value; a field it does not name is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _check_text(text: str) -> str:
    for wrong, right in find_faults(text):
        raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})
    if not text.strip():
        raise PydanticCustomError("empty", "is empty")
    return text.strip()


def _check_title(text: str) -> str:
    if "\n" in text or text.endswith("."):
        right = "one line without a full stop at its end"
        raise PydanticCustomError("text", "{wrong}", {"wrong": f"the title “{text}”", "right": right})
    return text


def _check_glance(text: str) -> str:
    words = len(text.split())
    if words > GLANCE_WORDS:
        wrong, right = f"a glance of {words} words", f"at most {GLANCE_WORDS}"
        raise PydanticCustomError("text", "{wrong}", {"wrong": wrong, "right": right})
    return text



Text = Annotated[str, AfterValidator(_check_text)]
Title = Annotated[Text, AfterValidator(_check_title)]
Glance = Annotated[Text, AfterValidator(_check_glance)]

ClaimId = Annotated[str, StringConstraints(pattern=r"^[TCA][1-9]\d*$")]
ObjectionId = Annotated[str, StringConstraints(pattern=r"^O[1-9]\d*$")]
ResponseId = Annotated[str, StringConstraints(pattern=r"^R[1-9]\d*$")]
NoteId = Annotated[str, StringConstraints(pattern=r"^N[1-9]\d*$")]
PassageId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*(\.[1-9]\d*)?$")]
ParagraphId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*$")]
TargetId = Annotated[str, StringConstraints(pattern=r"^[TCAR][1-9]\d*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*$")]

_PATTERNS = {
    r"^[TCA][1-9]\d*$": "expected T, C or A and a number, such as C10",
    r"^O[1-9]\d*$": "expected O and a number, such as O12",
    r"^R[1-9]\d*$": "expected R and a number, such as R15",
    r"^N[1-9]\d*$": "expected N and a number, such as N4",
    r"^P[1-9]\d*(\.[1-9]\d*)?$": "expected a paragraph or sentence, such as P3 or P3.2",
    r"^P[1-9]\d*$": "expected a paragraph, such as P3",
    r"^[TCAR][1-9]\d*$": "expected a claim, assumption, thesis or response, such as C10 or R15",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "expected small letters, digits and single hyphens",
    r"^[a-z][a-z0-9]*$": "expected small letters and digits, such as omohundro2008",
}


class Quotation(Model):
    """The essay's own words: a whole passage, or some exact words of it."""

    passage: PassageId
    words: Annotated[str, StringConstraints(min_length=1)] | None = None


class Citation(Model):
    """A work, and where in it."""

    source: SourceId
    locator: Text | None = None
    note: Text | None = None


M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A checked value together with the file and lines it came from."""

    value: M
    path: str
    record: Record

    def problem(self, location: Location, wrong: str, right: str) -> Problem:
        """Return a problem at the line of the field at `location`."""
        return Problem(self.path, self.record.line_of(*location), wrong, right)


def parse_record(model: type[M], record: object, path: str) -> Entry[M] | list[Problem]:
    """Return the record as a value of `model`, or every problem with its fields."""
    if not isinstance(record, Record):
        line = getattr(record, "line", 1)
        return [Problem(path, line, "expected fields here", "lines such as “id: …”")]
    try:
        return Entry(model.model_validate(record), path, record)
    except ValidationError as error:
        return [_problem(model, record, path, details) for details in error.errors()]


def read_folder(model: type[M], folder: Path, name: str) -> Iterator[Entry[M] | Problem]:
    """Yield an entry for each good file of a folder, and the problems of the others.

    A missing folder holds no files. Names of files must be ids: `C10.yml` holds `C10`.
    """
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.name.startswith("."):
            continue
        file_name = f"{name}/{path.name}"
        if path.suffix != ".yml" or not path.is_file():
            yield Problem(file_name, 1, f"{path.name} is not a .yml file", "one .yml file an item")
            continue
        yield from _read_file(model, path, file_name)


def _read_file(model: type[M], path: Path, name: str) -> Iterator[Entry[M] | Problem]:
    read = read_yaml(path, name)
    found = read if isinstance(read, list) and not isinstance(read, Items) else parse_record(model, read, name)
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
        yield Problem(path, 1, "expected a list here", "items that begin with “- ”")
        return
    for item in items:
        found = parse_record(model, item, path)
        if isinstance(found, Entry):
            yield found
        else:
            yield from found


def _problem(model: type[Model], record: Record, path: str, error: ErrorDetails) -> Problem:
    location = [step for step in error["loc"] if not _is_branch(step)]
    line = line_of(record, location)
    return Problem(path, line, *_explain(model, location, error))


def _is_branch(step: str | int) -> bool:
    """Pydantic names the branch of a union in the location; people need not know."""
    return isinstance(step, str) and (step in {"str", "int"} or "[" in step)


def _explain(model: type[Model], location: Location, error: ErrorDetails) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    context = error.get("ctx", {})
    label = _label(location)
    if kind == "text":
        return f"{label}: {context['wrong']}", str(context["right"])
    if kind == "missing":
        return f"{label} is missing", f"add a line “{label}: …” ({_meaning(model, location)})"
    if kind == "extra_forbidden":
        known = _fields_around(model, location)
        return f"unknown field {label!r}", did_you_mean(str(label), known)
    if kind == "literal_error":
        return f"{label} is {_shown(given)}", f"expected one of: {_choices(str(context['expected']))}"
    if kind == "string_pattern_mismatch":
        return f"{label} is {_shown(given)}", _PATTERNS[str(context["pattern"])]
    if kind == "empty" or kind.endswith("_too_short") or (isinstance(given, Plain) and given.kind == "nothing"):
        return f"{label} is empty", f"write {_meaning(model, location)}, or leave the line out"
    return _explain_type(label, kind, given)


def _explain_type(label: str, kind: str, given: object) -> tuple[str, str]:
    wanted = "text"
    if kind.startswith(("list", "tuple")):
        wanted = "a list: [C1, C2], or lines that begin with “- ”"
    elif kind.startswith(("model", "dict")):
        wanted = "fields, such as “passage: P1.2”"
    elif kind.startswith("int"):
        wanted = "a whole number"
    if isinstance(given, Plain):
        right = f"expected {wanted}: write \"{given.raw}\" in quotes" if wanted == "text" else f"expected {wanted}"
        return f"{label} is {given.raw}, which YAML reads as {given.kind}", right
    if isinstance(given, int) and wanted == "text":
        return f"{label} is {given}, a number", f"expected text: write \"{given}\" in quotes"
    return f"{label} is {_described(given)}", f"expected {wanted}"


def _described(given: object) -> str:
    if isinstance(given, Items):
        return "a list"
    if isinstance(given, Record):
        return "made of fields (is there a “: ” inside the text?)"
    return _shown(given)


def _shown(given: object) -> str:
    text = given.raw if isinstance(given, Plain) else str(given)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _label(location: Location) -> str:
    names = [step for step in location if isinstance(step, str)]
    if location and isinstance(location[-1], int):
        return f"item {location[-1] + 1} of {names[-1]}" if names else f"item {location[-1] + 1}"
    return names[-1] if names else "the file"


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _fields_around(model: type[Model], location: Location) -> list[str]:
    return list(_model_at(model, location[:-1]).model_fields)


def _meaning(model: type[Model], location: Location) -> str:
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    field = _model_at(model, location[:-1]).model_fields.get(str(name))
    return (field.description if field else None) or f"the {name}"


def _model_at(model: type[Model], location: Location) -> type[Model]:
    """Find the model of the record at `location`: the one whose field was wrong."""
    for step in location:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner_model(model.model_fields[step].annotation) or model
    return model


def _inner_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (_inner_model(argument) for argument in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)
