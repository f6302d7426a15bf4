"""Objections and responses added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from macros.corpus import Corpus
from macros.draft import DATA
from macros.ids import next_id
from macros.new_item import insert_response, write_item
from macros.text import find_faults

from .asked import Asked, Change, ForEditors, Missing, State, unknown
from .forms import Answers
from .inert import inline
from .naming import find_named, split_ids, split_works, suggest


def add_objection(answers: Answers, state: State) -> Asked:
    targets, faults = _find_targets(answers["against"], state.corpus)
    if faults:
        return Missing(tuple(faults))
    works, notes = _find_works(answers["holders"], state.corpus)
    id = next_id("objection", state.taken)
    fields = {
        "id": id,
        "title": (" ".join(answers["title"].split()).rstrip(".")),
        "against": targets,
        "glance": (answers["glance"]),
        "text": (answers["text"]),
        "held_by": works,
    }
    title = f"Add {id}, an objection to {' and '.join(targets)}"
    return Change(
        id, f"{DATA}/objections/{id}.yml", write_item("objection", fields), title, tuple(notes)
    )


def _find_targets(words: str, corpus: Corpus) -> tuple[list[str], list[str]]:
    targets, faults = [], []
    for word in split_ids(words)[:20]:
        named = find_named(corpus, word)
        if named and named.kind in ("claim", "response"):
            targets.append(named.id)
        else:
            right = suggest(corpus, word, "TCAR")
            faults.append(f"**Against**: {inline(word, 60)} is no claim or response; {right}")
    if not targets and not faults:
        faults.append("**Against** names no id, such as C1.")
    return list(dict.fromkeys(targets)), faults


def _find_works(words: str, corpus: Corpus) -> tuple[list[dict[str, str]], list[str]]:
    """Return the works that are known, and a note on each that is not."""
    works, notes = [], []
    for id, locator in list(split_works(words))[:20]:
        if id.lower() in corpus.sources and not list(find_faults(locator)):
            place = {"locator": (locator)} if locator else {}
            works.append({"source": id.lower(), **place})
        else:
            said = inline(", ".join(filter(None, (id, locator))), 400)
            notes.append(f"A work to be added by the editors, once checked: {said}")
    return works, notes


VOICES = {
    "A published work": "source",
    "The editors": "editors",
    "The essay itself": "essay",
}


def add_response(answers: Answers, state: State) -> Asked:
    named = find_named(state.corpus, answers["objection"])
    if named is None or named.kind != "objection":
        return unknown(answers["objection"], suggest(state.corpus, answers["objection"], "O"))
    voice = VOICES[answers["voice"]]
    works, notes = _find_works(answers["works"], state.corpus)
    fields, faults = _RESPONSES[voice](answers, state.corpus, works)
    if faults:
        return Missing(tuple([*faults, *notes] if voice == "source" else faults))
    id = next_id("response", state.taken)

    response = write_item("response", {"id": id, "voice": voice, **fields})
    text = insert_response(state.files(named.path), response)
    if text is None:
        return ForEditors(
            f"The file of {named.id} is written in a way that only people can add to."
        )
    return Change(id, named.path, text, f"Add {id}, a response to {named.id}", tuple(notes))


Fields = tuple[dict[str, Any], list[str]]


def _respond_by_work(answers: Answers, corpus: Corpus, works: list[dict[str, str]]) -> Fields:
    faults = [] if answers["text"] else ["**The response** is missing."]
    if not works:
        faults.append(
            "**Works that give it** names no work of the Sources page. Use the id that stands at "
            "the end of a reference there; if the work is not there yet, choose “The editors”."
        )
    fields: dict[str, Any] = {"text": (answers["text"] or "-"), "sources": works}
    return fields, faults


def _respond_by_editors(answers: Answers, corpus: Corpus, works: list[dict[str, str]]) -> Fields:
    faults = [] if answers["text"] else ["**The response** is missing."]
    fields: dict[str, Any] = {"text": (answers["text"] or "-")}
    return fields | ({"sources": works} if works else {}), faults


def _respond_by_essay(answers: Answers, corpus: Corpus, works: list[dict[str, str]]) -> Fields:
    faults, quotes = [], []
    if answers["text"]:
        faults.append(
            "**The response** must be empty where the essay itself responds: "
            "no response is put in the essay’s mouth."
        )
    for word in split_ids(answers["passages"])[:20]:
        named = find_named(corpus, word)
        if named and named.kind == "passage":
            quotes.append({"passage": named.id})
        else:
            faults.append(f"**Passages of the essay**: there is no passage {inline(word, 40)}.")
    if not quotes and not faults:
        faults.append("**Passages of the essay** is missing.")
    return {"quotes": quotes}, faults


_RESPONSES: Mapping[str, Callable[..., Fields]] = {
    "source": _respond_by_work,
    "editors": _respond_by_editors,
    "essay": _respond_by_essay,
}
