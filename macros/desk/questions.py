"""Asking for what a new item cannot be without, in a terminal, until the answer can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_args, get_origin

from ..argument import words
from ..records import (
    UNKNOWN,
    Citation,
    Model,
    did_you_mean,
    end_sentence,
    find_example,
    find_ours,
    inner_model,
)
from .answers import NEEDED
from .kinds import ASKED, BY_NOTE, BY_VOICE, MODELS

_QUESTIONS = {
    ("response", "objection"): "The objection that it responds to, such as O12",
    ("note", "text"): "The reason, in a sentence or two",
    ("source", "type"): "The kind of work (book, article-journal, webpage, post-weblog, report, …)",
    ("source", "title"): "The title of the work",
    ("source", "author"): "Who wrote it (Family, Given; {Name of a Body}; …)",
    ("source", "issued"): "When it appeared, as far as known (2026, 2026-12 or 2026-12-01)",
    ("source", "url"): "The address where it can be read, if there is one",
    ("source", "id"): "The id by which it is cited, such as ryle1949",
}
"""What the model has no words for, or not those of a question."""
_HINTS = {
    "title": ", without a full stop",
    "words": " (may be left out)",
}
_STEERING = ("voice", "kind")
"""Fields by which it is known what else must be asked."""
Read = Callable[[str], str]
"""Shows a prompt and returns what was typed."""
FindFault = Callable[[Mapping[str, str]], str | None]
"""Says what is wrong with answers."""


def ask_until(answer: Callable[[str], str], find_fault: Callable[[str], str | None]) -> str:
    """Ask until there is nothing wrong with the answer; `answer` is told what was wrong before."""
    said = ""
    while fault := find_fault(text := answer(said)):
        said = f"{end_sentence(fault)}\n"
    return text


def ask_kind(read: Read) -> str:
    """Ask what is to be made until it is something that there is."""
    question = f"What is it: {words.join_words(ASKED, 'or')}"
    kind = read(f"{question}?\n> ").strip().lower()
    while kind not in ASKED:
        said = f"{end_sentence(tell_kinds(kind))}\n" if kind else ""
        kind = read(f"{said}{question}?\n> ").strip().lower()
    return kind


def tell_kinds(kind: str) -> str:
    """Say which kinds there are to somebody who gave none, or another."""
    if not kind:
        return f"Say what it is: KIND=…, which is {words.join_words(ASKED, 'or')}"
    return f"there is no kind {kind!r}; {did_you_mean(kind, ASKED)}"


def ask(
    kind: str, given: Mapping[str, str], read: Read, find_fault: FindFault
) -> Iterator[tuple[str, str]]:
    """Yield each field that was not given and what was answered."""
    answered = dict(given)
    fields = list(ASKED[kind])
    for field in fields:
        if field not in answered:
            answered[field] = _ask_for(kind, field, answered, read, find_fault)
            yield field, answered[field]
        if kind == "response" and field == "voice":
            fields += BY_VOICE.get(answered[field].strip(), ())
        if kind == "note" and field == "kind":
            fields += BY_NOTE.get(answered[field].strip(), ("text",))
        named = all(answered.get(name, "").strip() for name in ("author", "issued"))
        if kind == "source" and field == "url" and not named:
            fields.append("id")


def _ask_for(
    kind: str, field: str, answered: Mapping[str, str], read: Read, find_fault: FindFault
) -> str:
    """Ask for a field until there is nothing wrong with the answer."""
    question = tell_question(kind, field)
    needed = field in NEEDED.get(kind, ()) or field in _STEERING or field == "id"

    def find_own_fault(text: str) -> str | None:
        missing = needed and not text.strip()
        return "This is needed" if missing else find_fault({**answered, field: text})

    return ask_until(
        lambda said: _read_answer(f"{said}{question}", _is_long(kind, field), read), find_own_fault
    )


def _is_long(kind: str, field: str) -> bool:
    """Tell whether an answer may go over several lines; an empty one ends it."""
    return field not in ("title", "gloss") and (field,) in find_ours(MODELS[kind])


def _read_answer(question: str, is_long: bool, read: Read) -> str:
    if not is_long:
        return read(f"{question}:\n> ")
    lines = [read(f"{question} (an empty line ends it):\n> ")]
    while lines[-1].strip():
        lines.append(read("> "))
    return "\n".join(lines).strip()


def tell_question(kind: str, field: str) -> str:
    """Return what to ask for a field, from what its model says of it.

    >>> tell_question("assumption", "glance")
    'The assumption in at most 60 words'
    >>> tell_question("claim", "strength")
    'How the essay asserts it: flat or hedged'
    """
    if own := _QUESTIONS.get((kind, field)):
        return own
    described = MODELS[kind].model_fields[field]
    meaning = str(described.description)
    if kind == "assumption":
        meaning = meaning.replace("the claim ", "the assumption ")
    hint = _HINTS.get(field) or _tell_form(MODELS[kind], field)
    return f"{meaning[0].upper()}{meaning[1:]}{hint}"


def _tell_form(model: type[Model], field: str) -> str:
    """Say what an answer looks like: words to choose from, ids, works with places in them."""
    annotation = model.model_fields[field].annotation
    if choices := _find_choices(annotation):
        return f": {words.join_words(choices, 'or')}"
    example = find_example(model, field)
    while isinstance(example, (list, Mapping)) and example:
        example = example[0] if isinstance(example, list) else next(iter(example.values()))
    inner = inner_model(annotation)
    if inner and issubclass(inner, Citation):
        return f", each with the place in it ({example}, section 2; …)"
    is_list = get_origin(annotation) is tuple and example != UNKNOWN
    return f" (ids, such as {example})" if is_list else ""


def _find_choices(annotation: object) -> list[str]:
    """Return the words among which a field lets one choose."""
    inner = get_args(annotation)
    words = [choice for choice in inner if isinstance(choice, str)]
    return words or [choice for one in inner for choice in _find_choices(one)]
