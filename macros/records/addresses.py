"""Addresses on the web: what one may look like."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from .model import refuse
from .problems import DataError, Problem

_URL = re.compile(
    r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?:[/?#][!-~]*)?"
)
"""A name that everybody can look up: no account, no port, no number, no machine next door."""
LONGEST = 2_000
"""Characters; more is refused by servers."""

_NEXT_DOOR = re.compile(
    r"https?://(?:[^/]*\.)?(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private"
    r"|arpa|onion)(?:[/?#]|$)|https?://[^/]*\b\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3}\.",
    re.IGNORECASE,
)
"""A name that means another machine to everybody, or one that hides a number."""
_DISGUISED = re.compile(r"https?://(?:[^/]*\.)?xn--", re.IGNORECASE)
"""A domain in other letters than it seems: browsers show them as if they were the same."""


def find_address_fault(url: str) -> tuple[str, str] | None:
    """Return (wrong, right) for an address that may not be linked to."""
    if len(url) > LONGEST:
        wrong = f"the address {url[:60]!r} has {len(url):,} characters"
        return wrong, f"at most {LONGEST:,}"
    if _DISGUISED.match(url):
        wrong = f"the address {url[:60]!r} has letters in its name that look like others"
        return wrong, "give one in plain letters, or leave it out"
    if _NEXT_DOOR.match(url):
        return f"the address {url[:60]!r}", "a name that leads everybody to the same place"
    if not _URL.fullmatch(url) or any(mark in url for mark in "\"'<>`{}|\\^"):
        return f"the address {url[:60]!r}", "https://…, without spaces"
    return None


def check_address(url: str) -> str:
    """Return an address as it is, or refuse it."""
    if fault := find_address_fault(url):
        refuse(*fault)
    return url


def is_address(url: str) -> bool:
    """Say whether an address may be linked to.

    >>> is_address("https://example.org/a"), is_address("http://127.0.0.1/")
    (True, False)
    """
    return find_address_fault(url) is None


Address = Annotated[
    str,
    AfterValidator(check_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^\\s\"'<>`{}|\\\\^]+$"}),
]


_REPOSITORY = (
    re.compile(r"(?P<scheme>https?)://(?:[^/\s@]*@)?(?P<host>[^/\s@?#]+)/(?P<path>[^\s?#]+)"),
    re.compile(
        r"(?:(?:ssh|git|git\+ssh)://)?(?:[\w.-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+)"
        r"(?::\d+/|[:/])(?P<path>[^\s?#:]+)"
    ),
)
"""What a forge offers for copying: for browsers and for git, by https or by ssh."""


def find_repository(given: str) -> str:
    """Return the address of a repository's page, however it was copied; of nothing, nothing.

    Raises DataError where it is no address.

    >>> find_repository("https://example.org/o/r.git/"), find_repository("git@example.org:o/r.git")
    ('https://example.org/o/r', 'https://example.org/o/r')
    """
    if not given.strip():
        return ""
    for form in _REPOSITORY:
        if read := form.fullmatch(given.strip()):
            named = read.groupdict()
            path = named["path"].strip("/").removesuffix(".git")
            return f"{named.get('scheme') or 'https'}://{named['host']}/{path}"
    wrong = f"the repository, REPOSITORY_URL, is {given[:60]!r}"
    right = "expected the address of its page, such as https://github.com/owner/name"
    raise DataError([Problem("mkdocs.yml", 1, wrong, right)])
