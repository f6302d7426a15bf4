"""A built site as a reader would get it, and what its data say that it must hold."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
import yaml
from lxml.html import HtmlElement

from macros.argument import read_essay
from macros.essay import Essay, expand_ranges

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://example.org/essay/"
REPOSITORY = "https://example.org/repository"
BIN = Path(sys.executable).parent

_PARSER = lxml.html.HTMLParser(encoding="utf-8")


KINDS = {
    "home": "/",
    "part": r"/argument/[^/]+/",
    "claim": r"/claims/[^/]+/",
    "objection": r"/objections/[^/]+/",
    "term": r"/glossary/[^/]+/",
    "pinned": r"/.+/v\d+/",
    "missing": r"/404\.html",
} | {
    name: f"/{name}/"
    for name in (
        "objections", "essay", "claims", "map", "glossary", "sources", "about-this-text",
        "how-to-cite", "coverage", "check-citations", "data", "how-to-contribute",
    )
}  # fmt: skip
"""The kinds of pages that a site has, by the form of their homes."""


def load_yaml(text: str) -> Any:
    """Return what some YAML holds, read by the C library, which takes a tenth of the time."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


@dataclass(frozen=True)
class Page:
    """One page of the built site."""

    home: str
    """Such as `/claims/c10/`."""
    path: Path

    @cached_property
    def tree(self) -> HtmlElement:
        """The whole page."""
        return lxml.html.parse(str(self.path), _PARSER).getroot()

    @property
    def html(self) -> str:
        """The whole page as it now stands, if a test has changed it."""
        return f"<!doctype html>{lxml.html.tostring(self.tree, encoding='unicode')}"

    @cached_property
    def article(self) -> HtmlElement:
        """The content, without the theme around it."""
        return self.find("//article")[0]

    @cached_property
    def ids(self) -> list[str]:
        """Every id of the page, in order."""
        return [str(id) for id in self.tree.xpath("//@id")]

    def find(self, xpath: str) -> list[HtmlElement]:
        """Return the elements that an XPath finds."""
        return list(self.tree.xpath(xpath))

    def links(self, within: HtmlElement | None = None) -> list[str]:
        """Return where the links of the page, or of one element, lead: full addresses."""
        start = self.tree if within is None else within
        return [urljoin(ADDRESS + self.home[1:], str(href)) for href in start.xpath(".//a/@href")]

    def leads_to(self, home: str, within: HtmlElement | None = None) -> bool:
        """Tell whether a link leads to a page of this site, whatever its fragment."""
        wanted = ADDRESS + urldefrag(home).url[1:]
        return any(urldefrag(link).url == wanted for link in self.links(within))


@dataclass(frozen=True)
class Data:
    """The data of a project, read without the generator, so that its faults cannot hide."""

    root: Path
    """Where the project is."""

    @cached_property
    def _read(self) -> dict[str, Any]:
        return {}

    def read_data(self, path: str) -> Any:
        """Return what a data file holds."""
        if path not in self._read:
            text = (self.root / "data" / path).read_text("utf-8")
            self._read[path] = json.loads(text) if path.endswith(".json") else load_yaml(text)
        return self._read[path]

    def read_notes(self) -> list[dict[str, Any]]:
        """Return the editors’ notes on the essay, if there are any."""
        there = (self.root / "data/essay/notes.yml").is_file()
        return list(self.read_data("essay/notes.yml")) if there else []

    def ids_in(self, folder: str) -> list[str]:
        """Return the ids of the items of a folder of data: the names of its files."""
        return sorted(path.stem for path in (self.root / "data" / folder).glob("*.yml"))

    def is_retired(self, path: str) -> bool:
        """Tell whether an item has been withdrawn: `claims/C10`."""
        return "retired" in self.read_data(f"{path}.yml")

    def read_responses(self) -> dict[str, str]:
        """Return the ids of the responses, each with that of its objection."""
        return {
            response["id"]: objection
            for objection in self.ids_in("objections")
            for response in self.read_data(f"objections/{objection}.yml").get("responses", [])
        }

    @cached_property
    def essay(self) -> Essay:
        """The essay, as the generator reads it: what it makes of the source is tested elsewhere."""
        essay = read_essay(self.root)
        assert essay is not None
        return essay

    def read_paragraphs(self) -> list[str]:
        """Return the words of each paragraph of the essay."""
        return [paragraph.text for paragraph in self.essay.paragraphs]

    def sentence_ids(self) -> dict[str, str]:
        """Return the id and the words of each sentence of the essay."""
        sentences = (one for paragraph in self.essay.paragraphs for one in paragraph.sentences)
        return {sentence.id: sentence.text for sentence in sentences}

    def home_of(self, id: str) -> str:
        """Return the home of anything that has one, as readers were promised it."""
        if id in self.read_responses():
            return f"/objections/{self.read_responses()[id].lower()}/#{id.lower()}"
        if id in self.ids_in("glossary"):
            return f"/glossary/{id}/"
        if id in {source["id"] for source in self.read_data("sources.json")}:
            return f"/sources/#{id}"
        if id[0] in "PN":
            return f"/essay/#{anchor_of(id)}"
        return f"/{'objections' if id[0] == 'O' else 'claims'}/{id.lower()}/"

    def read_parts(self) -> list[dict[str, Any]]:
        """Return the parts, each with all of its paragraphs by name."""
        parts = self.read_data("essay/parts.yml")["parts"]
        return [part | {"paragraphs": expand_ranges(part["paragraphs"])} for part in parts]

    def part_of(self, passage: str) -> str:
        """Return the id of the part on which a paragraph or sentence stands."""
        paragraph = passage.split(".")[0]
        return next(str(one["id"]) for one in self.read_parts() if paragraph in one["paragraphs"])

    def editions(self) -> list[str]:
        """Return the days of the editions, in order."""
        return sorted(path.stem for path in (self.root / "data/editions").glob("*.json"))


def anchor_of(passage: str) -> str:
    """Return the anchor of a paragraph or sentence."""
    return passage.lower().replace(".", "-")


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path
    log: str
    data: Data
    full: bool = False
    """Whether it is known to have many of everything; another may have begun today."""

    def least(self, count: int) -> int:
        """Return how many there must be of something, so that a test has asked something."""
        return count if self.full else 0

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its home; the page for a wrong address is `/404.html`."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            place = path.relative_to(self.folder).as_posix()
            home = "/" + place.removesuffix("index.html")
            found[home] = Page(home, path)
        return found

    @cached_property
    def fullest(self) -> dict[str, str]:
        """The home of the fullest page of each kind, where there is one."""
        found = {}
        for kind, form in KINDS.items():
            homes = [home for home in self.pages if re.fullmatch(form, home)]
            if homes:
                found[kind] = max(homes, key=lambda home: self.pages[home].path.stat().st_size)
        return found

    def homes_of(self, *kinds: str) -> list[str]:
        """Return the homes of the fullest pages of some kinds, as they follow an address."""
        assert not self.full or set(kinds) <= self.fullest.keys()
        return [self.fullest[kind][1:] for kind in kinds if kind in self.fullest]

    @cached_property
    def search(self) -> list[dict[str, str]]:
        """The entries of the search."""
        [path] = (self.folder / "assets").glob("search.*.json")
        entries: list[dict[str, str]] = json.loads(path.read_text("utf-8"))["entries"]
        return entries

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The bytes of every file by its place."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


_REFERENCE = re.compile(r"\[@?([A-Za-z][\w.]*)(?:,[^\]]*)?\]")
_ID_FIELDS = {"supports", "depends_on", "against", "raised_at", "passage", "source"}


def find_names(value: Any, field: str = "", around: str = "") -> Iterator[str]:
    """Yield every id that a record names, in its fields and in its texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from find_names(inner, key, field)
    elif isinstance(value, list):
        for inner in value:
            yield from find_names(inner, field, around)
    elif field in _ID_FIELDS or (field == "term" and around == "confused_with"):
        yield str(value)
    elif field != "words":
        yield from _REFERENCE.findall(str(value))


def is_there(site: Site, address: str) -> bool:
    """Tell whether an address of this site leads to a file and, if it says so, a place in it."""
    bare, fragment = urldefrag(address)
    home = "/" + bare.removeprefix(ADDRESS)
    if home not in site.pages:
        return not fragment and (site.folder / home[1:]).is_file()
    return not fragment or fragment in site.pages[home].ids
