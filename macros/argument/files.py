"""Data files: which there are, where, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ..essay import Decision, Note, PartList
from ..records import Model
from .claims import Claim
from .contributors import Contributor
from .glossary import Term
from .objections import Objection
from .sources import Source

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
    "parts": DataFile("essay/parts.yml", PartList, needed=True),
    "notes": DataFile("essay/notes.yml", Note, many=True),
    "repetitions": DataFile("essay/repetitions.yml", Decision, many=True),
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
