"""Plain text in Markdown: whatever stands in it comes out as text, in every dialect.

A mark that every dialect lets a backslash precede has one; any other mark that could mean
something becomes an entity. No paragraph is longer than its line, so only where it begins does it
need more.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*_\[\]{}#]|(?<=www)\.", re.IGNORECASE)
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {mark: f"&#{ord(mark)};" for mark in "|~^$@"}
)
_ANY = re.compile(r"[\\`*_\[\]{}#&<>|~^$@\t\r\n]|  |://|www\.|:[\w+-]+(?::|$)", re.IGNORECASE)
"""Most text has none of what follows, and is left alone."""
_BREAKS = re.compile(r"[ \t\r\n]+")
_COLON = re.compile(r":(?=//|[\\\w+-]+(?::|$))")
"""One that makes a link of what follows, or a picture: `:tea:`, with what a template adds too."""
_LIST = re.compile(r"^(\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+))([.)])(?=\s|$)|^()([+-])", re.IGNORECASE)
_UNDER = re.compile(r"^[=:]")
"""What could begin a list; a definition, or the line under a heading."""


def escape_marks(text: str) -> str:
    """Take from each mark inside a line what it would mean.

    >>> print(escape_marks("*a* <b> [c](d)"))
    \\*a\\* &lt;b&gt; \\[c\\](d)
    """
    if not _ANY.search(text):
        return text
    text = _BREAKS.sub(" ", text)
    return _COLON.sub("&#58;", _MARKS.sub(r"\\\g<0>", text).translate(_ENTITIES))


def begin_line(text: str) -> str:
    """Take from a line's beginning what it would mean.

    >>> begin_line("1. Tea"), begin_line("- Tea")
    ('1\\\\. Tea', '\\\\- Tea')
    """
    return _UNDER.sub(lambda mark: f"&#{ord(mark[0])};", _LIST.sub(r"\1\3\\\2\4", text))


class Markdown(str):
    """What means something as Markdown. Whatever is made of it otherwise is plain words again."""


def write_plain(value: object) -> Markdown:
    """Write plain words, all on one line; what is Markdown already stays as it is."""
    if isinstance(value, Markdown):
        return value
    return Markdown(begin_line(escape_marks(str(value))))
