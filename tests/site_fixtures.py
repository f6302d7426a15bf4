"""The real site, built as a reader would get it, and what its data say that it must hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
import yaml
from lxml.html import HtmlElement
from once import make_once

from macros.essay.sentences import split_sentences

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://example.org/essay/"
REPOSITORY = "https://example.org/repository"
BIN = Path(sys.executable).parent

_PARSER = lxml.html.HTMLParser(encoding="utf-8")


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
class Site:
    """A built site."""

    folder: Path
    log: str

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
    def search(self) -> list[dict[str, str]]:
        """The entries of the search."""
        [path] = (self.folder / "assets").glob("search.*.json")
        entries: list[dict[str, str]] = json.loads(path.read_text("utf-8"))
        return entries

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The bytes of every file by its place."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


def build_real_site(folder: Path, command: list[str], **settings: str) -> str:
    """Build the project's own site into a folder, by the command line; return what it says."""
    kept = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment |= {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": "1790000000", **settings}
    call = [*command, "build", "--strict", "--config-file", str(ROOT / "mkdocs.yml")]
    ran = subprocess.run(
        [*call, "--site-dir", str(folder)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


def _site(factory: pytest.TempPathFactory, name: str, command: list[str], **settings: str) -> Site:
    """Return the site, built once a run, in a folder named like the path of its address."""

    def make(folder: Path) -> str:
        return build_real_site(folder / "essay", command, **settings)

    folder, said = make_once(factory, name, make)
    return Site(folder / "essay", said)


_MKDOCS = [sys.executable, "-m", "mkdocs"]


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the project's own site."""
    return _site(tmp_path_factory, "real", [str(BIN / "mkdocs")], PYTHONHASHSEED="1")


@pytest.fixture(scope="session")
def site_again(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the same site built a second time, as `make site` would, in another folder."""
    return _site(tmp_path_factory, "again", _MKDOCS, PYTHONHASHSEED="2")


@pytest.fixture(scope="session")
def site_with_repository(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of a project that says where its files can be edited."""
    return _site(tmp_path_factory, "edited", _MKDOCS, REPOSITORY_URL=REPOSITORY)


# What follows reads the data without the generator, so that a fault of its own cannot hide.


@cache
def read_data(path: str) -> Any:
    """Return what a data file holds."""
    text = (ROOT / "data" / path).read_text("utf-8")
    return json.loads(text) if path.endswith(".json") else yaml.load(text, yaml.CSafeLoader)


def ids_in(folder: str) -> list[str]:
    """Return the ids of the items of a folder of data: the names of its files."""
    return sorted(path.stem for path in (ROOT / "data" / folder).glob("*.yml"))


def is_retired(path: str) -> bool:
    """Tell whether an item has been withdrawn: `claims/C10`."""
    return "retired" in read_data(f"{path}.yml")


def read_responses() -> dict[str, str]:
    """Return the ids of the responses, each with that of its objection."""
    return {
        response["id"]: objection
        for objection in ids_in("objections")
        for response in read_data(f"objections/{objection}.yml").get("responses", [])
    }


def read_paragraphs() -> list[str]:
    """Return the lines of the source, without their repetitions and the title."""
    lines = (ROOT / "data/essay/source.txt").read_text("utf-8").splitlines()
    once = list(dict.fromkeys(line for line in lines if line.strip()))
    return [line for line in once if line[-1] in ".?!”’"]


def sentence_ids() -> dict[str, str]:
    """Return the id and the words of each sentence of the source."""
    return {
        f"P{paragraph}.{sentence}": words
        for paragraph, text in enumerate(read_paragraphs(), 1)
        for sentence, words in enumerate(split_sentences(text), 1)
    }


def anchor_of(passage: str) -> str:
    """Return the anchor of a paragraph or sentence."""
    return passage.lower().replace(".", "-")


def home_of(id: str) -> str:
    """Return the home of anything that has one, as readers were promised it."""
    if id in read_responses():
        return f"/objections/{read_responses()[id].lower()}/#{id.lower()}"
    if id in ids_in("glossary"):
        return f"/glossary/{id}/"
    if id in {source["id"] for source in read_data("sources.json")}:
        return f"/sources/#{id}"
    if id[0] in "PN":
        return f"/essay/#{anchor_of(id)}"
    return f"/{'objections' if id[0] == 'O' else 'claims'}/{id.lower()}/"


def part_of(passage: str) -> str:
    """Return the id of the part on which a paragraph or sentence stands."""
    paragraph = passage.split(".")[0]
    parts = read_data("essay/parts.yml")["parts"]
    return next(str(part["id"]) for part in parts if paragraph in part["paragraphs"])


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
