"""The search answers what people ask of this site: the first hit is the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from reading import Reader, search
from site_fixtures import ids_in, read_data

TABLE = Path(__file__).with_name("search_questions.yml")
QUESTIONS: dict[str, str | list[str]] = yaml.safe_load(TABLE.read_text("utf-8"))
NOTHING = "nothing"

ASK = """async questions => {
  const input = document.getElementById("search-words"), found = []
  for (const question of questions) {
    input.value = question
    input.dispatchEvent(new Event("input", { bubbles: true }))
    await new Promise(requestAnimationFrame)
    found.push(document.querySelector(".search-results a")?.href ?? null)
  }
  return found
}"""


def test_the_first_hit_is_what_was_asked_for(reader: Reader) -> None:
    page = reader.open("")
    search(page, "C1").wait_for()

    hits = dict(zip(QUESTIONS, page.evaluate(ASK, list(QUESTIONS)), strict=True))

    assert len(QUESTIONS) >= 100
    assert {asked: hit for asked, hit in hits.items() if hit not in wanted(reader, asked)} == {}


def wanted(reader: Reader, question: str) -> list[str | None]:
    """Return where the first hit may lead; to nowhere, where nothing here answers."""
    homes = QUESTIONS[question]
    if homes == NOTHING:
        return [None]
    return [reader.address + home for home in ([homes] if isinstance(homes, str) else homes)]


@pytest.mark.parametrize("folder", ["claims", "objections", "glossary"])
def test_every_item_says_under_what_else_it_is_looked_for(folder: str) -> None:
    named = {id: read_data(f"{folder}/{id}.yml").get("also_said_as") for id in ids_in(folder)}

    assert [id for id, names in named.items() if not names] == []
