"""What counts as the same passage twice, and what is only nearly the same."""

from __future__ import annotations

import random

import pytest

from macros.essay import find_questions, parse_essay, repetition
from macros.essay.repetition import (
    NEAR_WORDS,
    Decision,
    Piece,
    find_near,
    find_repetition,
    judge_decisions,
    show_difference,
)
from macros.records.entries import Entry
from macros.records.yaml_file import Items, Record

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
    assert list(find_near({3: PARAGRAPH, 7: changed})) == [(3, 7)]


def test_two_sentences_swapped_are_a_near_repetition_however_few_they_are() -> None:
    first, second = SENTENCES[:2]

    assert list(find_near({1: f"{first} {second}", 2: f"{second} {first}"})) == [(1, 2)]


def test_a_word_changed_in_the_shortest_paragraph_that_counts_is_found() -> None:
    words = "Tea is far too dear to drink daily.".split()
    assert len(words) == NEAR_WORDS

    for place in range(NEAR_WORDS):
        changed = [*words[:place], "xyz", *words[place + 1 :]]

        assert list(find_near({1: " ".join(words), 2: " ".join(changed)})) == [(1, 2)]


def test_three_quarters_of_the_words_make_a_near_repetition() -> None:
    words = "one two three four five six seven eight"

    assert list(find_near({1: words, 2: "xyz two three four xyz six seven eight"})) == [(1, 2)]
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


ALIKE = {line: f"{PARAGRAPH} {word}." for line, word in ((1, "So"), (2, "Thus"), (5, "Yes"))}


def test_every_pair_is_found_at_once() -> None:
    assert list(find_near(ALIKE)) == [(1, 2), (1, 5), (2, 5)]


def _pieces(texts: dict[int, str]) -> list[Piece]:
    return [Piece(line, text, line) for line, text in texts.items()]


def _decide(*lines: int, decision: str = "different") -> Decision:
    return Decision.model_validate({"lines": lines, "decision": decision, "reason": "So."})


def _groups(texts: dict[int, str], *decisions: Decision) -> list[tuple[tuple[int, ...], bool]]:
    found = find_repetition(_pieces(texts), decisions)
    return [(group.lines, group.kept) for group in found.groups]


def test_what_is_nearly_the_same_is_one_group() -> None:
    assert _groups(ALIKE | {9: "Something else entirely, and at length."}) == [((1, 2, 5), False)]


def test_one_decision_settles_a_group() -> None:
    assert _groups(ALIKE, _decide(1, 2, 5)) == []


def test_a_part_of_a_group_that_is_decided_leaves_the_rest() -> None:
    assert _groups(ALIKE, _decide(1, 2)) == [((1, 2, 5), False)]


def test_a_group_may_be_settled_by_several_decisions() -> None:
    assert _groups(ALIKE, _decide(1, 2, decision="same"), _decide(1, 5)) == []


def test_short_lines_that_are_the_same_are_kept_without_a_decision() -> None:
    texts = dict.fromkeys(range(1, 85), "To the People of the State of New York:")

    assert _groups(texts) == [(tuple(range(1, 85)), True)]
    assert find_repetition(_pieces(texts)).canonical == {}


def test_the_first_of_lines_that_are_the_same_is_kept_by_decision() -> None:
    texts = {1: "PUBLIUS.", 3: "PUBLIUS.", 7: "PUBLIUS."}

    found = find_repetition(_pieces(texts), [_decide(1, 3, 7, decision="same")])

    assert found.canonical == {3: 1, 7: 1}


def test_a_paragraph_that_stands_twice_is_asked_about() -> None:
    assert _groups({1: PARAGRAPH, 4: PARAGRAPH}) == [((1, 4), False)]
    assert find_repetition(_pieces({1: PARAGRAPH, 4: PARAGRAPH})).canonical == {}


TEXT = [
    " ".join(f"{word}{number}" for number in range(60)) + "." for word in ("tea", "milk", "leaf")
]
"""Three paragraphs with no word in common."""


def test_a_long_stretch_that_repeats_is_dropped_wherever_it_stands() -> None:
    texts = dict(enumerate([*TEXT, "Something new.", TEXT[1], TEXT[2]], 1))

    assert find_repetition(_pieces(texts)).canonical == {5: 2, 6: 3}


def test_a_copy_with_a_slip_in_it_is_dropped_but_for_the_slip() -> None:
    slip = TEXT[1].replace("milk30", "silk")

    found = find_repetition(_pieces(dict(enumerate([*TEXT, TEXT[0], slip, TEXT[2]], 1))))

    assert found.canonical == {4: 1, 6: 3}
    assert [(group.lines, group.kept) for group in found.groups] == [((2, 5), False)]


def test_a_copy_that_joins_paragraphs_and_has_a_slip_is_asked_about() -> None:
    joined = f"{TEXT[0]} {TEXT[1]}".replace("milk30", "silk")

    assert _groups(dict(enumerate([*TEXT, joined], 1))) == [((1, 4), False)]


def test_a_paragraph_with_an_earlier_one_in_it_is_kept_whole() -> None:
    both = f"{TEXT[0]} {TEXT[1]} And this is new, and stands nowhere else in the whole text."

    found = find_repetition(_pieces(dict(enumerate([*TEXT, both], 1))))

    assert found.canonical == {}
    assert [group.lines for group in found.groups] == [(1, 4)]


def test_a_stretch_is_kept_if_the_editors_say_so() -> None:
    texts = dict(enumerate([*TEXT, *TEXT], 1))

    assert find_repetition(_pieces(texts), [_decide(2, 5)]).canonical == {4: 1, 6: 3}


def test_page_numbers_between_what_repeats_are_dropped_with_it() -> None:
    texts = dict(enumerate([*TEXT, TEXT[0], "[Pg 12]", TEXT[1], "— 13 —", TEXT[2]], 1))

    assert find_repetition(_pieces(texts)).canonical == {4: 1, 5: 1, 6: 2, 7: 2, 8: 3}


def test_a_refrain_within_a_copy_does_not_hide_it() -> None:
    refrain = "And so the tea went round, and so we sat, and nobody spoke a word of it again."
    once = [refrain, TEXT[0], refrain, TEXT[1], refrain, TEXT[2]]

    found = find_repetition(_pieces(dict(enumerate([*once, *once], 1))))

    assert found.canonical.keys() == {*range(7, 13)}


def test_words_of_a_script_without_spaces_are_compared_too() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(150))

    found = find_repetition(_pieces({1: f"{text}。", 2: f"{text[:80]}", 3: f"{text[80:]}。"}))

    assert found.canonical == {2: 1, 3: 1}


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

        assert list(find_near(texts)) == [(4, 11)], seed


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


def _entry(*lines: int, decision: str = "same") -> Entry[Decision]:
    record = Record(lines=Items(lines), decision=decision, reason="A misprint.")
    record.line, record.lines = 1, {"lines": 4, "decision": 5, "reason": 6}
    return Entry(Decision.model_validate(dict(record)), "repetitions.yml", record)


def _judge(texts: dict[int, str], entry: Entry[Decision]) -> list[str]:
    judged = judge_decisions([entry], _pieces(texts), max(texts))
    return [f"{p.path}:{p.line}: {p.wrong}; {p.right}" for _, p in judged if p]


LINES = dict(
    enumerate(
        [PARAGRAPH, "On Tea", PARAGRAPH.replace("shade for", "shadow for"), "Something else."], 1
    )
)


def test_a_near_repetition_without_a_decision_is_a_question_that_shows_the_difference() -> None:
    essay = parse_essay(list(LINES.values()), "On Tea")

    [question] = [q for q in find_questions(essay) if not q.default]

    assert question.line == 3
    assert question.what.startswith("nearly the same as line 1: ")
    assert "[-shade-] {+shadow+}" in question.what
    assert "“- lines: [1, 3]”" in question.right


def test_a_group_shows_a_few_differences_and_how_many_more_there_are() -> None:
    lines = [f"{PARAGRAPH} {word}." for word in ("So", "Thus", "Yes", "No", "Well", "Now")]

    [question] = [q for q in find_questions(parse_essay(lines, "On Tea")) if not q.default]

    assert question.what.count("{+") == 3
    assert question.what.endswith("; and 2 more")
    assert "“- lines: [1, 2, 3, 4, 5, 6]”" in question.right


def test_a_near_repetition_decided_different_is_no_question() -> None:
    decisions = (_entry(3, 1, decision="different").value,)

    essay = parse_essay(list(LINES.values()), "On Tea", decisions)

    assert [q for q in find_questions(essay) if q.file == "repetitions"] == []


def test_a_decision_on_two_near_lines_is_no_problem() -> None:
    assert _judge(LINES, _entry(3, 1)) == []


@pytest.mark.parametrize(("first", "second"), [(1, 1), (0, 1), (1, 5), (-1, 3)])
def test_a_decision_on_lines_that_are_not_there_is_a_problem(first: int, second: int) -> None:
    [problem] = _judge(LINES, _entry(first, second))

    assert problem.startswith("repetitions.yml:4: ")
    assert problem.endswith("expected two or more different lines from 1 to 4")


def test_a_decision_on_lines_that_are_not_alike_is_a_problem() -> None:
    [problem] = _judge(LINES, _entry(1, 4))

    assert "lines 1 and 4 are not nearly the same" in problem


def test_a_decision_that_says_what_follows_anyway_is_a_problem() -> None:
    texts = dict(enumerate([*TEXT, *TEXT], 1))

    [problem] = _judge(texts, _entry(2, 5))

    assert "lines 2 and 5 are the same without it; take the decision out" in problem
    assert _judge(texts, _entry(2, 5, decision="different")) == []


def test_two_words_that_look_alike_are_told_apart() -> None:
    shown = show_difference("A \N{CYRILLIC SMALL LETTER ES}at sat.", "A cat sat.")

    assert shown.endswith("(\N{CYRILLIC SMALL LETTER ES} (U+0441) for c (U+0063))")


def test_what_is_only_form_is_no_difference() -> None:
    assert "[-" not in show_difference("“Tea” — don’t", '"Tea" – don\'t')
