"""What Zotero makes of a page: the rules of its translator “Embedded Metadata”, in our own words.

Zotero's translators run only within Zotero. This follows what they did in June 2026, as far as a
page can bring it about with the tags of Highwire and Open Graph; a tag of any other vocabulary that
Zotero knows is refused, so that nothing is judged by half of the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_PREFIXES = {
    "article", "bib", "bibo", "book", "codemeta", "dc", "dcterms", "eprint", "eprints", "foaf",
    "link", "music", "og", "prism", "rdf", "so", "vcard", "video", "z",
}  # fmt: skip
"""The vocabularies that Zotero reads as RDF."""
_TYPED_BY = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_GUESSED_BY = {
    "citation_title": "journalArticle",
    "citation_series_title": "journalArticle",
    "citation_isbn": "book",
}
_OG_TYPES = {"website": "webpage", "book": "book", "music.song": "audioRecording"}
_IN_SITES = ("blogPost", "webpage", "newspaperArticle")
"""What is in a site, and not in a journal."""
_BYLINES = ("byline", "bylines", "vcard", "article-byline")

_DESCRIPTION, _CANONICAL = "//meta[@name='description']/@content", "//link[@rel='canonical']/@href"


@dataclass(frozen=True)
class Item:
    """What Zotero stores."""

    type: str
    title: str
    publication: str
    date: str
    url: str
    authors: tuple[str, ...]
    abstract: str


def read_page(page: HtmlElement, address: str) -> Item:
    """Return what Zotero stores of a page that was opened at an address."""
    linked = _find_linked(page)
    type = _find_type(page, linked)
    publication = linked.get("og:site_name", "") if type in _IN_SITES else ""
    title = _highwire(page, "citation_title") or linked.get("og:title") or _text(page, "//title")
    return Item(
        type=type,
        title=_without_site(title, publication),
        publication=_highwire(page, "citation_journal_title") or publication,
        date=_find_date(page, linked),
        url=_find_url(page, linked) or address,
        authors=tuple(_find_authors(page)),
        abstract=linked.get("og:description") or _text(page, _DESCRIPTION),
    )


def _without_site(title: str, site: str) -> str:
    return re.sub(rf"\s*[-–—=_:|~#]\s*{re.escape(site)}\s*$", "", title) if site else title


def _find_linked(page: HtmlElement) -> dict[str, str]:
    """Return what is said in a vocabulary that Zotero knows; the first that is said holds."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        said = str(meta.get("content") or "")
        for tag in (meta.get("name") or meta.get("property") or "").split() if said else ():
            first, *more = re.split("[.:_]", tag.lower())
            prefix = more[0] if len(more) > 1 and more[0] in _PREFIXES else first
            if prefix in _PREFIXES:
                assert prefix == "og", f"{tag} would need rules that are not here"
                found.setdefault(tag, said)
    return found


def _find_type(page: HtmlElement, linked: dict[str, str]) -> str:
    tags = [tag for meta in page.iter("meta") for tag in (meta.get("name") or "").split()]
    named = [tag[max(tag.rfind("citation_"), 0) :] for tag in tags]
    sure = [_TYPED_BY[tag] for tag in named if tag in _TYPED_BY]
    guessed = [_GUESSED_BY[tag] for tag in named if tag in _GUESSED_BY]
    if sure:
        return sure[-1]
    if linked.get("og:type") in _OG_TYPES:
        return _OG_TYPES[linked["og:type"]]
    return guessed[0] if guessed else "webpage"


def _find_date(page: HtmlElement, linked: dict[str, str]) -> str:
    names = ("citation_date", "citation_cover_date", "citation_publication_date")
    told = [_highwire(page, name) for name in (*names, "citation_online_date", "citation_year")]
    dates = [*told, linked.get("og:published_time"), _text(page, "//time/@datetime")]
    return next((date for date in dates if date), "").replace("/", "-")


def _find_url(page: HtmlElement, linked: dict[str, str]) -> str:
    names = ("citation_abstract_html_url", "citation_fulltext_html_url")
    public, *others = (_highwire(page, name) for name in ("citation_public_url", *names))
    addresses = [public, linked.get("og:url"), *others, _text(page, _CANONICAL)]
    return next((address for address in addresses if address), "")


def _find_authors(page: HtmlElement) -> list[str]:
    """Return whom Zotero takes for an author: by a tag, or by a guess at what looks like one."""
    names = ("citation_author", "citation_authors", "citation_editor", "author")
    tagged = [
        str(meta.get("content"))
        for meta in page.iter("meta")
        if (meta.get("name") or meta.get("property") or "").lower() in names
    ]
    guessed = [
        " ".join(element.text_content().split())
        for element in page.iter()
        if any(name in str(element.get("class") or "").lower() for name in _BYLINES)
        or element.get("rel") == "author"
    ]
    return tagged or guessed


def _highwire(page: HtmlElement, name: str) -> str:
    """Return what the first tag says whose name ends so."""
    for meta in page.xpath("/html/head/meta[@name]"):
        if str(meta.get("name")).endswith(name) and (said := str(meta.get("content") or "")):
            return " ".join(said.split())
    return ""


def _text(page: HtmlElement, path: str) -> str:
    found = page.xpath(f"string(({path})[1])")
    return " ".join(str(found).split())
