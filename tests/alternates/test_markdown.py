"""Every page once more as Markdown: what it says, and that data stay text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pytest
from conftest import Built, split_front
from examples import claim, corpus_of, editions_of, note, objection, response, source, term
from hostile import MARKS, fill_in
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from programs import read_by_pandoc
from test_fields import corpus, fill

from macros.alternates.alternates import find_calls, make_alternates
from macros.alternates.markdown import MarkdownTemplates, write_line, write_reference
from macros.argument.contributors import Contributor
from macros.argument.corpus import Corpus
from macros.argument.people import Name
from macros.editions.citing import SiteName
from macros.editions.editions import Register
from macros.essay import parse_essay
from macros.pages.view import View
from macros.prose.macros import MACROS
from macros.records.markdown_escape import write_plain
from macros.records.text import REFERENCE

SITE = SiteName("On Tea", "https://example.org/tea/")
DIALECTS = ("commonmark", "gfm", "markdown-smart")


def view_of(corpus: Corpus, register: Register | None = None) -> View:
    return View(corpus, register, SITE)


def page_of(view: View, home: str) -> str:
    """Return the Markdown of a page that is made from data alone."""
    return dict(make_alternates(view, {}))[f"{home}index.md"]


def prose_of(corpus: Corpus, text: str, place: str = "about.md") -> str:
    """Return the Markdown of a prose page."""
    (home,) = (f"/{place.removesuffix('.md')}/index.md",)
    return dict(make_alternates(view_of(corpus), {place: text}))[home]


# -- data stay text

NASTY = [
    *MARKS,
    *("1. a", "1) a", "(1) a", "a. b", "(@) a", "i. a", "+ a", "- a", "* a", "= a", "===", "---"),
    *(": a", "a ~ b", "~~a~~", "H~2~O", "x^2^", "$x$", "$$y$$", "@smith2000", "[@smith2000]"),
    *(
        "https://a.org",
        "see http://a.org/b",
        "www.a.org",
        "a@b.org",
        "<https://a.org>",
        "\\",
        "\\*",
    ),
    *(
        "`a`",
        "``",
        "| a | b |",
        "a | b",
        "![a](b)",
        "[a]: b",
        "[^a]: b",
        "<div>",
        "&copy;",
        "&#65;",
    ),
    *(
        "***",
        "___",
        "_a_",
        "**a**",
        "#",
        "## a",
        "> a",
        "% a",
        "...",
        "\\begin{x}",
        "::: note",
        "a\\",
        ":v: and :+1:",
        "a:hand_over:b",
    ),
]


def words_in(tree: Any) -> Iterator[str]:
    """Yield the words of a tree of pandoc; fail where it holds anything but text."""
    for inline in tree:
        kind = inline["t"]
        assert kind in {"Str", "Space", "SoftBreak"}, inline
        yield inline["c"] if kind == "Str" else " "


def read_paragraphs(text: str, dialect: str) -> list[str]:
    """Return the paragraphs that pandoc reads; fail if there is anything else."""
    blocks = read_by_pandoc(text, dialect)["blocks"]
    assert {block["t"] for block in blocks} <= {"Para"}, blocks
    return ["".join(words_in(block["c"])) for block in blocks]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_whatever_stands_in_data_is_text_in_every_dialect(dialect: str) -> None:
    given_text = [folded for text in NASTY if (folded := " ".join(text.split()))]

    read = read_paragraphs("\n\n".join(write_plain(text) for text in given_text), dialect)

    assert read == given_text


def test_whatever_stands_in_data_is_text_to_python_markdown() -> None:
    given_text = [folded for text in NASTY if (folded := " ".join(text.split()))]
    made = "\n\n".join(write_plain(text) for text in given_text)

    html = markdown.markdown(made, extensions=["extra"])

    assert set(re.findall(r"<(\w+)", html)) == {"p"}


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), min_size=40)
)
def test_any_text_is_text(texts: list[str]) -> None:
    folded = [folded for text in texts if (folded := " ".join(text.split()))]

    read = read_paragraphs("\n\n".join(write_plain(text) for text in folded), "gfm")

    assert read == folded


def elements_of(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield the kind and content of every element of a tree of pandoc."""
    if isinstance(tree, list):
        for inner in tree:
            yield from elements_of(inner)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree["t"], tree.get("c")
        yield from elements_of(list(tree.values()))


PLAIN = {
    "Header", "Para", "Plain", "BulletList", "BlockQuote", "Str", "Space", "SoftBreak", "Emph",
    "Strong", "Link",
}  # fmt: skip
"""What a page of Markdown may consist of."""


ARGUMENTS = {
    "claim": "C1", "objection": "O1", "response": "R1", "note": "N1", "passage": "P1.1",
    "term": "tea", "source": "tea", "part": "tea", "": "",
}  # fmt: skip


def every_call() -> dict[str, str]:
    """Return a page of prose for each macro, which calls it."""
    given = {name: ARGUMENTS.get(macro.takes, "claims") for name, macro in MACROS.items()}
    return {
        f"{name}.md": "{{ " + name + (f'("{argument}")' if argument else "()") + " }}"
        for name, argument in given.items()
    }


def hostile_corpus() -> Corpus:
    """Return an item of each kind, with hostile text in each of its fields."""
    line = " ".join(text for text in NASTY if not REFERENCE.search(text))
    values = corpus()
    filled: dict[str, Any] = {
        kind: {id: fill_in(item, line) for id, item in getattr(values, kind).items()}
        for kind in ("claims", "objections", "terms", "notes", "parts")
    }
    author = Name(family="Tea", given="B.").model_copy(update={"family": line, "given": line})
    work = {"title": line, "publisher": line, "author": (author,)}
    helper = Contributor(**fill(Contributor))
    others: dict[str, Any] = {
        "sources": {"tea": source("tea").model_copy(update=work)},
        "contributors": (fill_in(helper, line),),
    }
    return replace(values, **filled, **others)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_whatever_stands_in_a_field_makes_nothing_of_a_page_but_text(dialect: str) -> None:
    view = view_of(hostile_corpus())
    made = dict(make_alternates(view, every_call()))

    bodies = "\n\n".join(split_front(page)[1] for page in made.values())
    read = read_by_pandoc(bodies, dialect)["blocks"]

    found = list(elements_of(read))
    targets = [content[2][0] for kind, content in found if kind == "Link"]
    assert {kind for kind, _ in found} <= PLAIN
    assert [target for target in targets if not target.startswith(SITE.url.rstrip("/"))] == []
    assert len(made) == 4 + len(MACROS)  # the drawing too


def test_a_template_escapes_whatever_it_prints_and_nothing_twice() -> None:
    template = MarkdownTemplates(Path(), finalize=write_plain).from_string(
        "{% macro bold(words) %}**{{ words }}**{% endmacro %}"
        "{% set both %}{{ bold(said) }} {{ said }}{% endset %}{{ both }} {{ said ~ html }}"
    )

    made = template.render(said="*a*", html=Markup("<i>"))

    assert made == r"**\*a\*** \*a\* \*a\*&lt;i&gt;"


def test_emphasis_and_references_are_what_they_are_on_the_page() -> None:
    view = view_of(corpus_of(claim("C1"), source("ryle1949")))

    made = write_line(view, "A *very* old [C1] thought_ [@ryle1949, p. 3].")

    assert made == (
        r"A *very* old [C1](https://example.org/tea/claims/c1/) thought\_ "
        "([“Title of ryle1949,” n.d.](https://example.org/tea/sources/#ryle1949), p. 3)."
    )


def test_a_reference_keeps_its_italics_and_its_address() -> None:
    work = source("ryle1949", title="Tea_1 & Milk < 3", URL="https://a.org/x_y*z")

    assert write_reference(work) == (r"*Tea\_1 &amp; Milk &lt; 3*. (n.d.). <https://a.org/x_y*z>")


# -- what a page says


def test_a_page_says_what_it_is_and_of_which_edition() -> None:
    corpus = corpus_of(claim("C1"))
    view = view_of(corpus, editions_of({"2026-01-15": corpus}))

    front, body = split_front(page_of(view, "/claims/c1/"))

    assert front == {
        "address": "https://example.org/tea/claims/c1/",
        "id": "C1",
        "kind": "claim",
        "title": "Title of C1",
        "version": 1,
        "edition": "2026-01-15",
        "pinned": "https://example.org/tea/claims/c1/v1/",
    }
    assert body.startswith("\n# Title of C1\n\nClaim C1.\n\nShort.\n")


def test_wording_that_is_in_no_edition_has_no_version() -> None:
    front, _ = split_front(page_of(view_of(corpus_of(claim("C1"))), "/claims/c1/"))

    assert (front["version"], front["edition"], front["pinned"]) == (None, None, None)


def test_a_claim_says_what_it_rests_on_and_quotes_the_essay_verbatim() -> None:
    corpus = corpus_of(
        claim("C1", quotes=({"passage": "P1.2", "words": "dear"},), depends_on=("A1",)),
        claim("C2", supports=("C1",)),
        claim("A1"),
        objection("O1", response("R1", "essay")),
    )

    made = page_of(view_of(corpus), "/claims/c1/")

    address = "https://example.org/tea"
    quoted = "> …\N{NO-BREAK SPACE}dear\N{NO-BREAK SPACE}…\n>\n> – the essay, "
    assert f"{quoted}[P1.2]({address}/essay/#p1-2)" in made
    assert f"It depends on:\n\n- [Title of A1]({address}/claims/a1/) (A1)" in made
    assert f"It is supported by:\n\n- [Title of C2]({address}/claims/c2/) (C2)" in made
    assert (
        f"- [Title of O1]({address}/objections/o1/) (O1), the essay replies: "
        f"the essay’s response [R1]({address}/objections/o1/#r1)" in made
    )


def test_an_objection_says_who_answers_and_how() -> None:
    corpus = corpus_of(
        claim("C1"),
        source("ryle1949"),
        objection("O1", response("R1", "essay"), held_by=({"source": "ryle1949"},)),
        objection("O2", response("R2"), against=("R1",)),
    )

    first, second = (page_of(view_of(corpus), f"/objections/o{n}/") for n in (1, 2))

    assert "### The essay’s response (R1)" in first
    assert "The editors’ summary: R1 in short.\n\n> Tea is dear.\n>\n> – the essay, [P1.2]" in first
    assert "Objection O1, the essay replies · disputed by [O2](" in first
    assert "The essay does not answer this." not in first
    assert "Rebuttals of this response:\n\n- [Title of O2]" in first
    assert "## References\n\n- *Title of ryle1949*. (n.d.)." in first
    assert "(R1) (a rebuttal)" in second
    assert "The essay does not answer this." in second


def test_a_term_says_what_its_page_says() -> None:
    tea = term(
        "tea", "teas", origin="From Min.", senses=({"name": "Drink", "text": "A brew."},),
        here="As a drink.", confused_with=({"name": "Tee", "text": "A peg."},),
    )  # fmt: skip

    made = page_of(view_of(corpus_of(tea)), "/glossary/tea/")

    for said in (
        "Also: teas.",
        "From Min.",
        "### Drink\n\nA brew.",
        "As a drink.",
        "### Tee\n\nA peg.",
    ):
        assert said in made


def test_what_is_retired_says_so() -> None:
    retired = {"date": "2026-02-01", "reason": "Two in one.", "successors": ("C2",)}
    plain = corpus_of(claim("C2"))
    corpus = Corpus(**vars(plain) | {"retired_claims": {"C1": claim("C1", retired=retired)}})

    made = page_of(view_of(corpus), "/claims/c1/")

    assert "**Retired on 2026-02-01.** Two in one. Its last wording stays below." in made
    assert "Read instead: [Title of C2](https://example.org/tea/claims/c2/) (C2)." in made


# -- prose pages


def test_macro_calls_and_links_in_prose_are_written_out() -> None:
    text = 'See {{ claim("C1", "this") }}, [all](../claims/index.md#x) and [it](http://a.org/b.md).'

    made = prose_of(corpus_of(claim("C1")), text, "about/us.md")

    assert made.endswith(
        "See [this](https://example.org/tea/claims/c1/), "
        "[all](https://example.org/tea/claims/#x) and [it](http://a.org/b.md).\n"
    )


CODE = """\
Write `[all](claims/index.md)`, or [all](LINK):

    <div markdown>
    [all](claims/index.md)
    {: .quiet }


    </div>

1.  So:

        [one](claims/index.md)

    [two](LINK)LOOK

``` html
<section>
[three](claims/index.md)
</section>
```
"""


def test_no_code_sample_is_changed() -> None:
    written = CODE.replace("LINK", "claims/index.md").replace("LOOK", "\n    {: .quiet }")

    made = prose_of(corpus_of(), written)

    address = "https://example.org/tea/claims/"
    assert split_front(made)[1] == "\n" + CODE.replace("LINK", address).replace("LOOK", "")


def test_the_boxes_of_a_page_keep_its_blocks_apart() -> None:
    one, two = "<div markdown>\nOne\n{: .a }\n</div>", "<div markdown>\nTwo\n</div>"
    text = f"<div markdown>\n{one}\n{two}\n</div>\nThree"

    assert prose_of(corpus_of(), text).endswith("\n---\n\nOne\n\nTwo\n\nThree\n")


def test_a_part_prints_every_sentence_verbatim_with_its_address() -> None:
    corpus = corpus_of(note("N1", "P1.2", words="dear"))
    view = view_of(corpus)

    pages = dict(make_alternates(view, {"argument/whole.md": '{{ part_text("whole") }}\n'}))
    front, body = split_front(pages["/argument/whole/index.md"])

    assert (front["id"], front["kind"]) == ("whole", "part")
    assert body.startswith("\n# The whole\n\nAll of it.\n")
    assert (
        "> Tea is warm. [P1.1](https://example.org/tea/essay/#p1-1)\n"
        "> Tea is dear. [P1.2](https://example.org/tea/essay/#p1-2)\n" in body
    )
    assert "- Background ([N1](https://example.org/tea/essay/#n1) on [P1.2]" in body
    assert "“dear” Remark." in body


def test_the_miniature_has_its_markdown_too(built: Built) -> None:
    made = (built.folder / "claims/c2/index.md").read_text("utf-8")

    assert split_front(made)[0]["id"] == "C2"


def test_the_structure_of_the_essay_is_written_too() -> None:
    lines = [
        "## One",
        "Tea is _warm_.[1]",
        "| Not a drum,",
        "| not a note.",
        "[1] See **Ryle**.",
        "***",
    ]
    view = view_of(corpus_of(essay=parse_essay(lines, "On Tea")))

    written = find_calls(view)["essay"]()

    assert written.startswith("### One\n\nParagraph [P1](")
    assert "> Tea is *warm*. [P3](" in written
    assert ", verse:\n\n> Not a drum, [P2.1](" in written
    assert ", a footnote 1:\n\n> See **Ryle**. [P3.1](" in written
    assert written.endswith("* * *")
