"""The search: one entry for each thing that has a home, and for each section of prose.

A browser makes its index of these entries once somebody opens the search. A thing has one entry
only, under its own address, however many pages show it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..argument import find_states, homes, words
from ..references import cite_briefly, format_reference
from ..argument import Corpus
from ..records import Quotation
from ..argument import Objection, Response
from ..records import plain_text

Entry = dict[str, str]
"""`id`, `kind`, `title`, `text`, `home`; `names` are what else it is called."""

_TAG = re.compile(r"<[^>]+>")


def find_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the entry of everything that has a home."""
    yield from _claims(corpus)
    yield from _objections(corpus)
    yield from _terms(corpus)
    yield from _parts(corpus)
    yield from _passages(corpus)
    yield from _sources(corpus)


def find_prose(host_index: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the sections of prose pages, as the host has gathered them."""
    pages: dict[str, str] = {}
    for section in host_index["docs"]:
        place, title = str(section["location"]), _words(section["title"])
        page = pages.setdefault(place.partition("#")[0], title)
        kind = "Page" if page == title else f"In “{page}”"
        yield {
            "id": "",
            "kind": kind,
            "title": title,
            "text": _words(section["text"]),
            "home": f"/{place}",
        }


def make_index(entries: Iterable[Entry]) -> str:
    """Return what the browser makes its index of."""
    return json.dumps(list(entries), ensure_ascii=False, separators=(",", ":"))


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _entry(id: str, kind: str, title: str, texts: Iterable[str | None], home: str) -> Entry:
    text = " ".join(plain_text(text) for text in texts if text)
    return {"id": id, "kind": kind, "title": title, "text": text, "home": home}


def _kind(name: str, id: str, state: str = "", *, retired: object = None) -> str:
    """Say what a thing is and how it stands: `Objection O12 · open`."""
    state = "retired" if retired else state
    return " · ".join(filter(None, [f"{name} {id}".strip(), state]))


def _claims(corpus: Corpus) -> Iterator[Entry]:
    for claim in corpus.all_claims.values():
        kind = _kind(words.KINDS[claim.kind], claim.id, retired=claim.retired)
        texts = (claim.glance, claim.text, claim.note)
        yield _entry(claim.id, kind, claim.title, texts, homes.home_of_claim(claim.id))


def _objections(corpus: Corpus) -> Iterator[Entry]:
    states = find_states(corpus)
    for objection in corpus.all_objections.values():
        rebuttal = all(id in corpus.all_responses for id in objection.against)
        name = "Rebuttal" if rebuttal else "Objection"
        stands = words.tell_states(states[objection.id])
        kind = _kind(name, objection.id, stands, retired=objection.retired)
        texts = (objection.glance, objection.text, objection.note)
        yield _entry(objection.id, kind, objection.title, texts, corpus.home(objection.id))
        for response in objection.responses:
            yield _response(corpus, objection, response)


def _response(corpus: Corpus, objection: Objection, response: Response) -> Entry:
    kind = _kind("Response", response.id, words.VOICES[response.voice], retired=response.retired)
    texts = (response.gloss, response.text, *(_quoted(corpus, quote) for quote in response.quotes))
    title = f"To: {objection.title}"
    home = homes.home_of_response(response.id, objection.id)
    return _entry(response.id, kind, title, texts, home)


def _quoted(corpus: Corpus, quote: Quotation) -> str:
    return quote.words or corpus.passage_text(quote.passage)


def _terms(corpus: Corpus) -> Iterator[Entry]:
    for term in corpus.all_terms.values():
        kind = _kind("Term", "", retired=term.retired)
        senses = [f"{sense.name}: {sense.text}" for sense in term.senses]
        texts = (term.definition, term.here, term.origin, *senses)
        entry = _entry(term.id, kind, term.term, texts, homes.home_of_term(term.id))
        yield entry | {"names": ", ".join(term.aliases)}


def _parts(corpus: Corpus) -> Iterator[Entry]:
    for part in corpus.parts.values():
        yield _entry(part.id, "Part", part.title, [part.glance], homes.home_of_part(part.id))


def _passages(corpus: Corpus) -> Iterator[Entry]:
    """Yield sentences, paragraphs and notes, on the part where they stand."""
    for part in corpus.parts.values():
        home = homes.home_of_part(part.id)
        for paragraph in part.paragraphs:
            sentences = corpus.sentence_ids(paragraph)
            if len(sentences) > 1:
                yield _passage(paragraph, "Paragraph", part.title, "", home)
            for id in sentences:
                yield _passage(id, "Sentence", part.title, corpus.passage_text(id), home)
            for note in corpus.notes.values():
                if note.passage in (paragraph, *sentences):
                    text = " ".join(filter(None, [note.words, note.reading, note.text]))
                    title = f"On {note.passage}, in “{part.title}”"
                    entry = _entry(note.id, f"Editors’ note {note.id}", title, [text], home)
                    yield entry | {"home": f"{home}#{note.id.lower()}"}


def _passage(id: str, kind: str, title: str, text: str, home: str) -> Entry:
    """The essay's own words are text as they stand."""
    anchor = homes.anchor_of_passage(id)
    return {
        "id": id,
        "kind": f"{kind} {id} of the essay",
        "title": title,
        "text": text,
        "home": f"{home}#{anchor}",
    }


def _sources(corpus: Corpus) -> Iterator[Entry]:
    for source in corpus.all_sources.values():
        kind = _kind("Work cited", "", retired=source.retired)
        title, briefly = str(source.title or source.id), _words(str(cite_briefly(source)))
        entry = _entry(source.id, kind, title, [], homes.home_of_source(source.id))
        yield entry | {"names": briefly, "text": _words(str(format_reference(source)))}
