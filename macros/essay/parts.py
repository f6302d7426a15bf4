"""Parts: which paragraphs stand on which page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from ..records import (
    Entry,
    Glance,
    Model,
    ParagraphRange,
    Problem,
    Slug,
    Title,
    worded,
)

MOST_PARAGRAPHS = 10_000
"""Of one range: a slip must not fill the memory."""


def expand_ranges(given: Iterable[str]) -> tuple[str, ...]:
    """Return every paragraph that is named, by itself or in a range.

    >>> expand_ranges(["P1", "P3-P5"])
    ('P1', 'P3', 'P4', 'P5')
    """
    expanded: list[str] = []
    for one in given:
        first, _, last = one.partition("-")
        begin, end = int(first[1:]), int((last or first)[1:])
        end = min(end, begin + MOST_PARAGRAPHS)
        expanded += [f"P{number}" for number in range(begin, end + 1)] or [last]
    return tuple(expanded)


def write_ranges(paragraphs: Iterable[str]) -> list[str]:
    """Return paragraphs as `parts.yml` names them: three or more that follow in a range.

    >>> write_ranges(["P1", "P2", "P4", "P5", "P6"])
    ['P1', 'P2', 'P4-P6']
    """
    runs: list[list[int]] = []
    for number in (int(id[1:]) for id in paragraphs):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written: list[str] = []
    for run in runs:
        written += [f"P{run[0]}-P{run[-1]}"] if len(run) > 2 else [f"P{n}" for n in run]
    return written


class Part(Model):
    """A page of the essay."""

    id: Slug = Field(description="small letters and hyphens")
    title: Title = worded("the page’s title")
    glance: Glance = worded("the part in at most 60 words")
    paragraphs: Annotated[tuple[ParagraphRange, ...], AfterValidator(expand_ranges)] = worded(
        "the paragraphs on it, such as [P1, P3-P12]", label="text", min_length=1
    )
    formerly: tuple[Slug, ...] = Field((), description="ids it had before it was renamed")

    @property
    def ranges(self) -> list[str]:
        """Its paragraphs in few words."""
        return write_ranges(self.paragraphs)


class PartList(Model):
    """The file `parts.yml`."""

    parts: tuple[Part, ...] = Field(description="the list of parts", min_length=1)


def check_parts(entry: Entry[PartList], paragraphs: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each paragraph not on one part or out of order, and each id twice."""
    ids: set[str] = set()
    homes: dict[str, str] = {}
    order = {id: number for number, id in enumerate(paragraphs)}
    latest = -1
    for number, part in enumerate(entry.value.parts):
        if part.id in ids:
            wrong = f"{part.id} is given twice"
            yield entry.problem(["parts", number, "id"], wrong, "give it another id")
        ids.add(part.id)
        for place, paragraph in enumerate(part.paragraphs):
            location: list[str | int] = ["parts", number, "paragraphs", place]
            if paragraph not in order:
                wrong = f"the source has no paragraph {paragraph}"
                yield entry.problem(location, wrong, f"expected P1 to P{len(order)}")
            elif paragraph in homes:
                wrong = f"{paragraph} stands on {homes[paragraph]} already"
                yield entry.problem(location, wrong, "every paragraph stands on exactly one part")
            elif order[paragraph] < latest:
                wrong = f"{paragraph} is out of order"
                yield entry.problem(location, wrong, "keep the essay’s order")
            latest = max(latest, order.get(paragraph, latest))
            homes.setdefault(paragraph, part.id)
    for paragraph in order:
        if paragraph not in homes:
            yield entry.problem(["parts"], f"{paragraph} stands on no part", "add it to one")
