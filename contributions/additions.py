"""Objections and responses added."""

from __future__ import annotations

import re
from typing import Any

from macros.argument import DATA_FILES, Corpus, Named, find_named, next_id, split_ids, words
from macros.desk import insert_response, write_item
from macros.records import end_sentence, find_faults

from .change import Asked, Change, Missing, State, leave_file, unknown
from .escape import inline
from .forms import Answers
from .naming import describe, refer, split_works, suggest


def add_objection(answers: Answers, state: State) -> Asked:
    """Return the file of a new objection."""
    targets, faults = _find_targets(answers["against"], state.corpus)
    works, notes, wrong = _find_works(answers["holders"], state.corpus)
    if faults := [*faults, *(f"**Who holds it**: {fault}" for fault in wrong)]:
        return Missing(tuple(faults))
    id = next_id("objection", state.taken)
    fields = {
        "id": id,
        "title": " ".join(answers["title"].split()).rstrip("."),
        "against": targets,
        "glance": answers["glance"],
        "text": answers["text"],
        "held_by": works,
    }
    title = f"Add {id}, an objection to {words.join_words(targets)}"
    path = DATA_FILES["objection"].path(id)
    return Change(id, path, write_item("objection", fields), title, tuple(notes))


def _find_targets(words: str, corpus: Corpus) -> tuple[list[str], list[str]]:
    targets, faults, others = [], [], []
    for word in split_ids(words)[:20]:
        named = find_named(corpus, word)
        if named and named.kind in ("claim", "response"):
            targets.append(named.id)
        elif re.search(r"\d", word):
            faults.append(f"**Against**: {_refuse_target(named, word, corpus)}")
        else:
            others.append(word)
    if others:
        said = inline(" ".join(others), 120)
        faults.append(f"**Against**: “{said}” names no item. Give ids alone, such as C1, C2.")
    if not targets and not faults:
        faults.append("**Against** names no id, such as C1.")
    return list(dict.fromkeys(targets)), list(dict.fromkeys(faults))


def _refuse_target(named: Named | None, word: str, corpus: Corpus) -> str:
    """Say why nothing can be an objection to this, and what would be right."""
    if named is None:
        wrong = f"{inline(word, 60)} is no claim or response; {suggest(corpus, word, 'TCAR')}"
        return end_sentence(wrong)
    if named.kind == "objection":
        given = [response.id for response in corpus.all_objections[named.id].live_responses]
        right = f"Name its response instead: {' or '.join(given)}. " if given else ""
        return (
            f"{named.id} is an objection, and an objection cannot be against an objection. {right}"
            f"If what you have is an answer to {named.id}, use the form “Add a response”."
        )
    right = "an objection is against claims, assumptions, the thesis or responses"
    return f"{named.id} is {describe(named)}; {right}."


def _find_works(words: str, corpus: Corpus) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """Return the works that are known, a note on each that is not, and what may not stand there."""
    works, notes, faults = [], [], []
    for id, locator in list(split_works(words, corpus.all_sources))[:20]:
        if not id:
            said = inline(locator, 400)
            notes.append(f"A work to be added by the editors, once checked: {said}")
            continue
        works.append({"source": id, **({"locator": locator} if locator else {})})
        for wrong, right in find_faults(locator):
            faults.append(end_sentence(f"after {id} stands {inline(wrong)}; {inline(right)}"))
    return works, notes, faults


VOICES = {
    "A published work": "source",
    "The editors": "editors",
    "The essay itself": "essay",
}


def add_response(answers: Answers, state: State) -> Asked:
    """Return the file of an objection with a new response in it."""
    named = find_named(state.corpus, answers["objection"])
    if named is None:
        return unknown(answers["objection"], suggest(state.corpus, answers["objection"], "O"))
    if named.kind != "objection":
        return Missing((refer(named, "responses to objections"),))
    voice = VOICES[answers["voice"]]
    works, notes, wrong = _find_works(answers["works"], state.corpus)
    fields, faults = (
        _find_quotes(answers, state.corpus)
        if voice == "essay"
        else _find_words(voice, answers, works)
    )
    if faults := [*faults, *(f"**Works that give it**: {fault}" for fault in wrong)]:
        return Missing(tuple([*faults, *notes] if voice == "source" else faults))
    id = next_id("response", state.taken)

    gloss = " ".join(answers["gloss"].split())
    response = write_item("response", {"id": id, "voice": voice, "gloss": gloss, **fields})
    text = insert_response(state.files(named.path), response)
    if text is None:
        return leave_file(named.id)
    return Change(id, named.path, text, f"Add {id}, a response to {named.id}", tuple(notes))


def _find_words(
    voice: str, answers: Answers, works: list[dict[str, str]]
) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a response in a work’s words or the editors’, and what is missing."""
    faults = [] if answers["text"] else ["**The response** is missing."]
    if voice == "source" and not works:
        faults.append(
            "**Works that give it** names no work of the Sources page. Use the id that stands at "
            "the end of a reference there; if the work is not there yet, choose “The editors”."
        )
    elif voice == "source" and not any("locator" in work for work in works):
        faults.append(
            "**Works that give it** does not say where in the work. Put it behind the id, such as: "
            f"{works[0]['source']}, chapter 2."
        )
    return {"text": answers["text"], **({"sources": works} if works else {})}, faults


def _find_quotes(answers: Answers, corpus: Corpus) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a response in the essay’s words, and what is wrong with them."""
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
