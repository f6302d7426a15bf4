"""JSON Schemas of the data files, for editors that complete and explain fields while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..argument import DATA_FILES, DataFile
from ..records import LONGEST_LIST

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = "data/schemas"


def export_data_schemas() -> dict[str, str]:
    """Return the text of each schema by its name."""
    return {
        name: json.dumps(_schema_of(name, file), ensure_ascii=False, indent=2) + "\n"
        for name, file in DATA_FILES.items()
    }


def _schema_of(name: str, file: DataFile) -> Mapping[str, Any]:
    schema = file.model.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    for each in (schema, *definitions.values()):
        _explain(each)
    if file.many:
        definitions[file.model.__name__] = schema
        schema = {"type": "array", "items": {"$ref": f"#/$defs/{file.model.__name__}"}}
    about = {"$schema": DRAFT, "title": name, "$comment": "Made from macros/ by `make fix`."}
    return {**about, **schema, "title": name, **({"$defs": definitions} if definitions else {})}


def _explain(schema: dict[str, Any]) -> None:
    """Take out what pydantic makes of names, and null; say how long a list may be."""
    for name, field in schema.get("properties", {}).items():
        field.pop("title", None)
        choices = [choice for choice in field.get("anyOf", ()) if choice != {"type": "null"}]
        if len(choices) == 1:
            del field["anyOf"]
            schema["properties"][name] = {**choices[0], **field}
        elif choices:
            field["anyOf"] = choices
        schema["properties"][name].pop("default", None)
        if schema["properties"][name].get("type") == "array":
            schema["properties"][name].setdefault("maxItems", LONGEST_LIST)
