"""What is wrong with JSON itself, in words for people who have never heard of it."""

from __future__ import annotations

import json
import re

from .problems import Problem

_HERE = (
    (r"//|/\*|#", "a remark, which JSON has no place for", "leave it out"),
    (r"[“”„«]", "a curly quotation mark around a name or a text", 'write straight ones: "…"'),
    (r"['‘’]", "a single quotation mark around a name or a text", 'write double ones: "…"'),
)
"""Seen where the reading broke off."""
_COMMA = ("a comma behind the last one of a list", "leave the comma out")


def json_problem(name: str, text: str, error: json.JSONDecodeError) -> Problem:
    """Say what broke off the reading, at the line where it stands."""
    before, rest = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    here = text.count("\n", 0, len(text) - len(rest)) + 1
    for pattern, wrong, right in _HERE:
        if re.match(pattern, rest):
            return Problem(name, here, wrong, right)
    last = before.count("\n") + 1
    if rest[:1] in ("]", "}") and before.endswith(","):
        return Problem(name, last, *_COMMA)
    if before.endswith((",", "{", "[")) and text[error.pos :][:1] == ",":
        return Problem(name, here, "a comma too many", "keep one between two items")
    if error.msg.startswith("Expecting ',' delimiter") and rest[:1] in ('"', "{", "["):
        right = "put one behind what stands before"
        return Problem(name, error.lineno, "a comma is missing before this", right)
    wrong = f"{error.msg[:1].lower()}{error.msg[1:]} in column {error.colno}"
    right = "expected JSON: check commas, quotes and brackets just before this place"
    return Problem(name, error.lineno, wrong, right)
