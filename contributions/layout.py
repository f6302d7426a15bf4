"""What an answer holds that no text of the data can: it would run together, or say nothing here.

Texts of the data are paragraphs in English. Whoever wrote something else is asked, and loses
nothing meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ITEM = re.compile(r"(?:[-*+•‣◦–—]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+\S")
_LINES = (
    (re.compile(r"#{1,6}[ \t]+\S"), "a heading", "write it as the first sentence of its paragraph"),
    (re.compile(r">"), "quoted lines", "leave them out, or quote in “quotation marks”"),
    (re.compile(r"(`{3,}|~{3,})"), "a code fence", "write plain text"),
)
_SPANS = (
    (re.compile(r"<[^<>\s]*@[^<>\s]*>|\bmailto:"), "an e-mail address", "leave it out"),
    (re.compile(r"<https?:[^<>\s]*>"), "a web address", "cite the work that stands there"),
    (re.compile(r"\*\*\S|__\S"), "bold type", "put one * before and after what is *stressed*"),
    (re.compile(r"`[^`\n]+`"), "code", "write plain text"),
    (re.compile(r"\n\n[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*\n\n"), "a line across", "leave it out"),
)
_POINTS = "write each point as a sentence, with an empty line where a new paragraph begins"


def find_layout(text: str) -> Iterator[tuple[str, str]]:
    """Yield (what, right) for each kind of layout in a text.

    >>> list(find_layout("Two reasons: - no, this is one line."))
    []
    """
    lines = [line.strip() for line in text.split("\n")]
    items = [number for number, line in enumerate(lines) if _ITEM.match(line)]
    if len(items) > 1 or any(items):
        yield "a list", _POINTS
    if sum(line.startswith("|") or " | " in line or line.count("\t") > 1 for line in lines) > 1:
        yield "a table", _POINTS
    for pattern, what, right in _LINES:
        if any(map(pattern.match, lines)):
            yield what, right
    for pattern, what, right in _SPANS:
        if pattern.search(text):
            yield what, right


def drop_marked_addresses(text: str) -> str:
    """Return a text without the addresses that `find_layout` asks about: they are no HTML."""
    return _SPANS[1][0].sub("", _SPANS[0][0].sub("", text))


_COMMON = frozenset(
    "a an and are as at be been but by can could do does for from had has have he her his how i if "
    "in is it its may more must no not of on one or our she should so than that the their them "
    "there they this to was we were what when which who will with would you".split()
)
"""Words that every few words of English have."""
_FEWEST = 12
"""Of fewer words than these nobody can tell."""
_LEAST = 0.12
"""What part of a text such words are at least; of texts in English it is often a third."""


def is_english(text: str) -> bool:
    """Whether a text may be in English: so many of its words are common ones, or it is short.

    >>> is_english("Bäume spenden Schatten, und wer zu Fuß geht, weiß das im Sommer zu schätzen.")
    False
    """
    letters = [sign for sign in text if sign.isalpha()]
    if sum(sign > LAST_OF_LATIN for sign in letters) > len(letters) / 2:
        return False
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(set(words)) < _FEWEST or sum(one in _COMMON for one in words) >= _LEAST * len(words)


LAST_OF_LATIN = "\u024f"
