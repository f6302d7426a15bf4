"""The content of a page, finished: one pass finds and changes all that there is to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from ..argument import TermIndex
from ..records import attribute, make_element, parse_content, write_content
from .headings import add_headerlink, find_headings
from .term_links import find_linked_terms, link_terms

_IN_CONTENTS = "h1[id], h2[id], h3[id]"


@dataclass(frozen=True, kw_only=True)
class Content:
    """What stands on a page, and what was found there."""

    html: str
    anchors: frozenset[str]
    """The ids of its elements: where a link may lead."""
    headings: list[dict[str, Any]]
    terms: frozenset[str]
    """Those that it links to."""


def finish_content(
    html: str,
    way: str,
    *,
    heading: tuple[str, str] | None = None,
    index: TermIndex | None = None,
    skip: Iterable[str] = (),
) -> Content:
    """Finish the content of a page from which `way` leads to the root, such as `../../`.

    A page without a main heading gets one, of an id and a title. The terms of the `index` link
    themselves, but those to `skip`. Headings link to themselves, and homes become relative.
    """
    body = parse_content(html)
    if heading and not body.css_first("h1"):
        _add_main_heading(body, *heading)
    if index:
        link_terms(body, index, skip)
    headings = body.css(_IN_CONTENTS)
    tokens, terms = find_headings(headings), frozenset(find_linked_terms(body))
    for node in headings:
        add_headerlink(node)
    make_relative(body, way)
    anchors = frozenset(node.id for node in body.css("[id]") if node.id)
    return Content(html=write_content(body), anchors=anchors, headings=tokens, terms=terms)


def way_to_root(home: str) -> str:
    """Return how a link on a page begins that leads anywhere on the site.

    >>> way_to_root("/"), way_to_root("/claims/c10/")
    ('./', '../../')
    """
    return "../" * (home.count("/") - 1) or "./"


def make_relative(body: LexborNode, way: str) -> None:
    """Make homes relative to a page from which `way` leads to the root."""
    for link in body.css('[href^="/"]'):
        home = attribute(link, "href")
        if not home.startswith("//"):
            link.attrs["href"] = way + home[1:]


def _add_main_heading(body: LexborNode, id: str, title: str) -> None:
    heading = make_element(body.parser, "h1", {"id": id}, Markup(title).unescape())
    first = body.first_child
    if first:
        first.insert_before(heading, move=True)
        first.insert_before("\n")
    else:
        body.insert_child(heading, move=True)
