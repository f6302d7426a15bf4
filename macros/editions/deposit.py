"""Deposit: how the newest edition is cited as a whole, as archives and forges read it.

All of it is said of one thing, the one that the “Cite” control of the whole site is about. Nobody
is named as its author there; where a format must have one, it is the site, by its name. The essay,
if it has an author, is a work that it rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..argument import Corpus, Name
from ..references import Citing, cite_plain, name_plainly
from .citing import SiteName, cite_essay, cite_site

CFF, CODEMETA, ZENODO = "CITATION.cff", "codemeta.json", ".zenodo.json"
LICENSES = ("CC-BY-4.0", "MIT")
"""Of the editors' text and data, and of the code; the essay's own words are its author's."""
_TYPES = {".json": "application/json", ".md": "text/markdown", ".yml": "application/yaml"}
_MESSAGE = (
    "To cite a claim, an objection or a sentence, use its own id and address; "
    "the site’s page “How to cite” shows how."
)


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """The newest edition, as a whole."""

    citing: Citing
    author: str
    description: str
    keywords: tuple[str, ...]
    essay: Citing | None = None
    """What it rests on, if somebody is named as the author of that."""

    @property
    def address(self) -> str | None:
        """Where the site is, if that is known."""
        return self.citing.url if ":" in self.citing.url else None


def load_deposit(root: Path, corpus: Corpus, date: str | None, address: str) -> Deposit:
    """Return what there is to say of an edition; without an address, as of the last time."""
    names = _read_names(root / "mkdocs.yml")
    name = names.get("site_name", corpus.essay.title)
    site = SiteName(name, address or _read_address(root / CFF))
    return Deposit(
        citing=cite_site(corpus, date, site),
        author=name,
        description=names.get("site_description", name),
        keywords=tuple(term.term for term in corpus.terms.values()),
        essay=cite_essay(corpus, None, site) if corpus.facts.author else None,
    )


def _read_names(path: Path) -> Mapping[str, str]:
    """Return what stands in a line each where the site is configured; the rest is the host’s."""
    node = yaml.compose(path.read_text("utf-8")) if path.is_file() else None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}


def _read_address(path: Path) -> str:
    said = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
    return str(said.get("url", "")) if isinstance(said, dict) else ""


def write_deposit(deposit: Deposit) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file at the top of the project that says how it is cited."""
    cff = yaml.safe_dump(_describe_for_forges(deposit), allow_unicode=True, sort_keys=False)
    yield CFF, cff
    yield CODEMETA, _to_json(_describe_for_catalogs(deposit))
    yield ZENODO, _to_json(_describe_for_zenodo(deposit))


def _to_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _describe_for_forges(deposit: Deposit) -> dict[str, Any]:
    """Describe it in the Citation File Format."""
    said = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "title": deposit.citing.title,
        "abstract": deposit.description,
        "type": "dataset",
        "authors": [{"name": deposit.author}],
        "version": deposit.citing.date,
        "date-released": deposit.citing.date,
        "url": deposit.address,
        "license": list(LICENSES),
        "keywords": list(deposit.keywords),
        "references": [_describe_essay(deposit.essay)] if deposit.essay else [],
    }
    return given(said)


def _describe_essay(essay: Citing) -> dict[str, Any]:
    """Describe the essay in the Citation File Format, which knows years in numbers only."""
    year = int(essay.first) if essay.first.isdecimal() else None
    authors = [_name(name) for name in essay.author]
    return given({"type": "generic", "title": essay.title, "authors": authors, "year": year})


def _name(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"name": name.literal}
    particle = name.dropping_particle or name.non_dropping_particle
    return given(
        {
            "family-names": name.family,
            "given-names": name.given,
            "name-particle": particle,
            "name-suffix": name.suffix,
        }
    )


def _describe_for_catalogs(deposit: Deposit) -> dict[str, Any]:
    """Describe it in CodeMeta, which is JSON-LD in the words of schema.org."""
    said = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": deposit.citing.title,
        "description": deposit.description,
        "author": [{"@type": "Organization", "name": deposit.author}],
        "version": deposit.citing.date,
        "datePublished": deposit.citing.date,
        "url": deposit.address,
        "license": [f"https://spdx.org/licenses/{license}" for license in LICENSES],
        "keywords": list(deposit.keywords),
        "isBasedOn": _based_on(deposit.essay) if deposit.essay else None,
    }
    return given(said)


def _based_on(essay: Citing) -> dict[str, Any]:
    said = {"@type": "CreativeWork", "name": essay.title, "author": describe_authors(essay.author)}
    return given(said | {"datePublished": essay.first})


def describe_authors(names: Iterable[Name]) -> list[dict[str, str]]:
    """Describe who wrote something in the words of schema.org."""
    return [
        {"@type": "Organization" if name.literal else "Person", "name": name_plainly(name)}
        for name in names
    ]


def _describe_for_zenodo(deposit: Deposit) -> dict[str, Any]:
    """Describe it in the words of Zenodo, which takes one license."""
    page = {"identifier": deposit.address, "relation": "isIdenticalTo", "scheme": "url"}
    said = {
        "title": deposit.citing.title,
        "upload_type": "dataset",
        "description": deposit.description,
        "creators": [{"name": deposit.author}],
        "version": deposit.citing.date,
        "publication_date": deposit.citing.date,
        "access_right": "open",
        "license": LICENSES[0],
        "keywords": list(deposit.keywords),
        "related_identifiers": [page] if deposit.address else [],
        "references": [cite_plain(deposit.essay)] if deposit.essay else [],
    }
    return given(said)


def given(said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty."""
    return {name: value for name, value in said.items() if value}


def write_crate(deposit: Deposit, root: Path) -> Path:
    """Pack the data of an edition into one file, as a Research Object Crate; return its path.

    Raises ImportError where what makes crates is not installed.
    """
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate()
    known = _describe_for_catalogs(deposit)
    author = {"@type": "Organization", "name": deposit.author}
    license = {"@type": "CreativeWork", "name": LICENSES[0]}
    crate.name, crate.description = known["name"], known["description"]
    crate.root_dataset["author"] = crate.add(ContextEntity(crate, "#author", properties=author))
    crate.root_dataset["license"] = crate.add(
        ContextEntity(crate, known["license"][0], properties=license)
    )
    for name in ("version", "datePublished", "url", "keywords"):
        if name in known:
            crate.root_dataset[name] = known[name]
    for path in _find_deposited(root):
        said = {"name": path.name, "encodingFormat": _TYPES.get(path.suffix, "text/plain")}
        crate.add_file(path, path.relative_to(root).as_posix(), properties=said, record_size=True)
    made = root / f"{deposit.citing.key.removesuffix('-site')}-{deposit.citing.date}.crate.zip"
    crate.write_zip(made)
    return made


def _find_deposited(root: Path) -> Iterator[Path]:
    """Yield what is kept: all that the site says, how it is cited, and what one may do with it."""
    yield from sorted(path for path in (root / "data").rglob("*") if path.is_file())
    named = (root / name for name in ("LICENSE", CFF, CODEMETA, ZENODO))
    yield from (path for path in named if path.is_file())
