"""A made-up site: this project’s pages around an essay and an argument without meaning.

It has a good many of everything that a site can have, so that what is asked of it in a browser
finds something, whichever essay this project is of. What tests expect, they read from its data.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from begun import Copy
from once import make_once
from site_fixtures import Data, load_yaml

from macros.__main__ import main
from macros.desk.start import start
from tools.benchmarks.prose import Prose
from tools.benchmarks.synthetic import (
    VOICES,
    Draft,
    Fields,
    Size,
    write_data,
    write_part_pages,
)

CLAIMS = 24
SIZE = Size(parts=4, paragraphs=16, terms=10, sources=20)
FIRST, SECOND = "2026-01-15", "2026-02-20"
"""The days of its editions."""
TITLE = "What nobody has said of anything"
QUOTING = "Who asks “why now” hasn’t waited, and who waits does not ask."
"""What each paragraph begins with: a quotation inside it, and a word with an apostrophe."""
PROSE = Prose(7)


class Argument(Draft):
    """What is made up, and some of what nobody makes up by chance."""

    def __init__(self) -> None:
        super().__init__(CLAIMS, 1, SIZE)
        self.title = TITLE
        self.lines = [f"{QUOTING[:-1]}, {n}. {line}" for n, line in enumerate(self.lines, 1)]
        self.sentences = self._find_sentences()

    def claim(self, place: int) -> Fields:
        """Make a claim up, with a term in its glance, a note, and words for the search."""
        term = self.terms[f"term-{place % SIZE.terms + 1}"]
        claim = super().claim(place) | {"glance": self.prose.paragraph(46, " ".join(term))}
        return claim | {"note": self.text(30), "also_said_as": [self.prose.title()]}

    def objections(self) -> Iterator[Fields]:
        """Make objections up, answered in each voice in turn; some have an apostrophe."""
        for number, objection in enumerate(super().objections()):
            title = f"{objection['title']} doesn’t" if number % 5 == 0 else objection["title"]
            voices = (("essay", "source"), ("source",), ("editors",))[number % len(VOICES)]
            responses = [self._respond(voice) for voice in voices]
            yield objection | {"title": title, "responses": responses}

    def _respond(self, voice: str) -> Fields:
        return next(made for made in iter(self.response, None) if made["voice"] == voice)

    def term(self, id: str) -> Fields:
        """Make a term up, with a work about it."""
        return super().term(id) | {"sources": [self.citation()]}

    def note(self, number: int) -> Fields:
        """Make up a note on some words, and sometimes what they should have been."""
        sentence = self.sentences[0] if number == 1 else self.sentences[number * 5]
        words = " ".join(sentence.text.split()[2:4]).strip(",.“”")
        kind = ("slip", "unclear", "attribution", "context")[number % 4]
        note: Fields = {"id": f"N{number}", "passage": sentence.id, "words": words, "kind": kind}
        if kind in ("slip", "unclear"):
            note |= {"reading": "something else", "confidence": "high"}
        return note | {"text": self.prose.sentence()}


def _load(path: Path) -> Any:
    return load_yaml(path.read_text("utf-8"))


def _change(root: Path, name: str, **fields: object) -> None:
    path = root / "data" / name
    changed = _load(path) | fields
    path.write_text(yaml.safe_dump(changed, sort_keys=False, allow_unicode=True), "utf-8")


def _dispute(root: Path) -> None:
    """Let an objection speak against a response, and others be the strongest against claims."""
    objections = sorted((root / "data/objections").glob("*.yml"))
    for path in objections:
        objection = _load(path)
        (claim,) = objection["against"]
        reason = PROSE.sentence("[A2]" if claim == "A1" else "[A1]")
        strongest = {"objection": objection["id"], "reason": reason}
        _change(root, f"claims/{claim}.yml", strongest=strongest)
    replies = [r for path in objections[:-1] for r in _load(path)["responses"]]
    reply = next(reply["id"] for reply in replies if reply["voice"] == "essay")
    last = objections[-1]
    _change(root, f"objections/{last.name}", against=[*_load(last)["against"], reply])


def _say_once(root: Path) -> None:
    """Let no two claims say of each other that the one supports the other, and depends on it."""
    claims = {path.stem: _load(path) for path in (root / "data/claims").glob("*.yml")}
    for id, claim in claims.items():
        grounds = [other for other in claim["depends_on"] if id not in claims[other]["supports"]]
        _change(root, f"claims/{id}.yml", depends_on=grounds)


def _begin(folder: Path) -> Path:
    """Write the project, and make two editions of it, the second with a claim reworded."""
    root = folder / "project"
    project, argument = Copy(root), Argument()
    project.write("essay.txt", "\n\n".join([TITLE, *argument.lines]))
    given = {"title": TITLE, "parts": "length"}
    list(start(root, root / "essay.txt", given, confirm="start"))
    shutil.rmtree(root / "docs/argument")
    write_part_pages(root / "docs", SIZE.parts, PROSE)
    write_data(root / "data", argument)
    _say_once(root)
    _dispute(root)
    for day in (FIRST, SECOND):
        with redirect_stdout(StringIO()):
            assert main(["edition", "--yes", "--root", str(root), "--date", day]) == 0
        claim = argument.claims[1]
        _change(root, f"claims/{claim}.yml", glance=PROSE.paragraph(30))
    return root


DATA = Data(make_once("made-up", _begin))
read_data, ids_in, is_retired = DATA.read_data, DATA.ids_in, DATA.is_retired
read_responses, read_paragraphs = DATA.read_responses, DATA.read_paragraphs
sentence_ids, home_of, part_of = DATA.sentence_ids, DATA.home_of, DATA.part_of
