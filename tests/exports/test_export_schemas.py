"""Every JSON export is what its schema promises, and the schemas promise something."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import MINIATURE

from macros.checking.publication import load_publication
from macros.editions.citing import SiteName
from macros.editions.editions import build_register, freeze
from macros.exports.exports import make_exports
from macros.pages.view import View

NAMES = (
    "corpus", "claims", "objections", "terms", "parts", "passages", "notes", "sources", "editions",
    "versions",
)  # fmt: skip


def find_violations(value: Any, schema: Any) -> list[str]:
    """Return where a value is not what the schema says, each with the rule that it breaks."""
    validator = jsonschema.Draft202012Validator(schema)
    found = sorted(validator.iter_errors(value), key=lambda error: error.json_path)
    return [f"{error.json_path}: {error.validator}" for error in found]


@cache
def exports_of(root: Path, *, frozen: bool) -> Mapping[str, str]:
    """Return the exports of the project at `root`, with one more edition if `frozen`."""
    found = load_publication(root, root / "docs")
    register = found.register
    if frozen:
        edition, _ = freeze(found.citables, register, "9999-12-31")
        register = build_register([*register.editions, edition])
    return make_exports(View(found.corpus, register, SiteName("Name", "https://a.org/")))


def read(exports: Mapping[str, str], name: str) -> tuple[Any, dict[str, Any]]:
    """Return an export and its schema."""
    value = json.loads(exports[f"/data/v1/{name}.json"])
    return value, json.loads(exports[f"/data/v1/schema/{name}.schema.json"])


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_what_its_schema_says(name: str, any_root: Path, frozen: bool) -> None:
    value, schema = read(exports_of(any_root, frozen=frozen), name)

    assert find_violations(value, schema) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    _, schema = read(exports_of(MINIATURE, frozen=False), name)

    assert find_violations(schema, jsonschema.Draft202012Validator.META_SCHEMA) == []


def test_every_json_export_has_a_schema() -> None:
    homes = exports_of(MINIATURE, frozen=False)

    exports = {home for home in homes if home.endswith(".json") and "/schema/" not in home}

    assert exports == {f"/data/v1/{name}.json" for name in NAMES}


def test_every_object_of_a_schema_names_all_its_fields() -> None:
    schemas = [read(exports_of(MINIATURE, frozen=False), name)[1] for name in NAMES]

    loose = [found for schema in schemas for found in find_loose(schema)]

    assert loose == ["custom"] * 2  # what CSL leaves to its users, alone and in the corpus


def find_loose(schema: dict[str, Any], name: str = "") -> Iterator[str]:
    """Yield each object that may have fields of whatever form, which the schema does not name."""
    if "object" in schema.get("type", []) and "additionalProperties" not in schema:
        yield name
    yield from find_loose(schema["items"], name) if "items" in schema else ()
    for inner, value in {**schema.get("properties", {}), **schema.get("$defs", {})}.items():
        yield from find_loose(value, inner)


def test_a_schema_says_its_draft_and_its_address() -> None:
    _, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "https://a.org/data/v1/schema/claims.schema.json"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "remark", "$.items[0].kind: enum"),
        ("id", "X1", "$.items[0].id: pattern"),
        ("glance", None, "$.items[0].glance: type"),
        ("version", "1", "$.items[0].version: type"),
        ("supports", [3], "$.items[0].supports[0]: type"),
        ("mood", "warm", "$.items[0]: additionalProperties"),
    ],
)
def test_a_schema_refuses_what_is_wrong(field: str, value: Any, said: str) -> None:
    claims, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    claims["items"][0][field] = value

    assert find_violations(claims, schema) == [said]


def test_a_schema_refuses_what_is_missing() -> None:
    claims, schema = read(exports_of(MINIATURE, frozen=False), "claims")

    del claims["items"][0]["home"]

    assert find_violations(claims, schema) == ["$.items[0]: required"]
