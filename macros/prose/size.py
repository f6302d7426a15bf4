"""How large a page of prose may be, and each paragraph of it, so that nothing takes long."""

from __future__ import annotations

import re

from ..records import Problem

LARGEST_PAGE = 40_000
"""Characters; seven times the largest page so far."""
LONGEST_BLOCK = 6_000
"""Characters from one empty line to the next."""
MOST_LINES = 1_200
MOST_MARKS = {"[": 400, "{": 400, "<": 150}
"""For every one of them Markdown may look through all that follows."""
DEEPEST_INDENT = 40
_INDENT = re.compile(r"(?m)^[ \t>]*")


def check_size(text: str, name: str) -> Problem | None:
    """Return the first way in which a page is larger than one may be."""
    if len(text) > LARGEST_PAGE:
        return _tell(name, 1, f"the page has {len(text):,} characters", LARGEST_PAGE)
    if (lines := text.count("\n")) > MOST_LINES:
        return _tell(name, 1, f"the page has {lines:,} lines", MOST_LINES)
    for mark, most in MOST_MARKS.items():
        if (count := text.count(mark)) > most:
            line = text.count("\n", 0, text.index(mark)) + 1
            return _tell(name, line, f"the page has {count:,} times “{mark}”", most)
    number = 1
    for block in re.split(r"(\n[ \t]*(?:\n|$))", text):
        if len(block) > LONGEST_BLOCK:
            wrong = f"{len(block):,} characters without an empty line"
            return _tell(name, number, wrong, LONGEST_BLOCK)
        number += block.count("\n")
    for found in _INDENT.finditer(text):
        if len(found[0].expandtabs(4)) > DEEPEST_INDENT and text[found.end() :][:1].strip():
            line = text.count("\n", 0, found.start()) + 1
            return _tell(name, line, "a line further in than one reads", DEEPEST_INDENT)
    return None


def _tell(name: str, line: int, wrong: str, most: int) -> Problem:
    return Problem(name, line, wrong, f"at most {most:,}; divide it")
