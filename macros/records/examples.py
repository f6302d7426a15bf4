"""Examples: a value for each field of a model, that shows what one looks like."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from .fields import FORMS
from .model import Model
from .schema import Schema, make_schema

UNKNOWN = "…"
"""Stands for words."""


@cache
def find_example(model: type[Model], name: str) -> Any:
    """Return a value that a field may have.

    >>> from .fields import Citation
    >>> find_example(Citation, "source"), find_example(Citation, "note")
    ('ryle1949', '…')
    """
    schema = make_schema(model, "validation")
    return _make(schema["properties"][name], schema.get("$defs", {}))


def _make(schema: Schema, inside: dict[str, Schema]) -> Any:
    if "$ref" in schema:
        fields = inside[schema["$ref"].rpartition("/")[2]]["properties"]
        plain = {name: field for name, field in fields.items() if not _has_records(field)}
        return {name: _make(field, inside) for name, field in plain.items()}
    if schema.get("type") == "array":
        return [_make(schema["items"], inside)]
    if "enum" in schema:
        return schema["enum"][0]
    shown = re.search(r"such as ([\w.-]+)", FORMS.get(schema.get("pattern", ""), ""))
    return shown[1] if shown else UNKNOWN


def _has_records(field: Schema) -> bool:
    return "$ref" in field or "$ref" in field.get("items", {})
