"""Exports: everything the site says, in files that other programs read.

The JSON files each have a JSON Schema beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..editions import export_versions
from ..pages import View
from ..records import DRAFT
from ..references import bibliography
from .aif import AIF, export_aif
from .index import EXPORTS, LLMS, export_llms, write_lines
from .items import export_items
from .schemas import SCHEMA_VERSION, export_schemas
from .tables import export_argdown, export_csv, export_feed


def make_exports(view: View) -> Mapping[str, str]:
    """Return the text of every export by its home; `view.once` makes them only once a build."""
    return dict(_find_exports(view))


def _find_exports(view: View) -> Iterator[tuple[str, str]]:
    items = {name: write_lines(found) for name, found in export_items(view).items()}
    works = list(view.corpus.sources.values())
    for name, found in items.items():
        if name != "sources":
            yield f"{EXPORTS}/{name}.json", _envelop(view, found)
    kinds = ",\n".join(f'"{name}": {found}' for name, found in items.items())
    yield f"{EXPORTS}/corpus.json", _envelop(view, f"{{\n{kinds}\n}}")
    versions = export_versions(view.corpus, view.register, view.histories)
    yield f"{EXPORTS}/versions.json", _envelop(view, write_lines(versions))
    yield f"{EXPORTS}/sources.json", write_lines(bibliography.to_csl(works)) + "\n"
    yield f"{EXPORTS}/sources.bib", _ended(bibliography.to_biblatex(works))
    yield f"{EXPORTS}/sources.bibtex.bib", _ended(bibliography.to_bibtex(works))
    yield f"{EXPORTS}/sources.ris", _ended(bibliography.to_ris(works))
    yield f"{EXPORTS}/objections.csv", export_csv(view)
    yield f"{EXPORTS}/argument.argdown", export_argdown(view)
    yield AIF, export_aif(view)
    yield f"{EXPORTS}/feed.atom", export_feed(view)
    yield LLMS, export_llms(view)
    for name, schema in export_schemas().items():
        home = f"{EXPORTS}/schema/{name}.schema.json"
        named = {"$schema": DRAFT, "$id": view.site.address_of(home), **schema}
        yield home, json.dumps(named, ensure_ascii=False, indent=2) + "\n"


def _envelop(view: View, items: str) -> str:
    """Put JSON into the envelope that every file has."""
    edition = json.dumps(view.edition_date)
    return f'{{"schema_version": {SCHEMA_VERSION}, "edition": {edition}, "items": {items}}}\n'


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
