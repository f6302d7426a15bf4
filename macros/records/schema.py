"""JSON Schema of a model: what pydantic makes of it, in its plainest form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from .model import Model

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
_NULL = {"type": "null"}


def make_schema(model: type[Model], mode: Literal["validation", "serialization"]) -> Schema:
    """Return what is asked of data that comes in, or promised of data that goes out."""
    schema = model.model_json_schema(by_alias=True, mode=mode)
    for each in find_objects(schema):
        each.pop("title", None)
        fields = each["properties"]
        for name, field in fields.items():
            fields[name] = _plainly(field, may_be_null=name in each.get("required", ()))
    return schema


def find_objects(schema: Schema) -> Iterator[Schema]:
    """Yield the schema of each record: of the whole, and of what stands inside it."""
    found = [schema, *schema.get("$defs", {}).values()]
    yield from (each for each in found if "properties" in each)


def _plainly(field: Schema, *, may_be_null: bool) -> Schema:
    """Take out what pydantic makes of names; a field that may be left out is never null."""
    plain = {key: value for key, value in field.items() if key not in ("title", "default")}
    choices = [choice for choice in plain.pop("anyOf", ()) if choice != _NULL]
    if may_be_null and _NULL in field.get("anyOf", ()):
        return _or_null(choices) | plain
    return (choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {}) | plain


def _or_null(choices: list[Schema]) -> Schema:
    if len(choices) > 1 or "type" not in choices[0]:
        return {"anyOf": [*choices, _NULL]}
    enum = {"enum": [*choices[0]["enum"], None]} if "enum" in choices[0] else {}
    return choices[0] | {"type": [choices[0]["type"], "null"]} | enum
