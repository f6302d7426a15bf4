"""Headings of a finished page: their permanent links, and the table of contents they make."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from selectolax.lexbor import LexborNode

from ..records import Inside, attribute, make_element, walk

_PAIR = "heading"
"""A heading, and beside it the link to itself."""
_COUNT = "count"
"""Of the words of a heading, a number that a script may change: it is left out."""


def add_headerlink(heading: LexborNode) -> None:
    """Give a heading below the first level a link to itself, beside it, unless it has one.

    The link has no word, so that the name and text of the heading are its words alone.
    """
    if heading.tag == "h1" or (heading.parent and attribute(heading.parent, "class") == _PAIR):
        return
    said = {"aria-label": "Permanent link", "aria-describedby": heading.id or ""}
    link = {"class": "headerlink", "href": f"#{heading.id}"} | said
    pair = make_element(heading.parser, "div", {"class": _PAIR}, "")
    heading.insert_before(pair, move=True)
    pair.insert_child(heading, move=True)
    pair.insert_child(make_element(heading.parser, "a", link, ""), move=True)


def find_headings(elements: Iterable[LexborNode]) -> list[dict[str, Any]]:
    """Return the headings as nested tokens, as Python-Markdown's `toc` extension has them."""
    tokens: list[dict[str, Any]] = []
    open_tokens: list[dict[str, Any]] = []
    for heading in elements:
        level, name = int((heading.tag or "")[1]), html.escape(words_in(heading), quote=False)
        token: dict[str, Any] = {"level": level, "id": heading.id, "name": name, "children": []}
        while open_tokens and open_tokens[-1]["level"] >= level:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else tokens).append(token)
        open_tokens.append(token)
    return tokens


def words_in(heading: LexborNode) -> str:
    """Return the words of a heading, on one line."""
    left_out = Inside(lambda node: attribute(node, "class") == _COUNT)
    texts = [node.text_content or "" for node in walk(heading) if not left_out(node)]
    return " ".join("".join(texts).split())
