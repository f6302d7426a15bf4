"""Works and things as the programs read them that they are written for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pybtex.database
import pytest
import rispy
from cited import things, works
from examples import source
from programs import read_by_pandoc
from pybtex.richtext import Text
from tex import HAS_TEX, ask_biber, ask_bibtex

from macros.argument.people import Name
from macros.argument.sources import Source
from macros.references.bibliography import to_biblatex, to_bibtex, to_ris
from macros.references.this_page import as_work

pytestmark = pytest.mark.slow

WRITERS = {"bibtex": to_bibtex, "biblatex": to_biblatex, "ris": to_ris}


@cache
def everything() -> list[Source]:
    """Return every work that is cited, and every thing that can be."""
    return [*works().values(), *map(as_work, things().values())]


@cache
def written(format: str) -> str:
    """Return them in a format."""
    return WRITERS[format](everything())


by_format = pytest.mark.parametrize("format", ["bibtex", "biblatex"])


def bare(title: str) -> str:
    """Return a title without what programs change: capitals, spaces, the kind of marks."""
    plain = re.sub(r"<[^>]+>|[\s\xa0]", "", title).casefold()
    marks = {"…": "...", "–": "-", "\\$": "$"}
    for mark, other in marks.items():
        plain = plain.replace(mark, other)
    return re.sub(r"['‘’“”\"`]+", "'", plain)


def names_of(source: Source) -> list[str]:
    """Return the last names of those who wrote a work."""
    return [name_of(name) for name in source.author if not name.stands_for_others]


def name_of(name: Name) -> str:
    """Return a name without its given names."""
    family = " ".join(filter(None, [name.dropping_particle, name.short]))
    return bare(name.whole or family)


@pytest.mark.parametrize("format", WRITERS)
def test_pandoc_reads_every_work(format: str) -> None:
    read = read_by_pandoc(written(format), format, "csljson")

    assert {item["id"]: bare(item["title"]) for item in read} == {
        source.id: bare(source.title) for source in everything()
    }
    assert {item["id"]: item.get("DOI", "") for item in read} == {s.id: s.doi for s in everything()}


@pytest.mark.parametrize(
    ("language", "name", "read"),
    [("fr", "french", "fr"), ("de-DE", "ngerman", "de"), ("pt-BR", "brazilian", "pt-BR")],
)
def test_biblatex_names_the_language_of_a_work_as_babel_does(
    language: str, name: str, read: str
) -> None:
    made = to_biblatex([source("the1949", language=language)])

    [item] = read_by_pandoc(made, "biblatex", "csljson")

    assert f"  langid = {{{name}}},\n" in made
    assert item["language"].startswith(read)


@pytest.mark.parametrize("language", ["en", "en-GB", None, "tlh"])
def test_a_language_without_a_name_for_babel_is_not_named(language: str | None) -> None:
    assert "langid" not in to_biblatex([source("tea1949", language=language)])


@by_format
def test_pybtex_reads_every_work(format: str) -> None:
    entries = pybtex.database.parse_string(written(format), "bibtex").entries

    assert {key: bare(str(Text.from_latex(e.fields["title"]))) for key, e in entries.items()} == {
        source.id: bare(source.title) for source in everything()
    }
    people = {key: entry.persons.get("author", []) for key, entry in entries.items()}
    assert {key: list(map(last_name, of)) for key, of in people.items()} == {
        source.id: names_of(source) + others(source) for source in everything()
    }


def last_name(person: pybtex.database.Person) -> str:
    """Return a name without its given names."""
    pieces = [*person.prelast_names, *person.last_names]
    return bare(str(Text.from_latex(" ".join(pieces))))


def others(source: Source) -> list[str]:
    """Return what stands for those who are not named."""
    return ["others"] if any(name.stands_for_others for name in source.author) else []


def test_rispy_reads_every_work() -> None:
    read = rispy.loads(written("ris"))

    assert {item["id"]: item["title"] for item in read} == {s.id: s.title for s in everything()}
    assert {item["id"]: len(item.get("authors", [])) for item in read} == {
        source.id: len(source.author) for source in everything()
    }
    assert {item["id"]: item.get("doi", "") for item in read} == {s.id: s.doi for s in everything()}


# -- TeX


def in_latin(source: Source) -> bool:
    """Whether TeX’s own fonts have every letter of a work."""
    return not re.search(r"[^\x00-\u017f–—‘’“”…]", source.model_dump_json())


def few_alike(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield works without those that a style cannot tell apart: it has 26 letters for a label."""
    labels: Counter[str] = Counter()
    for work in sources:
        first = work.people[0].short if work.people else work.title
        label = f"{first[:3]}{work.year}"
        labels[label] += 1
        if labels[label] <= 26:
            yield work


@pytest.mark.parametrize("style", ["plain", "alpha", "apalike"])
def test_bibtex_has_nothing_to_say(style: str, tmp_path: Path) -> None:
    text = to_bibtex(few_alike(source for source in everything() if in_latin(source)))

    assert ask_bibtex(text, style, tmp_path) == []


@pytest.mark.skipif(not HAS_TEX, reason="pybtex does as BibTeX does, in files of its own")
@pytest.mark.parametrize("style", ["plain", "alpha", "apalike", "abbrv", "unsrt"])
def test_a_style_prints_the_address_of_every_thing(style: str, tmp_path: Path) -> None:
    cited = [as_work(thing) for thing in list(things().values())[:60]]
    ask_bibtex(to_bibtex(cited), style, tmp_path)

    printed = "".join((tmp_path / "paper.bbl").read_text("utf-8").split())
    pages = [str(thing.URL).partition("#")[0] for thing in cited]
    assert [page for page in pages if f"\\url{{{page}}}" not in printed] == []


def test_biber_has_nothing_to_say(tmp_path: Path) -> None:
    complaints = ask_biber(written("biblatex"), tmp_path)

    assert [said for said in complaints if not re.search(UNKNOWN, said)] == []


UNKNOWN = r"Missing mandatory field .*'(?:date, year|url, doi, eprint|institution|editor)'"
"""What biber misses where it is not known: nobody has said when an undated page was written."""


def test_bibtex_prints_the_address_of_a_thing(tmp_path: Path) -> None:
    thing = as_work(things()["tea-c1"])

    assert f"\\url{{{thing.URL}}}" in to_bibtex([thing])
