"""Metadata: what the head of a page tells reference managers, other sites and search engines.

Highwire's `citation_*` say what the “Cite” control says: the last version in an edition. Open Graph
and JSON-LD speak of the page as it is, so they name a version only if an edition has its wording.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from ..argument import Objection, home_of_passage, home_of_source, words
from ..editions import History, cite_essay, cite_item, cite_site
from ..records import Citation, Quotation, plain_text
from ..references import Citing
from .view import View

Node = dict[str, Any]
"""One thing in JSON-LD, in the words of schema.org."""

_SITE, _ESSAY, _GLOSSARY = "/", "/essay/", "/glossary/"
_TERMS = ("Glossary", _GLOSSARY)
_INDEXES = {"objection": ("Objections", "/objections/"), "term": _TERMS}
_CLAIMS = ("Claims", "/claims/")
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could close a script, or end a line in one."""


def render_head(view: View, key: str) -> Markup:
    """Render the head of the page of a part, claim, objection or term."""
    history = view.histories[key]
    citable = history.citable
    glance = citable.wording.get("glance") or citable.wording["definition"]
    makers = {"part": _part, "objection": _objection, "term": _term}
    node = makers.get(citable.kind, _claim)(view, history)
    return _join(
        _citation(cite_item(history, view.site), view.site.address_of(citable.home)),
        _open_graph(view, citable.home, citable.title, glance),
        _json_ld(node, _breadcrumbs(view, _above(view, history), (citable.title, citable.home))),
    )


def render_essay_head(view: View, description: str = "") -> Markup:
    """Render the head of the page that holds the whole essay."""
    title, site = view.corpus.essay.title, view.site
    published = _given({"datePublished": view.essay_date})
    node = _essay(view) | _edition(view) | published | {"isPartOf": _site(view)}
    return _join(
        _citation(cite_essay(title, view.essay_date, site), site.address_of(_ESSAY)),
        _open_graph(view, _ESSAY, title, description),
        _json_ld(node, _breadcrumbs(view, (title, _ESSAY))),
    )


def render_site_head(view: View, description: str = "") -> Markup:
    """Render the head of the first page, which stands for the whole site."""
    node = _site(view) | _edition(view) | {"hasPart": _essay(view)}
    return _join(
        _citation(cite_site(view.edition_date, view.site), view.site.address_of(_SITE)),
        _open_graph(view, _SITE, view.site.name, description),
        _json_ld(node, _breadcrumbs(view)),
    )


def render_glossary_head(view: View, description: str = "") -> Markup:
    """Render the head of the list of terms, which has no “Cite” control."""
    terms = [_bare_term(view, view.histories[f"term:{id}"]) for id in view.corpus.terms]
    node = _glossary(view) | {"isPartOf": _site(view)} | _given({"hasDefinedTerm": terms})
    return _join(
        _open_graph(view, _GLOSSARY, _TERMS[0], description),
        _json_ld(node, _breadcrumbs(view, _TERMS)),
    )


# -- markup


def _join(*pieces: Markup) -> Markup:
    return Markup("\n").join(pieces)


def _citation(citing: Citing, address: str) -> Markup:
    """Render Highwire's tags; `address` is the page’s own, the other one pins the version."""
    published = citing.date and {
        "citation_publication_date": citing.date.replace("-", "/"),
        "citation_fulltext_html_url": address,
    }
    named = {"citation_title": citing.title, "citation_public_url": citing.url}
    return _metas("name", named | (published or {}))


def _open_graph(view: View, home: str, title: str, description: str) -> Markup:
    said = {
        "og:type": "article",
        "og:title": title,
        "og:description": plain_text(description),
        "og:url": view.site.address_of(home),
        "og:site_name": view.site.name,
    }
    return _metas("property", said)


def _metas(attribute: str, values: Mapping[str, str]) -> Markup:
    meta = Markup('<meta {}="{}" content="{}">')
    return _join(*(meta.format(attribute, name, text) for name, text in values.items() if text))


def _json_ld(*nodes: Node) -> Markup:
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False).translate(_UNSAFE)
    return Markup(f'<script type="application/ld+json">{text}</script>')


# -- what stands on a page


def _part(view: View, history: History) -> Node:
    part = view.corpus.parts[history.citable.id]
    said = {"abstract": plain_text(part.glance), "isAccessibleForFree": True}
    return _node(view, "Article", history) | said | {"isPartOf": _essay(view)}


def _claim(view: View, history: History) -> Node:
    claim = view.corpus.all_claims[history.citable.id]
    bearing = [work for work in claim.sources if work.bearing == "for"]
    needed = [view.site.address_of(view.corpus.home(id)) for id in claim.depends_on]
    said = {
        "text": plain_text(claim.text),
        "appearance": _appearance(view, claim.quotes),
        "isBasedOn": [*_works(view, bearing), *needed],
    }
    return _node(view, "Claim", history) | _given(said) | _obsolete(claim.retired is not None)


def _objection(view: View, history: History) -> Node:
    objection = view.corpus.all_objections[history.citable.id]
    raised = [Quotation(passage=passage) for passage in objection.raised_at]
    said = {
        "text": plain_text(objection.text),
        "about": [_target(view, id) for id in objection.against],
        "appearance": _appearance(view, raised),
        "isBasedOn": _works(view, objection.held_by),
        "comment": list(_comments(view, objection)),
    }
    return _node(view, "Claim", history) | _given(said) | _obsolete(objection.retired is not None)


def _comments(view: View, objection: Objection) -> Iterator[Node]:
    for response in objection.live_responses:
        history = view.histories[response.id]
        worded = history.citable.wording["text"]
        said = {
            "name": words.RESPONSES[response.voice],
            "abstract": plain_text(response.gloss),
            "text": plain_text(worded) if response.text else worded,  # the essay's stays as it is
            "isBasedOn": _works(view, response.sources),
            "hasPart": [_quotation(view, quote) for quote in response.quotes],
        }
        yield _node(view, "Comment", history) | _given(said)


def _term(view: View, history: History) -> Node:
    return _bare_term(view, history) | {"inDefinedTermSet": _glossary(view)}


def _bare_term(view: View, history: History) -> Node:
    """A term is no work in schema.org: it has neither a version nor a date."""
    term, thing = view.corpus.all_terms[history.citable.id], _thing(view, "DefinedTerm", history)
    return thing | {"description": plain_text(term.definition)}


# -- what pages have in common


def _site(view: View) -> Node:
    return _page(view, "WebSite", view.site.name, _SITE) | {"isAccessibleForFree": True}


def _essay(view: View) -> Node:
    title = view.corpus.essay.title
    return _page(view, "Article", title, _ESSAY) | {"isAccessibleForFree": True}


def _glossary(view: View) -> Node:
    return _page(view, "DefinedTermSet", *_TERMS)


def _page(view: View, type: str, name: str, home: str) -> Node:
    address = view.site.address_of(home)
    return {"@type": type, "@id": address, "name": name, "url": address}


def _thing(view: View, type: str, history: History) -> Node:
    citable = history.citable
    return _page(view, type, citable.title, citable.home) | {"identifier": citable.id}


def _node(view: View, type: str, history: History) -> Node:
    """Describe a work, with its version if an edition has the wording of today."""
    thing, version = _thing(view, type, history), history.current
    if version is None:
        return thing
    return thing | {"version": version.number, "datePublished": version.edition}


def _edition(view: View) -> Node:
    """What is published as a whole has the day of the newest edition for its version."""
    date = view.edition_date
    return {"version": date, "datePublished": date} if date else {}


def _target(view: View, id: str) -> Node:
    response = id in view.corpus.all_responses
    return _page(
        view, "Comment" if response else "Claim", view.corpus.title(id), view.corpus.home(id)
    )


def _appearance(view: View, quotes: Iterable[Quotation]) -> Node:
    """Say where the essay has something: the essay, with the passages; nothing without any."""
    quotations = [_quotation(view, quote) for quote in quotes]
    return _essay(view) | {"hasPart": quotations} if quotations else {}


def _quotation(view: View, quote: Quotation) -> Node:
    address = view.site.address_of(home_of_passage(quote.passage))
    return {"@type": "Quotation", "text": quote.words_in(view.corpus.passages), "url": address}


def _works(view: View, citations: Iterable[Citation]) -> list[str]:
    """Return the addresses of works in the list of sources, each once."""
    homes = dict.fromkeys(home_of_source(citation.source) for citation in citations)
    return [view.site.address_of(home) for home in homes]


def _obsolete(retired: bool) -> Node:
    return {"creativeWorkStatus": "Obsolete"} if retired else {}


def _given(said: Node) -> Node:
    return {name: value for name, value in said.items() if value}


def _above(view: View, history: History) -> tuple[str, str]:
    """Return the name and home of the page that lists a thing."""
    if history.citable.kind == "part":
        return (view.corpus.essay.title, _ESSAY)
    return _INDEXES.get(history.citable.kind, _CLAIMS)


def _breadcrumbs(view: View, *trail: tuple[str, str]) -> Node:
    steps = [(view.site.name, _SITE), *trail]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": view.site.address_of(home)}
        for place, (name, home) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
