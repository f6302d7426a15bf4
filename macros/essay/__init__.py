"""The text as received: its characters, its structure, its paragraphs and sentences, what of it is
repetition, the parts it is divided into, and the editors’ notes on it.
"""

from __future__ import annotations

from .characters import find_alike, find_words, split_lines, tell_difference
from .marks import Mark, split_at_marks
from .notes import Note, check_note
from .parts import Part, PartList, check_parts, expand_ranges, write_ranges
from .passages import (
    Between,
    Essay,
    Paragraph,
    Sentence,
    check_passages,
    find_pieces_of,
    find_title,
    parse_essay,
)
from .questions import Question, ask_first, check_questions, find_questions
from .repetition import Decision, judge_decisions
from .sentences import Boundary, check_boundaries, split_sentences
from .structure import Structure, check_structure, read_source
from .surroundings import read_facts
