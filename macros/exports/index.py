"""The index: what exports there are, and the list of pages and exports for language models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..argument import Corpus, home_of_alternate, home_of_part, home_of_term
from ..pages import View
from ..records import escape_marks, plain_text
from ..references import TOLD

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


_PAGES = (
    ("The whole essay", "/essay/", "every paragraph and sentence, verbatim"),
    ("Claims", "/claims/", "what the essay says and what it assumes"),
    ("Objections", "/objections/", "what speaks against it, and the responses"),
    ("Glossary", "/glossary/", "the terms"),
    ("Sources", "/sources/", "the works cited"),
)


def export_llms(view: View) -> str:
    """Write a short list of the pages and exports, as language models look for it."""
    title, site = view.corpus.essay.title, view.site
    lines = [
        f"# {site.name or title}",
        f"> The essay “{title}”, published as an argument: claims, objections and responses,"
        " each with an id and an address of its own.",
        " ".join(TOLD[name](view.corpus) for name in ("origin", "essay_license")),
        "Quote the essay by its sentences (such as P3.2). Claims, objections and glossary are the"
        " editors’ words, not the author’s.",
        "Every page is also there as Markdown, under its address with `index.md` behind it. Those"
        " are listed here.",
    ]
    for heading, pages in _find_listed(view.corpus).items():
        listed = (
            f"- [{escape_marks(name)}]({site.address_of(home_of_alternate(home))}):"
            f" {escape_marks(plain_text(text))}"
            for name, home, text in pages
        )
        lines += [f"## {heading}", "\n".join(listed)] if pages else []
    data = (
        f"- [{home.rpartition('/')[2]}]({site.address_of(home)}): {text}"
        for home, text in DESCRIPTIONS.items()
    )
    return "\n\n".join([*lines, "## Data", "\n".join(data)]) + "\n"


def _find_listed(corpus: Corpus) -> dict[str, Sequence[tuple[str, str, str]]]:
    """Return the name, home and words of each page, under the headings of the list."""
    parts, terms = corpus.parts.values(), corpus.terms.values()
    claims, objections = corpus.claims.values(), corpus.objections.values()
    return {
        "Pages": _PAGES,
        "The argument, part by part": [(p.title, home_of_part(p.id), p.glance) for p in parts],
        "Claims": [(f"{c.id}: {c.title}", corpus.home(c.id), c.glance) for c in claims],
        "Objections": [(f"{o.id}: {o.title}", corpus.home(o.id), o.glance) for o in objections],
        "Glossary": [(t.term, home_of_term(t.id), t.definition) for t in terms],
    }
