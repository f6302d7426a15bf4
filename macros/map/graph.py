"""The argument as one graph: claims, objections and responses, and what each says of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Literal

from ..argument import (
    Corpus,
    Mark,
    Objection,
    Response,
    State,
    find_states,
    mark_of,
    reach,
    words,
)
from ..records import group

Relation = Literal["supports", "depends on", "against", "responds", "arc"]
"""An arc stands for all by which one section rests on another."""
NodeKind = Literal["thesis", "claim", "assumption", "objection", "response", "section"]

DEEPEST = 12
"""Levels of an outline; what is deeper begins at the first one again."""
CLAIMS = ("thesis", "claim", "assumption")
TOLD = {"supports": "Supports", "depends on": "Depends on", "against": "Against"}


@dataclass(frozen=True, kw_only=True)
class Node:
    """One thing on the map."""

    id: str
    kind: NodeKind
    title: str
    """Of a response its gloss."""
    home: str
    state: str = ""
    """Of an objection how it stands, of a response whose it is, of a claim nothing."""
    brief: str = ""
    """The same shortly; of a thesis or assumption that it is one."""
    mark: Mark | None = None
    """Of an objection how it stands, as its box shows it."""

    @property
    def note(self) -> str:
        """Its id and, shortly, what it is."""
        return f"{self.id} · {self.brief}" if self.brief else self.id


@dataclass(frozen=True)
class Edge:
    """One relation: the source supports, depends on, is against or responds to the target."""

    kind: Relation
    source: str
    target: str

    @property
    def is_ground(self) -> bool:
        """Tell whether it is between claims."""
        return self.kind in ("supports", "depends on")

    @property
    def above(self) -> str:
        """The end that rests on the other."""
        return self.target if self.kind == "supports" else self.source

    @property
    def below(self) -> str:
        """The end that the other rests on."""
        return self.source if self.kind == "supports" else self.target


@dataclass(frozen=True)
class Graph:
    """Everything that is argued, in the order of the corpus, and how it hangs together."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def edges_of(self) -> dict[str, list[Edge]]:
        """From a node to the relations that it is an end of."""
        return group((end, edge) for edge in self.edges for end in (edge.source, edge.target))

    @cached_property
    def grounds(self) -> dict[str, list[Edge]]:
        """From a claim to the relations with what it rests on."""
        return group((edge.above, edge) for edge in self.edges if edge.is_ground)

    @cached_property
    def attacks(self) -> dict[str, list[Node]]:
        """From a claim or response to the objections against it."""
        return self._find_sources("against")

    @cached_property
    def responses(self) -> dict[str, list[Node]]:
        """From an objection to the responses to it."""
        return self._find_sources("responds")

    def _find_sources(self, kind: Relation) -> dict[str, list[Node]]:
        return group((e.target, self.nodes[e.source]) for e in self.edges if e.kind == kind)

    @cached_property
    def place_of(self) -> dict[str, str]:
        """From an objection to what it is shown with: the first thing that it is against."""
        places: dict[str, str] = {}
        for edge in self.edges:
            if edge.kind == "against":
                places.setdefault(edge.source, edge.target)
        return places

    @cached_property
    def heads(self) -> list[str]:
        """What is shown by itself: the claims, and any objection that hangs from none of them."""
        objections = [node.id for node in self.nodes.values() if node.kind == "objection"]
        heads = [id for id, node in self.nodes.items() if node.kind in CLAIMS]
        shown = {id for head in heads for id in self.find_hanging(head)}
        for id in objections:
            if id not in shown:
                heads.append(id)
                shown |= {id, *self.find_hanging(id)}
        return heads

    @cached_property
    def shown_at(self) -> dict[str, str]:
        """From an objection that hangs from something to what it hangs from."""
        return {id: place for id, place in self.place_of.items() if id not in self.heads}

    def find_hanging(self, id: str) -> set[str]:
        """Return the objections and responses shown below a node."""
        return {*reach(self._find_below(id), self._find_below)}

    def _find_below(self, id: str) -> list[str]:
        attacks = [node.id for node in self.attacks.get(id, ()) if self.place_of[node.id] == id]
        return [*attacks, *(node.id for node in self.responses.get(id, ()))]

    def describe(self, id: str) -> str:
        """Say in words what a node is and how it stands to the others."""
        node = self.nodes[id]
        if node.kind == "response":
            return f"{id}, response. {node.state}: {node.title}"
        told = [f"{id}, {node.kind}: “{node.title}”{'' if node.title[-1] in '?!…' else '.'}"]
        if node.state:
            told.append(f"{node.state[0].upper()}{node.state[1:]}.")
        for kind, word in TOLD.items():
            ends = [e.target for e in self.edges_of[id] if e.kind == kind and e.source == id]
            if ends:
                told.append(f"{word} {', '.join(ends)}.")
        return " ".join(told)


def count_carried(graph: Graph) -> dict[str, int]:
    """Return of each claim how many others rest on it, directly or through others."""
    above = group((edge.below, edge.above) for edge in graph.edges if edge.is_ground)
    claims = [id for id, node in graph.nodes.items() if node.kind in CLAIMS]
    return {id: len(reach(above[id], above.__getitem__)) for id in claims}


def find_graph(corpus: Corpus) -> Graph:
    """Make one graph of all that is in use; what is retired is not on it."""
    nodes = {node.id: node for node in _find_nodes(corpus)}
    edges = dict.fromkeys(_find_edges(corpus))
    return Graph(nodes, tuple(e for e in edges if e.source in nodes and e.target in nodes))


def _find_nodes(corpus: Corpus) -> Iterator[Node]:
    for claim in corpus.claims.values():
        yield Node(
            id=claim.id,
            kind=claim.kind,
            title=claim.title,
            home=corpus.home(claim.id),
            brief="" if claim.kind == "claim" else claim.kind,
        )
    states = find_states(corpus)
    for objection in corpus.objections.values():
        yield _objection_node(corpus, objection, states[objection.id])
        yield from (_response_node(corpus, response) for response in objection.live_responses)


def _objection_node(corpus: Corpus, objection: Objection, states: tuple[State, ...]) -> Node:
    return Node(
        id=objection.id,
        kind="objection",
        title=objection.title,
        home=corpus.home(objection.id),
        state=words.tell_states(states),
        brief=words.MARKS[mark_of(states)],
        mark=mark_of(states),
    )


def _response_node(corpus: Corpus, response: Response) -> Node:
    return Node(
        id=response.id,
        kind="response",
        title=response.gloss,
        home=corpus.home(response.id),
        state=words.GLOSSES[response.voice],
        brief=words.VOICES[response.voice],
    )


def _find_edges(corpus: Corpus) -> Iterator[Edge]:
    for claim in corpus.claims.values():
        yield from (Edge("supports", claim.id, other) for other in claim.supports)
        yield from (Edge("depends on", claim.id, other) for other in claim.depends_on)
    for objection in corpus.objections.values():
        yield from (Edge("against", objection.id, other) for other in objection.against)
        yield from (Edge("responds", r.id, objection.id) for r in objection.live_responses)


@dataclass(frozen=True)
class Branch:
    """A claim in the outline, with what it rests on below it; each is in one place only."""

    node: Node
    branches: tuple[Branch, ...]

    def walk(self) -> Iterator[Node]:
        """Yield the claims from here down, depth first."""
        yield self.node
        for branch in self.branches:
            yield from branch.walk()


def find_outline(graph: Graph, among: Iterable[str] | None = None) -> tuple[Branch, ...]:
    """Put some claims, or all, in the order of the argument: each under the claim nearest the top.

    What nothing else rests on comes first, the thesis before all.
    """
    waiting = dict.fromkeys(graph.heads if among is None else among)
    under: dict[str, list[str]] = defaultdict(list)
    roots = _find_roots(graph, waiting)
    level = list(roots)
    seen = set(level)
    for depth in count(1):
        if not level:
            break
        following = []
        for id in level:
            for edge in graph.grounds.get(id, ()):
                if edge.below in waiting and edge.below not in seen:
                    seen.add(edge.below)
                    (under[id] if depth % DEEPEST else roots).append(edge.below)
                    following.append(edge.below)
        level = following
    return tuple(_make_branch(graph, under, id) for id in roots)


def _find_roots(graph: Graph, among: Iterable[str]) -> list[str]:
    among = list(among)
    resting = {e.below for id in among for e in graph.grounds.get(id, ())}
    return [id for id in among if id not in resting]


def _make_branch(graph: Graph, under: Mapping[str, list[str]], id: str) -> Branch:
    branches = tuple(_make_branch(graph, under, other) for other in under.get(id, ()))
    return Branch(graph.nodes[id], branches)
