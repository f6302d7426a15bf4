"""Editors' notes on places in the essay, whose text is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ..records import (
    Citation,
    Entry,
    Model,
    NoteId,
    PassageId,
    Problem,
    Retired,
    Text,
    Words,
    worded,
)


class Note(Model):
    """One remark on a passage, or on some words of it."""

    id: NoteId = Field(description="N and a number")
    passage: PassageId = Field(description="a sentence or paragraph, such as P4.2")
    words: Words | None = worded("the exact words the note is about", None, ours=False)
    kind: Literal["slip", "unclear", "attribution", "context"] = Field(
        description="what the note does"
    )
    reading: Text | None = worded("what was most likely meant", None)
    confidence: Literal["low", "medium", "high", "very high"] | None = Field(
        None, description="how sure the editors are of the reading, or of what the note says"
    )
    text: Text | None = worded("the reason", None)
    sources: tuple[Citation, ...] = Field((), description="works that show it")
    retired: Retired | None = Field(None, description="why it is no longer in use")


def check_note(entry: Entry[Note]) -> Iterator[Problem]:
    """Yield a problem for a slip without a reading, a reading without confidence, an empty note.

    A note on the context may say how sure the editors are without suggesting a reading.
    """
    note = entry.value
    if note.kind == "slip" and not note.reading:
        yield entry.problem([], f"{note.id} notes a slip but gives no reading", "add “reading: …”")
    if bool(note.reading) != bool(note.confidence) and (note.reading or note.kind != "context"):
        right = "give both: what was meant, and how sure it is"
        yield entry.problem([], f"{note.id} has only one of reading and confidence", right)
    if not note.reading and not note.text:
        yield entry.problem([], f"{note.id} says nothing", "add “text: …”")
