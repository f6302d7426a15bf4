"""What the finished site holds for programs: pages as Markdown, and metadata in their heads."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
import zotero
from conftest import split_front
from lxml.html import HtmlElement
from pyld import jsonld
from server import serve
from signposting import find_signposting_html
from site_fixtures import ADDRESS, Page, Site
from vocabulary import find_unknown, properties_of, read_vocabulary

# -- pages as Markdown


def canonical_homes(site: Site) -> list[str]:
    """Return the homes of the pages of parts, claims, objections and terms, and of the essay."""
    data = site.data
    return [
        "/", "/essay/",
        *(f"/argument/{part['id']}/" for part in data.read_parts()),
        *(f"/claims/{id.lower()}/" for id in data.ids_in("claims")),
        *(f"/objections/{id.lower()}/" for id in data.ids_in("objections")),
        *(f"/glossary/{id}/" for id in data.ids_in("glossary")),
    ]  # fmt: skip


def test_every_canonical_page_is_there_as_markdown_and_says_where(any_site: Site) -> None:
    for home in canonical_homes(any_site):
        (link,) = any_site.pages[home].find(
            "//link[@type='text/markdown'][contains(@rel, 'alternate')]"
        )
        assert link.get("rel").split() == ["alternate"]
        assert link.get("rel") != "alternate"  # the theme would look for the sitemap of a language
        assert link.get("href") == "index.md"
        front, _ = split_front(any_site.files[f"{home[1:]}index.md"].decode())
        assert front["address"] == ADDRESS + home[1:]


def test_no_pinned_page_is_there_as_markdown(any_site: Site) -> None:
    pinned = [home for home in any_site.pages if re.search(r"/v\d+/$", home)]

    assert len(pinned) >= any_site.least(50)
    assert [h for h in pinned if any_site.pages[h].find("//link[@type='text/markdown']")] == []
    assert [h for h in pinned if f"{h[1:]}index.md" in any_site.files] == []


def test_every_link_of_the_markdown_leads_somewhere(any_site: Site) -> None:
    texts = {
        place: text.decode() for place, text in any_site.files.items() if place.endswith(".md")
    }
    found = {
        address
        for text in texts.values()
        for address in re.findall(rf"\]\({ADDRESS}([^)\s]*)\)", text)
    }

    lost = []
    for address in found:
        place, _, anchor = address.partition("#")
        page = any_site.pages.get(f"/{place}")
        if (page is None and place not in any_site.files) or (
            page and anchor and anchor not in page.ids
        ):
            lost.append(address)

    assert len(found) >= any_site.least(200)
    assert lost == []


def test_the_markdown_of_the_site_has_no_call_left_and_no_html(any_site: Site) -> None:
    texts = {
        place: text.decode() for place, text in any_site.files.items() if place.endswith(".md")
    }

    assert len(texts) >= any_site.least(90)
    assert [place for place, text in texts.items() if "{{" in text] == []
    assert [place for place, text in texts.items() if re.search(r"<(?!https?://)", text)] == []


def test_the_list_for_language_models_names_the_markdown_of_each_item(any_site: Site) -> None:
    listed = any_site.files["llms.txt"].decode()

    for home in canonical_homes(any_site)[1:]:
        assert f"]({ADDRESS}{home[1:]}index.md)" in listed


# -- metadata


def heads_of(site: Site) -> dict[str, Any]:
    """Return the JSON-LD of each page that has any."""
    scripts = {
        home: page.find("//script[@type='application/ld+json']")
        for home, page in site.pages.items()
    }
    return {home: json.loads(found[0].text) for home, found in scripts.items() if found}


def load_context(address: str, options: Any) -> dict[str, Any]:
    """Stand for schema.org's own context, which lets every word mean that of schema.org."""
    assert address == "https://schema.org"
    context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}}
    return {"document": {"@context": context}, "documentUrl": address, "contextUrl": None}


def test_a_processor_reads_the_metadata_of_every_page(any_site: Site) -> None:
    heads = heads_of(any_site)

    assert len(heads) >= any_site.least(80)
    for home, head in heads.items():
        nodes = jsonld.expand(head, {"documentLoader": load_context})
        assert ADDRESS + home[1:] in [node.get("@id") for node in nodes], home


def test_the_metadata_use_no_word_that_schema_org_does_not_have_there(any_site: Site) -> None:
    unknown = {home: list(find_unknown(head)) for home, head in heads_of(any_site).items()}

    assert {home: found for home, found in unknown.items() if found} == {}


def test_a_word_that_schema_org_does_not_have_there_is_noticed() -> None:
    head = {"@graph": [{"@type": "Claim", "mood": "warm", "about": {"@type": "Clam"}}]}

    assert sorted(find_unknown(head)) == ["Claim.mood", "Clam"]


def test_the_vocabulary_is_that_of_schema_org() -> None:
    assert len(read_vocabulary()) > 800
    assert "appearance" in properties_of("Claim") - properties_of("CreativeWork")
    assert {"version", "name"} <= properties_of("Claim")
    assert "version" not in properties_of("DefinedTerm")


# -- reference managers


def citable_pages(site: Site) -> dict[str, Page]:
    """Return every page that says how it is cited, by its home."""
    pages = site.pages.items()
    return {home: page for home, page in pages if page.find("//link[@rel='cite-as']")}


def csl_of(site: Site, page: Page) -> dict[str, Any]:
    """Return what the page’s own file for reference managers says."""
    (link,) = page.find("//link[@rel='describedby'][contains(@type, 'json')]")
    [item] = json.loads(site.files[str(link.get("href")).removeprefix(ADDRESS)])
    return dict(item)


def names_of(authors: list[dict[str, str]]) -> tuple[str, ...]:
    """Return the names of people as Zotero keeps them."""
    return tuple(one.get("literal") or f"{one['family']}, {one['given']}" for one in authors)


def test_zotero_stores_what_the_cite_control_says(any_site: Site) -> None:
    title = any_site.data.essay.title
    wrong = {}

    for home, page in (pages := citable_pages(any_site)).items():
        said = csl_of(any_site, page)
        day = "-".join(
            f"{part:02}" for part in said.get("issued", {"date-parts": [[]]})["date-parts"][0]
        )
        item = zotero.read_page(page.tree, ADDRESS + home[1:])
        stored = (item.type, item.title, item.publication, item.date, item.url, item.authors)
        people = names_of(said.get("author", []))
        if stored != ("webpage", said["title"], title, day, said["URL"], people):
            wrong[home] = item

    assert wrong == {}
    pinned = [home for home in pages if PINNED.search(home)]
    assert len(pinned) >= any_site.least(50)
    assert [
        home for home in pinned if csl_of(any_site, pages[home])["URL"] != ADDRESS + home[1:]
    ] == []


PINNED = re.compile(r"/v\d+/$")


def test_a_page_about_something_else_would_be_another_thing_to_zotero(made_up_site: Site) -> None:
    tree = lxml.html.fromstring(made_up_site.pages["/claims/c1/v1/"].html)
    (type,) = tree.xpath("//meta[@property='og:type']")
    type.set("content", "article")

    assert zotero.read_page(tree, ADDRESS).type == "journalArticle"
    assert zotero.read_page(tree, ADDRESS).publication == ""


def test_a_version_is_cited_by_the_same_words_wherever_it_is_cited(any_site: Site) -> None:
    pages = citable_pages(any_site)

    newest = {home: csl_of(any_site, page) for home, page in pages.items()}
    pinned = {said["URL"]: said for home, said in newest.items() if re.search(r"/v\d+/$", home)}

    kept = [said for said in newest.values() if said["URL"] in pinned]
    assert len(kept) > len(pinned) or not pinned
    assert [said for said in kept if pinned[said["URL"]] != said] == []


def words_in(element: HtmlElement) -> str:
    """Return the words of an element, on one line."""
    return " ".join(element.text_content().split())


def test_the_page_on_citing_begins_with_what_the_site_itself_gives_to_copy(
    made_up_site: Site,
) -> None:
    page = made_up_site.pages["/how-to-cite/"].article
    shown = [words_in(quoted) for quoted in page.xpath("./*[2 < position()]/self::blockquote")]

    (essay,) = made_up_site.pages["/essay/"].find("//*[@data-copies]")
    copies = dict(json.loads(essay.get("data-copies")))
    (quoted,) = made_up_site.pages["/claims/c1/"].find("(//figure//a[@class='id'])[1]")
    id = words_in(quoted)
    anchor = id.lower().replace(".", "-")
    (sentence,) = made_up_site.pages["/essay/"].find(f"//*[@id='{anchor}']")
    address = f"{ADDRESS}essay/#{anchor}"
    words = sentence.text_content().translate(str.maketrans("“”", "‘’"))  # within a quotation
    values = {"words": words, "passage": id, "address": address}
    for name, example in zip(["Copy as MLA", "Copy as APA"], shown[:2], strict=True):
        given = lxml.html.fromstring(copies[name].format(**values))
        assert example == words_in(given)
    assert shown[2:] == [
        cited_in(made_up_site.pages["/claims/c1/v2/"], "APA (7th edition)"),
        cited_in(made_up_site.pages["/objections/o1/v1/"], "Chicago (18th edition), note"),
    ]
    assert page.xpath("name(./h1/following-sibling::*[2])") == "blockquote"


def cited_in(page: Page, style: str) -> str:
    """Return what the “Cite” control of a page says in a style."""
    (cited,) = page.find(f"//details[@class='cite']//dt[.='{style}']/following-sibling::dd[1]")
    return words_in(cited)


@pytest.mark.parametrize("home", ["claims/c1/v1", "claims/c1", "glossary/term-1/v1", "essay"])
def test_a_reader_of_signposts_finds_how_to_cite_a_page_and_its_files(
    made_up_site: Site, home: str
) -> None:
    with serve(made_up_site.folder) as local:
        found = find_signposting_html(f"{local}/{home}/")

    files = {str(post.target).removeprefix(ADDRESS) for post in (*found.describedBy, *found.items)}
    assert str(found.citeAs.target) == csl_of(made_up_site, made_up_site.pages[f"/{home}/"])["URL"]
    assert {str(post.type) for post in found.describedBy} == {
        "application/x-bibtex",
        "application/x-research-info-systems",
        "application/vnd.citationstyles.csl+json",
    }
    assert len(found.items) == 1
    assert {"https://schema.org/AboutPage"} < {str(post.target) for post in found.types}
    assert (found.license is None) == (home == "essay")
    assert [
        file
        for file in files
        if file not in made_up_site.files and f"{file}index.html" not in made_up_site.files
    ] == []
