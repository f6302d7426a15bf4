"""The book: everything the site says on one page, to be printed or bound as PDF and EPUB.

On paper a link cannot be followed, so each thing shows its id and its address, and each work
cited has a numbered note at the end of its chapter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from ..records import (
    attribute,
    make_element,
    parse_content,
    parse_page,
    write_content,
    write_page,
)
from ..references import format_reference
from .view import View

HOME = "/print/"
CHAPTERS = ("essay", "claims", "objections", "glossary", "sources")
_ITEM_PAGE = re.compile(r"/(argument|claims|objections|glossary)/([a-z0-9-]+)/")
_PREFIXES = {"argument": "part-", "glossary": "term-"}
"""Of pages whose ids are words: a word may be the name of two things."""


@dataclass(frozen=True)
class Chapter:
    """One chapter, with the references of the works it cites in the order of their numbers."""

    id: str
    title: str
    content: Markup
    notes: tuple[tuple[str, Markup], ...]


TITLES = {
    "essay": "The essay",
    "claims": "What it claims and assumes",
    "objections": "Objections and responses",
    "glossary": "Glossary",
    "sources": "Works cited",
}


def render_book(view: View) -> str:
    """Render the whole book as an HTML document; its links lead inside it where they can."""
    chapters = [_make_chapter(view, id) for id in CHAPTERS]
    page = parse_page(view.render("book", chapters=chapters))
    ids = {attribute(node, "id") for node in page.css("[id]")}
    for link in page.css('[href^="/"]'):
        link.attrs["href"] = _place(view, attribute(link, "href"), ids)
    return write_page(page)


def _make_chapter(view: View, id: str) -> Chapter:
    content = view.render(f"book_{id}")
    if id == "sources":
        return Chapter(id, TITLES[id], content, ())
    body = parse_content(content)
    numbers: dict[str, int] = {}
    for link in body.css("a.citation"):
        source = attribute(link, "href").partition("#")[2]
        anchor = {} if source in numbers else {"id": f"{id}-ref-{len(numbers) + 1}"}
        number = numbers.setdefault(source, len(numbers) + 1)
        note = {**anchor, "class": "noteref", "href": f"#{id}-note-{number}"}
        mark = make_element(body.parser, "sup", {})
        mark.insert_child(make_element(body.parser, "a", note, str(number)), move=True)
        _put_after_citation(link, mark)
    notes = tuple((source, format_reference(view.corpus.all_sources[source])) for source in numbers)
    return Chapter(id, TITLES[id], Markup(write_content(body)), notes)


def _put_after_citation(link: LexborNode, mark: LexborNode) -> None:
    """Put a mark after a citation: after its closing bracket, if it stands in brackets."""
    before, after = link.prev, link.next
    bracketed = before and (before.text_content or "").endswith("(")
    words, bracket, rest = ((after and after.text_content) or "").partition(")")
    if after and bracketed and bracket:
        after.insert_before(words + bracket)
        after.insert_before(mark, move=True)
        after.replace_with(rest)
    else:
        link.insert_after(mark, move=True)


def _place(view: View, home: str, ids: set[str]) -> str:
    """Return where something of the site stands in the book, or its whole address."""
    page, _, anchor = home.partition("#")
    if match := _ITEM_PAGE.fullmatch(home):
        anchor = f"{_PREFIXES.get(match[1], '')}{match[2]}"
    elif page == "/sources/":
        anchor = f"source-{anchor}"
    return f"#{anchor}" if anchor in ids else view.site.address_of(home)
