"""What was published on a page and stands there no more leads on, whatever became of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from conftest import Built, Project
from playwright.sync_api import Browser
from server import serve
from story import Story, publish, read

PASSAGES = {
    "P1": ["p1", "p1-1", "p1-2", "p1-3"],
    "P2": ["p2", "p2-1", "n2", "p2-2", "p2-3"],
    "P3": ["p3", "p3-1", "p3-2", "p3-3", "p3-4"],
    "P4": ["p4", "p4-1", "p4-2", "n1", "p4-3"],
}
"""What a paragraph of the miniature brings onto the page of its part."""


def divide(project: Project, parts: dict[str, str]) -> None:
    """Divide the essay anew: from a part’s id to its paragraphs, and ids of old behind a bar."""
    lines = ["parts:"]
    for path in (project.root / "docs/argument").glob("*.md"):
        path.unlink()
    for id, said in parts.items():
        paragraphs, _, formerly = said.partition(" | ")
        title, glance = f"The part called {id}", f"What the part called {id} says."
        lines += [f"  - id: {id}", f"    title: {title}", f"    glance: {glance}"]
        lines += [f"    paragraphs: [{paragraphs}]", f"    formerly: [{formerly}]"]
        project.write(f"docs/argument/{id}.md", f'{{{{ part_text("{id}") }}}}\n')
    project.write("data/essay/parts.yml", "\n".join(lines) + "\n")


def targets(built: Built, home: str) -> dict[str, str]:
    """Return where each anchor of a page that has moved leads."""
    page = lxml.html.fromstring(built.html(home))
    links = page.xpath("//section[@class='moved']//li | //body[a or p/a[@id='target']]//li")
    return {str(li.get("id")): str(li.xpath("a/@href")[0]) for li in links}


def leads(part: str, *paragraphs: str) -> dict[str, str]:
    """Return where the anchors of some paragraphs should lead."""
    found = [anchor for paragraph in paragraphs for anchor in PASSAGES[paragraph]]
    return {anchor: f"../../argument/{part}/#{anchor}" for anchor in found}


def build(project: Project) -> Built:
    """Build, which must work."""
    built = project.build()
    assert built.ok, built.log
    return built


def test_a_part_that_is_split_leads_to_where_its_passages_and_notes_are(published: Project) -> None:
    divide(published, {"shade": "P1", "cost": "P2", "roots": "P3, P4"})

    built = build(published)

    assert targets(built, "argument/shade") == leads("cost", "P2")
    assert targets(built, "argument/roots") == {}


def test_parts_that_are_merged_lead_to_the_one(published: Project) -> None:
    divide(published, {"shade": "P1, P2, P3, P4 | roots"})

    built = build(published)

    assert targets(built, "argument/roots") == leads("shade", "P3", "P4")
    assert targets(built, "argument/shade") == {}


def test_a_part_that_is_renamed_and_split_leads_each_passage_to_its_page(
    published: Project,
) -> None:
    divide(published, {"shade": "P1, P2", "harm": "P3 | roots", "accounts": "P4"})

    built = build(published)

    assert targets(built, "argument/roots") == leads("harm", "P3") | leads("accounts", "P4")
    assert targets(built, "argument/harm") == {}


def test_what_an_edition_has_divided_anew_still_leads_on(published: Project) -> None:
    divide(published, {"shade": "P1", "cost": "P2", "roots": "P3, P4"})
    publish(published, "2026-02-01")
    divide(published, {"shade": "P1", "rest": "P2, P3, P4 | cost, roots"})

    built = build(published)

    assert targets(built, "argument/shade") == leads("rest", "P2")
    assert targets(built, "argument/cost") == leads("rest", "P2")
    assert targets(built, "argument/roots") == leads("rest", "P3", "P4")


def test_a_note_that_is_withdrawn_leads_from_its_part_to_the_essay(published: Project) -> None:
    notes = read(published, "data/essay/notes.yml")
    gone = "  retired: {date: 2026-02-01, reason: It was none.}\n"
    published.write("data/essay/notes.yml", notes.replace("high\n", f"high\n{gone}", 1))

    assert targets(build(published), "argument/roots") == {"n1": "../../essay/#n1"}


def test_a_page_that_keeps_what_was_on_it_says_nothing_of_moves(published: Project) -> None:
    html = [path.read_text("utf-8") for path in build(published).folder.rglob("*.html")]

    assert [page for page in html if "Moved from this page" in page] == []


def test_a_part_whose_page_no_longer_shows_its_text_leads_to_nothing_and_is_refused(
    published: Project,
) -> None:
    published.write("docs/argument/roots.md", "Roots, and what they cost.\n")

    failed = published.build()

    assert not failed.ok
    assert any(
        "/argument/roots/#p3 was published there and has no home" in p for p in failed.problems
    )
    assert any("/argument/roots/#n1 was published there" in p for p in failed.problems)


# -- rows


@pytest.mark.parametrize(
    ("home", "anchor", "target", "said"),
    [
        ("objections", "o4", "../objections/o4/", "Objection O4 (retired)"),
        ("claims", "c3", "../claims/c3/", "Claim C3 (retired)"),
    ],
)
def test_the_row_of_what_is_retired_keeps_its_anchor(
    story: Story, home: str, anchor: str, target: str, said: str
) -> None:
    (line,) = story.built.page(home).xpath(f".//section[@class='moved']//li[@id='{anchor}']")

    assert (line.xpath("a/@href"), line.text_content().strip()) == ([target], said)


def test_a_page_without_its_table_still_leads_to_each_row(published: Project) -> None:
    published.write("docs/objections/index.md", "# Objections\n\nThere are some.\n")

    led = targets(build(published), "objections")

    assert led == {f"o{n}": f"../objections/o{n}/" for n in range(1, 5)}


# -- files


def files_of(edition: Path) -> Iterator[str]:
    """Yield every file beside a page that could be had when an edition was made."""
    for item in json.loads(edition.read_text("utf-8"))["items"].values():
        page = item["home"].partition("#")[0]
        if item["kind"] in (
            "part",
            "thesis",
            "claim",
            "assumption",
            "objection",
            "response",
            "term",
        ):
            yield from (f"{page}{item['id'].lower()}.{kind}" for kind in ("bib", "ris", "json"))
            yield f"{page}index.md"


@pytest.mark.parametrize("edition", ["2026-01-01", "2026-02-15", "2026-03-01"])
def test_every_file_of_an_edition_is_still_there(story: Story, edition: str) -> None:
    files = list(files_of(story.project.root / f"data/editions/{edition}.json"))

    assert len(files) > 50
    assert [file for file in files if not (story.built.folder / file[1:]).is_file()] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("glossary/shade-tree/shade-tree", "glossary/street-tree/street-tree"),
        ("argument/roots/roots", "argument/pavements/pavements"),
        ("objections/o2/r2", "objections/o1/r2"),
    ],
)
def test_a_file_under_an_old_name_is_what_the_new_one_is(story: Story, old: str, new: str) -> None:
    for kind in ("bib", "ris", "json"):
        texts = {(story.built.folder / f"{name}.{kind}").read_bytes() for name in (old, new)}
        assert len(texts) == 1


def test_the_markdown_of_a_page_of_old_says_where_the_new_one_is(story: Story) -> None:
    assert (story.built.folder / "glossary/shade-tree/index.md").read_text("utf-8") == (
        "# Moved: Shade tree\n\n"
        "This is now at http://127.0.0.1:8000/glossary/street-tree/index.md\n"
    )


# -- in a browser


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("glossary/shade-tree/", "glossary/street-tree/"),
        ("glossary/shade-tree/v1/", "glossary/street-tree/v1/"),
        ("argument/roots/", "argument/pavements/"),
        ("argument/roots/#p3-2", "argument/pavements/#p3-2"),
        ("argument/roots/#objections", "argument/pavements/#objections"),
    ],
)
def test_a_browser_is_led_to_where_it_is_now(
    story: Story, browser: Browser, old: str, new: str
) -> None:
    with serve(story.built.folder) as start, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{start}/{old}")
        page.wait_for_url(f"{start}/{new}")


def test_a_browser_is_led_to_the_part_in_which_a_passage_is_now(
    published: Project, browser: Browser
) -> None:
    divide(published, {"shade": "P1, P2", "harm": "P3 | roots", "accounts": "P4"})

    with serve(build(published).folder) as start, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{start}/argument/roots/#p4-2")
        page.wait_for_url(f"{start}/argument/accounts/#p4-2")
