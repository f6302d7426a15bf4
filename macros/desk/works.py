"""A new work cited: what people type, as CSL-JSON has it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..argument import DATA_FILES, DATES, Date, Name, Source, read_date
from ..records import inner_model
from .fix import write_whole
from .kinds import Refused
from .layout import lay_out_sources

CALLED = {"year": "issued", "date": "issued"}
"""What else people call a variable of CSL."""
_BETWEEN = re.compile(r"(?:;|\s&\s|\s+and\s+)(?![^{]*\})")
"""What stands between names, unless it is in braces."""
NAMES = "write Family, Given for a person, {Name of the Body} for a body, and ; between them"


def parse_work(given: Mapping[str, str]) -> dict[str, object]:
    """Turn what was typed into the variables of CSL.

    >>> parse_work({"url": "https://example.org/", "author": "Ryle, Gilbert; {The Guild}"})
    ... # doctest: +NORMALIZE_WHITESPACE
    {'URL': 'https://example.org/',
     'author': [{'family': 'Ryle', 'given': 'Gilbert'}, {'literal': 'The Guild'}]}
    """
    variables = {_plain(field.alias or name): name for name, field in Source.model_fields.items()}
    work: dict[str, object] = {}
    for typed, text in given.items():
        name = variables.get(_plain(CALLED.get(typed, typed)), typed)
        field = Source.model_fields.get(name)
        parse = _PARSERS.get(field and inner_model(field.annotation), str.strip)
        work[(field and field.alias) or name] = parse(text)
    return {variable: value for variable, value in work.items() if value}


def _plain(variable: str) -> str:
    """Fold what cannot be typed as the name of a variable of make."""
    return variable.lower().replace("-", "_")


def parse_names(text: str) -> list[dict[str, str]]:
    """Return the people and bodies that a text names.

    >>> parse_names("Jane Doe and Roe, Bob; {Department of Trees and Leaves}")
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'family': 'Doe', 'given': 'Jane'}, {'family': 'Roe', 'given': 'Bob'},
     {'literal': 'Department of Trees and Leaves'}]
    """
    pieces = [piece.strip(" ,\t\n") for piece in _BETWEEN.split(text)]
    return [_parse_name(piece) for piece in pieces if piece]


def _parse_name(piece: str) -> dict[str, str]:
    """One word is a name by itself; a word, initials and a word are taken for a person."""
    if body := re.fullmatch(r"\{\s*([^{}]+?)\s*\}", piece):
        return {"literal": body[1]}
    parts = [part.strip() for part in piece.split(",")]
    words = piece.split()
    if len(parts) == 2 and all(parts):
        return {"family": parts[0], "given": parts[1]}
    if len(words) == 1 and not {"{", "}"} & set(piece):
        return {"literal": piece}
    if len(parts) == 1 < len(words) and all(
        re.fullmatch(r"(?:\w\.)+", word) for word in words[1:-1]
    ):
        return {"family": words[-1], "given": " ".join(words[:-1])}
    raise Refused(f"“{piece}” can be understood in more than one way; {NAMES}")


def parse_date(text: str) -> dict[str, object]:
    """Return a year, a month or a day.

    >>> parse_date("2024-12"), parse_date("Dec 2024")
    ({'date-parts': [[2024, 12]]}, {'date-parts': [[2024, 12]]})
    """
    if read := read_date(text):
        return read
    raise Refused(f"the date is {text.strip()!r}; {DATES}")


_PARSERS: Mapping[object, Callable[[str], object]] = {Name: parse_names, Date: parse_date}


def read_works(root: Path) -> list[dict[str, Any]]:
    """Return the works that the project at `root` cites."""
    path = root / DATA_FILES["sources"].path()
    try:
        return list(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise Refused(f"{path} cannot be read: run `make check`. ({error})") from None


def show_works(works: Iterable[Mapping[str, Any]]) -> str:
    """Return works as they will stand in the file."""
    return lay_out_sources(json.dumps(list(works), ensure_ascii=False))


def add_works(root: Path, works: Iterable[Mapping[str, Any]]) -> Path:
    """Write works to those that the project cites."""
    path = root / DATA_FILES["sources"].path()
    write_whole(path, show_works([*read_works(root), *works]))
    return path


def rewrite_work(text: str, id: str, field: str, value: str) -> str:
    """Return the works cited with one field of one of them changed or added."""
    return show_works(w | {field: value} if w["id"] == id else w for w in json.loads(text))


def name_work(work: Mapping[str, Any]) -> str:
    """Return the first of those who wrote a work, and the year."""
    first = (work.get("author") or work.get("editor") or [{}])[0]
    parts = [first.get(part) for part in ("non-dropping-particle", "family", "literal")]
    dates = (work.get("issued") or {}).get("date-parts") or [[""]]
    return f"{' '.join(filter(None, parts))}{dates[0][0]}"
