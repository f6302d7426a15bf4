"""A site made up for measuring: the shape of a real one, any number of claims, no meaning.

Ten parts, a claim a file, one to three objections a claim of about 120 words with one or two
responses, thirty terms, some works cited and some notes. Only claims and objections grow.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from macros.essay.passages import Sentence, parse_essay

from .prose import RARE, Prose

PARTS = 10
NOTES = 20
ASSUMED = 10
"""Every tenth claim is an assumption."""

BEARINGS = ("for", "against", "mixed", "background")
VOICES = ("essay", "source", "editors")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much there is of what does not grow with the claims."""

    parts: int = PARTS
    paragraphs: int = 100
    terms: int = 30
    sources: int = 60


CALLS = {
    "index.md": ["thesis()", "part_list()"],
    "essay.md": ["essay()"],
    "claims/index.md": ["claim_table()"],
    "objections/index.md": ["objection_table()"],
    "map.md": ["argument_map()", "argument_outline()"],
    "glossary/index.md": ["glossary()"],
    "sources.md": ["source_list()"],
    "about-this-text.md": ["source_account()", "note_table()"],
    "coverage.md": ["coverage()"],
    "open-questions.md": ["open_questions()"],
    "contributors.md": ["contributor_list()"],
}
"""What the pages of the navigation call; those not named here are prose alone."""


def write_site(folder: Path, project: Path, claims: int, seed: int = 1) -> None:
    """Write a whole project into `folder`: data and pages made up, the rest the real one's."""
    write_data(folder / "data", Draft(claims, seed))
    _write_docs(folder / "docs", project, seed)
    shutil.copy(project / "mkdocs.yml", folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(project / "macros", folder / "macros", ignore=ignored)


class Draft:
    """Everything that the data will hold, by folder and id."""

    def __init__(self, claims: int, seed: int, size: Size | None = None) -> None:
        self.prose = Prose(seed)
        self._size = size = size or Size()
        self._random = self.prose.random
        self._responses = count(1)
        self.claims = ["T1", *_number_claims(claims - 1)]
        self.titles = self._find_titles()
        self.title = next(self.titles)
        self.lines = [self.prose.paragraph(90) for _ in range(size.paragraphs)]
        self.sentences = self._find_sentences()
        self.sources = [f"work{number}" for number in range(1, size.sources + 1)]
        words = iter(self._random.sample(RARE, 2 * size.terms))
        self.terms = {f"term-{n}": [next(words), next(words)] for n in range(1, size.terms + 1)}

    def _find_titles(self) -> Iterator[str]:
        seen: set[str] = set()
        while True:
            title = self.prose.title()
            if title not in seen:
                yield title
            seen.add(title)

    def _find_sentences(self) -> list[Sentence]:
        essay = parse_essay(self.lines, self.title)
        return [sentence for paragraph in essay.paragraphs for sentence in paragraph.sentences]

    def text(self, length: int) -> str:
        """Write a text that uses a term, names an item and cites a work."""
        term = " ".join(self._random.choice(list(self.terms.values())))
        item, source = self._random.choice(self.claims), self._random.choice(self.sources)
        return self.prose.paragraph(length, term, f"[{item}]", f"[@{source}, section 2]")

    def quotation(self) -> Fields:
        """Quote a sentence, or some words of it."""
        sentence = self._random.choice(self.sentences)
        words = sentence.text.split()
        if self._random.random() < 0.5:
            return {"passage": sentence.id}
        return {"passage": sentence.id, "words": " ".join(words[1 : len(words) // 2 + 2])}

    def citation(self, **fields: str) -> Fields:
        """Cite a work."""
        source = self._random.choice(self.sources)
        locator = {} if fields else {"locator": "section 2"}
        return {"source": source, **fields, **locator, "note": self.prose.sentence()}

    def claim(self, place: int) -> Fields:
        """Make a claim up; it rests only on later ones, so that there is no circle."""
        id = self.claims[place]
        before, after = self.claims[max(0, place - 50) : place], self.claims[place + 1 : place + 50]
        fields: Fields = {
            "id": id,
            "title": next(self.titles),
            "glance": self.prose.paragraph(30),
            "text": self.text(100),
            "supports": self._random.sample(before, min(2, len(before))),
            "depends_on": self._random.sample(after, min(2, len(after))),
            "sources": [
                self.citation(bearing=self._random.choice(BEARINGS))
                for _ in range(self._random.randint(0, 3))
            ],
        }
        if not id.startswith("A"):
            fields["strength"] = self._random.choice(["flat", "hedged"])
            fields["quotes"] = [self.quotation() for _ in range(self._random.randint(1, 2))]
        return fields

    def objections(self) -> Iterator[Fields]:
        """Make up one to three objections to each claim."""
        ids = (f"O{number}" for number in count(1))
        for claim in self.claims:
            for _ in range(self._random.randint(1, 3)):
                yield {
                    "id": next(ids),
                    "title": next(self.titles),
                    "against": [claim],
                    "glance": self.prose.paragraph(30),
                    "text": self.text(120),
                    "held_by": [self.citation() for _ in range(self._random.randint(1, 2))],
                    "responses": [self.response() for _ in range(self._random.randint(1, 2))],
                }

    def response(self) -> Fields:
        """Make a response up, in one of the three voices."""
        voice = self._random.choice(VOICES)
        gloss = " ".join(self.prose.sentence().split()[:20])
        fields: Fields = {"id": f"R{next(self._responses)}", "voice": voice, "gloss": gloss}
        if voice == "essay":
            return fields | {"quotes": [self.quotation()]}
        fields["text"] = self.text(50)
        return fields | ({"sources": [self.citation()]} if voice == "source" else {})

    def term(self, id: str) -> Fields:
        """Make up a term with its plural and one more form."""
        words = self.terms[id]
        return {
            "id": id,
            "term": " ".join(words).capitalize(),
            "aliases": [f"{' '.join(words)}s", f"{words[1]} of {words[0]}"],
            "definition": self.prose.sentence(),
            "origin": self.text(40),
            "senses": [{"name": next(self.titles), "text": self.text(30)} for _ in range(2)],
            "here": self.text(40),
            "quotes": [self.quotation()],
        }

    def source(self, id: str) -> Fields:
        """Make up a work cited."""
        given, family, journal = self.prose.random.sample(self.prose.words(50), 3)
        return {
            "id": id,
            "type": "article-journal",
            "title": next(self.titles),
            "author": [{"family": family.capitalize(), "given": given.capitalize()}],
            "issued": {"date-parts": [[self._random.randint(1950, 2020)]]},
            "container-title": f"Journal of {journal}",
            "URL": f"https://example.org/{id}",
        }

    def note(self, number: int) -> Fields:
        """Make up an editors' note."""
        passage = self._random.choice(self.sentences).id
        fields = {"id": f"N{number}", "passage": passage, "kind": "context"}
        return fields | {"text": self.prose.sentence()}

    def parts(self) -> list[Fields]:
        """Spread the paragraphs evenly over the parts."""
        each = len(self.lines) // self._size.parts
        return [
            {
                "id": f"part-{number + 1}",
                "title": next(self.titles),
                "glance": self.prose.paragraph(30),
                "paragraphs": [f"P{number * each + place + 1}" for place in range(each)],
            }
            for number in range(self._size.parts)
        ]


def _number_claims(claims: int) -> list[str]:
    numbers = {"A": count(1), "C": count(1)}
    letters = ("C" if place % ASSUMED else "A" for place in range(1, claims + 1))
    return [f"{letter}{next(numbers[letter])}" for letter in letters]


def write_data(data: Path, draft: Draft) -> None:
    """Write every file of data."""
    # as a real source may, it holds everything twice
    source = [*draft.lines, draft.title, *draft.lines]
    _write(data / "essay/source.txt", "\n".join(source) + "\n")
    _write_yaml(data / "essay/parts.yml", {"parts": draft.parts()})
    _write_yaml(data / "essay/notes.yml", [draft.note(number) for number in range(1, NOTES + 1)])
    for place, id in enumerate(draft.claims):
        _write_yaml(data / f"claims/{id}.yml", draft.claim(place))
    for objection in draft.objections():
        _write_yaml(data / f"objections/{objection['id']}.yml", objection)
    for id in draft.terms:
        _write_yaml(data / f"glossary/{id}.yml", draft.term(id))
    sources = [draft.source(id) for id in draft.sources]
    _write(data / "sources.json", json.dumps(sources, indent=2))


def _write_docs(docs: Path, project: Path, seed: int) -> None:
    prose = Prose(seed)
    nav = yaml_load((project / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    for page in find_pages(nav):
        if "*" not in page:
            _write_page(docs / page, CALLS.get(page, []), prose, f"# {prose.title()}")
    write_part_pages(docs, PARTS, prose)


def write_part_pages(docs: Path, parts: int, prose: Prose) -> None:
    """Write the page of each part."""
    for number in range(1, parts + 1):
        calls = [f'{call}("part-{number}")' for call in _PART_CALLS]
        _write_page(docs / f"argument/part-{number}.md", calls, prose)


_PART_CALLS = ("part_text", "part_claims", "part_objections", "part_onward")


def find_pages(nav: Any) -> Iterator[str]:
    """Yield every page of a navigation, in order."""
    if isinstance(nav, str):
        yield nav
    for inner in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from find_pages(inner)


def _write_page(path: Path, calls: list[str], prose: Prose, *before: str) -> None:
    blocks = [*before, prose.paragraph(60)]
    for number, call in enumerate(calls):
        heading = [f"## {prose.title()}"] if number else []
        blocks += [*heading, f"{{{{ {call} }}}}"]
    _write(path, "\n\n".join(blocks) + "\n")


def _write_yaml(path: Path, value: Any) -> None:
    _write(path, yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=96))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
