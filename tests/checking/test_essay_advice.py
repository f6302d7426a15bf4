"""Advice on how the essay was read: what may be decided, and what may be cut in the wrong place."""

from __future__ import annotations

from examples import essay_of

from macros.checking.essay_advice import advise_on_essay
from macros.checking.reports import report_text

LINES = [
    "Part one",
    "Tea is warm. Very. Milk is not.",
    "PUBLIUS.",
    "PUBLIUS.",
    "| A drum.",
    "| So.",
]


def test_what_is_kept_by_default_is_told_with_what_may_be_decided() -> None:
    said = report_text(advise_on_essay(essay_of(*LINES))).splitlines()

    assert said[2].startswith("data/essay/source.txt:4: advice: lines 3, 4: 2 places alike: “PUBLI")
    assert "“- lines: [3, 4]” with “decision: same” or “different” and a reason" in said[2]
    assert (
        "lines 1: 1 block is short and without a full stop, or in capitals (“Part one”)" in said[0]
    )
    assert "“kind: heading”, “byline”, “paragraph” or “omitted”" in said[0]


def test_sentences_of_one_or_two_words_are_told_together() -> None:
    [advice] = [a for a in advise_on_essay(essay_of(*LINES)) if "words" in a.what]

    assert advice.what == "1 sentence of one or two words (P2.2 “Very.”)"
    assert advice.line == 2
    assert advice.help == "data/README.md#boundary"


def test_nothing_is_advised_on_what_an_edition_holds() -> None:
    essay = essay_of(*LINES)
    published = {paragraph.id for paragraph in essay.paragraphs} | {"P2.2"}

    assert list(advise_on_essay(essay, published)) == []
