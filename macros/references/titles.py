"""Titles as the manuals of style have them: capitals, and quotation marks within others."""

from __future__ import annotations

import re

_SMALL = frozenset(
    "a about an and as at but by de down for from in into nor of on onto or over so the till to up "
    "van via von with yet".split()
)
"""Words without a capital in the middle of a title."""
_WORD = re.compile(r"[^\W_](?:[^\s/–—-]*[^\W_])?")
_STARTS = re.compile(r"(?:^|[:.?!][”’]*\s)\W*$")
"""What stands before the first word of a title, or of what follows a mark in it."""


def title_case(title: str) -> str:
    """Give capitals to the words of a title, as MLA and Chicago have it.

    >>> title_case("What to look for: a plan for the up-to-date user’s AI")
    'What to Look for: A Plan for the Up-to-Date User’s AI'
    """
    return _WORD.sub(_capitalize, title)


def _capitalize(match: re.Match[str]) -> str:
    word, text = match[0], match.string
    before, after = text[: match.start()], text[match.end() :]
    compound = after.startswith("-") and not before.endswith("-")
    if word != word.lower():
        return word
    if _STARTS.search(before) or compound or not re.search(r"\w", after):
        return word[0].upper() + word[1:]
    small = word in _SMALL or re.match(r"[^\W_](?![^\W_])", word)
    return word if small else word[0].upper() + word[1:]


_PAIRS = ("“”", "‘’")


def nest_quotes(text: str, *, inside: bool = False) -> str:
    """Use double quotation marks, and single ones within them.

    >>> nest_quotes("An “it” isn’t ‘it’"), nest_quotes("An “it” isn’t ‘it’", inside=True)
    ('An “it” isn’t “it”', 'An ‘it’ isn’t ‘it’')
    """
    shown, opened = "", ""
    for number, mark in enumerate(text):
        closes = opened[-1:] + mark in _PAIRS and not text[number + 1 : number + 2].isalnum()
        if mark in "“‘":
            opened += mark
        pair = _PAIRS[(len(opened) - 1 + inside) % 2]
        if closes:
            opened = opened[:-1]
        shown += pair[0] if mark in "“‘" else pair[1] if closes else mark
    return shown
