"""The difference between two wordings, as words taken out and put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_PIECES = re.compile(r"\s+|[^\s]+")


def render_difference(old: str, new: str) -> Markup:
    """Render `new` with what `old` had and lacked marked by `<del>` and `<ins>`.

    >>> print(render_difference("Tea is dear.", "Tea is not dear."))
    Tea is <ins>not </ins>dear.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[Markup] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(escape("".join(after[c:d])))
            continue
        if a < b:
            pieces.append(Markup("<del>{}</del>").format("".join(before[a:b])))
        if c < d:
            pieces.append(Markup("<ins>{}</ins>").format("".join(after[c:d])))
    return Markup("").join(pieces)
