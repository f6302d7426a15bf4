"""The argument in the Argument Interchange Format (AIF), as JSON-LD.

The method is that of the AIF's core ontology: Chesñevar et al., “Towards an argument interchange
format”, The Knowledge Engineering Review 21(4), 2006; Bex, Prakken and Reed, “A formal analysis of
the AIF in terms of the ASPIC framework”, COMMA 2010. What is said is an I-node. Two of them are
never joined directly but through a node that says how: a reason is an RA-node with premises and a
conclusion, an attack a CA-node with what conflicts and what is conflicted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..pages import View
from ..records import plain_text
from .index import EXPORTS, write_lines
from .tables import words_of

Node = dict[str, Any]

AIF = f"{EXPORTS}/argument.aif.jsonld"
_LINK = {"@type": "@id"}
_CONTEXT: Node = {
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "claimText": "aif:claimText",
    "premises": {"@id": "aif:Premise", **_LINK, "@container": "@set"},
    "conclusion": {"@id": "aif:Conclusion", **_LINK},
    "conflicting": {"@id": "aif:ConflictingElement", **_LINK},
    "conflicted": {"@id": "aif:ConflictedElement", **_LINK},
    "identifier": "dc:identifier",
    "kind": "dc:type",
    "abstract": "dcterms:abstract",
    "title": "dc:title",
    "issued": "dcterms:issued",
}
"""Stands in the file itself, so that reading it fetches nothing."""


def export_aif(view: View) -> str:
    """Write the claims, objections and responses in use, and how they bear on one another."""
    nodes = [_about(view), *_find_said(view), *_find_reasons(view), *_find_attacks(view)]
    return f'{{"@context": {json.dumps(_CONTEXT)}, "@graph": {write_lines(nodes)}}}\n'


def _about(view: View) -> Node:
    """Say of the file itself what it holds, and of which edition it is."""
    node = {"@id": view.site.address_of(AIF), "title": view.corpus.essay.title}
    return node | ({"issued": view.edition_date} if view.edition_date else {})


def _find_said(view: View) -> Iterator[Node]:
    """Yield an I-node for each thing that is said, under the address of its page or anchor."""
    for claim in view.corpus.claims.values():
        yield _said(view, claim.id, claim.kind, plain_text(claim.title), claim.glance)
    for objection in view.corpus.objections.values():
        title = plain_text(objection.title)
        yield _said(view, objection.id, "objection", title, objection.glance)
        for response in objection.live_responses:
            said = words_of(view, response)
            yield _said(view, response.id, "response", said, response.gloss)


def _said(view: View, id: str, kind: str, words: str, short: str) -> Node:
    node = {"@id": _address(view, id), "@type": "aif:I-node", "identifier": id, "kind": kind}
    return node | {"claimText": words, "abstract": plain_text(short)}


def _find_reasons(view: View) -> Iterator[Node]:
    """Yield an RA-node for each support, and one for all that a claim depends on together."""
    for claim in view.corpus.claims.values():
        for supported in claim.supports:
            yield _reason(view, "supports", [claim.id], supported)
        if claim.depends_on:
            yield _reason(view, "depends on", list(claim.depends_on), claim.id)


def _reason(view: View, kind: str, premises: list[str], conclusion: str) -> Node:
    name = f"{premises[0]}-supports-{conclusion}" if kind == "supports" else f"{conclusion}-needs"
    return _relation(view, "aif:RA-node", kind, name) | {
        "premises": [_address(view, id) for id in premises],
        "conclusion": _address(view, conclusion),
    }


def _find_attacks(view: View) -> Iterator[Node]:
    """Yield a CA-node for each thing that an objection is against, and one for each response."""
    for objection in view.corpus.objections.values():
        for target in objection.against:
            yield _attack(view, "against", objection.id, target)
        for response in objection.live_responses:
            yield _attack(view, "responds to", response.id, objection.id)


def _attack(view: View, kind: str, attacker: str, target: str) -> Node:
    name = f"{attacker}-{kind.replace(' ', '-')}-{target}"
    return _relation(view, "aif:CA-node", kind, name) | {
        "conflicting": _address(view, attacker),
        "conflicted": _address(view, target),
    }


def _relation(view: View, type: str, kind: str, name: str) -> Node:
    """Return the node of a relation, which has no page and so an address in this file."""
    address = f"{view.site.address_of(AIF)}#{name.lower()}"
    return {"@id": address, "@type": type, "kind": kind}


def _address(view: View, id: str) -> str:
    return view.site.address_of(view.corpus.home(id))
