"""Data files: which there are, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ..essay import Boundary, Decision, Note, PartList, Structure
from ..records import Model
from .claims import Claim
from .contributors import Contributor
from .glossary import Term
from .objections import Objection
from .sources import Source


@dataclass(frozen=True)
class DataFile:
    """One file of the data, or all of those that hold one item each."""

    pattern: str
    """Its place in the data folder."""
    model: type[Model]
    many: bool = False
    """Whether it holds a list of items."""


DATA_FILES: Mapping[str, DataFile] = {
    "claim": DataFile("claims/*.yml", Claim),
    "objection": DataFile("objections/*.yml", Objection),
    "term": DataFile("glossary/*.yml", Term),
    "parts": DataFile("essay/parts.yml", PartList),
    "notes": DataFile("essay/notes.yml", Note, many=True),
    "repetitions": DataFile("essay/repetitions.yml", Decision, many=True),
    "structure": DataFile("essay/structure.yml", Structure),
    "sentences": DataFile("essay/sentences.yml", Boundary, many=True),
    "sources": DataFile("sources.json", Source, many=True),
    "contributors": DataFile("contributors.yml", Contributor, many=True),
}
"""By the name of their schema."""


def find_data_file(path: str) -> DataFile | None:
    """Return what a file holds, by its path in the project.

    >>> find_data_file("data/claims/C10.yml").model.__name__
    'Claim'
    """
    name = path.removeprefix("data/")
    found = (file for file in DATA_FILES.values() if fnmatchcase(name, file.pattern))
    return next(found, None) if name != path else None
