"""The programs that the exports are for read them, and find what the data hold."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import lxml.etree
import pytest
import rispy
from begun import Copy
from conftest import MINIATURE
from programs import read_by_pandoc, run_node

from macros.checking.publication import load_publication
from macros.editions.citing import SiteName
from macros.exports.exports import make_exports
from macros.pages.view import View
from macros.records.text import plain_text

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@cache
def view_of(root: Path) -> View:
    """Return the view of some data."""
    found = load_publication(root, root / "docs")
    return View(found.corpus, found.register, SiteName("Name", "https://a.org/"))


def export(root: Path, file: str) -> str:
    """Return the text of one export."""
    return view_of(root).once(make_exports)[f"/data/v1/{file}"]


# -- works


@pytest.mark.parametrize(
    ("file", "format"),
    [
        ("sources.json", "csljson"),
        ("sources.bib", "biblatex"),
        ("sources.bibtex.bib", "bibtex"),
        ("sources.ris", "ris"),
    ],
)
def test_pandoc_reads_every_work(any_root: Path, file: str, format: str) -> None:
    works = view_of(any_root).corpus.sources

    read = read_by_pandoc(export(any_root, file), format, "csljson")

    assert len(read) == len(works)
    assert {work["id"]: bare(work["title"]) for work in read} == {
        id: bare(work.title) for id, work in works.items()
    }


def bare(title: str) -> str:
    """Return a title without what a style may change: capitals and the kind of quotation marks."""
    return title.lower().translate(str.maketrans("“”‘’", "\"\"''")).replace('"', "'")


def test_rispy_reads_every_work(any_root: Path) -> None:
    works = view_of(any_root).corpus.sources

    read = rispy.loads(export(any_root, "sources.ris"))

    assert {work["id"]: work["title"] for work in read} == {
        id: work.title for id, work in works.items()
    }
    assert [len(work.get("authors", [])) for work in read] == [
        len(work.author) for work in works.values()
    ]


# -- the map

READ_ARGDOWN = """
import { argdown } from "@argdown/core";
import { readFileSync } from "node:fs";
const read = argdown.run({
  input: readFileSync(0, "utf-8"), process: ["parse-input", "build-model"], logLevel: "error",
});
const words = (things) => Object.values(things).map(
  (thing) => [thing.title, thing.members.map((member) => member.text).filter(Boolean)]
);
console.log(JSON.stringify({
  errors: [...read.parserErrors, ...read.lexerErrors].map((error) => error.message),
  title: read.frontMatter.title,
  statements: words(read.statements),
  arguments: words(read.arguments),
  relations: read.relations.map((found) => [found.from.title, found.relationType, found.to.title]),
}));
"""


@cache
def read_argdown(root: Path) -> dict[str, Any]:
    """Return what Argdown's own parser finds in the map."""
    ran = run_node(READ_ARGDOWN, given=export(root, "argument.argdown"))
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


def test_argdown_finds_every_claim_objection_and_response(any_root: Path) -> None:
    corpus = view_of(any_root).corpus

    read = read_argdown(any_root)

    assert (read["errors"], read["title"]) == ([], corpus.essay.title)
    assert dict(read["statements"]) == {
        claim.id: [plain_text(claim.title)] for claim in corpus.claims.values()
    }
    found = dict(read["arguments"])
    assert set(found) == {*corpus.objections, *corpus.responses}
    assert {id: found[id] for id in corpus.objections} == {
        id: [plain_text(objection.title)] for id, objection in corpus.objections.items()
    }


def test_argdown_finds_every_relation_and_no_other(any_root: Path) -> None:
    corpus = view_of(any_root).corpus
    claims, objections = corpus.claims.values(), corpus.objections.values()
    grounds = {(c.id, other) for c in claims for other in c.supports}
    grounds |= {(other, c.id) for c in claims for other in c.depends_on}
    attacks = {(o.id, target) for o in objections for target in o.against}
    attacks |= {(r.id, o.id) for o in objections for r in o.live_responses}

    read = read_argdown(any_root)["relations"]

    assert sorted(map(tuple, read)) == sorted(
        [(a, "support", b) for a, b in grounds] + [(a, "attack", b) for a, b in attacks]
    )


# -- the feed


def test_a_feed_reader_finds_every_edition(every_root: Path) -> None:
    editions = view_of(every_root).register.editions

    read = feedparser.parse(export(every_root, "feed.atom"))

    assert (read.bozo, read.version) == (False, "atom10")
    assert [entry.updated for entry in read.entries] == [
        f"{edition.date}T00:00:00Z" for edition in reversed(editions)
    ]
    assert [entry.link for entry in read.entries] == [
        f"https://a.org/editions/#edition-{edition.date}" for edition in reversed(editions)
    ]


RFC_4151 = re.compile(
    r"tag:(?:[\w.+-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r",\d{4}(?:-[01]\d(?:-[0-3]\d)?)?:(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*"
)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def test_the_feed_has_all_that_a_validator_asks_for(every_root: Path) -> None:
    feed = lxml.etree.fromstring(export(every_root, "feed.atom").encode())
    entries = feed.findall("a:entry", ATOM)
    ids = [element.text for element in feed.iterfind(".//a:id", ATOM)]

    assert [text for text in ids if not RFC_4151.fullmatch(text)] == []
    assert len(ids) == len(set(ids)) == len(entries) + 1
    for element in (feed, *entries):
        for needed in ("id", "title", "updated"):
            assert len(element.findall(f"a:{needed}", ATOM)) == 1, needed
        assert RFC_3339.fullmatch(element.findtext("a:updated", "", ATOM))
        assert len(element.findall("a:link[@rel='alternate']", ATOM)) == 1
    assert feed.findtext("a:author/a:name", "", ATOM)
    (itself,) = feed.findall("a:link[@rel='self']", ATOM)
    assert itself.get("href") == "https://a.org/data/v1/feed.atom"


def test_a_site_without_editions_and_one_with_some_are_among_them(made_up_root: Path) -> None:
    assert len(view_of(made_up_root).register.editions) == 2
    assert len(view_of(MINIATURE).register.editions) == 0


# -- before there is anything


def test_a_map_of_nothing_is_one_for_argdown(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    copy.begin("refrain.txt", author="Duval, Camille", language="fr")

    read = read_argdown(copy.root)

    assert read == {
        "errors": [], "title": "Le thé du matin", "statements": [], "arguments": [],
        "relations": [],
    }  # fmt: skip
