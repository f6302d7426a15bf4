"""Terms that link themselves: the first use of each on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..argument import home_of_term
from ..argument import TermIndex

_TAG = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_TO_TERM = re.compile(r'href="/glossary/([a-z0-9-]+)/"')
_NAME = re.compile(r"</?\s*([a-zA-Z][\w-]*)")
_CLOSED_TO_LINKS = {
    "a", "abbr", "button", "cite", "code", "dfn", "figcaption", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "kbd", "label", "nav", "pre", "script", "select", "style", "summary", "svg",
    "textarea", "th", "title",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


def link_terms(page: str, index: TermIndex, skip: Iterable[str] = ()) -> tuple[str, list[str]]:
    """Link the first use of each term in well-formed HTML; return it and the ids linked.

    Headings, links, code and attributions stay as they are, as does anything inside an element
    with the attribute `data-no-terms`. Terms in `skip`, and those the page links already, are
    left alone.
    """
    if not index.pattern or not index.pattern.search(page):
        return page, []
    done = set(skip)
    linked: list[str] = []
    pieces = _TAG.split(page)
    closed: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            _follow(piece, closed)
            done |= set(_TO_TERM.findall(piece))
        elif piece and not closed and not piece.isspace():
            pieces[number] = _link_piece(piece, index, done, linked)
    return "".join(pieces), linked


def _follow(tag: str, closed: list[str]) -> None:
    """Keep the stack of open elements inside the outermost one that is closed to links."""
    name = _NAME.match(tag)
    if not name or tag.endswith("/>"):
        return
    element = name[1].lower()
    if tag.startswith("</"):
        if closed and closed[-1] == element:
            closed.pop()
    elif element not in _VOID and (closed or element in _CLOSED_TO_LINKS or "data-no-terms" in tag):
        closed.append(element)


def _link_piece(text: str, index: TermIndex, done: set[str], linked: list[str]) -> str:
    pieces, end = [], 0
    for match in index.find(text):
        term = index.id_of(match)
        if term in done:
            continue
        done.add(term)
        linked.append(term)
        link = f'<a class="term" href="{home_of_term(term)}">{match[0]}</a>'
        pieces += [text[end : match.start()], link]
        end = match.end()
    return "".join([*pieces, text[end:]])
