"""A page of prose as Markdown makes it, and where in its source something stands."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import nodes

from ..records import Inside, attribute, parse_content, walk
from .front_matter import FRONT_MATTER
from .host import Host
from .macros import MACROS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARK = "\ue000{}\ue001"
_FRAMES = 600
"""How deep making a page may go; what the host does around it takes about a hundred more."""


class TooDeep(Exception):
    """Lists, quotations or brackets stand in one another too often."""


@dataclass(frozen=True)
class Call:
    """A call of a macro on a page."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What Markdown makes of a page, with a mark for each call of a macro."""

    place: str
    """Its file in the folder of pages, such as `claims/index.md`."""
    text: str
    html: str
    calls: tuple[Call, ...]

    @cached_property
    def body(self) -> LexborNode:
        """The tree of it."""
        return parse_content(self.html)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that stand on it without what macros make."""
        return frozenset(node.id for node in self.body.css("[id]") if node.id)

    @property
    def links(self) -> Mapping[str, list[str]]:
        """The words of each link, by its address."""
        found: dict[str, list[str]] = {}
        for link in self.body.css("a[href]"):
            found.setdefault(attribute(link, "href"), []).append((link.text() or "").strip())
        return found

    @cached_property
    def bare(self) -> str:
        """The source, with blanks where samples of code are."""
        return blank_code(self.text)

    def is_escaped(self, mark: str) -> bool:
        """Say whether a mark has a backslash before it wherever it stands."""
        bare = re.search(rf"(?<!\\){re.escape(mark)}", self.bare)
        return not bare and mark in re.sub(r"\\(?=[^\w\s])", "", self.bare)

    def words(self, *beside: str) -> Iterator[str]:
        """Yield each text outside samples of code, and outside of other elements."""
        in_code = Inside(lambda node: node.tag in ("code", "pre", *beside))
        for node in walk(self.body):
            if node.is_text_node and not in_code(node):
                yield node.text_content or ""

    def lines_with(self, *needles: str) -> list[int]:
        """Return the lines where one of these stands, the first that stands anywhere at all."""
        for text in (self.bare, html.unescape(self.bare), self.text):
            for needle in filter(None, needles):
                if found := [n for n, line in enumerate(text.split("\n"), 1) if needle in line]:
                    return found
        return [1]


def make_page(place: str, text: str, template: nodes.Template, host: Host) -> Page:
    """Make a page as the host would, without the theme; raise TooDeep where it could not."""
    from markdown import Markdown  # not needed for one file alone

    calls: list[Call] = []
    marked = "".join(_mark(template, calls))
    begin = FRONT_MATTER.match(marked)
    source = marked[begin.end() :] if begin else marked
    maker = Markdown(
        extensions=list(host.extensions),
        extension_configs={name: dict(given) for name, given in host.extensions.items()},
    )
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(min(limit, _depth() + _FRAMES))
    try:
        made = maker.convert(source)
    except RecursionError:
        raise TooDeep from None
    finally:
        sys.setrecursionlimit(limit)
    return Page(place, text, made, tuple(calls))


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back:
        frame, depth = frame.f_back, depth + 1
    return depth


def _mark(template: nodes.Template, calls: list[Call]) -> Iterator[str]:
    """Yield the text of a page, with a mark for each call, as the host has it for Markdown."""
    for node in template.body:
        for inner in node.nodes if isinstance(node, nodes.Output) else ():
            if isinstance(inner, nodes.TemplateData):
                yield inner.data
            elif isinstance(inner, nodes.Call) and isinstance(inner.node, nodes.Name):
                given = [one.value for one in inner.args if isinstance(one, nodes.Const)]
                calls.append(Call(inner.node.name, tuple(map(str, given))))
                mark = _MARK.format(len(calls) - 1)
                macro = MACROS.get(inner.node.name)
                yield f"\n\n{mark}\n\n" if macro and macro.block else mark


_FENCE = re.compile(
    r"^[ ]*(?:[-*+] |\d+[.)] +)?(`{3,}|~{3,})[^\n`]*\n(?:.*\n)*?[ ]*\1[`~]*[ ]*$", re.MULTILINE
)
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?:(?: {4}|\t)[^\n]*\n+)+")
_SPAN = re.compile(r"(?<![`\\])(`{1,5})(?!`)((?:(?!\n\n).)*?[^`])\1(?!`)", re.DOTALL)
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)]|:|>)[ ]")


def blank_code(text: str) -> str:
    """Put blanks in the place of samples of code, line for line.

    >>> blank_code("a `<b>` c")
    'a ····· c'
    """
    for pattern in (_FENCE, _INDENTED, _SPAN):
        text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    if found.re is _INDENTED and _in_item(found.string, found.start()):
        return found[0]
    return re.sub(r"[^\n]", "·", found[0])


def _in_item(text: str, start: int) -> bool:
    """Say whether what is indented goes on with an item of a list or a definition."""
    before = text[:start].rstrip("\n").split("\n")
    while before and (not before[-1] or before[-1].startswith((" ", "\t"))):
        before.pop()
    return bool(before and _ITEM.match(before[-1]))
