"""Terms: what a word means, where it comes from, and how this essay uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import Field

from ..records import (
    Citation,
    Entry,
    Model,
    Problem,
    Quotation,
    Retired,
    Slug,
    Text,
    Title,
    beside,
    heading,
    sought_as,
    worded,
)


class Sense(Model):
    """One of several uses of a term."""

    name: Title = heading("what to call it")
    text: Text = worded("what it means then")


class Confusion(Model):
    """Something the term is taken for: another term, or a name not in the glossary."""

    term: Slug | None = heading("the id of another term", None)
    name: Title | None = heading("a name not in the glossary", None)
    text: Text | None = worded("the difference", None)


class Term(Model):
    """One entry of the glossary."""

    id: Slug = Field(description="the file’s name without .yml")
    term: Title = worded("the term as a heading", label="title", ours=False)
    aliases: tuple[Title, ...] = beside(
        "other forms that link to it",
        (),
        why="they say what links here, not what it means",
        ours=False,
    )
    definition: Text = worded("what it means, in one sentence")
    origin: Text | None = worded("where the term comes from", None)
    senses: tuple[Sense, ...] = worded("its several uses", (), label="sense")
    here: Text | None = worded("how this essay uses it", None, label="in this essay")
    quotes: tuple[Quotation, ...] = Field((), description="the passages that show it")
    confused_with: tuple[Confusion, ...] = worded(
        "what it is taken for", (), label="not to be confused with"
    )
    sources: tuple[Citation, ...] = Field((), description="works not cited in the text itself")
    also_said_as: tuple[Title, ...] = sought_as()
    formerly: tuple[Slug, ...] = Field((), description="ids it had before it was renamed")
    retired: Retired | None = Field(None, description="why it is no longer in use")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that links to this term, its heading first."""
        return (self.term, *self.aliases)


def check_term(entry: Entry[Term]) -> Iterator[Problem]:
    """Yield a problem for a confusion that names nothing, two things, or the term itself."""
    yield from _check_quoted(entry)
    for number, confusion in enumerate(entry.value.confused_with):
        place: list[str | int] = ["confused_with", number]
        if (confusion.term is None) == (confusion.name is None):
            given = "both term and name" if confusion.term else "neither term nor name"
            yield entry.problem(place, f"{given} in confused_with", "give one of the two")
        others = entry.value.confused_with[:number]
        if (confusion.term, confusion.name) in [(other.term, other.name) for other in others]:
            yield entry.problem(place, "the same confusion twice", "keep one of them")
        if confusion.term == entry.value.id:
            wrong = f"{entry.value.id} is confused with itself"
            yield entry.problem([*place, "term"], wrong, "leave it out")


_QUOTED = re.compile("([“”„‟«»\"‘’‚'])(.*)([“”«»\"‘’'])", re.DOTALL)


def _check_quoted(entry: Entry[Term]) -> Iterator[Problem]:
    """Yield a problem for each form in quotation marks: the word stands in no text with them."""
    for number, form in enumerate(entry.value.forms):
        if quoted := _QUOTED.fullmatch(form):
            place: list[str | int] = ["aliases", number - 1] if number else ["term"]
            wrong = f"{form} stands in quotation marks, and only so would it be linked"
            yield entry.problem(place, wrong, f'write {quoted[2]}, or "{quoted[2]}"')


def check_forms(entries: Iterable[Entry[Term]]) -> Iterator[Problem]:
    """Yield a problem for each form that two terms, or one term twice, lay claim to."""
    owners: dict[str, str] = {}
    for entry in entries:
        for number, form in enumerate(entry.value.forms):
            place: list[str | int] = ["aliases", number - 1] if number else ["term"]
            owner = owners.setdefault(form.lower(), entry.value.id)
            if owner != entry.value.id:
                wrong = f"“{form}” already links to {owner}"
                yield entry.problem(place, wrong, "a form links to one term only")
            elif number and form.lower() in {other.lower() for other in entry.value.forms[:number]}:
                yield entry.problem(place, f"“{form}” is listed twice", "capitals do not matter")
