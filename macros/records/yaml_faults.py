"""What is wrong with YAML itself, in words for people who have never heard of it."""

from __future__ import annotations

import re
from textwrap import shorten

import yaml

from .problems import Problem

_QUOTE = "put the text in quotes"
MARK_FIRST = ("the text begins with & or *, which YAML reads as a reference", _QUOTE)
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a “: ” inside the text, or a line indented too far",
        "put the text in quotes, or on the next line after “>-”",
    ),
    ("cannot start any token", "a character that YAML reserves begins the text", _QUOTE),
    *(
        (f"{jargon} are not allowed", f"the text begins with {mark} and a space", _QUOTE)
        for jargon, mark in (("block sequence entries", "-"), ("mapping keys", "?"))
    ),
    ("did not find expected alphabetic", *MARK_FIRST),
    (
        "could not find expected ':'",
        "a line without “field: ”",
        "expected “field: value”, or more indentation if the text goes on",
    ),
    (
        "did not find expected comment or line break",
        "the text begins with > or |, and goes on in the same line",
        "put the text in quotes, or on the lines below, further in",
    ),
    (
        "did not find expected key",
        "a line indented differently from those around it",
        "fields of one item begin in the same column",
    ),
    (
        "did not find expected '-' indicator",
        "a line of a list that does not begin with “- ”",
        "items of one list begin in the same column",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark that is never closed",
        "close it, or write the text after “>-”",
    ),
    ("did not find expected node content", "a comma too many in a list", "keep one"),
    (
        "did not find expected ',' or",
        "a bracket that is not closed, or a comma missing",
        "expected a list such as [C8, C9]",
    ),
)
_BEGUN_THERE = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or",
)
"""What is noticed only later than where it begins."""
_MARKED_TEXT = re.compile(r"\s*(?:- +)*[\w-]+: +([\[{\"'])")
_A_FIELD = "expected “field: value”"
_AN_ITEM = "begin it with “- ”"
_MISTAKES_OF_LINES = (
    (r" *\t", "a tab at the beginning of the line", "indent with spaces"),
    (
        r"(?:<{7}|={7}|>{7})( |$)",
        "a mark between two versions that were not merged",
        "keep one of the two, and remove the marks",
    ),
    (
        r" *\* ",
        "an item of a list begins with *",
        f"{_AN_ITEM}; a text that begins so goes into quotes",
    ),
    (r" *[•·‣◦–—−‐●▪■] ?", "an item of a list begins with another mark than a hyphen", _AN_ITEM),
    (
        r" *[“‘]?[\w-]+[”’]?：|^ *[\w-]+ *= ",
        "a field without a colon and a space behind it",
        _A_FIELD,
    ),
    (r" *[\w-]+:[^\s:/]", "no space after the colon of a field", _A_FIELD),
    (
        r"[ \u00a0]*[\w-]*:?\u00a0",
        "a space here is one that does not break, which YAML does not take for a space",
        "type it again",
    ),
)
"""Seen at the line, whatever the reader says of it."""

_EMPTY_LIST = re.compile(r"^\[\]\s*$", re.MULTILINE)
_BELOW_NOTHING = ("an item below [], which is a list without any", "take the line with [] away")


def syntax_problem(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Say what broke off the reading, at the line where it begins."""
    said = error.problem or "broken YAML"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in said for words in _BEGUN_THERE):
        mark = error.context_mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    if "did not find expected <document start>" in said and _EMPTY_LIST.search(text):
        return Problem(name, number + 1, *_BELOW_NOTHING)
    last = _MISTAKES_OF_LINES[-1:]  # it may be noticed only in the line after
    for at, mistakes in ((number, _MISTAKES_OF_LINES), (max(0, number - 1), last)):
        for pattern, wrong, right in mistakes:
            if re.match(pattern, lines[at]):
                return Problem(name, at + 1, wrong, right)
    return Problem(name, number + 1, *_explain_syntax(said, lines[number]))


def _explain_syntax(said: str, line: str) -> tuple[str, str]:
    if "did not find expected key" in said and (marked := _MARKED_TEXT.match(line)):
        wrong = f"the text begins with {marked[1]}, but does not end where that closes"
        return wrong, "put the text on the next line after “>-”"
    for words, wrong, right in _SYNTAX:
        if words in said:
            return wrong, right
    return f"not valid YAML ({said})", "see the example in data/README.md"


def character_problem(name: str, text: str, error: yaml.reader.ReaderError) -> Problem:
    """Say which character YAML does not allow, and where."""
    position = error.position if isinstance(error.position, int) else 0
    shown = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
    line = text.encode()[:position].count(b"\n") + 1
    return Problem(name, line, f"the invisible character {shown}", "remove it")


def cut_fault(rest: str) -> tuple[str, str]:
    """Return (wrong, right) for what follows a text of several words as a remark."""
    shown = shorten(rest, 40, placeholder=" …")
    wrong = f"“{shown}” is left out as a remark"
    return wrong, "if it is of the text, put the text in quotes; if not, give it a line of its own"


def remark_fault(rest: str) -> tuple[str, str]:
    """Return (wrong, right) for what follows a text as a remark."""
    shown = shorten(rest, 40, placeholder=" …")
    wrong = f"“{shown}” would be left out: after a space, # begins a remark"
    return wrong, "put the text in quotes; a remark has a space after its #"


def tag_fault(tag: str) -> tuple[str, str]:
    """Return (wrong, right) for a text that begins like a type."""
    shown = tag.replace("tag:yaml.org,2002:", "!!")
    return f"the text begins with {shown}, which YAML reads as a type", "put the text in quotes"
