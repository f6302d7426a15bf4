"""The argument map and its outline say what the data say, the same way every time."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import lxml.html
import pytest
from conftest import ANY_ROOTS, Built, built
from lxml.html import HtmlElement
from programs import VNU, run_java
from site_fixtures import ROOT, Site

from macros.alternates.alternates import find_calls, make_alternates
from macros.argument.corpus import load_corpus
from macros.checking.publication import load_publication
from macros.map.boxes import Box, Drawing
from macros.map.focus import draw_focus
from macros.map.graph import DEEPEST, Edge, Graph, Node, count_carried, find_outline
from macros.map.sections import draw_overview
from macros.map.whole import draw_map
from macros.pages.view import (
    View,
    places_of,
    sections_of,
)
from tools.benchmarks.synthetic import write_site

__all__ = ["built"]

WORDS = {
    "supported by": "supports",
    "depends on": "depends on",
    "objection": "against",
    "response": "responds",
}


@pytest.fixture(scope="module")
def view(every_root: Path) -> View:
    """Return some data, ready to be shown."""
    corpus = load_corpus(every_root)
    if not corpus.claims:
        pytest.skip("no claim is recorded yet")
    return View(corpus)


@pytest.fixture(scope="module")
def graph(view: View) -> Graph:
    """Return the graph of the data."""
    return view.graph


@pytest.fixture(scope="module")
def many(made_up_root: Path) -> Graph:
    """Return the graph of an argument with many claims."""
    return View(load_corpus(made_up_root)).graph


def test_many_claims_rest_on_one_another(many: Graph) -> None:
    assert len(many.heads) > 20
    assert len(many.nodes) > 60
    assert len([edge for edge in many.edges if edge.is_ground]) > 40


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Return an argument that is too large for one map."""
    folder = tmp_path_factory.mktemp("large")
    write_site(folder, ROOT, 80)
    publication = load_publication(folder, folder / "docs")
    return View(publication.corpus, publication.register)


def make_graph(claims: int) -> Graph:
    """Make up claims that rest on later ones, with an objection and a response each."""
    drawn = random.Random(claims)
    numbers = range(1, claims + 1)
    title = "A claim that needs some words"
    nodes: list[Node] = [Node(id="T1", kind="thesis", title=title, home="/claims/t1/")]
    edges: list[Edge] = []
    for n in numbers:
        ids = [f"C{n}", f"O{n}", f"R{n}"]
        kinds = ("claim", "objection", "response")
        states = ("", "answered by the essay", "by the essay")
        for id, kind, state in zip(ids, kinds, states, strict=True):
            nodes.append(Node(id=id, kind=kind, title=title, home="/", state=state))  # type: ignore[arg-type]
        above = "T1" if n < 4 else f"C{drawn.randrange(max(1, n - 20), n)}"
        other = f"C{drawn.randrange(1, n)}" if n > 1 else "T1"
        edges += [Edge("supports", ids[0], above), Edge("depends on", other, ids[0])]
        edges += [Edge("against", ids[1], ids[0]), Edge("responds", ids[2], ids[1])]
    return Graph({node.id: node for node in nodes}, tuple(edges))


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share any place."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def overlapping(drawing: Drawing) -> list[str]:
    """Name the pairs of boxes that lie on one another."""
    pairs = combinations(drawing.boxes, 2)
    return [f"{one.node.id}, {other.node.id}" for one, other in pairs if overlap(one, other)]


# -- the map


def test_the_map_shows_every_node_and_every_relation(graph: Graph) -> None:
    drawing = draw_map(graph)

    assert {box.node.id for box in drawing.boxes if not box.is_chip} == set(graph.nodes)
    assert sorted(map(str, (ln.edge for ln in drawing.lines))) == sorted(map(str, graph.edges))


def test_no_box_of_the_map_lies_on_another(graph: Graph) -> None:
    assert overlapping(draw_map(graph)) == []


@pytest.mark.parametrize("claims", [1, 20, 200])
def test_no_box_of_a_made_up_map_lies_on_another_or_beyond_its_border(claims: int) -> None:
    drawing = draw_map(make_graph(claims))

    assert len(drawing.boxes) >= 3 * claims
    assert overlapping(drawing) == []
    assert all(box.x >= 0 and box.x + box.width <= drawing.width for box in drawing.boxes)
    assert all(box.y >= 0 and box.y + box.height <= drawing.height for box in drawing.boxes)


def test_what_a_claim_rests_on_stands_to_its_right(graph: Graph) -> None:
    at = {box.node.id: box.x for box in draw_map(graph).boxes if not box.is_chip}

    grounds = [edge for edge in graph.edges if edge.is_ground]

    assert [edge for edge in grounds if at[edge.above] >= at[edge.below]] == []


def test_no_box_of_a_focused_map_lies_on_another(graph: Graph) -> None:
    drawings = [drawing for id in graph.nodes if (drawing := draw_focus(graph, id))]

    assert [overlapping(drawing) for drawing in drawings] == [[]] * len(drawings)


def test_a_focused_map_shows_each_relation_of_its_item(graph: Graph) -> None:
    for id in (id for id, node in graph.nodes.items() if node.kind != "response"):
        drawing = draw_focus(graph, id)
        shown = {line.edge for line in drawing.lines} if drawing else set()

        assert set(graph.edges_of.get(id, ())) <= shown


def test_the_keyboard_follows_the_argument(graph: Graph) -> None:
    boxes = [box.node for box in draw_map(graph).boxes if not box.is_chip]
    order = {node.id: place for place, node in enumerate(boxes)}
    below = {edge.below: edge for edge in graph.edges if edge.is_ground}

    assert boxes[0].kind == "thesis" or "thesis" not in [box.kind for box in boxes]
    assert "objection" not in [node.kind for node in boxes[: len(graph.heads)]]
    for id in below:
        resting = [e.above for e in graph.edges if e.is_ground and e.below == id]
        assert min(order[other] for other in resting) < order[id]
    for edge in graph.edges:
        assert edge.kind != "responds" or order[edge.target] < order[edge.source]


def test_the_map_and_the_outline_have_their_claims_in_one_order(graph: Graph) -> None:
    outlined = [node.id for branch in find_outline(graph) for node in branch.walk()]

    on_map = [box.node.id for box in draw_map(graph).boxes][: len(outlined)]

    assert on_map == outlined


def test_the_same_data_give_the_same_map_in_every_process(made_up_root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from macros.pages.view import View;"
        "from macros.argument.corpus import load_corpus;"
        "view = View(load_corpus(Path('.')));"
        "sys.stdout.write(view.render('drawing_page') + view.render('argument_outline'))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=made_up_root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert len(made) == 1
    assert b"<svg" in made.pop()


def test_an_argument_without_relations_has_a_map_too() -> None:
    nodes = {f"C{n}": Node(id=f"C{n}", kind="claim", title="Alone", home="/") for n in range(1, 8)}

    drawing = draw_map(Graph(nodes, ()))

    assert len(drawing.boxes) == 7
    assert overlapping(drawing) == []


# -- what most rests on


def test_what_rests_on_a_claim_is_counted_through_others_and_once() -> None:
    nodes = {id: Node(id=id, kind="claim", title="A", home="/") for id in ("C1", "C2", "C3", "C4")}
    edges = (
        *(Edge("supports", "C4", id) for id in ("C2", "C3")),
        *(Edge("depends on", "C1", id) for id in ("C2", "C3")),
    )

    assert count_carried(Graph(nodes, edges)) == {"C1": 0, "C2": 1, "C3": 1, "C4": 3}


# -- the outline


def relations_of(outline: HtmlElement) -> Iterator[Edge]:
    """Yield each relation that an outline names."""
    for item in outline.xpath(".//li[span[@class='map-relation']]"):
        own, kind = item.xpath("span[@class='id']")[0].text, item.xpath("span")[0].text
        (above,) = item.xpath("ancestor::li[1]/span[@class='id']/text()")
        relation = WORDS[kind]
        ends = (above, own) if relation == "depends on" else (own, above)
        yield Edge(relation, *ends)  # type: ignore[arg-type]


def test_the_outline_has_every_relation_once(view: View) -> None:
    outline = lxml.html.fromstring(view.render("argument_outline"))

    assert sorted(map(str, relations_of(outline))) == sorted(map(str, view.graph.edges))


def test_the_outline_in_markdown_names_everything_on_the_map(view: View) -> None:
    made = find_calls(view)["argument_outline"]()

    assert set(re.findall(r"\b[A-Z]\d+\b", made)) == set(view.graph.nodes)
    assert len(made.splitlines()[2:]) == len(view.graph.edges) + 1


def test_map_and_outline_of_the_miniature_name_the_same_items(built: Built) -> None:
    on_map = set(built.page("map/whole").xpath("//a[@data-id]/@data-id"))
    outlined = {re.sub("outline-", "", id).upper() for id in built.page("map").xpath("//li/@id")}

    assert on_map == outlined == {"T1", "C1", "C2", "C3", "A1", *"O1 O2 O3 O4 R1 R2 R3".split()}


def test_an_outline_begins_again_where_it_would_be_too_deep() -> None:
    ids = [f"C{number}" for number in range(1, 400)]
    nodes = {id: Node(id=id, kind="claim", title="A step", home="/") for id in ids}
    chain = Graph(nodes, tuple(Edge("supports", low, high) for high, low in pairwise(ids)))

    branches = find_outline(chain)

    assert [node.id for branch in branches for node in branch.walk()] == ids
    assert [len(list(branch.walk())) for branch in branches[:-1]] == [DEEPEST] * (len(branches) - 1)


# -- as pages


def test_every_link_of_every_map_leads_somewhere(any_site: Site) -> None:
    followed = 0
    for page in any_site.pages.values():
        links = page.tree.xpath("//article//*[contains(@class, 'argument-')]//a/@href")
        for link in links:
            place = os.path.normpath(f"/{page.home}/{link.partition('#')[0]}").replace("//", "/")
            target = page if link.startswith("#") else any_site.pages[f"{place.rstrip('/')}/"]
            anchor = link.partition("#")[2]
            assert not anchor or anchor in target.ids, f"{page.home}: {link}"
            followed += 1

    assert followed >= any_site.least(500)


def test_every_claim_and_objection_has_its_focused_map(any_site: Site) -> None:
    of_items = re.compile(r"/(claims/[cat]|objections/o)\d+/")
    pages = [page for home, page in any_site.pages.items() if of_items.fullmatch(home)]

    without = [page.home for page in pages if not page.article.xpath(".//*[@class='map-focus']")]

    assert len(pages) >= any_site.least(50)
    assert without == []


def test_a_drawing_holds_links_of_its_boxes_alone(any_site: Site) -> None:
    links = [link for page in any_site.pages.values() for link in page.find("//article//svg//a")]

    assert len(links) >= any_site.least(400)
    assert [link.get("href") for link in links if "map-node" not in link.get("class")] == []


NO_PROSE = ".*This document appears to be written in.*"
"""What the check guesses of titles alone."""


def _focus(view: View) -> str:
    first = next(iter(view.corpus.claims))
    return str(view.names["maps"].draw(draw_focus(view.graph, first), "map", "A map", "Around it"))


def _draw_all(view: View) -> str:
    focused = _focus(view).replace('"map', '"focused')
    return view.render("argument_map") + view.render("drawing_page") + focused


def test_the_check_of_the_web_finds_no_fault_in_the_markup(
    large: View, made_up_root: Path, tmp_path: Path
) -> None:
    corpora = map(load_corpus, (*ANY_ROOTS, made_up_root))
    views = [View(corpus) for corpus in corpora if corpus.claims]
    made = [(view, _draw_all(view)) for view in views]
    made.append((large, large.render("argument_map")))
    head = '<!DOCTYPE html><html lang="en"><head><title>Map</title></head><body><h1>Map</h1>'
    for number, (view, drawn) in enumerate(made):
        text = f"{head}{drawn}{view.render('argument_outline')}</body></html>"
        (tmp_path / f"{number}.html").write_text(text, "utf-8")

    pages = map(str, sorted(tmp_path.iterdir()))
    checked = run_java(VNU, "--format", "gnu", "--filterpattern", NO_PROSE, *pages)

    assert checked.stderr == ""
    assert checked.returncode == 0


# -- a large argument


def pages_of(view: View) -> dict[str, HtmlElement]:
    """Return the page of each section of a large argument, by its home."""
    sections = view.once(sections_of)
    return {
        s.home: lxml.html.fromstring(f"<div>{view.render('section_page', section=s)}</div>")
        for s in sections
    }


def test_a_large_map_has_a_page_for_each_section_and_leads_to_it(large: View) -> None:
    homes = [section.home for section in large.once(sections_of)]

    overview = lxml.html.fromstring(f"<div>{large.render('argument_map')}</div>")
    outline = lxml.html.fromstring(large.render("argument_outline"))

    assert len(homes) > 5
    assert overview.xpath(".//a/@href") == homes
    assert outline.xpath(".//div/ul/li/a/@href") == [f"{home}#outline" for home in homes]


def test_the_overview_draws_and_says_how_many_relations_lead_from_section_to_section(
    large: View,
) -> None:
    sections = large.once(sections_of)
    of = {claim: section.id for section in sections for claim in section.claims}
    edges = [(of[edge.above], of[edge.below]) for edge in large.graph.edges if edge.is_ground]
    across = Counter((one, other) for one, other in edges if one != other)
    titles = {section.title: section.id for section in sections}

    drawn = draw_overview(large.graph, sections)
    made = lxml.html.fromstring(f"<div>{large.render('argument_map')}</div>")
    said = {
        node.get("data-id"): node.xpath("string(title)") for node in made.xpath(".//a[@data-id]")
    }
    told = re.compile(r"(?:Rests on: |, )([^:,()]+) \((\d+)\)")

    assert len(across) > 20
    assert {(line.edge.source, line.edge.target): line.count for line in drawn.lines} == across
    assert {
        (id, titles[title]): int(count)
        for id, text in said.items()
        for title, count in told.findall(text)
    } == across
    assert overlapping(drawn) == []


def test_the_sections_show_every_item_once(large: View) -> None:
    outlined = [id for page in pages_of(large).values() for id in page.xpath(".//li/@id")]
    boxes = "//a[@data-id and not(contains(@class, 'map-chip'))]/@data-id"
    drawn = [id for page in pages_of(large).values() for id in page.xpath(boxes)]

    assert sorted(outlined) == sorted(f"outline-{id.lower()}" for id in large.graph.nodes)
    assert sorted(drawn) == sorted(large.graph.nodes)


def test_the_sections_show_every_relation(large: View) -> None:
    outlined = {str(e) for page in pages_of(large).values() for e in relations_of(page)}
    drawings = [draw_map(large.graph, section.claims) for section in large.once(sections_of)]

    assert outlined == set(map(str, large.graph.edges))
    assert {str(line.edge) for drawing in drawings for line in drawing.lines} == outlined
    assert [found for drawing in drawings for found in overlapping(drawing)] == []


def test_an_outline_finds_what_another_section_writes_out(large: View) -> None:
    pages = pages_of(large)
    places = large.once(places_of)
    crossing = 0
    for home, page in pages.items():
        for link in page.xpath(".//li[@class='map-cross']/a/@href"):
            place, _, anchor = link.partition("#")
            assert pages[place].xpath(f".//li[@id='{anchor}']"), link
            assert places[anchor.removeprefix("outline-").upper()] == place
            crossing += place != home

    assert crossing > 20


def test_a_page_of_a_large_map_stays_small(large: View) -> None:
    sizes = [
        len(large.render("section_page", section=section)) for section in large.once(sections_of)
    ]

    assert max(sizes) < 250_000
    assert len(large.render("argument_map")) + len(large.render("argument_outline")) < 100_000


def test_every_section_is_there_as_markdown(large: View) -> None:
    made = dict(make_alternates(large, {}))
    homes = [f"{section.home}index.md" for section in large.once(sections_of)]
    named = {id for home in homes for id in re.findall(r"\b[TCAOR]\d+\b", made[home])}

    assert named >= set(large.graph.nodes)
