"""How a mistake is said, and how all of them are put together."""

from __future__ import annotations

import pytest

from macros.records.problems import DataError, Problem, did_you_mean


def _problem(path: str = "a.yml", line: int = 1, wrong: str = "wrong") -> Problem:
    return Problem(path, line, wrong, "right")


def test_a_problem_says_where_what_and_what_would_be_right() -> None:
    problem = Problem("data/claims/C4.yml", 6, "strength is 'maybe'", "expected flat")

    assert str(problem) == "data/claims/C4.yml:6: strength is 'maybe'; expected flat"


def test_problems_are_sorted_by_place() -> None:
    first, second, third = _problem("a.yml", 2), _problem("a.yml", 10), _problem("b.yml", 1)

    assert DataError([third, second, first]).problems == (first, second, third)


def test_a_problem_found_twice_is_said_once() -> None:
    assert DataError([_problem(), _problem(), _problem(line=2)]).problems == (
        _problem(),
        _problem(line=2),
    )


def test_an_error_has_one_line_for_each_problem() -> None:
    error = DataError([_problem(line=2, wrong="late"), _problem(wrong="early")])

    assert str(error) == "a.yml:1: early; right\na.yml:2: late; right"


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("C99", ["C9", "O1"], "did you mean C9?"),
        ("corigibility", ["reward", "corrigibility"], "did you mean corrigibility?"),
        ("CORRIGIBILITY", ["reward", "corrigibility"], "did you mean corrigibility?"),
        ("Supports", ["supports", "SUPPORT"], "did you mean supports?"),
        ("x", ["hedged", "flat", "flat"], "expected one of: flat, hedged"),
    ],
)
def test_the_nearest_word_is_offered_or_else_all(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said


def test_numbers_are_ordered_as_numbers() -> None:
    assert did_you_mean("zzz", ["O10", "O2", "o1"]) == "expected one of: o1, O2, O10"


def test_of_many_words_the_first_twelve_are_named() -> None:
    said = did_you_mean("zzz", [f"C{number}" for number in range(1, 31)])

    assert (
        said == "expected one of: C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, … (30 in all)"
    )


def test_where_nothing_is_known_it_says_so() -> None:
    assert "there are none yet" in did_you_mean("C1", [])
