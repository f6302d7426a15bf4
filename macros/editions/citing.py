"""What to say when one thing of the site is cited: its title and id, version, edition, address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..argument import Corpus, EssayFacts, slug_of
from ..records import plain_text
from ..references import Citing, cite_bibtex, cite_csl_json, cite_ris
from .citable import Wording
from .editions import Version
from .history import IMMUTABLE, History

CITED_KINDS = ("part", "thesis", "claim", "assumption", "objection", "response", "term")
"""What has a “Cite” control of its own; passages are cited with the essay."""
FILES = {
    "bib": (cite_bibtex, "application/x-bibtex"),
    "ris": (cite_ris, "application/x-research-info-systems"),
    "json": (cite_csl_json, "application/vnd.citationstyles.csl+json"),
}
"""By extension, what can be downloaded to a reference manager: what writes it, and its type."""


@dataclass(frozen=True)
class SiteName:
    """What the site is called, its address, and how it describes itself."""

    name: str = ""
    url: str = "/"
    description: str = ""
    has_books: bool = False
    """Whether it is also offered as PDF and EPUB."""
    license: str = ""
    """The address of the license of what the editors wrote; the essay’s words have their own."""
    language: str = "en"

    def address_of(self, home: str) -> str:
        """Return the whole address of a home."""
        return self.url.rstrip("/") + home

    def key_of(self, key: str, version: int | None = None) -> str:
        """Return a key that every reference manager takes, and that no other site uses.

        >>> SiteName("Plant the trees").key_of("term:black-box", 2)
        'ptt-term-black-box-v2'
        """
        initials = "".join(word[0] for word in slug_of(self.name).split("-") if word)
        versioned = f"v{version}" if version else ""
        return "-".join(filter(None, [initials, make_key(key), versioned]))


def cite_item(
    corpus: Corpus, history: History, site: SiteName, pinned: Version | None = None
) -> Citing:
    """Say how a thing is cited: in one version, or in its last, or as new if there is none.

    What is quoted are its own words; of a part, whose words are the essay’s, its first sentence.
    """
    citing = _cite_version(history, site, pinned)
    if history.citable.kind != "part":
        return citing
    part = corpus.parts[history.citable.id]
    first = corpus.paragraphs[part.paragraphs[0]].sentences[0]
    return sign(replace(citing, words=first.text, passage=first.id), corpus.facts)


def _cite_version(history: History, site: SiteName, pinned: Version | None) -> Citing:
    citable, version = history.citable, pinned or history.last
    title = version.title if version else citable.title
    wording = version.wording if version else citable.wording
    told = f"{citable.called}, version {version.number}" if version else citable.called
    return Citing(
        id=f"{citable.id}-v{pinned.number}" if pinned else citable.id,
        page=history.home_of(pinned) if pinned else citable.home,
        key=site.key_of(citable.key, version.number if version else None),
        title=f"{title} ({told})",
        container=site.name,
        date=version.edition if version else None,
        url=site.address_of(history.home_of(version) if version else citable.home),
        words=plain_text(_shortest(wording)),
    )


def _shortest(wording: Wording) -> str:
    return wording.get("glance") or wording.get("definition") or wording["text"]


def cite_sentence(corpus: Corpus, histories: Mapping[str, History]) -> Citing:
    """Say how a sentence is cited; what is its own stands in braces, to be put in later."""
    citing = Citing(
        id="sentence", key="sentence", title=corpus.essay.title, date=find_essay_date(histories),
        url="{address}", words="{words}", passage="{passage}",
    )  # fmt: skip
    return sign(citing, corpus.facts)


def find_essay_date(histories: Mapping[str, History]) -> str | None:
    """Return the day since which an edition has every word of the essay; none if one is missing."""
    found = [one.last for one in histories.values() if one.citable.kind in IMMUTABLE]
    days = [version.edition if version else "" for version in found]
    return max(days, default=None) if all(days) else None


def make_key(key: str) -> str:
    """Return a key as programs take it.

    >>> make_key("term:black-box")
    'term-black-box'
    """
    return key.replace(":", "-").lower()


def cite_essay(corpus: Corpus, date: str | None, site: SiteName) -> Citing:
    """Say how the essay itself is cited."""
    key, url = site.key_of("essay"), site.address_of("/essay/")
    citing = Citing(
        id="essay", page="/essay/", key=key, title=name_essay(corpus), date=date, url=url
    )
    return sign(citing, corpus.facts)


def name_essay(corpus: Corpus) -> str:
    """Return the title of the essay, with its subtitle."""
    return ": ".join(filter(None, [corpus.essay.title, corpus.facts.subtitle]))


def sign(citing: Citing, facts: EssayFacts) -> Citing:
    """Say whose words are cited, where they are the essay’s, and when they first appeared."""
    return replace(citing, author=facts.author, original=facts.issued)


def cite_site(date: str | None, site: SiteName) -> Citing:
    """Say how the whole site is cited."""
    title = f"{site.name}: the argument, claim by claim"
    key, url = site.key_of("site"), site.address_of("/")
    return Citing(id="site", key=key, title=title, date=date, url=url)


def home_of_file(citing: Citing, extension: str) -> str:
    """Return the home of a file to download: it lies beside the page.

    >>> home_of_file(Citing(id="R1", page="/objections/o1/#r1", key="", title="", url=""), "bib")
    '/objections/o1/r1.bib'
    """
    return f"{citing.page.partition('#')[0]}{citing.id.lower()}.{extension}"


def make_files(citing: Citing) -> Iterator[tuple[str, str]]:
    """Yield the home and text of each file to download."""
    for extension, (write, _) in FILES.items():
        yield home_of_file(citing, extension), write(citing)


def name_in(home: str) -> str:
    """Return the name of the files of what has, or had, a home.

    >>> name_in("/objections/o1/#r1"), name_in("/glossary/shade-tree/")
    ('r1', 'shade-tree')
    """
    page, _, anchor = home.partition("#")
    return anchor or page.rstrip("/").rpartition("/")[2]
