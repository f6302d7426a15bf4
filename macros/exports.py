"""Exports: everything the site says, in files that other programs read.

The JSON files name things as the pages and the data do; each has a JSON Schema beside it.
Wherever a field has nothing to hold, it is there and is null or empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import bibliography
from .citations import format_reference
from .claims import Claim
from .editions import find_changes
from .export_formats import (
    EXPORTS,
    count_changes,
    export_argdown,
    export_csv,
    export_feed,
    export_llms,
)
from .fields import Model
from .objections import Objection, Response
from .parts import Part
from .render import View
from .sources import Date, Name, Source

SCHEMA_VERSION = 1
"""Raised when a field goes or changes its meaning, not when one is added."""

Item = dict[str, Any]


def find_exports(view: View) -> Iterator[tuple[str, str]]:
    """Yield the home and text of every export."""
    items = export_items(view)
    works = list(view.corpus.sources.values())
    for name, found in items.items():
        if name != "sources":
            yield f"{EXPORTS}/{name}.json", _to_text(_envelope(view, found))
    yield f"{EXPORTS}/corpus.json", _to_text(_envelope(view, items))
    yield f"{EXPORTS}/sources.json", _to_text(bibliography.to_csl(works))
    yield f"{EXPORTS}/sources.bib", _ended(bibliography.to_biblatex(works))
    yield f"{EXPORTS}/sources.bibtex.bib", _ended(bibliography.to_bibtex(works))
    yield f"{EXPORTS}/sources.ris", _ended(bibliography.to_ris(works))
    yield f"{EXPORTS}/objections.csv", export_csv(view)
    yield f"{EXPORTS}/argument.argdown", export_argdown(view)
    yield f"{EXPORTS}/feed.atom", export_feed(view)
    yield "/llms.txt", export_llms(view)
    for name, schema in export_schemas().items():
        home = f"{EXPORTS}/schema/{name}.schema.json"
        yield home, _to_text({"$schema": _DRAFT, "$id": view.site.address_of(home), **schema})


def export_items(view: View) -> dict[str, list[Item]]:
    """Return the items of each kind, the retired ones too."""
    corpus = view.corpus
    return {
        "claims": [_claim(view, claim) for claim in corpus.all_claims.values()],
        "objections": [_objection(view, found) for found in corpus.all_objections.values()],
        "terms": [_of_data(view, f"term:{id}", term) for id, term in corpus.all_terms.items()],
        "parts": [_part(view, part) for part in corpus.parts.values()],
        "passages": list(_passages(view)),
        "notes": [
            _of_data(view, id, note) | {"kind": "note", "note_kind": note.kind}
            for id, note in corpus.all_notes.items()
        ],
        "sources": [_source(view, source) for source in corpus.all_sources.values()],
        "editions": list(_editions(view)),
    }


def _envelope(view: View, items: object) -> Item:
    return {"schema_version": SCHEMA_VERSION, "edition": view.edition_date, "items": items}


def _to_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _common(view: View, key: str) -> Item:
    """Return what is said about everything that has a home."""
    history = view.histories[key]
    citable = history.citable
    return {
        "id": citable.id,
        "kind": citable.kind,
        "home": citable.home,
        "title": citable.title,
        "version": history.current.number if history.current else None,
        "versions": [
            {"number": v.number, "edition": v.edition, "home": history.home_of(v)}
            for v in history.versions
        ],
        "retired": None,
        "mentioned_by": view.relations.mentioned_by.get(key, []),
    }


def _of_data(view: View, key: str, value: Model) -> Item:
    """Return what is said about everything, and the fields of the data."""
    return _common(view, key) | value.model_dump(mode="json")


def _ids(values: Iterable[Any]) -> list[str]:
    return [value.id for value in values]


def _claim(view: View, claim: Claim) -> Item:
    relations = view.relations
    return _of_data(view, claim.id, claim) | {
        "supported_by": _ids(relations.supporters.get(claim.id, [])),
        "dependants": _ids(relations.dependants.get(claim.id, [])),
        "objections": _ids(relations.objections.get(claim.id, [])),
        "parts": _ids(relations.parts_of.get(claim.id, [])),
    }


def _objection(view: View, objection: Objection) -> Item:
    return _of_data(view, objection.id, objection) | {
        "status": objection.status,
        "responses": [_response(view, objection, r) for r in objection.responses],
    }


def _response(view: View, objection: Objection, response: Response) -> Item:
    return _of_data(view, response.id, response) | {
        "objection": objection.id,
        "objections": _ids(view.relations.objections.get(response.id, [])),
    }


def _part(view: View, part: Part) -> Item:
    return _of_data(view, f"part:{part.id}", part) | {
        "claims": _ids(view.relations.claims_of.get(part.id, [])),
        "objections": _ids(view.relations.objections_of.get(part.id, [])),
    }


def _passages(view: View) -> Iterator[Item]:
    """Yield each paragraph, and after it its sentences."""
    canonical = {s.id: s.canonical for s in view.corpus.essay.repeated_sentences}
    for paragraph in view.corpus.essay.paragraphs:
        sentences = _ids(paragraph.sentences)
        whole = {"paragraph": None, "sentences": sentences, "canonical": None}
        yield _passage(view, paragraph.id, sentences) | {"line": paragraph.line} | whole
        for id in sentences:
            alone: Item = {
                "paragraph": paragraph.id,
                "sentences": [],
                "canonical": canonical.get(id),
            }
            yield _passage(view, id, [id]) | {"line": paragraph.line} | alone


def _passage(view: View, id: str, sentences: list[str]) -> Item:
    """Return a passage with all that its sentences have to do with."""

    def gather(at: Mapping[str, list[Any]]) -> list[str]:
        return list(dict.fromkeys(found.id for s in sentences for found in at.get(s, [])))

    relations = view.relations
    answers = [r.id for s in sentences for r, _ in relations.responses_at.get(s, [])]
    return _common(view, id) | {
        "text": view.corpus.passage_text(id),
        "part": relations.part_of[id].id,
        "claims": gather(relations.claims_at),
        "objections": gather(relations.raised),
        "responses": list(dict.fromkeys(answers)),
        "terms": gather(relations.terms_at),
        "notes": gather(relations.notes_at),
    }


def _source(view: View, source: Source) -> Item:
    mentions = [mention.by for mention in view.relations.mentions.get(source.id, [])]
    return _common(view, f"source:{source.id}") | {
        "retired": source.retired.model_dump(mode="json") if source.retired else None,
        "mentioned_by": list(dict.fromkeys(mentions)),
        "reference": str(format_reference(source).striptags()),
        "csl": bibliography.to_csl([source])[0],
    }


def _editions(view: View) -> Iterator[Item]:
    for edition, changes in find_changes(view.register):
        yield {
            "date": edition.date,
            "fingerprint": edition.fingerprint,
            "before": edition.before,
            "items": len(edition.items),
            **count_changes(changes),
        }


# -- schemas

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_NUMBER = {"type": "integer"}
_TEXTS = {"type": "array", "items": _TEXT}
_HOME = {"type": "string", "pattern": "^/"}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_FINGERPRINT = "^[0-9a-f]{64}$"


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Item:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> Item:
    return {"type": "array", "items": items}


def _or_null(schema: Item) -> Item:
    return {**schema, "type": [schema["type"], "null"]}


def _one_of(*values: str | None) -> Item:
    return {"enum": list(values)}


_QUOTES = _list(_object({"passage": _TEXT, "words": _MAYBE}))
_CITATION = {"source": _TEXT, "locator": _MAYBE, "note": _MAYBE}
_CITATIONS = _list(_object(_CITATION))
_BEARINGS = _list(
    _object({**_CITATION, "bearing": _one_of("for", "against", "mixed", "background")})
)
_CONTEST = {"date": _DAY, "reason": _TEXT, "by": _MAYBE, "seen_at": _MAYBE}
_WORDING = _or_null(
    _object({
        "origin": _one_of("paraphrased", "quoted", "endorsed"), "by": _MAYBE,
        "date": _or_null(_DAY), "seen_at": _MAYBE, "note": _MAYBE,
        "contested": _list(_object(_CONTEST)),
    })
)  # fmt: skip
_COMMON = {
    "home": _HOME,
    "title": _TEXT,
    "version": {"type": ["integer", "null"]},
    "versions": _list(_object({"number": _NUMBER, "edition": _DAY, "home": _HOME})),
    "retired": _or_null(_object({"date": _DAY, "reason": _TEXT, "successors": _TEXTS})),
    "mentioned_by": _TEXTS,
}


def _item(id: str, kinds: Iterable[str], **fields: Item) -> Item:
    """Return the schema of an item whose id has a form, and whose kind is one of some."""
    identity = {"id": {"type": "string", "pattern": f"^{id}$"}, "kind": _one_of(*kinds)}
    return _object({**identity, **_COMMON, **fields})


_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_RESPONSE = _item(
    "R[0-9]+", ["response"], objection=_TEXT, voice=_one_of("essay", "source", "editors"),
    quotes=_QUOTES, text=_MAYBE, gloss=_MAYBE, sources=_CITATIONS, objections=_TEXTS,
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


def export_schemas() -> dict[str, Item]:
    """Return the JSON Schema of each JSON export by name."""
    csl = _csl_schema()
    source = _item("[a-z][a-z0-9]*", ["source"], reference=_TEXT, csl=csl)
    kinds = {name: _list(item) for name, item in (_ITEMS | {"sources": source}).items()}
    return {
        **{name: _envelope_schema(_list(item)) for name, item in _ITEMS.items()},
        "corpus": _envelope_schema(_object(kinds)),
        "sources": _list(csl),
    }


def _envelope_schema(items: Item) -> Item:
    return _object(
        {"schema_version": {"enum": [SCHEMA_VERSION]}, "edition": _or_null(_DAY), "items": items}
    )


def _csl_schema() -> Item:
    """Return the schema of an item of CSL-JSON, with every variable that CSL has."""
    names = _list(_object({}, {_alias(Name, name): _TEXT for name in Name.model_fields}))
    days = _list(_list({"type": ["integer", "string"]}))
    kinds: Item = {"date-parts": days, "literal": _TEXT, "raw": _TEXT, "circa": {}, "season": {}}
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
