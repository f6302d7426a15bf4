"""JSON Schemas of the data files, for editors that complete and explain fields while one types."""

from __future__ import annotations

import json

from ..argument import DATA_FILES, DataFile
from ..records import DRAFT, LONGEST_LIST, Schema, find_objects, make_schema

SCHEMAS = "data/schemas"


def export_data_schemas() -> dict[str, str]:
    """Return the text of each schema by its name."""
    return {
        name: json.dumps(_schema_of(name, file), ensure_ascii=False, indent=2) + "\n"
        for name, file in DATA_FILES.items()
    }


def _schema_of(name: str, file: DataFile) -> Schema:
    schema = make_schema(file.model, "validation")
    for each in find_objects(schema):
        for field in each["properties"].values():
            if field.get("type") == "array":
                field.setdefault("maxItems", LONGEST_LIST)
    definitions = schema.pop("$defs", {})
    if file.many:
        definitions[file.model.__name__] = schema
        schema = {"type": "array", "items": {"$ref": f"#/$defs/{file.model.__name__}"}}
    about = {"$schema": DRAFT, "title": name, "$comment": "Made from macros/ by `make fix`."}
    return {**about, **schema, **({"$defs": definitions} if definitions else {})}
