"""The notes of an edition, for the forge’s list of releases."""

from __future__ import annotations

from pathlib import Path

from macros.checking import load_publication
from macros.editions import CHANGES, Notes, find_notes
from macros.pages import View

from .escape import inline


def load_release_notes(root: Path, date: str, address: str) -> str:
    """Return the notes of an edition in Markdown: of the newest, if no date is given."""
    publication = load_publication(root, root / "docs")
    view = View(publication.corpus, publication.register)
    notes = list(find_notes(view.register, view.histories))
    found = [one for one in notes if one.date == date] if date else notes
    if not found:
        dates = ", ".join(one.date for one in notes)
        raise SystemExit(f"there is no edition of {date or 'any day'}; expected one of: {dates}")
    return write_release_notes(found[0], address.rstrip("/"))


def write_release_notes(notes: Notes, address: str) -> str:
    """Return the notes of an edition in Markdown."""
    held = ", ".join(f"{count} {kind}" for kind, count in notes.held)
    pieces = [f"Edition of {notes.date}. It holds {held}."]
    if not notes.changes:
        pieces.append("It is the first: everything in it is new.")
    for what, things in notes.changes.items():
        lines = [f"- {inline(one.title)} ({one.name}): {address}{one.home}" for one in things]
        pieces.append(f"### {CHANGES[what]}\n\n" + "\n".join(lines))
    return "\n\n".join(pieces) + "\n"
