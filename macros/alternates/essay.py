"""The essay in Markdown: its words verbatim, each sentence with its address, and the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..argument import words
from ..essay import Note, Paragraph
from ..pages import View
from ..records import escape_marks, write_plain
from .text import cite, join_blocks, link_ids, write_line, write_list, write_others


def write_part_text(view: View, id: str) -> str:
    """Write a part: its glance, its passages verbatim, the editors’ notes on them."""
    part = view.corpus.parts[id]
    paragraphs = [view.corpus.paragraphs[paragraph] for paragraph in part.paragraphs]
    return join_blocks(
        [
            write_line(view, part.glance),
            *write_others(view, f"part:{id}", ("title", "glance", "text")),
            "## The essay’s words",
            *_print(view, paragraphs),
        ]
    )


def _print(view: View, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the paragraphs verbatim, each sentence on a line with its address; then the notes."""
    shown: dict[str, Note] = {}
    for paragraph in paragraphs:
        lines = [f"{write_plain(s.text)} {link_ids(view, [s.id])}" for s in paragraph.sentences]
        yield f"Paragraph {link_ids(view, [paragraph.id])}:"
        yield "\n".join(f"> {line}" for line in lines)
        for sentence in paragraph.sentences:
            shown |= {note.id: note for note in view.relations.notes_at.get(sentence.id, [])}
    if shown:
        yield f"## {words.NOTES}"
        yield write_list(_note(view, note) for note in shown.values())


def _note(view: View, note: Note) -> str:
    place = f"{link_ids(view, [note.id])} on {link_ids(view, [note.passage])}"
    said = [
        f"{words.NOTE_KINDS[note.kind]} ({place}):",
        note.words and f"“{escape_marks(note.words)}”",
        note.reading and f"read “{write_line(view, note.reading)}” {_sureness(note)}.",
        note.text and write_line(view, note.text),
        None if note.reading else _sureness(note),
        *write_others(view, note.id, ("words", "reading", "text"), ""),
        *(cite(view, citation.source, citation.locator) for citation in note.sources),
    ]
    return " ".join(filter(None, said))


def _sureness(note: Note) -> str | None:
    return note.confidence and f"(the editors are {words.SURENESS[note.confidence]})"


def write_note_table(view: View) -> str:
    """Write every note in use."""
    return write_list(_note(view, note) for note in view.corpus.notes.values())


def write_essay(view: View) -> str:
    """Write the whole essay, with the editors’ notes."""
    gone = write_list(_withdrawn(view, note) for note in view.corpus.retired_notes.values())
    withdrawn = gone and f"## Notes that were withdrawn\n\n{gone}"
    return join_blocks([*_print(view, view.corpus.essay.paragraphs), withdrawn])


def _withdrawn(view: View, note: Note) -> str:
    assert note.retired is not None
    reason = write_line(view, note.retired.reason)
    return f"{_note(view, note)} **Withdrawn on {note.retired.date}.** {reason}"


def write_source_account(view: View) -> str:
    """Write what became of each line of the source."""
    fates = {"title": "the title", "blank": "blank"}
    ids = view.corpus.essay.ids_by_line
    kept = {number: f"kept as {link_ids(view, [id])}" for number, id in ids.items()}
    return write_list(
        f"Line {line.number}: "
        + (
            kept.get(line.number)
            or fates.get(line.fate, f"dropped, the same as line {line.canonical}")
        )
        for line in view.corpus.essay.lines
    )
