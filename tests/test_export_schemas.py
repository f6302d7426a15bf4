"""Every JSON export is what its schema promises, and the schemas promise something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import MINIATURE, ROOT

from macros.citing import SiteName
from macros.editions import build_register, freeze
from macros.exports import find_exports
from macros.publication import load_publication
from macros.render import View

NAMES = (
    "corpus", "claims", "objections", "terms", "parts", "passages", "notes", "sources", "editions",
)  # fmt: skip
KNOWN = {
    "$schema", "$id", "type", "required", "properties", "additionalProperties", "items", "enum",
    "pattern",
}  # fmt: skip
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "null": type(None),
}  # fmt: skip


def find_violations(value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Yield where a value is not what the schema says, for the part of JSON Schema used here."""
    if unknown := schema.keys() - KNOWN:
        yield f"{place}: the schema uses {sorted(unknown)}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{place}: not {' or '.join(kinds)}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: not one of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place}: not like {schema['pattern']}"
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from find_violations(inner, schema.get("items", {}), f"{place}/{number}")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        yield from (
            f"{place}/{name}: missing" for name in schema.get("required", []) if name not in value
        )
        for name, inner in value.items():
            if name in properties:
                yield from find_violations(inner, properties[name], f"{place}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{place}/{name}: unknown"


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))


@cache
def exports_of(root: Path, *, frozen: bool) -> dict[str, str]:
    """Return the exports of the project at `root`, with one more edition if `frozen`."""
    found = load_publication(root, root / "docs")
    register = found.register
    if frozen:
        edition, _ = freeze(found.citables, register, "9999-12-31")
        register = build_register([*register.editions, edition])
    return dict(find_exports(View(found.corpus, register, SiteName("Name", "https://a.org/"))))


def read(exports: dict[str, str], name: str) -> tuple[Any, dict[str, Any]]:
    """Return an export and its schema."""
    value = json.loads(exports[f"/data/v1/{name}.json"])
    return value, json.loads(exports[f"/data/v1/schema/{name}.schema.json"])


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["site", "miniature"])
@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_what_its_schema_says(name: str, root: Path, frozen: bool) -> None:
    value, schema = read(exports_of(root, frozen=frozen), name)

    assert list(find_violations(value, schema)) == []


def test_every_json_export_has_a_schema() -> None:
    homes = exports_of(MINIATURE, frozen=False)

    exports = {home for home in homes if home.endswith(".json") and "/schema/" not in home}

    assert exports == {f"/data/v1/{name}.json" for name in NAMES}


def test_every_object_of_a_schema_names_all_its_fields() -> None:
    schemas = [read(exports_of(MINIATURE, frozen=False), name)[1] for name in NAMES]

    loose = [found for schema in schemas for found in find_loose(schema)]

    assert loose == ["custom"] * 2  # what CSL leaves to its users, alone and in the corpus


def find_loose(schema: dict[str, Any], name: str = "") -> Iterator[str]:
    """Yield each object that may have fields the schema does not name."""
    if "object" in schema.get("type", []) and schema.get("additionalProperties") is not False:
        yield name
    yield from find_loose(schema["items"], name) if "items" in schema else ()
    for inner, value in schema.get("properties", {}).items():
        yield from find_loose(value, inner)


def test_a_schema_says_its_draft_and_its_address() -> None:
    _, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "https://a.org/data/v1/schema/claims.schema.json"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "remark", "/items/0/kind: not one of ['thesis', 'claim', 'assumption']"),
        ("id", "X1", "/items/0/id: not like ^[TCA][0-9]+$"),
        ("glance", None, "/items/0/glance: not string"),
        ("version", "1", "/items/0/version: not integer or null"),
        ("supports", [3], "/items/0/supports/0: not string"),
        ("mood", "warm", "/items/0/mood: unknown"),
    ],
)
def test_a_schema_refuses_what_is_wrong(field: str, value: Any, said: str) -> None:
    claims, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    claims["items"][0][field] = value

    assert list(find_violations(claims, schema)) == [said]


def test_a_schema_refuses_what_is_missing() -> None:
    claims, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    del claims["items"][0]["home"]

    assert list(find_violations(claims, schema)) == ["/items/0/home: missing"]
