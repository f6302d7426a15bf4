"""The macros that prose pages may call, and what each takes.

A block becomes the template of its name; what else there is stands in `macro_html` of the room
`site`. In Markdown each becomes what `calls.md` of the room `alternates` has under its name.
Checking needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from .counts import COUNTED
from .prose import Macro


def _link(takes: str) -> Macro:
    """In a line of prose: an id and, if the link should not show the title, the words to show."""
    return Macro(takes, 2)


def _block(takes: str = "") -> Macro:
    """Alone in its line."""
    return Macro(takes, 1 if takes else 0, block=True)


TOLD = ("byline", "origin", "repetition", "how_cited", "how_listed", "essay_license")
"""What follows from the facts of the essay, a sentence or more."""

MACROS: Mapping[str, Macro] = {
    "claim": _link("claim"),
    "objection": _link("objection"),
    "strongest": Macro("claim", 1),
    "response": _link("response"),
    "note": _link("note"),
    "passage": _link("passage"),
    "term": _link("term"),
    "source": _link("source"),
    "count": Macro("|".join(COUNTED), 1),
    "essay_title": Macro(),
    **dict.fromkeys(TOLD, Macro()),
    "site_address": Macro(),
    "quotation": _block("passage"),
    "part_text": _block("part"),
    "part_claims": _block("part"),
    "part_onward": _block("part"),
    "part_objections": _block("part"),
    "claim_objections": _block("claim"),
    "thesis": _block(),
    "part_list": _block(),
    "objection_table": _block(),
    "claim_table": _block(),
    "argument_map": _block(),
    "argument_outline": _block(),
    "essay": _block(),
    "glossary": _block(),
    "source_list": _block(),
    "source_account": _block(),
    "note_table": _block(),
    "coverage": _block(),
    "book_links": _block(),
    "open_questions": _block(),
    "contributor_list": _block(),
    "cite_examples": _block(),
    "address_list": _block(),
    "cite_site": _block(),
    "edition_list": _block(),
    "ways_in": _block(),
    "export_list": _block(),
    "check_citations": _block(),
}
