"""Schemas: what each JSON export promises, in JSON Schema (draft 2020-12).

What an item holds is what the model of its data says, and what the site finds out about it.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, create_model

from ..argument import Claim, Kind, Objection, Response, Source, StateName, Status, Term
from ..essay import Note, Part
from ..records import Day, Model, PassageId, Retired, Schema, SourceId, make_schema

SCHEMA_VERSION = 1
"""Raised when a field goes or changes its meaning, not when one is added."""

_Ids = tuple[str, ...]
_Home = Annotated[str, StringConstraints(pattern="^/")]
_Fingerprint = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
_Wording = dict[str, str]
"""From what words are called to the words; what there is differs from kind to kind."""


def _make(name: str, above: type[Model] = Model, **fields: Any) -> Any:
    """Return a model with the fields of another and some more, all of which are always there."""
    own = {name: (field.annotation, field) for name, field in above.model_fields.items()}
    more = {name: (kind, ...) for name, kind in fields.items()}
    build: Any = create_model
    return build(name, __base__=Model, __doc__=above.__doc__, **{**own, **more})


def _list(item: Any) -> Any:
    return tuple.__class_getitem__((item, ...))


_PINNED = {"number": int, "edition": Day, "home": _Home}
_COMMON = {
    "home": _Home, "title": str, "version": int | None, "versions": _list(_make("Pin", **_PINNED)),
    "retired": Retired | None, "mentioned_by": _Ids,
}  # fmt: skip


def _item(name: str, kind: Any, above: type[Model] = Model, **found: Any) -> Any:
    """Return the model of what has a home: its data, what all have, and what is found out."""
    common = {name: given for name, given in _COMMON.items() if name not in above.model_fields}
    return _make(name, above, kind=kind, **common, **found)


_RESPONSE = _item("Response", Literal["response"], Response, objection=str, objections=_Ids)
_ITEMS = {
    "claims": _item(
        "Claim", Kind, Claim, supported_by=_Ids, dependants=_Ids, objections=_Ids, parts=_Ids
    ),
    "objections": _item(
        "Objection", Literal["objection"], Objection, status=Status,
        states=_list(_make("State", state=StateName, disputed_by=_Ids)),
        responses=_list(_RESPONSE),
    ),
    "terms": _item("Term", Literal["term"], Term),
    "parts": _item("Part", Literal["part"], Part, claims=_Ids, objections=_Ids),
    "passages": _item(
        "Passage", Literal["paragraph", "sentence"], id=PassageId, text=str, line=int, part=str,
        paragraph=str | None, sentences=_Ids, canonical=str | None, claims=_Ids, objections=_Ids,
        responses=_Ids, terms=_Ids, notes=_Ids,
    ),
    "notes": _item("Note", Literal["note"], Note, note_kind=Note.model_fields["kind"].annotation),
    "sources": _item("Work", Literal["source"], id=SourceId, reference=str, csl=Source),
    "editions": _make(
        "Edition", date=Day, fingerprint=_Fingerprint, before=_Fingerprint | None, items=int,
        new=int, reworded=int, retired=int, moved=int,
    ),
}  # fmt: skip
_VERSION = _make("Version", **_PINNED, title=str, fingerprint=_Fingerprint, wording=_Wording)
_VERSIONS = _make(
    "Versions",
    key=str,
    kind=Literal[
        "part", "paragraph", "sentence", "note", "thesis", "claim", "assumption", "objection",
        "response", "term", "source",
    ],
    id=str, title=str, home=_Home, homes=tuple[_Home, ...], formerly=_Ids,
    retired=Retired | None, current=int | None, wording=_Wording, versions=_list(_VERSION),
    anchors=tuple[str, ...],
)  # fmt: skip


@cache
def export_schemas() -> dict[str, Schema]:
    """Return the JSON Schema of each JSON export by name."""
    lists = {name: _list(item) for name, item in _ITEMS.items()}
    works = lists.pop("sources")
    held = {**lists, "corpus": _make("Everything", **lists, sources=works)}
    held["versions"] = _list(_VERSIONS)
    return {name: make_schema(_envelop(items), "serialization") for name, items in held.items()} | {
        "sources": _of_works()
    }


def _envelop(items: Any) -> Any:
    return _make("Export", schema_version=Literal[SCHEMA_VERSION], edition=Day | None, items=items)


def _of_works() -> Schema:
    """Return the schema of a plain list of works, as CSL has it."""
    schema = make_schema(_make("Works", works=_list(Source)), "serialization")
    return {**schema["properties"]["works"], "$defs": schema["$defs"]}
