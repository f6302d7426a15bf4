"""Draft: every data file as it was read, before it is known to be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from ..essay import (
    Boundary,
    Decision,
    Essay,
    Note,
    PartList,
    Question,
    Structure,
    ask_first,
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
    read_data,
    read_folder,
    read_text,
)
from .claims import Claim
from .contributors import Contributor
from .facts import EssayFacts
from .files import DATA, DATA_FILES, SOURCE_TEXT, DataFile, sort_out
from .glossary import Term
from .names import Known
from .objections import Objection
from .retirement import Place, find_live
from .sources import Source

M = TypeVar("M", bound=Model)


@dataclass
class Draft:
    """What was read, before it is known to be right."""

    lines: list[str] = field(default_factory=list)
    facts: Entry[EssayFacts] | None = None
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

    @property
    def title(self) -> str | None:
        """The title that the editors give, if they do."""
        return self.facts.value.title if self.facts else None

    def take(self, found: Iterable[Entry[M] | Problem]) -> list[Entry[M]]:
        """Keep the problems; return the entries."""
        entries = []
        for entry in found:
            if isinstance(entry, Problem):
                self.problems.append(entry)
            else:
                entries.append(entry)
        return entries


def read_draft(root: Path) -> Draft:
    """Read every file of the project at `root`, keeping the problems of those that cannot be."""
    draft = Draft()
    _read_essay(draft, root)
    draft.claims = _read(draft, root, Claim)
    draft.objections = _read(draft, root, Objection)
    draft.terms = _read(draft, root, Term)
    objections = DATA_FILES["objection"].pattern.partition("*")[0]
    if any(problem.path.startswith(f"{DATA}/{objections}") for problem in draft.problems):
        draft.unread.add("R")
    draft.sources = _read(draft, root, Source)
    draft.contributors = _read(draft, root, Contributor)
    return draft


def _read_essay(draft: Draft, root: Path) -> None:
    source = read_text(root / SOURCE_TEXT, SOURCE_TEXT)
    if isinstance(source, Problem):
        draft.problems.append(source)
        draft.unread.add("P")
    else:
        draft.lines = split_lines(source)
    draft.facts = _read_one(draft, root, EssayFacts)
    draft.parts = _read_one(draft, root, PartList)
    draft.structure = _read_one(draft, root, Structure)
    draft.notes = _read(draft, root, Note)
    draft.decisions = _read(draft, root, Decision)
    draft.boundaries = _read(draft, root, Boundary)


def read_essay(root: Path) -> Essay | None:
    """Return the essay alone, or None where it cannot be read."""
    draft = Draft()
    _read_essay(draft, root)
    return parse_essay_of(draft)[0]


def _file_of(model: type[Model]) -> DataFile:
    return next(file for file in DATA_FILES.values() if file.model is model)


_UNREAD: Mapping[type[Model], str] = {Note: "N", Source: "@"}
"""What stands for the ids of a list that is too broken to be read."""


def _read(draft: Draft, root: Path, model: type[M]) -> list[Entry[M]]:
    """Return what the files of a model hold; one that is not needed may be missing."""
    file = _file_of(model)
    path, name = root / file.path(), file.path()
    if "*" in file.pattern:
        draft.unread |= {path.stem for path in path.parent.glob("*.yml")}
        found = read_folder(model, path.parent, PurePosixPath(name).parent.as_posix())
        return draft.take(sort_out(root, model, found))
    if not file.needed and not path.exists():
        return []
    read = read_data(path, name)
    if model in _UNREAD:
        draft.unread |= _find_ids(read) or {_UNREAD[model]}
    if type(read) is list:
        return draft.take(read)
    if file.many:
        return draft.take(parse_list(model, read, name))
    one = parse_record(model, read, name)
    return draft.take(one if isinstance(one, list) else [one])


def _read_one(draft: Draft, root: Path, model: type[M]) -> Entry[M] | None:
    return next(iter(_read(draft, root, model)), None)


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
    if asked := ask_first(source):
        return _give_up(draft, [Problem(SOURCE_TEXT, q.line, q.what, q.right) for q in asked])
    title, fault = find_title(source.blocks, draft.title)
    if fault:
        line = draft.facts.record.line_of("title") if draft.facts else 1
        return _give_up(draft, [Problem(_file_of(EssayFacts).path(), line, *fault)])
    judged = judge_decisions(draft.decisions, find_pieces_of(source.blocks), len(draft.lines))
    decisions = [entry.value for entry, problem in judged if not problem]
    boundaries = [entry.value for entry in draft.boundaries]
    return parse_essay(source, title or "", decisions, boundaries), []


_READ_FIRST = {_file_of(model).path() for model in (EssayFacts, Structure, Decision, Boundary)}
"""What has to be right before the paragraphs can be told."""


def load_questions(root: Path) -> list[Question]:
    """Return what the editors have to say of the source, or may, whatever its title is.

    Raises DataError where what they said before is broken.
    """
    draft = Draft()
    _read_essay(draft, root)
    found = [problem for problem in draft.problems if problem.path in _READ_FIRST]
    if found or not draft.lines:
        raise DataError(found or draft.problems)
    source = read_source(draft.lines, draft.structure.value if draft.structure else None)
    if asked := ask_first(source):
        return asked
    title, _ = find_title(source.blocks, draft.title)
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
    for entry in (draft.facts, draft.parts):
        if entry:
            yield entry  # type: ignore[misc]


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
    successors: dict[str, tuple[str, ...]] = {
        **{r.id: () for o in draft.objections if o.value.retired for r in o.value.responses},
        **{key: place[2].successors for key, place in find_retired(draft).items()},
    }
    return Known(
        passages=find_passages(essay),
        items=frozenset(claims | objections | responses | notes),
        terms=frozenset(entry.value.id for entry in draft.terms),
        sources=frozenset(entry.value.id for entry in draft.sources),
        unread=frozenset(draft.unread),
        retired={key: tuple(find_live(key, successors)) for key in successors},
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
