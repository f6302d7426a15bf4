"""What is wrong in the data, where, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from itertools import islice


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one place.

    >>> print(Problem("data/claims/C4.yml", 6, "strength is 'maybe'", "expected flat or hedged"))
    data/claims/C4.yml:6: strength is 'maybe'; expected flat or hedged
    """

    path: str
    """Relative to the project's folder, with forward slashes."""
    line: int
    """Counted from 1."""
    wrong: str
    right: str

    def __str__(self) -> str:
        return on_one_line(f"{self.path}:{self.line}: {self.wrong}; {self.right}")


def on_one_line(text: str) -> str:
    """Show what cannot be seen as its code: nothing that strangers wrote may begin a line.

    >>> on_one_line("a\\n::error::b")
    'a\\\\n::error::b'
    """
    if text.isprintable():
        return text  # nearly always, and at once
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def end_sentence(said: str) -> str:
    """Put a full stop behind what is said, unless it ends in another mark, escaped or not.

    >>> end_sentence("did you mean C9?"), end_sentence("no&#33;"), end_sentence("write plain text")
    ('did you mean C9?', 'no&#33;', 'write plain text.')
    """
    return said if unescape(said).endswith(("?", ".", "!", "…", ")")) else f"{said}."


class DataError(Exception):
    """Everything that is wrong, sorted by place, each problem once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Refused(Exception):
    """Why something was not done, in a sentence."""


MOST_OF_A_FILE = 100
"""More problems than this help nobody, and finding what was meant takes time for each."""


def take_first(problems: Iterator[Problem], most: int = MOST_OF_A_FILE) -> Iterator[Problem]:
    """Yield the first problems of a file, and one that says so if there are more."""
    yield from islice(problems, most)
    if more := next(problems, None):
        wrong = f"more than {most} problems in this file"
        yield Problem(more.path, more.line, wrong, "put right the others first")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say what would be right where `word` is not one of the `known` ones.

    >>> did_you_mean("C99", ["C9", "O1"])
    'did you mean C9?'
    >>> did_you_mean("x", ["flat", "hedged"])
    'expected one of: flat, hedged'
    """
    choices = sorted(set(known), key=_in_order)
    if not choices:
        return "there are none yet"
    by_lower = {choice.lower(): choice for choice in reversed(choices)}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    if close:
        return f"did you mean {by_lower[close[0]]}?"
    return f"expected one of: {_list(choices)}"


def _in_order(choice: str) -> tuple[str | int, ...]:
    """Order O2 before O10."""
    return tuple(
        int(piece) if piece.isdigit() else piece for piece in re.split(r"(\d+)", choice.lower())
    )


def _list(choices: list[str], most: int = 12) -> str:
    shown = ", ".join(choices[:most])
    return shown if len(choices) <= most else f"{shown}, … ({len(choices)} in all)"
