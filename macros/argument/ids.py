"""Ids: which are taken, and the next that is free. An id is never used twice."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..records import Items, Record, parse_yaml, read_text
from .files import DATA, DATA_FILES

LETTERS = {
    "thesis": "T",
    "claim": "C",
    "assumption": "A",
    "objection": "O",
    "response": "R",
    "note": "N",
}
"""What the ids of a kind begin with."""

_ID = re.compile(r"""^[ -]*(?:id|"id") *: *["']?([A-Za-z0-9-]+)""", re.MULTILINE)


def next_id(kind: str, taken: Iterable[str], name: str = "") -> str:
    """Return an id that nothing has had: the number after the highest, or `name` as an id.

    >>> next_id("claim", ["C2", "C10", "O44"])
    'C11'
    >>> next_id("term", ["term:shade-tree"], "Shade tree")
    'shade-tree-2'
    >>> next_id("source", ["source:ryle1949"], "Ryle 1949")
    'ryle1949b'
    """
    if kind in LETTERS:
        own = re.compile(LETTERS[kind] + r"([1-9]\d*)")
        numbers = [int(match[1]) for id in taken if (match := own.fullmatch(id))]
        return f"{LETTERS[kind]}{max(numbers, default=0) + 1}"
    used = {id.removeprefix(f"{kind}:") for id in taken if id.startswith(f"{kind}:")}
    found = slug_of(name, "" if kind == "source" else "-") or kind
    found = found if kind != "source" or found[0].isalpha() else f"{kind}{found}"
    return next(id for id in _vary(found, kind) if id not in used)


def _vary(id: str, kind: str) -> Iterator[str]:
    """Yield an id and others like it: b, c, … after a citation key, -2, -3, … after a term."""
    yield id
    for number in range(2, 10_000):
        letter = chr(ord("a") + number - 1) if number <= 26 else f"x{number}"
        yield f"{id}{letter}" if kind == "source" else f"{id}-{number}"


def slug_of(name: str, between: str = "-") -> str:
    """Return small letters and digits, with `between` for whatever stood between them.

    >>> slug_of("Élan vital (élan)")
    'elan-vital-elan'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return between.join(re.findall(r"[a-z0-9]+", plain))


def read_present(root: Path) -> dict[str, str]:
    """Return every key that the data at `root` has, each with its file in the project.

    The files are only looked through, so that a broken one hides no id.
    """
    present = {
        f"{before}{PurePosixPath(name).stem}": name
        for kind, before in (("claim", ""), ("objection", ""), ("term", "term:"))
        for name in _find_files(root, kind)
    }
    for kind, before in (("objection", ""), ("notes", ""), ("sources", "source:")):
        for name in _find_files(root, kind):
            for id in _read_ids(root / name):
                present.setdefault(f"{before}{id}", name)
    return present


def _find_files(root: Path, kind: str) -> list[str]:
    """Return the files of a kind in order, each by its path in the project."""
    folder, _, pattern = DATA_FILES[kind].path("*").rpartition("/")
    names = os.listdir(root / folder) if (root / folder).is_dir() else []
    return [f"{folder}/{name}" for name in sorted(fnmatch.filter(names, pattern))]


def read_taken(root: Path) -> set[str]:
    """Return every key that the data at `root` or one of its editions has, or has had."""
    taken = set(read_present(root))
    for name in _find_files(root, "term"):
        taken |= {f"term:{id}" for id in _read_former(root / name)}
    for path in (root / DATA / "editions").glob("*.json"):
        taken |= set(_read_published(path))
    return taken


def _read_ids(path: Path) -> set[str]:
    text = read_text(path, "")
    return set(_ID.findall(text)) if isinstance(text, str) else set()


def read_line_of(path: Path, id: str) -> int:
    """Return the line of a file in which an id is given."""
    text = read_text(path, "")
    given = _ID.finditer(text) if isinstance(text, str) else ()
    return next((m.string.count("\n", 0, m.start(1)) + 1 for m in given if m[1] == id), 1)


def _read_former(path: Path) -> list[str]:
    text = read_text(path, "")
    read = parse_yaml(text, "") if isinstance(text, str) and "formerly" in text else None
    former = read.get("formerly") if isinstance(read, Record) else None
    return [str(id) for id in former] if isinstance(former, Items) else []


def _read_published(path: Path) -> Iterator[str]:
    """Yield the keys of an edition, and those of old; a broken file has none."""
    try:
        items = json.loads(path.read_bytes())["items"]
        for key, item in items.items():
            yield from (key, *item.get("formerly", ()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
