"""Contributors: who has helped and wishes to be named for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from ..records import Address, Day, Entry, Model, Place, Problem, Text, Title, beside


class Consent(Model):
    """That a contributor has agreed to be named."""

    date: Day = Field(description="the day on which they agreed")
    seen_at: Place = Field(description="where they said so: an address or a work")


_NOT_CITED = "the list of who has helped is cited by nobody"


class Contributor(Model):
    """Someone who is named, by their own consent."""

    name: Title = beside("the name they wish to be known by", why=_NOT_CITED, ours=False)
    contribution: Text = beside("what they have done, in a few words", why=_NOT_CITED)
    consent: Consent = Field(description="when and where they agreed to be named")
    link: Address | None = Field(None, description="an address of their own")


def check_contributors(entries: Iterable[Entry[Contributor]]) -> Iterator[Problem]:
    """Yield a problem for each name that is listed twice."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.value.name.casefold()
        if name in seen:
            yield entry.problem(["name"], f"{entry.value.name} is listed twice", "join the two")
        seen.add(name)
