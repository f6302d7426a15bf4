"""Sentences whose boundaries a person has checked, and how many of them are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.essay import split_sentences

CHECKED = Path(__file__).parent / "essay/sentences"
SETS = ("en", "de", "fr", "zh", "kinds")
"""Texts by their language, and sentences of every kind that is easily split wrong."""
_UNSPACED = re.compile("[\u3040-\u9fff]")


def load_checked(name: str) -> Iterator[list[str]]:
    """Yield the sentences of each paragraph of a set."""
    text = (CHECKED / f"{name}.txt").read_text("utf-8").strip()
    if name == "kinds":
        for line in text.splitlines():
            yield [sentence.strip() for sentence in line.split("|")]
    else:
        yield from (paragraph.split("\n") for paragraph in text.split("\n\n"))


def join(sentences: list[str]) -> str:
    """Return the paragraph that some sentences are."""
    return ("" if _UNSPACED.search(sentences[0]) else " ").join(sentences)


def count_wrong(paragraphs: Iterable[list[str]]) -> tuple[int, int]:
    """Return how many boundaries there are, and how many are missing or too many."""
    right = wrong = 0
    for sentences in paragraphs:
        expected, found = (_find_ends(these) for these in (sentences, _split(sentences)))
        right += len(expected)
        wrong += len(expected ^ found)
    return right, wrong


def _split(sentences: list[str]) -> list[str]:
    return split_sentences(join(sentences))


def _find_ends(sentences: list[str]) -> set[int]:
    """Return how many letters stand before each end: so spaces between do not matter."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    return {sum(lengths[: number + 1]) for number in range(len(lengths))}
