"""Which item somebody means, and which file holds it. Paths come from ids that exist, only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus import Corpus
from macros.draft import DATA
from macros.problems import did_you_mean

SOURCES = f"{DATA}/sources.json"

_KINDS = "claim|assumption|thesis|objection|response|paragraph|sentence"
_NUMBERED = re.compile(rf"(?:{_KINDS})?[ #]*([TCAORPN]\d+(?:\.\d+)?)", re.IGNORECASE)
_FOLDERS = "claims|objections|glossary|essay|sources"
_ADDRESS = re.compile(rf"/(?:{_FOLDERS})/(?:([\w-]+)/)?(?:v\d+/)?(?:#([\w-]+))?$")
_AROUND = " \t\n[](){}`'\"“”‘’.,;:*_@"
_PASSAGE = re.compile(r"p(\d+)-(\d+)")


@dataclass(frozen=True)
class Named:
    """An item that exists."""

    id: str
    kind: str
    """`claim`, `objection`, `response`, `term`, `source`, `passage` or `note`."""
    path: str
    """The file that holds it, from the project's folder."""


def find_named(corpus: Corpus, words: str) -> Named | None:
    """Return the item that somebody means by an id, in whatever dress, or by an address."""
    words = words.strip(_AROUND)[:200]
    if address := _ADDRESS.search(words):
        words = _PASSAGE.sub(r"P\1.\2", address[2] or address[1] or "")
    if numbered := _NUMBERED.fullmatch(words):
        return _find_numbered(corpus, numbered[1].upper())
    slug = re.sub(r"[\s_]+", "-", words.lower().removeprefix("term:").strip())
    if slug in corpus.all_terms:
        return Named(slug, "term", f"{DATA}/glossary/{slug}.yml")
    by_form = {form.lower(): term for term in corpus.terms.values() for form in term.forms}
    if term := by_form.get(words.lower()):
        return Named(term.id, "term", f"{DATA}/glossary/{term.id}.yml")
    source = words.lower().removeprefix("source:").strip(_AROUND)
    return Named(source, "source", SOURCES) if source in corpus.all_sources else None


def _find_numbered(corpus: Corpus, id: str) -> Named | None:
    if id in corpus.all_claims:
        return Named(id, "claim", f"{DATA}/claims/{id}.yml")
    if id in corpus.all_objections:
        return Named(id, "objection", f"{DATA}/objections/{id}.yml")
    if id in corpus.all_responses:
        return Named(id, "response", f"{DATA}/objections/{corpus.all_responses[id][1].id}.yml")
    if id in corpus.paragraphs or id in corpus.sentences:
        return Named(id, "passage", f"{DATA}/essay/source.txt")
    return Named(id, "note", f"{DATA}/essay/notes.yml") if id in corpus.all_notes else None


def suggest(corpus: Corpus, words: str, kinds: str) -> str:
    """Say which item was probably meant; `kinds` are the letters that its id may begin with."""
    known = [*corpus.claims, *corpus.objections, *corpus.responses]
    return did_you_mean(words.strip(_AROUND)[:40], [id for id in known if id[0] in kinds])


def split_ids(words: str) -> list[str]:
    """Split a list of ids, however it is written.

    >>> split_ids("C10, A2 and [C3]")
    ['C10', 'A2', 'C3']
    """
    pieces = re.split(r"[\s,;]+|\band\b", words)
    return [piece for piece in (piece.strip(_AROUND) for piece in pieces) if piece]


def split_works(words: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the locator of each work in a list, one a line.

    >>> list(split_works("- @ryle1949, chapter 2\\n[@ayer1936]"))
    [('ryle1949', 'chapter 2'), ('ayer1936', '')]
    """
    for line in words.splitlines():
        bare = re.sub(r"^\s*(?:[-*]|\d+[.)])\s+", "", line).strip(" \t[]`")
        id, _, locator = bare.partition(",")
        if bare:
            yield id.strip(_AROUND), locator.strip()
