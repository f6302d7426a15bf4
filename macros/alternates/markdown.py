"""Templates of Markdown: they may name what those of HTML may, and escape whatever they print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..argument import Objection, Source, find_citations, home_of_source, words
from ..editions import cite_site
from ..essay import Between, Mark, Sentence, split_at_marks
from ..exports import DESCRIPTIONS
from ..pages import Templates, View, find_addresses, find_examples
from ..prose import COUNTED
from ..records import (
    Markdown,
    Model,
    Reference,
    begin_line,
    compose_line,
    escape_marks,
    parse_content,
    split_paragraphs,
    write_plain,
)
from ..references import cite_plain, format_reference

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


class MarkdownTemplates(Templates):
    """Templates that make Markdown: what is Markdown stays, all else is written as plain words."""

    concat = staticmethod(lambda made: Markdown("".join(made)))


def make_templates(view: View) -> MarkdownTemplates:
    """Return the templates; `view.once` keeps them for all pages."""
    environment = MarkdownTemplates(Path(__file__).parent / "templates", finalize=write_plain)
    environment.filters |= {"line": partial(write_line, view), "text": partial(write_text, view)}
    environment.globals |= view.names
    environment.globals |= {write.__name__: partial(write, view) for write in _WRITERS}
    environment.globals |= {
        "cited": write_markup,
        "find_addresses": partial(find_addresses, view),
        "find_examples": partial(find_examples, view),
        "counted": COUNTED,
        "exports": DESCRIPTIONS,
        "find_works": find_works,
        "site_citation": lambda: cite_plain(cite_site(view.corpus, view.edition_date, view.site)),
    }
    environment.load_macros()
    return environment


_BLOCK = re.compile(r"^(?! *- |>|$).*$", re.MULTILINE)
_SPARE = re.compile(r"[ \n]*\n\n")
_EMPTY = re.compile(r"^## .*\n*(?=^## |\Z)", re.MULTILINE)


def set_apart(made: str) -> str:
    """Put an empty line between blocks, which are one line long unless they are lists or quoted.

    A heading with nothing below it is left out.

    >>> set_apart("# Tea\\nGood.\\n## Where\\n## Kinds\\n- green\\n- black\\n")
    '# Tea\\n\\nGood.\\n\\n## Kinds\\n\\n- green\\n- black'
    """
    made = _SPARE.sub("\n\n", _BLOCK.sub(r"\n\g<0>\n", made)).strip()
    return _EMPTY.sub("", made).rstrip()


def address(view: View, home: str) -> Markdown:
    """Return the whole address of a home."""
    return Markdown(view.site.address_of(home))


def link(view: View, words: str, home: str) -> Markdown:
    """Link some words to the whole address of a home."""
    return Markdown(f"[{escape_marks(words)}]({view.site.address_of(home)})")


def item(view: View, id: str) -> Markdown:
    """Link to a claim, objection, response, note or passage, by its title and id."""
    return Markdown(f"{link(view, view.corpus.title(id), view.corpus.home(id))} ({id})")


def ids(view: View, values: Iterable[str]) -> Markdown:
    """Link to some items by their ids alone."""
    return Markdown(", ".join(link(view, id, view.corpus.home(id)) for id in values))


def keyed(view: View, key: str) -> Markdown:
    """Link to whatever has a key, with its id where that is the key."""
    citable = view.histories[key].citable
    named = f" ({key})" if key == citable.id else ""
    return Markdown(link(view, citable.title, citable.home) + named)


def cite(view: View, id: str, locator: str | None = None) -> Markdown:
    """Cite a work in the text: ([Ryle, 1949](…), section 2)."""
    place = f", {escape_marks(locator)}" if locator else ""
    return Markdown(f"({link(view, view.corpus.all_sources[id].label, home_of_source(id))}{place})")


def states(view: View, objection: Objection) -> Markdown:
    """Say how an objection stands, with links to what disputes a reply."""
    found = view.relations.states[objection.id]
    return Markdown(words.tell_states(found, lambda id: ids(view, [id])))


def write_line(view: View, text: str) -> Markdown:
    """Write one paragraph of contributed text, its references as links."""

    def link_reference(found: Reference) -> str:
        if found.kind == "source":
            return cite(view, found.id, found.locator)
        return link(view, found.id, view.corpus.home(found.id))

    def emphasise(words: str) -> str:
        return f"*{escape_marks(words)}*"

    return Markdown(begin_line(compose_line(text, link_reference, escape_marks, emphasise)))


def write_text(view: View, text: str) -> Markdown:
    """Write the paragraphs of contributed text."""
    return Markdown("\n\n".join(write_line(view, one) for one in split_paragraphs(text)))


_MARKED = {"em": "*{}*", "strong": "**{}**", "link": "[{}]({})"}


def mark(view: View, sentence: Sentence | Between) -> Markdown:
    """Write words of the essay with their emphasis, their links and their notes."""
    pieces = split_at_marks(sentence.text, sentence.marks)
    return Markdown("".join(_write_piece(view, piece, marks) for piece, marks in pieces))


def _write_piece(view: View, piece: str, marks: list[Mark]) -> str:
    if not piece:
        return f" {ids(view, [marks[0].target])}"
    made: str = write_plain(piece)
    for one in reversed(marks):
        made = _MARKED[one.kind].format(made, one.target)
    return made


def reference(view: View, id: str) -> Markdown:
    """Write a work as an entry of a reference list."""
    return view.once(_write_references)[id]


def _write_references(view: View) -> dict[str, Markdown]:
    return {id: write_reference(source) for id, source in view.corpus.all_sources.items()}


def write_reference(source: Source) -> Markdown:
    """Write a work as an entry of a reference list."""
    return write_markup(format_reference(source))


def write_markup(cited: str) -> Markdown:
    """Write what is cited in HTML; titles keep their italics."""
    body = parse_content(cited)
    pieces = (_write_node(node) for node in body.iter(include_text=True))
    return Markdown(begin_line("".join(pieces)))


def _write_node(node: LexborNode) -> str:
    text = node.text()
    if node.tag == "a":
        return f"<{text}>"  # it shows its own address
    return f"*{escape_marks(text)}*" if node.tag == "i" else escape_marks(text)


def find_works(values: Iterable[Model]) -> Iterable[str]:
    """Return the id of each work that some values cite, once."""
    return dict.fromkeys(found.source for value in values for found in find_citations(value))


_WRITERS = (address, link, item, ids, keyed, cite, states, mark, reference)
"""What templates may call."""
