"""The essay in Markdown: its words verbatim, each sentence with its address, and the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..argument import words
from ..essay import Between, Mark, Note, Paragraph, Sentence, split_at_marks
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


def _print(
    view: View, paragraphs: Iterable[Paragraph], after: Iterable[Between] = ()
) -> Iterator[str]:
    """Yield the paragraphs verbatim, each sentence on a line with its address; then the notes."""
    shown: dict[str, Note] = {}
    for paragraph in paragraphs:
        yield from _print_between(view, paragraph.before)
        lines = [f"{_words(view, s)} {link_ids(view, [s.id])}" for s in paragraph.sentences]
        kind = "" if paragraph.kind == "paragraph" else f", {_KINDS[paragraph.kind]}"
        mark = f" {escape_marks(paragraph.mark)}" if paragraph.mark else ""
        yield f"Paragraph {link_ids(view, [paragraph.id])}{kind}{mark}:"
        yield "\n".join(f"> {line}" for line in lines)
        for sentence in paragraph.sentences:
            shown |= {note.id: note for note in view.relations.notes_at.get(sentence.id, [])}
    yield from _print_between(view, after)
    if shown:
        yield f"## {words.NOTES}"
        yield write_list(_note(view, note) for note in shown.values())


_KINDS = {
    "verse": "verse",
    "quotation": "a quotation",
    "item": "an item of a list",
    "footnote": "a footnote",
    "verbatim": "as received",
}
_MARKED = {"em": "*{}*", "strong": "**{}**", "link": "[{}]({})"}


def _print_between(view: View, pieces: Iterable[Between]) -> Iterator[str]:
    for piece in pieces:
        words = _words(view, piece)
        yield {"heading": f"### {words}", "separator": "* * *"}.get(piece.kind, words)


def _words(view: View, sentence: Sentence | Between) -> str:
    """Write the words of a sentence with its emphasis, its links and its notes."""
    pieces = split_at_marks(sentence.text, sentence.marks)
    return "".join(_piece(view, piece, marks) for piece, marks in pieces)


def _piece(view: View, piece: str, marks: list[Mark]) -> str:
    if not piece:
        return f" {link_ids(view, [marks[0].target])}"
    made = write_plain(piece)
    for mark in reversed(marks):
        made = _MARKED[mark.kind].format(made, mark.target)
    return made


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
    essay = view.corpus.essay
    return join_blocks([*_print(view, essay.paragraphs, essay.after), withdrawn])


def _withdrawn(view: View, note: Note) -> str:
    assert note.retired is not None
    reason = write_line(view, note.retired.reason)
    return f"{_note(view, note)} **Withdrawn on {note.retired.date}.** {reason}"


def write_source_account(view: View) -> str:
    """Write what became of each line of the source."""
    essay = view.corpus.essay
    ids = essay.ids_by_line
    kept = {number: f"kept as {link_ids(view, [id])}" for number, id in ids.items()}
    return write_list(
        f"Line {line.number}: "
        + (
            (line.fate == "repeated" and f"dropped, the same as line {line.canonical}")
            or (line.fate == "kept" and kept[line.number])
            or {"title": "the title", "blank": "blank"}.get(line.fate, f"kept as {line.fate}")
        )
        for line in essay.lines
    )
