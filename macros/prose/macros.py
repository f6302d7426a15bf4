"""The macros that prose pages may call, and what each takes.

A block becomes the template of its name; what else there is stands in `macro_html` of the room
`site`. In Markdown each becomes what `calls.md` of the room `alternates` has under its name.
Checking needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .counts import COUNTED


@dataclass(frozen=True)
class Macro:
    """What a macro takes: the kind of id of its first argument, and how many more."""

    takes: str = ""
    """`passage`, `claim`, `objection`, `response`, `note`, `term`, `source` or `part`; words to
    choose from, with `|` between them; or nothing."""
    most: int = 0
    """The most arguments it takes."""
    block: bool = False
    """Whether it must stand alone in its line."""


_LINKS = ("claim", "objection", "response", "note", "passage", "term", "source")
"""They take an id and, if the link should not show the title, the words to show."""
_TOLD = ("byline", "origin", "repetition", "how_cited", "how_listed", "essay_license")
"""What follows from the facts of the essay, a sentence or more."""
_PART_BLOCKS = ("part_text", "part_claims", "part_onward", "part_objections")
_BLOCKS = (
    "thesis part_list objection_table claim_table argument_map argument_outline essay glossary "
    "source_list source_account note_table coverage book_links open_questions contributor_list "
    "cite_examples address_list cite_site edition_list ways_in export_list check_citations".split()
)

MACROS: Mapping[str, Macro] = {
    **{kind: Macro(kind, 2) for kind in _LINKS},
    "strongest": Macro("claim", 1),
    "count": Macro("|".join(COUNTED), 1),
    **dict.fromkeys(("essay_title", "site_address", *_TOLD), Macro()),
    "quotation": Macro("passage", 1, block=True),
    "claim_objections": Macro("claim", 1, block=True),
    **dict.fromkeys(_PART_BLOCKS, Macro("part", 1, block=True)),
    **dict.fromkeys(_BLOCKS, Macro(block=True)),
}
