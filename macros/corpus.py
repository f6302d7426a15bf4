"""Corpus: everything loaded and cross-checked, frozen, looked up by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from .claims import Claim, check_circles, check_claim
from .contributors import Contributor, check_contributors
from .cross_checks import Known, check_references
from .essay import Essay, Paragraph, Sentence, check_passages, find_title, parse_essay, split_lines
from .fields import Entry, Model, parse_list, parse_record, read_folder
from .glossary import Term, check_forms, check_term
from .homes import (
    home_of_claim,
    home_of_note,
    home_of_objection,
    home_of_passage,
    home_of_response,
)
from .notes import Note, check_note
from .objections import Objection, Response, check_objection
from .parts import Part, PartList, check_parts
from .problems import DataError, Problem, take_first
from .repetition import Decision, check_decisions, check_near
from .retirement import Place, check_retirements
from .sources import Source, check_sources, tell_apart
from .term_links import TermIndex, index_terms
from .yaml_file import Items, read_json, read_text, read_yaml

DATA = "data"
M = TypeVar("M", bound=Model)


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
    def term_index(self) -> TermIndex:
        """Finds the terms in text."""
        return index_terms(self.terms.values())

    def passage_text(self, id: str) -> str:
        """Return the words of a paragraph or sentence, verbatim."""
        return self.sentences[id].text if "." in id else self.paragraphs[id].text

    def sentence_ids(self, passage: str) -> list[str]:
        """Return the ids of the sentences that a passage is made of."""
        if "." in passage:
            return [passage]
        return [sentence.id for sentence in self.paragraphs[passage].sentences]

    def home(self, id: str) -> str:
        """Return the home of whatever has an id of a letter and a number."""
        if id in self.all_responses:
            return home_of_response(id, self.all_responses[id][1].id)
        homes = {"P": home_of_passage, "N": home_of_note, "O": home_of_objection}
        return homes.get(id[0], home_of_claim)(id)

    def title(self, id: str) -> str:
        """Return what to call whatever has an id of a letter and a number."""
        if id in self.all_claims:
            return self.all_claims[id].title
        if id in self.all_objections:
            return self.all_objections[id].title
        if id in self.all_responses:
            return f"Response to: {self.all_responses[id][1].title}"
        kind = {"P": "Sentence" if "." in id else "Paragraph", "N": "Editors’ note"}
        return f"{kind[id[0]]} {id}"


@dataclass
class Draft:
    """What was read, before it is known to be right."""

    lines: list[str] = field(default_factory=list)
    parts: Entry[PartList] | None = None
    decisions: list[Entry[Decision]] = field(default_factory=list)
    notes: list[Entry[Note]] = field(default_factory=list)
    claims: list[Entry[Claim]] = field(default_factory=list)
    objections: list[Entry[Objection]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    contributors: list[Entry[Contributor]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Ids, or letters of ids, of files too broken to be read: naming them is no second problem."""

    def take(self, found: Iterable[Entry[M] | Problem]) -> list[Entry[M]]:
        """Keep the problems; return the entries."""
        entries = []
        for entry in found:
            if isinstance(entry, Problem):
                self.problems.append(entry)
            else:
                entries.append(entry)
        return entries


def load_corpus(root: Path) -> Corpus:
    """Read, check and build the corpus of the project at `root`.

    Raises DataError with every problem there is.
    """
    draft, essay, problems = check_corpus(root)
    if problems or essay is None or draft.parts is None:
        raise DataError(problems)
    return build_corpus(draft, essay)


def check_corpus(root: Path) -> tuple[Draft, Essay | None, list[Problem]]:
    """Read and check everything; return what was read and every problem."""
    draft = read_draft(root / DATA)
    problems = [*draft.problems, *_check_items(draft)]
    essay, essay_problems = _parse_essay(draft)
    known = find_known(draft, essay)
    problems += [*essay_problems, *_check_essay(draft, essay)]
    for entry in all_entries(draft):
        problems += take_first(check_references(entry, known))
    problems += check_retirements(find_retired(draft), known)
    return draft, essay, problems


def read_draft(data: Path) -> Draft:
    """Read every file, keeping the problems of those that cannot be read."""
    draft = Draft()
    _read_essay(draft, data)
    draft.claims = draft.take(read_folder(Claim, data / "claims", f"{DATA}/claims"))
    draft.objections = draft.take(read_folder(Objection, data / "objections", f"{DATA}/objections"))
    draft.terms = draft.take(read_folder(Term, data / "glossary", f"{DATA}/glossary"))
    for folder in ("claims", "objections", "glossary"):
        draft.unread |= {path.stem for path in (data / folder).glob("*.yml")}
    if any(problem.path.startswith(f"{DATA}/objections/") for problem in draft.problems):
        draft.unread.add("R")
    _read_sources(draft, data)
    draft.contributors = _read_list(draft, Contributor, data, "contributors.yml")
    return draft


def _read_essay(draft: Draft, data: Path) -> None:
    source = read_text(data / "essay/source.txt", f"{DATA}/essay/source.txt")
    if isinstance(source, Problem):
        draft.problems.append(source)
        draft.unread.add("P")
    else:
        draft.lines = split_lines(source)
    parts_name = f"{DATA}/essay/parts.yml"
    read = read_yaml(data / "essay/parts.yml", parts_name)
    parts = read if type(read) is list else parse_record(PartList, read, parts_name)
    if isinstance(parts, Entry):
        draft.parts = parts
    else:
        draft.problems += parts
    draft.notes = _read_list(draft, Note, data, "essay/notes.yml")
    draft.decisions = _read_list(draft, Decision, data, "essay/repetitions.yml")


def read_essay(root: Path) -> Essay | None:
    """Return the essay alone, or None where it cannot be read."""
    draft = Draft()
    _read_essay(draft, root / DATA)
    return _parse_essay(draft)[0]


def _read_list(draft: Draft, model: type[M], data: Path, name: str) -> list[Entry[M]]:
    """Read a file that may be missing: then there is nothing to say."""
    path, shown = data / name, f"{DATA}/{name}"
    if not path.exists():
        return []
    read = read_yaml(path, shown)
    if model is Note:
        draft.unread |= _find_ids(read) or {"N"}
    if type(read) is list:
        draft.problems += read
        return []
    return draft.take(parse_list(model, read, shown))


def _read_sources(draft: Draft, data: Path) -> None:
    name = f"{DATA}/sources.json"
    read = read_json(data / "sources.json", name)
    draft.unread |= _find_ids(read) or {"@"}
    if type(read) is list:
        draft.problems += read
    else:
        draft.sources = draft.take(parse_list(Source, read, name))


def _find_ids(items: object) -> set[str]:
    """Return the ids of a list's items, good or bad."""
    if not isinstance(items, Items):
        return set()
    return {str(item["id"]) for item in items if isinstance(item, dict) and "id" in item}


def all_entries(draft: Draft) -> Iterator[Entry[Model]]:
    """Yield everything that was read and has text, works cited apart."""
    for entries in (draft.notes, draft.claims, draft.objections, draft.terms, draft.contributors):
        yield from entries  # type: ignore[misc]
    if draft.parts:
        yield draft.parts  # type: ignore[misc]


def _check_items(draft: Draft) -> Iterator[Problem]:
    """Yield the problems that one file, or files of one kind, can have."""
    for claim in draft.claims:
        yield from check_claim(claim)
    yield from check_circles({entry.value.id: entry for entry in draft.claims})
    for objection in draft.objections:
        yield from check_objection(objection)
    for term in draft.terms:
        yield from check_term(term)
    yield from check_forms(entry for entry in draft.terms if not entry.value.retired)
    for note in draft.notes:
        yield from check_note(note)
    yield from check_sources(draft.sources)
    yield from check_contributors(draft.contributors)
    yield from _check_unique(draft)
    yield from _check_former(draft)


def _check_unique(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for each response or note whose id another one has."""
    first: dict[str, str] = {}
    for objection in draft.objections:
        for number, response in enumerate(objection.value.responses):
            place: list[str | int] = ["responses", number, "id"]
            yield from _check_first(first, response.id, objection, place)
    for note in draft.notes:
        yield from _check_first(first, note.value.id, note, ["id"])


def _check_former(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for each id of old that is in use, or that another one had too."""
    if entry := draft.parts:
        parts = enumerate(entry.value.parts)
        yield from _check_former_of([(entry, ["parts", n], part) for n, part in parts])
    yield from _check_former_of([(entry, [], entry.value) for entry in draft.terms])


def _check_former_of(
    named: list[tuple[Entry[Any], list[str | int], Any]],
) -> Iterator[Problem]:
    in_use = {value.id for _, _, value in named}
    owners: dict[str, str] = {}
    for entry, location, value in named:
        for number, old in enumerate(value.formerly):
            place = [*location, "formerly", number]
            reused = "ids are never reused: "
            owner = owners.setdefault(old, value.id)
            if old in in_use:
                wrong = f"{value.id} was formerly {old}, which is in use"
                yield entry.problem(place, wrong, reused + "give one of them a new id")
            elif owner != value.id:
                wrong = f"{value.id} was formerly {old}, as {owner} was"
                yield entry.problem(place, wrong, reused + "leave one of them out")


def _check_first(
    first: dict[str, str], id: str, entry: Entry[M], place: list[str | int]
) -> Iterator[Problem]:
    if id in first:
        wrong = f"{id} is given twice (first in {first[id]})"
        yield entry.problem(place, wrong, "another id; ids are never reused")
    first.setdefault(id, f"{entry.path}:{entry.record.line_of(*place)}")


def _parse_essay(draft: Draft) -> tuple[Essay | None, list[Problem]]:
    if not draft.lines:
        return None, []
    given = draft.parts.value.title if draft.parts else None
    title, fault = find_title(draft.lines, given)
    if fault:
        line = draft.parts.record.line_of("title") if draft.parts else 1
        draft.unread.add("P")  # what counts as a paragraph hangs on it
        return None, [Problem(f"{DATA}/essay/parts.yml", line, *fault)]
    decisions = tuple(
        entry.value for entry in draft.decisions if not any(check_decisions([entry], draft.lines))
    )
    return parse_essay(draft.lines, title or "", decisions), []


def _check_essay(draft: Draft, essay: Essay | None) -> Iterator[Problem]:
    if essay is None:
        return
    source = f"{DATA}/essay/source.txt"
    yield from check_passages(draft.lines, source)
    yield from check_decisions(draft.decisions, draft.lines)
    kept = {paragraph.line: paragraph.text for paragraph in essay.paragraphs}
    decisions = tuple(entry.value for entry in draft.decisions)
    yield from check_near(draft.lines, kept, decisions, source)
    if draft.parts:
        yield from check_parts(draft.parts, (paragraph.id for paragraph in essay.paragraphs))


def find_passages(essay: Essay | None) -> dict[str, str]:
    """Return the words of each paragraph and sentence."""
    passages = {}
    for paragraph in essay.paragraphs if essay else ():
        passages[paragraph.id] = paragraph.text
        passages |= {sentence.id: sentence.text for sentence in paragraph.sentences}
    return passages


def find_known(draft: Draft, essay: Essay | None) -> Known:
    """Collect every id that may be named."""
    claims = {entry.value.id for entry in draft.claims}
    objections = {entry.value.id for entry in draft.objections}
    responses = {r.id for entry in draft.objections for r in entry.value.responses}
    notes = {entry.value.id for entry in draft.notes}
    return Known(
        passages=find_passages(essay),
        items=frozenset(claims | objections | responses | notes),
        terms=frozenset(entry.value.id for entry in draft.terms),
        sources=frozenset(entry.value.id for entry in draft.sources),
        unread=frozenset(draft.unread),
        retired={
            **{r.id: () for o in draft.objections if o.value.retired for r in o.value.responses},
            **{key: place[2].successors for key, place in find_retired(draft).items()},
        },
    )


def build_corpus(draft: Draft, essay: Essay) -> Corpus:
    """Put checked values in order."""
    assert draft.parts is not None
    notes = _by_id(draft.notes)
    claims = _by_id(sorted(draft.claims, key=lambda entry: _claim_order(entry.value.id)))
    objections = _by_id(sorted(draft.objections, key=lambda entry: int(entry.value.id[1:])))
    terms = _by_id(sorted(draft.terms, key=lambda entry: entry.value.term.lower()))
    sources = _by_id(draft.sources)
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
        retired_notes=notes[1],
        retired_claims=claims[1],
        retired_objections=objections[1],
        retired_terms=terms[1],
        retired_sources=sources[1],
    )


def _by_id(entries: Iterable[Entry[M]]) -> tuple[dict[str, M], dict[str, M]]:
    """Return what is in use and what is retired, each by id."""
    values: list[Any] = [entry.value for entry in entries]
    return (
        {value.id: value for value in values if not value.retired},
        {value.id: value for value in values if value.retired},
    )


def find_retired(draft: Draft) -> dict[str, Place]:
    """Return where each retired thing says so, by key."""
    places: dict[str, Place] = {}
    kinds: list[tuple[str, list[Entry[Any]]]] = [
        ("", draft.notes),
        ("", draft.claims),
        ("", draft.objections),
        ("term:", draft.terms),
        ("source:", draft.sources),
    ]
    for kind, entries in kinds:
        for entry in entries:
            if entry.value.retired:
                location: list[str | int] = ["custom"] if kind == "source:" else []
                places[kind + entry.value.id] = (entry, location, entry.value.retired)
    for objection in draft.objections:
        for number, response in enumerate(objection.value.responses):
            if response.retired:
                place: Any = (objection, ["responses", number], response.retired)
                places[response.id] = place
    return places


def _claim_order(id: str) -> tuple[int, int]:
    return "TCA".index(id[0]), int(id[1:])
