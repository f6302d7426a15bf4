"""The difference between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup

_PIECES = re.compile(r"\s+|[^\s]+")
_MARKED = {"both": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}


@dataclass(frozen=True)
class Piece:
    """Some words that both texts have, or that one of them has alone."""

    kind: Literal["both", "old", "new"]
    words: tuple[str, ...]


def find_pieces(
    old: Sequence[str], new: Sequence[str], fold: Callable[[str], str] = str
) -> list[Piece]:
    """Return in order what two lists of words share and what only one has.

    Words are the same when `fold` makes them so; shared words are given as the new text has them.
    """
    before, after = [fold(word) for word in old], [fold(word) for word in new]
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("both", tuple(new[c:d])))
            continue
        if a < b:
            pieces.append(Piece("old", tuple(old[a:b])))
        if c < d:
            pieces.append(Piece("new", tuple(new[c:d])))
    return pieces


def show_pieces(pieces: Sequence[Piece]) -> str:
    """Show a difference in one line, what was taken out in [-…-], what was put in in {+…+}.

    >>> show_pieces(find_pieces("Tea is dear.".split(), "Tea is not dear.".split()))
    'Tea is {+not+} dear.'
    """
    shown = {"both": _shorten, "old": _strike, "new": _insert}
    return " ".join(shown[piece.kind](piece.words) for piece in pieces)


def _shorten(words: tuple[str, ...]) -> str:
    if len(words) <= 12:
        return " ".join(words)
    return " ".join([*words[:5], "…", *words[-5:]])


def _strike(words: tuple[str, ...]) -> str:
    return f"[-{' '.join(words)}-]"


def _insert(words: tuple[str, ...]) -> str:
    return f"{{+{' '.join(words)}+}}"


def render_difference(old: str, new: str) -> Markup:
    """Render `new` with what `old` had and lacked marked by `<del>` and `<ins>`.

    >>> print(render_difference("Tea is dear.", "Tea is not dear."))
    Tea is <ins>not </ins>dear.
    """
    pieces = find_pieces(_PIECES.findall(old), _PIECES.findall(new))
    made = (Markup(_MARKED[piece.kind]).format("".join(piece.words)) for piece in pieces)
    return Markup("").join(made)
