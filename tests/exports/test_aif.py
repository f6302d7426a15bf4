"""The argument in AIF, as a processor of JSON-LD reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from conftest import MINIATURE
from examples import claim, corpus_of, objection, response
from pyld import jsonld

from macros.argument.corpus import Corpus
from macros.checking.publication import load_publication
from macros.editions.citing import SiteName
from macros.exports.aif import export_aif
from macros.pages.view import View

AIF = "http://www.arg.dundee.ac.uk/aif#"
DC = "http://purl.org/dc/elements/1.1/"
SITE = SiteName("On Tea", "https://example.org/tea/")

Relation = tuple[str, str, str]
"""What bears on something, how, and on what."""


def refuse(address: str, options: Any) -> None:
    """Load nothing: everything that is needed to read the file stands in it."""
    raise AssertionError(f"{address} is asked for")


def expand(corpus: Corpus) -> list[Any]:
    """Return the nodes of a corpus, with every name spelled out."""
    made = json.loads(export_aif(View(corpus, site=SITE)))
    return list(jsonld.expand(made, {"documentLoader": refuse}))


@cache
def corpus_at(root: Path) -> Corpus:
    """Return the corpus of some data."""
    return load_publication(root, root / "docs").corpus


def of_type(nodes: Iterable[Any], name: str) -> list[Any]:
    """Return the nodes of one type of the ontology."""
    return [node for node in nodes if node.get("@type") == [f"{AIF}{name}"]]


def ids(node: Any, role: str) -> list[str]:
    """Return the addresses that stand in a role."""
    return [found["@id"] for found in node[f"{AIF}{role}"]]


def said(nodes: list[Any]) -> dict[str, str]:
    """Return the kind of each thing that is said by its address."""
    return {node["@id"]: node[f"{DC}type"][0]["@value"] for node in of_type(nodes, "I-node")}


def relations(nodes: list[Any]) -> list[Relation]:
    """Return every relation by the addresses that it joins."""
    joined = [
        *((node, "Premise", "Conclusion") for node in of_type(nodes, "RA-node")),
        *((n, "ConflictingElement", "ConflictedElement") for n in of_type(nodes, "CA-node")),
    ]
    return sorted(
        (source, node[f"{DC}type"][0]["@value"], target)
        for node, start, end in joined
        for source in ids(node, start)
        for target in ids(node, end)
    )


def relations_of(corpus: Corpus) -> list[Relation]:
    """Return every relation that the data hold."""
    claims, objections = corpus.claims.values(), corpus.objections.values()
    found = [
        *((c.id, "supports", other) for c in claims for other in c.supports),
        *((other, "depends on", c.id) for c in claims for other in c.depends_on),
        *((o.id, "against", target) for o in objections for target in o.against),
        *((r.id, "responds to", o.id) for o in objections for r in o.live_responses),
    ]
    return sorted((address(corpus, a), kind, address(corpus, b)) for a, kind, b in found)


def address(corpus: Corpus, id: str) -> str:
    return SITE.address_of(corpus.home(id))


def test_a_processor_finds_everything_that_is_said(any_root: Path) -> None:
    corpus = corpus_at(any_root)

    kinds: dict[str, str] = {address(corpus, c.id): c.kind for c in corpus.claims.values()}
    kinds |= {address(corpus, id): "objection" for id in corpus.objections}
    kinds |= {address(corpus, id): "response" for id in corpus.responses}

    assert any_root != MINIATURE or len(kinds) > 10
    assert said(expand(corpus)) == kinds


def test_a_processor_finds_every_relation_and_no_other(any_root: Path) -> None:
    corpus = corpus_at(any_root)

    found = relations(expand(corpus))

    assert found == relations_of(corpus)
    kinds = {"supports", "depends on", "against", "responds to"}
    assert any_root != MINIATURE or {kind for _, kind, _ in found} == kinds


def test_every_relation_joins_things_that_are_there(any_root: Path) -> None:
    nodes = expand(corpus_at(any_root))

    ends = {end for source, _, target in relations(nodes) for end in (source, target)}

    assert ends <= set(said(nodes))


def test_no_two_nodes_have_the_same_address(any_root: Path) -> None:
    addresses = [node["@id"] for node in expand(corpus_at(any_root))]

    assert len(addresses) == len(set(addresses))


def test_what_a_claim_depends_on_is_one_reason_with_several_premises() -> None:
    corpus = corpus_of(claim("C1", depends_on=("A1", "A2")), claim("A1"), claim("A2"))

    (reason,) = of_type(expand(corpus), "RA-node")

    assert ids(reason, "Premise") == [
        "https://example.org/tea/claims/a1/",
        "https://example.org/tea/claims/a2/",
    ]
    assert ids(reason, "Conclusion") == ["https://example.org/tea/claims/c1/"]


def test_each_support_is_a_reason_of_its_own() -> None:
    corpus = corpus_of(claim("C1"), claim("C2", supports=("C1",)), claim("C3", supports=("C1",)))

    reasons = of_type(expand(corpus), "RA-node")

    assert [len(ids(reason, "Premise")) for reason in reasons] == [1, 1]


def test_a_rebuttal_conflicts_with_the_response() -> None:
    corpus = corpus_of(
        claim("C1"), objection("O1", response("R1")), objection("O2", against=("R1",))
    )

    assert (
        "https://example.org/tea/objections/o2/",
        "against",
        "https://example.org/tea/objections/o1/#r1",
    ) in relations(expand(corpus))


def test_the_essay_speaks_in_its_own_words() -> None:
    corpus = corpus_of(claim("C1"), objection("O1", response("R1", "essay")))

    nodes = of_type(expand(corpus), "I-node")

    assert nodes[-1][f"{AIF}claimText"] == [{"@value": "“Tea is dear.” (P1.2)"}]


def test_it_becomes_triples_without_a_blank_node(made_up_root: Path) -> None:
    made = json.loads(export_aif(View(corpus_at(made_up_root), site=SITE)))

    quads = jsonld.to_rdf(
        made, {"documentLoader": refuse, "format": "application/n-quads"}
    ).splitlines()

    assert len(quads) > 500
    assert [quad for quad in quads if "_:" in quad.split('"')[0]] == []
    assert (
        "<https://example.org/tea/claims/t1/> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<http://www.arg.dundee.ac.uk/aif#I-node> ."
    ) in quads
