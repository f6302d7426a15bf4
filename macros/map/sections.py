"""A large argument in short: its sections one below the other, arcs for what rests on what.

Above so many claims the whole map would be no map. Then each section of the argument gets a page
with its own, and this one shows how the sections hang together. On the left, arcs lead to sections
further down, on the right to those further up; the thicker, the more relations they stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..argument import Claim, home_of_map, words
from ..essay import Part
from .boxes import Box, Drawing, Line, Point, draw_head, make_box
from .graph import Edge, Graph, Node, NodeKind

MOST_CLAIMS = 60
"""On one map."""
_WIDTH = 230
_GAP = 18
_REACH = 44
"""Of the farthest arc, beyond the shortest: so the map is no wider than a phone."""
_SHORTEST = 16


@dataclass(frozen=True, kw_only=True)
class Section(Node):
    """Some claims that get a map of their own, on a page of its own."""

    kind: NodeKind = "section"
    claims: tuple[str, ...]
    objections: int
    open: int

    @property
    def note(self) -> str:
        """How much there is in it."""
        counts = f"{_count(len(self.claims), 'claim')}, {_count(self.objections, 'objection')}"
        return f"{counts}, {self.open} without an answer" if self.objections else counts


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def find_sections(
    graph: Graph, parts: Mapping[str, Part], claims_of: Mapping[str, Sequence[Claim]]
) -> list[Section]:
    """Divide the claims: the thesis, those of each part in reading order, what is assumed.

    Return nothing where one map can show them all.
    """
    if len(graph.heads) <= MOST_CLAIMS:
        return []
    waiting = dict.fromkeys(graph.heads)
    theses = [id for id in waiting if graph.nodes[id].kind == "thesis"]
    named = [("thesis", "The thesis", theses)]
    for part in parts.values():
        named.append((f"part-{part.id}", part.title, [c.id for c in claims_of.get(part.id, ())]))
    assumed = [id for id in waiting if graph.nodes[id].kind == "assumption"]
    named.append(("assumptions", f"{words.KINDS['assumption']}s", assumed))
    named.append(("others", "Everything else", list(waiting)))
    sections = []
    for id, title, claims in named:
        here = tuple(claim for claim in claims if claim in waiting)
        for claim in here:
            del waiting[claim]
        if here:
            sections.append(_make_section(graph, id, title, here))
    return sections


def find_places(graph: Graph, sections: Iterable[Section]) -> dict[str, str]:
    """Return the page on which the outline writes each item out, where there are several pages."""
    return {
        id: section.home
        for section in sections
        for head in section.claims
        for id in (head, *graph.find_hanging(head))
    }


def _make_section(graph: Graph, id: str, title: str, heads: tuple[str, ...]) -> Section:
    against = {node.id: node.mark for head in heads for node in graph.attacks.get(head, ())}
    return Section(
        id=id,
        title=title,
        home=home_of_map(id),
        claims=heads,
        objections=len(against),
        open=sum(mark == "open" for mark in against.values()),
    )


def draw_overview(graph: Graph, sections: Sequence[Section]) -> Drawing:
    """Draw the sections in their order, and arcs between those whose claims rest on others'."""
    counts = _count_grounds(graph, sections)
    spans = [abs(one - other) for one, other in counts]
    side = _SHORTEST + _REACH + 4 if spans else 2
    boxes: list[Box] = []
    for section in sections:
        y = boxes[-1].y + boxes[-1].height + _GAP if boxes else 2
        boxes.append(make_box(section, side, y, _WIDTH))
    return Drawing(
        width=_WIDTH + 2 * side,
        height=boxes[-1].y + boxes[-1].height + 2 if boxes else 0,
        boxes=tuple(boxes),
        lines=tuple(
            _draw_arc(boxes[one], boxes[other], (other - one) / max(spans), count)
            for (one, other), count in sorted(counts.items())
        ),
    )


def _count_grounds(graph: Graph, sections: Sequence[Section]) -> Counter[tuple[int, int]]:
    place = {claim: n for n, section in enumerate(sections) for claim in section.claims}
    pairs = ((place[e.above], place[e.below]) for e in graph.edges if e.is_ground)
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def _draw_arc(above: Box, below: Box, span: float, count: int) -> Line:
    """Draw from the section that rests to that it rests on; the span is in parts of the longest."""
    down = span > 0
    reach = (-1 if down else 1) * round((_SHORTEST + _REACH * abs(span)) * 4 / 3)  # a curve’s bow
    x = above.x if down else above.x + above.width
    shift = min(14, above.height // 4)
    start = Point(x, above.middle + (shift if down else -shift))
    end = Point(x, below.middle + (-shift if down else shift))
    path = f"M{start.x},{start.y}C{x + reach},{start.y} {x + reach},{end.y} {end.x},{end.y}"
    head = draw_head("depends on", end, 1 if down else -1, 0)
    return Line(Edge("arc", above.node.id, below.node.id), path, head, count=count)
