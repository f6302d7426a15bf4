"""The map of one claim or objection and its neighbors, from top to bottom, as narrow as a phone.

What rests on it stands above, what it rests on and what is said against it below, two in a row.
The lines come down between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .boxes import Box, Caption, Drawing, Line, Point, draw_head, make_box
from .graph import CLAIMS, Edge, Graph

WIDTH = 342
_GUTTER = 34
_BOX = (WIDTH - _GUTTER) // 2 - 1
_RAIL_APART = 9
_GAP = 12
_INDENT = 16
_RAIL = 7
_JOINT = 14
"""Where a line meets a neighbor's box, from its near side."""
_WORDS = 20
"""The height of a group's caption."""


@dataclass(frozen=True)
class Group:
    """Neighbors that stand to the middle in one and the same way."""

    caption: str
    edges: tuple[Edge, ...]
    outward: bool
    """Whether the relation goes from the middle to them."""

    def other(self, edge: Edge) -> str:
        """Return the end that is not the middle."""
        return edge.target if self.outward else edge.source


_ABOVE = (
    ("supports", True, "It supports"),
    ("depends on", False, "These depend on it"),
    ("against", True, "It is against"),
)
_BELOW = (
    ("depends on", True, "It depends on"),
    ("supports", False, "These support it"),
    ("against", False, "Objections to it"),
    ("responds", False, "Responses to it"),
)


def draw_focus(graph: Graph, id: str) -> Drawing | None:
    """Draw a node with its neighbors; nothing if it has none, or is not on the map."""
    above = _Half(graph, _find_groups(graph, id, _ABOVE), -1)
    below = _Half(graph, _find_groups(graph, id, _BELOW), 1)
    if not above.cells and not below.cells:
        return None
    middle = make_box(graph.nodes[id], 1, above.height + 1, WIDTH - 2, is_middle=True)
    bottom = middle.y + middle.height
    return Drawing(
        width=WIDTH,
        height=bottom + below.height + 1,
        boxes=(*above.place(middle.y), middle, *below.place(bottom)),
        lines=(*above.draw(middle.y), *below.draw(bottom)),
        captions=(*above.say(middle.y), *below.say(bottom)),
    )


def _find_groups(graph: Graph, id: str, sides: Sequence[tuple[str, bool, str]]) -> list[Group]:
    edges = graph.edges_of.get(id, [])
    found = [
        Group(caption, tuple(e for e in edges if e.kind == kind and (e.source == id) == out), out)
        for kind, out, caption in sides
    ]
    return [group for group in found if group.edges]


@dataclass(frozen=True)
class _Cell:
    """One neighbor with what hangs below it, and how far from the middle its near side is."""

    edge: Edge
    group: int
    is_left: bool
    near: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        return self.boxes[-1].y + self.boxes[-1].height


class _Half:
    """What stands above the middle, or below it: `way` is -1 or 1."""

    def __init__(self, graph: Graph, groups: list[Group], way: int) -> None:
        self.groups = groups
        self.cells: list[_Cell] = []
        self.height = 0
        self._way = way
        self._captions: list[int] = []
        for number, group in enumerate(groups):
            self.height += _GAP + (_WORDS if way > 0 else 0)
            start = self.height
            for place in range(0, len(group.edges), 2):
                self._add_row(graph, number, group.edges[place : place + 2])
            self.height += 0 if way > 0 else _WORDS
            self._captions.append(start if way > 0 else self.height)

    def _add_row(self, graph: Graph, number: int, edges: Sequence[Edge]) -> None:
        row = []
        for side, edge in enumerate(edges):
            x = WIDTH - 1 - _BOX if side else 1
            group = self.groups[number]
            boxes, lines = _make_cell(graph, group.other(edge), x, is_bare=group.outward)
            row.append(_Cell(edge, number, not side, self.height, boxes, lines))
        self.cells += row
        self.height += max(cell.height for cell in row) + _GAP

    def _find_top(self, cell: _Cell, border: int) -> int:
        return border + (cell.near if self._way > 0 else -cell.near - cell.height)

    def place(self, border: int) -> list[Box]:
        """Return the boxes, from the top down."""
        tops = [(self._find_top(cell, border), cell) for cell in self.cells]
        tops.sort(key=lambda pair: (self._way * pair[1].near, not pair[1].is_left))
        return [box.move(0, top) for top, cell in tops for box in cell.boxes]

    def draw(self, border: int) -> Iterator[Line]:
        """Draw the lines, those of each group down a rail of their own."""
        for number, group in enumerate(self.groups):
            rail = WIDTH // 2 + round((number - (len(self.groups) - 1) / 2) * _RAIL_APART)
            last = border
            for cell in (cell for cell in self.cells if cell.group == number):
                y = border + self._way * (cell.near + _JOINT)
                box = cell.boxes[0]
                x = box.x + box.width if cell.is_left else box.x
                head = draw_head(cell.edge.kind, Point(x, y), -1 if cell.is_left else 1, 0)
                if not group.outward:
                    start = Point(rail, border)
                    head = draw_head(cell.edge.kind, start, 0, -self._way) if last == border else ""
                yield Line(cell.edge, f"M{x},{y}H{rail}V{last}", head)
                last = y
        for cell in self.cells:
            top = self._find_top(cell, border)
            yield from (replace(line, y=top) for line in cell.lines)

    def say(self, border: int) -> list[Caption]:
        """Return what each group is called."""
        pairs = zip(self.groups, self._captions, strict=True)
        shift = -6 if self._way > 0 else 14
        return [Caption(2, border + self._way * at + shift, group.caption) for group, at in pairs]


def _make_cell(
    graph: Graph, id: str, x: int, *, is_bare: bool
) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """Make the box of a neighbor; unless it is to be bare, with what answers it hanging below."""
    boxes, lines = [make_box(graph.nodes[id], x, 0, _BOX)], []
    start = last = Point(x + _RAIL, boxes[0].height)
    answers = [] if is_bare or graph.nodes[id].kind in CLAIMS else graph.edges_of[id]
    for edge in (edge for edge in answers if edge.target == id):
        gap = 13 if last == start else 9
        y = boxes[-1].y + boxes[-1].height + gap
        box = make_box(graph.nodes[edge.source], x + _INDENT, y, _BOX - _INDENT)
        head = draw_head(edge.kind, start, 0, -1) if last == start else ""
        lines.append(Line(edge, f"M{box.x},{box.middle}H{start.x}V{last.y}", head))
        boxes.append(box)
        last = Point(start.x, box.middle)
    return tuple(boxes), tuple(lines)
