"""Addresses at the forge that keeps the project: an issue begun, a file opened, a file begun.

A forge refuses addresses that are too long, so that the longest answer is cut where need be: its
beginning is enough to find the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

LONGEST = 7_000
"""Characters of an address; forges and browsers take some more."""
BRANCH = "main"


@dataclass(frozen=True)
class Forge:
    """Where the project is kept."""

    repository: str
    """Its address, without a slash at its end."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """From the key of what shares its file with others to the line where it begins."""

    def edit(self, path: str, key: str = "") -> str:
        """Return where a file can be edited, at the line where a thing in it begins.

        >>> Forge("https://example.org/r", {"R4": 12}).edit("data/objections/O1.yml", "R4")
        'https://example.org/r/edit/main/data/objections/O1.yml#L12'
        """
        place = f"#L{self.lines[key]}" if key in self.lines else ""
        return f"{self.repository}/edit/{BRANCH}/{quote(path)}{place}"

    def new_file(self, path: str, text: str) -> str:
        """Return where a file can be begun, with some text in it."""
        folder, _, name = path.rpartition("/")
        start = f"{self.repository}/new/{BRANCH}/{quote(folder)}?"
        return start + _ask({"filename": name, "value": text}, "value", LONGEST - len(start))

    def new_issue(self, form: str, title: str, answers: Mapping[str, str]) -> str:
        """Return where an issue can be begun, with some answers filled in.

        >>> Forge("https://example.org/r").new_issue("wording", "On C1", {"item": "C1"})
        'https://example.org/r/issues/new?template=wording.yml&title=On%20C1&item=C1'
        """
        start = f"{self.repository}/issues/new?"
        fields = {"template": f"{form}.yml", "title": title, **answers}
        longest = max(answers, key=lambda name: len(answers[name]), default="title")
        return start + _ask(fields, longest, LONGEST - len(start))


def _ask(fields: Mapping[str, str], longest: str, room: int) -> str:
    """Return fields as the query of an address, one of them cut at a word so that all fit."""
    given = {name: value for name, value in fields.items() if value}
    asked = urlencode(given, quote_via=quote)
    while len(asked) > room and given.get(longest):
        words = given[longest].rstrip()
        keep = max(0, len(words) - max(1, (len(asked) - room) // 9))  # %E2%80%99 is one character
        given[longest] = words[:keep].rpartition(" ")[0] if " " in words[:keep] else words[:keep]
        asked = urlencode(given, quote_via=quote)
    return asked
