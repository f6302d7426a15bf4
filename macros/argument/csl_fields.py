"""The kinds of field that a work cited has, and how what is wrong in one is said."""

from __future__ import annotations

import html
import re
from typing import Annotated, Any
from urllib.parse import quote, unquote

from pydantic import AfterValidator, BeforeValidator, ConfigDict

from ..records import Model, Text, beside, refuse, shown


class Csl(Model):
    """Something whose variables are left out where they have no value."""

    model_config = ConfigDict(
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
        json_schema_serialization_defaults_required=False,
    )


def said(what: str | None = None, default: Any = None, **more: Any) -> Any:
    """Declare what is said of a work; `what` is what messages call it."""
    why = "an edition freezes the reference that is made of it"
    return beside(what, default, why=why, ours=False, **more)


_UNFIT = re.compile(r"[{}\\%]")
"""What TeX would obey, and no page, volume or identifier has."""
_DOI = re.compile(r"10\.\d+(?:\.\d+)*/[!-~]+")
_DOI_ADDRESS = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
"""What people write before the DOI itself."""


def _unescape(given: object) -> object:
    """Read what reference managers take over from web pages: `Science &amp; Society`."""
    return html.unescape(given) if isinstance(given, str) and "&" in given else given


def _check_number(given: str | int) -> str | int:
    if isinstance(given, str) and _UNFIT.search(given):
        refuse(shown(given), "leave out braces, backslashes and percent signs")
    return given


def bare_doi(given: str) -> str:
    """Take off a DOI what people and programs put around it.

    >>> bare_doi("https://doi.org/10.1002/%28SICI%291097-0258<1661>2.0.CO;2-%23")
    '10.1002/(SICI)1097-0258<1661>2.0.CO;2-#'
    """
    bare = given.strip(" <>\n").rstrip(".,;")
    begun = _DOI_ADDRESS.match(bare)
    return unquote(bare[begun.end() :]) if begun else bare


def is_doi(bare: str) -> bool:
    """Whether this is a DOI, and can be handed on as one."""
    return bool(_DOI.fullmatch(bare)) and not _UNFIT.search(bare)


def address_of_doi(bare: str) -> str:
    """Return where a DOI leads, in letters that every program takes for one address."""
    return f"https://doi.org/{quote(bare, safe='/:;().,-_~@!$&*+=')}"


def _check_doi(given: str) -> str:
    bare = bare_doi(given)
    if not is_doi(bare):
        meant = unquote(bare)
        right = f"write {meant}" if is_doi(meant) else "expected a DOI, such as 10.1000/182"
        refuse(shown(given), right)
    return given


Said = Annotated[Text, BeforeValidator(_unescape)]
"""Text as a reference manager may have it."""
Number = Annotated[Said | int, AfterValidator(_check_number)]
Identifier = Annotated[Said, AfterValidator(_check_number)]
Doi = Annotated[str, BeforeValidator(_unescape), AfterValidator(_check_doi)]
