"""The essay: lines, title, paragraphs, sentences, and the account of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import essay_of
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.essay.characters import split_lines
from macros.essay.passages import (
    Essay,
    Line,
    RepeatedSentence,
    check_passages,
    find_title,
    parse_essay,
)
from macros.essay.repetition import Decision
from macros.essay.sentences import split_sentences
from macros.essay.structure import read_source

SOURCE = Path(__file__).parents[2] / "data/essay/source.txt"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One.", ["One."]),
        ("One. Two! Three? Four… Five.", ["One.", "Two!", "Three?", "Four…", "Five."]),
        ("Really?! Yes... No!!", ["Really?!", "Yes...", "No!!"]),
        ("One.  Two.\tThree.\N{NO-BREAK SPACE}Four.", ["One.", "Two.", "Three.", "Four."]),
        ("Before 1984. 1985 came next.", ["Before 1984.", "1985 came next."]),
        ("No full stop at the end", ["No full stop at the end"]),
        ("Étude. Éclair. Über.", ["Étude.", "Éclair.", "Über."]),
    ],
)
def test_a_sentence_ends_at_its_mark(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“Why?” she asked. He left.", ["“Why?” she asked.", "He left."]),
        ("“Stop!” he cried. ‘Why?’ she asked.", ["“Stop!” he cried.", "‘Why?’ she asked."]),
        ("“Why?” He left.", ["“Why?”", "He left."]),
        ("She said “No.” He left.", ["She said “No.”", "He left."]),
        ("She said ‘No.’ He left.", ["She said ‘No.’", "He left."]),
        ('She said "No." He left.', ['She said "No."', "He left."]),
        ("It says “I heard ‘No.’” He left.", ["It says “I heard ‘No.’”", "He left."]),
        ("‘I heard “No.”’ He left.", ["‘I heard “No.”’", "He left."]),
        ("He left. “‘No’ was said.” So.", ["He left.", "“‘No’ was said.”", "So."]),
        ("«Non.» «Oui.» „Ja.“ „Nein.“", ["«Non.»", "«Oui.»", "„Ja.“", "„Nein.“"]),
        ("¿Por qué? ¡Sí! No.", ["¿Por qué?", "¡Sí!", "No."]),
        ("A “fake” coup. Then", ["A “fake” coup.", "Then"]),
        ("“Here is one. Here are two.”", ["“Here is one.", "Here are two.”"]),
        ("It goes: “Here is one. Two.” End.", ["It goes: “Here is one.", "Two.”", "End."]),
    ],
)
def test_quotation_marks_close_the_sentence_they_are_in(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_a_paragraph_that_is_one_quotation_is_one_sentence() -> None:
    text = "“Why would it rain, if it never has yet?”"

    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It was late—The end was near.",
        "It was late! — The end was near.",
        "There are two: The first and the second; The third is missing.",
        "Wait… what? no. never",
        "Wait ... then go",
        "It costs 3.50 or 1,000.25 dollars in version 2.0 of 10.1.",
        "Mr. Smith, Mrs. Jones, Ms. Brown, Dr. Who and Prof. Moriarty met.",
        "St. Petersburg vs. London, Roe v. Wade, cf. Kant, e.g. Berlin, i.e. Prussia.",
        "J. R. R. Tolkien and J.K. Rowling and W. Ross Ashby wrote.",
        "The U.S. Government and the U.N. Secretary agreed with a Ph.D. Student.",
        "See vol. 3, no. 5, pp. 7, fig. 2, ch. 4, Sec. 9 and p. 11.",
        "Ngo et al. (2024) and ca. 1900 and Jan. 6.",
        "She left at 3 p.m. and came back.",
        "He named it .NET and http://example.org/A.B on the way.",
        "He (Why not?) and she (“Because.”) agree.",
    ],
)
def test_what_does_not_end_a_sentence_keeps_it_whole(text: str) -> None:
    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The answer is no. Then why?", ["The answer is no.", "Then why?"]),
        ("We have plan “B.” It works.", ["We have plan “B.”", "It works."]),
        ("Is it plan B? It is.", ["Is it plan B?", "It is."]),
        ("There was plan B... Then it rained.", ["There was plan B...", "Then it rained."]),
        ("(It rained.) It shone.", ["(It rained.)", "It shone."]),
        ("It rained (it poured). It shone.", ["It rained (it poured).", "It shone."]),
        ("It rained. (It poured.) [Editor.]", ["It rained.", "(It poured.)", "[Editor.]"]),
        ("Bring tea, milk, etc. Then go.", ["Bring tea, milk, etc.", "Then go."]),
    ],
)
def test_what_looks_like_an_abbreviation_can_end_a_sentence(
    text: str, sentences: list[str]
) -> None:
    assert split_sentences(text) == sentences


PIECES = [
    *("Tea", "tea", "Mr", "U.S", "no", "3", "4.5", "É", "I", "e.g", "日本", "et al"),
    *(".", "?", "!", "…", "...", ",", ";", ":", "—", "-", "(", ")", "[", "]"),
    *("“", "”", "‘", "’", '"', "'", "«", "»", "„", " ", "  ", "\t", "\N{NO-BREAK SPACE}"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(deadline=None)
def test_sentences_with_their_spacing_are_the_paragraph(text: str) -> None:
    paragraph = text.strip()

    sentences = split_sentences(paragraph)

    rest = paragraph
    for sentence in sentences:
        assert rest.startswith(sentence)
        rest = rest.removeprefix(sentence).lstrip()
    assert rest == ""


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_sentence_is_empty_or_has_space_around_it(text: str) -> None:
    for sentence in split_sentences(f"A{text}"):
        assert sentence
        assert sentence == sentence.strip()


def test_a_last_line_break_is_no_line() -> None:
    assert split_lines("One.\nTwo.\n") == ["One.", "Two."]


def test_a_blank_line_is_a_line() -> None:
    assert split_lines("One.\n\nTwo.") == ["One.", "", "Two."]


def _find_title(lines: list[str], given: str | None) -> tuple[str | None, tuple[str, str] | None]:
    return find_title(read_source(lines).blocks, given)


def test_the_short_line_without_a_full_stop_is_the_title() -> None:
    title, fault = _find_title(["Tea is warm.", " On Tea ", "Tea is dear."], None)

    assert (title, fault) == ("On Tea", None)


@pytest.mark.parametrize(
    "line",
    [
        "Short but a sentence.",
        "“Is it a question?”",
        "And so on …",
        "It follows:",
        "a b c d e f g h i j k l m n o p",
        "",
    ],
)
def test_a_sentence_or_a_long_line_is_no_title(line: str) -> None:
    title, fault = _find_title([line], None)

    assert title is None
    assert fault == ("no line of the source looks like a title", "add a line “title: …”")


def test_two_lines_that_may_be_the_title_are_both_named() -> None:
    title, fault = _find_title(["On Tea", "Tea is warm.", "On Milk"], None)

    assert title is None
    assert fault is not None
    assert fault[0] == "2 lines of the source could be the title"
    assert "On Tea" in fault[1]
    assert "On Milk" in fault[1]


def test_a_title_repeated_is_one_title() -> None:
    assert _find_title(["On Tea", "Tea is warm.", "On tea"], None) == ("On Tea", None)


def test_the_title_given_chooses_its_line() -> None:
    assert _find_title(["On Tea", " On Milk "], "on milk") == ("On Milk", None)


def test_a_title_given_may_be_a_line_that_looks_like_none() -> None:
    assert _find_title(["Why tea?", "Part one", "It is warm."], "Why tea?") == ("Why tea?", None)


def test_a_title_given_that_is_nearly_a_line_names_those_that_could_be() -> None:
    title, fault = _find_title(["On Warm Green Tea", "On Milk"], "On warm green teas")

    assert title is None
    assert fault is not None
    assert fault[0] == "no line of the source is the title “On warm green teas”"
    assert "On Warm Green Tea" in fault[1]
    assert "On Milk" in fault[1]


def test_a_title_given_need_not_stand_in_the_source() -> None:
    assert _find_title(["On the Duty of Tea", "Tea is warm."], "A Life") == ("A Life", None)


def test_a_title_may_end_with_a_full_stop() -> None:
    assert _find_title(["Concerning Tea.", "It is warm."], "Concerning Tea.") == (
        "Concerning Tea.", None,
    )  # fmt: skip


def test_the_only_heading_of_the_first_level_is_the_title() -> None:
    lines = ["# On Tea", "Chapter one", "Tea is warm.", "## Chapter two", "Tea is dear."]

    assert _find_title(lines, None) == ("On Tea", None)


def test_a_source_without_a_title_takes_the_one_given() -> None:
    assert _find_title(["Tea is warm."], "On Tea") == ("On Tea", None)


def _fates(essay: Essay) -> list[tuple[str, int]]:
    return [(line.fate, line.canonical) for line in essay.lines]


def test_paragraphs_and_sentences_are_numbered_in_the_order_of_the_source() -> None:
    essay = essay_of("One. Two.", "", "On Tea", "Three.")

    assert [paragraph.id for paragraph in essay.paragraphs] == ["P1", "P2"]
    assert [paragraph.line for paragraph in essay.paragraphs] == [1, 4]
    ids = [sentence.id for paragraph in essay.paragraphs for sentence in paragraph.sentences]
    assert ids == ["P1.1", "P1.2", "P2.1"]


def test_every_line_is_accounted_for() -> None:
    essay = essay_of(" One.", "", "On Tea", "on tea", " ")

    assert essay.lines == (
        Line(1, " One.", "kept", 1),
        Line(2, "", "blank", 2),
        Line(3, "On Tea", "title", 3),
        Line(4, "on tea", "repeated", 3),
        Line(5, " ", "blank", 5),
    )


def test_a_paragraph_has_no_space_around_it() -> None:
    assert [paragraph.text for paragraph in essay_of("\tOne. ").paragraphs] == ["One."]


LONG = [f"{word} " + " ".join(f"w{word}{n}" for n in range(40)) + "." for word in "ABC"]
"""Three paragraphs that share no word."""


def test_a_copy_of_all_that_stands_before_is_dropped_whole() -> None:
    essay = essay_of(*LONG, "On Tea", *LONG)

    assert [paragraph.text for paragraph in essay.paragraphs] == LONG
    assert _fates(essay)[4:] == [("repeated", 1), ("repeated", 2), ("repeated", 3)]


def test_a_copy_with_other_paragraphs_is_dropped_whole() -> None:
    words = LONG[2].split()
    wrapped = [" ".join(words[at : at + 7]) for at in range(0, len(words), 7)]

    essay = essay_of(
        *LONG, "On Tea", f"{LONG[0]} {LONG[1]}", "12", *wrapped[:3], "[13]", *wrapped[3:]
    )

    assert [paragraph.text for paragraph in essay.paragraphs] == LONG
    assert _fates(essay)[4:] == [("repeated", 1)] * 2 + [("repeated", 3)] * 7


def test_a_short_line_that_stands_twice_is_kept_twice() -> None:
    essay = essay_of("And so we sat.", LONG[0], "And so we sat.", LONG[1], "And so we sat.")

    assert [paragraph.text for paragraph in essay.paragraphs].count("And so we sat.") == 3
    assert essay.repeated_paragraphs == {"P1": ["P3", "P5"]}


def test_the_title_given_twice_is_one_title_and_one_repetition() -> None:
    assert _fates(essay_of("On Tea", "One.", "ON TEA")) == [
        ("title", 1),
        ("kept", 2),
        ("repeated", 1),
    ]


def test_a_title_that_was_decided_to_be_another_line_is_kept() -> None:
    decisions = (_decision(1, 3, "different"),)

    essay = parse_essay(["On Tea", "One.", "On Tea"], "On Tea", decisions)

    assert [line.fate for line in essay.lines] == ["title", "kept", "kept"]


def test_the_paragraphs_that_are_kept_are_the_first_in_their_own_spelling() -> None:
    quoted = [f"“{text} — yes.”" for text in LONG]

    essay = essay_of(*quoted, *(text.replace("“", '"').replace("”", '"') for text in quoted))

    assert [paragraph.text for paragraph in essay.paragraphs] == quoted


def test_paragraphs_that_differ_by_a_word_are_both_kept() -> None:
    essay = essay_of("Tea is dear.", "Tea is not dear.", "Tea is dear!")

    assert [line.fate for line in essay.lines] == ["kept", "kept", "kept"]


def test_a_long_sentence_that_stands_in_two_paragraphs_is_reported_and_kept() -> None:
    same = "This sentence has six words exactly."

    essay = essay_of(f"One. {same}", f"{same.upper()} Three.")

    assert len(essay.paragraphs) == 2
    assert essay.repeated_sentences == (RepeatedSentence("P2.1", "P1.2"),)


def test_a_short_sentence_may_stand_in_two_paragraphs_unreported() -> None:
    essay = essay_of("Of course it is. One.", "Of course it is. Two.")

    assert essay.repeated_sentences == ()


def _decision(first: int, second: int, decision: str) -> Decision:
    return Decision.model_validate(
        {"lines": (first, second), "decision": decision, "reason": "A misprint."}
    )


def test_a_line_decided_the_same_is_dropped_as_the_earlier_one() -> None:
    decisions = (_decision(3, 1, "same"),)

    essay = parse_essay(["Tea is warm.", "On Tea", "Tea is wram."], "On Tea", decisions)

    assert _fates(essay) == [("kept", 1), ("title", 2), ("repeated", 1)]


def test_a_line_decided_different_is_kept() -> None:
    decisions = (_decision(1, 2, "different"),)

    essay = parse_essay(["Tea is warm.", "Tea is wram."], "On Tea", decisions)

    assert _fates(essay) == [("kept", 1), ("kept", 2)]


def test_what_repeats_a_dropped_line_is_dropped_too() -> None:
    decisions = (_decision(1, 2, "same"),)

    essay = parse_essay(["Tea is warm.", "Tea is wram.", "Tea is wram."], "On Tea", decisions)

    assert _fates(essay) == [("kept", 1), ("repeated", 1), ("repeated", 1)]


def test_a_chain_of_decisions_leads_to_the_line_that_is_kept() -> None:
    decisions = (_decision(2, 3, "same"), _decision(3, 4, "same"), _decision(1, 2, "same"))

    essay = parse_essay(["Tea a.", "Tea b.", "Tea c.", "Tea d."], "On Tea", decisions)

    assert [line.canonical for line in essay.lines] == [1, 1, 1, 1]


def test_an_invisible_character_of_the_source_is_a_problem_on_its_line() -> None:
    source = read_source(["Tea.", "Te\N{ZERO WIDTH SPACE}a."])

    problems = list(check_passages(source, "source.txt"))

    assert [(problem.path, problem.line) for problem in problems] == [("source.txt", 2)]
    assert "U+200B" in problems[0].wrong
