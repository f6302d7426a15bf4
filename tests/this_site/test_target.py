"""What the essay answers is a guess of the editors: one note says how sure they are, and nothing
else states it as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from own import ids_in, read_data
from site_fixtures import ROOT

from macros.essay.sentences import split_sentences
from macros.records.text import plain_text

NOTE = "N1"
"""The editors’ note that carries the guess."""
_SAYS = "answers|answered|replies|replied|responds|criticizes|attacks|rejects|argues|is a reply"
_POST = "post|article|piece|text|author|one"
_AS_A_FACT = re.compile(
    rf"\b(?:{_POST})\b[^.;:]{{0,24}}\b(?:the essay|it) (?:{_SAYS})\b"
    rf"|\bthe essay (?:{_SAYS})\b (?:to |against )?(?:the |this |that |a )?(?:post|article)\b"
    rf"|\b(?:{_POST})\b (?:being )?(?:answered|criticized)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:take[sn]?|took|probably|perhaps|guess|seems?|appears?|may|might|likely|think)\b",
    re.IGNORECASE,
)


def states_the_target(sentence: str) -> bool:
    """Say whether a sentence tells what the essay answers, with no doubt just before it."""
    return any(
        not _UNSURE.search(sentence[max(0, found.start() - 20) : found.end()])
        for found in _AS_A_FACT.finditer(sentence)
    )


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of some data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def editors_texts() -> Iterator[tuple[str, str]]:
    """Yield whatever the editors have written, with the file where it stands."""
    for folder in ("claims", "objections", "glossary"):
        for id in ids_in(folder):
            path = f"{folder}/{id}.yml"
            yield from ((path, text) for text in texts_in(read_data(path)))
    for path in ("essay/notes.yml", "essay/parts.yml"):
        yield from ((path, text) for text in texts_in(read_data(path)))
    for page in sorted((ROOT / "docs").rglob("*.md")):
        yield page.relative_to(ROOT).as_posix(), page.read_text("utf-8")


@pytest.mark.parametrize(
    "sentence",
    [
        "It is the first example in the post that the essay answers.",
        "Gillen, in a post later than the one the essay answers, argues otherwise.",
        "The essay does not name the post it answers.",
        "The essay replies to a post of November 2025.",
        "It is in neither likely source, and the post that the essay answers has another.",
        "The post being answered foresees the first half of this response.",
    ],
)
def test_what_states_the_target_is_noticed(sentence: str) -> None:
    assert states_the_target(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The editors take it to answer a post by Garriga-Alonso.",
        "This is from the post that the essay probably answers.",
        "The editors think that the essay answers a post of November 2025.",
        "The essay answers with a question.",
        "The quotation is from a comment under the post that announced the study.",
        "The one reply that the essay gives is short.",
    ],
)
def test_what_does_not_state_it_is_left_alone(sentence: str) -> None:
    assert not states_the_target(sentence)


def test_no_text_of_the_editors_states_what_the_essay_answers() -> None:
    found = [
        f"{path}: {sentence}"
        for path, text in editors_texts()
        for sentence in split_sentences(plain_text(text))
        if states_the_target(sentence)
    ]

    assert found == []


def test_the_note_that_carries_the_guess_says_how_sure_the_editors_are() -> None:
    (note,) = (note for note in read_data("essay/notes.yml") if note["id"] == NOTE)

    assert note["confidence"] in ("low", "medium", "high")
    assert _UNSURE.search(note["text"])
