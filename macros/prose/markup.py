"""Foreign markup: what may not stand on a page of prose, whoever wrote it.

Pages of prose are Markdown, and Markdown lets HTML through. The source is read for it, so that a
message can name the line, and so is what Markdown has made, so that no disguise helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

ELEMENTS = frozenset(
    "a abbr aside blockquote br caption code dd del details dfn div dl dt em figcaption figure h1"
    " h2 h3 h4 h5 h6 hr i ins kbd li mark nav ol p pre q section small span strong sub summary sup"
    " table tbody td tfoot th thead tr ul".split()
)
ATTRIBUTES = frozenset(
    "aria-hidden aria-label aria-labelledby class colspan href hreflang id lang markdown open rel"
    " role rowspan scope start title".split()
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[!-\[\]-~]+|(?![\w.+-]*:|//)[!-\[\]-~]*", re.I)
"""Of another site, or of this one: what no browser takes for another scheme or another host."""
_DATA = re.compile(r"data-[a-z-]+")
_AUTOMATIC_LINK = re.compile(r"https?:")
_ATTRIBUTE_LIST = re.compile(r"(?<!\{)\{(?![{%#])[^{}\n=]*=[^{}\n]*\}")


def find_foreign(html: str) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each element, attribute or address that prose may not hold.

    >>> list(find_foreign('<p onclick="x">One\\n<script src="y"></script></p>'))
    [(1, 'the attribute onclick'), (2, 'the element script')]
    >>> list(find_foreign('<a href="java&#115;cript:x">One</a> <a href="../two/">two</a>'))
    [(1, 'the address javascript:x')]
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from dict.fromkeys(reader.found)


def find_foreign_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield what of it can be seen before Markdown has been at work.

    >>> list(find_foreign_markdown('See [this](x){ onclick="alert(1)" }, {: .quiet #here }'))
    [(1, 'the attribute list { onclick="alert(1)" }')]
    """
    yield from find_foreign(text)
    for number, line in enumerate(text.split("\n"), 1):
        for match in _ATTRIBUTE_LIST.finditer(line):
            yield number, f"the attribute list {match[0][:60]}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _AUTOMATIC_LINK.match(tag):
            return
        if tag not in ELEMENTS:
            self._note(f"the element {tag[:30]}")
            return
        for name, value in attrs:
            address = (value or "").strip()
            if name not in ATTRIBUTES and not _DATA.fullmatch(name):
                self._note(f"the attribute {name[:30]}")
            elif name == "href" and not _ADDRESS.fullmatch(address):
                self._note(f"the address {address[:60]}")

    def _note(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))

    def handle_decl(self, decl: str) -> None:
        self._note("a declaration")

    def unknown_decl(self, data: str) -> None:
        self._note("a declaration")

    def handle_pi(self, data: str) -> None:
        self._note("a processing instruction")
