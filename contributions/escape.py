"""Text of strangers, made safe to stand in a comment at a forge.

Such a comment is Markdown with raw HTML, where `@name` calls people, `#12` and bare addresses
link, and where a line of a log that begins with `::` is a command. None of this may come from
what somebody else wrote. Nothing here needs more than Python itself, so that the job that may
write comments has nothing to install.
"""

from __future__ import annotations

import re

JOINER = "\N{WORD JOINER}"
"""Stands where it is not seen, so that what it parts is no mention and no address."""
SHOWN = 2_000
"""Characters of one piece of text."""
LARGEST_COMMENT = 60_000
"""The forge refuses a comment of more than 65,536 characters."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PARTED = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-)", re.IGNORECASE)


def inline(text: str, most: int = SHOWN) -> str:
    """Return text as one line that Markdown, HTML and the forge take for text, in a table too.

    >>> inline("**Hi** <b>")
    '&#42;&#42;Hi&#42;&#42; &#60;b&#62;'
    """
    parted = _PARTED.sub(JOINER, shorten(flatten(text), most))
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", parted)


def flatten(text: str) -> str:
    """Return text on one line, each run of white space a space, what cannot be seen as its name.

    >>> flatten("a\\n  b\\x00")
    'a b⟨U+0000⟩'
    """
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else f"⟨U+{ord(sign):04X}⟩" for sign in line)


def shorten(text: str, most: int) -> str:
    """Return the beginning of a text, and how much is left out.

    >>> shorten("abcdef", 4)
    'abcd … (2 more characters)'
    """
    left = len(text) - most
    return text if left <= 0 else f"{text[:most]} … ({left:,} more characters)"


def make_table(headings: list[str], rows: list[list[str]]) -> str:
    """Return a table in Markdown; every cell must be inert already.

    >>> print(make_table(["a", "b"], [["1", "2"]]))
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
