"""Facts of the essay: who wrote it, when and where it appeared, on what terms it stands here.

Names and dates are as CSL has them. What is not given is not known: all that the site says of the
text is made from this, and from nothing else.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ..records import Address, Model, Text, beside, refuse, shown
from .csl_fields import Said
from .dates import DATES, Date, read_date
from .people import Names

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_PATH = re.compile(r"[Mm][MmLlHhVvCcSsQqTtAaZz0-9 ,.\n+-]{4,2000}")
_AUTHORS_OWN = "it is the author’s, and an edition freezes the text itself"
_OF_THE_TEXT = "it is a fact about the text, and no wording of ours"


def _check_line(text: str) -> str:
    if "\n" in text:
        refuse("more than one line", "write it in one line")
    return text


def _check_language(given: str) -> str:
    if not _LANGUAGE.fullmatch(given):
        refuse(shown(given), "expected a code of the language, such as en, fr or pt-BR")
    return given


def _take_date(given: Any) -> Any:
    """Read a day as people write it; one in numbers is no text to YAML."""
    if isinstance(given, (Date, dict)):
        return given
    text = str(getattr(given, "raw", given))
    return read_date(text) or refuse(shown(text), DATES)


_GIVEN: Any = str | float | Date
"""What a day may be given as; editors that know schemas read a year as a number."""


def _check_mark(given: str) -> str:
    """Take one or two letters, or what draws something as SVG has it, and nothing else."""
    right = "one or two letters, or the “d” of an SVG path, drawn in a square from 0 to 24"
    if given.isalnum() and len(given) < 3:
        return given
    if not _PATH.fullmatch(given) or not _is_inside(given):
        refuse(shown(given[:60]), f"expected {right}")
    return given


def _is_inside(path: str) -> bool:
    """Whether a path can be read, and stays in its square."""
    from fontTools.pens.recordingPen import RecordingPen  # few files say how they look
    from fontTools.svgLib.path.parser import parse_path

    recorded = RecordingPen()
    try:
        parse_path(path, recorded)
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
        return False
    drawn = [number for _, points in recorded.value for point in points for number in point]
    return bool(drawn) and all(-1 <= number <= 25 for number in drawn)


Line = Annotated[Text, AfterValidator(_check_line)]


class License(Model):
    """Under what terms the essay’s words stand here."""

    name: Line = beside("its name, such as Public domain", why=_OF_THE_TEXT, ours=False)
    url: Address | None = Field(None, description="where its terms are")


class Received(Model):
    """Where the text that was taken in comes from."""

    text: Line = beside("the work and edition, in a line", why=_OF_THE_TEXT, ours=False)
    url: Address | None = Field(None, description="where it can be found")


class EssayFacts(Model):
    """The file `essay.yml`."""

    title: Line | None = beside(
        "the title, if no line or more than one could be it", None, why=_AUTHORS_OWN, ours=False
    )
    subtitle: Line | None = beside("the subtitle", None, why=_AUTHORS_OWN, ours=False)
    author: Names = Field((), description="who wrote it; left out where nobody is named")
    issued: Annotated[Date, BeforeValidator(_take_date, _GIVEN)] | None = Field(
        None, description="when it first appeared, as far as that is known"
    )
    published_in: Said | None = beside(
        "the journal, book or site in which it first appeared", None, why=_OF_THE_TEXT, ours=False
    )
    language: Annotated[str, AfterValidator(_check_language)] = Field(
        "en", description="the language it is in, such as en or fr"
    )
    license: License | None = Field(None, description="under what terms its words stand here")
    received_from: Received | None = Field(None, description="where the text comes from")
    publisher: Line | None = beside("who publishes this site", None, why=_OF_THE_TEXT, ours=False)

    mark: Annotated[str, AfterValidator(_check_mark)] | None = Field(
        None, description="the picture of the site: one or two letters, or the path of a drawing"
    )
