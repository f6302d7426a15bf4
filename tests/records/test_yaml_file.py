"""YAML and JSON with line numbers; what is doubtful is refused or kept as it was written."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.records.problems import Problem
from macros.records.yaml_file import (
    DEEPEST,
    LARGEST_FILE,
    Items,
    Plain,
    Record,
    read_data,
    read_text,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a file that a test writes."""
    return tmp_path / "file"


def _yaml(file: Path, text: str) -> Record | Items:
    file.write_text(text, "utf-8")
    read = read_data(file, "x.yml")
    assert isinstance(read, (Record, Items)), read
    return read


def _problems(file: Path, text: str | bytes, kind: str = "yml") -> list[Problem]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    read = read_data(file, f"x.{kind}")
    assert not isinstance(read, (Record, Items)), read
    return read


NESTED = """\
id: C1
quotes:
  - passage: P1
    words: >-
      two
      lines
  - passage: P2
supports: [C2,
  C3]
"""


def test_every_value_remembers_its_line(file: Path) -> None:
    record = _yaml(file, NESTED)

    assert isinstance(record, Record)
    assert record.line_of("id") == 1
    assert record.line_of("quotes") == 3
    assert record.line_of("quotes", 0, "passage") == 3
    assert record.line_of("quotes", 0, "words") == 4
    assert record.line_of("quotes", 1) == 7
    assert record.line_of("quotes", 1, "passage") == 7
    assert record.line_of("supports", 1) == 9


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it(file: Path) -> None:
    record = _yaml(file, NESTED)

    assert isinstance(record, Record)
    assert record.line_of("quotes", 1, "words") == 7
    assert record.line_of("quotes", 5, "passage") == 3
    assert record.line_of("missing") == 1
    assert record.line_of() == 1


def test_values_are_what_was_written(file: Path) -> None:
    record = _yaml(file, NESTED)

    assert record == {
        "id": "C1",
        "quotes": [{"passage": "P1", "words": "two lines"}, {"passage": "P2"}],
        "supports": ["C2", "C3"],
    }


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(("no", "true or false"), ("Yes", "true or false"), ("on", "true or false")),
        *(("true", "true or false"), ("~", "nothing"), ("null", "nothing"), ("", "nothing")),
        *(("1.10", "a number"), ("1.0e+3", "a number"), (".5", "a number"), (".inf", "a number")),
        *(("007", "a number"), ("0x1F", "a number"), ("1_000", "a number"), ("+5", "a number")),
        *(("12:30", "a number"), ("2026-11-23", "a date"), ("=", "a default value")),
    ],
)
def test_nothing_is_guessed(file: Path, written: str, kind: str) -> None:
    assert _yaml(file, f"a: {written}") == {"a": Plain(written, kind)}


@pytest.mark.parametrize("written", ["5", "0", "-12", "2026"])
def test_a_whole_number_is_a_number(file: Path, written: str) -> None:
    assert _yaml(file, f"a: {written}") == {"a": int(written)}


@pytest.mark.parametrize(
    "written", ['"no"', "'1.10'", "|-\n  no", ">-\n  2026-11-23", '"~"', "'5'", '""']
)
def test_what_is_marked_as_text_is_text(file: Path, written: str) -> None:
    read = _yaml(file, f"a: {written}")

    assert isinstance(read, Record)
    assert read["a"] == written.strip("\"'|>-\n ")


def test_a_list_at_the_top_remembers_its_lines(file: Path) -> None:
    items = _yaml(file, "- id: N1\n\n- id: N2\n")

    assert isinstance(items, Items)
    assert items.lines == {0: 1, 1: 3}


def test_a_key_given_twice_is_a_problem_that_names_both_lines(file: Path) -> None:
    problems = _problems(file, "a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")

    assert [problem.line for problem in problems] == [3, 6]
    assert problems[0].wrong == "a is given twice (first in line 1)"
    assert problems[1].wrong == "d is given twice (first in line 5)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x 1\nb: *x\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("a: 1\nb: !!python/object:os.system x\n", 2),
        ("a: !x [1]\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("? [a, b]\n: 1\n", 1),
        ("a: one: two\n", 1),
        ("a: 1\n b: 2\n", 2),
        ("a: @x\n", 1),
        ("a: 1\n\tb: 2\n", 2),
        ("a:\n  - 1\n  b: 2\n", 3),
        ("a: [1, 2\n", 1),
        ('a: "x\n', 1),
    ],
)
def test_what_is_not_plain_yaml_is_one_problem_on_its_line(
    file: Path, text: str, line: int
) -> None:
    assert [problem.line for problem in _problems(file, text)] == [line]


@pytest.mark.parametrize("text", ["just words\n", "# only a comment\n", "5\n"])
def test_a_file_without_fields_is_a_problem(file: Path, text: str) -> None:
    assert [problem.line for problem in _problems(file, text)] == [1]


def test_lists_within_lists_have_an_end(file: Path) -> None:
    assert isinstance(_yaml(file, f"{'[' * DEEPEST}{']' * DEEPEST}"), Items)

    problems = _problems(file, f"{'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}")

    assert problems[0].wrong == "lists within lists too deep"


def test_a_bomb_of_brackets_is_a_problem_and_no_crash(file: Path) -> None:
    assert len(_problems(file, "[" * 200_000)) == 1
    assert len(_problems(file, "[" * 200_000, "json")) == 1


def test_an_invisible_character_is_a_problem_on_its_line(file: Path) -> None:
    problems = _problems(file, "a: 1\nb: x\x07\n")

    assert [(problem.line, "U+0007" in problem.wrong) for problem in problems] == [(2, True)]


def test_a_missing_file_is_a_problem(file: Path) -> None:
    assert read_text(file, "x.yml") == Problem(
        "x.yml", 1, "the file is missing", "it is needed: see data/README.md"
    )


@pytest.mark.parametrize("text", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_problem(file: Path, text: bytes) -> None:
    assert [problem.wrong for problem in _problems(file, text)] == ["the file is empty"]


def test_a_file_in_another_encoding_is_a_problem_on_the_first_wrong_line(file: Path) -> None:
    problems = _problems(file, "a: 1\nb: café\n".encode("latin-1"))

    assert [(problem.line, problem.wrong) for problem in problems] == [(2, "the file is not UTF-8")]


def test_a_file_that_is_too_large_is_a_problem(file: Path) -> None:
    largest = b"a: " + b"x" * (LARGEST_FILE - 3)

    assert isinstance(_yaml(file, largest.decode()), Record)
    assert len(_problems(file, largest + b"x")) == 1


def test_a_byte_order_mark_and_other_line_ends_do_not_matter(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    record = read_data(file, "x.yml")

    assert record == {"a": 1, "b": 2}
    assert isinstance(record, Record)
    assert record.line_of("b") == 2


def test_json_remembers_its_lines(file: Path) -> None:
    file.write_text('[\n\t{"id": "a1",\n\t "no": "no", "n": 5, "half": 0.5}\n]', "utf-8")

    items = read_data(file, "x.json")

    assert items == [{"id": "a1", "no": "no", "n": 5, "half": Plain("0.5", "a number")}]
    assert isinstance(items, Items)
    assert items[0].line_of("no") == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,\n"b": }', 2),
        ('{"a": 1\n"b": 2}', 2),
        ("{'a': 1}", 1),
        ('{"a": 1,}', 1),
        ("a: 1", 1),
        ('{"a": 1,\n"a": 2}', 2),
    ],
)
def test_what_is_not_json_is_a_problem_on_its_line(file: Path, text: str, line: int) -> None:
    assert [problem.line for problem in _problems(file, text, "json")] == [line]


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_VALUES = st.recursive(
    _TEXTS | st.integers(-9999, 9999),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_TEXTS, _VALUES, min_size=1, max_size=4), st.sampled_from([None, 2]))
@settings(deadline=None)
def test_json_is_read_as_json(value: dict[str, object], indent: int | None) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_text(json.dumps(value, indent=indent), "utf-8")

        assert read_data(file, "x.json") == value
