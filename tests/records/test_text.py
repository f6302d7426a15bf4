"""Contributed text: what it may not hold, and how it becomes HTML."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from macros.records.characters import find_invisible
from macros.records.text import (
    Reference,
    find_faults,
    find_references,
    plain_text,
    render_line,
    render_text,
    split_paragraphs,
)


def _link(reference: Reference) -> Markup:
    return Markup("<a>{}|{}</a>").format(reference.id, reference.locator)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a <b>bold</b> word", "HTML in text"),
        ("</p>", "HTML in text"),
        ("<!-- hidden -->", "HTML in text"),
        ("<?php", "HTML in text"),
        ("{{ config }}", "template braces in text"),
        ("{% include 'x' %}", "template braces in text"),
        ("{# gone #}", "template braces in text"),
        ("closing }} only", "template braces in text"),
        ("a word{: .red }", "an attribute list in text"),
        ("a word{.red}", "an attribute list in text"),
        ("a word{#here}", "an attribute list in text"),
        ('a word{ onclick="x()" }', "an attribute list in text"),
        ('--8<-- "secrets"', "a snippet mark in text"),
        ("-8<- x", "a snippet mark in text"),
        ("[tea](https://example.org)", "a Markdown link in text"),
        ("te\N{ZERO WIDTH SPACE}a", "the invisible character U+200B in text"),
        ("te\N{SOFT HYPHEN}a", "the invisible character U+00AD in text"),
        ("te\N{RIGHT-TO-LEFT OVERRIDE}a", "the invisible character U+202E in text"),
        ("te\N{LINE SEPARATOR}a", "the invisible character U+2028 in text"),
        ("te\ue000a", "the invisible character U+E000 in text"),
        ("te\x00a", "the invisible character U+0000 in text"),
        ("te\ta", "the invisible character U+0009 in text"),
    ],
)
def test_this_may_not_stand_in_text(text: str, fault: str) -> None:
    assert [wrong for wrong, _ in find_faults(text) if wrong.startswith(fault)]


@pytest.mark.parametrize(
    "text",
    [
        "Two paragraphs.\n\nAre fine.",
        "1 < 2 and 3 > 2 and a <3",
        "{ braces } and {more} of them",
        "R&D, 100 %, #1, a_b, `code`, ~2, x = y, $5",
        "See [C10], [P3.2] and [@ryle1949, p. 3]. [sic] (really)",
        "*stars* and — dashes – and … dots",
        "naïve, Ωμέγα, 日本語, \N{NO-BREAK SPACE}½",
    ],
)
def test_this_may(text: str) -> None:
    assert list(find_faults(text)) == []


def test_a_fault_shows_its_place() -> None:
    faults = list(find_faults("Some words before the <b>bold</b> one"))

    assert [wrong for wrong, _ in faults] == ["HTML in text (“before the <b>bold</b> one”)"]


def test_only_the_first_invisible_character_is_named() -> None:
    assert [wrong for wrong, _ in find_invisible("a\u200bb\u200cc")] == [
        "the invisible character U+200B in text"
    ]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("[C10]", [Reference("item", "C10")]),
        ("[P3.2] and [N4]", [Reference("item", "P3.2"), Reference("item", "N4")]),
        ("[@ryle1949]", [Reference("source", "ryle1949")]),
        ("[@ryle1949, p. 3]", [Reference("source", "ryle1949", "p. 3")]),
        ("[@ryle1949,  ch. 2, p. 3 ]", [Reference("source", "ryle1949", "ch. 2, p. 3")]),
        ("[C1][O2]", [Reference("item", "C1"), Reference("item", "O2")]),
        ("[c10] [C] [10] [sic] [@] [ C1 ] [C1.2.3] C10 @ryle1949", []),
    ],
)
def test_references_are_found_in_reading_order(text: str, references: list[Reference]) -> None:
    assert list(find_references(text)) == references


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.", ["One."]),
        ("One\nline.\n\nTwo.", ["One line.", "Two."]),
        ("\n\nOne.\n \t \n\n\nTwo.\n\n", ["One.", "Two."]),
        ("  One   word.  ", ["One word."]),
        (" \n ", []),
    ],
)
def test_a_blank_line_starts_a_paragraph(text: str, paragraphs: list[str]) -> None:
    assert split_paragraphs(text) == paragraphs


def test_each_paragraph_becomes_an_element() -> None:
    assert render_text("One *two*.\n\nSee [C1].", _link) == (
        "<p>One <em>two</em>.</p>\n<p>See <a>C1|</a>.</p>"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*one*", "<em>one</em>"),
        ("*one two* three *four*", "<em>one two</em> three <em>four</em>"),
        ("(*one*), “*two*”.", "(<em>one</em>), “<em>two</em>”."),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2*3*4", "2*3*4"),
        ("**one**", "**one**"),
        ("* one*", "* one*"),
        ("*one *", "*one *"),
        ("one*", "one*"),
        ("*see [C1] here*", "<em>see <a>C1|</a> here</em>"),
        ("*see* [C1] *here*", "<em>see</em> <a>C1|</a> <em>here</em>"),
        ("[@ryle1949, p. *3*] *x*", "<a>ryle1949|p. *3*</a> <em>x</em>"),
    ],
)
def test_stars_make_emphasis(text: str, shown: str) -> None:
    assert render_line(text, _link) == shown


def test_markup_in_text_is_shown_and_not_obeyed() -> None:
    shown = render_line("<b>*&amp;*</b> \"x\" 'y' {{ z }} [C1]", _link)

    assert shown == (
        "&lt;b&gt;<em>&amp;amp;</em>&lt;/b&gt; &#34;x&#34; &#39;y&#39; {{ z }} <a>C1|</a>"
    )


def test_markup_in_a_locator_is_shown_and_not_obeyed() -> None:
    shown = render_line("[@ryle1949, <b>]", _link)

    assert shown == "<a>ryle1949|&lt;b&gt;</a>"


def _shown(rendered: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", rendered))


@given(st.text("ab*<>&\"'[]{} \n\x00", max_size=40))
@settings(deadline=None)
def test_rendering_adds_no_element_but_emphasis_and_loses_no_letter(text: str) -> None:
    rendered = render_line(text, _link)

    assert set(re.findall(r"<[^<>]*>", rendered)) <= {"<em>", "</em>"}
    folded = " ".join(text.replace("\0", " ").split())
    assert _shown(rendered).replace("*", "") == folded.replace("*", "")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A *very* short text.", "A very short text."),
        ("It is so [@ryle1949, p. 3]. See [C1].", "It is so. See C1."),
        ("One\n\ntwo  three", "One two three"),
        ("*see [C1]*", "see C1"),
    ],
)
def test_plain_text_has_no_marks(text: str, plain: str) -> None:
    assert plain_text(text) == plain
