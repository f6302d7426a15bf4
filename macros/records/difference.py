"""The difference between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, TypeVar

from markupsafe import Markup

_WORDS = re.compile(r"\S+\s*|\s+")
_MARKUP = {"both": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
_MARKS = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


T = TypeVar("T")
Kind = Literal["both", "old", "new"]
"""Whether two texts share some words, or one of them has them alone."""


def find_pieces(
    old: Sequence[T], new: Sequence[T], fold: Callable[[T], Any] = lambda item: item
) -> Iterator[tuple[Kind, Sequence[T]]]:
    """Yield in order what two sequences share, and what only one has: the old one's first.

    Items are the same when `fold` makes them so; shared ones are given as the new one has them.

    >>> list(find_pieces("tea is dear".split(), "tea is".split()))
    [('both', ['tea', 'is']), ('old', ['dear']), ('new', [])]
    """
    before, after = [*map(fold, old)], [*map(fold, new)]
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "both", new[c:d]
        else:
            yield "old", old[a:b]
            yield "new", new[c:d]


def show_pieces(pieces: Iterable[tuple[Kind, Sequence[str]]]) -> str:
    """Show a difference in one line, what was taken out in [-…-], what was put in in {+…+}.

    >>> show_pieces(find_pieces("Tea is dear.".split(), "Tea is not dear.".split()))
    'Tea is {+not+} dear.'
    """
    return " ".join(_MARKS[kind].format(_join(kind, words)) for kind, words in pieces if words)


def _join(kind: str, words: Sequence[str]) -> str:
    if kind == "both" and len(words) > 12:
        return " ".join([*words[:5], "…", *words[-5:]])
    return " ".join(words)


def render_difference(old: str, new: str) -> Markup:
    """Render `new` with what `old` had and lacked marked by `<del>` and `<ins>`.

    >>> print(render_difference("Tea is dear.", "Tea is not dear."))
    Tea is <ins>not </ins>dear.
    """
    pieces = find_pieces(_WORDS.findall(old), _WORDS.findall(new), lambda word: word.rstrip(" "))
    made = (Markup(_MARKUP[kind]).format(text) for kind, text in _write(pieces) if text)
    return Markup("").join(made)


def _write(pieces: Iterable[tuple[Kind, Sequence[str]]]) -> Iterator[tuple[Kind, str]]:
    """Join the words of each piece; a space after both of what differs is no part of it."""
    texts = ((kind, "".join(words)) for kind, words in pieces)
    for kind, text in texts:
        if kind == "both":
            yield kind, text
            continue
        _, after = next(texts)
        space = " " if text.endswith(" ") and after.endswith(" ") else ""
        yield from (("old", text.removesuffix(space)), ("new", after.removesuffix(space)))
        yield "both", space
