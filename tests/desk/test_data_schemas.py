"""The schemas that editors read: in step with the models, no looser where shape is concerned."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from mistakes import BAD, expected_problems

from macros.argument.files import DATA_FILES
from macros.checking.field_help import find_anchor
from macros.desk.kinds import KINDS
from macros.desk.schemas import SCHEMAS, export_data_schemas
from macros.desk.templates import fill_template
from macros.records.yaml_file import Items, Plain, Record, read_data


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what checks by a schema."""
    return Draft202012Validator(json.loads((ROOT / SCHEMAS / f"{name}.json").read_text("utf-8")))


def as_editors_see(value: Any) -> Any:
    """Return a value as a YAML 1.2 editor reads it: days are text, `true` is not."""
    if isinstance(value, Record):
        return {key: as_editors_see(inner) for key, inner in value.items()}
    if isinstance(value, Items):
        return [as_editors_see(inner) for inner in value]
    if isinstance(value, Plain):
        kinds: dict[str, Any] = {"a date": value.raw, "a number": 1.5, "nothing": None}
        return kinds.get(value.kind, True)
    return value


def read_files(root: Path) -> list[tuple[str, str, Any]]:
    """Return each data file that can be read, with the name of its schema and its value."""
    found = []
    for name, file in DATA_FILES.items():
        for path in sorted(root.glob(file.path("*"))):
            read = read_data(path, path.name)
            if isinstance(read, (Record, Items)):
                place = path.relative_to(root).as_posix()
                found.append((place, name, as_editors_see(read)))
    return found


@pytest.mark.parametrize("name", DATA_FILES)
def test_a_schema_is_in_step_with_its_model(name: str) -> None:
    committed = (ROOT / SCHEMAS / f"{name}.json").read_text("utf-8")

    assert committed == export_data_schemas()[name], "run make fix"
    Draft202012Validator.check_schema(json.loads(committed))


def test_every_file_is_as_its_schema_says(any_root: Path) -> None:
    files = read_files(any_root)

    faults = [
        f"{place}: {error.json_path}: {error.message[:200]}"
        for place, name, value in files
        for error in validator(name).iter_errors(value)
    ]

    assert len(files) >= 3
    assert faults == []


MISTAKES_OF_SHAPE = {
    "missing-field", "unknown-field", "unknown-field-in-quotation", "wrong-choice", "empty-field",
    "id-of-wrong-form", "text-is-not-a-list", "text-is-not-fields", "list-is-not-text",
    "fields-are-not-text", "fields-are-not-a-list", "list-is-not-fields", "number-is-not-text",
    "no-is-not-text", "null-is-not-text", "glance-too-long", "title-with-full-stop",
    "title-too-long", "text-too-long",
    "missing-field-parts", "unknown-field-parts", "wrong-types-parts", "missing-field-sources",
    "unknown-field-sources", "wrong-types-sources", "wrong-type-of-work", "wrong-citation-key",
    "lines-are-not-numbers", "retired-without-reason", "wording-wrong",
    "contributor-without-consent", "contributor-consent-not-recorded", "contributor-link-unsafe",
}  # fmt: skip


@pytest.mark.parametrize("mistake", sorted(MISTAKES_OF_SHAPE))
def test_a_mistake_of_shape_is_seen_while_typing(mistake: str) -> None:
    files = read_files(BAD / mistake)
    expected = {problem.split(":")[0] for problem in expected_problems(BAD / mistake)}

    wrong = {place for place, name, value in files if not validator(name).is_valid(value)}

    assert wrong != set()
    assert wrong == expected


def objects_of(schema: Any) -> list[dict[str, Any]]:
    """Return every schema inside a schema that has fields."""
    if isinstance(schema, list):
        return [found for inner in schema for found in objects_of(inner)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if isinstance(schema.get("properties"), dict) else []
    return own + [found for inner in schema.values() for found in objects_of(inner)]


@pytest.mark.parametrize("name", [name for name in DATA_FILES if name != "sources"])
def test_every_field_is_explained_while_typing(name: str) -> None:
    objects = objects_of(validator(name).schema)

    mute = [
        field
        for found in objects
        for field, schema in found["properties"].items()
        if not schema.get("description")
    ]

    assert objects != []
    assert mute == []


@pytest.mark.parametrize("day", ["1849-05", "ca. 1500", 1849, {"date-parts": [[1849]]}])
def test_the_day_of_an_essay_may_be_written_as_people_write_it(day: Any) -> None:
    assert validator("essay").is_valid({"issued": day})
    assert not validator("essay").is_valid({"issued": [day]})


# -- editors find them


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("response", "note")])
def test_a_template_names_its_schema(kind: str) -> None:
    first = fill_template(kind, {}).split("\n")[0]

    match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)

    assert match is not None
    file = ROOT / DATA_FILES[KINDS[kind].file].path()
    assert (file.parent / match[1]).resolve().is_file()


def test_editors_are_told_the_schema_of_every_file() -> None:
    told = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))

    files = dict(told["yaml.schemas"])
    files |= {one["url"].removeprefix("./"): one["fileMatch"][0] for one in told["json.schemas"]}

    assert files == {f"{SCHEMAS}/{n}.json": f.path("*") for n, f in DATA_FILES.items()}


def test_a_place_in_a_record_has_its_anchor() -> None:
    assert find_anchor(DATA_FILES["objection"].model, ["responses", 0, "voice"]) == "response-voice"
