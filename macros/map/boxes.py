"""What a map is drawn with: boxes, their words, lines with their heads, all in whole pixels.

Where lines of words break is decided here, before any browser has seen them, and the reader's
font is not known. The widths of letters are those of common faces without serifs, with a margin
for wider ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from .graph import Edge, Node, Relation

PAD = 9
"""Between a box's border and its words."""
LEADING = 15
NOTE_SIZE = 10.5
SIZES = {
    "thesis": 14.0,
    "section": 13.0,
    "claim": 12.5,
    "assumption": 12.5,
    "objection": 12.0,
    "response": 0.0,
}
"""The size of each kind's title; a response has none but its objection's."""
BOLD = 1.12
"""How much wider bold letters are."""
CHIP_HEIGHT = 20
_CUT = 7
"""How much of its corners an assumption lacks."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A node in its place; as a chip, it only says that the node has its box elsewhere."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...] = ()
    is_chip: bool = False
    is_middle: bool = False
    """What a focused map is about."""

    @property
    def middle(self) -> int:
        """How far down its middle is."""
        return self.y + self.height // 2

    @property
    def note(self) -> str:
        """The small line above the title."""
        return self.node.id if self.is_chip else self.node.note

    @property
    def size(self) -> float:
        """The size of the title."""
        return SIZES[self.node.kind]

    @property
    def leading(self) -> int:
        """From one line of the title to the next."""
        return LEADING + (self.size >= 13)

    @property
    def shape(self) -> str:
        """The outline, which tells the kinds apart: an assumption has no corners."""
        x, y, w, h, cut = self.x, self.y, self.width, self.height, _CUT
        if self.node.kind == "assumption":
            top = f"M{x + cut},{y}h{w - 2 * cut}l{cut},{cut}v{h - 2 * cut}l-{cut},{cut}"
            return f"{top}h-{w - 2 * cut}l-{cut},-{cut}v-{h - 2 * cut}z"
        kinds = {"thesis": 0, "claim": 3, "section": 3, "response": 0}
        r = kinds.get(self.node.kind, min(10, h // 2))
        if not r:
            return f"M{x},{y}h{w}v{h}h-{w}z"
        across, down = w - 2 * r, h - 2 * r
        corners = [f"a{r},{r} 0 0 1 {dx},{dy}" for dx, dy in ((r, r), (-r, r), (-r, -r), (r, -r))]
        sides = (f"h{across}", f"v{down}", f"h-{across}", f"v-{down}")
        return f"M{x + r},{y}" + "".join(map("".join, zip(sides, corners, strict=True))) + "z"

    def move(self, x: int, y: int) -> Box:
        """Return the same box elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


class Point(NamedTuple):
    """A place on the map."""

    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A relation as it is drawn: a path, and the head that shows its kind and direction."""

    edge: Edge
    path: str
    head: str
    x: int = 0
    y: int = 0
    """How far the path and the head are to be moved."""
    count: int = 0
    """Of an arc, how many relations it stands for."""

    @property
    def thickness(self) -> float:
        """How thick to draw an arc."""
        return min(1 + self.count / 8, 6)


@dataclass(frozen=True)
class Caption:
    """Words on the map that are no node."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Drawing:
    """A whole map. The boxes are in the order in which the keyboard visits them."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...] = ()

    def below(self, id: str) -> list[tuple[Node, int]]:
        """Return what arcs lead to from a node, and by how many relations it rests on each."""
        nodes = {box.node.id: box.node for box in self.boxes}
        arcs = [line for line in self.lines if line.edge.source == id]
        return [(nodes[arc.edge.target], arc.count) for arc in arcs]


def make_box(
    node: Node, x: int, y: int, width: int, *, is_middle: bool = False, least: int = 0
) -> Box:
    """Make the box of a node, as high as its title needs, and at least so high."""
    lines: tuple[str, ...] = ()
    is_bold = is_middle or node.kind == "thesis"
    if size := SIZES[node.kind]:
        lines = wrap_label(node.title, width - 2 * PAD, size * (BOLD if is_bold else 1))
    height = max(least, 2 * PAD + 8 + len(lines) * (LEADING + (size >= 13)))
    return Box(node=node, x=x, y=y, width=width, height=height, lines=lines, is_middle=is_middle)


def make_chips(nodes: Iterable[Node], x: int, y: int, width: int, apart: int) -> list[Box]:
    """Make a chip for each node, in rows."""
    chips: list[Box] = []
    left = x
    for node in nodes:
        wide = round(find_width(node.id, NOTE_SIZE)) + 12
        if chips and left + wide > x + width:
            left, y = x, y + CHIP_HEIGHT + 4
        chips.append(Box(node=node, x=left, y=y, width=wide, height=CHIP_HEIGHT, is_chip=True))
        left += wide + apart
    return chips


def draw_sample(kind: Relation) -> str:
    """Draw the head of a line that ends at (42, 10), for a legend."""
    return draw_head(kind, Point(42, 10), 1, 0)


def draw_head(kind: Relation, end: Point, dx: int, dy: int) -> str:
    """Draw what a relation ends in, where it comes to its end going by (dx, dy).

    A full arrow for supports, an open one for depends on, a bar for against, a ring for responds.
    """
    x, y = end
    across = 5 if kind == "against" else 4
    back = {"against": 2, "responds": 6}.get(kind, 8)
    left = f"{x - back * dx - across * dy},{y - back * dy - across * dx}"
    right = f"{x - back * dx + across * dy},{y - back * dy + across * dx}"
    if kind == "against":
        return f"M{left}L{right}"
    if kind == "responds":
        start = f"{x - back * dx},{y - back * dy}"
        return f"M{x},{y}A3,3 0 1 1 {start}A3,3 0 1 1 {x},{y}z"
    return f"M{left}L{x},{y}L{right}" + ("z" if kind == "supports" else "")


_MARGIN = 1.13
_WIDTHS = {
    character: width
    for width, characters in (
        (0.24, "iljI'’‘|.,:;!"),
        (0.3, 'ft()[]-/\\ \N{NO-BREAK SPACE}“”"'),
        (0.35, "r*"),
        (0.5, "ckszxvyJ"),
        (0.56, "abdeghnopqu0123456789?_#$€+=<>–"),
        (0.61, "FTLZ"),
        (0.68, "ABEKPSVXY&"),
        (0.74, "CDHNRUw"),
        (0.79, "GOQ"),
        (0.84, "mM"),
        (0.95, "W@%—…"),
    )
    for character in characters
}
"""In parts of the font's size."""
_LINES = 4
"""A label longer than this ends in an ellipsis; the whole title is one step away."""


def find_width(text: str, size: float) -> float:
    """Return about how wide a text is, rather more than less.

    >>> find_width("will", 10) < find_width("warm", 10)
    True
    """
    return sum(_width_of(character) for character in text) * size * _MARGIN


def _width_of(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return 0 if unicodedata.combining(character) else 1.0


@cache
def wrap_label(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break a text into lines that fit a width, at spaces if there are any.

    >>> wrap_label("Roots are a reason to choose well", 90, 12)
    ('Roots are a', 'reason to', 'choose well')
    """
    lines = [""]
    for word in _split_words(text, width, size):
        longer = f"{lines[-1]} {word}".strip()
        if find_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], _shorten(" ".join(lines[_LINES - 1 :]), width, size)]
    return tuple(line for line in lines if line)


def _split_words(text: str, width: float, size: float) -> list[str]:
    """Return the words, cut where one alone is wider than a line."""
    pieces: list[str] = []
    for word in text.split():
        while find_width(word, size) > width and len(word) > 1:
            end = next(n for n in range(1, len(word)) if find_width(word[: n + 1], size) > width)
            pieces.append(word[:end])
            word = word[end:]
        pieces.append(word)
    return pieces


def _shorten(text: str, width: float, size: float) -> str:
    while text and find_width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"
