"""Structure: what lines are, what is asked about them, and that none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.essay import find_questions, parse_essay, read_source
from macros.essay.blocks import Block
from macros.essay.marks import Mark, cut_marks, read_marks
from macros.essay.passages import Essay
from macros.essay.questions import ask_wrapped
from macros.essay.structure import Structure, check_structure
from macros.records.entries import Entry
from macros.records.yaml_file import Items, Record

WRAPPED = Structure(layout="wrapped")


def _blocks(text: str, structure: Structure | None = None) -> list[Block]:
    return list(read_source(text.split("\n"), structure).blocks)


def _short(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


def _structure(*blocks: dict[str, Any], layout: str | None = None) -> Structure:
    return Structure.model_validate({"layout": layout, "blocks": blocks})


def _essay(text: str, structure: Structure | None = None, title: str = "On Tea") -> Essay:
    return parse_essay(read_source(text.split("\n"), structure), title)


@pytest.mark.parametrize(
    ("line", "kind", "text", "mark"),
    [
        ("Tea is warm.", "paragraph", "Tea is warm.", ""),
        ("# On Tea", "heading", "On Tea", "#"),
        ("### On Tea ##", "heading", "On Tea", "###"),
        ("> Tea is warm.", "quotation", "Tea is warm.", ""),
        ("- warm", "item", "warm", "-"),
        ("• warm", "item", "warm", "•"),
        ("12. warm", "item", "warm", "12."),
        ("(a) warm", "item", "warm", "(a)"),
        ("| Tea is warm,", "verse", "Tea is warm,", ""),
        ("* * *", "separator", "* * *", ""),
        ("---", "separator", "---", ""),
        ("⁂", "separator", "⁂", ""),
        ("– So it is.", "paragraph", "– So it is.", ""),
        ("1984 was warm.", "paragraph", "1984 was warm.", ""),
        ("#tea", "paragraph", "#tea", ""),
        ("[1] See Ryle.", "paragraph", "[1] See Ryle.", ""),
    ],
)
def test_a_line_says_what_it_is(line: str, kind: str, text: str, mark: str) -> None:
    [block] = _blocks(line)

    assert (block.kind, block.text, block.mark) == (kind, text, mark)


def test_a_line_under_a_heading_makes_it_one() -> None:
    found = _blocks("On Tea\n======\nTea is warm.\n\nOn Milk\n---\nIt is not.")

    assert [(block.kind, block.mark) for block in found] == [
        ("heading", "#"), ("paragraph", ""), ("heading", "##"), ("paragraph", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "label"),
    [("[^a]: See Ryle.", "a"), ("[1] See Ryle.", "1"), ("[Footnote 1: See Ryle.]", "1")],
)
def test_a_footnote_is_one_if_it_is_called(line: str, label: str) -> None:
    called = f"Tea is warm.[{'^' if label == 'a' else ''}{label}]"

    assert _short(_blocks(f"{called}\n{line}")) == [
        ("paragraph", called), ("footnote", "See Ryle."),
    ]  # fmt: skip
    assert _blocks(line)[0].kind == "paragraph"


def test_a_footnote_mark_leads_to_the_next_that_has_its_label() -> None:
    essay = _essay("Tea.[1] Milk.\n[1] First.\nWater.[1]\n[1] Second.")

    targets = [s.marks[0].target for p in essay.paragraphs for s in p.sentences if s.marks]

    assert targets == ["P2", "P4"]
    assert essay.paragraphs[0].text == "Tea. Milk."


def test_what_runs_over_lines_is_joined_where_the_editors_say_so() -> None:
    text = "Tea is\nwarm, and well-\nknown.\n\n茶\n道\n\n> So it\n> is.\n\n- one\n  two\n- three"

    assert _short(_blocks(text, WRAPPED)) == [
        ("paragraph", "Tea is warm, and well-known."),
        ("paragraph", "茶道"),
        ("quotation", "So it is."),
        ("item", "one two"),
        ("item", "three"),
    ]
    assert len(_blocks(text)) == 10


def test_a_hyphen_that_only_parts_a_word_at_the_end_of_a_line_is_taken_out_and_told() -> None:
    text = "One exam-\nple of a well-\nknown thing.\n\nAn example."

    source = read_source(text.split("\n"), WRAPPED)

    assert source.blocks[0].text == "One example of a well-known thing."
    assert source.changes == {1: {"soft hyphen": 1}}


PROSE = (
    "The tea that is drunk in this town has been warm for as long as anybody\n"
    "can remember, and there are those who say that it was warm before there\n"
    "was a town at all. The milk, which came later, has never been as warm as\n"
    "the tea, and nobody has given a reason for this that others accept."
)


def test_hard_line_breaks_are_recognised_and_joins_are_shown() -> None:
    text = "\n\n".join([PROSE] * 3)

    question = ask_wrapped(read_source(text.split("\n")))

    assert question is not None
    assert "lines of about 7" in question.what
    assert "9 joins of lines would be made, such as anybody | can" in question.what
    assert question.right == "decide in data/essay/structure.yml: “layout: wrapped” or “lines”"


@pytest.mark.parametrize("layout", ["lines", "wrapped"])
def test_nothing_is_asked_of_what_was_decided(layout: str) -> None:
    lines = "\n\n".join([PROSE] * 3).split("\n")

    assert ask_wrapped(read_source(lines, _structure(layout=layout))) is None


@pytest.mark.parametrize(
    "text",
    [
        "One line, and it is a paragraph.\n\nAnother line, and it is one too.",
        "\n".join(f"A short line {number}" for number in range(30)),
        "\n".join(" ".join(["word"] * 100) for _ in range(30)),
    ],
)
def test_other_texts_are_not_taken_for_hard_line_breaks(text: str) -> None:
    assert ask_wrapped(read_source(text.split("\n"))) is None


def test_verse_and_quotations_are_told_by_how_they_are_set() -> None:
    verse = "  Not a drum was heard,\n    Not a funeral note,\n  As his corpse was hurried"
    quoted = "\n".join(f"    {line[:60]}" for line in PROSE.split("\n"))
    text = "\n\n".join([PROSE] * 4 + [verse, quoted])

    found = _blocks(text, WRAPPED)[4:]

    assert [(block.kind, block.guessed) for block in found] == [
        ("verse", True), ("quotation", True),
    ]  # fmt: skip
    asked = [q for q in find_questions(_essay(text, WRAPPED)) if q.file == "structure"]
    assert [(q.default, q.shown_lines) for q in asked] == [
        ("verse", "21-23"),
        ("quotation", "25-28"),
    ]


def test_the_lines_of_verse_are_its_sentences_and_keep_how_they_are_set() -> None:
    essay = _essay("| Tea is warm,\n|   and milk is not.\n|\n| So.")

    [stanza] = essay.paragraphs

    assert [s.text for s in stanza.sentences] == ["Tea is warm,", "and milk is not.", "So."]
    assert [s.after for s in stanza.sentences] == ["\n  ", "\n\n", ""]


def test_the_editors_say_what_lines_are() -> None:
    structure = _structure(
        {"lines": ["1"], "kind": "heading"},
        {"lines": ["2", "8"], "kind": "byline"},
        {"lines": ["3-5"], "kind": "verse"},
        {"lines": [6], "kind": "omitted", "reason": "A page number."},
    )
    essay = _essay("Why tea?\nBy A. Ryle\nOne,\n\ntwo.\n12\nTea is warm.\n1949", structure)

    assert [(p.id, p.kind, p.text) for p in essay.paragraphs] == [
        ("P1", "verse", "One,"), ("P2", "verse", "two."), ("P3", "paragraph", "Tea is warm."),
    ]  # fmt: skip
    assert [(piece.kind, piece.text) for piece in essay.paragraphs[0].before] == [
        ("heading", "Why tea?"), ("byline", "By A. Ryle"),
    ]  # fmt: skip
    assert [piece.text for piece in essay.paragraphs[-1].after] == ["1949"]
    assert [line.fate for line in essay.lines] == [
        "heading", "byline", "kept", "blank", "kept", "omitted", "kept", "byline",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table"),
        ("![A tree](tree.png)", "an image"),
        ("[Illustration: A tree]", "an image"),
        ("Tea is <b>warm</b>.", "HTML"),
        ("It is $E = mc^2$ warm.", "mathematics"),
        ("$$E$$", "mathematics"),
        ("```\nx = 1\n```", "code"),
        ("Call `x()` now.", "code"),
        ("See [there](tea.md).", "a link that leads nowhere"),
        ("See [there](https://xn--80ak6aa92e.com/).", "a link that leads nowhere"),
        ("See <http://127.0.0.1/>.", "HTML"),
        ("See this.[^9]", "a note that is not there"),
    ],
)
def test_what_is_not_understood_is_named_and_asked_about(text: str, name: str) -> None:
    [question] = [q for q in find_questions(_essay(f"Tea.\n{text}\nMilk.")) if not q.default]

    assert question.what == f"{name}, which is not understood"
    assert question.line == 2
    assert "“kind: verbatim”, “paragraph” or “omitted”" in question.right


def test_what_is_decided_is_asked_about_no_more_and_printed_as_it_is() -> None:
    structure = _structure({"lines": ["2-3"], "kind": "verbatim"})
    essay = _essay("Tea.\n| a | b |\n|---|---|\nMilk.", structure)

    assert [q for q in find_questions(essay) if not q.default] == []
    assert essay.paragraphs[1].text == "| a | b |\n|---|---|"


@pytest.mark.parametrize("text", ["It costs $5 and $6.", "2 < 3 > 1", "a_b and c_d", "5 * 3 * 2"])
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    essay = _essay(text)

    assert [q for q in find_questions(essay) if not q.default] == []
    assert essay.paragraphs[0].text == text


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("It is _so_.", "It is so.", ["em"]),
        ("It is **so**, *very*.", "It is so, very.", ["strong", "em"]),
        ("It is **_so_**.", "It is so.", ["em", "strong"]),
        ("See [it](https://example.org/a).", "See it.", ["link"]),
        ("See <https://example.org/a>.", "See https://example.org/a.", ["link"]),
        (r"It is \*so\*.", "It is *so*.", []),
        ("The Origin.* Then", "The Origin.* Then", []),
        ("[sic] and [1]", "[sic] and [1]", []),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))", []),
    ],
)
def test_marks_are_taken_off_the_words(text: str, words: str, kinds: list[str]) -> None:
    read, marks = read_marks(text)

    assert read == words
    assert [mark.kind for mark in marks] == kinds


def test_emphasis_goes_over_sentences_and_into_each() -> None:
    [paragraph] = _essay("He said: _It is so. It is not._ Then").paragraphs

    assert [s.text for s in paragraph.sentences] == ["He said: It is so.", "It is not.", "Then"]
    assert [s.marks for s in paragraph.sentences] == [
        (Mark(9, 18, "em"),), (Mark(0, 10, "em"),), (),
    ]  # fmt: skip


def test_a_note_belongs_to_the_sentence_that_it_follows() -> None:
    marks = (Mark(4, 4, "note", "1"),)

    assert list(cut_marks(marks, 0, 4)) == [Mark(4, 4, "note", "1")]
    assert list(cut_marks(marks, 5, 9)) == []


PIECES = [
    *("Tea is warm.", "tea", "# On Tea", "> so", "- one", "1. two", "| verse", "|---|", "* * *"),
    *(
        "[^1]: See.",
        "[1] See.",
        "so[1]",
        "_so_",
        "```",
        "===",
        "",
        " ",
        "    set in",
        "<b>",
        ">",
        "|",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([None, WRAPPED]))
@settings(deadline=None)
def test_no_line_is_lost(lines: list[str], structure: Structure | None) -> None:
    source = read_source(lines, structure)
    inside = {n for block in source.blocks for n in range(block.first, block.last + 1)}

    for number, line in enumerate(lines, 1):
        if line.strip(" >|"):
            assert number in inside
    essay = parse_essay(source, "No title")
    between = [piece for p in essay.paragraphs for piece in (*p.before, *p.after)]
    texts = [paragraph.text for paragraph in essay.paragraphs]
    words = " ".join([*texts, *(piece.text for piece in between)])
    assert words.count("warm") == sum("warm" in line for line in lines)


def _entry(*blocks: dict[str, Any]) -> Entry[Structure]:
    record = Record(blocks=Items([Record(block) for block in blocks]))
    record.lines, record["blocks"].lines = {"blocks": 1}, [*range(2, 2 + len(blocks))]
    for block in record["blocks"]:
        block.lines = dict.fromkeys(block, block.line)
    return Entry(_structure(*blocks), "structure.yml", record)


@pytest.mark.parametrize(
    ("blocks", "wrong"),
    [
        ([{"lines": ["9"], "kind": "heading"}], "lines 9"),
        ([{"lines": ["3-2"], "kind": "heading"}], "lines 3-2"),
        ([{"lines": ["1"], "kind": "omitted"}], "what is omitted needs a reason"),
        ([{"lines": ["1-2", "2"], "kind": "verse"}], "line 2 is decided on already, as verse"),
    ],
)
def test_a_decision_on_lines_that_cannot_be_is_a_problem(
    blocks: list[dict[str, Any]], wrong: str
) -> None:
    assert [found.wrong for found in check_structure(_entry(*blocks), 5)] == [wrong]
