"""HTML is parsed: what only looks like markup is never taken for it, and never changed."""

from __future__ import annotations

import re

import pytest
from conftest import Project
from examples import term

from macros.argument.term_index import index_terms
from macros.records.html_tree import parse_content, parse_page, words_of, write_content, write_page
from macros.site.assets import Bundles, find_asked, find_words, point_page
from macros.site.content import Content, finish_content
from macros.site.policy import find_hashes

TERMS = index_terms([term("tea")])
LOOKS_LIKE_MARKUP = '<a href="/claims/c10/"><h2 id="zzz">tea</h2><script src="/assets/a.js">'
"""A link, an anchor, a heading, a term and a script, where none of them is one."""
ESCAPED = LOOKS_LIKE_MARKUP.replace("<", "&lt;").replace(">", "&gt;")
QUOTED = LOOKS_LIKE_MARKUP.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
PLACES = {
    "inline code": f"<p><code>{ESCAPED}</code></p>",
    "a code sample": f"<pre><code>{ESCAPED}\n  {ESCAPED}</code></pre>",
    "quotation marks in text": f"<p data-no-terms>{ESCAPED}</p>",
    "a comment": f"<p><!-- {LOOKS_LIKE_MARKUP} --></p>",
    "an attribute": f'<p title="{QUOTED}">x</p>',
    "an attribute with other quotation marks": f"<p title='{LOOKS_LIKE_MARKUP}'>x</p>",
    "a script": f"<script>{LOOKS_LIKE_MARKUP}</script>",
    "data in a script": f'<script type="application/json">"{LOOKS_LIKE_MARKUP}"</script>',
    "a style": f'<style>a::after {{ content: "{LOOKS_LIKE_MARKUP}" }}</style>',
    "a textarea": f"<textarea>{LOOKS_LIKE_MARKUP}</textarea>",
    "the words of a drawing": f"<svg><title>{ESCAPED}</title><text>{ESCAPED}</text></svg>",
}


def finish(html: str) -> Content:
    """Finish the content of a page two folders deep."""
    return finish_content(html, "../../", heading=("own", "Own"), index=TERMS)


@pytest.mark.parametrize("html", PLACES.values(), ids=PLACES)
def test_what_only_looks_like_markup_is_left_alone(html: str) -> None:
    done = finish(f"<h1>Page</h1>{html}")

    assert done.html == write_content(parse_content(f"<h1>Page</h1>{html}"))
    assert (done.anchors, done.headings, done.terms) == (frozenset(), [], frozenset())


@pytest.mark.parametrize("html", PLACES.values(), ids=PLACES)
def test_what_is_written_is_read_as_what_was_there(html: str) -> None:
    once = write_content(parse_content(html))

    assert write_content(parse_content(once)) == once
    assert words_of(once) == words_of(html)


@pytest.mark.parametrize("html", PLACES.values(), ids=PLACES)
def test_a_page_asks_for_nothing_that_only_looks_like_a_script(html: str) -> None:
    page = parse_page(f"<title>x</title>{html}")
    before = write_page(page)

    bundles = Bundles(style="assets/s.css", script="assets/s.js")
    point_page(page, bundles, {"assets/a.js": "assets/a.0.js"})

    assert find_asked(page).scripts == ()
    assert "zzz" not in find_words(page)
    assert write_page(page) == before


@pytest.mark.parametrize("name", ["a comment", "an attribute", "inline code", "a textarea"])
def test_a_script_that_is_none_gets_no_hash(name: str) -> None:
    html = PLACES[name].replace(' src="/assets/a.js"', "").replace(" src=&quot;/assets/a.js", "")

    assert find_hashes(parse_page(html)) == []


@pytest.mark.parametrize("element", ["pre", "textarea"])
def test_an_empty_first_line_of_a_sample_stays(element: str) -> None:
    html = f"<{element}>\n\n  x</{element}>"

    again = write_page(parse_page(write_content(parse_content(html))))

    assert html in again


# -- what is markup


@pytest.mark.parametrize(
    "html",
    [
        '<p id="zzz">x</p>',
        "<p id=zzz>x</p>",
        "<P ID='zzz'>x</P>",
        '<p\n  class="a"\n  id = "zzz">x</p>',
        '<svg><g id="zzz"></g></svg>',
    ],
)
def test_an_anchor_is_an_attribute_of_an_element(html: str) -> None:
    assert finish(f"<h1>Page</h1>{html}").anchors == {"zzz"}


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="/claims/c10/#a">x</a>', '<a href="../../claims/c10/#a">x</a>'),
        ("<a href='/'>x</a>", '<a href="../../">x</a>'),
        ('<a title=">" href=/a/>x</a>', '<a title="&gt;" href="../../a/">x</a>'),
        ('<svg><a href="/a/">x</a></svg>', '<svg><a href="../../a/">x</a></svg>'),
        ('<a href="//example.org/">x</a>', '<a href="//example.org/">x</a>'),
        ('<a href="../a/">x</a>', '<a href="../a/">x</a>'),
        ('<p data-href="/a/">x</p>', '<p data-href="/a/">x</p>'),
    ],
)
def test_homes_become_relative_to_the_page(html: str, made: str) -> None:
    assert finish(f"<h1>Page</h1>{html}").html == f"<h1>Page</h1>{made}"


def test_a_page_without_a_main_heading_gets_one() -> None:
    assert finish("<p>x</p>").html == '<h1 id="own">Own</h1>\n<p>x</p>'
    assert finish("<!-- <h1>no</h1> -->").html.startswith('<h1 id="own">Own</h1>')
    assert finish("").html == '<h1 id="own">Own</h1>'


def test_headings_link_to_themselves_once() -> None:
    html = '<h1 id="a">A</h1><h2 id="b">B <code>&lt;h3 id="x"></code></h2><h3>C</h3>'

    done = finish(html)

    assert re.findall('href="(#[^"]*)"', done.html) == ["#b"]
    assert finish(done.html).html == done.html


def test_the_table_of_contents_has_the_words_of_the_headings() -> None:
    html = '<h1 id="a">A &amp; B</h1><h2 id="b">C <span class="count">(2)</span></h2>'

    [first] = finish(finish(html).html).headings

    assert (first["id"], first["name"]) == ("a", "A &amp; B")
    assert [(token["id"], token["name"]) for token in first["children"]] == [("b", "C")]


# -- on a site


def test_a_code_sample_is_published_as_it_is(miniature: Project) -> None:
    sample = '<a href="/claims/c1/"> src="../assets/icon.svg"'
    prose = f"# Samples\n\nWrite `{sample}`.\n\n    {sample}\n\nThen [see](essay.md).\n"
    miniature.write("docs/coverage.md", prose)

    page = miniature.build().page("coverage")

    assert [code.text_content().strip() for code in page.xpath(".//code")] == [sample, sample]
    assert page.xpath(".//p/a/@href") == ["../essay/"]


@pytest.mark.parametrize(
    "place", ['`<p id="zzz">`', '    <p id="zzz">', "<p title='<p id=\"zzz\">'>x</p>"]
)
def test_what_only_looks_like_an_anchor_cannot_be_linked_to(miniature: Project, place: str) -> None:
    miniature.write("docs/coverage.md", f"# Samples\n\n{place}\n\nSee [x](#zzz).\n")

    built = miniature.build()

    assert not built.ok
    assert "there is no such anchor on this page" in built.log


def test_an_anchor_that_is_one_can_be_linked_to(miniature: Project) -> None:
    miniature.write("docs/coverage.md", '# Samples\n\n<p id="zzz">One</p>\n\nSee [x](#zzz).\n')

    assert miniature.build().ok
