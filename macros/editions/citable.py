"""Citable: everything that has a home, with the wording that an edition freezes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..argument import (
    Corpus,
    Source,
    find_wording,
    home_of_note,
    home_of_part,
    home_of_passage,
    home_of_source,
    home_of_term,
)
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

    @property
    def called(self) -> str:
        """What it is called beside its title: `claim C1`, or `term`."""
        return self.kind if self.kind in _NAMED else f"{self.kind} {self.id}"


def find_citables(corpus: Corpus) -> Iterator[Citable]:
    """Yield everything citable, in reading order within each kind."""
    for part in corpus.parts.values():
        yield _cite(corpus, part, "part", home_of_part(part.id), part.title)
    yield from _find_passages(corpus)
    for note in corpus.all_notes.values():
        yield _cite(corpus, note, "note", home_of_note(note.id), f"Editors’ note {note.id}")
    for claim in corpus.all_claims.values():
        yield _cite(corpus, claim, claim.kind, corpus.home(claim.id), claim.title)
    for objection in corpus.all_objections.values():
        yield _cite(corpus, objection, "objection", corpus.home(objection.id), objection.title)
        for response in objection.responses:
            home, title = corpus.home(response.id), corpus.title(response.id)
            yield _cite(corpus, response, "response", home, title)
    for term in corpus.all_terms.values():
        yield _cite(corpus, term, "term", home_of_term(term.id), term.term)
    yield from (_cite_source(source) for source in corpus.all_sources.values())


def _cite(corpus: Corpus, value: Any, kind: str, home: str, title: str) -> Citable:
    before = f"{kind}:" if kind in _NAMED else ""
    return Citable(
        key=f"{before}{value.id}", kind=kind, id=value.id, home=home, title=title,
        wording=find_wording(corpus, value),
        formerly=tuple(f"{before}{id}" for id in getattr(value, "formerly", ())),
        retired=getattr(value, "retired", None) is not None,
    )  # fmt: skip


_NAMED = ("part", "term")
"""Kinds whose ids are words, which their kind tells from those of other kinds."""


def _find_passages(corpus: Corpus) -> Iterator[Citable]:
    for paragraph in corpus.essay.paragraphs:
        yield _passage("paragraph", paragraph.id, paragraph.text)
        for sentence in paragraph.sentences:
            yield _passage("sentence", sentence.id, sentence.text)


def _passage(kind: str, id: str, text: str) -> Citable:
    home, title = home_of_passage(id), f"{kind.capitalize()} {id}"
    return Citable(key=id, kind=kind, id=id, home=home, title=title, wording={"text": text})


def _cite_source(source: Source) -> Citable:
    """Of a work, the reference that is made of it is frozen, without what other works add to it."""
    unlettered = source.model_copy(update={"year_suffix": None, "citation_label": None})
    return Citable(
        key=f"source:{source.id}", kind="source", id=source.id, home=home_of_source(source.id),
        title=source.title, wording={"text": format_reference(unlettered).striptags()},
        retired=source.retired is not None,
    )  # fmt: skip
