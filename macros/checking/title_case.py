"""Titles of works that have capitals as a heading has. CSL asks for sentence case: a style can add
capitals, and none can take them away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..argument import Source

LONG = 4
"""Letters; in title case, too, shorter words are often small."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OPENING = re.compile(r"(?:^|[:?!.–—“‘\"(])\W*$")
"""What stands before a word that begins something, and so has a capital in sentence case, too."""
_QUOTED = re.compile(r"“[^“”]*”")
_AMID = re.compile(r"(?<=[a-z] )[A-Z][\w’'-]*")
"""A word that has a capital although no sentence begins there."""


def find_capitals(title: str, names: frozenset[str] = frozenset()) -> list[str]:
    """Return the words with capitals of a title, if three in four of its long words have one.

    What looks like a name is left alone, and so are quotations and what begins the title or a part.

    >>> find_capitals("The Basic AI Drives of LaTeX Users")
    ['Basic', 'Drives', 'Users']
    >>> find_capitals("Shutdown as a safeguard: Lessons from Oslo", frozenset({"oslo"}))
    []
    """
    own = _find_words(_QUOTED.sub("“”", title))
    long = [word for word in own if len(word) >= LONG and _fold(word) not in names]
    capitals = [word for word in long if word[0].isupper()]
    return capitals if len(capitals) >= 2 and 3 * len(long) <= 4 * len(capitals) else []


def _find_words(title: str) -> Iterator[str]:
    """Yield the words that begin nothing and have no capital inside."""
    for match in _WORD.finditer(title):
        if not _OPENING.search(title[: match.start()]) and match[0][1:].islower():
            yield match[0]


def _fold(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).casefold()


def find_names(sources: Iterable[Source], texts: Iterable[str]) -> frozenset[str]:
    """Return, in small letters, the words that are names: of people, and what texts write so.

    `texts` are the editors' own; what they never write small, and large inside a sentence, counts.
    """
    people = [person for source in sources for person in (*source.author, *source.editor)]
    named = " ".join(
        filter(None, (part for p in people for part in (p.family, p.given, p.literal)))
    )
    own = _QUOTED.sub(" ", " ".join(texts))
    small = set(re.findall(r"\b[a-z][\w’'-]*", own))
    amid = {_fold(word) for word in _AMID.findall(own)}
    return frozenset({_fold(word) for word in _WORD.findall(named)} | (amid - small))
