"""A long essay stands on several pages, and its own page says where each passage is.

The address of a passage stays the one that it always had, `/essay/#p3-2`: there it leads on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..argument import Corpus, home_of_essay_section
from ..essay import Paragraph

MOST_SENTENCES = 400
"""On one page."""


@dataclass(frozen=True, kw_only=True)
class EssaySection:
    """Some paragraphs that follow each other, on a page of their own."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    parts: tuple[str, ...]
    """The ids of the parts that begin in it."""
    notes: tuple[str, ...]
    """The ids of the notes on its passages."""

    @property
    def home(self) -> str:
        """The home of its page."""
        return home_of_essay_section(self.number)

    @property
    def description(self) -> str:
        """What there is to be had of it."""
        return "The essay’s words, every paragraph and sentence with its own address."

    @property
    def title(self) -> str:
        """What is on it."""
        first, last = self.paragraphs[0].id, self.paragraphs[-1].id
        return f"The essay, {first}" if first == last else f"The essay, {first} to {last}"


def find_essay_sections(corpus: Corpus) -> list[EssaySection]:
    """Divide a long essay; return nothing where one page can hold it."""
    if len(corpus.sentences) <= MOST_SENTENCES:
        return []
    groups = enumerate(_group_paragraphs(corpus), start=1)
    return [_make_section(corpus, number, group) for number, group in groups]


def _group_paragraphs(corpus: Corpus) -> Iterator[list[Paragraph]]:
    """Yield paragraphs that fit on a page, from the beginning of a part where that fits too."""
    lengths = {
        part.paragraphs[0]: sum(len(corpus.paragraphs[id].sentences) for id in part.paragraphs)
        for part in corpus.parts.values()
    }
    group: list[Paragraph] = []
    count = 0
    for paragraph in corpus.essay.paragraphs:
        length = len(paragraph.sentences)
        if group and count + max(length, lengths.get(paragraph.id, 0)) > MOST_SENTENCES:
            yield group
            group, count = [], 0
        group.append(paragraph)
        count += length
    yield group


def _make_section(corpus: Corpus, number: int, group: list[Paragraph]) -> EssaySection:
    ids = {paragraph.id for paragraph in group}
    return EssaySection(
        number=number,
        paragraphs=tuple(group),
        parts=tuple(part.id for part in corpus.parts.values() if part.paragraphs[0] in ids),
        notes=tuple(
            note.id for note in corpus.all_notes.values() if note.passage.partition(".")[0] in ids
        ),
    )
