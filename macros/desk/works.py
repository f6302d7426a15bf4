"""A new work cited: what people type, as CSL-JSON has it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from ..argument import Date, Name, Source
from ..records import inner_model
from ..references import MONTHS
from .kinds import Refused

CALLED = {"year": "issued", "date": "issued"}
"""What else people call a variable of CSL."""
_BETWEEN = re.compile(r"(?:;|\s&\s|\s+and\s+)(?![^{]*\})")
"""What stands between names, unless it is in braces."""
DATES = "expected 2024, 2024-12, 2024-12-31 or Dec 2024"
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
    numbers = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", text.strip())
    parts = [int(part) for part in numbers.groups() if part] if numbers else _parse_month(text)
    year, month, day = [*parts, 1, 1][:3] if parts else (0, 0, 0)
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise Refused(f"the date is {text.strip()!r}; {DATES}") from None
    return {"date-parts": [parts]}


def _parse_month(text: str) -> list[int]:
    """Return the year and the month of `December 2024` or `Dec. 2024`, or nothing."""
    written = re.fullmatch(r"([A-Za-z]{3,})\.?,? (\d{4})", text.strip())
    begun = written[1].lower() if written else "-"
    found = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(begun)]
    return [int(written[2]), found[0]] if written and found else []


_PARSERS: Mapping[object, Callable[[str], object]] = {Name: parse_names, Date: parse_date}
