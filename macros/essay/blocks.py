"""Blocks: lines of the source that belong together, and what they may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "paragraph", "verse", "quotation", "item", "footnote", "verbatim",
    "heading", "byline", "separator", "omitted",
]  # fmt: skip
NUMBERED = ("paragraph", "verse", "quotation", "item", "footnote", "verbatim")
"""The kinds that are cited, and so have a number; the others stand between them."""
IN_LINES = ("verse", "verbatim")
"""The kinds whose lines stay lines, each cited as sentences are."""


@dataclass(frozen=True)
class Block:
    """Lines of the source that belong together."""

    kind: Kind
    first: int
    last: int
    text: str
    """As received, without the marks of its kind; the lines of verse stay lines."""
    mark: str = ""
    """The number of an item or the label of a footnote."""
    unknown: str = ""
    """What of it is not understood, or no part of the essay."""
    decided: bool = False
    guessed: bool = False
    """Whether its kind follows from nothing but its form and place."""


def ends_sentence(line: str) -> bool:
    """Say whether a line ends where a sentence does."""
    return re.search(r"[.?!:…。！？][\"'”’»«“]*\s*[–—-]{0,2}\s*$", line) is not None
