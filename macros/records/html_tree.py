"""HTML as a browser reads it: parsed to a tree, changed there, and written again.

Whatever looks like markup in a code sample, a comment or an attribute is text there. What is
written again is the same document, in the one spelling that the parser has for quotation marks,
character references and empty attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def parse_page(html: str) -> LexborHTMLParser:
    """Return the tree of a whole page."""
    from selectolax.lexbor import LexborHTMLParser  # checking one file should be over at once

    return LexborHTMLParser(html)


def parse_content(html: str) -> LexborNode:
    """Return the body of a page that holds just this."""
    body = parse_page(f"<!doctype html><body>{html}").body
    assert body is not None  # a page always has one
    return body


def write_page(page: LexborHTMLParser) -> str:
    """Return a whole page as HTML."""
    _keep_first_lines(page.css("pre, textarea"))
    return page.html or ""


def write_content(body: LexborNode) -> str:
    """Return what stands inside a body as HTML.

    >>> write_content(parse_content("<p title='\\"a>'>b &#38; c<p>d"))
    '<p title="&quot;a&gt;">b &amp; c</p><p>d</p>'
    """
    _keep_first_lines(body.css("pre, textarea"))
    return body.inner_html or ""


def _keep_first_lines(elements: list[LexborNode]) -> None:
    """Double an empty first line: whoever reads these elements leaves one out."""
    for element in elements:
        first = element.first_child
        if first and first.is_text_node and (first.text_content or "").startswith("\n"):
            first.insert_before("\n")


def words_of(html: str) -> str:
    """Return the words of some HTML on one line.

    >>> words_of("<i>R&amp;D</i>, <code>a < b</code>")
    'R&D, a < b'
    """
    return " ".join(parse_content(html).text().split())


def walk(body: LexborNode) -> Iterator[LexborNode]:
    """Yield what is below a node, elements and text, as it stands now, in reading order."""
    return iter(list(body.traverse(include_text=True))[1:])


class Inside:
    """Tells of nodes whether they are, or stand in, an element of a kind, however deep."""

    def __init__(self, is_one: Callable[[LexborNode], bool]) -> None:
        self._is_one = is_one
        self._known: dict[int, bool] = {}
        """So that a page of elements in elements takes no longer than another."""

    def __call__(self, node: LexborNode) -> bool:
        """Tell it of one node."""
        passed: list[int] = []
        outer: LexborNode | None = node
        while outer and outer.mem_id not in self._known and not self._is_one(outer):
            passed.append(outer.mem_id)
            outer = outer.parent
        found = self._known.get(outer.mem_id, True) if outer else False
        self._known |= dict.fromkeys(passed, found)
        return found


def make_element(
    page: LexborHTMLParser, tag: str, attributes: Mapping[str, str], text: str = ""
) -> LexborNode:
    """Return a new element of a page, which stands nowhere yet."""
    element = page.create_node(tag)
    for name, value in attributes.items():
        element.attrs[name] = value
    if text:
        element.insert_child(text)
    return element


def attribute(node: LexborNode, name: str) -> str:
    """Return the value of an attribute, or nothing."""
    return node.attributes.get(name) or ""
