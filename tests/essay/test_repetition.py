"""What counts as the same passage twice, and what is only nearly the same."""

from __future__ import annotations

import random
import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.essay import repetition
from macros.essay.repetition import (
    NEAR_WORDS,
    Decision,
    NearPair,
    check_decisions,
    check_near,
    find_near,
    fingerprint,
    normalise,
)
from macros.records.difference import show_difference
from macros.records.entries import Entry
from macros.records.yaml_file import Items, Record


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tea  is\twarm.", "Tea is warm."),
        (" Tea\N{NO-BREAK SPACE}is warm. ", "Tea is warm."),
        ("TEA is Warm.", "tea IS warm."),
        ("Straße", "STRASSE"),
        ("café", "cafe\N{COMBINING ACUTE ACCENT}"),
        ("Ångström", unicodedata.normalize("NFKD", "Ångström")),
        ("ﬁne", "fine"),
        ("Wait…", "Wait..."),
        ("“Tea” and ‘milk’", "\"Tea\" and 'milk'"),
        ("«Tea» and ‹milk›", "„Tea“ and ‚milk‘"),
        ("＂Tea＂", "“Tea”"),
        ("don’t", "don't"),
        ("don’t", "don`t"),
        ("don’t", "don\N{ACUTE ACCENT}t"),
        ("don’t", "don\N{MODIFIER LETTER APOSTROPHE}t"),
        ("6′ 2″", "6' 2\""),
        ("Tea—milk", "Tea – milk"),
        ("Tea—milk", "Tea - milk"),
        ("Tea—milk", "Tea---milk"),
        ("well‑known", "well-known"),
        ("−5", "-5"),
        ("ΐ", "Ϊ́"),
    ],
)
def test_this_makes_no_passage_another(first: str, second: str) -> None:
    assert normalise(first) == normalise(second)
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tea is warm.", "Tea was warm."),
        ("Tea is warm.", "Tea is warm"),
        ("Tea is warm.", "Tea is warm!"),
        ("Tea is warm.", "Tea is not warm."),
        ("Tea is warm, too.", "Tea is warm too."),
        ("Tea is warm.", "Warm tea is."),
        ("resume", "résumé"),
        ("a part", "apart"),
        ("its", "it’s"),
        ("Tea-milk", "Teamilk"),
        ("3.5", "35"),
    ],
)
def test_this_makes_a_passage_another(first: str, second: str) -> None:
    assert normalise(first) != normalise(second)
    assert fingerprint(first) != fingerprint(second)


@given(st.text(max_size=30), st.sampled_from(["NFC", "NFD"]))
@settings(deadline=None)
def test_the_canonical_form_does_not_matter(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert normalise(unicodedata.normalize(form, text)) == normalise(text)


@given(st.text(st.characters(exclude_characters="´″\N{GREEK OXIA}"), max_size=30))
@settings(deadline=None)
def test_the_compatible_form_does_not_matter(text: str) -> None:
    assert normalise(unicodedata.normalize("NFKD", text)) == normalise(text)


def test_a_fingerprint_never_changes() -> None:
    assert fingerprint("“Prices — speak.”") == "84484e6e3f83dea3"


SENTENCES = [
    "A town that plants trees along its streets buys shade for a hundred years.",
    "On a hot afternoon a shaded pavement is a place to walk slowly and to talk.",
    "People who walk more often know their neighbors better than those who drive.",
    "Nobody has yet put a price on any of this in the accounts of the town.",
]
PARAGRAPH = " ".join(SENTENCES)


@pytest.mark.parametrize(
    "changed",
    [
        PARAGRAPH.replace("shade for", "shadow for"),
        PARAGRAPH.replace("has yet put", "has not yet put"),
        PARAGRAPH.replace("Nobody has", "Everybody has"),
        " ".join(SENTENCES[1:]),
        " ".join([*SENTENCES[:2], SENTENCES[3]]),
        " ".join(SENTENCES[:3]),
        " ".join([SENTENCES[1], SENTENCES[0], *SENTENCES[2:]]),
        " ".join([SENTENCES[3], *SENTENCES[1:3], SENTENCES[0]]),
        PARAGRAPH.replace("pavement", "pavemnet").replace("neighbors", "neigbors"),
        PARAGRAPH.replace(".", ",").replace("town", "city"),
        f"{PARAGRAPH} And so we plant.",
        f"In short: {PARAGRAPH}",
    ],
)
def test_a_near_repetition_is_found(changed: str) -> None:
    assert list(find_near({3: PARAGRAPH, 7: changed})) == [NearPair(3, 7)]


def test_two_sentences_swapped_are_a_near_repetition_however_few_they_are() -> None:
    first, second = SENTENCES[:2]

    assert list(find_near({1: f"{first} {second}", 2: f"{second} {first}"})) == [NearPair(1, 2)]


def test_a_word_changed_in_the_shortest_paragraph_that_counts_is_found() -> None:
    words = "Tea is far too dear to drink daily.".split()
    assert len(words) == NEAR_WORDS

    for place in range(NEAR_WORDS):
        changed = [*words[:place], "xyz", *words[place + 1 :]]

        assert list(find_near({1: " ".join(words), 2: " ".join(changed)})) == [NearPair(1, 2)]


def test_three_quarters_of_the_words_make_a_near_repetition() -> None:
    words = "one two three four five six seven eight"

    assert list(find_near({1: words, 2: "xyz two three four xyz six seven eight"})) == [
        NearPair(1, 2)
    ]
    assert list(find_near({1: words, 2: "xyz two three four five six xyz xyz"})) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "A town that plants trees along its streets buys shade for a hundred years. "
            "The trees cost little, and nobody has to water them after the second summer.",
            "Trees along the streets of a town do harm as well: their roots lift pavements, "
            "their leaves stop drains, and after a storm somebody has to clear the branches.",
        ),
        (
            "A town that plants trees along its streets will need people who prune them.",
            "A town that plants trees along its streets buys shade for a hundred years, "
            "and in that shade its people walk, sit, talk and grow old together in peace.",
        ),
    ],
)
def test_different_paragraphs_on_the_same_subject_are_no_repetition(
    first: str, second: str
) -> None:
    assert list(find_near({1: first, 2: second})) == []


def test_a_paragraph_shorter_than_eight_words_is_too_easily_alike() -> None:
    assert list(find_near({1: "Tea is far too dear to drink.", 2: "Tea is far too dear."})) == []


def test_a_later_line_is_reported_once_and_with_the_first_it_resembles() -> None:
    passages = {line: f"{PARAGRAPH} {word}." for line, word in ((1, "So"), (2, "Thus"), (5, "Yes"))}

    assert list(find_near(passages)) == [NearPair(1, 2), NearPair(1, 5)]


def test_a_pair_kept_apart_does_not_hide_another() -> None:
    passages = {line: f"{PARAGRAPH} {word}." for line, word in ((1, "So"), (2, "Thus"), (5, "Yes"))}

    found = list(find_near(passages, {(1, 2), (1, 5)}))

    assert found == [NearPair(2, 5)]


VOCABULARY = [f"w{number}" for number in range(300)]


def _edit(words: list[str], chance: random.Random) -> list[str]:
    """Drop, change or add a word somewhere."""
    place = chance.randrange(len(words))
    end, new = chance.choice([(place + 1, []), (place + 1, ["new"]), (place, ["new"])])
    return [*words[:place], *new, *words[end:]]


@pytest.mark.parametrize("edits", [1, 2, 3])
def test_a_paragraph_of_forty_words_is_found_whatever_a_few_of_them_become(edits: int) -> None:
    for seed in range(300):
        chance = random.Random(seed)
        passages = {line: chance.choices(VOCABULARY, k=40) for line in range(1, 11)}
        changed = passages[4]
        for _ in range(edits):
            changed = _edit(changed, chance)
        texts = {line: " ".join(words) for line, words in (passages | {11: changed}).items()}

        assert list(find_near(texts)) == [NearPair(4, 11)], seed


def _count_comparisons(monkeypatch: pytest.MonkeyPatch, paragraphs: int) -> int:
    chance = random.Random(paragraphs)
    common = "it is in the end not so much a matter of what is said".split()
    passages = {
        line: " ".join(common + chance.choices(VOCABULARY, k=30)) for line in range(paragraphs)
    }
    calls = 0
    real = repetition.measure_likeness

    def count(first: list[str], second: list[str]) -> float:
        nonlocal calls
        calls += 1
        return real(first, second)

    with monkeypatch.context() as patch:
        patch.setattr(repetition, "measure_likeness", count)
        assert list(find_near(passages)) == []
    return calls


def test_comparisons_grow_with_the_paragraphs_not_with_their_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = (_count_comparisons(monkeypatch, count) for count in (200, 800))

    assert few > 0
    assert many < 5 * few


def test_a_difference_shows_what_only_one_has() -> None:
    shown = show_difference("Tea is really warm and dear.", "Tea was warm and not dear.")

    assert shown == "Tea [-is really-] {+was+} warm and {+not+} dear."
    assert show_difference("Tea is very dear.", "Tea is dear.") == "Tea is [-very-] dear."


def test_a_difference_leaves_out_the_middle_of_what_is_the_same() -> None:
    same = " ".join(f"w{number}" for number in range(20))

    assert show_difference(f"{same} a", f"{same} b") == (
        "w0 w1 w2 w3 w4 … w15 w16 w17 w18 w19 [-a-] {+b+}"
    )


def _entry(first: int, second: int, decision: str = "same") -> Entry[Decision]:
    record = Record(lines=Items([first, second]), decision=decision, reason="A misprint.")
    record.line, record.lines = 1, {"lines": 4, "decision": 5, "reason": 6}
    return Entry(Decision.model_validate(dict(record)), "repetitions.yml", record)


LINES = [PARAGRAPH, "On Tea", PARAGRAPH.replace("shade for", "shadow for"), "Something else."]


def test_a_near_repetition_without_a_decision_is_a_problem_that_shows_the_difference() -> None:
    kept = {number: LINES[number - 1] for number in (1, 3, 4)}

    problems = list(check_near(LINES, kept, (), "source.txt"))

    assert [(problem.path, problem.line) for problem in problems] == [("source.txt", 3)]
    assert problems[0].wrong.startswith("nearly the same as line 1: ")
    assert "[-shade-] {+shadow+}" in problems[0].wrong
    assert "“- lines: [1, 3]”" in problems[0].right


def test_a_near_repetition_decided_different_is_no_problem() -> None:
    kept = {number: LINES[number - 1] for number in (1, 3, 4)}
    decisions = (_entry(3, 1, "different").value,)

    assert list(check_near(LINES, kept, decisions, "source.txt")) == []


def test_a_decision_on_two_near_lines_is_no_problem() -> None:
    assert list(check_decisions([_entry(3, 1)], LINES)) == []


@pytest.mark.parametrize(("first", "second"), [(1, 1), (0, 1), (1, 5), (-1, 3)])
def test_a_decision_on_lines_that_are_not_there_is_a_problem(first: int, second: int) -> None:
    problems = list(check_decisions([_entry(first, second)], LINES))

    assert [(problem.path, problem.line) for problem in problems] == [("repetitions.yml", 4)]
    assert problems[0].right == "expected two different lines from 1 to 4"


def test_a_decision_on_lines_that_are_not_alike_is_a_problem() -> None:
    problems = list(check_decisions([_entry(1, 4)], LINES))

    assert [problem.wrong for problem in problems] == ["lines 1 and 4 are not nearly the same"]
