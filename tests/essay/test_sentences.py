"""Sentences: where one ends, by a set that was checked by hand, and what corrects it."""

from __future__ import annotations

import pytest
from boundaries import SETS, count_wrong, join, load_checked

from macros.essay.sentences import Boundary, check_boundaries, correct_ends, cut_at, split_sentences
from macros.records.entries import Entry
from macros.records.yaml_file import Record


@pytest.mark.parametrize("name", SETS)
def test_sentences_are_split_as_a_person_splits_them(name: str) -> None:
    for sentences in load_checked(name):
        assert split_sentences(join(sentences)) == sentences


def test_the_sets_are_large_enough_to_say_something() -> None:
    assert all(count_wrong(load_checked(name))[0] >= 100 for name in SETS)


def test_a_boundary_that_is_missing_is_counted_as_wrong() -> None:
    assert count_wrong([["It is. a", "So."], ["So.", "Yes."]]) == (4, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Models scheme.[4] | They do.",
        "Models scheme.⁴ | They do.",
        "Models scheme.[^a] | They do.",
        "See The Origin.* | Then it rained.",
        "It works! 😀 | It is fun.",
        "It works 😀 | It is fun.",
        "“We will.” | – So he said.",
        "It costs $5. | $6 is too much.",
        "They sell. | eBay buys.",
        "We have plan B. | Then we go.",
        "He saw J. Smith Jr. | The rest left.",
        "So do I. | Nobody else does.",
        "He was 5. | He ran.",
        "Apple Inc. | The firm grew.",
        "It was in the U.S. | The rest was not.",
        "So it was under Henry IV. | His son came next.",
        "It was Charles V. | To him it was nothing.",
        "هذا كتاب. | وهذا قلم؟ | نعم.",
        "यह किताब है। | वह कलम है। | क्या?",
        "Это книга. | А это перо? | Да.",
        "_It_ does not. | _It_ never begins one.",
        "« Oui. » | « Non. » | Puis rien.",
        "»Nein.« | Er ging. | „Ja.“ | Sie blieb.",
        "1. Be nice. | 2. Be kind.",
    ],
)
def test_this_ends_a_sentence(text: str) -> None:
    sentences = [sentence.strip() for sentence in text.split("|")]

    assert split_sentences(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "天下皆知美之为美，斯恶已。|皆知善之为善？|斯不善已！",
        "他说：“好。”|于是走了。",
        "“为什么？”她问道。",
        "「なぜ。」と言った。|名前はまだ無い。",
        "他笑道，“好！……”|他走了。",
    ],
)
def test_sentences_need_no_space_between_them(text: str) -> None:
    assert split_sentences(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Come on Mar. 3 and see.",
        "So Gen. Milley spoke, and Messrs. Hale and Co. came.",
        "See Fig. A and Vol. II and chap. 3.",
        "I.e. Claude does.",
        "Approx. 5 came.",
        "Rules: 1. Be nice; 2. Be kind; V. The rest.",
        "Er kam am 5. August.",
        "Er kam am 3. Tag des Festes.",
        "Es gibt manches, z. B. Bücher, d. h. Die Frau und u. a. Romane.",
        "Im 19. Jahrhundert, vgl. Kapitel 3, s. S. 12, und im 3. Band.",
        "Il y a M. Le Brun, Mme. Dupont, Mlle. Durand et M. J.-P. Sartre.",
        "César, en 44 av. J.-C. César, p. ex. Paris.",
        "She (cf. Prof. Smith, p. 4) left.",
        "D’après le t. III. et le chap. IV. il faut.",
    ],
)
def test_this_ends_none(text: str) -> None:
    assert split_sentences(text) == [text]


TEXT = "See the zur angew. Kunst. They sell. ebay buys."


def _boundary(**fields: str) -> Boundary:
    return Boundary.model_validate({"paragraph": "P1"} | fields)


def _cut(*boundaries: Boundary) -> list[str]:
    return [TEXT[a:b] for a, b in cut_at(TEXT, correct_ends(TEXT, boundaries))]


def test_a_correction_splits_and_joins() -> None:
    assert _cut() == ["See the zur angew. Kunst.", "They sell. ebay buys."]
    assert _cut(_boundary(split="sell. | ebay")) == [
        "See the zur angew. Kunst.", "They sell.", "ebay buys.",
    ]  # fmt: skip
    assert _cut(_boundary(join="Kunst. | They")) == [TEXT]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "one of split and join is needed"),
        ({"split": "a | b", "join": "a | b"}, "one of split and join is needed"),
        ({"split": "sell. ebay"}, "no one place in P1 is “sell. ebay”"),
        ({"split": "sold. | ebay"}, "no one place in P1 is “sold. | ebay”"),
        ({"split": "Kunst. | They"}, "a sentence ends there anyway"),
        ({"join": "sell. | ebay"}, "a sentence does not end there anyway"),
        ({"paragraph": "P9", "join": "a | b"}, "there is no P9"),
    ],
)
def test_a_correction_that_corrects_nothing_is_a_problem(
    fields: dict[str, str], wrong: str
) -> None:
    record = Record(fields)
    record.lines = dict.fromkeys(fields, 1)
    entry = Entry(_boundary(**fields), "sentences.yml", record)

    assert [found.wrong for found in check_boundaries([entry], {"P1": TEXT})] == [wrong]


def test_a_correction_that_is_right_is_no_problem() -> None:
    entry = Entry(_boundary(split="sell. | ebay"), "sentences.yml", Record())

    assert list(check_boundaries([entry], {"P1": TEXT})) == []
