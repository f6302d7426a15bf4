"""The argument map and its outline say what the data say, the same way every time."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from conftest import Built, built
from site_fixtures import ROOT

from macros.argument_map import Graph, find_graph
from macros.corpus import load_corpus
from macros.map_drawing import Box
from macros.map_focus import draw_focus
from macros.map_whole import draw_map

__all__ = ["built"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Return the graph of the real data."""
    return find_graph(load_corpus(ROOT))


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share any place."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def test_the_map_shows_every_node_and_every_relation(graph: Graph) -> None:
    drawing = draw_map(graph)

    assert {box.node.id for box in drawing.boxes if not box.is_chip} == set(graph.nodes)
    assert sorted(map(str, (ln.edge for ln in drawing.lines))) == sorted(map(str, graph.edges))


def test_no_box_of_the_map_lies_on_another(graph: Graph) -> None:
    boxes = draw_map(graph).boxes

    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []


def test_no_box_of_a_focused_map_lies_on_another(graph: Graph) -> None:
    drawings = [drawing for id in graph.nodes if (drawing := draw_focus(graph, id))]

    pairs = [pair for drawing in drawings for pair in combinations(drawing.boxes, 2)]

    assert [pair for pair in pairs if overlap(*pair)] == []


def test_the_same_data_give_the_same_map(graph: Graph) -> None:
    assert draw_map(graph) == draw_map(find_graph(load_corpus(ROOT)))


def test_the_keyboard_begins_at_the_thesis_and_visits_claims_before_objections(
    graph: Graph,
) -> None:
    kinds = [box.node.kind for box in draw_map(graph).boxes if not box.is_chip]

    assert kinds[0] == "thesis"
    assert "objection" not in kinds[: len(graph.heads)]


def test_map_and_outline_of_the_miniature_name_the_same_items(built: Built) -> None:
    page = built.page("map")

    on_map = set(page.xpath("//a[@data-id]/@data-id"))
    outlined = {re.sub("outline-", "", id).upper() for id in page.xpath("//li/@id")}

    assert on_map == outlined == {"T1", "C1", "C2", "C3", "A1", *"O1 O2 O3 O4 R1 R2 R3".split()}
