"""The notes of an edition, for the forge’s list of releases."""

from __future__ import annotations

from pathlib import Path

from macros.checking import load_publication
from macros.editions import CHANGES, find_notes
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
    held = ", ".join(f"{count} {kind}" for kind, count in found[0].held)
    pieces = [f"Edition of {found[0].date}. It holds {held}."]
    if not found[0].changes:
        pieces.append("It is the first: everything in it is new.")
    site = address.rstrip("/")
    for what, things in found[0].changes.items():
        lines = [f"- {inline(one.title)} ({one.name}): {site}{one.home}" for one in things]
        pieces.append(f"### {CHANGES[what]}\n\n" + "\n".join(lines))
    return "\n\n".join(pieces) + "\n"
