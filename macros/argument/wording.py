"""Wording: the words of a thing that whoever cites it cites, as the marks of its fields say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..records import Heading, Model, Quotation, Worded, find_marks
from .corpus import Corpus


def find_wording(corpus: Corpus, value: Model) -> dict[str, str]:
    """Return the own words of a thing by what they are called; fields without any are left out.

    Those of a record inside it stand under its heading: `sense: Narrow`.
    """
    found: dict[str, str] = {}
    for name, mark in find_marks(type(value)).items():
        if isinstance(mark, Worded) and (said := getattr(value, name)):
            found |= _find_words(corpus, mark.label or name, said)
    return found


def _find_words(corpus: Corpus, label: str, said: Any) -> Iterator[tuple[str, str]]:
    if isinstance(said, str):
        yield label, said
    elif all(isinstance(one, (str, Quotation)) for one in said):
        quotes = [Quotation(passage=one) if isinstance(one, str) else one for one in said]
        yield label, "\n\n".join(quote.words_in(corpus.passages) for quote in quotes)
    else:
        for record in said:
            under = f"{label}: {_find_heading(corpus, record)}"
            for inner, words in find_wording(corpus, record).items():
                yield under if inner == "text" else f"{under}, {inner}", words


def _find_heading(corpus: Corpus, record: Model) -> str:
    """Return what a record stands under; the id of a term stands for its name."""
    marks = find_marks(type(record)).items()
    named = [name for name, mark in marks if isinstance(mark, Heading) and getattr(record, name)]
    heading = str(getattr(record, named[0]))
    return corpus.all_terms[heading].term if named[0] == "term" else heading
