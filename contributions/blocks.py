"""What a built page says, block by block: paragraphs, headings, items of lists, rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import starmap, zip_longest

from macros.records import find_pieces

from .record import Changed


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


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset("p li dt dd h1 h2 h3 h4 h5 h6 figcaption blockquote summary caption".split())
_LEFT_OUT = ("cite", "suggest", "around", "headerlink", "history", "md-content__button")
"""Classes of what follows from the rest, or is no content."""


class _Reader(HTMLParser):
    """Gathers the blocks inside `article`, or of a fragment without one."""

    def __init__(self, whole: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._inside = whole
        self._skipped: list[str] = []
        self._words: list[str] = []
        self._row: list[str] | None = None
        self._headings: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a block, a row or something left out."""
        if tag in _VOID:
            return
        classes = (dict(attributes).get("class") or "").split()
        if self._skipped or tag in ("script", "style") or set(classes) & set(_LEFT_OUT):
            self._skipped.append(tag)
        elif tag == "article":
            self._inside = True
        elif tag == "tr":
            self._end_block()
            self._row = []
        elif tag in _BLOCKS and self._row is None:
            self._end_block()
        elif tag in ("span", "p"):
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block, a row or something left out."""
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
        elif tag in ("td", "th") and self._row is not None:
            self._row.append(self._take())
        elif tag == "tr" and self._row is not None:
            self._end_row(self._row)
        elif tag in _BLOCKS and self._row is None:
            self._end_block()
        elif tag == "thead" and self.blocks and self.blocks[-1].headings == ("",):
            self._headings = self.blocks.pop().cells
        elif tag == "table":
            self._headings = ()
        elif tag == "article":
            self._end_block()
            self._inside = False

    def close(self) -> None:
        """Keep what was never closed."""
        super().close()
        self._end_block()

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if self._inside and not self._skipped:
            self._words.append(data)

    def _end_row(self, row: list[str]) -> None:
        headings = self._headings or ("",)
        self.blocks.append(Block(tuple(row), headings))
        self._row = None

    def _end_block(self) -> None:
        if text := self._take():
            self.blocks.append(Block((text,)))

    def _take(self) -> str:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        return text


def find_blocks(html: str) -> list[Block]:
    """Return the blocks of a page's article, or of a fragment."""
    reader = _Reader(whole="<article" not in html)
    reader.feed(html)
    reader.close()
    return reader.blocks


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
    return Changed(
        headings,
        before=before.cells if before else None,
        after=after.cells if after else None,
    )
