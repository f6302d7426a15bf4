"""Citable: everything that has a home, with the wording that an edition freezes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..argument import Corpus, Source, find_wording
from ..essay import Paragraph, Sentence
from ..references import format_reference

Wording = Mapping[str, str]
"""From a field to its text; what has no field of its own stands under `text`."""


@dataclass(frozen=True, kw_only=True)
class Citable:
    """One thing that can be cited, as it is worded now."""

    key: str
    """Its id; for parts, terms and works with the kind before it: `term:elm`."""
    kind: str
    id: str
    home: str
    title: str
    wording: Wording = field(hash=False)
    formerly: tuple[str, ...] = ()
    """Keys that it had before it was renamed."""
    retired: bool = False

    @property
    def called(self) -> str:
        """What it is called beside its title: `claim C1`, or `term`."""
        return self.kind if self.kind in _NAMED else f"{self.kind} {self.id}"


def find_citables(corpus: Corpus) -> Iterator[Citable]:
    """Yield everything citable, in reading order within each kind."""
    for key, (kind, value, home, title, _) in corpus.things.items():
        before = key.removesuffix(value.id)
        yield Citable(
            key=key, kind=kind, id=value.id, home=home, title=title,
            wording=_find_wording(corpus, value),
            formerly=tuple(f"{before}{id}" for id in getattr(value, "formerly", ())),
            retired=getattr(value, "retired", None) is not None,
        )  # fmt: skip


_NAMED = ("part", "term")
"""Kinds whose ids are words, which their kind tells from those of other kinds."""


def _find_wording(corpus: Corpus, value: Any) -> Wording:
    """Of a work, the reference that is made of it is frozen, without what other works add to it."""
    if isinstance(value, (Paragraph, Sentence)):
        return {"text": value.text}
    if isinstance(value, Source):
        unlettered = value.model_copy(update={"year_suffix": None, "citation_label": None})
        return {"text": format_reference(unlettered).striptags()}
    return find_wording(corpus, value)
