"""The difference between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from markupsafe import Markup

T = TypeVar("T")
_WORDS = re.compile(r"\s+|[^\s]+")
_MARKUP = {"both": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
_MARKS = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def find_pieces(
    old: Sequence[T], new: Sequence[T]
) -> Iterator[tuple[Literal["both", "old", "new"], Sequence[T]]]:
    """Yield in order what two sequences share, and what only one has: the old one's first.

    >>> list(find_pieces("tea is dear".split(), "tea is".split()))
    [('both', ['tea', 'is']), ('old', ['dear']), ('new', [])]
    """
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "both", new[c:d]
        else:
            yield "old", old[a:b]
            yield "new", new[c:d]


def show_difference(old: str, new: str) -> str:
    """Show two texts in one line, what only the first has in [-…-], the second in {+…+}.

    >>> show_difference("Tea is too dear to drink.", "Tea is not too dear to drink.")
    'Tea is {+not+} too dear to drink.'
    """
    pieces = find_pieces(old.split(), new.split())
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
    pieces = find_pieces(_WORDS.findall(old), _WORDS.findall(new))
    made = (Markup(_MARKUP[kind]).format("".join(words)) for kind, words in pieces if words)
    return Markup("").join(made)
