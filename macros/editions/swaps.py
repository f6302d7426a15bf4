"""Swaps: an id that now stands for what was published under another one.

Whoever follows a link to C3 should find what C3 said, or what became of it. That C3 and C6 have
changed places is no rewording of either, although each has been reworded by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from ..records import group
from .citable import Wording
from .history import History

SAME = 0.9
"""Words in common, of all; a few may have been changed on the way. Two items that were written
apart have about half in common, and references to two works of one writer up to 0.86."""
_UNLIKE = 1 - SAME / (2 - SAME)
"""The share of its words that a text may at most have alone, if another is the same."""
LEAST_WORDS = 12
"""A text of fewer words is compared with all around it only."""
_WORD = re.compile(r"\w+")

Words = Counter[str]


def find_swapped(histories: Iterable[History]) -> Iterator[tuple[History, History]]:
    """Yield each thing that has words frozen as another's, which has them no more."""
    changed = (one for one in histories if one.versions and not _is_frozen(one))
    for reworded in group((one.citable.kind, one) for one in changed).values():
        frozen = [[_split(version.wording) for version in one.versions] for one in reworded]
        now = [_split(one.citable.wording) for one in reworded]
        for one, other in _find_near(now, frozen):
            if _has_changed_places(now[one], frozen[one], frozen[other]):
                yield reworded[one], reworded[other]


def _is_frozen(history: History) -> bool:
    now = dict(history.citable.wording)
    return any(dict(version.wording) == now for version in history.versions)


Pieces = Mapping[str, Words]
"""All words of a thing and, of what has a glance too, those of its text alone, by what they are."""


def _split(wording: Wording) -> Pieces:
    pieces = {"all": Counter(_WORD.findall(" ".join(wording.values()).casefold()))}
    text = Counter(_WORD.findall(wording.get("text", "").casefold()))
    if "glance" in wording and text.total() >= LEAST_WORDS:
        pieces["text"] = text
    return pieces


def _find_near(now: list[Pieces], frozen: list[list[Pieces]]) -> Iterator[tuple[int, int]]:
    """Yield which texts may be the same as others have been: those that share enough rare words.

    To compare all with all would take a thousand texts ten seconds.
    """
    having = group(
        (word, other)
        for other, versions in enumerate(frozen)
        for word in set(chain(*(pieces["all"] for pieces in versions)))
    )
    for one, pieces in enumerate(now):
        near = set(chain(*(_find_sharing(words, having, len(now)) for words in pieces.values())))
        yield from ((one, other) for other in sorted(near - {one}))


def _find_sharing(words: Words, having: Mapping[str, list[int]], all: int) -> Iterable[int]:
    """Return which of `all` texts lack no more of the rarest words of one than the same may."""
    lacking = int(words.total() * _UNLIKE)
    rarest = sorted(words, key=lambda word: (len(having.get(word, ())), word))[: 2 * lacking + 1]
    if len(rarest) <= lacking:
        return range(all)
    shared = Counter(chain(*(having.get(word, ()) for word in rarest)))
    return (other for other, count in shared.items() if count >= len(rarest) - lacking)


def _has_changed_places(now: Pieces, mine: list[Pieces], theirs: list[Pieces]) -> bool:
    """Say whether a piece is as another has had it, and as its own has never been."""
    return any(
        (like := _likeness(words, name, theirs)) >= SAME and like > _likeness(words, name, mine)
        for name, words in now.items()
    )


def _likeness(words: Words, name: str, versions: list[Pieces]) -> float:
    return max((_compare(words, pieces[name]) for pieces in versions if name in pieces), default=0)


def _compare(one: Words, other: Words) -> float:
    """Return how much of two texts is in both, from 0 to 1."""
    total = one.total() + other.total()
    if len(one.keys() - other.keys()) > one.total() * (1 - SAME) * 2:  # most are told by that
        return 0
    return 2 * (one & other).total() / total
