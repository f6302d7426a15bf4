"""Foreign markup: what may not stand on a page of prose, whoever wrote it.

Pages of prose are Markdown, and Markdown lets HTML through. The source is read for it, so that a
message can name the line, and so is what Markdown has made, so that no disguise helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ..records import Inside, parse_content, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ELEMENTS = frozenset(
    "a abbr aside blockquote br caption code dd del details dfn div dl dt em figcaption figure h1"
    " h2 h3 h4 h5 h6 hr i ins kbd li mark nav ol p pre q section small span strong sub summary sup"
    " table tbody td tfoot th thead tr ul".split()
)
ATTRIBUTES = frozenset(
    "aria-hidden aria-label aria-labelledby class colspan data-no-terms href hreflang id lang"
    " markdown open rel role rowspan scope start title".split()
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[!-\[\]-~]+|(?![\w.+-]*:|//)[!-\[\]-~]*", re.I)
"""Of another site, or of this one: what no browser takes for another scheme or another host."""
CLASSES = frozenset("aside bites doors lead lines voice-label voice-source voices".split())
"""Those that are drawn for prose; any other belongs to the theme or to what macros make."""
_MADE_CLASSES = re.compile(r"footnote(?:-ref|-backref)?|language-[\w+-]+|toc|toctitle")
"""What Markdown writes itself."""
_ID = re.compile(r"(?!__)[\w:.-]+")
"""Not one of the theme’s, which begin with two underscores."""
_MARK = re.compile("[\ue000-\uf8ff]")
"""Stands for what a macro made, while Markdown is at work; nobody writes such characters."""
_AUTOMATIC_LINK = re.compile(r"https?:")
_NO_ELEMENT = re.compile(r"<https?:[^<>\s]*>|<[\w.+-]+@[\w.-]+>|(?<=\]\()<[^<>\n]*>")
"""An address in angles: one to write to, or that of a link."""
_ATTRIBUTE_LIST = re.compile(r"(?<!\{)\{(?![{%#])[^{}\n=]*=[^{}\n]*\}")


def find_foreign(made: str) -> Iterator[str]:
    """Yield whatever a browser would find in the HTML of a page of prose that it may not hold.

    >>> list(find_foreign('<p onclick="x">One<!--><script src="y">-->'))
    ['the attribute onclick', 'the element script']
    >>> list(find_foreign('<code>&lt;script></code> <!-- <script> --> <p title="<script>">two'))
    []
    """
    body = parse_content(made)
    for frame in (body, body.parent):  # what a second one has is put there
        yield from _find_faults("p", frame.attributes if frame else {})
    in_heading = Inside(_is_heading)
    for node in walk(body):
        if node.is_element_node:
            yield from _find_faults(node.tag or "", node.attributes)
        if _is_heading(node) and node.parent and in_heading(node.parent):
            yield "a heading inside a heading"


def _is_heading(node: LexborNode) -> bool:
    return node.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def find_foreign_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and name of what can be seen of it before Markdown has been at work.

    >>> list(find_foreign_markdown('<a href="java&#115;cript:x">One</a>\\n<script>'))
    [(1, 'the address javascript:x'), (2, 'the element script')]
    >>> list(find_foreign_markdown('See [this](x){ onclick="alert(1)" }, {: .quiet #here }'))
    [(1, 'the attribute list { onclick="alert(1)" }')]
    """
    yield from dict.fromkeys(Reader(text).found)
    for number, line in enumerate(text.split("\n"), 1):
        for match in _ATTRIBUTE_LIST.finditer(line):
            yield number, f"the attribute list {match[0][:60]}"


def hide_addresses(text: str) -> str:
    """Put blanks in the place of what stands in angles and is an address."""
    return _NO_ELEMENT.sub(lambda found: " " * len(found[0]), text)


def _find_faults(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield f"the element {tag[:30]}"
        return
    for name, value in attributes.items():
        address = (value or "").strip()
        if name not in ATTRIBUTES:
            yield f"the attribute {name[:30]}"
        elif name == "href" and not _ADDRESS.fullmatch(address):
            yield f"the address {address[:60]}"
        elif _MARK.search(address):
            yield f"a macro in the attribute {name}"
        elif name == "class":
            others = [one for one in address.split() if not _may_be_class(one)]
            yield from (f"the class {one[:30]}" for one in others)
        elif name == "id" and not _ID.fullmatch(address):
            yield f"the id {address[:30]}"


def _may_be_class(name: str) -> bool:
    return name in CLASSES or bool(_MADE_CLASSES.fullmatch(name))


def describe_foreign(what: str) -> tuple[str, ...]:
    """Return what to look for in the source of what was found in what Markdown made of it.

    >>> describe_foreign("the element img")
    ('<img', '![')
    """
    kind, _, name = what.removeprefix("the ").partition(" ")
    if kind == "element":
        return (f"<{name}", *(["!["] if name == "img" else []))
    if what == "the attribute style":
        return ("style=", "-:", ":-")
    if kind == "attribute" or "attribute" in what:
        return (f"{what.split()[-1]}=", what.split()[-1])
    return (name, name.replace("__", r"\_\_"), re.sub(r"[^\w]", "", name)[:12])


VOID = frozenset("br hr img input wbr source col embed link meta area base track".split())
OPTIONAL = frozenset(
    "p li dt dd tr td th thead tbody tfoot caption colgroup option rp rt html body head".split()
)
"""Elements that HTML closes by itself."""


class Reader(HTMLParser):
    """Reads Markdown for HTML; it knows the lines, but not as exactly what a browser would make."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        """What is foreign."""
        self.open: list[tuple[str, int]] = []
        """The elements that are open, at last those that nothing closes."""
        self.closed: list[tuple[str, int]] = []
        """Those that are closed and were not open."""
        self.feed(hide_addresses(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _AUTOMATIC_LINK.match(tag):
            self._note(*_find_faults(tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag not in names:
            self.closed += [] if tag in VOID | OPTIONAL else [(tag, self.getpos()[0])]
            return
        place = len(names) - 1 - names[::-1].index(tag)
        left = [one for one in self.open[place + 1 :] if one[0] not in OPTIONAL]
        self.open = [*self.open[:place], *left]

    def _note(self, *found: str) -> None:
        self.found += [(self.getpos()[0], what) for what in found]

    def handle_decl(self, decl: str) -> None:
        self._note("a declaration")

    def unknown_decl(self, data: str) -> None:
        self._note("a declaration")

    def handle_pi(self, data: str) -> None:
        self._note("a processing instruction")
