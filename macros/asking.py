"""Asking for what a new item cannot be without, in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .new_item import KINDS

ASKED = {name: kind.asked for name, kind in KINDS.items()} | {
    "response": ("objection", "voice"),
    "source": ("type", "title", "author", "year", "url"),
}
"""The fields that are asked for, by kind."""

BY_VOICE = {"essay": ("quotes", "gloss"), "source": ("text", "sources"), "editors": ("text",)}
BY_NOTE = {"slip": ("words", "reading", "confidence", "text")}

_QUESTIONS = {
    "title": "The title, as a short sentence without a full stop",
    "against": "What it speaks against: ids, such as C10 or R15",
    "glance": "In at most 60 words",
    "text": "In full, as those who hold it would put it",
    "strength": "How the essay asserts it: flat or hedged",
    "quotes": "The passages of the essay, such as P6.2",
    "term": "The term, as a heading",
    "definition": "What it means, in one sentence",
    "objection": "The objection that it responds to, such as O12",
    "voice": "Whose response it is: essay, source or editors",
    "gloss": "How the quotation answers, in a sentence (may be left out)",
    "sources": "The works, each with the place in it: ryle1949, section 2; …",
    "passage": "The sentence or paragraph, such as P4.2",
    "kind": "What the note does: slip, unclear, attribution or context",
    "words": "The exact words that it is about",
    "reading": "What was most likely meant",
    "confidence": "How sure that is: low, medium, high or very high",
    "type": "The type of work, such as book, article-journal, webpage or post-weblog",
    "author": "Who wrote it: Family, Given; Family, Given",
    "year": "When it appeared: 2026, or 2026-12-01",
    "url": "The address where it can be read",
}
_LONG = ("glance", "text", "definition")
"""These may go over several lines; an empty one ends them."""


def ask(
    kind: str, given: Mapping[str, str], read: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield each field that was not given and what was answered; `read` takes the prompt."""
    answered = dict(given)
    fields = list(ASKED[kind])
    for field in fields:
        known = field in answered or (field == "against" and "claim" in answered)
        if not known:
            answered[field] = _ask_for(field, read)
            yield field, answered[field]
        if kind == "response" and field == "voice":
            fields += BY_VOICE.get(answered[field].strip(), ())
        if kind == "note" and field == "kind":
            fields += BY_NOTE.get(answered[field].strip(), ("text",))


def _ask_for(field: str, read: Callable[[str], str]) -> str:
    question = _QUESTIONS[field]
    if field not in _LONG:
        return read(f"{question}:\n> ")
    lines = [read(f"{question} (an empty line ends it):\n> ")]
    while lines[-1].strip():
        lines.append(read("> "))
    return "\n".join(lines).strip()
