"""Metadata: what the head of a page tells reference managers, other sites and search engines.

All of it is told from one `Subject`. Highwire's `citation_*` and Signposting's links say what the
“Cite” control says: one version, in an edition. Open Graph and JSON-LD speak of the page as it is,
so that of an item names a version only if an edition has its wording.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..argument import Objection, home_of_alternate, home_of_passage, home_of_source, words
from ..editions import (
    FILES,
    History,
    Version,
    Wording,
    cite_essay,
    cite_item,
    cite_site,
    describe_authors,
    given,
    home_of_file,
    name_essay,
)
from ..records import Citation, Quotation, plain_text
from ..references import Citing, is_english, name_first
from .essay_sections import EssaySection
from .view import View, essay_sections_of, find_book_files

Node = dict[str, Any]
"""One thing in JSON-LD, in the words of schema.org."""

_SITE, _ESSAY, _GLOSSARY = "/", "/essay/", "/glossary/"
_TERMS = ("Glossary", _GLOSSARY)
_INDEXES = {"objection": ("Objections", "/objections/"), "term": _TERMS}
_CLAIMS = ("Claims", "/claims/")
_SCHEMA = "https://schema.org"
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could close a script, or end a line in one."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a page is about: everything in its head is told from it."""

    home: str
    title: str
    description: str = ""
    node: Node
    above: tuple[tuple[str, str], ...] = ()
    """The name and home of each page above it, but for the first page."""
    citing: Citing | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    """From the home of what it is once more to the type of that."""
    is_editors: bool = True
    """Whether all of its words are under the license of what the editors wrote."""


def render_head(view: View, key: str) -> Markup:
    """Render the head of the page of a part, claim, objection or term."""
    history = view.histories[key]
    citable = history.citable
    makers = {"part": _part, "objection": _objection, "term": _term}
    subject = Subject(
        home=citable.home,
        title=citable.title,
        description=_shortest(citable.wording),
        node=makers.get(citable.kind, _claim)(view, history),
        above=(_above(view, history),),
        citing=cite_item(view.corpus, history, view.site),
        forms=_markdown(citable.home),
        is_editors=citable.kind != "part",
    )
    return _render(view, subject)


def render_pinned_head(view: View, history: History, version: Version) -> Markup:
    """Render the head of the page that pins a version; it says nothing of today’s."""
    home = history.home_of(version)
    subject = Subject(
        home=home,
        title=name_pinned(version),
        description=describe_pinned(history, version),
        node=_version(view, history, version),
        above=(_above(view, history),),
        citing=cite_item(view.corpus, history, view.site, version),
        forms={home: "text/html"},
    )
    return _render(view, subject)


def name_pinned(version: Version) -> str:
    """Return the title of the page that pins a version."""
    return f"{version.title} (version {version.number})"


def describe_pinned(history: History, version: Version) -> str:
    """Return the description of the page that pins a version."""
    called, said = history.citable.called, plain_text(_shortest(version.wording))
    told = f"{called[0].upper()}{called[1:]}, version {version.number}"
    return f"{told}, edition of {version.edition}: {said}"


def render_essay_head(view: View, description: str = "") -> Markup:
    """Render the head of the page that holds the whole essay."""
    title = name_essay(view.corpus)
    published = given({"datePublished": view.essay_date})
    subject = Subject(
        home=_ESSAY,
        title=title,
        description=description,
        node=_essay(view)
        | _edition(view)
        | published
        | {"isPartOf": _site(view), "hasPart": _parts_of_essay(view)},
        citing=cite_essay(view.corpus, view.essay_date, view.site),
        forms=_markdown(_ESSAY),
        is_editors=False,
    )
    return _render(view, subject)


def render_section_head(view: View, section: EssaySection) -> Markup:
    """Render the head of a page of a long essay; who cites it cites the essay, by passage."""
    ids = [sentence.id for paragraph in section.paragraphs for sentence in paragraph.sentences]
    node = _page(view, "Article", section.title, section.home)
    subject = Subject(
        home=section.home,
        title=section.title,
        description=section.description,
        node=node | {"isPartOf": _essay(view), "hasPart": _sentences(view, ids)},
        above=((name_essay(view.corpus), _ESSAY),),
        is_editors=False,
    )
    return _render(view, subject)


def render_site_head(view: View, description: str = "") -> Markup:
    """Render the head of the first page, which stands for the whole site."""
    books = {home: _BOOKS[kind] for kind, home in find_book_files(view.corpus, view.site).items()}
    subject = Subject(
        home=_SITE,
        title=view.site.name,
        description=description,
        node=_site(view) | _edition(view) | {"hasPart": _essay(view)},
        citing=cite_site(view.corpus, view.edition_date, view.site),
        forms=_markdown(_SITE) | books,
        is_editors=False,
    )
    return _render(view, subject)


def render_glossary_head(view: View, description: str = "") -> Markup:
    """Render the head of the list of terms, which has no “Cite” control."""
    terms = [_bare_term(view, view.histories[f"term:{id}"]) for id in view.corpus.terms]
    node = _glossary(view) | {"isPartOf": _site(view)} | given({"hasDefinedTerm": terms})
    title, home = _TERMS
    return _render(view, Subject(home=home, title=title, description=description, node=node))


_BOOKS = {"PDF": "application/pdf", "EPUB": "application/epub+zip"}


def _markdown(home: str) -> dict[str, str]:
    return {home_of_alternate(home): "text/markdown"}


def _shortest(wording: Wording) -> str:
    return wording.get("glance") or wording["definition"]


# -- markup


def _render(view: View, subject: Subject) -> Markup:
    published = _published(view, subject)
    above = [] if subject.home == _SITE else [*subject.above, (subject.title, subject.home)]
    return _join(
        *([_citation(view, subject.citing)] if subject.citing else []),
        _open_graph(view, subject),
        *([_signposts(view, subject, subject.citing)] if subject.citing else []),
        _json_ld(published | subject.node, _breadcrumbs(view, *above)),
    )


def _join(*pieces: Markup) -> Markup:
    return Markup("\n").join(pieces)


def _citation(view: View, citing: Citing) -> Markup:
    """Render Highwire's tags; one address is that of the page, the other pins the version."""
    published = citing.date and {
        "citation_publication_date": citing.date.replace("-", "/"),
        "citation_fulltext_html_url": view.site.address_of(citing.page),
    }
    named = {"citation_title": citing.title, "citation_public_url": citing.url}
    language = {} if is_english(citing.language) else {"citation_language": citing.language}
    authors = [_metas("name", {"citation_author": name_first(name)}) for name in citing.author]
    return _join(*authors, _metas("name", named | language | (published or {})))


def _open_graph(view: View, subject: Subject) -> Markup:
    """Render Open Graph's tags; reference managers take what is no website for a journal’s."""
    said = {
        "og:type": "website",
        "og:title": subject.title,
        "og:description": plain_text(subject.description),
        "og:url": view.site.address_of(subject.home),
        "og:site_name": view.site.name,
    }
    return _metas("property", said)


def _metas(attribute: str, values: Mapping[str, str]) -> Markup:
    meta = Markup('<meta {}="{}" content="{}">')
    return _join(*(meta.format(attribute, name, text) for name, text in values.items() if text))


def _signposts(view: View, subject: Subject, citing: Citing) -> Markup:
    """Render the links of FAIR Signposting: how to cite it, and what there is of it."""
    address = view.site.address_of
    files = {home_of_file(citing, end): type for end, (_, type) in FILES.items()}
    main = subject.node.get("mainEntity", subject.node)["@type"]
    link = Markup('<link rel="{}" href="{}">')
    typed = Markup('<link rel="{}" type="{}" href="{}">')
    return _join(
        link.format("cite-as", citing.url),
        *(link.format("type", f"{_SCHEMA}/{type}") for type in ("AboutPage", main)),
        *([link.format("license", view.site.license)] if _license(view, subject) else []),
        *(typed.format("describedby", type, address(home)) for home, type in files.items()),
        *(typed.format("item", type, address(home)) for home, type in subject.forms.items()),
    )


def _json_ld(*nodes: Node) -> Markup:
    graph = {"@context": _SCHEMA, "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False).translate(_UNSAFE)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _license(view: View, subject: Subject) -> str:
    return view.site.license if subject.is_editors else ""


def _published(view: View, subject: Subject) -> Node:
    name = view.corpus.facts.publisher or f"The editors of “{view.site.name}”"
    publisher = {"@type": "Organization", "name": name}
    said = {"inLanguage": view.site.language, "license": _license(view, subject)}
    return given({**said, "publisher": publisher | {"url": view.site.address_of(_SITE)}})


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
    return _node(view, "Claim", history) | given(said) | _obsolete(claim.retired is not None)


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
    return _node(view, "Claim", history) | given(said) | _obsolete(objection.retired is not None)


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
        yield _node(view, "Comment", history) | given(said)


def _term(view: View, history: History, version: Version | None = None) -> Node:
    """Describe the page of a term: a term is no work in schema.org, and has no version or date."""
    term = _bare_term(view, history, version) | {"inDefinedTermSet": _glossary(view)}
    return _node(view, "WebPage", history, version) | {"mainEntity": term}


def _bare_term(view: View, history: History, version: Version | None = None) -> Node:
    thing = _thing(view, "DefinedTerm", history, version)
    thing["@id"] += f"#{history.citable.id}"  # the page itself is the work
    worded = (version or history.citable).wording
    return thing | {"description": plain_text(worded["definition"])}


def _version(view: View, history: History, version: Version) -> Node:
    """Describe one version: its own words, without what is linked to the item today."""
    retired = _obsolete(history.citable.retired)
    if history.citable.kind == "term":
        return _term(view, history, version) | retired
    said = {"text": plain_text(version.wording["text"])}
    return _node(view, "Claim", history, version) | said | retired


# -- what pages have in common


def _site(view: View) -> Node:
    return _page(view, "WebSite", view.site.name, _SITE) | {"isAccessibleForFree": True}


def _essay(view: View) -> Node:
    facts, title = view.corpus.facts, name_essay(view.corpus)
    first = facts.issued and {
        "@type": "CreativeWork",
        "name": title,
        "datePublished": facts.issued.years,
        **given({"isPartOf": facts.published_in}),
    }
    said = {
        "author": describe_authors(facts.author),
        "inLanguage": facts.language if facts.language != view.site.language else "",
        "license": (facts.license.url or facts.license.name) if facts.license else "",
        "exampleOfWork": first,
    }
    return _page(view, "Article", title, _ESSAY) | {"isAccessibleForFree": True} | given(said)


def _glossary(view: View) -> Node:
    return _page(view, "DefinedTermSet", *_TERMS)


def _page(view: View, type: str, name: str, home: str) -> Node:
    address = view.site.address_of(home)
    return {"@type": type, "@id": address, "name": name, "url": address}


def _thing(view: View, type: str, history: History, version: Version | None = None) -> Node:
    """Describe a thing as it is today, or as it is on the page that pins a version."""
    citable = history.citable
    title, home = citable.title, citable.home
    if version:
        title, home = version.title, history.home_of(version)
    return _page(view, type, title, home) | {"identifier": citable.id}


def _node(view: View, type: str, history: History, pinned: Version | None = None) -> Node:
    """Describe a work, with its version if an edition has its wording."""
    thing, version = _thing(view, type, history, pinned), pinned or history.current
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


def _parts_of_essay(view: View) -> list[Node]:
    """Return every sentence of the essay, or the pages on which a long one stands."""
    sections = view.once(essay_sections_of)
    pages = [_page(view, "Article", section.title, section.home) for section in sections]
    return pages or _sentences(view, view.corpus.sentences)


def _sentences(view: View, ids: Iterable[str]) -> list[Node]:
    """Return sentences of the essay: they weigh little, since the page has their words."""
    named = ((id, _quotation(view, Quotation(passage=id))) for id in ids)
    return [sentence | {"@id": sentence["url"], "identifier": id} for id, sentence in named]


def _works(view: View, citations: Iterable[Citation]) -> list[str]:
    """Return the addresses of works in the list of sources, each once."""
    homes = dict.fromkeys(home_of_source(citation.source) for citation in citations)
    return [view.site.address_of(home) for home in homes]


def _obsolete(retired: bool) -> Node:
    return {"creativeWorkStatus": "Obsolete"} if retired else {}


def _above(view: View, history: History) -> tuple[str, str]:
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
