"""What the head of a page tells machines: about the miniature, own data, and hostile text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
from examples import claim, corpus_of, essay_of, objection, response, source, term
from lxml.html import HtmlElement
from markupsafe import Markup

from macros.argument.corpus import Corpus, load_corpus
from macros.editions.citable import find_citables
from macros.editions.citing import SiteName
from macros.editions.editions import Edition, Register, build_register, freeze
from macros.editions.history import History
from macros.pages.essay_sections import find_essay_sections
from macros.pages.metadata import (
    render_essay_head,
    render_glossary_head,
    render_head,
    render_pinned_head,
    render_section_head,
    render_site_head,
)
from macros.pages.view import View
from macros.records.fields import Retired

ADDRESS = "https://example.org/essay/"
HOSTILE = "</script><script>alert(1)</script>&\u2028\u2029\"'"
DAY = "2026-12-01"
WITH_HEAD = ("part", "thesis", "claim", "assumption", "objection", "term")

THING = {"@type", "@id", "name", "url", "identifier", "description"}
WORK = THING | {
    "exampleOfWork",
    "author",
    "inLanguage",
    "license",
    "publisher",
    "about",
    "abstract",
    "comment",
    "creativeWorkStatus",
    "datePublished",
    "hasPart",
    "isAccessibleForFree",
    "isBasedOn",
    "isPartOf",
    "text",
    "version",
}
DEFINED = {
    "Article": WORK,
    "BreadcrumbList": THING | {"itemListElement"},
    "Claim": WORK | {"appearance"},
    "Comment": WORK,
    "CreativeWork": WORK,
    "DefinedTerm": THING | {"inDefinedTermSet"},
    "DefinedTermSet": WORK | {"hasDefinedTerm"},
    "ListItem": THING | {"position", "item"},
    "Organization": THING,
    "Person": THING | {"familyName", "givenName"},
    "Quotation": WORK,
    "WebPage": WORK | {"mainEntity"},
    "WebSite": WORK,
}
"""Of the properties that schema.org defines for a type, those that the site uses."""
NEEDED = {
    "Article": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "Claim": {"name", "url"},
    "Comment": {"name", "url"},
    "CreativeWork": {"name"},
    "DefinedTerm": {"name", "url", "description", "identifier"},
    "DefinedTermSet": {"name", "url"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url"},
    "Person": {"name"},
    "Quotation": {"text", "url"},
    "WebPage": {"name", "url"},
    "WebSite": {"name", "url"},
}
NEEDED_OF_PAGE = {
    "Article": {"name", "url", "version", "datePublished", "isAccessibleForFree"},
    "Claim": {"name", "text", "url", "identifier", "version", "datePublished"},
    "WebPage": {"name", "url", "identifier", "version", "datePublished", "mainEntity"},
    "DefinedTermSet": {"name", "url", "hasDefinedTerm"},
    "WebSite": {"name", "url", "version", "datePublished", "isAccessibleForFree"},
}


def _published(corpus: Corpus, day: str = DAY, *before: Edition) -> Register:
    register = build_register(before)
    edition, _ = freeze(find_citables(corpus), register, day)
    return build_register([*before, edition])


def _view(*values: Any, name: str = "On tea", published: bool = True) -> View:
    corpus = corpus_of(*values)
    return View(corpus, _published(corpus) if published else None, SiteName(name, ADDRESS))


@cache
def _view_of(root: Path) -> View:
    corpus = load_corpus(root)
    return View(corpus, _published(corpus), SiteName("On trees", ADDRESS))


def _heads(view: View) -> Iterator[Markup]:
    for key, history in view.histories.items():
        if history.citable.kind in WITH_HEAD:
            yield render_head(view, key)
    yield render_essay_head(view, "The essay.")
    yield render_site_head(view, "The site.")
    yield render_glossary_head(view, "The terms.")
    for history in view.histories.values():
        if history.is_pinned:
            yield from (render_pinned_head(view, history, one) for one in history.versions)


def _tree(head: Markup) -> HtmlElement:
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body></body></html>")


def _metas(head: Markup) -> dict[str, str]:
    metas = _tree(head).xpath("//head/meta")
    return {str(meta.get("name") or meta.get("property")): meta.get("content") for meta in metas}


def _links(head: Markup) -> list[tuple[str, str]]:
    return [(str(link.get("rel")), link.get("href")) for link in _tree(head).xpath("//head/link")]


def _graph(head: Markup) -> list[Any]:
    [script] = _tree(head).xpath("//head/script")
    assert script.get("type") == "application/ld+json"
    said = json.loads(script.text)
    assert said["@context"] == "https://schema.org"
    return list(said["@graph"])


def _node(head: Markup) -> Any:
    return _graph(head)[0]


def _trail(head: Markup) -> list[tuple[str, str]]:
    return [(step["name"], step["item"]) for step in _graph(head)[1]["itemListElement"]]


def _each_node(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _each_node(inner)


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    yield from (node[name] for name in ("@id", "url", "item") if name in node)
    yield from node.get("isBasedOn", [])


# -- the miniature, and this project’s own data


def test_every_head_uses_only_what_the_type_has_and_all_that_it_needs(any_root: Path) -> None:
    lacking = set() if _view_of(any_root).corpus.terms else {"hasDefinedTerm"}
    for head in _heads(_view_of(any_root)):
        graph = _graph(head)
        nodes = list(_each_node(graph))

        assert [set(node) - DEFINED[node["@type"]] for node in nodes] == [set()] * len(nodes)
        assert [NEEDED[node["@type"]] - set(node) for node in nodes] == [set()] * len(nodes)
        assert NEEDED_OF_PAGE[graph[0]["@type"]] - lacking <= set(graph[0])
        assert graph[1]["@type"] == "BreadcrumbList"


def test_no_property_is_empty(any_root: Path) -> None:
    said = [
        (n, v)
        for h in _heads(_view_of(any_root))
        for d in _each_node(_graph(h))
        for n, v in d.items()
    ]

    assert [name for name, value in said if value in ("", [], {}, None)] == []


def test_every_address_is_whole_and_on_the_site(any_root: Path) -> None:
    view = _view_of(any_root)
    heads = list(_heads(view))

    named = {address for h in heads for n in _each_node(_graph(h)) for address in _addresses(n)}
    named |= {text for h in heads for name, text in _metas(h).items() if name.endswith("url")}

    assert len(named) > len(view.corpus.claims)
    assert sorted(address for address in named if not address.startswith(ADDRESS)) == []


def test_every_page_says_to_open_graph_what_it_is(any_root: Path) -> None:
    for head in _heads(_view_of(any_root)):
        metas = {name: text for name, text in _metas(head).items() if name.startswith("og:")}

        assert set(metas) == {"og:type", "og:title", "og:description", "og:url", "og:site_name"}
        assert metas["og:type"] == "website"
        assert metas["og:site_name"] == "On trees"
        assert all(metas.values())


def test_no_author_is_named_whom_the_data_do_not_name(any_root: Path) -> None:
    view = _view_of(any_root)
    for head in _heads(view):
        named = "citation_author" in _metas(head)
        named |= any("author" in node for node in _each_node(_graph(head)))
        assert not named or view.corpus.facts.author


def test_the_same_data_give_the_same_heads(any_root: Path) -> None:
    again = load_corpus(any_root)
    site = SiteName("On trees", ADDRESS)

    assert list(_heads(View(again, _published(again), site))) == list(_heads(_view_of(any_root)))


def test_every_home_in_a_trail_is_a_page_above_the_page(any_root: Path) -> None:
    places = {ADDRESS, *(f"{ADDRESS}{name}/" for name in ("essay", "claims", "objections"))}
    places.add(f"{ADDRESS}glossary/")

    for head in _heads(_view_of(any_root)):
        *above, last = [address for _, address in _trail(head)]

        assert set(above) <= places
        assert last == _metas(head)["og:url"]


# -- reference managers


def test_reference_managers_are_told_the_version_and_the_address_that_pins_it() -> None:
    view = _view(claim("C1", title="Tea is good"))

    metas = _metas(render_head(view, "C1"))

    assert {name: text for name, text in metas.items() if name.startswith("citation_")} == {
        "citation_title": "Tea is good (claim C1, version 1)",
        "citation_publication_date": "2026/12/01",
        "citation_public_url": "https://example.org/essay/claims/c1/v1/",
        "citation_fulltext_html_url": "https://example.org/essay/claims/c1/",
    }


def test_what_is_in_no_edition_has_only_a_title_and_an_address() -> None:
    view = _view(claim("C1", title="Tea is good"), published=False)

    metas = _metas(render_head(view, "C1"))

    assert {name: text for name, text in metas.items() if name.startswith("citation_")} == {
        "citation_title": "Tea is good (claim C1)",
        "citation_public_url": "https://example.org/essay/claims/c1/",
    }


def test_the_essay_and_the_site_are_cited_with_the_newest_edition() -> None:
    view = _view(claim("C1"))

    essay, site = _metas(render_essay_head(view)), _metas(render_site_head(view))

    assert essay["citation_title"] == "On Tea"
    assert essay["citation_publication_date"] == "2026/12/01"
    assert essay["citation_public_url"] == "https://example.org/essay/essay/"
    assert site["citation_title"] == "On tea: the argument, claim by claim"
    assert site["citation_public_url"] == "https://example.org/essay/"


def test_the_list_of_terms_is_not_cited() -> None:
    metas = _metas(render_glossary_head(_view(term("tea"))))

    assert [name for name in metas if name.startswith("citation_")] == []


def test_a_description_that_is_not_given_is_left_out() -> None:
    assert "og:description" not in _metas(render_site_head(_view()))


# -- signposts


def test_a_page_says_how_to_cite_it_and_what_there_is_of_it() -> None:
    links = _links(render_head(_view(claim("C1")), "C1"))

    assert links == [
        ("cite-as", f"{ADDRESS}claims/c1/v1/"),
        ("type", "https://schema.org/AboutPage"),
        ("type", "https://schema.org/Claim"),
        ("describedby", f"{ADDRESS}claims/c1/c1.bib"),
        ("describedby", f"{ADDRESS}claims/c1/c1.ris"),
        ("describedby", f"{ADDRESS}claims/c1/c1.json"),
        ("item", f"{ADDRESS}claims/c1/index.md"),
    ]


def test_the_first_page_leads_to_the_books_where_there_are_any() -> None:
    site = SiteName("On tea", ADDRESS, has_books=True)

    items = [
        home
        for rel, home in _links(render_site_head(View(corpus_of(), site=site)))
        if rel == "item"
    ]

    assert items == [
        f"{ADDRESS}index.md",
        f"{ADDRESS}books/on-tea.pdf",
        f"{ADDRESS}books/on-tea.epub",
    ]


def test_a_list_that_nobody_cites_has_no_signposts() -> None:
    assert _links(render_glossary_head(_view(term("tea")))) == []


# -- a pinned page


def _reworded() -> tuple[View, History]:
    """Return a claim with two versions, and of today’s words none."""
    site, tea = SiteName("On tea", ADDRESS), term("tea", definition="A *hot* drink.")
    first = _published(corpus_of(claim("C1", title="Tea", glance="*Hot* tea."), tea))
    second = corpus_of(claim("C1", title="Cold tea", glance="Cold."), tea)
    register = _published(second, "2027-01-31", *first.editions)
    view = View(corpus_of(claim("C1", title="No tea", glance="None."), tea), register, site)
    return view, view.histories["C1"]


def test_a_pinned_page_speaks_only_of_its_version() -> None:
    view, history = _reworded()

    head = render_pinned_head(view, history, history.versions[0])

    assert _metas(head) == {
        "citation_title": "Tea (claim C1, version 1)",
        "citation_public_url": f"{ADDRESS}claims/c1/v1/",
        "citation_publication_date": "2026/12/01",
        "citation_fulltext_html_url": f"{ADDRESS}claims/c1/v1/",
        "og:type": "website",
        "og:title": "Tea (version 1)",
        "og:description": "Claim C1, version 1, edition of 2026-12-01: Hot tea.",
        "og:url": f"{ADDRESS}claims/c1/v1/",
        "og:site_name": "On tea",
    }
    node = _node(head)
    assert (node["name"], node["version"], node["datePublished"]) == ("Tea", 1, "2026-12-01")
    assert node["@id"] == node["url"] == f"{ADDRESS}claims/c1/v1/"
    assert ("cite-as", f"{ADDRESS}claims/c1/v1/") in _links(head)
    assert ("describedby", f"{ADDRESS}claims/c1/v1/c1-v1.bib") in _links(head)
    assert f'{ADDRESS}claims/c1/"' not in str(head)
    assert "No tea" not in str(head)


def test_the_pinned_page_of_a_term_speaks_only_of_its_version() -> None:
    view, _ = _reworded()
    history = view.histories["term:tea"]

    node = _node(render_pinned_head(view, history, history.versions[0]))

    assert (node["@type"], node["version"], node["datePublished"]) == ("WebPage", 1, "2026-12-01")
    assert node["mainEntity"]["@id"] == f"{ADDRESS}glossary/tea/v1/#tea"
    assert node["mainEntity"]["url"] == f"{ADDRESS}glossary/tea/v1/"
    assert node["mainEntity"]["description"] == "A hot drink."


# -- what each thing is


def test_a_claim_says_where_it_stands_in_the_essay_and_what_it_rests_on() -> None:
    works = (
        {"source": "good1965", "bearing": "for"},
        {"source": "bad1966", "bearing": "against"},
        {"source": "good1965", "bearing": "for", "locator": "p. 3"},
    )
    quotes = ({"passage": "P1.2"}, {"passage": "P2", "words": "warm too"})
    shown = claim("C1", text="It *is* so [C2].", quotes=quotes, sources=works, depends_on=("C2",))
    view = _view(shown, claim("C2"), source("good1965"), source("bad1966"))

    assert _node(render_head(view, "C1")) == {
        "@type": "Claim",
        "@id": f"{ADDRESS}claims/c1/",
        "name": "Title of C1",
        "url": f"{ADDRESS}claims/c1/",
        "identifier": "C1",
        "version": 1,
        "datePublished": "2026-12-01",
        "text": "It is so C2.",
        "appearance": {
            "@type": "Article",
            "@id": f"{ADDRESS}essay/",
            "name": "On Tea",
            "url": f"{ADDRESS}essay/",
            "isAccessibleForFree": True,
            "hasPart": [
                {"@type": "Quotation", "text": "Tea is dear.", "url": f"{ADDRESS}essay/#p1-2"},
                {"@type": "Quotation", "text": "warm too", "url": f"{ADDRESS}essay/#p2"},
            ],
        },
        "isBasedOn": [f"{ADDRESS}sources/#good1965", f"{ADDRESS}claims/c2/"],
        "inLanguage": "en",
        "publisher": {
            "@type": "Organization",
            "name": "The editors of “On tea”",
            "url": ADDRESS,
        },
    }


def test_an_assumption_appears_nowhere() -> None:
    node = _node(render_head(_view(claim("A1")), "A1"))

    assert node["@type"] == "Claim"
    assert "appearance" not in node


def test_wording_newer_than_every_edition_has_no_version() -> None:
    register = _published(corpus_of(claim("C1")))
    view = View(corpus_of(claim("C1", text="New.")), register, SiteName("On tea", ADDRESS))

    node = _node(render_head(view, "C1"))

    assert node["text"] == "New."
    assert not {"version", "datePublished"} & set(node)


def test_a_second_version_has_the_day_of_its_own_edition() -> None:
    first = _published(corpus_of(claim("C1"))).editions
    corpus = corpus_of(claim("C1", text="New."))
    register = _published(corpus, "2027-01-31", *first)
    head = render_head(View(corpus, register, SiteName("On tea", ADDRESS)), "C1")

    assert (_node(head)["version"], _node(head)["datePublished"]) == (2, "2027-01-31")
    assert _metas(head)["citation_public_url"] == f"{ADDRESS}claims/c1/v2/"


def test_a_retired_claim_says_that_it_is_obsolete() -> None:
    retired = Retired(date="2026-12-01", reason="Why.")
    view = _view(claim("C1", retired=retired), claim("C2"))

    assert _node(render_head(view, "C1"))["creativeWorkStatus"] == "Obsolete"
    assert "creativeWorkStatus" not in _node(render_head(view, "C2"))


def test_an_objection_is_a_claim_about_what_it_is_against() -> None:
    held_by = ({"source": "good1965"},)
    view = _view(
        claim("C1"),
        objection("O1", response("R1")),
        objection("O2", against=("C1", "R1"), held_by=held_by, raised_at=("P2.1",)),
        source("good1965"),
    )

    node = _node(render_head(view, "O2"))

    assert node["@type"] == "Claim"
    assert node["isBasedOn"] == [f"{ADDRESS}sources/#good1965"]
    assert [(about["@type"], about["url"]) for about in node["about"]] == [
        ("Claim", f"{ADDRESS}claims/c1/"),
        ("Comment", f"{ADDRESS}objections/o1/#r1"),
    ]
    assert node["appearance"]["hasPart"] == [
        {"@type": "Quotation", "text": "Coffee is warm too.", "url": f"{ADDRESS}essay/#p2-1"}
    ]
    assert "comment" not in node


def test_each_response_is_a_comment_in_its_own_voice() -> None:
    retired = Retired(date="2026-12-01", reason="Why.")
    responses = (
        response("R1", "essay", gloss="It says so."),
        response("R2", "source", sources=({"source": "good1965"},)),
        response("R3", "editors"),
        response("R4", "editors", retired=retired),
    )
    view = _view(claim("C1"), objection("O1", *responses), source("good1965"))

    comments = _node(render_head(view, "O1"))["comment"]

    assert [(c["@type"], c["name"], c["text"], c["url"]) for c in comments] == [
        ("Comment", "The essay’s response", "Tea is dear.", f"{ADDRESS}objections/o1/#r1"),
        ("Comment", "A published response", "So that.", f"{ADDRESS}objections/o1/#r2"),
        ("Comment", "The editors’ response", "So that.", f"{ADDRESS}objections/o1/#r3"),
    ]
    assert [comment["identifier"] for comment in comments] == ["R1", "R2", "R3"]
    assert comments[0]["hasPart"][0]["url"] == f"{ADDRESS}essay/#p1-2"
    assert comments[1]["isBasedOn"] == [f"{ADDRESS}sources/#good1965"]


def test_a_part_is_an_article_of_the_essay() -> None:
    head = render_head(_view(), "part:whole")

    assert _node(head)["@type"] == "Article"
    assert _node(head)["url"] == f"{ADDRESS}argument/whole/"
    assert _node(head)["isPartOf"]["url"] == f"{ADDRESS}essay/"
    assert _trail(head) == [
        ("On tea", ADDRESS),
        ("On Tea", f"{ADDRESS}essay/"),
        ("The whole", f"{ADDRESS}argument/whole/"),
    ]


def test_a_term_belongs_to_the_glossary_and_the_glossary_lists_it() -> None:
    view = _view(term("black-tea", definition="A *dark* tea."))

    shown, glossary = _node(render_head(view, "term:black-tea")), render_glossary_head(view)

    assert shown["@type"] == "WebPage"  # a term is no work: the page has the version and date
    assert (shown["version"], shown["datePublished"]) == (1, DAY)
    assert shown["mainEntity"]["description"] == "A dark tea."
    in_glossary = shown["mainEntity"]["inDefinedTermSet"]["@id"]
    assert in_glossary == _node(glossary)["@id"] == f"{ADDRESS}glossary/"
    assert [listed["url"] for listed in _node(glossary)["hasDefinedTerm"]] == [
        f"{ADDRESS}glossary/black-tea/"
    ]


def test_a_glossary_without_terms_lists_none() -> None:
    assert "hasDefinedTerm" not in _node(render_glossary_head(_view()))


def test_what_the_editors_wrote_names_its_license_and_what_has_words_of_others_none() -> None:
    license = "https://example.org/license"
    site = SiteName("On tea", ADDRESS, license=license)
    corpus = corpus_of(claim("C1"), objection("O1"), term("tea"))
    view = View(corpus, _published(corpus), site)

    editors = [render_head(view, key) for key in ("C1", "O1", "term:tea")]
    for head in (*editors, render_glossary_head(view)):
        assert _node(head)["license"] == license
    assert [dict(_links(head))["license"] for head in editors] == [license] * 3
    for head in (render_head(view, "part:whole"), render_essay_head(view), render_site_head(view)):
        assert "license" not in _node(head)
        assert "license" not in dict(_links(head))
        assert _node(head)["inLanguage"] == "en"


def test_the_essay_has_every_sentence_as_a_quotation_with_its_id_and_address() -> None:
    sentences = _node(render_essay_head(_view()))["hasPart"]

    assert sentences[1] == {
        "@type": "Quotation",
        "@id": f"{ADDRESS}essay/#p1-2",
        "identifier": "P1.2",
        "text": "Tea is dear.",
        "url": f"{ADDRESS}essay/#p1-2",
    }
    assert [sentence["identifier"] for sentence in sentences] == list(corpus_of().sentences)


def test_a_page_of_a_long_essay_is_an_article_of_it_with_its_own_sentences() -> None:
    essay = essay_of(*(f"Row {n}. {'Tea is warm. ' * 40}" for n in range(20)), title="On Tea")
    view = View(corpus_of(essay=essay), None, SiteName("On tea", ADDRESS))
    first, second = find_essay_sections(view.corpus)[:2]

    head = render_section_head(view, second)

    node = _node(head)
    assert (node["@type"], node["url"]) == ("Article", f"{ADDRESS}essay/2/")
    assert node["isPartOf"]["url"] == f"{ADDRESS}essay/"
    assert [one["identifier"] for one in node["hasPart"]] == [
        sentence.id for paragraph in second.paragraphs for sentence in paragraph.sentences
    ]
    assert _trail(head)[1:] == [
        (node["isPartOf"]["name"], f"{ADDRESS}essay/"),
        (second.title, f"{ADDRESS}essay/2/"),
    ]
    assert first.paragraphs[-1].id not in str(node["hasPart"][0])


def test_the_essay_and_the_site_have_the_newest_edition_for_their_version() -> None:
    view = _view(claim("C1"))

    essay, site = _node(render_essay_head(view)), _node(render_site_head(view))

    assert (essay["@type"], essay["version"], essay["datePublished"]) == ("Article", DAY, DAY)
    assert (site["@type"], site["version"], site["datePublished"]) == ("WebSite", DAY, DAY)


def test_without_editions_the_essay_and_the_site_have_no_version() -> None:
    view = _view(claim("C1"), published=False)

    for head in (render_essay_head(view), render_site_head(view)):
        assert not {"version", "datePublished"} & set(_node(head))
        assert "citation_publication_date" not in _metas(head)


# -- hostile text


def test_hostile_text_stays_inside() -> None:
    fields = {"title": HOSTILE, "text": HOSTILE, "glance": HOSTILE}
    hostile = claim("C1").model_copy(update=fields)
    word = term("tea").model_copy(update={"term": HOSTILE, "definition": HOSTILE})
    against = objection("O1", response("R1")).model_copy(update=fields)
    view = _view(hostile, word, against, name=HOSTILE)

    for head in (*_heads(view), render_site_head(view, HOSTILE)):
        tags = [element.tag for element in _tree(head).xpath("//head/*")]

        assert tags.count("script") == str(head).count("<script") == 1
        assert set(tags) - {"link"} == {"meta", "script"}
        assert _metas(head)["og:site_name"] == HOSTILE
    assert _node(render_head(view, "C1"))["name"] == HOSTILE


def test_the_script_has_none_of_the_characters_that_could_end_it() -> None:
    view = _view(claim("C1").model_copy(update={"title": HOSTILE}))

    script = str(render_head(view, "C1")).split('ld+json">')[1].removesuffix("</script>")

    assert not set("<>&\u2028\u2029") & set(script)
    assert "\\u003c/script\\u003e" in script
