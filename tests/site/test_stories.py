"""What happens on the site when somebody changes the data: told on the miniature."""

from __future__ import annotations

import json
import posixpath
import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from conftest import Built, Project, everything_in, words_of
from lxml.html import HtmlElement

pytestmark = pytest.mark.slow

CLAIM = """\
id: C9
title: Birds come back
glance: Where there are trees there are birds.
text: Birds nest in trees, and a canopy shelters them.
strength: flat
quotes:
  - passage: P4.3
supports: [C1]
"""
OBJECTION = """\
id: O9
title: Leaves block drains
against: [C3]
glance: In autumn the drains are full of leaves.
text: Wet leaves block the drains of a street.
"""
ESSAY_RESPONSE = """\
responses:
  - id: R9
    voice: essay
    gloss: Nobody should wait for a tree without faults.
    quotes:
      - passage: P3.4
"""


def row_of(page: HtmlElement, home: str) -> str:
    """Return the words of the table row whose heading links to a home."""
    (row,) = page.xpath(f"//tr[th//a[contains(@href, '{home}')]]")
    return words_of(row)


def status_of(built: Built, objection: str) -> str:
    """Return the status that an objection's own page gives first."""
    page = built.page(f"objections/{objection}")
    return words_of(page.xpath("//*[contains(@class, 'states')]")[0])


def links_of(page: HtmlElement, kind: str) -> list[tuple[str, str]]:
    """Return the words and addresses of the links of a kind."""
    links = page.xpath(f".//a[@class='{kind}']")
    return [(words_of(link), str(link.get("href"))) for link in links]


def places_of(page: HtmlElement) -> list[str]:
    """Return what may stand after a page's address."""
    return [f"#{id}" for id in page.xpath("//@id")]


def without_dots(address: str) -> str:
    """Return an address as browsers follow it."""
    scheme, rest = address.split("://")
    return f"{scheme}://{posixpath.normpath(rest)}"


# -- new files


def test_a_new_claim_file_is_a_new_page_and_there_is_nothing_else_to_edit(
    miniature: Project,
) -> None:
    miniature.write("data/claims/C9.yml", CLAIM)

    built = miniature.build()

    assert built.ok
    assert words_of(built.page("claims/c9").xpath("//h1")[0]) == "Birds come back"
    assert "Birds come back" in row_of(built.page("claims"), "c9/")


def test_a_new_claim_is_found_by_search(miniature: Project) -> None:
    miniature.write("data/claims/C9.yml", CLAIM)

    [index] = (miniature.build().folder / "assets").glob("search.*.json")

    found = {entry["home"]: entry for entry in json.loads(index.read_text("utf-8"))["entries"]}
    assert found["/claims/c9/"]["title"] == "Birds come back"
    assert "Birds nest in trees" in found["/claims/c9/"]["text"]


def test_a_new_claim_is_linked_from_what_it_names(miniature: Project) -> None:
    miniature.write("data/claims/C9.yml", CLAIM)

    built = miniature.build()

    assert "It is supported by: Birds come back C9" in built.text("claims/c1")
    assert "Birds come back C9" in built.text("argument/roots")


def test_a_new_claim_stands_among_the_uses_of_the_terms_in_it(miniature: Project) -> None:
    miniature.write("data/claims/C9.yml", CLAIM)

    built = miniature.build()

    uses = built.text("glossary/canopy").partition("Where it is used")[2]
    assert "Birds come back" in uses


def test_a_new_objection_changes_the_table_of_its_part_and_the_page_of_its_claim(
    miniature: Project,
) -> None:
    miniature.write("data/objections/O9.yml", OBJECTION)

    built = miniature.build()

    assert "Leaves block drains" in row_of(built.page("objections"), "o9/")
    for page in ("argument/roots", "claims/c3"):
        (against,) = built.page(page).find_class("against")
        assert "Leaves block drains" in words_of(against)
    assert "Leaves block drains" not in built.text("argument/shade")


def test_a_file_in_the_place_of_a_generated_page_stops_the_build(miniature: Project) -> None:
    miniature.write("docs/claims/c1.md", "# Mine\n")

    built = miniature.build()

    assert not built.ok
    assert built.problems == [
        "docs/claims/c1.md:1: a page made from data stands here; "
        "remove the file, or give the item another id"
    ]


# -- statuses


def test_each_objection_has_the_status_that_follows_from_its_responses(built: Built) -> None:
    statuses = {id: status_of(built, id) for id in ("o1", "o2", "o3", "o4")}

    assert statuses == {
        "o1": "the essay replies",
        "o2": "answered in print · disputed by O4",
        "o3": "no answer recorded",
        "o4": "no answer recorded",
    }


def test_a_response_by_the_essay_answers_an_objection(miniature: Project) -> None:
    miniature.write("data/objections/O9.yml", OBJECTION + ESSAY_RESPONSE)

    built = miniature.build()

    assert status_of(built, "o9") == "the essay replies"
    assert "The essay does not answer this." not in built.text("objections/o9")
    assert "A town that waits for a tree without faults" in built.text("objections/o9")


def test_without_its_only_response_an_objection_has_no_answer(miniature: Project) -> None:
    text = (miniature.root / "data/objections/O1.yml").read_text("utf-8")
    miniature.write("data/objections/O1.yml", text.partition("responses:")[0])
    miniature.edit("docs/index.md", '{{ response("R1", "the answer to it") }}, ', "")

    built = miniature.build()

    assert status_of(built, "o1") == "no answer recorded"
    assert "The essay does not answer this." in built.text("objections/o1")


def test_a_response_that_something_speaks_against_cannot_go_unnoticed(miniature: Project) -> None:
    miniature.edit("data/objections/O2.yml", "id: R2", "id: R7")

    problems = miniature.problems()

    assert problems == ["data/objections/O4.yml:3: there is no R2; expected one of: R1, R3, R7"]


def test_a_rebuttal_stands_under_its_response(built: Built) -> None:
    (response,) = built.page("objections/o2").xpath("//section[@aria-labelledby='r2']")

    assert "Rebuttals of this response: Parks are not streets O4 no answer recorded" in words_of(
        response
    )


def test_a_rebuttal_says_what_it_rebuts(built: Built) -> None:
    against = built.page("objections/o4").xpath(
        "//a[contains(@href, 'objections/o2/#r2')][not(ancestor::*[local-name() = 'svg'])]"
    )

    assert [words_of(link) for link in against] == ["Response to: Trees are a luxury"]


# -- terms


def test_a_term_links_at_its_first_use_and_the_longest_form_wins(miniature: Project) -> None:
    prose = "The shade trees give shade; shaded streets, shade trees and shade are liked."
    miniature.write("docs/coverage.md", f"# Uses\n\n{prose}\n")

    page = miniature.build().page("coverage")

    assert links_of(page, "term") == [
        ("shade trees", "../glossary/shade-tree/"),
        ("shade", "../glossary/shade/"),
    ]


def test_a_term_links_where_the_text_of_a_claim_first_uses_it(built: Built) -> None:
    (section,) = built.page("claims/c1").xpath("//*[@id='in-plain-words']")

    assert ("canopy", "../../glossary/canopy/") in links_of(section, "term")


def test_a_term_does_not_link_in_headings_links_or_code(miniature: Project) -> None:
    miniature.write(
        "docs/coverage.md",
        "# On shade\n\n## Of shade\n\n[In the shade](essay.md), `shade` and\n\n```\nshade\n```\n",
    )

    assert links_of(miniature.build().page("coverage"), "term") == []


def test_a_term_does_not_link_in_attributions(miniature: Project) -> None:
    term = "id: essay\nterm: Essay\ndefinition: A short work.\n"
    miniature.write("data/glossary/essay.yml", term)

    page = miniature.build().page("claims/c1")

    captions = page.xpath("//figcaption")
    assert [words_of(caption) for caption in captions] == [
        f"The essay, {id}, in Shade for a hundred years" for id in ("P1.2", "P1.3")
    ]
    assert [link for caption in captions for link in caption.xpath(".//a[@class='term']")] == []
    assert ("essay", "../../glossary/essay/") in links_of(page, "term")


def test_a_term_does_not_link_to_itself_on_its_own_page(built: Built) -> None:
    homes = [home for _, home in links_of(built.page("glossary/shade"), "term")]

    assert homes == ["../../glossary/canopy/"]


# -- ids and addresses


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "problem"),
    [
        ("data/claims/C1.yml", "supports: [T1]", "supports: [C88]", 14, "there is no C88"),
        ("data/claims/T1.yml", "[C1, C2, A1]", "[C1, C2, A8]", 9, "there is no A8"),
        ("data/claims/C1.yml", "source: evelyn1664", "source: x", 19, "sources.json has no x"),
        ("data/claims/C2.yml", "passage: P2.2", "passage: P2.9", 7, "there is no P2.9"),
        ("data/claims/T1.yml", "places to be [C1]", "places to be [C88]", 5, "there is no C88"),
        ("data/objections/O3.yml", "[A1]", "[R88]", 3, "there is no R88"),
        ("data/objections/O1.yml", "raised_at: [P3.1]", "raised_at: [P9]", 8, "there is no P9"),
        ("data/objections/O4.yml", "[@olmsted1870,", "[@x,", 13, "sources.json has no x"),
        ("data/glossary/shade.yml", "term: canopy", "term: leaf", 9, "the glossary has no leaf"),
        ("data/essay/notes.yml", "[O2]", "[O88]", 12, "there is no O88"),
        ("data/essay/parts.yml", "roots do harm", "roots do harm [C88]", 9, "there is no C88"),
        ("docs/index.md", '{{ claim("C1",', '{{ claim("C88",', 16, "there is no C88"),
    ],
)  # fmt: skip
def test_an_id_that_nothing_has_stops_the_build(
    miniature: Project, path: str, old: str, new: str, line: int, problem: str
) -> None:
    miniature.edit(path, old, new)

    built = miniature.build()

    assert not built.ok
    assert [said.partition(";")[0] for said in built.problems] == [f"{path}:{line}: {problem}"]
    assert not built.folder.exists()


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_on_it(built: Built) -> None:
    pages = {
        f"/{path.relative_to(built.folder).as_posix()}".removesuffix("index.html"): path
        for path in built.folder.rglob("index.html")
    }
    parsed = {home: lxml.html.fromstring(path.read_text("utf-8")) for home, path in pages.items()}
    places = {home + mark for home in pages for mark in ["", *places_of(parsed[home])]}
    files = [path for end in ("bib", "ris", "json") for path in built.folder.rglob(f"*.{end}")]
    places |= {f"/{path.relative_to(built.folder).as_posix()}" for path in files}

    links = {
        urljoin(home, link)
        for home, page in parsed.items()
        for link in page.xpath("//article//a/@href")
        if not urlsplit(link).scheme
    }

    assert len(pages) == 29
    assert links - places == set()
    assert "/objections/o2/#r2" in links


def test_prose_links_to_a_note_where_it_stands(miniature: Project) -> None:
    miniature.write("docs/coverage.md", '# Notes\n\nSee {{ note("N1", "a slip") }}.\n')

    built = miniature.build()

    (link,) = built.page("coverage").xpath("//p/a")
    assert (words_of(link), link.get("href")) == ("a slip", "../essay/#n1")


# -- the essay


def test_a_repeated_passage_appears_once(built: Built) -> None:
    essay = built.text("essay")

    assert essay.count("buys shade for a hundred years") == 1
    assert built.page("essay").xpath("//p[@class='paragraph']/@id") == ["p1", "p2", "p3", "p4"]


def test_a_sentence_that_is_repeated_in_another_paragraph_stands_in_both(built: Built) -> None:
    assert built.text("essay").count("The best time to plant a tree") == 2
    assert "P3.3 repeats P2.3" in built.text("about-this-text")


def test_the_account_says_what_became_of_each_line(built: Built) -> None:
    (table,) = built.page("about-this-text").xpath("//table[.//th[.='Line']]")
    rows = table.xpath(".//tbody/tr")

    assert [(words_of(row.xpath("th")[0]), words_of(row.xpath("td")[-1])) for row in rows] == [
        ("1", "kept as P1"),
        ("2", "kept as P2"),
        ("3", "blank"),
        ("4", "the title"),
        ("5", "dropped: the same as line 1, P1"),
        ("6", "kept as P3"),
        ("7", "kept as P4"),
    ]


def test_the_title_is_found_in_the_middle_of_the_source(built: Built) -> None:
    text = built.text("about-this-text")

    assert "The title of the essay is “Plant the Street Trees Now”." in text


def test_a_slip_is_left_standing_and_noted(built: Built) -> None:
    page = built.page("essay")

    assert "Their is no account" in words_of(page)
    assert [words for words, _ in links_of(page, "noted")] == ["Some say", "Their is"]
    assert "Slip: Their is: read There is (the editors are very sure)" in words_of(page)


# -- edit links


def test_the_edit_link_of_a_page_made_from_data_points_at_the_data(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/trees")

    built = miniature.build()

    for home, file in {
        "claims/c1": "data/claims/C1.yml",
        "objections/o2": "data/objections/O2.yml",
        "glossary/shade-tree": "data/glossary/shade-tree.yml",
        "essay": "docs/essay.md",
    }.items():
        page = lxml.html.fromstring(built.html(home))
        edit = page.xpath("//a[contains(@class, 'md-content__button')]/@href")
        assert list(map(without_dots, edit)) == [f"https://example.org/trees/edit/main/{file}"]


def test_without_a_repository_there_is_no_edit_link(built: Built) -> None:
    for home in ("claims/c1", "essay"):
        assert "md-content__button" not in built.html(home)


# -- builds that fail


@pytest.mark.parametrize(
    "link", ["[a page](nowhere.md)", "[a place](essay.md#p99)", "[a page](/nowhere/)"]
)
def test_a_broken_link_stops_the_build(miniature: Project, link: str) -> None:
    text = (miniature.root / "docs/coverage.md").read_text("utf-8")
    miniature.write("docs/coverage.md", f"{text}\nSee {link}.\n")

    built = miniature.build()

    assert not built.ok
    assert not built.folder.exists()


def test_a_mistake_stops_a_quiet_build_too(miniature: Project) -> None:
    text = (miniature.root / "docs/coverage.md").read_text("utf-8")
    miniature.write("docs/coverage.md", f"{text}\nSee [a place](essay.md#p99).\n")

    run = miniature.command("build", "-q", "--strict")

    assert run.returncode == 1
    assert not (miniature.root / "site").exists()


def test_a_quiet_strict_build_of_good_data_succeeds_and_says_nothing(miniature: Project) -> None:
    run = miniature.command("build", "-q", "--strict")

    assert (run.returncode, run.stderr) == (0, "")
    assert (miniature.root / "site/claims/c1/index.html").exists()


def test_a_place_that_a_macro_makes_can_be_linked_to(miniature: Project) -> None:
    miniature.write("docs/coverage.md", "# Links\n\n[A sentence](essay.md#p3-2) of the essay.\n")

    assert miniature.build().ok


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/coverage.md", "# Coverage", "# Coverage\n\n[lost](nowhere.md)"),
        ("docs/coverage.md", "# Coverage", '# Coverage\n\n{{ clam("C1") }}'),
        ("mkdocs.yml", "watch:", "extra: {coverage: this hides a macro}\nwatch:"),
        ("data/claims/C1.yml", "strength: flat", "strength: round"),
        ("mkdocs.yml", "  - Home: index.md", "  - Home: index.md\n  - Lost: lost.md"),
    ],
    ids=["broken link", "unknown macro", "macro that fails", "mistake in the data", "page missing"],
)
def test_a_build_that_fails_leaves_the_last_good_site(
    miniature: Project, built: Built, path: str, old: str, new: str
) -> None:
    shutil.copytree(built.folder, miniature.root / "site")
    before = everything_in(built.folder)
    miniature.edit(path, old, new)

    failed = miniature.build()

    assert (built.ok, failed.ok) == (True, False)
    assert everything_in(failed.folder) == before
    assert sorted(place.name for place in miniature.root.iterdir()) == [
        "data",
        "docs",
        "mkdocs.yml",
        "site",
    ]


# -- builds that are alike


def test_two_builds_in_one_process_share_nothing(miniature: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.write("data/claims/C9.yml", CLAIM)
    first = everything_in(miniature.build().folder)

    built = other.build()
    again = everything_in(miniature.build().folder)

    assert "Birds come back" in built.text("claims")
    assert [path for path in again if b"Birds come back" in again[path]] == []
    assert sorted(again) == sorted(first)
