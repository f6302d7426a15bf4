"""Addresses on the web: what one may look like."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[!-~]*)?")


def check_address(url: str) -> str:
    """Return an address as it is, or refuse it."""
    if not _URL.fullmatch(url) or any(mark in url for mark in "\"'<>`{}|\\^"):
        context = {"wrong": f"the address {url[:60]!r}", "right": "https://…, without spaces"}
        raise PydanticCustomError("text", "{wrong}", context)
    return url


Address = Annotated[
    str,
    AfterValidator(check_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^\\s\"'<>`{}|\\\\^]+$"}),
]
