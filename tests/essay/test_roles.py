"""Short blocks that are no running text: by their form, and by where they stand."""

from __future__ import annotations

import pytest

from macros.essay import parse_essay, read_source
from macros.essay.questions import find_questions
from macros.essay.structure import Structure

LONG = "Tea is warm and it was warm before there was a town, and before anybody said that it was."


def _kinds(*texts: str) -> list[str]:
    return [block.kind for block in read_source("\n\n".join(texts).split("\n")).blocks]


@pytest.mark.parametrize(
    "signature",
    [
        *("PUBLIUS.", "PUBLIUS", "T. P.", "R. W. E.", "— Thomas Paine", "J. S. Mill"),
        *("[Signed] JOHN HANCOCK.", "Philadelphia, Feb. 14, 1776.", "Concord, Mass., 1841"),
        *("Königsberg in Preußen, den 30. Septemb. 1784.", "Paris, le 3 mai 1902"),
    ],
)
def test_a_signature_or_a_date_at_the_end_is_no_paragraph(signature: str) -> None:
    assert _kinds(LONG, signature) == ["paragraph", "byline"]
    assert _kinds(LONG, signature, "## More", LONG)[:2] == ["paragraph", "byline"]


@pytest.mark.parametrize(
    "line",
    ["by James Madison", "Von Immanuel Kant", "To my mother", "Concord, 1841", "May 3, 1902"],
)
def test_who_wrote_it_when_and_for_whom_is_no_paragraph_before_the_text(line: str) -> None:
    assert _kinds("On Tea", line, LONG) == ["paragraph", "byline", "paragraph"]


@pytest.mark.parametrize(
    "numbers", [("I.", "II."), ("1", "2"), (r"1\.", r"2\."), ("2.", "3."), ("§ 1", "§ 2")]
)
def test_numbers_alone_that_count_are_headings(numbers: tuple[str, str]) -> None:
    assert _kinds(numbers[0], LONG, numbers[1], LONG) == [*["heading", "paragraph"] * 2]


def test_what_stands_over_notes_is_a_heading() -> None:
    assert _kinds(f"{LONG}[1]", "FOOTNOTES:", "[1] See Ryle.")[1] == "heading"


def test_one_with_its_word_is_a_heading_by_itself() -> None:
    assert _kinds("CHAPTER IV.", LONG) == ["heading", "paragraph"]
    assert _kinds("Kapitel 4", LONG) == ["heading", "paragraph"]
    assert _kinds("FEDERALIST No. 10", LONG, "FEDERALIST No. 51", LONG)[::2] == ["heading"] * 2
    assert _kinds("Apollo 11", LONG) == ["paragraph"] * 2


@pytest.mark.parametrize(
    "texts",
    [
        ("12", LONG, "13", LONG),  # pages that begin amid a book
        (LONG.rstrip("."), "1", LONG.rstrip("."), "2", LONG),  # and amid a sentence
        (LONG, "He did.", LONG),
        (LONG, "Also sprach Zarathustra."),
        (LONG, "1984 was warm."),
        ("To the People of the State of New York:", LONG),
        (LONG, "“PUBLIUS.”", LONG),
        (LONG, "So be it."),
    ],
)
def test_what_may_be_running_text_stays_that(texts: tuple[str, ...]) -> None:
    assert {*_kinds(*texts)} == {"paragraph"}


def test_what_is_taken_for_a_signature_is_asked_about_and_closes_what_is_before_it() -> None:
    essay = parse_essay(read_source(["On Tea", LONG, "PUBLIUS.", "## More", LONG]), "On Tea")

    assert [piece.text for piece in essay.paragraphs[0].after] == ["PUBLIUS."]
    assert [piece.text for piece in essay.paragraphs[1].before] == ["More"]
    [question] = [q for q in find_questions(essay) if q.file == "structure"]
    assert (question.default, question.shown_lines) == ("byline", "3")


def test_lines_in_capitals_are_asked_about_and_no_verse() -> None:
    text = f"ON TEA.\n\nWALTER SCOTT CO., LTD.\nLONDON.\n\n{LONG}\n\nOF MILK.\n\n{LONG}"
    essay = parse_essay(read_source(text.split("\n"), Structure(layout="wrapped")), "On Tea")

    [question] = [q for q in find_questions(essay) if q.default == "paragraph"]

    assert question.shown_lines == "3-4, 8"
    assert essay.lines[0].fate == "title"


def test_lines_that_are_alike_are_asked_about_together() -> None:
    lines = ["On Tea", "One", LONG, "MADISON", LONG, "MADISON", LONG, "Two", LONG]
    essay = parse_essay(read_source(lines), "On Tea")

    asked = [q.shown_lines for q in find_questions(essay) if q.default == "paragraph"]

    assert asked == ["2, 8", "4, 6"]
