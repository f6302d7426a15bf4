"""Advice on prose that may be about another essay: ids of what is not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from ..records import read_text
from .field_help import PAGES
from .reports import Finding

_CODE = re.compile(
    r"```.*?```|`[^`\n]*`|\{\{.*?\}\}|^ {4}[^\n]*$|\A---\n.*?\n---\n|\]\([^)\n]*\)",
    re.MULTILINE | re.DOTALL,
)
"""What is not read as words: code, calls of macros, front matter, addresses."""
_ID = re.compile(r"(?<![\w#/.-])(?:[TCAORN][1-9]\d{0,5}|P[1-9]\d*(?:\.\d+)?)(?![\w-])")
EXAMPLES = frozenset(("T1", "C1", "A1", "O1", "R1", "N1"))
"""Ids that show how ids look."""


def advise_on_prose(root: Path, there: Collection[str]) -> Iterator[Finding]:
    """Yield each id on a page of prose that is the id of nothing; `there` has those that are."""
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root).as_posix()
        text = read_text(path, name)
        bare = _CODE.sub(_blank, text) if isinstance(text, str) else ""
        for found in _ID.finditer(bare):
            if found[0] not in there and found[0] not in EXAMPLES:
                line = bare.count("\n", 0, found.start()) + 1
                why = "leave out what is about another essay; put an example between ` marks"
                what = f"“{found[0]}” is the id of nothing here"
                yield Finding(name, line, "advice", what, why, PAGES)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
