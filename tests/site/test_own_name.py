"""A site under the name of its essay: one by two authors, in French, and one of nobody’s."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pytest
from conftest import Built, Project, words_of
from judges import ask_citeproc, judge_cff
from lxml.html import HtmlElement
from once import make_once
from vocabulary import find_unknown
from zotero import read_page

from macros.__main__ import main
from macros.essay.passages import Essay, Fate, Line
from macros.references.origin import tell_repetition

ADDRESS = "https://method.example/book/"
TITLE = "Discours de la méthode"
FACTS = f"""\
title: {TITLE}
subtitle: pour bien conduire sa raison
author:
  - {{family: Descartes, given: René}}
  - {{family: Gournay, given: Marie, dropping-particle: de}}
issued: 1637
published_in: Essais
language: fr
license: {{name: Public domain, url: "https://example.org/mark/"}}
received_from: {{text: the edition of Leiden}}
publisher: The Method Press
mark: D
"""
PAGES = {
    "about-this-text": "{{ origin() }} {{ repetition() }}\n\n{{ essay_license() }}\n",
    "how-to-cite": "{{ how_listed() }}\n\n{{ how_cited() }} *{{ essay_title() }}*\n\n"
    "{{ cite_examples() }}\n\n{{ address_list() }}\n\n{{ cite_site() }}\n",
}


def _build(folder: Path, facts: str) -> Built:
    """Build the miniature with these facts, in an edition."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        project = Project(folder / "miniature")
        project.edit("mkdocs.yml", "  - Home", "  - Citing: how-to-cite.md\n  - Home")
        for name, text in PAGES.items():
            project.write(f"docs/{name}.md", f"# {name}\n\n{text}")
        if facts:
            project.write("data/essay/essay.yml", facts)
            project.edit("data/essay/source.txt", "Plant the Street Trees Now", TITLE)
            project.edit(
                "mkdocs.yml", "site_name: Plant the Street Trees Now", f"site_name: {TITLE}"
            )
        assert main(["edition", "--yes", "--root", str(project.root), "--date", "2026-01-15"]) == 0
        built = project.build()
    assert built.ok, built.log
    return built


@pytest.fixture(scope="module")
def signed() -> Built:
    return make_once("signed", lambda folder: _build(folder, FACTS))


@pytest.fixture(scope="module")
def unsigned() -> Built:
    return make_once("unsigned", lambda folder: _build(folder, ""))


def _whole(built: Built, home: str) -> HtmlElement:
    return lxml.html.fromstring(built.html(home))


def _everything(built: Built) -> str:
    """Return all words of all pages and other forms of text."""
    pages = [path for path in built.folder.rglob("*") if path.suffix in (".html", ".md", ".txt")]
    return " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted(pages))


# -- what is said of the text


def test_what_is_said_of_a_text_with_authors_follows_from_its_facts(signed: Built) -> None:
    about, citing = signed.text("about-this-text"), signed.text("how-to-cite")
    origin = (
        "The essay is by René Descartes and Marie de Gournay. It first appeared in 1637, in "
        "“Essais”. The text is that of the edition of Leiden."
    )

    assert f"{origin} One line of the file repeats another." in about
    assert "The essay’s own words: Public domain (https://example.org/mark/)." in about
    assert signed.page("about-this-text").xpath("//a[@href='https://example.org/mark/']")
    assert "The essay is cited under the names of its authors; the date is that" in citing
    assert "in which the essay first appeared, 1637." in citing
    assert "name its authors in the tags" in citing
    assert "By René Descartes and Marie de Gournay, 1637" in signed.text("essay")
    for form in ("print/index.html", "llms.txt", "about-this-text/index.md"):
        assert "is by René Descartes" in (signed.folder / form).read_text("utf-8")


CONTRADICTED = {
    "signed": (
        "without the name", "no named author", "No author is named", "without a license",
        "no other is known",
    ),
    "unsigned": ("essay is by", "first appeared", "under the name of its author", "Public domain"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTRADICTED)
def test_nothing_on_the_site_contradicts_the_facts(
    kind: str, signed: Built, unsigned: Built
) -> None:
    told = _everything({"signed": signed, "unsigned": unsigned}[kind])

    assert [sentence for sentence in CONTRADICTED[kind] if sentence in told] == []


def test_of_a_text_without_facts_the_site_says_that_they_are_not_known(unsigned: Built) -> None:
    about, citing = unsigned.text("about-this-text"), unsigned.text("how-to-cite")

    assert "The essay came without the name of an author." in about
    assert "they came without a license" in about
    assert "has no named author, and is cited by its title" in citing
    assert "no page has the tags for authors" in citing
    assert "The essay came without the name of an author." in unsigned.html("print")


@pytest.mark.parametrize(
    ("fates", "told"),
    [
        ("k1 t k2", "No line of the file is dropped as the repetition of another."),
        (
            "k1 k2 t 1 2",
            "The file contains the essay twice, with the title between the two copies.",
        ),
        ("t k1 k2 1 2", "The file contains the essay twice."),
        ("t k1 1 1 1", "The file contains the essay 4 times."),
        ("t k1 k2 1", "One line of the file repeats another."),
        ("t k1 k2 k3 1 2 1", "3 lines of the file repeat others."),
    ],
)
def test_what_is_said_of_repetition_is_what_became_of_the_lines(fates: str, told: str) -> None:
    lines: list[Line] = []
    for number, fate in enumerate(fates.split(), 1):
        kept = int(fate.strip("kt") or number)
        name: Fate = "kept" if "k" in fate else "title" if fate == "t" else "repeated"
        of = [line.number for line in lines if line.fate == "kept"][kept - 1 : kept]
        lines.append(Line(number, "", name, of[0] if name == "repeated" else number))

    said = tell_repetition(Essay("", (), tuple(lines), ()))

    assert said.split(" The site prints")[0].replace("four times", "4 times") == told


# -- citing


def test_zotero_takes_the_authors_from_the_essay_and_its_parts_alone(signed: Built) -> None:
    homes = ("essay", "argument/shade", "claims/c1", "glossary/shade", "")
    items = {home: read_page(_whole(signed, home), f"{ADDRESS}{home}/") for home in homes}

    authors = ("Descartes, René", "Gournay, Marie de")
    assert {home: item.authors for home, item in items.items()} == {
        "essay": authors,
        "argument/shade": authors,
        "claims/c1": (),
        "glossary/shade": (),
        "": (),
    }
    assert items["essay"].title == f"{TITLE}: pour bien conduire sa raison"
    assert items["essay"].date == "2026-01-15"


def test_zotero_finds_no_author_where_none_is_named(unsigned: Built) -> None:
    assert read_page(_whole(unsigned, "essay"), ADDRESS).authors == ()


WRITTEN = {
    "apa": "APA (7th edition)",
    "mla": "MLA (9th edition)",
    "chicago_note": "Chicago (18th edition), note",
    "chicago_bibliography": "Chicago (18th edition), bibliography",
    "chicago_author_date": "Chicago (18th edition), author–date",
}


def _cited(built: Built, home: str) -> dict[str, str]:
    cite = built.page(home).xpath("(//details[@class='cite'])[1]")[0]
    shown = map(words_of, cite.xpath(".//dd"))
    return dict(zip(map(words_of, cite.xpath(".//dt")), shown, strict=True))


def test_the_essay_is_cited_in_every_style_as_citeproc_has_it(signed: Built) -> None:
    (item,) = json.loads((signed.folder / "essay/essay.json").read_text("utf-8"))
    judged = ask_citeproc([item], WRITTEN)

    cited = _cited(signed, "essay")

    assert item["language"] == "fr"
    assert [name["family"] for name in item["author"]] == ["Descartes", "Gournay"]
    assert item["original-date"] == {"date-parts": [[1637]]}
    for style, name in WRITTEN.items():
        assert cited[name] == re.sub(r"</?i>", "", judged[style][item["id"]])
    assert {name for name, text in cited.items() if TITLE not in text} == {"Link", "BibTeX"}
    for style in ("BibTeX", "BibLaTeX", "RIS"):
        assert "Descartes, Ren" in cited[style]


def test_a_claim_is_cited_without_the_authors_and_with_the_french_name(signed: Built) -> None:
    cited = _cited(signed, "claims/c1")

    assert "Descartes" not in " ".join(cited.values())
    assert [name for name in WRITTEN.values() if TITLE not in cited[name]] == []


def test_examples_are_of_what_the_site_has_and_as_it_cites_it(signed: Built) -> None:
    page = signed.page("how-to-cite")
    shown = [words_of(one) for one in page.xpath("//blockquote")]

    assert "(Descartes and Gournay P1.2)" in shown[0]
    assert "(Descartes & Gournay, 1637/2026, P1.2)" in shown[1]
    assert _cited(signed, "claims/c1")["APA (7th edition)"] == shown[2]
    assert _cited(signed, "objections/o1")["Chicago (18th edition), note"] == shown[3]
    homes = page.xpath("//li/a[code]/@href")
    there = [home for home in homes if "#" not in home]
    assert len(homes) > 6
    assert [
        h for h in there if not (signed.folder / "how-to-cite" / h / "index.html").is_file()
    ] == []


# -- for machines


def _nodes(built: Built, home: str) -> list[dict[str, Any]]:
    (script,) = _whole(built, home).xpath("//script[@type='application/ld+json']/text()")
    graph: list[dict[str, Any]] = json.loads(script)["@graph"]
    return graph


def test_json_ld_names_authors_language_license_and_publisher(signed: Built) -> None:
    essay = _nodes(signed, "essay")[0]

    assert [author["name"] for author in essay["author"]] == ["René Descartes", "Marie de Gournay"]
    assert essay["inLanguage"] == "fr"
    assert essay["license"] == "https://example.org/mark/"
    assert essay["exampleOfWork"]["datePublished"] == "1637"
    assert essay["publisher"]["name"] == "The Method Press"
    for home in ("essay", "", "argument/shade", "claims/c1"):
        nodes = _nodes(signed, home)
        assert list(find_unknown({"@graph": nodes})) == []
        assert [n for node in nodes for n in find_unknown(node)] == []
    assert _nodes(signed, "claims/c1")[0]["inLanguage"] == "en"


def test_the_feed_is_of_the_publisher_and_the_deposit_names_what_it_rests_on(
    signed: Built,
) -> None:
    root = signed.folder.parent
    feed = ElementTree.parse(signed.folder / "data/v1/feed.atom")
    assert feed.findtext("{*}author/{*}name") == "The Method Press"
    cff = (root / "CITATION.cff").read_text("utf-8")
    codemeta = json.loads((root / "codemeta.json").read_text("utf-8"))
    zenodo = json.loads((root / ".zenodo.json").read_text("utf-8"))

    assert judge_cff(root / "CITATION.cff") == "ok -- validation done"
    assert "family-names: Descartes" in cff
    assert codemeta["isBasedOn"]["author"][0]["name"] == "René Descartes"
    assert list(find_unknown(codemeta)) == []
    assert zenodo["references"][0].startswith("René Descartes and Marie de Gournay, Discours")


# -- its language


def test_the_essay_says_that_it_is_french_wherever_its_words_are(signed: Built) -> None:
    pages = sorted(signed.folder.rglob("*.html"))
    held = "//*[@class='sentence']|//figure[contains(@class,'quotation')]//blockquote|//q"
    quiet, loud = [], []
    for path in pages:
        page = lxml.html.fromstring(path.read_text("utf-8"))
        place = path.relative_to(signed.folder).as_posix()
        assert page.get("lang") == "en"
        quiet += [place for node in page.xpath(held) if node.get("lang") != "fr"]
        loud += [
            place
            for node in page.xpath("//*[@lang='fr']")
            if node.xpath(".//*[contains(@class,'voice-editors') or contains(@class,'glance')]")
        ]

    assert quiet == []
    assert loud == []
    assert len(_whole(signed, "print").xpath("//*[@class='essay']//span[@lang='fr']")) > 10
    (title,) = signed.page("how-to-cite").xpath("//em/span[@lang='fr']/text()")
    assert title == TITLE


def test_where_the_languages_are_the_same_nothing_says_so_again(unsigned: Built) -> None:
    for path in unsigned.folder.rglob("*.html"):
        page = lxml.html.fromstring(path.read_text("utf-8"))
        assert page.xpath("//body//*[@lang]") == []


# -- its mark


def test_the_mark_is_the_same_on_logo_and_icon_and_of_the_data(
    signed: Built, unsigned: Built
) -> None:
    drawn = []
    for built in (signed, unsigned):
        (logo, *_) = _whole(built, "").xpath(
            "//*[contains(@class,'md-logo')]//*[local-name()='path']/@d"
        )
        (icon,) = built.folder.glob("assets/icon.*.svg")
        assert logo in icon.read_text("utf-8")
        drawn.append(logo)
    assert drawn[0] != drawn[1]
