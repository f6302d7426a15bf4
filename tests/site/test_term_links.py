"""Terms that link themselves: where, which, how often, and nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from examples import term
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.argument.term_index import TermIndex, index_terms
from macros.records.html_tree import parse_content, write_content
from macros.site.term_links import find_linked_terms, link_terms

TERMS = index_terms(
    [
        term("tea"),
        term("green-tea", "green teas"),
        term("cup", "cups"),
        term("fine-tuning", term="Fine-tuning"),
        term("law", term="Tea’s law"),
        term("rd", term="R&D"),
    ]
)


def _linked(page: str, index: TermIndex = TERMS, skip: Iterable[str] = ()) -> str:
    body = parse_content(page)
    link_terms(body, index, skip)
    return write_content(body)


def _ids(page: str, index: TermIndex = TERMS, skip: Iterable[str] = ()) -> list[str]:
    """Return the terms that were linked, in order, without those that the page links to itself."""
    before, after = parse_content(page), parse_content(_linked(page, index, skip))
    own = list(find_linked_terms(before))
    return [id for id in find_linked_terms(after) if id not in own]


def _as_written(page: str) -> str:
    """Return a page as it is written when nothing has been done to it."""
    return write_content(parse_content(page))


def test_a_term_becomes_a_link_to_its_home_in_its_own_spelling() -> None:
    assert _linked("<p>Some TEA here.</p>") == (
        '<p>Some <a class="term" href="/glossary/tea/">TEA</a> here.</p>'
    )


def test_only_the_first_use_on_a_page_is_linked() -> None:
    linked = _linked("<p>tea and tea</p><p>Tea</p>")

    assert linked == ('<p><a class="term" href="/glossary/tea/">tea</a> and tea</p><p>Tea</p>')


def test_any_form_counts_as_a_use_of_its_term() -> None:
    assert _linked("<p>cups, cup</p>") == (
        '<p><a class="term" href="/glossary/cup/">cups</a>, cup</p>'
    )


def test_the_longest_form_wins() -> None:
    assert _ids("<p>green tea</p>") == ["green-tea"]
    assert _ids("<p>green teas and tea</p>") == ["green-tea", "tea"]


def test_a_second_use_of_a_long_form_does_not_link_the_short_one_inside_it() -> None:
    assert _ids("<p>green tea, green tea</p>") == ["green-tea"]


def test_the_ids_linked_come_in_the_order_of_the_page() -> None:
    assert _ids("<p>a cup of tea</p>") == ["cup", "tea"]


@pytest.mark.parametrize(
    "text", ["teas", "steam", "tea_pot", "tea-cup", "iced-tea", "tea1", "théa", "teaé", "&tea;"]
)
def test_a_word_inside_another_is_no_use(text: str) -> None:
    assert _ids(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "text", ["(tea)", "“tea”", "tea,", "tea’s", "tea/milk", "—tea—", "tea.", "&lt;tea&gt;"]
)
def test_marks_around_a_word_do_not_matter(text: str) -> None:
    assert _ids(f"<p>{text}</p>") == ["tea"]


@pytest.mark.parametrize("text", ["green  tea", "green\ntea", "GREEN\N{NO-BREAK SPACE}Tea"])
def test_spacing_and_capitals_do_not_matter(text: str) -> None:
    assert _ids(f"<p>{text}</p>") == ["green-tea"]


def test_a_form_with_a_hyphen_is_one_word() -> None:
    assert _ids("<p>Fine-tuning</p>") == ["fine-tuning"]
    assert _ids("<p>fine tuning</p>") == []


@pytest.mark.parametrize("text", ["tea’s law", "tea's law", "tea&#39;s law", "Tea’s  Law"])
def test_the_shape_of_an_apostrophe_does_not_matter(text: str) -> None:
    assert _ids(f"<p>{text}</p>") == ["law"]


def test_an_escaped_ampersand_is_an_ampersand() -> None:
    assert _linked("<p>R&amp;D</p>") == ('<p><a class="term" href="/glossary/rd/">R&amp;D</a></p>')


@pytest.mark.parametrize(
    "page",
    [
        "<h1>tea</h1>",
        "<h2 id='x'>tea</h2>",
        "<h3>tea</h3>",
        "<h4>tea</h4>",
        "<h5>tea</h5>",
        "<h6>tea</h6>",
        "<a href='/x/'>tea</a>",
        "<a href='/x/'><b>green</b> tea</a>",
        "<code>tea</code>",
        "<pre><span>tea</span> tea</pre>",
        "<figure><figcaption>tea</figcaption></figure>",
        "<button>tea</button>",
        "<table><tr><th>tea</th></tr></table>",
        "<nav><ul><li>tea</li></ul></nav>",
        "<summary>tea</summary>",
        "<dfn>tea</dfn>",
        "<script>tea</script>",
        "<style>tea</style>",
        "<svg><text>tea</text></svg>",
        "<H2>tea</H2>",
        "<p data-no-terms>tea</p>",
        "<p class='x' data-no-terms><b>x</b> tea</p>",
        "<div data-no-terms><div>x</div> tea</div>",
        "<button>x<br>x <img src='x'> tea</button>",
    ],
)
def test_what_is_closed_to_links_stays_as_it_is(page: str) -> None:
    assert _linked(page) == _as_written(page)


@pytest.mark.parametrize(
    "page",
    [
        "<h2>tea</h2><p>{}</p>",
        "<p data-no-terms>tea <b>tea</b></p><p>{}</p>",
        "<pre>a<br>b<img src='x'>c<hr/>d</pre><p>{}</p>",
        "<a href='/x/'>x</a> {}",
        "<p>x<br>{}</p>",
        "<table><tr><th>tea</th><td>{}</td></tr></table>",
        "<blockquote><p><em>{}</em></p></blockquote>",
        "<section><svg/>{}</section>",
        "<abbreviation>{}</abbreviation>",
    ],
)
def test_what_comes_after_or_beside_it_is_linked(page: str) -> None:
    link = '<a class="term" href="/glossary/tea/">tea</a>'

    assert _linked(page.format("tea")) == _as_written(page.format(link))


@pytest.mark.parametrize(
    "page",
    [
        '<p title="tea">x</p>',
        "<img alt='green tea' src=tea.png>",
        '<img alt="1 > 2 tea < 3">',
        "<p data-x='>tea'>x</p>",
        "<!-- tea -->",
        "<!-- <p>tea</p>\n tea > -->",
    ],
)
def test_attributes_and_comments_are_left_alone(page: str) -> None:
    assert _linked(page) == _as_written(page)


def test_terms_to_skip_are_left_alone() -> None:
    assert _ids("<p>tea in a cup</p>", skip=["tea"]) == ["cup"]


def test_a_term_that_the_page_links_already_is_left_alone() -> None:
    assert _ids('<p><a href="/glossary/tea/">this</a></p><p>tea</p>') == []


def test_a_term_that_it_links_after_another_was_found_is_left_alone() -> None:
    assert _ids('<p>cup</p><nav><a href="/glossary/tea/">this</a></nav><p>tea</p>') == ["cup"]


def test_a_use_before_that_link_is_linked() -> None:
    assert _ids('<p>tea</p><p><a href="/glossary/tea/">this</a></p>') == ["tea"]


def test_a_link_to_a_longer_id_is_no_link_to_the_term() -> None:
    assert _ids('<p><a href="/glossary/green-tea/">x</a> tea</p>') == ["tea"]


def test_without_terms_nothing_changes() -> None:
    index = index_terms([])

    assert _linked("<p>tea</p>", index) == "<p>tea</p>"
    assert list(index.find("tea")) == []


@pytest.mark.parametrize("form", ["amp", "lt", "34", "39", "quot"])
def test_a_form_that_is_the_name_of_an_entity_leaves_entities_whole(form: str) -> None:
    index = index_terms([term("odd", term=form)])
    page = "<p>&amp; &lt; &#34; &#39; &quot;</p>"

    assert _linked(page, index) == _as_written(page)


@pytest.mark.parametrize("text", ["ſilk", "sılk", "silK", "SİLK"])
def test_letters_that_only_fold_alike_do_no_harm(text: str) -> None:
    index = index_terms([term("silk")])

    linked = _linked(f"<p>{text}</p>", index)

    assert re.sub(r"</?a[^>]*>", "", linked) == f"<p>{text}</p>"


def test_a_form_in_sharp_s_or_final_sigma_is_found_in_capitals() -> None:
    index = index_terms([term("strasse", term="straße"), term("logos", term="λόγος")])

    assert _ids("<p>Straße und ΛΌΓΟΣ</p>", index) == ["strasse", "logos"]


def test_the_uses_in_plain_text_are_found_in_order() -> None:
    found = [(match[0], TERMS.id_of(match)) for match in TERMS.find("Green  Tea, tea, cups")]

    assert found == [("Green  Tea", "green-tea"), ("tea", "tea"), ("cups", "cup")]


FRAGMENTS = [
    *("<p>", "</p>", "<b>", "</b>", "<h2>", "</h2>", "<code>", "</code>", "<br>", "<br/>"),
    *("<p data-no-terms>", "<a href='x'>", "</a>", "<!-- tea -->", '<i title="a > tea">', "</i>"),
    *(
        "tea",
        "green tea",
        "Green teas",
        "cup",
        "steam",
        "R&amp;D",
        "tea&#39;s law",
        "&lt;",
        "&amp;",
    ),
    *(" ", "\n", ", ", "-", "’s", "x"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(deadline=None)
def test_only_links_are_added(page: str) -> None:
    body = parse_content(page)
    link_terms(body, TERMS)
    linked = list(find_linked_terms(body))

    for link in body.css("a.term"):
        assert link.attributes.keys() == {"class", "href"}
        link.unwrap()

    assert write_content(body) == _as_written(page)
    assert len(linked) == len(set(linked))


def test_a_term_in_capitals_is_found_only_in_capitals() -> None:
    index = index_terms([term("us", term="US"), term("who", "WHO 2", term="WHO"), term("shade")])

    text = "The US and the WHO (WHO 2) tell us who needs SHADE."

    found = [(match[0], index.id_of(match)) for match in index.find(text)]
    assert found == [("US", "us"), ("WHO", "who"), ("WHO 2", "who"), ("SHADE", "shade")]
