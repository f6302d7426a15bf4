"""What can be come to from something, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def reach(starts: Iterable[T], after: Callable[[T], Iterable[T]]) -> list[T]:
    """Return the starts and all that comes after them, each once, in order: depth first.

    >>> reach("a", {"a": "bd", "b": "c", "c": "a", "d": "c"}.__getitem__)
    ['a', 'b', 'c', 'd']
    """
    found: dict[T, None] = {}
    ahead = [*starts][::-1]
    while ahead:
        step = ahead.pop()
        if step not in found:
            found[step] = None
            ahead += [*after(step)][::-1]
    return list(found)
