"""What a change does to one item, as tables in Markdown: its row, and the rest of its page."""

from __future__ import annotations

from macros.pages import View

from .blocks import Block, compare, find_blocks, find_changes
from .comment import show_changes

MOST = 12
"""Blocks of a page; a change of more is looked at on the page itself."""


def render_preview(before: View, after: View, key: str) -> str:
    """Show an item before and after a change: its row, then whatever else its page says.

    A row that stays as it is shows only where nothing else changes.
    """
    if found := after.corpus.all_responses.get(key):
        key = found[1].id  # it stands on the page of its objection
    row = compare(_find_row(before, key), _find_row(after, key))
    changes = list(find_changes(_find_page(before, key), _find_page(after, key)))[:MOST]
    if row.before != row.after:
        changes.insert(0, row)
    if not changes:
        return "\n\n".join(["What the site shows of it stays as it is:", *show_changes([row])])
    return "\n\n".join(show_changes(changes))


def _find_row(view: View, key: str) -> Block | None:
    """Return the row, or the entry of a list, that stands for an item."""
    corpus, id = view.corpus, key.split(":")[-1]
    if key.startswith("source:"):
        entries = find_blocks(str(view.render("source_list")))
        return next((entry for entry in entries if entry.cells[0].endswith(id)), None)
    if key.startswith("term:"):
        term = corpus.all_terms.get(id)
        return Block((f"{term.term}: {term.definition}",)) if term else None
    if objection := corpus.objections.get(id):
        html = view.render("objection_rows", rows=[objection], caption="")
    else:
        html = view.render("claim_table")
    rows = (block for block in find_blocks(html) if block.is_row)
    return next((row for row in rows if id in row.cells[0].split(" ")), None)


def _find_page(view: View, key: str) -> list[Block]:
    """Return what the page of an item says; works have none."""
    corpus, id = view.corpus, key.split(":")[-1]
    if key.startswith("term:") and id in corpus.all_terms:
        return find_blocks(str(view.render("term_page", term=corpus.all_terms[id], uses="")))
    if id in corpus.all_claims:
        return find_blocks(str(view.render("claim_page", claim=corpus.all_claims[id])))
    if id in corpus.all_objections:
        return find_blocks(str(view.render("objection_page", objection=corpus.all_objections[id])))
    return []
