"""Citing one thing of the site; test_judges.py compares it with what processors make of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html
from markdown import markdown

from macros.references.this_page import (
    STYLES,
    Citing,
    cite_apa,
    cite_markdown,
    cite_plain,
    find_copies,
)
from macros.references.titles import APA, CHICAGO, MLA, nest_quotes, title_case

TEA = Citing(
    id="C1",
    key="teaC1",
    title="Tea is good (claim C1, version 2)",
    container="On tea",
    date="2026-12-01",
    url="https://example.org/claims/c1/v2/",
    words="Tea is “good” for us.",
)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("what it is for", "What It Is For"),
        ("is it so?", "Is It So?"),
        ("a plan: the end", "A Plan: The End"),
        ("why not? a reason", "Why Not? A Reason"),
        ("on “the end” of it", "On “the End” of It"),
        ("an iPhone at NASA", "An iPhone at NASA"),
        ("today’s models don’t", "Today’s Models Don’t"),
        ("a well-meant step-by-step plan", "A Well-Meant Step-by-Step Plan"),
        ("sentence P3.2 (claim C1)", "Sentence P3.2 (Claim C1)"),
        ("élan for all", "Élan for All"),
    ],
)
def test_titles_get_capitals(title: str, shown: str) -> None:
    assert title_case(title) == shown


@pytest.mark.parametrize(
    ("title", "longest", "shown"),
    [
        ("it comes before other defenses", MLA, "It Comes before Other Defenses"),
        ("it comes before other defenses", CHICAGO, "It Comes Before Other Defenses"),
        ("no lessons before it", MLA, "No Lessons before It"),
        ("AI vs. humans", MLA, "AI vs. Humans"),
        ("AI vs. humans", CHICAGO, "AI vs. Humans"),
        ("letters from home with love", CHICAGO, "Letters from Home with Love"),
        ("letters from home with love", APA, "Letters From Home With Love"),
        (
            "no reason to be switched off (claim C20)",
            MLA,
            "No Reason to Be Switched Off (Claim C20)",
        ),
        ("response to: tea", MLA, "Response to: Tea"),
    ],
)
def test_each_manual_has_its_small_words(title: str, longest: int, shown: str) -> None:
    assert title_case(title, longest) == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Rock ‘n’ roll", "Rock ’n’ roll"),
        ("‘Twas the “night”", "’Twas the “night”"),
        ("Hawai‘i’s “plants”", "Hawai‘i’s “plants”"),
        ("The drinkers’ ‘tea’ of ‘76", "The drinkers’ “tea” of ’76"),
        ("The ‘em’ dash", "The “em” dash"),
        ("An “it” that isn’t ‘it’", "An “it” that isn’t “it”"),
    ],
)
def test_an_apostrophe_is_no_quotation_mark(title: str, shown: str) -> None:
    assert nest_quotes(title) == shown


def test_only_titles_are_in_italics() -> None:
    styles = {name.split(" ")[0]: str(STYLES[name](TEA)) for name in STYLES}

    assert "<i>Tea is good (claim C1, version 2)</i>. (2026" in styles["APA"]
    assert ".” <i>On Tea</i>, 1 Dec. 2026" in styles["MLA"]
    assert "<i>" not in styles["Chicago"]


def test_markup_in_a_title_is_shown_and_not_obeyed() -> None:
    assert "<i>&lt;b&gt;</i>" in cite_apa(replace(TEA, title="<b>"))


def test_words_are_quoted_with_where_they_stand() -> None:
    assert cite_plain(TEA) == (
        "“Tea is ‘good’ for us.” (Tea is good (claim C1, version 2), On tea, 2026-12-01, "
        "https://example.org/claims/c1/v2/)"
    )


def test_without_words_there_is_only_the_place() -> None:
    site = Citing(id="site", key="tea", title="On tea", url="https://example.org/")

    assert cite_plain(site) == "On tea, https://example.org/"


def test_a_passage_of_the_essay_is_copied_with_its_number_and_address() -> None:
    passage = Citing(
        id="sentence", key="sentence", title="Tea is for all", date="2026-12-01",
        url="https://example.org/essay/#p3-2", words="They  say “drink”.", passage="P3.2",
    )  # fmt: skip

    assert find_copies(passage) == {
        "Copy quotation": "“They say ‘drink’.” (Tea is for all, P3.2, 2026-12-01, "
        "https://example.org/essay/#p3-2)",
        "Copy as MLA": "“They say ‘drink’.” (<i>Tea Is for All</i>, P3.2)\n"
        "<i>Tea Is for All</i>. 1 Dec. 2026, https://example.org/essay/#p3-2.",
        "Copy as APA": "“They say ‘drink’.” (<i>Tea Is for All</i>, 2026, P3.2)\n"
        "<i>Tea is for all</i>. (2026, December 1). https://example.org/essay/#p3-2",
        "Copy link": "https://example.org/essay/#p3-2",
    }
    undated = find_copies(replace(passage, date=None))["Copy as APA"]
    assert "(<i>Tea Is for All</i>, n.d., P3.2)" in undated
    ended = find_copies(replace(passage, title="What is “tea”"))["Copy as MLA"]
    assert "(<i>What Is “Tea,”</i> P3.2)" in ended
    hostile = find_copies(replace(passage, title="<b>&"))
    assert "&lt;b&gt;&amp;" in hostile["Copy quotation"]
    assert "(<i>&lt;B&gt;&amp;</i>, P3.2)" in hostile["Copy as MLA"]


def test_a_markdown_link_shows_the_title_as_it_is() -> None:
    title = r"A *b* _c_ `d` [e](f) <i>g</i> &amp; ~~h~~ ==i== ^j^ $k$ {l} | m # n \ o! C#"
    link = cite_markdown(replace(TEA, title=title, url='https://a.org/(b)?c=1&copy=2"d*e'))

    shown = html.fromstring(markdown(link, extensions=["extra", "pymdownx.mark"]))

    assert shown.text_content() == title
    assert shown.xpath("//a/@href") == ["https://a.org/%28b%29?c=1&copy=2%22d%2Ae"]
    assert [element.tag for element in shown.iter()] == ["p", "a"]


def test_a_markdown_link_needs_no_marks_for_a_plain_title() -> None:
    assert cite_markdown(TEA) == (
        "[Tea is good (claim C1, version 2)](https://example.org/claims/c1/v2/)"
    )


def test_the_styles_are_shown_in_one_order() -> None:
    assert list(STYLES) == [
        "APA (7th edition)",
        "MLA (9th edition)",
        "Chicago (18th edition), note",
        "Chicago (18th edition), bibliography",
        "Chicago (18th edition), author–date",
        "Plain text",
        "Link",
        "Markdown",
        "BibTeX",
        "BibLaTeX",
        "RIS",
        "CSL-JSON",
    ]


def test_csl_json_is_a_list_of_one_item() -> None:
    assert json.loads(STYLES["CSL-JSON"](TEA)) == [
        {
            "id": "teaC1",
            "type": "webpage",
            "title": "Tea is good (claim C1, version 2)",
            "container-title": "On tea",
            "issued": {"date-parts": [[2026, 12, 1]]},
            "URL": "https://example.org/claims/c1/v2/",
        }
    ]
