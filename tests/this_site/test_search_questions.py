"""The search answers what people ask of this site: the first hit is the right one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from own import ids_in, read_data
from reading import Reader, find_hits, search
from server import serve
from site_fixtures import Site

Table = dict[str, str | list[str]]


def read_table(name: str) -> Table:
    """Return questions with where the first hit must lead."""
    table: Table = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return table


QUESTIONS = read_table("search_questions.yml")
UNSEEN = read_table("search_questions_unseen.yml")
RIGHT_AT_FIRST = 34
"""How many of the unseen ones were answered by the first hit when they were first asked."""
NOTHING = "nothing"


@pytest.fixture(scope="module")
def address(real_site: Site) -> Iterator[str]:
    """Return where this site is served, which the questions are about."""
    with serve(real_site.folder.parent) as start:
        yield f"{start}/{real_site.folder.name}/"


def find_wrong(reader: Reader, questions: Table) -> dict[str, str | None]:
    """Return the questions whose first hit leads elsewhere, with where."""
    page = reader.open("")
    search(page, "C1").wait_for()
    hits = [next(iter(found), None) for found in find_hits(page, *questions)]
    return {
        asked: hit
        for (asked, homes), hit in zip(questions.items(), hits, strict=True)
        if hit not in wanted(reader, homes)
    }


def wanted(reader: Reader, homes: str | list[str]) -> list[str | None]:
    """Return where the first hit may lead; to nowhere, where nothing here answers."""
    if homes == NOTHING:
        return [None]
    return [reader.address + home for home in ([homes] if isinstance(homes, str) else homes)]


def test_the_first_hit_is_what_was_asked_for(reader: Reader) -> None:
    assert len(QUESTIONS) >= 100
    assert find_wrong(reader, QUESTIONS) == {}


def test_questions_that_nobody_tuned_it_for_fare_no_worse_than_they_did(reader: Reader) -> None:
    assert len(UNSEEN) - len(find_wrong(reader, UNSEEN)) >= RIGHT_AT_FIRST


@pytest.mark.parametrize("folder", ["claims", "objections", "glossary"])
def test_every_item_says_under_what_else_it_is_looked_for(folder: str) -> None:
    named = {id: read_data(f"{folder}/{id}.yml").get("also_said_as") for id in ids_in(folder)}

    assert [id for id, names in named.items() if not names] == []
