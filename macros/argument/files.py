"""Data files: which there are, where, and what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from ..essay import Boundary, Decision, Note, PartList, Structure
from ..records import Entry, Model, Problem, Record, read_data
from .claims import Claim
from .contributors import Contributor
from .facts import EssayFacts
from .glossary import Term
from .objections import Objection
from .sources import Source

M = TypeVar("M", bound=Model)

DATA = "data"
"""The folder of them all, from the project's."""
SOURCE_TEXT = f"{DATA}/essay/source.txt"


@dataclass(frozen=True)
class DataFile:
    """One file of the data, or all of those that hold one item each."""

    pattern: str
    """Its place in the data folder; `*` stands for the id of the item that it holds."""
    model: type[Model]
    many: bool = False
    """Whether it holds a list of items."""
    needed: bool = False
    """Whether the file must be there."""

    def path(self, id: str = "") -> str:
        """Return where the file is that holds an item, from the project’s folder.

        >>> DATA_FILES["claim"].path("C10"), DATA_FILES["sources"].path()
        ('data/claims/C10.yml', 'data/sources.json')
        """
        return f"{DATA}/{self.pattern.replace('*', id)}"


DATA_FILES: Mapping[str, DataFile] = {
    "claim": DataFile("claims/*.yml", Claim),
    "objection": DataFile("objections/*.yml", Objection),
    "term": DataFile("glossary/*.yml", Term),
    "essay": DataFile("essay/essay.yml", EssayFacts),
    "parts": DataFile("essay/parts.yml", PartList, needed=True),
    "notes": DataFile("essay/notes.yml", Note, many=True),
    "repetitions": DataFile("essay/repetitions.yml", Decision, many=True),
    "structure": DataFile("essay/structure.yml", Structure),
    "sentences": DataFile("essay/sentences.yml", Boundary, many=True),
    "sources": DataFile("sources.json", Source, many=True, needed=True),
    "contributors": DataFile("contributors.yml", Contributor, many=True),
}
"""By the name of their schema."""


def find_data_file(path: str) -> DataFile | None:
    """Return what a file holds, by its path in the project.

    >>> find_data_file("data/claims/C10.yml").model.__name__
    'Claim'
    """
    return next((file for file in DATA_FILES.values() if fnmatchcase(path, file.path("*"))), None)


def sort_out(
    root: Path, model: type[Model], found: Iterable[Entry[M] | Problem]
) -> Iterator[Entry[M] | Problem]:
    """Yield what was found in files of one item; what lies in the wrong folder is said once."""
    misplaced: dict[str, Problem | None] = {}
    for one in found:
        if isinstance(one, Problem):
            if one.path not in misplaced:
                misplaced[one.path] = _find_misplaced(root, model, one.path)
                if problem := misplaced[one.path]:
                    yield problem
            if misplaced[one.path]:
                continue
        yield one


def _find_misplaced(root: Path, model: type[Model], path: str) -> Problem | None:
    """Return a problem if the fields of a file are rather those of another kind of item."""
    read = read_data(root / path, path)
    if not isinstance(read, Record):
        return None
    fits = {
        name: len(read.keys() & file.model.model_fields.keys())
        for name, file in DATA_FILES.items()
        if "*" in file.pattern
    }
    best = max(fits, key=lambda name: fits[name])
    own = next((fits[name] for name in fits if DATA_FILES[name].model is model), 0)
    if fits[best] <= own:
        return None
    article = "an" if best[0] in "aeiou" else "a"
    id = str(read.get("id", ""))
    place = DATA_FILES[best].path(id)
    if not _fits(best, id):
        place = f"{place.rpartition('/')[0]}/, with an id of that kind"
    right = f"move it to {place}"
    return Problem(path, 1, f"this is {article} {best}, by its fields", right)


def _fits(kind: str, id: str) -> bool:
    """Say whether an id is one of a kind that has files of its own."""
    field = DATA_FILES[kind].model.model_fields["id"]
    patterns = [getattr(rule, "pattern", None) for rule in field.metadata]
    return any(pattern and re.search(pattern, id) for pattern in patterns)
