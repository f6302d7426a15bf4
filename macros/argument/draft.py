"""Draft: every data file as it was read, before it is known to be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ..essay import (
    Boundary,
    Decision,
    Essay,
    Note,
    PartList,
    Question,
    Structure,
    ask_wrapped,
    check_structure,
    find_pieces_of,
    find_questions,
    find_title,
    judge_decisions,
    parse_essay,
    read_source,
    split_lines,
)
from ..records import (
    DataError,
    Entry,
    Items,
    Model,
    Problem,
    parse_list,
    parse_record,
    read_folder,
    read_json,
    read_text,
    read_yaml,
)
from .claims import Claim
from .contributors import Contributor
from .glossary import Term
from .names import Known
from .objections import Objection
from .retirement import Place
from .sources import Source

DATA = "data"
M = TypeVar("M", bound=Model)


@dataclass
class Draft:
    """What was read, before it is known to be right."""

    lines: list[str] = field(default_factory=list)
    parts: Entry[PartList] | None = None
    structure: Entry[Structure] | None = None
    decisions: list[Entry[Decision]] = field(default_factory=list)
    boundaries: list[Entry[Boundary]] = field(default_factory=list)
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
    draft.parts = _read_record(draft, PartList, data, "essay/parts.yml")
    if (data / "essay/structure.yml").exists():
        draft.structure = _read_record(draft, Structure, data, "essay/structure.yml")
    draft.notes = _read_list(draft, Note, data, "essay/notes.yml")
    draft.decisions = _read_list(draft, Decision, data, "essay/repetitions.yml")
    draft.boundaries = _read_list(draft, Boundary, data, "essay/sentences.yml")


def read_essay(root: Path) -> Essay | None:
    """Return the essay alone, or None where it cannot be read."""
    draft = Draft()
    _read_essay(draft, root / DATA)
    return parse_essay_of(draft)[0]


def _read_record(draft: Draft, model: type[M], data: Path, name: str) -> Entry[M] | None:
    shown = f"{DATA}/{name}"
    read = read_yaml(data / name, shown)
    found = read if type(read) is list else parse_record(model, read, shown)
    if isinstance(found, Entry):
        return found
    draft.problems += found
    return None


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


def parse_essay_of(draft: Draft) -> tuple[Essay | None, list[Problem]]:
    """Return the essay, or None and what keeps it from being parsed; bad decisions are left out."""
    if not draft.lines:
        return None, []
    if any(problem.path in _READ_FIRST for problem in draft.problems):
        return _give_up(draft, [])
    structure = draft.structure
    if structure and (faults := list(check_structure(structure, len(draft.lines)))):
        return _give_up(draft, faults)
    source = read_source(draft.lines, structure.value if structure else None)
    if asked := ask_wrapped(source):
        path = f"{DATA}/essay/source.txt"
        return _give_up(draft, [Problem(path, asked.line, asked.what, asked.right)])
    title, fault = find_title(source.blocks, draft.parts.value.title if draft.parts else None)
    if fault:
        line = draft.parts.record.line_of("title") if draft.parts else 1
        return _give_up(draft, [Problem(f"{DATA}/essay/parts.yml", line, *fault)])
    judged = judge_decisions(draft.decisions, find_pieces_of(source.blocks), len(draft.lines))
    decisions = [entry.value for entry, problem in judged if not problem]
    boundaries = [entry.value for entry in draft.boundaries]
    return parse_essay(source, title or "", decisions, boundaries), []


_READ_FIRST = {f"{DATA}/essay/{name}.yml" for name in ("structure", "repetitions", "sentences")}


def load_questions(root: Path) -> list[Question]:
    """Return what the editors have to say of the source, or may, whatever its title is.

    Raises DataError where what they said before is broken.
    """
    draft = Draft()
    _read_essay(draft, root / DATA)
    found = [problem for problem in draft.problems if problem.path in _READ_FIRST]
    if found or not draft.lines:
        raise DataError(found or draft.problems)
    source = read_source(draft.lines, draft.structure.value if draft.structure else None)
    if asked := ask_wrapped(source):
        return [asked]
    title, _ = find_title(source.blocks, draft.parts.value.title if draft.parts else None)
    decisions = [entry.value for entry in draft.decisions]
    return list(find_questions(parse_essay(source, title or "", decisions)))


def _give_up(draft: Draft, problems: list[Problem]) -> tuple[None, list[Problem]]:
    """What counts as a paragraph hangs on it: nothing can be said of those that are named."""
    draft.unread.add("P")
    return None, problems


def all_entries(draft: Draft) -> Iterator[Entry[Model]]:
    """Yield everything that was read and has text, works cited apart."""
    for entries in (draft.notes, draft.claims, draft.objections, draft.terms, draft.contributors):
        yield from entries  # type: ignore[misc]
    if draft.parts:
        yield draft.parts  # type: ignore[misc]


def find_passages(essay: Essay | None) -> dict[str, str]:
    """Return the words of each paragraph and sentence."""
    passages = {}
    for paragraph in essay.paragraphs if essay else ():
        passages[paragraph.id] = paragraph.text
        passages |= {sentence.id: sentence.text for sentence in paragraph.sentences}
    return passages


def find_known(draft: Draft, essay: Essay | None, published: frozenset[str] = frozenset()) -> Known:
    """Collect every id that may be named; `published` are the keys of the last edition."""
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
        published=published,
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
