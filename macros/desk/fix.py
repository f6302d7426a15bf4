"""Fixing: what a machine can put right in the data without changing what it says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..argument import DATA_FILES, DataFile
from ..records import Problem, parse_data, read_text
from .layout import lay_out_sources, lay_out_yaml


def load_laid_out(root: Path) -> Iterator[tuple[Path, str] | Problem]:
    """Yield each data file that is not laid out as usual, with the text that it should have.

    Of a file that is broken, its problems.
    """
    for file in DATA_FILES.values():
        for path in sorted(root.glob(file.path("*"))):
            yield from _load_one(path, path.relative_to(root).as_posix(), file)


def _load_one(path: Path, name: str, file: DataFile) -> Iterator[tuple[Path, str] | Problem]:
    text = read_text(path, name)
    if isinstance(text, Problem):
        yield text
        return
    broken = parse_data(text, name)
    if type(broken) is list:
        yield from broken
        return
    laid_out = lay_out_sources(text) if path.suffix == ".json" else lay_out_yaml(text, file.model)
    if laid_out.encode() != path.read_bytes():
        yield path, laid_out


def write_whole(path: Path, text: str) -> None:
    """Write a file at once, or not at all."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
