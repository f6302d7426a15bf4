"""Corpus: everything loaded and cross-checked, frozen, looked up by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..essay import Essay, Note, Paragraph, Part, Sentence
from ..records import DataError, Entry, Model, Problem, Retired, take_first
from .checks import check_essay, check_items
from .claims import Claim
from .contributors import Contributor
from .draft import (
    Draft,
    all_entries,
    find_known,
    find_passages,
    find_retired,
    parse_essay_of,
    read_draft,
)
from .facts import EssayFacts
from .files import DATA_FILES, SOURCE_TEXT
from .glossary import Term
from .homes import (
    home_of_claim,
    home_of_note,
    home_of_objection,
    home_of_part,
    home_of_passage,
    home_of_response,
    home_of_source,
    home_of_term,
)
from .names import check_references, settle_words
from .objections import Objection, Response
from .retirement import check_retirements, find_live
from .sources import Source, tell_apart
from .term_index import TermIndex, index_terms

M = TypeVar("M", bound=Model)


class Thing(NamedTuple):
    """Whatever has a home, in use or retired."""

    kind: str
    value: Any
    home: str
    title: str
    """What to call it."""
    file: str
    """In which it stands, from the project’s folder."""


@dataclass(frozen=True)
class Corpus:
    """The essay and all that is said about it. Every mapping is from id to value, in order."""

    essay: Essay
    parts: Mapping[str, Part]
    notes: Mapping[str, Note]
    claims: Mapping[str, Claim]
    """The thesis first, then the claims, then the assumptions, by number."""
    objections: Mapping[str, Objection]
    terms: Mapping[str, Term]
    """By alphabet."""
    sources: Mapping[str, Source]
    """By author and year."""
    contributors: tuple[Contributor, ...] = ()
    """By name."""
    facts: EssayFacts = field(default_factory=EssayFacts)
    """Who wrote the essay, when, and under what terms it stands here."""
    retired_notes: Mapping[str, Note] = field(default_factory=dict)
    retired_claims: Mapping[str, Claim] = field(default_factory=dict)
    retired_objections: Mapping[str, Objection] = field(default_factory=dict)
    retired_terms: Mapping[str, Term] = field(default_factory=dict)
    retired_sources: Mapping[str, Source] = field(default_factory=dict)

    @cached_property
    def all_notes(self) -> dict[str, Note]:
        """The notes in use and the retired ones."""
        return {**self.notes, **self.retired_notes}

    @cached_property
    def all_claims(self) -> dict[str, Claim]:
        """The claims in use and the retired ones."""
        return {**self.claims, **self.retired_claims}

    @cached_property
    def all_objections(self) -> dict[str, Objection]:
        """The objections in use and the retired ones."""
        return {**self.objections, **self.retired_objections}

    @cached_property
    def all_terms(self) -> dict[str, Term]:
        """The terms in use and the retired ones."""
        return {**self.terms, **self.retired_terms}

    @cached_property
    def all_sources(self) -> dict[str, Source]:
        """The works in use and the retired ones."""
        return {**self.sources, **self.retired_sources}

    @cached_property
    def paragraphs(self) -> dict[str, Paragraph]:
        """The paragraphs by id."""
        return {paragraph.id: paragraph for paragraph in self.essay.paragraphs}

    @cached_property
    def things(self) -> dict[str, Thing]:
        """Everything that has a home, by key, in reading order within each kind."""
        return dict(_find_things(self))

    @cached_property
    def files(self) -> dict[str, str]:
        """The file that each thing with an id stands in, by key, from the project’s folder."""
        return {key: thing.file for key, thing in self.things.items()}

    @cached_property
    def forms(self) -> dict[str, str]:
        """The id of the term that each form of one, in small letters, links to."""
        return {form.lower(): id for id, term in self.terms.items() for form in term.forms}

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        """The sentences by id."""
        return {s.id: s for paragraph in self.essay.paragraphs for s in paragraph.sentences}

    @cached_property
    def responses(self) -> dict[str, tuple[Response, Objection]]:
        """The responses in use by id, each with its objection."""
        return {r.id: (r, o) for o in self.objections.values() for r in o.live_responses}

    @cached_property
    def all_responses(self) -> dict[str, tuple[Response, Objection]]:
        """The responses in use and the retired ones, each with its objection."""
        return {r.id: (r, o) for o in self.all_objections.values() for r in o.responses}

    @cached_property
    def retirements(self) -> dict[str, Retired]:
        """Why each thing that is no longer in use is not, by key."""
        found = {key: getattr(one.value, "retired", None) for key, one in self.things.items()}
        return {key: retired for key, retired in found.items() if retired}

    @cached_property
    def live_successors(self) -> dict[str, list[str]]:
        """The keys of what to read instead of each thing that is no longer in use."""
        successors = {key: retired.successors for key, retired in self.retirements.items()}
        for objection in self.retired_objections.values():  # its responses went with it
            went = {r.id: successors[objection.id] for r in objection.responses}
            successors = went | successors
        return {key: find_live(key, successors) for key in successors}

    @cached_property
    def term_index(self) -> TermIndex:
        """Finds the terms in text."""
        return index_terms(self.terms.values())

    @cached_property
    def passages(self) -> dict[str, str]:
        """The words of each paragraph and sentence, verbatim, by id."""
        return find_passages(self.essay)

    def sentence_ids(self, passage: str) -> list[str]:
        """Return the ids of the sentences that a passage is made of."""
        if "." in passage:
            return [passage]
        return [sentence.id for sentence in self.paragraphs[passage].sentences]

    def home(self, key: str) -> str:
        """Return the home of whatever has a key."""
        return self.things[key].home

    def title(self, key: str) -> str:
        """Return what to call whatever has a key."""
        return self.things[key].title


def load_corpus(root: Path) -> Corpus:
    """Read, check and build the corpus of the project at `root`.

    Raises DataError with every problem there is.
    """
    draft, essay, problems = check_corpus(root)
    if problems or essay is None or draft.parts is None:
        raise DataError(problems)
    return build_corpus(draft, essay)


def check_corpus(
    root: Path, published: frozenset[str] = frozenset()
) -> tuple[Draft, Essay | None, list[Problem]]:
    """Read and check everything; return what was read and every problem.

    `published` are the keys of what the last edition holds: what of it is gone is told so.
    """
    draft = read_draft(root)
    problems = [*draft.problems, *check_items(draft)]
    essay, essay_problems = parse_essay_of(draft)
    known = find_known(draft, essay, published)
    problems += [*essay_problems, *check_essay(draft, essay)]
    for entry in all_entries(draft):
        problems += take_first(check_references(entry, known))
    problems += check_retirements(find_retired(draft), known)
    return draft, essay, problems


def build_corpus(draft: Draft, essay: Essay) -> Corpus:
    """Put checked values in order."""
    assert draft.parts is not None
    by_id = partial(_by_id, find_passages(essay))
    notes = by_id(draft.notes)
    claims = by_id(sorted(draft.claims, key=lambda entry: _claim_order(entry.value.id)))
    objections = by_id(sorted(draft.objections, key=lambda entry: int(entry.value.id[1:])))
    terms = by_id(sorted(draft.terms, key=lambda entry: entry.value.term.lower()))
    sources = by_id(draft.sources)
    return Corpus(
        essay=essay,
        parts={part.id: part for part in draft.parts.value.parts},
        notes=notes[0],
        claims=claims[0],
        objections=objections[0],
        terms=terms[0],
        sources={source.id: source for source in tell_apart(sources[0].values())},
        contributors=tuple(
            sorted((entry.value for entry in draft.contributors), key=lambda c: c.name.casefold())
        ),
        facts=draft.facts.value if draft.facts else EssayFacts(),
        retired_notes=notes[1],
        retired_claims=claims[1],
        retired_objections=objections[1],
        retired_terms=terms[1],
        retired_sources=sources[1],
    )


def _by_id(
    passages: Mapping[str, str], entries: Iterable[Entry[M]]
) -> tuple[dict[str, M], dict[str, M]]:
    """Return what is in use and what is retired, each by id."""
    values: list[Any] = [settle_words(entry, passages) for entry in entries]
    return (
        {value.id: value for value in values if not value.retired},
        {value.id: value for value in values if value.retired},
    )


def _find_things(corpus: Corpus) -> Iterator[tuple[str, Thing]]:
    for part in corpus.parts.values():
        file = DATA_FILES["parts"].path()
        yield f"part:{part.id}", Thing("part", part, home_of_part(part.id), part.title, file)
    passages = {**corpus.paragraphs, **corpus.sentences}
    for id in corpus.passages:
        kind = "sentence" if "." in id else "paragraph"
        title = f"{kind.capitalize()} {id}"
        yield id, Thing(kind, passages[id], home_of_passage(id), title, SOURCE_TEXT)
    for id, note in corpus.all_notes.items():
        title, file = f"Editors’ note {id}", DATA_FILES["notes"].path()
        yield id, Thing("note", note, home_of_note(id), title, file)
    for id, claim in corpus.all_claims.items():
        file = DATA_FILES["claim"].path(id)
        yield id, Thing(claim.kind, claim, home_of_claim(id), claim.title, file)
    for id, objection in corpus.all_objections.items():
        title, file = objection.title, DATA_FILES["objection"].path(id)
        yield id, Thing("objection", objection, home_of_objection(id), title, file)
        for one in objection.responses:
            home = home_of_response(one.id, id)
            yield one.id, Thing("response", one, home, f"Response to: {title}", file)
    for id, term in corpus.all_terms.items():
        file = DATA_FILES["term"].path(id)
        yield f"term:{id}", Thing("term", term, home_of_term(id), term.term, file)
    for id, source in corpus.all_sources.items():
        file = DATA_FILES["sources"].path()
        yield f"source:{id}", Thing("source", source, home_of_source(id), source.title, file)


def _claim_order(id: str) -> tuple[int, int]:
    return "TCA".index(id[0]), int(id[1:])
