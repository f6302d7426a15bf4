"""Small values, built by hand, for tests of one module at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.argument.claims import Claim
from macros.argument.corpus import Corpus
from macros.argument.glossary import Term
from macros.argument.objections import Objection, Response
from macros.argument.sources import Source
from macros.editions.citable import find_citables
from macros.editions.editions import Register, build_register, freeze
from macros.essay.notes import Note
from macros.essay.parts import Part
from macros.essay.passages import Essay, parse_essay

TEA = "Tea is warm. Tea is dear."
COFFEE = "Coffee is warm too. Nobody says that it is cheap."


def essay_of(*lines: str, title: str = "On Tea") -> Essay:
    """Make an essay from its lines."""
    return parse_essay(list(lines), title)


def claim(id: str, **fields: Any) -> Claim:
    """Make a claim, assumption or thesis, whatever it lacks filled in."""
    plain = {"id": id, "title": f"Title of {id}", "glance": "Short.", "text": "Long."}
    return Claim(**plain | fields)


def objection(id: str, *responses: Response, **fields: Any) -> Objection:
    """Make an objection to C1, whatever it lacks filled in."""
    plain = {"id": id, "title": f"Title of {id}", "glance": "Why?", "text": "Why so?"}
    return Objection(**{"against": ("C1",), "responses": responses} | plain | fields)


def response(id: str, voice: str = "editors", **fields: Any) -> Response:
    """Make a response; its gloss, and its text or for the essay its quotation, are filled in."""
    said = {"quotes": ({"passage": "P1.2"},)} if voice == "essay" else {"text": "So that."}
    return Response(**{"id": id, "voice": voice, "gloss": f"{id} in short."} | said | fields)


def term(id: str, *aliases: str, **fields: Any) -> Term:
    """Make a term, whatever it lacks filled in."""
    name = id.replace("-", " ").capitalize()
    return Term(**{"id": id, "term": name, "aliases": aliases, "definition": "A word."} | fields)


def note(id: str, passage: str, **fields: Any) -> Note:
    """Make an editors' note."""
    return Note(**{"id": id, "passage": passage, "kind": "context", "text": "Remark."} | fields)


def source(id: str, **item: Any) -> Source:
    """Make a work cited from CSL-JSON; a hyphen is written as an underscore."""
    spelled = {name.replace("_", "-"): value for name, value in item.items()}
    return Source.model_validate({"id": id, "type": "book", "title": f"Title of {id}"} | spelled)


def person(family: str, given: str, **name: str) -> dict[str, str]:
    """Make a name."""
    return {"family": family, "given": given} | name


def date(*parts: int) -> dict[str, object]:
    """Make a date from a year, a month and a day."""
    return {"date-parts": [list(parts)]}


def corpus_of(*values: Any, essay: Essay | None = None, parts: Iterable[Part] = ()) -> Corpus:
    """Make a corpus of claims, objections, terms, notes and sources.

    Without an essay it has two paragraphs, and without parts it has one, which holds them all.
    """
    essay = essay or essay_of(TEA, COFFEE)
    ids = tuple(paragraph.id for paragraph in essay.paragraphs)
    whole = Part(id="whole", title="The whole", glance="All of it.", paragraphs=ids)
    return Corpus(
        essay=essay,
        parts={part.id: part for part in parts or (whole,)},
        notes=_of_kind(Note, values),
        claims=_of_kind(Claim, values),
        objections=_of_kind(Objection, values),
        terms=_of_kind(Term, values),
        sources=_of_kind(Source, values),
    )


def _of_kind(kind: type[Any], values: Iterable[Any]) -> Mapping[str, Any]:
    return {value.id: value for value in values if isinstance(value, kind)}


def editions_of(corpora: Mapping[str, Corpus]) -> Register:
    """Freeze one corpus after another, each on its day."""
    register = build_register([])
    for day, corpus in corpora.items():
        edition, _ = freeze(find_citables(corpus), register, day)
        register = build_register([*register.editions, edition])
    return register
