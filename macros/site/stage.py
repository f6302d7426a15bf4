"""The stage: a folder beside the site, in which the next one is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..records import DataError, Problem


@dataclass(frozen=True)
class Stage:
    """Where a site is written before it is the site."""

    folder: Path

    def write(self, home: str, content: str | bytes) -> None:
        """Write what is to stand at an address: never outside the site, never twice."""
        folder = os.path.abspath(self.folder)
        place = os.path.abspath(os.path.join(folder, home.strip("/")))
        if not place.startswith(folder + os.sep):
            raise DataError([Problem(home, 1, "this is outside the site", "give it a home inside")])
        os.makedirs(os.path.dirname(place), exist_ok=True)
        try:
            self._put(place, content.encode() if isinstance(content, str) else content)
        except FileExistsError:
            right = "give one of the two another name"
            problem = Problem(home, 1, "something else stands at this address", right)
            raise DataError([problem]) from None

    def _put(self, place: str, content: bytes) -> None:
        with open(place, "xb") as file:
            file.write(content)


class Shown(Stage):
    """A site that is looked at while it is written: each file is there as a whole or not at all."""

    def _put(self, place: str, content: bytes) -> None:
        if os.path.exists(place):
            raise FileExistsError
        with open(f"{place}.new", "wb") as file:
            file.write(content)
        os.replace(f"{place}.new", place)


@contextmanager
def staged(final: Path) -> Iterator[Stage]:
    """Give a stage; it takes the place of the last good site if nothing goes wrong."""
    stage = Stage(final.with_name(f".{final.name}.new"))
    shutil.rmtree(stage.folder, ignore_errors=True)
    try:
        yield stage
        _replace(final, stage.folder)
    finally:
        shutil.rmtree(stage.folder, ignore_errors=True)


def _replace(final: Path, folder: Path) -> None:
    """Put a folder in another one's place, in two renames."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    folder.rename(final)
    shutil.rmtree(old, ignore_errors=True)
