"""Contributed text in Markdown, with its references as links."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator

from ..argument import Source, home_of_source
from ..pages import View, excerpt
from ..records import (
    Citation,
    Quotation,
    Reference,
    begin_line,
    compose_line,
    escape_marks,
    split_paragraphs,
    write_plain,
)
from ..references import format_reference


def write_line(view: View, text: str) -> str:
    """Write one paragraph of contributed text, its references as links."""
    made = compose_line(text, lambda found: _link_reference(view, found), escape_marks, _emphasise)
    return begin_line(made)


def write_text(view: View, text: str) -> list[str]:
    """Write the paragraphs of contributed text."""
    return [write_line(view, paragraph) for paragraph in split_paragraphs(text)]


def _emphasise(text: str) -> str:
    return f"*{escape_marks(text)}*"


def _link_reference(view: View, reference: Reference) -> str:
    if reference.kind == "source":
        return cite(view, reference.id, reference.locator)
    return link(view, reference.id, view.corpus.home(reference.id))


def link(view: View, words: str, home: str) -> str:
    """Link some words to the whole address of a home."""
    return f"[{escape_marks(words)}]({view.site.address_of(home)})"


def link_item(view: View, id: str) -> str:
    """Link to a claim, objection, response, note or passage, by its title and id."""
    return f"{link(view, view.corpus.title(id), view.corpus.home(id))} ({id})"


def link_key(view: View, key: str) -> str:
    """Link to whatever has a key."""
    citable = view.histories[key].citable
    named = f" ({citable.id})" if key == citable.id else ""
    return f"{link(view, citable.title, citable.home)}{named}"


def link_ids(view: View, ids: Iterable[str]) -> str:
    """Link to some items by their ids alone."""
    return ", ".join(link(view, id, view.corpus.home(id)) for id in ids)


def cite(view: View, id: str, locator: str | None = None) -> str:
    """Cite a work in the text: ([Ryle, 1949](…), section 2)."""
    source = view.corpus.all_sources[id]
    place = f", {escape_marks(locator)}" if locator else ""
    return f"({link(view, source.label, home_of_source(id))}{place})"


def cite_all(view: View, citations: Iterable[Citation]) -> str:
    """Write a list of works, each with what is noted about it."""
    cited = [(cite(view, c.source, c.locator), c.note) for c in citations]
    return write_list(f"{work} {write_line(view, note)}" if note else work for work, note in cited)


_TAG = re.compile(r"(</?[ia]\b[^>]*>)")
_TAGS = {"<i>": "*", "</i>": "*", "</a>": ">"}
"""What stands for a tag of a reference; a link shows its own address, so it becomes `<address>`."""


def write_reference(source: Source) -> str:
    """Write a work as an entry of a reference list; titles keep their italics."""
    made, tag = "", ""
    for piece in _TAG.split(str(format_reference(source))):
        if piece.startswith("<"):
            tag = piece
            made += _TAGS.get(piece, "<")
        else:
            text = html.unescape(piece)
            made += text if tag.startswith("<a") else escape_marks(text)
    return begin_line(made)


def write_references(view: View) -> dict[str, str]:
    """Return every work as a reference, by id; `view.once` keeps them for all pages."""
    return {id: write_reference(source) for id, source in view.corpus.all_sources.items()}


def write_others(view: View, key: str, placed: Container[str], mark: str = "##") -> Iterator[str]:
    """Yield the own words of a thing that have no place of their own, each under what it is called.

    `placed` are those that have one.
    """
    for label, text in view.histories[key].citable.wording.items():
        if label not in placed:
            yield f"{mark} {escape_marks(label[0].upper() + label[1:])}"
            yield from write_text(view, text)


def write_quotation(view: View, quote: Quotation) -> str:
    """Write the essay's own words, verbatim, with their address."""
    words = write_plain(excerpt(view.corpus, quote))
    return f"> {words}\n>\n> – the essay, {link_ids(view, [quote.passage])}"


def write_list(lines: Iterable[str]) -> str:
    """Write a list; nothing if it would be empty."""
    return "\n".join(f"- {line}" for line in lines)


def join_blocks(blocks: Iterable[str | None]) -> str:
    """Put blocks under one another, leaving out those that are empty."""
    return "\n\n".join(block for block in blocks if block) + "\n"
