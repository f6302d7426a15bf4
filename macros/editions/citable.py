"""Citable: everything that has a home, with the wording that an edition freezes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..argument import (
    Claim,
    Corpus,
    Objection,
    Response,
    Term,
    anchor_of_passage,
    home_of_note,
    home_of_part,
    home_of_passage,
    home_of_source,
    home_of_term,
)
from ..essay import Note, Part
from ..references import format_reference

Wording = Mapping[str, str]
"""From a field to its text; what has no field of its own stands under `text`."""


@dataclass(frozen=True, kw_only=True)
class Citable:
    """One thing that can be cited, as it is worded now."""

    key: str
    """Its id; for parts, terms and works with the kind before it: `term:elm`."""
    kind: str
    id: str
    home: str
    title: str
    wording: Wording = field(hash=False)
    formerly: tuple[str, ...] = ()
    """Keys that it had before it was renamed."""
    retired: bool = False
    anchors: tuple[str, ...] = ()
    """Of a part: the passages on its page."""


def find_citables(corpus: Corpus) -> Iterator[Citable]:
    """Yield everything citable, in reading order within each kind."""
    yield from _find_parts(corpus)
    yield from _find_passages(corpus)
    yield from (_note(note) for note in corpus.all_notes.values())
    for claim in corpus.all_claims.values():
        yield Citable(
            key=claim.id, kind=claim.kind, id=claim.id, home=corpus.home(claim.id),
            title=claim.title, wording=_word(claim), retired=claim.retired is not None,
        )  # fmt: skip
    for objection in corpus.all_objections.values():
        yield _objection(corpus, objection)
        yield from (_response(corpus, response) for response in objection.responses)
    yield from (_term(corpus, term) for term in corpus.all_terms.values())
    for source in corpus.all_sources.values():
        unlettered = source.model_copy(update={"year_suffix": None, "citation_label": None})
        reference = format_reference(unlettered).striptags()
        yield Citable(
            key=f"source:{source.id}", kind="source", id=source.id, home=home_of_source(source.id),
            title=source.title, wording={"text": reference}, retired=source.retired is not None,
        )  # fmt: skip


def _find_parts(corpus: Corpus) -> Iterator[Citable]:
    for part in corpus.parts.values():
        wording = {
            "title": part.title,
            "glance": part.glance,
            "text": "\n\n".join(corpus.paragraphs[id].text for id in part.paragraphs),
        }
        yield Citable(
            key=f"part:{part.id}", kind="part", id=part.id, home=home_of_part(part.id),
            title=part.title, wording=wording, formerly=tuple(f"part:{id}" for id in part.formerly),
            anchors=tuple(_find_anchors(corpus, part)),
        )  # fmt: skip


def _find_anchors(corpus: Corpus, part: Part) -> Iterator[str]:
    for paragraph in part.paragraphs:
        yield anchor_of_passage(paragraph)
        yield from (anchor_of_passage(id) for id in corpus.sentence_ids(paragraph))


def _find_passages(corpus: Corpus) -> Iterator[Citable]:
    for paragraph in corpus.essay.paragraphs:
        yield _passage("paragraph", paragraph.id, paragraph.text)
        for sentence in paragraph.sentences:
            yield _passage("sentence", sentence.id, sentence.text)


def _passage(kind: str, id: str, text: str) -> Citable:
    home, title = home_of_passage(id), f"{kind.capitalize()} {id}"
    return Citable(key=id, kind=kind, id=id, home=home, title=title, wording={"text": text})


def _note(note: Note) -> Citable:
    fields = {"words": note.words, "reading": note.reading, "text": note.text}
    return Citable(
        key=note.id, kind="note", id=note.id, home=home_of_note(note.id),
        title=f"Editors’ note {note.id}", wording=_given(fields),
        retired=note.retired is not None,
    )  # fmt: skip


def _given(fields: Mapping[str, str | None]) -> Wording:
    return {name: text for name, text in fields.items() if text}


def _objection(corpus: Corpus, objection: Objection) -> Citable:
    return Citable(
        key=objection.id, kind="objection", id=objection.id, home=corpus.home(objection.id),
        title=objection.title, wording=_word(objection), retired=objection.retired is not None,
    )  # fmt: skip


def _word(value: Claim | Objection) -> Wording:
    fields = {"title": value.title, "glance": value.glance, "text": value.text}
    return _given({**fields, "editors’ note": value.note})


def _response(corpus: Corpus, response: Response) -> Citable:
    quoted = "\n\n".join(quote.words_in(corpus.passages) for quote in response.quotes)
    fields = {"text": response.text or quoted, "gloss": response.gloss}
    return Citable(
        key=response.id, kind="response", id=response.id, home=corpus.home(response.id),
        title=corpus.title(response.id), wording=_given(fields),
        retired=response.retired is not None,
    )  # fmt: skip


def _term(corpus: Corpus, term: Term) -> Citable:
    fields: dict[str, str | None] = {"title": term.term, "definition": term.definition}
    fields["origin"] = term.origin
    fields |= {f"sense: {sense.name}": sense.text for sense in term.senses}
    fields["in this essay"] = term.here
    for confusion in term.confused_with:
        name = confusion.name or corpus.all_terms[confusion.term or ""].term
        fields[f"not to be confused with: {name}"] = confusion.text
    return Citable(
        key=f"term:{term.id}", kind="term", id=term.id, home=home_of_term(term.id), title=term.term,
        wording=_given(fields),
        formerly=tuple(f"term:{id}" for id in term.formerly), retired=term.retired is not None,
    )  # fmt: skip
