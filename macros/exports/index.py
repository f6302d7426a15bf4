"""The index: what exports there are, and the list of pages and exports for language models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..argument import Claim, Objection, home_of_alternate, home_of_part, home_of_term
from ..editions import SiteName
from ..pages import View
from ..records import escape_marks, plain_text

EXPORTS = "/data/v1"
"""Where the exports lie; another number when programs that read them would have to change."""

DESCRIPTIONS = {
    f"{EXPORTS}/corpus.json": "everything as it is today, in one file",
    f"{EXPORTS}/claims.json": "the thesis, the claims and the assumptions",
    f"{EXPORTS}/objections.json": "the objections, their responses inside",
    f"{EXPORTS}/objections.csv": "the objections and responses as a table",
    f"{EXPORTS}/terms.json": "the glossary",
    f"{EXPORTS}/parts.json": "the parts of the essay",
    f"{EXPORTS}/passages.json": "the paragraphs and sentences of the essay, verbatim",
    f"{EXPORTS}/notes.json": "the editors’ notes on the text",
    f"{EXPORTS}/editions.json": "the editions",
    f"{EXPORTS}/versions.json": "every wording that an edition holds, and every former id and home",
    f"{EXPORTS}/feed.atom": "what each edition changed, for feed readers",
    f"{EXPORTS}/argument.argdown": "the argument as a map, for Argdown",
    f"{EXPORTS}/argument.aif.jsonld": "the argument in the Argument Interchange Format, as JSON-LD",
    f"{EXPORTS}/sources.json": "the works cited, in CSL-JSON",
    f"{EXPORTS}/sources.bib": "the works cited, for BibLaTeX",
    f"{EXPORTS}/sources.bibtex.bib": "the works cited, for BibTeX",
    f"{EXPORTS}/sources.ris": "the works cited, in RIS",
    f"{EXPORTS}/schema/corpus.schema.json": "the JSON Schema of the first; the others have theirs",
}
"""What is in each export, by home."""


LLMS = "/llms.txt"


def write_lines(values: Iterable[object]) -> str:
    """Write a list in JSON, a line for each value: quick to write, and to compare.

    >>> print(write_lines([{"id": "C1"}, {"id": "C2"}]))
    [
    {"id": "C1"},
    {"id": "C2"}
    ]
    """
    lines = ",\n".join(json.dumps(value, ensure_ascii=False) for value in values)
    return f"[\n{lines}\n]" if lines else "[]"


@dataclass(frozen=True)
class Row:
    """One export as the list of all shows it; sizes are in bytes."""

    home: str
    description: str
    size: int
    schema: str | None
    schema_size: int


def find_rows(exports: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row for each export, its schema beside it; `exports` goes from homes to texts."""
    for home, description in {**DESCRIPTIONS, LLMS: "the pages and files, listed"}.items():
        if "/schema/" not in home:
            schema = f"{EXPORTS}/schema/{home.rpartition('/')[2].removesuffix('.json')}.schema.json"
            size = len(exports.get(schema, "").encode())
            known = schema if size else None
            yield Row(home, description, len(exports[home].encode()), known, size)


def export_llms(view: View) -> str:
    """Write a short list of the pages and exports, as language models look for it."""
    title = view.corpus.essay.title
    parts = [
        _page(view, part.title, home_of_part(part.id), part.glance)
        for part in view.corpus.parts.values()
    ]
    pages = [
        ("The whole essay", "/essay/", "every paragraph and sentence, verbatim"),
        ("Claims", "/claims/", "what the essay says and what it assumes"),
        ("Objections", "/objections/", "what speaks against it, and the responses"),
        ("Glossary", "/glossary/", "the terms"),
        ("Sources", "/sources/", "the works cited"),
    ]
    lines = [
        f"# {view.site.name or title}",
        f"> The essay “{title}”, published as an argument: claims, objections and responses,"
        " each with an id and an address of its own.",
        "Quote the essay by its sentences (such as P3.2). Claims, objections and glossary are the"
        " editors’ words, not the author’s.",
        "Every page is also there as Markdown, under its address with `index.md` behind it. Those"
        " are listed here.",
        *_section("Pages", (_page(view, *page) for page in pages)),
        *_section("The argument, part by part", parts),
        *_section("Claims", _items(view, view.corpus.claims.values())),
        *_section("Objections", _items(view, view.corpus.objections.values())),
        *_section("Glossary", _terms(view)),
        *_section("Data", _exports(view.site)),
    ]
    return "\n\n".join(lines) + "\n"


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    listed = "\n".join(lines)
    return [f"## {heading}", listed] if listed else []


def _page(view: View, title: str, home: str, text: str) -> str:
    address = view.site.address_of(home_of_alternate(home))
    return f"- [{escape_marks(title)}]({address}): {escape_marks(plain_text(text))}"


def _items(view: View, values: Iterable[Claim | Objection]) -> Iterator[str]:
    for value in values:
        title = f"{value.id}: {value.title}"
        yield _page(view, title, view.corpus.home(value.id), value.glance)


def _terms(view: View) -> Iterator[str]:
    for term in view.corpus.terms.values():
        yield _page(view, term.term, home_of_term(term.id), term.definition)


def _exports(site: SiteName) -> Iterator[str]:
    for home, text in DESCRIPTIONS.items():
        yield f"- [{home.rpartition('/')[2]}]({site.address_of(home)}): {text}"
