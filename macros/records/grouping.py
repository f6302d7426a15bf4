"""What belongs together, by what it has in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def group(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Return what goes with each key, in order; with another key goes nothing.

    >>> group([("a", 1), ("b", 2), ("a", 3)])["a"]
    [1, 3]
    """
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
