"""What a built page says, block by block: paragraphs, headings, items of lists, rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, starmap, zip_longest
from typing import Any

from macros.records import find_pieces, parse_content, walk

from .record import Changed

_BLOCKS = frozenset("p li dt dd h1 h2 h3 h4 h5 h6 figcaption blockquote summary caption".split())
_LEFT_OUT = (
    "script, style, .cite, .suggest, .around, .headerlink, .history, .md-content__button, thead"
)
"""What follows from the rest, or is no content."""


@dataclass(frozen=True)
class Block:
    """One piece of a page, as text."""

    cells: tuple[str, ...]
    """Of a row its cells; of anything else the one text."""
    headings: tuple[str, ...] = ()
    """Of a row the headings of its columns."""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.headings)


def find_blocks(html: str) -> list[Block]:
    """Return the blocks of a page's article, or of a fragment."""
    body = parse_content(html)
    root = body.css_first("article") or body
    headings = {table.mem_id: _read_row(row) for table in root.css("table")
                if (row := table.css_first("thead tr"))}  # fmt: skip
    for node in root.css(_LEFT_OUT):
        node.decompose()
    blocks = []
    for _, group in groupby(walk(root), lambda node: _owner(node).mem_id):
        nodes = list(group)
        owner = _owner(nodes[0])
        if owner.tag == "tr":
            above = headings.get(_climb(owner, "table").mem_id, ("",))
            blocks.append(Block(_read_row(owner), above))
        elif text := _read(nodes):
            blocks.append(Block((text,)))
    return blocks


def _owner(node: Any) -> Any:
    """Return the row in which a node stands, or else the innermost block."""
    row = _climb(node, "tr")
    return row if row.tag == "tr" else _climb(node, *_BLOCKS)


def _climb(node: Any, *tags: str) -> Any:
    """Return the innermost element of these around a node, or the outermost of all."""
    while node.tag not in tags and node.parent:
        node = node.parent
    return node


def _read_row(row: Any) -> tuple[str, ...]:
    return tuple(_read(walk(cell)) for cell in row.iter() if cell.tag in ("td", "th"))


def _read(nodes: Iterable[Any]) -> str:
    apart = ("span", "p")
    words = (
        node.text_content if node.is_text_node else " " * (node.tag in apart) for node in nodes
    )
    return " ".join("".join(words).split())


def find_changes(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Changed]:
    """Yield each block that was changed, added or removed, in order."""
    gone: Sequence[Block] = ()
    for kind, blocks in find_pieces(before, after):
        if kind == "new":
            yield from starmap(compare, zip_longest(gone, blocks))
        gone = blocks


def compare(before: Block | None, after: Block | None) -> Changed:
    """Return how one block is and was; None where it is not there."""
    headings = (after or before or Block(())).headings
    return Changed(headings, before.cells if before else None, after.cells if after else None)
