"""Schemas: what each JSON export promises, in JSON Schema (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..argument import STATUSES, Date, Name, Source
from ..records import Model

SCHEMA_VERSION = 1
"""Raised when a field goes or changes its meaning, not when one is added."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_NUMBER = {"type": "integer"}
_TEXTS = {"type": "array", "items": _TEXT}
_HOME = {"type": "string", "pattern": "^/"}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_FINGERPRINT = "^[0-9a-f]{64}$"


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _one_of(*values: str | None) -> Schema:
    return {"enum": list(values)}


_QUOTES = _list(_object({"passage": _TEXT, "words": _MAYBE}))
_CITATION = {"source": _TEXT, "locator": _MAYBE, "note": _MAYBE}
_CITATIONS = _list(_object(_CITATION))
_BEARINGS = _list(
    _object({**_CITATION, "bearing": _one_of("for", "against", "mixed", "background")})
)
_RETIRED = _or_null(_object({"date": _DAY, "reason": _TEXT, "successors": _TEXTS}))
_COMMON = {
    "home": _HOME,
    "title": _TEXT,
    "version": _or_null(_NUMBER),
    "versions": _list(_object({"number": _NUMBER, "edition": _DAY, "home": _HOME})),
    "retired": _RETIRED,
    "mentioned_by": _TEXTS,
}


def _item(id: str, kinds: Iterable[str], **fields: Schema) -> Schema:
    """Return the schema of an item whose id has a form, and whose kind is one of some."""
    identity = {"id": {"type": "string", "pattern": f"^{id}$"}, "kind": _one_of(*kinds)}
    return _object({**identity, **_COMMON, **fields})


_CONTEST = {"date": _DAY, "reason": _TEXT, "by": _MAYBE, "seen_at": _MAYBE}
_WORDING = _or_null(
    _object({
        "origin": _one_of("paraphrased", "quoted", "endorsed"), "by": _MAYBE,
        "date": _or_null(_DAY), "seen_at": _MAYBE, "note": _MAYBE,
        "contested": _list(_object(_CONTEST)),
    })
)  # fmt: skip
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_RESPONSE = _item(
    "R[0-9]+", ["response"], objection=_TEXT, voice=_one_of("essay", "source", "editors"),
    quotes=_QUOTES, text=_MAYBE, gloss=_TEXT, sources=_CITATIONS, objections=_TEXTS,
)  # fmt: skip
_ITEMS = {
    "claims": _item(
        "[TCA][0-9]+", ["thesis", "claim", "assumption"], glance=_TEXT, text=_TEXT,
        strength=_one_of("flat", "hedged", None), quotes=_QUOTES, supports=_TEXTS,
        supported_by=_TEXTS, depends_on=_TEXTS, dependants=_TEXTS, objections=_TEXTS,
        parts=_TEXTS, sources=_BEARINGS, note=_MAYBE,
    ),
    "objections": _item(
        "O[0-9]+", ["objection"], glance=_TEXT, text=_TEXT, against=_TEXTS, held_by=_CITATIONS,
        status=_one_of("open", "answered by the essay", "answered by others"),
        states=_list(_object({"state": _one_of(*STATUSES), "disputed_by": _TEXTS})),
        raised_at=_TEXTS, responses=_list(_RESPONSE), note=_MAYBE, wording=_WORDING,
    ),
    "terms": _item(
        _SLUG, ["term"], term=_TEXT, aliases=_TEXTS, definition=_TEXT, origin=_MAYBE,
        senses=_list(_object({"name": _TEXT, "text": _TEXT})), here=_MAYBE, quotes=_QUOTES,
        confused_with=_list(_object({"term": _MAYBE, "name": _MAYBE, "text": _MAYBE})),
        sources=_CITATIONS, formerly=_TEXTS,
    ),
    "parts": _item(
        _SLUG, ["part"], glance=_TEXT, paragraphs=_TEXTS, formerly=_TEXTS, claims=_TEXTS,
        objections=_TEXTS,
    ),
    "passages": _item(
        r"P[0-9]+(\.[0-9]+)?", ["paragraph", "sentence"], text=_TEXT, line=_NUMBER, part=_TEXT,
        paragraph=_MAYBE, sentences=_TEXTS, canonical=_MAYBE, claims=_TEXTS, objections=_TEXTS,
        responses=_TEXTS, terms=_TEXTS, notes=_TEXTS,
    ),
    "notes": _item(
        "N[0-9]+", ["note"], passage=_TEXT, words=_MAYBE, reading=_MAYBE, text=_MAYBE,
        note_kind=_one_of("slip", "unclear", "attribution", "context"),
        confidence=_one_of("low", "medium", "high", "very high", None), sources=_CITATIONS,
    ),
    "editions": _object({
        "date": _DAY,
        "fingerprint": {"type": "string", "pattern": _FINGERPRINT},
        "before": {"type": ["string", "null"], "pattern": _FINGERPRINT},
        "items": _NUMBER, "new": _NUMBER, "reworded": _NUMBER, "retired": _NUMBER,
        "moved": _NUMBER,
    }),
}  # fmt: skip
_WORDING = {"type": "object", "additionalProperties": _TEXT}
"""From a field to its text; the fields differ from kind to kind."""
_VERSIONS = _object({
    "key": _TEXT,
    "kind": _one_of(
        "part", "paragraph", "sentence", "note", "thesis", "claim", "assumption", "objection",
        "response", "term", "source",
    ),
    "id": _TEXT, "title": _TEXT, "home": _HOME, "homes": _list(_HOME), "formerly": _TEXTS,
    "retired": _RETIRED, "current": _or_null(_NUMBER), "wording": _WORDING,
    "versions": _list(_object({
        "number": _NUMBER, "edition": _DAY, "title": _TEXT, "home": _HOME,
        "fingerprint": {"type": "string", "pattern": _FINGERPRINT}, "wording": _WORDING,
    })),
})  # fmt: skip


def export_schemas() -> dict[str, Schema]:
    """Return the JSON Schema of each JSON export by name."""
    csl = _csl_schema()
    source = _item("[a-z][a-z0-9]*", ["source"], reference=_TEXT, csl=csl)
    kinds = {name: _list(item) for name, item in (_ITEMS | {"sources": source}).items()}
    return {
        **{name: _envelope_schema(_list(item)) for name, item in _ITEMS.items()},
        "corpus": _envelope_schema(_object(kinds)),
        "versions": _envelope_schema(_list(_VERSIONS)),
        "sources": _list(csl),
    }


def _envelope_schema(items: Schema) -> Schema:
    return _object(
        {"schema_version": {"enum": [SCHEMA_VERSION]}, "edition": _or_null(_DAY), "items": items}
    )


def _csl_schema() -> Schema:
    """Return the schema of an item of CSL-JSON, with every variable that CSL has."""
    names = _list(_object({}, {_alias(Name, name): _TEXT for name in Name.model_fields}))
    days = _list(_list({"type": ["integer", "string"]}))
    kinds: Schema = {"date-parts": days, "literal": _TEXT, "raw": _TEXT, "circa": {}, "season": {}}
    date = _object({}, kinds)
    optional = {}
    for name, field in Source.model_fields.items():
        if field.default == ():
            optional[_alias(Source, name)] = names
        elif Date in getattr(field.annotation, "__args__", ()):
            optional[_alias(Source, name)] = date
        else:
            optional[_alias(Source, name)] = {"type": ["string", "integer"]}
    optional["custom"] = {"type": "object"}
    required = {"id": optional.pop("id"), "type": optional.pop("type")}
    return _object(required, optional)


def _alias(model: type[Model], name: str) -> str:
    return model.model_fields[name].alias or name
