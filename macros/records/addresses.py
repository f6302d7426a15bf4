"""Addresses on the web: what one may look like."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_URL = re.compile(
    r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?:/[!-~]*)?"
)
"""A name that everybody can look up: no account, no port, no number, no machine next door."""
LONGEST = 2_000
"""Characters; more is refused by servers."""

_DISGUISED = re.compile(r"https?://(?:[^/]*\.)?xn--", re.IGNORECASE)
"""A domain in other letters than it seems: browsers show them as if they were the same."""


def check_address(url: str) -> str:
    """Return an address as it is, or refuse it."""
    if len(url) > LONGEST:
        wrong = f"the address {url[:60]!r} has {len(url):,} characters"
        context = {"wrong": wrong, "right": f"at most {LONGEST:,}"}
        raise PydanticCustomError("text", "{wrong}", context)
    if _DISGUISED.match(url):
        wrong = f"the address {url[:60]!r} has letters in its name that look like others"
        context = {"wrong": wrong, "right": "give one in plain letters, or leave it out"}
        raise PydanticCustomError("text", "{wrong}", context)
    if not _URL.fullmatch(url) or any(mark in url for mark in "\"'<>`{}|\\^"):
        context = {"wrong": f"the address {url[:60]!r}", "right": "https://…, without spaces"}
        raise PydanticCustomError("text", "{wrong}", context)
    return url


def is_address(url: str) -> bool:
    """Say whether an address may be linked to.

    >>> is_address("https://example.org/a"), is_address("http://127.0.0.1/")
    (True, False)
    """
    try:
        return bool(check_address(url))
    except PydanticCustomError:
        return False


Address = Annotated[
    str,
    AfterValidator(check_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^\\s\"'<>`{}|\\\\^]+$"}),
]
