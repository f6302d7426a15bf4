"""The kinds of field that data files share, as pydantic's models take them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from .addresses import check_address
from .characters import find_invisible
from .model import Model, beside, refuse
from .text import find_faults, find_references, plain_text
from .yaml_file import Plain

GLANCE_WORDS = 60
GLOSS_WORDS = 20
LONGEST_TEXT = 20_000
"""Characters; ten times the longest text so far."""
LONGEST_TITLE = 200
_BLANK = re.compile(r"[\s\u0300-\u036f]*")
"""Nothing that one could see by itself."""


def _check_text(text: str) -> str:
    _check_length(text, LONGEST_TEXT)
    for fault in find_faults(text):
        refuse(*fault)
    text = text.strip()
    if not text or _BLANK.fullmatch(text):
        raise PydanticCustomError("empty", "is empty")
    return text


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        refuse(f"{len(text):,} characters", f"at most {longest:,}")


def _check_title(text: str) -> str:
    _check_length(text, LONGEST_TITLE)
    shown = _check_line(text)
    if not any(map(str.isalnum, text)):
        refuse(f"{shown} has no words", "write what it stands for")
    if text.endswith("."):
        refuse(f"{shown} ends with a full stop", "leave the full stop out")
    return text


def _check_line(text: str) -> str:
    """Refuse what is more than one line; return how to show it."""
    shown = f"“{' '.join(text.split())}”"
    if "\n" in text:
        refuse(f"{shown} is more than one line", "write it in one line")
    return shown


def _check_glance(text: str) -> str:
    return _check_words_of(text, GLANCE_WORDS)


def _check_words_of(text: str, most: int) -> str:
    words = len(text.split())
    if words > most:
        refuse(f"{words} words", f"expected at most {most}")
    return text


def _check_gloss(text: str) -> str:
    shown = _check_line(text)
    if plain_text(text) != " ".join(text.split()):
        right = "write plain words: it also stands where nothing can be linked"
        refuse(f"{shown} has emphasis or a reference in it", right)
    return _check_words_of(text, GLOSS_WORDS)


def shown(given: object) -> str:
    """Show what was written, on one line and not for ever."""
    text = given.raw if isinstance(given, Plain) else str(given)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _check_place(text: str) -> str:
    if text.lower().startswith(("http:", "https:", "www.")):
        return check_address(text)
    if not any(reference.kind == "source" for reference in find_references(text)):
        refuse(shown(text), "expected an address, https://…, or [@a-work]")
    return text


def _check_words(text: str) -> str:
    _check_length(text, LONGEST_TEXT)
    for fault in find_invisible(text):
        refuse(*fault)
    return text


_SOON = timedelta(days=366)
"""How far ahead a day may be: something may have been agreed for it."""


def _check_day(text: str) -> str:
    """Refuse what is no day, or one so far off that its year must be a slip."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        refuse(f"there is no day {text}", "expected one such as 2026-12-01")
    if day > datetime.now(UTC).date() + _SOON:
        refuse(f"{text} is years ahead", "expected a day that has been")
    return text


def _take_date(given: object) -> object:
    """A day is the one thing that YAML reads right without quotation marks."""
    return given.raw if isinstance(given, Plain) and given.kind == "a date" else given


_TITLE_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": r"^(?:[^\n]*[^.\s])\s*$",
    "maxLength": LONGEST_TITLE,
}
_GLANCE_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": rf"^\s*\S+(?:\s+\S+){{0,{GLANCE_WORDS - 1}}}\s*$",
}
_GLOSS_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": rf"^\s*\S+(?:[^\S\n]+\S+){{0,{GLOSS_WORDS - 1}}}\s*$",
}
_TEXT_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_TEXT}
"""For editors, which have no other way to know what the validators know."""

Text = Annotated[str, AfterValidator(_check_text), WithJsonSchema(_TEXT_SCHEMA)]
Title = Annotated[Text, AfterValidator(_check_title), WithJsonSchema(_TITLE_SCHEMA)]
Glance = Annotated[Text, AfterValidator(_check_glance), WithJsonSchema(_GLANCE_SCHEMA)]
Gloss = Annotated[Text, AfterValidator(_check_gloss), WithJsonSchema(_GLOSS_SCHEMA)]
"""One line of plain text that says what something longer does."""
Place = Annotated[Text, AfterValidator(_check_place)]
"""Where something can be seen: an address, or a work, as in `[@ryle1949, p. 3]`."""
Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check_words)]
"""Quoted exactly: nothing is taken off at either end."""

GREATEST = 999_999
"""The number of an id, whose forms have at most six digits; more are a slip."""
ClaimId = Annotated[str, StringConstraints(pattern=r"^[TCA][1-9]\d{0,5}$")]
ObjectionId = Annotated[str, StringConstraints(pattern=r"^O[1-9]\d{0,5}$")]
ResponseId = Annotated[str, StringConstraints(pattern=r"^R[1-9]\d{0,5}$")]
NoteId = Annotated[str, StringConstraints(pattern=r"^N[1-9]\d{0,5}$")]
PassageId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*(\.[1-9]\d*)?$")]
ParagraphId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d*$")]
ParagraphRange = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d{0,5}(-P[1-9]\d{0,5})?$")]
TargetId = Annotated[str, StringConstraints(pattern=r"^[TCAR][1-9]\d{0,5}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*$")]

_KEY = r"^([TCAORN][1-9]\d{0,5}|(term|source):[a-z0-9-]+)$"
Key = Annotated[str, StringConstraints(pattern=_KEY)]
"""An id; with `term:` or `source:` before it where it is not a letter and a number."""
_DAY = r"^\d{4}-\d\d-\d\d$"
Day = Annotated[
    str,
    BeforeValidator(_take_date),
    StringConstraints(pattern=_DAY),
    AfterValidator(_check_day),
    WithJsonSchema({"type": "string", "pattern": _DAY}),
]


def sought_as() -> Any:
    """Declare what else people who look for a thing may type."""
    why = "people look for it under these words; they are not what it says"
    says = "what else people may call it who look for it"
    return beside(says, (), why=why, ours=False, shown=False)


FORMS = {
    r"^[1-9]\d*(-[1-9]\d*)?$": "expected a line or a range of lines, such as 12 or 12-15",
    _KEY: "expected an id: C21, term:elm",
    _DAY: "expected a day, such as 2026-12-01",
    r"^[TCA][1-9]\d{0,5}$": "expected T, C or A and a number, such as C10",
    r"^O[1-9]\d{0,5}$": "expected O and a number, such as O12",
    r"^R[1-9]\d{0,5}$": "expected R and a number, such as R15",
    r"^N[1-9]\d{0,5}$": "expected N and a number, such as N4",
    r"^P[1-9]\d*(\.[1-9]\d*)?$": "expected a paragraph or sentence, such as P3 or P3.2",
    r"^P[1-9]\d{0,5}(-P[1-9]\d{0,5})?$": "expected a paragraph or a range, such as P3 or P3-P12",
    r"^P[1-9]\d*$": "expected a paragraph, such as P3",
    r"^[TCAR][1-9]\d{0,5}$": "expected a claim, assumption, thesis or response, such as C10 or R15",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "expected small letters, digits and single hyphens",
    r"^[a-z][a-z0-9]*$": "expected small letters and digits, such as ryle1949",
}
"""From the pattern of an id or a day to what it asks for."""


class Quotation(Model):
    """The essay's own words: a whole passage, or some exact words of it."""

    passage: PassageId = Field(description="a sentence or paragraph, such as P4.2")
    words: Words | None = beside(
        "the exact words", None, why="passages of the essay are frozen themselves", ours=False
    )

    def words_in(self, passages: Mapping[str, str]) -> str:
        """Return the words that it stands for; `passages` has those of the essay by id."""
        return self.words or passages.get(self.passage, "")


_ON_WORK = "it is about another’s work, where anyone can look it up"


class Citation(Model):
    """A work, and where in it."""

    source: SourceId = Field(description="an id from sources.json")
    locator: Text | None = beside("where in the work", None, why=_ON_WORK, ours=False)
    note: Text | None = beside("what the work says", None, why=_ON_WORK)


class Retired(Model):
    """Why an item is no longer in use. Its home stays, with its last wording."""

    date: Day = Field(description="the day, such as 2026-12-01")
    reason: Text = beside("why, in a sentence", why="it says why the wording is the last")
    successors: tuple[Key, ...] = Field((), description="what to read instead")
