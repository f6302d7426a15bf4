"""Whatever stands in the data comes out as text: nothing in it is run, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
from conftest import Project
from hostile import MARKS, fill_in
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.config import load_config

from macros.argument.claims import Claim
from macros.argument.corpus import Corpus
from macros.argument.glossary import Term
from macros.argument.objections import Objection
from macros.checking.publication import load_publication
from macros.editions.citing import SiteName
from macros.pages import view as render
from macros.records.entries import Entry, parse_record
from macros.records.model import Model
from macros.records.text import REFERENCE
from macros.records.yaml_file import Record, read_data
from macros.site.macro_html import CALLS
from macros.site.settings import Settings
from macros.site.shell import Filling
from macros.site.site import HostPage, Site

HARMLESS = "birds"
"""A word that no term of the miniature has; it stands where the text under test will."""
TEXTS = st.lists(
    st.sampled_from(MARKS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    min_size=1,
    max_size=6,
).map(" ".join)
"""Text that would do something if anything took it for more than text."""
NOT_A_REFERENCE = TEXTS.filter(lambda text: text.strip() and not REFERENCE.search(text))
"""References are links, and to what is not there they cannot be: other tests are about them."""

THOROUGHLY = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and its words.

    Paragraphs, emphasis and the lines of labels on maps are left out: text may have any number of
    them. So are the words of citations, whose styles change capitals and quotation marks, and of
    labels, which end where the room does; the elements of both are not.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str | None] = []
        self.data: list[str] = []
        self.in_citation = False
        self.in_label = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(name for name, _ in attrs)
        self.in_citation = self.in_citation or tag == "details"
        self.in_label = self.in_label or tag == "text"
        if (tag, names) not in [("p", ()), ("em", ()), ("tspan", ("x", "y"))]:
            self.elements.append((tag, names))
            self.links.append(dict(attrs).get("href"))

    def handle_endtag(self, tag: str) -> None:
        self.in_citation = self.in_citation and tag != "details"
        self.in_label = self.in_label and tag != "text"

    def handle_data(self, data: str) -> None:
        if not self.in_citation and not self.in_label:
            self.data.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("declaration", ()))

    def unknown_decl(self, data: str) -> None:
        self.elements.append(("declaration", ()))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("instruction", ()))

    @property
    def words(self) -> str:
        """The words, without the stars that make emphasis."""
        return _flat("".join(self.data))


def _flat(text: str) -> str:
    return "".join(text.replace("*", "").split())


class Bench:
    """The real pipeline around a corpus in which one item holds whatever is put in."""

    def __init__(self, root: Path) -> None:
        config = load_config(str(root / "mkdocs.yml"))
        self.extensions = config["markdown_extensions"]
        self.options = config["mdx_configs"] or {}
        self.settings = Settings(
            root=root, docs=root / "docs", folder=root / "out", name=SiteName()
        )
        self.publication = load_publication(root, root / "docs")

    def put(self, kind: str, id: str, text: str) -> Corpus:
        """Return the corpus with a text in every field of one item."""
        values = dict(getattr(self.publication.corpus, kind))
        values[id] = fill_in(values[id], text)
        changes: dict[str, Any] = {kind: values}
        return replace(self.publication.corpus, **changes)

    def generated(self, corpus: Corpus, place: str) -> str:
        """Make the page of an item, as a build does."""
        site = self._site(corpus)
        [page] = (page for page in site.generated if f"{page.home[1:-1]}.md" == place)
        return _show(site.make(page))

    def prose(self, corpus: Corpus, make: Callable[[render.View], Markup]) -> str:
        """Make a page of prose with a macro alone in a line, in a line, in a list and a table."""
        site = self._site(corpus)
        made = make(site.view)
        words = Markup("<i>{}</i>").format(made.striptags())
        alone = site.slots.keep(lambda: made, block=True)
        inline = site.slots.keep(lambda: words, block=False)
        table = f"| a |\n|---|\n| {inline} |"
        prose = f"# Page\n\n{alone}\n\nWords {inline} words.\n\n- item {inline}\n\n{table}\n"
        html = markdown.markdown(prose, extensions=self.extensions, extension_configs=self.options)
        fields = site.begin("coverage.md", {}, prose)
        site.take(HostPage("coverage.md", "/coverage/", "Page", fields), html)
        return _show(site.prose_pages["/coverage/"]())

    def _site(self, corpus: Corpus) -> Site:
        return Site(replace(self.publication, corpus=corpus), self.settings)


def _show(page: Filling) -> str:
    return f"<title>{page.fields.get('title', '')}</title>{page.content.html}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return one pipeline for all examples."""
    return Bench(Project(tmp_path_factory.mktemp("inert") / "miniature").root)


PAGES = [
    ("claims", "C1", "claims/c1.md"),
    ("claims", "T1", "claims/t1.md"),
    ("objections", "O2", "objections/o2.md"),
    ("objections", "O4", "objections/o4.md"),
    ("terms", "canopy", "glossary/canopy.md"),
    ("terms", "shade-tree", "glossary/shade-tree.md"),
]
LISTS = [
    ("claims", "C1", "claim_table"),
    ("claims", "C1", "argument_outline"),
    ("claims", "T1", "thesis"),
    ("objections", "O1", "objection_table"),
    ("objections", "O2", "argument_outline"),
    ("terms", "canopy", "glossary"),
    ("notes", "N2", "note_table"),
    ("notes", "N1", "essay"),
    ("parts", "shade", "part_list"),
]
"""What holds an item, and the macro that puts it on a page."""


@cache
def page_of(bench: Bench, kind: str, id: str, address: str, text: str) -> Skeleton:
    """Make an item's own page, with a text in each of its fields."""
    return Skeleton(bench.generated(bench.put(kind, id, text), address))


@cache
def prose_of(bench: Bench, kind: str, id: str, macro: str, text: str) -> Skeleton:
    """Make a page of prose that calls a macro, with a text in each field of an item."""
    return Skeleton(bench.prose(bench.put(kind, id, text), CALLS[macro]))


@pytest.mark.parametrize(("kind", "id", "address"), PAGES)
@example(text=" ".join(MARKS))
@given(text=NOT_A_REFERENCE)
@THOROUGHLY
def test_any_text_on_its_own_page_comes_out_as_text(
    bench: Bench, kind: str, id: str, address: str, text: str
) -> None:
    plain = page_of(bench, kind, id, address, HARMLESS)

    made = page_of(bench, kind, id, address, text)

    assert made.elements == plain.elements
    assert made.links == plain.links
    assert _flat(text) in made.words
    assert made.words == plain.words.replace(HARMLESS, _flat(text))


@pytest.mark.parametrize(("kind", "id", "macro"), LISTS)
@example(text=" ".join(MARKS))
@given(text=NOT_A_REFERENCE)
@THOROUGHLY
def test_any_text_that_a_macro_puts_on_a_page_comes_out_as_text(
    bench: Bench, kind: str, id: str, macro: str, text: str
) -> None:
    plain = prose_of(bench, kind, id, macro, HARMLESS)

    made = prose_of(bench, kind, id, macro, text)

    assert made.elements == plain.elements
    assert made.links == plain.links
    assert made.words == plain.words.replace(HARMLESS, _flat(text))


@cache
def map_of(bench: Bench, kind: str, id: str, text: str) -> Skeleton:
    """Draw the whole argument, with a text in each field of an item."""
    view = render.View(bench.put(kind, id, text))
    return Skeleton(str(view.render("argument_map")))


@pytest.mark.parametrize(("kind", "id"), [("claims", "C1"), ("objections", "O2")])
@example(text=" ".join(MARKS))
@given(text=NOT_A_REFERENCE)
@THOROUGHLY
def test_any_text_on_the_map_comes_out_as_text(bench: Bench, kind: str, id: str, text: str) -> None:
    plain = map_of(bench, kind, id, HARMLESS)

    made = map_of(bench, kind, id, text)

    assert made.elements == plain.elements
    assert made.links == plain.links
    assert made.words == plain.words.replace(HARMLESS, _flat(text))


# -- the checks never raise, whatever they are given

LEAVES = st.text() | TEXTS | st.integers() | st.sampled_from(["C1", "P1.1", "R1", "essay", "flat"])


def records(model: type[Model]) -> st.SearchStrategy[Record]:
    """Draw records with fields of the model, and others, that hold anything."""
    names = st.sampled_from([*model.model_fields, "passage", "words", "unknown"]) | st.text()
    nested: st.SearchStrategy[Any] = st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner),
        max_leaves=6,
    )
    return st.dictionaries(names, nested, max_size=8).map(_as_record)


def _as_record(fields: dict[str, Any]) -> Record:
    record = Record({name: _as_read(value) for name, value in fields.items()})
    record.lines |= dict.fromkeys(record, 1)
    return record


def _as_read(value: object) -> object:
    return _as_record(value) if isinstance(value, dict) else value


@pytest.mark.parametrize("model", [Claim, Objection, Term])
@given(data=st.data())
@THOROUGHLY
def test_a_record_of_anything_is_taken_or_refused(model: type[Model], data: st.DataObject) -> None:
    found = parse_record(model, data.draw(records(model)), "data/any.yml")

    assert isinstance(found, Entry) or all(problem.line == 1 for problem in found)


@given(text=TEXTS | st.text())
@THOROUGHLY
def test_text_is_refused_or_comes_out_whole(bench: Bench, text: str) -> None:
    fields = {"id": "canopy", "term": "Canopy", "definition": text}

    found = parse_record(Term, _as_record(dict(fields)), "data/glossary/canopy.yml")

    if isinstance(found, Entry) and not REFERENCE.search(text):
        corpus = replace(
            bench.publication.corpus,
            terms={**bench.publication.corpus.terms, "canopy": found.value},
        )
        assert _flat(text) in Skeleton(bench.generated(corpus, "glossary/canopy.md")).words
    else:
        assert isinstance(found, Entry) or found[0].wrong.startswith("definition")


def _some_files() -> Iterator[bytes]:
    yield b"id: C1\ntitle: [a, b\n"
    yield b"\xff\xfe"
    yield "- a: \u2028 &x *x !y\n? [z]\n".encode()
    yield b"9" * 5000


CONTENTS = st.one_of(
    st.binary(), TEXTS.map(str.encode), st.text().map(str.encode), st.sampled_from([*_some_files()])
)


@pytest.mark.parametrize("name", ["data/any.yml", "data/any.json"])
@given(content=CONTENTS)
@THOROUGHLY
def test_a_file_of_anything_is_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)

    found = read_data(path, name)

    lines = content.count(b"\n") + content.count(b"\r") + 1
    if type(found) is list:
        assert found
        assert all(re.match(rf"{name}:\d+: .+; .+", str(problem)) for problem in found)
        assert all(1 <= problem.line <= lines for problem in found)
    else:
        assert isinstance(found, (dict, list))
