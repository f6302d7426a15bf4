"""What stands around an essay: never published by itself, never left out without consent."""

from __future__ import annotations

import pytest

from macros.essay import ask_first, parse_essay, read_facts, read_source
from macros.essay.structure import Structure
from macros.essay.surroundings import find_surroundings

GUTENBERG = """\
The Project Gutenberg eBook of On Tea, by Gilbert Ryle

Title: On Tea
Author: Gilbert Ryle
Release date: May 1, 2020 [eBook #1]
Language: German

*** START OF THE PROJECT GUTENBERG EBOOK ON TEA ***

Produced by Anna Roe and the Online Distributed
Proofreading Team at https://www.pgdp.net

TRANSCRIBER’S NOTE

Spelling is as in the print.

ON TEA

Tea is warm.

[Transcriber's Note: The last page is missing.
Nobody has it.]

*** END OF THE PROJECT GUTENBERG EBOOK ON TEA ***

Section 1. General Terms of Use
""".split("\n")


def _found(text: str) -> list[tuple[int, int]]:
    return [(around.first, around.last) for around in find_surroundings(text.split("\n"))]


def test_what_gutenberg_and_its_transcribers_put_around_a_text_is_found() -> None:
    found = [(around.first, around.last) for around in find_surroundings(GUTENBERG)]

    assert found == [(1, 8), (10, 11), (13, 15), (21, 22), (24, 27)]


def test_the_numbers_of_pages_within_what_stands_around_are_no_question_of_their_own() -> None:
    lines = [*GUTENBERG[:5], "[Pg 3]", *GUTENBERG[5:-1], "[Pg 9]"]

    assert [q.shown_lines for q in ask_first(read_source(lines))] == [
        "1-9, 25-28", "11-12, 14-16, 22-23",
    ]  # fmt: skip


def test_it_is_asked_about_before_anything_else_and_has_no_default() -> None:
    asked = ask_first(read_source(GUTENBERG))

    assert [(q.shown_lines, q.default, q.choices) for q in asked] == [
        ("1-8, 24-27", "", ("omitted", "verbatim")),
        ("10-11, 13-15, 21-22", "", ("omitted", "verbatim")),
    ]
    assert asked[0].reason == "It is what Project Gutenberg put around the text."


def test_with_consent_nothing_is_published_that_is_not_the_essay_and_all_is_accounted_for() -> None:
    blocks = [
        {"lines": [lines], "kind": "omitted", "reason": "So."}
        for lines in ("1-8", "10-11", "13-15", "21-22", "24-27")
    ]
    source = read_source(GUTENBERG, Structure.model_validate({"blocks": blocks}))

    essay = parse_essay(source, "On Tea")

    assert ask_first(source) == []
    assert [paragraph.text for paragraph in essay.paragraphs] == ["Tea is warm."]
    told = {(line.fate, bool(line.text.strip())) for line in essay.lines}
    assert told <= {("omitted", True), ("title", True), ("kept", True), ("blank", False)}


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("# Title: On Tea\n## Author: A. Ryle", {"title": "On Tea", "author": "A. Ryle"}),
        ("Title: On Tea\n\nAuthor: A. Ryle", {"title": "On Tea", "author": "A. Ryle"}),
        ("**Titel:** *Der Tee*\n**Autor:** A. Ryle", {"title": "Der Tee", "author": "A. Ryle"}),
        (
            '---\ntitle: "On: Tea"\nauthor:\n  - A. Ryle\ndate: 1949\nlang: en\ntags: [tea]\n---',
            {"title": "On: Tea", "author": "A. Ryle", "issued": "1949", "language": "en"},
        ),
        ('+++\ntitle = "On Tea"\n+++', {"title": "On Tea"}),
    ],
)
def test_what_a_file_says_of_itself_is_a_fact_and_no_paragraph(
    head: str, facts: dict[str, str]
) -> None:
    text = f"{head}\n\nTea: it is warm."

    assert read_facts(text.split("\n")) == facts
    assert _found(text) == [(1, head.count("\n") + 1)]


@pytest.mark.parametrize("page", ["[Pg 32]", "{32}", "— 32 —", "32", "Page 32"])
def test_the_number_of_a_page_parts_no_sentence_and_is_left_out_by_consent(page: str) -> None:
    lines = ["Tea is as warm as", "", page, "", "milk is not.", "", "So it is."]
    [asked] = ask_first(read_source(lines))
    block = {"lines": ["3"], "kind": "omitted", "reason": asked.reason}

    essay = parse_essay(read_source(lines, Structure.model_validate({"blocks": [block]})), "T")

    assert (asked.shown_lines, asked.reason) == ("3", "It is the number of a page.")
    assert [p.text for p in essay.paragraphs] == ["Tea is as warm as milk is not.", "So it is."]
    assert [line.fate for line in essay.lines][::2] == ["kept", "omitted", "kept", "kept"]


@pytest.mark.parametrize(
    "text",
    [
        "In the year\n\n1984\n\nEverything changed.",
        "Tea is warm.\n\nAuthor: nobody knows one.",
        "---\n\nTea is warm.\n\n---\n\nMilk is not.",
        "Date: the first of May.\n\nTea is warm.",
        "Produced by nature alone, tea is warm.",
        "The transcriber’s note is on the table.",
        "Note: tea is warm.",
    ],
)
def test_words_of_the_essay_are_not_taken_for_what_stands_around_it(text: str) -> None:
    assert _found(text) == []
