"""Facts of the essay: who wrote it, when and where it appeared, on what terms it stands here.

Names and dates are as CSL has them. What is not given is not known: all that the site says of the
text is made from this, and from nothing else.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ..records import Address, Model, Text, beside, shown
from .csl_fields import Said, refuse
from .dates import DATES, Date, read_date
from .people import Names

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
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
    issued: Annotated[Date, BeforeValidator(_take_date)] | None = Field(
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

    @property
    def is_signed(self) -> bool:
        """Whether the text came with the name of an author."""
        return bool(self.author)
