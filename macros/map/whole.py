"""The map of the whole argument, or of a part of it: what rests on what, from left to right.

Each claim has the objections to it hanging below, with their responses. An objection has its box
with the first thing that it is against; with the others it has a chip, so that no line has to run
across the map.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..records import group
from .boxes import Box, Drawing, Line, Point, draw_head, make_box, make_chips
from .graph import Edge, Graph, Node, find_outline
from .layout import Placed, Tile, place_tiles

WIDTH = 170
"""Of a claim's box."""
_NARROWEST = 112
_INDENT = 16
_RAIL = 7
"""Where the line to what hangs below a box comes down, from the box's side."""
_CHANNEL = 46
"""Between two columns, and more for each line there."""
_PORT = 13
"""How far apart lines arrive at a box, if there is room."""
_LEAST_PORT = 10
_APART = 5
"""Between chips."""
_ARM = 15
"""The line before a chip whose relation is to be seen."""
_EDGE = 8
"""Around the whole map."""


Routes = Sequence[Sequence[tuple[int, int]]]
"""The column and the height of each place that a line goes through."""


class Cluster:
    """A claim and what is said against it, before it has its place."""

    def __init__(self, graph: Graph, id: str, among: Collection[str], ports: int) -> None:
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.bottom = 0
        self._graph = graph
        head = self._put(graph.nodes[id], 0, 0, ports * _LEAST_PORT + 16)
        self._add_outside(head, among)
        (self._answer if head.node.kind == "objection" else self._hang)(head)

    @property
    def width(self) -> int:
        """How wide it is."""
        return max(box.x + box.width for box in self.boxes)

    @property
    def tile(self) -> Tile:
        """Its reach above and below the middle of the claim's box."""
        middle = self.boxes[0].middle
        return Tile(middle, self.bottom - middle)

    def _put(self, node: Node, indent: int, gap: int, least: int = 0) -> Box:
        wide = max(WIDTH - indent, _NARROWEST)
        box = make_box(node, indent, self.bottom + gap, wide, least=least)
        self.boxes.append(box)
        self.bottom = box.y + box.height
        return box

    def _put_chips(self, nodes: Sequence[Node], indent: int, apart: int) -> list[Box]:
        wide = max(WIDTH - indent, _NARROWEST)
        chips = make_chips(nodes, indent, self.bottom + 8, wide, apart)
        self.boxes += chips
        self.bottom = chips[-1].y + chips[-1].height
        return chips

    def _hang(self, parent: Box) -> None:
        """Hang the objections to a claim or response below it, and the responses to them."""
        start, indent = Point(parent.x + _RAIL, parent.y + parent.height), parent.x + _INDENT
        attacks = self._graph.attacks.get(parent.node.id, [])
        shown_at = self._graph.shown_at
        here = [node for node in attacks if shown_at.get(node.id) == parent.node.id]
        last = start
        for objection in here:
            box = self._put(objection, indent, 13 if last == start else 9)
            last = self._draw(Edge("against", objection.id, parent.node.id), box, start, last)
            self._answer(box)
        if elsewhere := [node for node in attacks if node not in here]:
            self.bottom += 5 if last == start else 0
            for chip in self._put_chips(elsewhere, indent, _APART):
                edge = Edge("against", chip.node.id, parent.node.id)
                last = self._draw(edge, chip, start, last)

    def _answer(self, objection: Box) -> None:
        start = Point(objection.x + _RAIL, objection.y + objection.height)
        last = start
        for response in self._graph.responses.get(objection.node.id, []):
            box = self._put(response, objection.x + _INDENT, 13 if last == start else 9)
            edge = Edge("responds", response.id, objection.node.id)
            last = self._draw(edge, box, start, last)
            self._hang(box)

    def _draw(self, edge: Edge, box: Box, start: Point, last: Point) -> Point:
        """Draw the line from a box to the rail, up to where the last one joined it."""
        if box.middle == last.y:  # the next chip in a row
            self.lines.append(Line(edge, f"M{box.x},{box.middle}h-{_APART}", ""))
            return last
        head = draw_head(edge.kind, start, 0, -1) if last == start else ""
        self.lines.append(Line(edge, f"M{box.x},{box.middle}H{start.x}V{last.y}", head))
        return Point(start.x, box.middle)

    def _add_outside(self, head: Box, among: Collection[str]) -> None:
        """Show as chips the claims that this one has to do with and that are on another map."""
        edges = [
            edge
            for edge in self._graph.edges_of.get(head.node.id, ())
            if edge.is_ground and not (edge.source in among and edge.target in among)
        ]
        if not edges:
            return
        outwards = [edge.source == head.node.id for edge in edges]
        others = [e.target if out else e.source for e, out in zip(edges, outwards, strict=True)]
        nodes = [self._graph.nodes[other] for other in others]
        chips = self._put_chips(nodes, _INDENT + _ARM, _ARM + 4)
        for edge, outward, chip in zip(edges, outwards, chips, strict=True):
            start, end = Point(chip.x - _ARM, chip.middle), Point(chip.x, chip.middle)
            tip = draw_head(edge.kind, end if outward else start, 1 if outward else -1, 0)
            self.lines.append(Line(edge, f"M{start.x},{start.y}H{end.x}", tip))


@dataclass(frozen=True)
class Column:
    """Where a column of clusters begins and ends."""

    left: int
    right: int


def draw_map(graph: Graph, among: Collection[str] | None = None) -> Drawing:
    """Draw the whole graph, or some of its claims with what is said against them."""
    ids = [node.id for branch in find_outline(graph, among) for node in branch.walk()]
    numbers = {id: number for number, id in enumerate(ids)}
    edges = [e for id in ids for e in graph.grounds.get(id, ()) if e.below in numbers]
    ports = Counter(edge.above for edge in edges) | Counter(edge.below for edge in edges)
    clusters = [Cluster(graph, id, numbers, ports[id]) for id in ids]
    pairs = [(numbers[edge.above], numbers[edge.below]) for edge in edges]
    links = list(dict.fromkeys(pairs))  # two relations of the same claims take the same way
    placed = place_tiles([cluster.tile for cluster in clusters], links)
    ways = dict(zip(links, placed.routes, strict=True))
    routes = [[(c, height + _EDGE) for c, height in ways[pair]] for pair in pairs]
    columns = _find_columns(clusters, links, placed)
    corners = [
        Point(columns[column].left, height - cluster.tile.above + _EDGE)
        for cluster, (column, height) in zip(clusters, placed.tiles, strict=True)
    ]
    boxes = [[b.move(*at) for b in c.boxes] for c, at in zip(clusters, corners, strict=True)]
    hanging = [
        replace(line, x=at.x, y=at.y)
        for cluster, at in zip(clusters, corners, strict=True)
        for line in cluster.lines
    ]
    heads = {box.node.id: box for box, *_ in boxes}
    return Drawing(
        width=max((column.right for column in columns), default=0) + _EDGE,
        height=placed.height + 2 * _EDGE,
        boxes=(*heads.values(), *(box for _, *others in boxes for box in others)),
        lines=(*_draw_grounds(edges, heads, columns, routes), *hanging),
    )


def _find_columns(
    clusters: Sequence[Cluster], links: Sequence[tuple[int, int]], placed: Placed
) -> list[Column]:
    """Make each column as wide as its clusters, and the room between for the lines there."""
    widths: dict[int, int] = defaultdict(lambda: WIDTH)
    for cluster, (column, _) in zip(clusters, placed.tiles, strict=True):
        widths[column] = max(widths[column], cluster.width)
    crossing: Counter[int] = Counter()
    for start, end in links:
        crossing.update(range(placed.tiles[start][0], placed.tiles[end][0]))
    columns, left = [], _EDGE
    for column in range(max(widths, default=-1) + 1):
        columns.append(Column(left, left + widths[column]))
        left = columns[-1].right + min(_CHANNEL + 2 * crossing[column], 2 * _CHANNEL)
    return columns


def _draw_grounds(
    edges: Sequence[Edge], heads: Mapping[str, Box], columns: Sequence[Column], routes: Routes
) -> Iterator[Line]:
    """Draw what supports and what is depended on, around the boxes between."""
    ways = list(zip(edges, routes, strict=True))
    starts = _find_ports(
        [(heads[e.above], way[0][1] if way else heads[e.below].middle) for e, way in ways]
    )
    ends = _find_ports(
        [(heads[e.below], way[-1][1] if way else heads[e.above].middle) for e, way in ways]
    )
    for edge, route, start, end in zip(edges, routes, starts, ends, strict=True):
        left = Point(heads[edge.above].x + heads[edge.above].width, start)
        right = Point(heads[edge.below].x, end)
        corners = [
            Point(x, height)
            for column, height in route
            for x in (columns[column].left, columns[column].right)
        ]
        path = _draw_path([left, *corners, right])
        at, way = (left, -1) if edge.kind == "supports" else (right, 1)
        yield Line(edge, path, draw_head(edge.kind, at, way, 0))


def _find_ports(arrivals: Sequence[tuple[Box, int]]) -> list[int]:
    """Return how far down each line meets its box; lines from higher up meet it higher."""
    meeting = group((box.node.id, (at, number)) for number, (box, at) in enumerate(arrivals))
    ports = [0] * len(arrivals)
    for found in meeting.values():
        box = arrivals[found[0][1]][0]
        step = min(_PORT, (box.height - 14) / max(1, len(found) - 1))
        for place, (_, number) in enumerate(sorted(found)):
            ports[number] = round(box.middle + (place - (len(found) - 1) / 2) * step)
    return ports


def _draw_path(points: Sequence[Point]) -> str:
    """Draw curves between the columns and straight lines across them."""
    path = f"M{points[0].x},{points[0].y}"
    for one, other in zip(points[::2], points[1::2], strict=True):
        middle = (one.x + other.x) // 2
        path += f"H{one.x}C{middle},{one.y} {middle},{other.y} {other.x},{other.y}"
    return path
