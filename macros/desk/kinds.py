"""Kinds: what can be made new, and which fields are asked for; the rest their models say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..argument import Claim, Objection, Response, Source, Term
from ..essay import Note, Part
from ..records import Model
from ..records import Refused as Refused

LATER = ("retired", "formerly")
"""What nothing has from its beginning."""


@dataclass(frozen=True)
class Kind:
    """What can be made new."""

    model: type[Model]
    file: str
    """What it stands in: a name in `DATA_FILES`."""
    indent: int = 0
    """By how much its fields are indented in their file."""
    also: tuple[str, ...] = ()
    """Fields that it needs and others of its model do not."""
    without: tuple[str, ...] = ()
    """Fields that it cannot have, or that have commands of their own."""

    @property
    def fields(self) -> list[str]:
        """Return the fields that it may have, in order."""
        return [name for name in self.model.model_fields if name not in (*self.without, *LATER)]

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the fields that it cannot be without, but for its id."""
        needed = [name for name, field in self.model.model_fields.items() if field.is_required()]
        return tuple(n for n in self.fields if n != "id" and n in (*needed, *self.also))


_OF_CLAIMS = ("strength", "quotes")
KINDS: Mapping[str, Kind] = {
    "claim": Kind(Claim, "claim", also=_OF_CLAIMS),
    "assumption": Kind(Claim, "claim", without=_OF_CLAIMS),
    "objection": Kind(Objection, "objection", without=("responses",)),
    "term": Kind(Term, "term"),
    "response": Kind(Response, "objection", indent=4),
    "note": Kind(Note, "notes", indent=2),
}
MODELS: Mapping[str, type[Model]] = {
    **{name: kind.model for name, kind in KINDS.items()},
    "source": Source,
    "part": Part,
}
"""What checks the answers; works cited and parts have no blank of their own."""
ASKED: Mapping[str, tuple[str, ...]] = {
    **{name: kind.asked for name, kind in KINDS.items()},
    "response": ("objection", *KINDS["response"].asked),
    "source": ("type", "title", "author", "issued", "url"),
    "part": ("title", "glance", "paragraphs"),
}
"""The fields that are asked for, by kind."""
BY_VOICE = {"essay": ("quotes",), "source": ("text", "sources"), "editors": ("text",)}
BY_NOTE = {"slip": ("words", "reading", "confidence", "text")}
"""What is asked for beyond that, once it is known whose response it is, or what a note does."""
