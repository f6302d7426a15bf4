"""Wordings corrected, and paraphrases put as a holder would put them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.argument import DATA_FILES, Named, find_data_file, find_named
from macros.records import (
    REFERENCE,
    Plain,
    Record,
    find_ours,
    find_references,
    fold_paragraphs,
    parse_yaml,
    set_field,
    walk_texts,
)

from .change import Asked, Change, ForEditors, Missing, State, leave_file, unknown
from .escape import inline
from .forms import CREDIT, Answers
from .naming import refer, suggest
from .outcome import find_name
from .quoting import Strip, find_undressed, undress
from .wordings import Span, find_nearest, find_words, replace_words

Place = tuple[str | int, ...]
"""The way to a text inside a file: names of fields, numbers in lists."""

TEXTS = frozenset(way[-1] for file in DATA_FILES.values() for way in find_ours(file.model))
"""The fields whose words may be put better."""


def correct_wording(answers: Answers, state: State) -> Asked:
    named = find_named(state.corpus, answers["item"])
    if named is None:
        return unknown(answers["item"], suggest(state.corpus, answers["item"], "TCAOR"))
    if named.kind in ("passage", "note", "source"):
        return ForEditors(_NOT_REWORDED[named.kind].format(id=named.id))
    found, stripped = _find_undressed_places(state, named, answers["current"])
    version = _find_version_fault(answers, state, named)
    if len(found) != 1:
        places = _explain_places(state, named, answers["current"], len(found))
        return Missing((places, *version))
    place, old, span = found[0]
    new = replace_words(old, span, undress(answers["new"], stripped), state.corpus)
    if " ".join(new.split()) == " ".join(old.split()):
        return Missing(("**New wording** is the same as **Current wording**.",))
    title = _TITLES.get(str(place[-1]), f"Reword the {place[-1]} of {{}}").format(named.id)
    notes = (*_find_signers(state, named), *version)
    return _rewritten(state, named, title, {place: new}, notes)


_TITLES = {"glance": "Reword {} at a glance", "here": "Reword how the essay uses {}"}


def _find_undressed_places(
    state: State, named: Named, words: str
) -> tuple[list[tuple[Place, str, Span]], tuple[Strip, ...]]:
    """Return where the words stand, and what had to be taken off them to find them."""
    for bare, stripped in find_undressed(words):
        if found := list(_find_places(state, named, bare)):
            return found, stripped
    return [], ()


def _find_signers(state: State, named: Named) -> tuple[str, ...]:
    """Say whose words these are, where a holder has endorsed them or is quoted."""
    objection = state.corpus.all_objections.get(named.id)
    if objection is None or objection.origin == "paraphrased" or not objection.wording:
        return ()
    by = inline(objection.wording.by or "a holder")
    return (f"These words are {objection.origin}, by {by}. Please ask them before merging.",)


_NOT_REWORDED = {
    "passage": "{id} is the essay’s own words, which are printed as received and never changed. "
    "If it is a slip, the editors can add a note beside it.",
    "note": "{id} is an editors’ note on the text. The editors will look at it.",
    "source": "{id} is a work cited. There is a form for references; the editors will look at it.",
}


def _find_version_fault(answers: Answers, state: State, named: Named) -> tuple[str, ...]:
    """Say if the version given is none of the item’s, or not its newest."""
    given = answers["version"]
    if not given:
        return ()
    said = f"**Version** is “{inline(given, 60)}”"
    numbered = re.search(r"\d{1,9}", given)
    newest = max(1, state.versions.get(named.key, 1))
    if numbered is None:
        return (f"{said}, which is no number. It was left aside.",)
    if not 1 <= int(numbered[0]) <= newest:
        has = "one version" if newest == 1 else f"{newest} versions"
        return (f"{said}, but {named.id} has {has}.",)
    if int(numbered[0]) < newest:
        return (f"{said}; the newest of {named.id} is {newest}.",)
    return ()


def _explain_places(state: State, named: Named, words: str, count: int) -> str:
    if count:
        return (
            f"**Current wording** stands in {named.id} more than once. "
            "Please copy a little more around it, so that the place is clear."
        )
    texts = [(str(place[-1]), text) for place, text in _find_texts(state, named)]
    shown = [_NOT_FOUND.format(named.id)]
    for at, text in find_nearest([text for _, text in texts], words):
        label = _LABELS.get(texts[at][0], texts[at][0].capitalize())
        shown.append(f"  - {label}: {inline(text, LARGEST)}")
    return "\n".join(shown)


_NOT_FOUND = (
    "**Current wording** was not found in {}: it may have changed since you read it, or some of "
    "the words are missing. Please copy it from here, without the words before the colon:"
)
_LABELS = {"glance": "At a glance", "here": "How the essay uses it"}
LARGEST = 4_000
"""Characters of a text that is offered to be copied."""


def _find_places(state: State, named: Named, words: str) -> Iterator[tuple[Place, str, Span]]:
    """Yield where the words stand in an item: the text’s place, the text, and where in it."""
    for place, text in _find_texts(state, named):
        for span in find_words(text, words, state.corpus):
            yield place, text, span


def _find_texts(state: State, named: Named) -> Iterator[tuple[Place, str]]:
    """Yield each text of an item that may be put better; what responds to it is no part of it."""
    record, file = _read(state, named), find_data_file(named.path)
    ours = find_ours(file.model) if file else frozenset()
    within = _place_of(record, named)
    for place, text in walk_texts(record):
        way = tuple(step for step in place if isinstance(step, str))
        own = place[: len(within)] == within and (within or way[0] != "responses")
        if own and way in ours:
            yield place, text


def _read(state: State, named: Named) -> Record:
    record = parse_yaml(state.files(named.path), named.path)
    assert isinstance(record, Record)
    return record


def _place_of(record: Record, named: Named) -> Place:
    """Return where in its file an item stands."""
    inside = enumerate(record["responses"]) if named.kind == "response" else ()
    return next((("responses", n) for n, inner in inside if inner["id"] == named.id), ())


def _rewritten(
    state: State, named: Named, title: str, values: Mapping[Place, Any], notes: tuple[str, ...] = ()
) -> Asked:
    """Return the change that puts each value in its place; None takes what is there away."""
    text: str | None = state.files(named.path)
    lost: list[str] = []
    for place, value in values.items():
        if isinstance(value, str):
            lost += _find_lost(state, named, place, value)
        new = fold_paragraphs(value) if isinstance(value, str) else value
        text = text and set_field(text, place, new, before="responses")
    told = (_LOST.format(", ".join(lost)),) if lost else ()
    change = Change(named.key, named.path, text or "", title, notes, told)
    return change if text else leave_file(named.id)


_LOST = (
    "The words that are replaced cite {}, and the new ones do not. If they rest on it as well, put "
    "it where it belongs, with its brackets."
)


def _find_lost(state: State, named: Named, place: Place, new: str) -> list[str]:
    """Return the citations that a text has, and that the one in its stead has not."""
    old = dict(walk_texts(_read(state, named))).get(place, "")
    kept = {cited.id for cited in find_references(new)}
    both = zip(REFERENCE.finditer(old), find_references(old), strict=True)
    had = [(found[0], cited.id) for found, cited in both if cited.kind == "source"]
    gone = [written.replace("`", "") for written, id in had if id not in kept]
    return [f"`{reference}`" for reference in dict.fromkeys(gone)]


def contest_paraphrase(answers: Answers, state: State) -> Asked:
    """Put an objection or a response as somebody who holds it would put it."""
    named = find_named(state.corpus, answers["item"])
    if named is None:
        return unknown(answers["item"], suggest(state.corpus, answers["item"], "OR"))
    if named.kind not in ("objection", "response"):
        return Missing((refer(named, "objections and responses"),))
    if named.kind == "response" and state.corpus.all_responses[named.id][0].voice == "essay":
        return ForEditors(f"{named.id} is the essay’s own words, which are never changed.")
    within = _place_of(_read(state, named), named)
    values: dict[Place, Any] = {(*within, "text"): answers["text"]}
    wants = _find_what_an_endorsement_wants(answers)
    if named.kind == "objection":
        values["wording",] = None if wants else _make_origin(answers, state.day)
    if named.kind == "objection" and answers["glance"]:
        values["glance",] = answers["glance"]
    title = f"Put {named.id} as a holder would put it"
    where = inline(answers["where"]) or "nothing was given; please ask before merging"
    notes = (f"Where it is held, as given: {where}", *_find_version_fault(answers, state, named))
    change = _rewritten(state, named, title, values, notes)
    if isinstance(change, Change):
        return replace(change, told=(*change.told, *_tell_endorsement(answers, named, wants)))
    return change


def _make_origin(answers: Answers, day: str) -> dict[str, object]:
    """Return how the new wording came about, where all that it takes was given."""
    name, where = find_name(answers), answers["where"].strip()
    on = Plain(day, "a date")
    return {"origin": "endorsed", "by": name, "date": on, "seen_at": where}


def _find_what_an_endorsement_wants(answers: Answers) -> list[str]:
    """Say what is missing, so that nobody signs: what was signed before has changed, too."""
    wants = []
    if not find_name(answers):
        wants.append("a name under **Name to be credited**")
    if CREDIT not in answers.ticked:
        wants.append("the box “Credit me …” ticked")
    if not _ADDRESS.fullmatch(answers["where"].strip()):
        wants.append(
            "one address under **Where you hold it**, which begins with `https:` and has nothing "
            "around it, where others can see that you hold this view"
        )
    return wants


def _tell_endorsement(answers: Answers, named: Named, wants: list[str]) -> tuple[str, ...]:
    if named.kind == "response" and answers["where"]:
        return ("Where you hold it is not recorded: only the wording of objections is endorsed.",)
    if named.kind == "response" or not wants:
        return ()
    return (
        "It is not recorded that somebody who holds this objection endorses the new wording, so it "
        f"will stand as the editors’ paraphrase. An endorsement needs {', and '.join(wants)}.",
    )


_ADDRESS = re.compile(r"https?://[!-~]+")
