"""Terms that link themselves: the first use of each on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from selectolax.lexbor import LexborNode

from ..argument import TermIndex, home_of_term
from ..records import attribute, make_element

_TO_TERM = re.compile(r"/glossary/([a-z0-9-]+)/")
_CLOSED_TO_LINKS = {
    "a", "abbr", "button", "cite", "code", "dfn", "figcaption", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "kbd", "label", "nav", "pre", "script", "select", "style", "summary", "svg",
    "textarea", "th", "title",
}  # fmt: skip


def link_terms(body: LexborNode, index: TermIndex, skip: Iterable[str] = ()) -> None:
    """Link the first use of each term on a page.

    Headings, links, code and attributions stay as they are, as does anything inside an element
    with the attribute `data-no-terms`. Terms in `skip`, and those the page links already, are
    left alone.
    """
    done, waiting = set(skip), [body]  # the last comes first
    while waiting:
        node = waiting.pop()
        if node.is_text_node:
            uses = _new_uses(node, index, done)
            done |= set(uses)
            _link(node, uses)
        elif _is_closed(node):
            done |= set[str]().union(*map(_terms_of, node.css("a")))
        else:
            waiting += reversed(list(node.iter(include_text=True)))


def _terms_of(link: LexborNode) -> set[str]:
    match = _TO_TERM.fullmatch(attribute(link, "href"))
    return {match[1]} if match else set()


def find_linked_terms(body: LexborNode) -> Iterator[str]:
    """Yield the ids of the terms that a page links to by their names."""
    for link in body.css("a.term"):
        yield from _terms_of(link)


def _new_uses(text: LexborNode, index: TermIndex, done: set[str]) -> dict[str, re.Match[str]]:
    """Return the first use in a text of each term that is not done."""
    uses: dict[str, re.Match[str]] = {}
    for match in index.find(text.text_content or ""):
        uses.setdefault(index.id_of(match), match)
    return {id: match for id, match in uses.items() if id not in done}


def _is_closed(node: LexborNode) -> bool:
    return node.tag in _CLOSED_TO_LINKS or "data-no-terms" in node.attributes


def _link(node: LexborNode, uses: Mapping[str, re.Match[str]]) -> None:
    """Put links into a text, around these uses of terms."""
    if not uses:
        return
    text, end = node.text_content or "", 0
    for id, use in uses.items():
        link = {"class": "term", "href": home_of_term(id)}
        node.insert_before(text[end : use.start()])
        node.insert_before(make_element(node.parser, "a", link, use[0]), move=True)
        end = use.end()
    node.replace_with(text[end:])
