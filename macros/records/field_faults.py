"""What is wrong with a field, in words for people who do not program.

Pydantic finds every mistake in a record at once; here its errors become Problems.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .characters import script_of, straighten
from .fields import FORMS, GREATEST, shown
from .model import Model, find_marks, inner_models
from .problems import Problem, did_you_mean
from .text import find_faults
from .yaml_faults import cut_fault
from .yaml_file import Items, Location, Plain, Record, field_of, line_of, lines_at


def find_field_problems(
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
            wrong, right = _explain(model, location, details)
            right = _as_json(right) if path.endswith(".json") else right
            line = line_of(record, location)
            if details["type"] == "text" and len(record.source) and location:
                line = _find_line(record, location, str(details.get("ctx", {})["wrong"])) or line
            yield Problem(path, line, wrong, right)


def _find_line(record: Record, location: Location, wrong: str) -> int | None:
    """Return the line of a long text that has the same fault by itself."""
    kind = wrong.partition(" (“")[0]
    for number, line in lines_at(record, location):
        if any(found.partition(" (“")[0] == kind for found, _ in find_faults(line)):
            return number
    return None


_ENDED = re.compile(r"[.?!…][”’\"')\]]*$")
"""How a text ends behind which a remark may well stand."""


def find_cuts(model: type[Model], record: Record, path: str) -> Iterator[Problem]:
    """Yield a problem for each text of words of ours that ends amid a sentence, at a remark."""
    for name, rest in record.remarks.items():
        mark = find_marks(model).get(str(name))
        if mark and mark.ours and not _ENDED.search(str(record[str(name)])):
            yield Problem(path, record.line_of(name), *cut_fault(rest))
    for name, inner in inner_models(model).items():
        value = record.get(name)
        for one in value if isinstance(value, Items) else [value]:
            if isinstance(one, Record):
                yield from find_cuts(inner, one, path)


def _as_json(right: str) -> str:
    """Show what would be right as JSON has it.

    >>> _as_json("add a line “type: …” (a CSL type)")
    'add a line “"type": …,” (a CSL type)'
    """
    return re.sub(r"“([\w-]+): …”", r'“"\1": …,”', right.replace(WANTED_LIST, _WANTED_IN_JSON))


def _is_branch(step: str | int) -> bool:
    """Pydantic names the branch of a union in the location; people need not know."""
    return isinstance(step, str) and (step in {"str", "int", "bool"} or "[" in step)


WANTED_LIST = "expected a list: [one, two], or lines that begin with “- ”"
_WANTED_IN_JSON = "expected a list: [one, two], each in quotes or in braces"


def _explain(model: type[Model], location: Location, error: ErrorDetails) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    context = error.get("ctx", {})
    label = _label(location)
    if kind == "text":
        return f"{label}: {context['wrong']}", str(context["right"])
    if kind == "missing":
        return f"{label} is missing", _how_to_add(model, location)
    if kind == "extra_forbidden":
        fields = model_at(model, location[:-1]).model_fields
        known = [field.alias or name for name, field in fields.items()]
        return f"unknown field {label!r}", did_you_mean(label, known)
    if kind == "literal_error":
        return f"{label} is {shown(given)}", _choose(given, str(context["expected"]))
    if kind == "string_pattern_mismatch":
        return _explain_form(label, str(given), str(context["pattern"]))
    if kind == "too_long":
        return f"{label} has {context['actual_length']} items", f"expected {context['max_length']}"
    nothing = isinstance(given, Plain) and given.kind == "nothing"
    if kind == "empty" or kind.endswith("too_short") or nothing:
        return f"{label} is empty", _how_to_fill(model, location)
    return _explain_type(model, location, kind, given)


def _explain_type(
    model: type[Model], location: Location, kind: str, given: object
) -> tuple[str, str]:
    label, wanted = _label(location), "text"
    if kind.startswith(("list", "tuple")):
        return f"{label} is {_described(given)}", _tell_list(model, location, given)
    if kind.startswith(("model", "dict")):
        wanted = first_field(model_at(model, location))
    elif kind.startswith("int"):
        wanted = "a whole number"
    elif form := FORMS.get(_pattern_at(model, location) or ""):
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


def _explain_form(label: str, given: str, pattern: str) -> tuple[str, str]:
    """Say what is not as in an id or a day, by name where it cannot be seen."""
    meant = _find_meant(given, pattern)
    strange = next((c for c in given if not c.isascii() and straighten(c) != c), "")
    wrong = f"{label} is {shown(given)}"
    if strange:
        looks = straighten(strange)
        code = f"U+{ord(strange):04X}"
        wrong += f", where {strange} is {script_of(strange).capitalize()} ({code})" if looks else ""
        wrong += "" if looks else f", with the invisible character {code}"
    if re.fullmatch(r"[TCAORN][1-9]\d{6,}", given):
        return wrong, f"the greatest number is {GREATEST}: take the next that is free"
    return wrong, f"did you mean {meant}?" if meant else FORMS[pattern]


def _find_meant(given: str, pattern: str) -> str:
    """Return what fits a form and looks like what was written, or nothing."""
    plain = straighten(given).strip(" '\"“”‘’„«»[](){}#.,;")
    bare = re.sub(r"(?<=^[A-Za-z])[ _-]?0*(?=[1-9])", "", plain)
    tries = (plain, bare, bare.upper(), plain.lower(), re.sub(r"[\W_]+", "-", plain).lower())
    return next((one for one in tries if re.search(pattern, one)), "")


_BULLETS = re.compile(r"(?:^|\s+)[•·‣◦–—−●▪■*-]\s*|\s*[,;]\s*|\s+")


def _tell_list(model: type[Model], location: Location, given: object) -> str:
    """Say how a list is written, of what was given as one text if that is known."""
    if not isinstance(given, str):
        return WANTED_LIST
    pattern = _pattern_at(model, location)
    pieces = [piece for piece in _BULLETS.split(given) if piece]
    meant = [_find_meant(piece, pattern) for piece in pieces] if pattern else []
    if meant and all(meant):
        return f"write [{', '.join(meant)}]"
    begins_so = given[:1] in "•·‣◦–—−●▪■*-" and len(given) > 1
    return "begin each item with “- ”, a hyphen and a space" if begins_so else WANTED_LIST


def _described(given: object) -> str:
    if isinstance(given, Items):
        return "a list"
    if isinstance(given, Record):
        return "made of fields"
    return shown(given)


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


def first_field(model: type[Model]) -> str:
    """Show the line that the fields of a model usually begin with."""
    fields = model.model_fields
    name = next((name for name in fields if fields[name].is_required()), next(iter(fields)))
    return f"fields, such as “{fields[name].alias or name}: …”"


def _field_at(model: type[Model], location: Location) -> FieldInfo | None:
    return model_at(model, location[:-1]).model_fields.get(field_of(location))


def _meaning(model: type[Model], location: Location) -> str:
    field = _field_at(model, location)
    return (field and field.description) or f"the {_label(location)}"


def _how_to_add(model: type[Model], location: Location) -> str:
    meaning = _meaning(model, location)
    if isinstance(location[-1], int):
        return f"expected {meaning}"
    return f"add a line “{location[-1]}: …” ({meaning})"


def _how_to_fill(model: type[Model], location: Location) -> str:
    field = _field_at(model, location)
    right = f"write {_meaning(model, location)}"
    return right if field and field.is_required() else f"{right}, or leave the line out"


def _pattern_at(model: type[Model], location: Location) -> str | None:
    field = _field_at(model, location)
    if field is None:
        return None
    inner = [getattr(kind, "__metadata__", ()) for kind in get_args(field.annotation)]
    for rule in itertools.chain(field.metadata, *inner):
        if pattern := getattr(rule, "pattern", None):
            return str(pattern)
    return None


def model_at(model: type[Model], location: Location) -> type[Model]:
    """Find the model of the record at `location`: the one whose field was wrong."""
    for step in location:
        if isinstance(step, str):
            model = inner_models(model).get(step, model)
    return model
