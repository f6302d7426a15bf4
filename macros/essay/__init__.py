"""The text as received: its paragraphs and sentences, what of it is repetition, the parts it is
divided into, and the editors’ notes on it.
"""

from __future__ import annotations

from .notes import Note, check_note
from .parts import Part, PartList, check_parts
from .passages import (
    Essay,
    Paragraph,
    Sentence,
    check_passages,
    find_title,
    parse_essay,
    split_lines,
    split_sentences,
)
from .repetition import Decision, check_decisions, check_near
