"""Entries: how the records of a file become checked values that remember where they stand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from .characters import straighten
from .field_faults import WANTED_LIST, find_cuts, find_field_problems, first_field
from .model import Model
from .problems import Problem, take_first
from .yaml_file import LARGEST_ITEM, Items, Location, Record, read_data, walk_texts

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A checked value together with the file and lines it came from."""

    value: M
    path: str
    record: Record

    @cached_property
    def texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every text of the record with the place where it stands."""
        return walk_texts(self.record)

    def problem(self, location: Location, wrong: str, right: str) -> Problem:
        """Return a problem at the line of the field at `location`."""
        return Problem(self.path, self.record.line_of(*location), wrong, right)


def parse_record(model: type[M], record: object, path: str) -> Entry[M] | list[Problem]:
    """Return the record as a value of `model`, or every problem with its fields."""
    if not isinstance(record, Record):
        line = getattr(record, "line", 1)
        return [Problem(path, line, "no fields here", f"expected {first_field(model)}")]
    cut = list(find_cuts(model, record, path))
    try:
        value = model.model_validate(record)
    except ValidationError as error:
        return [*cut, *take_first(find_field_problems(model, record, path, error))]
    return cut or Entry(value, path, record)


_FILE_NAME = re.compile(r"[A-Za-z0-9-]+\.yml")
"""A name is shown in messages, links and logs; no id needs more."""


def read_folder(model: type[M], folder: Path, name: str) -> Iterator[Entry[M] | Problem]:
    """Yield an entry for each good file of a folder, and the problems of the others.

    A missing folder holds no files. Names of files must be ids: `C10.yml` holds `C10`.
    """
    found: Iterable[os.DirEntry[str]] = os.scandir(folder) if folder.is_dir() else ()
    for entry in sorted(found, key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue  # what editors and systems leave behind
        file_name = f"{name}/{entry.name}"
        if not entry.name.endswith(".yml") or not entry.is_file():
            yield Problem(file_name, 1, f"{entry.name} is not a .yml file", _tell_name(entry))
            continue
        if not _FILE_NAME.fullmatch(entry.name):
            right = "a file is named for its id: letters, digits and hyphens, then .yml"
            meant = re.sub(r"[\s_]+", "", straighten(entry.name))
            right = f"did you mean {meant}?" if _FILE_NAME.fullmatch(meant) else right
            yield Problem(file_name, 1, "the file’s name is no id", right)
            continue
        yield from read_item(model, folder / entry.name, file_name)


def _tell_name(entry: os.DirEntry[str]) -> str:
    """Say what to do with what is no file of an item."""
    if entry.is_dir():
        return "one .yml file an item, in no folder of its own"
    stem = re.sub(r"\.(?:ya?ml|txt)(?:\.\w+)?$", "", entry.name)
    if stem != entry.name and _FILE_NAME.fullmatch(f"{stem}.yml"):
        return f"if it holds an item, name it {stem}.yml; if not, delete it"
    return "one .yml file an item; delete what is none"


def read_item(model: type[M], path: Path, name: str) -> Iterator[Entry[M] | Problem]:
    """Yield the entry of a file that holds one item, or every problem with it."""
    read = read_data(path, name, LARGEST_ITEM)
    found = read if type(read) is list else parse_record(model, read, name)
    if not isinstance(found, Entry):
        yield from found
        return
    written = getattr(found.value, "id", path.stem)
    if written != path.stem:
        right = f"expected {path.stem}, as in the file’s name, or a file named {written}.yml"
        yield found.problem(["id"], f"id is {written}", right)
    else:
        yield found


def parse_list(model: type[M], items: object, path: str) -> Iterator[Entry[M] | Problem]:
    """Yield an entry for each good record of a list, and the problems of the others."""
    if not isinstance(items, Items):
        yield Problem(path, 1, "no list here", WANTED_LIST)
        return
    for number, item in enumerate(items):
        found = parse_record(model, item, path)
        if isinstance(found, Entry):
            yield found
        elif isinstance(item, Record):
            yield from found
        else:
            yield from (replace(problem, line=items.lines[number]) for problem in found)
