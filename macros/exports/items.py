"""Items: everything the site says, kind by kind, as JSON-ready values.

They name things as the pages and the data do. Wherever a field has nothing to hold, it is there
and is null or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..argument import Claim, Objection, Response, Source, status_of
from ..editions import find_changes
from ..essay import Part
from ..pages import View
from ..records import Model
from ..references import bibliography, format_reference

Item = dict[str, Any]


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
        "status": status_of(view.relations.states[objection.id]),
        "states": [
            {"state": state.name, "disputed_by": list(state.disputed_by)}
            for state in view.relations.states[objection.id]
        ],
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
            found = _passage(view, id, [id]) | {"line": paragraph.line, "paragraph": paragraph.id}
            yield found | {"sentences": [], "canonical": canonical.get(id)}


def _passage(view: View, id: str, sentences: list[str]) -> Item:
    """Return a passage with all that its sentences have to do with."""

    def gather(at: Mapping[str, list[Any]]) -> list[str]:
        return list(dict.fromkeys(found.id for s in sentences for found in at.get(s, [])))

    relations = view.relations
    answers = [r.id for s in sentences for r, _ in relations.responses_at.get(s, [])]
    return _common(view, id) | {
        "text": view.corpus.passages[id],
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
            **{kind: len(keys) for kind, keys in changes.items()},
        }
