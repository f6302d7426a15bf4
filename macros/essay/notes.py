"""Editors' notes on places in the essay, whose text is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ..records import Citation, Entry, Model, NoteId, PassageId, Problem, Retired, Text, Words

LABELS = {"slip": "Slip", "unclear": "Perhaps", "attribution": "Who", "context": "Background"}
"""What a note says that it is."""
SURENESS = {"low": "not sure", "medium": "fairly sure", "high": "sure", "very high": "very sure"}
"""What the editors say that they are of a reading."""


class Note(Model):
    """One remark on a passage, or on some words of it."""

    id: NoteId = Field(description="N and a number")
    passage: PassageId = Field(description="a sentence or paragraph, such as P4.2")
    words: Words | None = Field(None, description="the exact words the note is about")
    kind: Literal["slip", "unclear", "attribution", "context"] = Field(
        description="what the note does"
    )
    reading: Text | None = Field(None, description="what was most likely meant")
    confidence: Literal["low", "medium", "high", "very high"] | None = Field(
        None, description="how sure the editors are of the reading"
    )
    text: Text | None = Field(None, description="the reason")
    sources: tuple[Citation, ...] = Field((), description="works that show it")
    retired: Retired | None = Field(None, description="why it is no longer in use")

    @property
    def label(self) -> str:
        """What the note says that it is."""
        return LABELS[self.kind]

    @property
    def sureness(self) -> str:
        """How sure the editors are of the reading; nothing where there is none."""
        return SURENESS[self.confidence] if self.confidence else ""


def check_note(entry: Entry[Note]) -> Iterator[Problem]:
    """Yield a problem for a slip without a reading, a reading without confidence, an empty note."""
    note = entry.value
    if note.kind == "slip" and not note.reading:
        yield entry.problem([], f"{note.id} notes a slip but gives no reading", "add “reading: …”")
    if bool(note.reading) != bool(note.confidence):
        right = "give both: what was meant, and how sure it is"
        yield entry.problem([], f"{note.id} has only one of reading and confidence", right)
    if not note.reading and not note.text:
        yield entry.problem([], f"{note.id} says nothing", "add “text: …”")
