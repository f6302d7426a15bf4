"""Slots: what a macro makes never passes through Markdown.

The macro leaves a mark in the page, Markdown turns the prose around it into HTML, and only then
is it made and put there. So text from data cannot become anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

_MARK = re.compile("(<p>)?\ue000(\\d+)\ue001(?(1)</p>)")
"""With the paragraph that Markdown puts around one alone in its line."""


class Slots:
    """What the macros of a site will make, once Markdown has been at work."""

    def __init__(self) -> None:
        self._kept: list[Callable[[], Markup]] = []

    def keep(self, make: Callable[[], Markup], *, block: bool) -> str:
        """Keep what a macro does; return the mark that stands for what it makes."""
        self._kept.append(make)
        mark = f"\ue000{len(self._kept) - 1}\ue001"
        return f"\n\n{mark}\n\n" if block else mark

    def fill(self, content: str) -> str:
        """Return what Markdown has made, with what is made in the place of each mark."""
        return _MARK.sub(self._take, content)

    def _take(self, mark: re.Match[str]) -> str:
        made = self._kept[int(mark[2])]()
        alone = mark[1] and made.startswith("<") and not made.startswith("<a")
        return str(made) if alone or not mark[1] else f"<p>{made}</p>"
