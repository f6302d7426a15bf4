"""When a work appeared: dates as CSL has them, and as people write them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ..records import refuse, shown
from .csl_fields import Csl, Said, said

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_SEASONS = (*SEASONS, "Fall")
DATES = "expected 2024, 2024-12, 2024-12-31 or Dec 2024"

Day = tuple[int | str, ...]
"""A year, a month and a day, as far as they are known; some programs write them as text."""


def _take_parts(given: object) -> object:
    """Say how a day is written to who left out a pair of brackets."""
    if isinstance(given, list) and given and not any(isinstance(day, list) for day in given):
        refuse(f"the date {given}", f"write {json.dumps([given])}")
    return given


def _check_parts(days: tuple[Day, ...]) -> tuple[Day, ...]:
    for day in days:
        if day and not _is_day(day):
            refuse(f"the date {list(day)}", "[[year, month, day]] or less, of the years 1 to 9999")
    numbers = [tuple(map(int, day)) for day in days]
    if len(days) > 2 or numbers != sorted(numbers):
        refuse(f"{len(days)} dates", "one, or the first and the last")
    return days


def _is_day(parts: Day) -> bool:
    if len(parts) > 3 or not all(str(part).isdecimal() for part in parts):
        return False
    year, month, day = [*map(int, parts), 1, 1][:3]
    try:
        return bool(datetime.date(year, month, day))
    except (ValueError, OverflowError):
        return False


def _check_season(given: int | str | None) -> int | str | None:
    """Take a number, or the name that somebody gives a time of year."""
    said = str(given or 1)
    if said.lstrip("-").isdecimal():
        if int(said) not in (1, 2, 3, 4, 21, 22, 23, 24):
            refuse(shown(given), "1 to 4, from spring to winter")
    elif said.capitalize() not in _SEASONS and (meant := get_close_matches(said, _SEASONS, 1)):
        refuse(shown(given), f"did you mean {meant[0]}?")
    elif not re.fullmatch(r"[^\W\d_]+(?:[ /–-][^\W\d_]+)*", said):
        refuse(shown(given), "1 to 4, from spring to winter, or a name")
    return given


_CERTAIN, _ABOUT = ("", "0", "false", "none"), ("1", "true")


def _take_circa(given: object) -> bool:
    """CSL lets one write `true`, 1 or "1"."""
    said = str(getattr(given, "raw", given)).lower() if not isinstance(given, (list, dict)) else "?"
    if said not in (*_CERTAIN, *_ABOUT):
        refuse(shown(given), "expected true or false")
    return said in _ABOUT


DateParts = Annotated[tuple[Day, ...], BeforeValidator(_take_parts), AfterValidator(_check_parts)]


class Date(Csl):
    """A year, month and day, or the first and the last of several, as far as they are known."""

    date_parts: DateParts = Field((), description="year, month and day; of a span, the last too")
    literal: Said | None = said("what is said instead of a day, such as in press")
    raw: Said | None = said("the date as text")
    circa: Annotated[bool, BeforeValidator(_take_circa)] = Field(
        False, description="whether it is about that time"
    )
    season: Annotated[int | Said | None, AfterValidator(_check_season)] = said("the time of year")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        """Read what a program left to others to read; say how a date is written."""
        if isinstance(given, (str, int)):
            read = read_date(str(given))
            refuse(shown(given), f"write {json.dumps(read or {'literal': str(given)})}")
        raw = given.get("raw") if isinstance(given, Mapping) else None
        if not isinstance(raw, str) or given.get("date-parts"):
            return given
        read = read_date(raw)
        if not read and re.fullmatch(r"[\d/-]+", raw.strip()):
            refuse(f"the date is {shown(raw)}", DATES)
        return {**{name: given[name] for name in given if name != "raw"}, **read} if read else given

    @property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """The day, or the first and the last."""
        return tuple(tuple(map(int, day)) for day in self.date_parts if day)

    @property
    def years(self) -> str:
        """The year or years: 1987–2003, ca. 1500."""
        years = "–".join(dict.fromkeys(str(day[0]) for day in self.days))
        return f"ca. {years}" if years and self.circa else years

    @property
    def time_of_year(self) -> str:
        """The season; CSL numbers them from 1, others from 21."""
        number = str(self.season or "")
        return SEASONS[int(number) % 20 - 1] if number.isdecimal() else number

    @property
    def told(self) -> str:
        """What is said instead of a day, such as `in press`."""
        return self.literal or self.raw or ""


_CIRCA = re.compile(r"(?:c|ca|circa)\b\.?\s*|~", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:–|--|/)\s*|\s+to\s+|(?<=^\d{4})-(?=\d{4}$)")
_NUMBERS = re.compile(r"(\d{3,4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_WRITTEN = re.compile(
    r"(?:(?P<day>\d\d?)\.? )?(?P<month>[A-Za-z]{3,})\.?(?: (?P<later>\d\d?))?,? (?P<year>\d{4})"
)
_SEASON = re.compile(r"(Spring|Summer|Autumn|Fall|Winter),? (\d{4})", re.IGNORECASE)


def read_date(text: str) -> dict[str, Any]:
    """Return what people and programs write for a date as CSL has it, or nothing.

    >>> read_date("ca. 1500"), read_date("Dec 2024")
    ({'date-parts': [[1500]], 'circa': True}, {'date-parts': [[2024, 12]]})
    >>> read_date("1987-2003"), read_date("30 February 2023")
    ({'date-parts': [[1987], [2003]]}, {})
    """
    bare = re.sub(r"^(\d{4})/(\d\d?)(?:/(\d\d?))?/?$", _join_numbers, text.strip())
    about = _CIRCA.match(bare)
    circa = {"circa": True} if about or bare.endswith(("~", "?")) else {}
    bare = (bare[about.end() :] if about else bare).rstrip("~?")
    if season := _SEASON.fullmatch(bare):
        name = season[1].capitalize().replace("Fall", "Autumn")
        return {"date-parts": [[int(season[2])]], "season": SEASONS.index(name) + 1}
    days = [_read_day(piece) for piece in _BETWEEN.split(bare)]
    if not all(map(_is_day, days)) or len(days) > 2 or days != sorted(days):
        return {}
    return {"date-parts": [list(day) for day in days], **circa}


def _join_numbers(match: re.Match[str]) -> str:
    return "-".join(filter(None, match.groups()))


def _read_day(text: str) -> tuple[int, ...]:
    """Return a day as far as it is written; the year 0, which no calendar has, if it is none."""
    if numbers := _NUMBERS.fullmatch(text):
        return tuple(int(part) for part in numbers.groups() if part)
    written = _WRITTEN.fullmatch(text)
    begun = written["month"].lower() if written else "-"
    found = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(begun)]
    if not written or not found:
        return (0,)
    day = written["day"] or written["later"]
    return (int(written["year"]), found[0], *([int(day)] if day else []))
