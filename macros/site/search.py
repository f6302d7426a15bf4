"""The search: one entry for each thing that has a home, and for each section of prose.

A thing has one entry only, under its own address, however many pages show it. How a browser finds
them: `search_index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from ..argument import Corpus, Source, find_states, find_wording, homes, words
from ..records import Inside, find_sought, parse_content, plain_text, walk, words_of
from ..references import cite_briefly, format_reference
from .headings import words_in

Entry = dict[str, str | list[str]]
"""`id`, `kind`, `title`, `text`, `home`; `names` are what else it is called, to be found by."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NO_PROSE = {"script", "style", "svg"}
_IN_A_LINE = {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "q", "span", "strong"}
"""Elements that stand in the middle of words, or of a sentence."""


def find_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the entry of everything that has a home."""
    yield from _claims(corpus)
    yield from _objections(corpus)
    yield from _terms(corpus)
    yield from _parts(corpus)
    yield from _passages(corpus)
    yield from _sources(corpus)


def find_prose(home: str, content: str, names: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield an entry for each section of a page of prose, from one heading to the next.

    `names` are what else the page may be called.
    """
    left_out, in_heading = Inside(_is_no_prose), Inside(_is_heading)
    sections: list[_Section] = []
    for node in walk(parse_content(content)):
        if left_out(node):
            continue
        if _is_heading(node):
            sections.append(_Section(node.id or "", words_in(node)))
        elif sections and not in_heading(node):
            sections[-1].text += node.text_content or ("" if node.tag in _IN_A_LINE else " ")
    page = sections[0].title if sections else ""
    for number, section in enumerate(sections):
        kind = "Page" if section.title == page else f"In “{page}”"
        anchor = f"#{section.anchor}" if number else ""
        text = " ".join(section.text.split())
        entry = _make_entry("", kind, section.title, text, home + anchor)
        yield entry if number else _name(entry, names)


@dataclass
class _Section:
    anchor: str
    title: str
    text: str = ""


def _is_heading(node: LexborNode) -> bool:
    return node.tag in _HEADINGS and bool(node.id)


def _is_no_prose(node: LexborNode) -> bool:
    return node.tag in _NO_PROSE or "data-search-exclude" in node.attributes


def _entry(
    corpus: Corpus,
    value: Any,
    kind: str,
    title: str,
    home: str,
    left_out: tuple[str, ...] = ("title",),
) -> Entry:
    """Return the entry of a thing, in which its own words are found."""
    wording = find_wording(corpus, value)
    said = [_under(label, text) for label, text in wording.items() if label not in left_out]
    entry = _make_entry(value.id, kind, title, " ".join(said), home)
    return _name(entry, map(plain_text, find_sought(value)))


def _make_entry(id: str, kind: str, title: str, text: str, home: str) -> Entry:
    return {"id": id, "kind": kind, "title": title, "text": text, "home": home}


def _name(entry: Entry, names: Iterable[str]) -> Entry:
    """Return an entry with what else it is called, if anything."""
    return entry | {"names": given} if (given := [*entry.get("names", ()), *names]) else entry


def _under(label: str, text: str) -> str:
    """Put what the words stand under before them: `Narrow: what it means then`."""
    return ": ".join(filter(None, [label.partition(": ")[2], plain_text(text)]))


def _kind(name: str, id: str, state: str = "", *, retired: object = None) -> str:
    """Say what a thing is and how it stands: `Objection O12 · no answer recorded`."""
    state = "retired" if retired else state
    return " · ".join(filter(None, [f"{name} {id}".strip(), state]))


def _claims(corpus: Corpus) -> Iterator[Entry]:
    for claim in corpus.all_claims.values():
        kind = _kind(words.KINDS[claim.kind], claim.id, retired=claim.retired)
        yield _entry(corpus, claim, kind, claim.title, homes.home_of_claim(claim.id))


def _objections(corpus: Corpus) -> Iterator[Entry]:
    states = find_states(corpus)
    for objection in corpus.all_objections.values():
        rebuttal = all(id in corpus.all_responses for id in objection.against)
        name = "Rebuttal" if rebuttal else "Objection"
        stands = words.tell_states(states[objection.id])
        kind = _kind(name, objection.id, stands, retired=objection.retired)
        yield _entry(corpus, objection, kind, objection.title, corpus.home(objection.id))
        for response in objection.responses:
            voice = words.VOICES[response.voice]
            kind = _kind("Response", response.id, voice, retired=response.retired)
            yield _entry(corpus, response, kind, f"To: {objection.title}", corpus.home(response.id))


def _terms(corpus: Corpus) -> Iterator[Entry]:
    for term in corpus.all_terms.values():
        kind = _kind("Term", "", retired=term.retired)
        entry = _entry(corpus, term, kind, term.term, homes.home_of_term(term.id))
        yield _name(entry, term.aliases)


def _parts(corpus: Corpus) -> Iterator[Entry]:
    """Yield the parts; the essay's words have entries of their own."""
    for number, part in enumerate(corpus.parts.values(), 1):
        home = homes.home_of_part(part.id)
        yield _entry(corpus, part, f"Part {number}", part.title, home, ("title", "text"))


def _passages(corpus: Corpus) -> Iterator[Entry]:
    """Yield sentences, paragraphs and notes, on the part where they stand."""
    for part in corpus.parts.values():
        home = homes.home_of_part(part.id)
        for paragraph in part.paragraphs:
            sentences = corpus.sentence_ids(paragraph)
            if len(sentences) > 1:
                yield _passage(paragraph, "Paragraph", part.title, "", home)
            for id in sentences:
                yield _passage(id, "Sentence", part.title, corpus.passages[id], home)
            for note in corpus.notes.values():
                if note.passage in (paragraph, *sentences):
                    kind, title = (
                        f"Editors’ note {note.id}",
                        f"On {note.passage}, in “{part.title}”",
                    )
                    yield _entry(corpus, note, kind, title, f"{home}#{note.id.lower()}")


def _passage(id: str, kind: str, title: str, text: str, home: str) -> Entry:
    """The essay's own words are text as they stand."""
    anchor = homes.anchor_of_passage(id)
    return _make_entry(id, f"{kind} {id} of the essay", title, text, f"{home}#{anchor}")


def _sources(corpus: Corpus) -> Iterator[Entry]:
    for source in corpus.all_sources.values():
        kind = _kind("Work cited", "", retired=source.retired)
        title, briefly = str(source.title or source.id), words_of(str(cite_briefly(source)))
        reference = words_of(str(format_reference(source)))
        entry = _make_entry(source.id, kind, title, reference, homes.home_of_source(source.id))
        names = [source.names, briefly, title.partition(":")[0], *_name_people(source)]
        yield _name(entry, dict.fromkeys(names))


def _name_people(source: Source) -> Iterator[str]:
    """Yield the whole names of who made a work, and the initials of bodies: MIRI, PNAS."""
    for one in source.people:
        yield " ".join(filter(None, [one.given, one.short]))
    bodies = [source.publisher, source.container_title, *(one.literal for one in source.people)]
    for body in filter(None, bodies):
        initials = "".join(re.findall(r"\b[A-Z]", body))
        if len(initials) > 2:
            yield initials
