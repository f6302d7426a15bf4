"""Characters: what is only form, what a reader would see, and what is told of both."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.essay.characters import (
    find_alike,
    fold,
    normalise,
    read_line,
    split_lines,
    tell_difference,
)
from macros.records.characters import find_invisible


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tea  is\twarm.", "Tea is warm."),
        (" Tea\N{NO-BREAK SPACE}is warm. ", "Tea is warm."),
        ("café", "cafe\N{COMBINING ACUTE ACCENT}"),
        ("Ångström", unicodedata.normalize("NFKD", "Ångström")),
        ("ﬁne", "fine"),
        ("Wait…", "Wait..."),
        ("“Tea” and ‘milk’", "\"Tea\" and 'milk'"),
        ("«Tea» and ‹milk›", "„Tea“ and ‚milk‘"),
        ("＂Tea＂", "“Tea”"),
        ("don’t", "don't"),
        ("don’t", "don`t"),
        ("don’t", "don\N{ACUTE ACCENT}t"),
        ("don’t", "don\N{MODIFIER LETTER APOSTROPHE}t"),
        ("6′ 2″", "6' 2\""),
        ("Tea—milk", "Tea – milk"),
        ("Tea—milk", "Tea - milk"),
        ("Tea—milk", "Tea---milk"),
        ("well‑known", "well-known"),
        ("−5", "-5"),
    ],
)
def test_this_makes_no_passage_another(first: str, second: str) -> None:
    assert fold(first) == fold(second)
    assert normalise(first) == normalise(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("TEA is Warm.", "tea IS warm."), ("Straße", "STRASSE"), ("ΐ", "Ϊ́"), ("a—b", "a-b")],
)
def test_a_quotation_is_found_whatever_its_capitals_and_dashes(first: str, second: str) -> None:
    assert normalise(first) == normalise(second)
    assert fold(first) != fold(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tea is warm.", "Tea was warm."),
        ("Tea is warm.", "Tea is warm"),
        ("Tea is warm.", "Tea is warm!"),
        ("Tea is warm.", "Tea is not warm."),
        ("Tea is warm, too.", "Tea is warm too."),
        ("Tea is warm.", "Warm tea is."),
        ("resume", "résumé"),
        ("a part", "apart"),
        ("its", "it’s"),
        ("Tea-milk", "Teamilk"),
        ("3.5", "35"),
    ],
)
def test_this_makes_a_passage_another(first: str, second: str) -> None:
    assert normalise(first) != normalise(second)
    assert fold(first) != fold(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("10² years", "102 years"),
        ("US", "us"),
        ("3½", "31⁄2"),
        ("x₁", "x1"),
        ("𝐱 and x", "x and x"),
        ("6' tall", '6" tall'),
        ("a man—eating shark", "a man-eating shark"),
        ("\N{CYRILLIC SMALL LETTER ES}at", "cat"),
        ("می‌خواهم", "میخواهم"),
    ],
)
def test_the_key_loses_nothing_that_a_reader_would_see(first: str, second: str) -> None:
    assert fold(first) != fold(second)


@given(st.text(max_size=30), st.sampled_from(["NFC", "NFD"]))
@settings(deadline=None)
def test_the_canonical_form_does_not_matter(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert normalise(unicodedata.normalize(form, text)) == normalise(text)
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text(st.characters(exclude_characters="´″\N{GREEK OXIA}"), max_size=30))
@settings(deadline=None)
def test_the_compatible_form_does_not_matter(text: str) -> None:
    assert normalise(unicodedata.normalize("NFKD", text)) == normalise(text)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a\nb\n", ["a", "b"]),
        ("a\r\nb", ["a", "b"]),
        ("a\rb", ["a", "b"]),
        ("a\N{PARAGRAPH SEPARATOR}b", ["a", "b"]),
        ("a\fb\vc\N{LINE SEPARATOR}d", ["a\fb\vc\N{LINE SEPARATOR}d"]),
        ("a\n\nb", ["a", "", "b"]),
    ],
)
def test_lines_end_however_they_end(source: str, lines: list[str]) -> None:
    assert split_lines(source) == lines


@pytest.mark.parametrize(
    ("line", "read", "changed"),
    [
        ("cafe\N{COMBINING ACUTE ACCENT}", "café", {"accent": 1}),
        ("ﬁne ﬂow", "fine flow", {"ligature": 2}),
        ("in\N{SOFT HYPHEN}side", "inside", {"soft hyphen": 1}),
        ("\N{ZERO WIDTH NO-BREAK SPACE}Tea", "Tea", {"byte order mark": 1}),
        ("a\tb", "a b", {"tab": 1}),
        ("a\fb", "a b", {"page break": 1}),
        ("a\vb\N{LINE SEPARATOR}c", "a\nb\nc", {"inner line break": 2}),
        ("« Oui »", "« Oui »", {}),
        ("10\N{NO-BREAK SPACE}000", "10\N{NO-BREAK SPACE}000", {}),
        ("👩\N{ZERO WIDTH JOINER}🌾 می‌خواهم", "👩\N{ZERO WIDTH JOINER}🌾 می‌خواهم", {}),
        ("10² and ½", "10² and ½", {}),
    ],
)
def test_what_is_only_form_is_put_into_one_form_and_told(
    line: str, read: str, changed: dict[str, int]
) -> None:
    assert read_line(line) == (read, changed)


@pytest.mark.parametrize(
    "text",
    [
        "👩\N{ZERO WIDTH JOINER}🌾",
        "❤\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}🔥",
        "می‌خواهم",
        "क्\N{ZERO WIDTH JOINER}ष",
        "שלום\N{RIGHT-TO-LEFT MARK}!",
        "« Oui »\N{NARROW NO-BREAK SPACE}!",
    ],
)
def test_what_changes_how_letters_are_seen_may_stand(text: str) -> None:
    assert list(find_invisible(text)) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("one\N{ZERO WIDTH JOINER}two", "remove it"),
        ("one\N{ZERO WIDTH NON-JOINER}two", "remove it"),
        ("one\N{RIGHT-TO-LEFT MARK}two", "remove it"),
        ("one\N{ZERO WIDTH SPACE}two", "put a space in its place"),
        ("one\N{LINE SEPARATOR}two", "put a space in its place"),
        ("one\vtwo", "put a space in its place"),
    ],
)
def test_no_advice_on_what_is_invisible_glues_words_together(text: str, right: str) -> None:
    assert [found for _, found in find_invisible(text)] == [right]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("café au lait", "Le cafe\N{COMBINING ACUTE ACCENT} au lait."),
        ("cafe\N{COMBINING ACUTE ACCENT}", "Le café."),
        ("« Oui »", "Il dit «\N{NO-BREAK SPACE}Oui\N{NARROW NO-BREAK SPACE}»."),
        ("so it\nis", "And so it is."),
        ("fine", "All is fine."),
    ],
)
def test_a_quotation_is_found_whatever_its_form(words: str, text: str) -> None:
    read = read_line(text)[0]

    span = find_alike(words, read)

    assert span is not None
    assert fold(read[slice(*span)]) == fold(words)


def test_other_words_are_not_found() -> None:
    assert find_alike("Fine", "All is fine.") is None
    assert find_alike("", "All is fine.") == (0, 0)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("don't", "don’t", "the apostrophe, ' (U+0027) for ’ (U+2019)"),
        ("a\N{NO-BREAK SPACE}b", "a b", "(U+00A0) for (U+0020)"),
        (
            "\N{CYRILLIC SMALL LETTER ES}at",
            "cat",
            "\N{CYRILLIC SMALL LETTER ES} (U+0441) for c (U+0063)",
        ),
        ("tea", "milk", ""),
        ("tea", "teas", ""),
        ("tea", "tea", ""),
    ],
)
def test_two_texts_that_look_alike_are_told_apart(first: str, second: str, said: str) -> None:
    assert tell_difference(first, second).replace("\N{NO-BREAK SPACE}", "").strip() == said
