"""Links to the forge: what they carry, how long they may be, and that none is there without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import MINIATURE, Built, Project
from hypothesis import given
from hypothesis import strategies as st
from once import make_once
from playwright.sync_api import Browser, Page, expect
from reading import wait_for_theme
from server import serve
from site_fixtures import ROOT

from contributions.forms import load_forms
from contributions.release import load_release_notes
from macros.__main__ import main
from macros.checking.publication import load_publication
from macros.pages.forge import LONGEST, Forge
from macros.pages.suggestions import FORMS, Suggestions, Way, find_suggestions
from macros.pages.view import View

REPOSITORY = "https://forge.example/group/essay"
FORGE = Forge(REPOSITORY)


def answers_of(address: str) -> dict[str, str]:
    """Return what an address fills in."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@given(words=st.text(min_size=1), many=st.integers(1, 3_000))
def test_an_address_is_never_too_long_and_loses_only_the_end(words: str, many: int) -> None:
    given_words = " ".join([words] * many).encode(errors="replace").decode()

    address = FORGE.new_issue("wording", "On C1", {"item": "C1", "current": given_words})

    answers = answers_of(address)
    assert len(address) <= LONGEST
    assert answers["item"] == "C1"
    assert given_words.startswith(answers.get("current", ""))


def test_an_address_is_cut_at_a_word_and_no_more_than_needed() -> None:
    address = FORGE.new_issue("wording", "On C1", {"current": "word " * 3_000})

    assert LONGEST - 200 < len(address) <= LONGEST
    assert answers_of(address)["current"].endswith(" word")


def test_an_address_holds_nothing_that_would_end_it() -> None:
    address = FORGE.new_issue("wording", '"><b>', {"current": "a&b=c#d?e\n“f”"})

    assert not set(address) & set("\"'<>\n ")
    assert answers_of(address)["current"] == "a&b=c#d?e\n“f”"


@pytest.fixture(scope="module")
def suggestions() -> Suggestions:
    """Return what can be done about the things of the miniature."""
    publication = load_publication(MINIATURE, MINIATURE / "docs")
    view = View(publication.corpus, publication.register)
    forge = Forge(REPOSITORY, publication.lines)
    return find_suggestions(forge, publication.corpus, view.histories, publication.register)


def way(ways: list[Way], words: str) -> str:
    """Return the address behind some words."""
    return next(way.address for way in ways if way.words == words)


def test_a_new_objection_begins_with_the_next_id_and_its_claim(suggestions: Suggestions) -> None:
    answers = answers_of(way(suggestions.of("C1"), "Write the file of a new objection"))

    assert answers["filename"] == "O5.yml"
    assert "\nid: O5\n" in answers["value"]
    assert "\nagainst: [C1]\n" in answers["value"]


def test_a_response_is_edited_where_it_begins(suggestions: Suggestions) -> None:
    address = way(suggestions.of("R2"), "Edit this file")

    lines = (MINIATURE / "data/objections/O2.yml").read_text("utf-8").splitlines()
    assert address.startswith(f"{REPOSITORY}/edit/main/data/objections/O2.yml#L")
    assert lines[int(address.rpartition("L")[2]) - 1] == "  - id: R2"


def test_a_work_is_edited_where_it_begins(suggestions: Suggestions) -> None:
    address = way(suggestions.of("source:howard1902"), "Edit")

    lines = (MINIATURE / "data/sources.json").read_text("utf-8").splitlines()
    begins = lines[int(address.rpartition("L")[2]) - 1 :][:2]
    assert begins == ["  {", '    "id": "howard1902",']


@pytest.mark.parametrize("key", ["C1", "O1", "R1", "R2", "term:shade", "source:evelyn1664", "P1.1"])
def test_every_answer_that_is_filled_in_is_asked_for_by_the_form(
    suggestions: Suggestions, key: str
) -> None:
    asked = {form.name: {question.id for question in form.questions} for form in load_forms(ROOT)}
    issues = [way.address for way in suggestions.of(key) if "/issues/new?" in way.address]

    assert issues != []
    for address in issues:
        answers = answers_of(address)
        form = answers["template"].removesuffix(".yml")
        assert set(answers) - {"template", "title"} <= asked[form]


def test_every_form_can_be_begun_without_an_item(suggestions: Suggestions) -> None:
    assert set(FORMS) == {form.name for form in load_forms(ROOT)}
    assert [way.words for way in suggestions.forms] == list(FORMS.values())


# -- on the pages


@pytest.fixture(scope="module")
def with_forge() -> Built:
    """Return the miniature, built where its forge is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPOSITORY_URL", REPOSITORY)
        return make_once("forge", lambda folder: Project(folder / "miniature").build())


def links_of(built: Built, home: str) -> list[str]:
    """Return where the links of a page to the forge lead."""
    hrefs = built.page(home).xpath(".//a/@href")
    return [str(href) for href in hrefs if str(href).startswith(REPOSITORY)]


PAGES = ("claims/c1", "objections/o2", "glossary/shade", "sources", "claims", "essay",
         "objections", "argument/shade", "how-to-contribute")  # fmt: skip


@pytest.mark.parametrize("home", PAGES)
def test_without_a_forge_no_page_has_such_a_link(built: Built, home: str) -> None:
    assert built.page(home).xpath(".//*[contains(@class, 'suggest')]") == []
    assert "/issues/new" not in built.html(home)


@pytest.mark.parametrize("home", [home for home in PAGES if home != "how-to-contribute"])
def test_with_a_forge_every_page_has_its_links(with_forge: Built, home: str) -> None:
    assert with_forge.ok
    assert any("template=" in link for link in links_of(with_forge, home))


def test_every_row_of_a_table_has_its_link(with_forge: Built) -> None:
    rows = with_forge.page("objections").xpath(".//tbody/tr")

    assert len(rows) == 4
    assert all(row.xpath(".//a[@class='suggest-change']") for row in rows)


@pytest.mark.parametrize("home", PAGES)
def test_no_address_on_a_page_is_too_long(with_forge: Built, home: str) -> None:
    assert [link for link in links_of(with_forge, home) if len(link) > LONGEST] == []


# -- words that are selected


@pytest.fixture(scope="module")
def page(with_forge: Built, browser: Browser) -> Iterator[Page]:
    """Return a browser’s window on the miniature, its address in front of every path."""
    with serve(with_forge.folder) as address:
        context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
        window = context.new_page()
        window.clock.install()
        yield window
        context.close()


SELECT = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def select(page: Page, where: str, selector: str) -> None:
    """Open a page and select the words of an element."""
    page.goto(where)
    page.mouse.move(5, 400)
    wait_for_theme(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator(selector).first.evaluate(SELECT)


def offered(page: Page) -> dict[str, str]:
    """Return what the offer fills in."""
    link = page.get_by_role("link", name="Suggest a change to this")
    return answers_of(str(link.get_attribute("href")))


def test_selected_words_of_a_claim_are_offered_for_a_change(page: Page) -> None:
    select(page, "/claims/c2/", "#in-plain-words p:not(.voice-label)")

    answers = offered(page)

    assert answers["item"] == "C2"
    assert answers["current"].startswith("Planting is cheap when it is compared")


def test_a_selected_sentence_of_the_essay_is_named(page: Page) -> None:
    select(page, "/essay/", "#p2-2")

    answers = offered(page)

    assert (answers["item"], answers["title"]) == ("P2.2", "Wording: P2.2")
    assert answers["current"].startswith("But a young tree probably costs less")


def test_selected_words_of_a_row_belong_to_its_item(page: Page) -> None:
    select(page, "/objections/", "tr:has(a[href*='o3']) td p")

    assert offered(page)["item"] == "O3"


def test_the_offer_is_reached_by_tab_and_dismissed_by_escape(page: Page) -> None:
    select(page, "/claims/c2/", "#in-plain-words p:not(.voice-label)")
    link = page.get_by_role("link", name="Suggest a change to this")
    expect(link).to_be_visible()

    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")

    expect(link).to_have_count(0)


def test_the_offer_can_be_dismissed_and_does_not_come_back_for_the_same_words(page: Page) -> None:
    select(page, "/claims/c2/", "#in-plain-words p:not(.voice-label)")
    page.get_by_role("button", name="Dismiss").click()

    page.clock.run_for(500)

    expect(page.locator(".suggest-offer")).to_have_count(0)


def test_nothing_is_offered_for_words_outside_the_text(page: Page) -> None:
    select(page, "/claims/c2/", ".md-footer")

    page.clock.run_for(500)

    expect(page.locator(".suggest-offer")).to_have_count(0)


def test_the_offer_stays_inside_a_small_window(page: Page) -> None:
    select(page, "/claims/c2/", "#in-plain-words p:not(.voice-label)")

    box = page.locator(".suggest-offer").bounding_box()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_nothing_of_it_is_printed(page: Page) -> None:
    page.goto("/claims/c2/")
    page.emulate_media(media="print")

    shown = page.locator(".suggest:visible").count()

    page.emulate_media(media="screen")
    assert shown == 0


def test_the_script_is_small() -> None:
    assert (Path(ROOT) / "macros/site/theme/assets/suggest.js").stat().st_size < 5_000


# -- what each edition changed


def test_the_page_of_editions_tells_what_the_newest_changed(miniature: Project) -> None:
    main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-01"])
    miniature.edit("data/claims/C2.yml", "A young tree costs little", "A young tree is cheap")
    miniature.edit("data/objections/O3.yml", "text: A promise", f"{RETIRED}text: A promise")
    main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-02"])

    built = miniature.build()

    assert built.ok, built.log
    page = built.page("editions")
    newest = page.xpath("string(.//h2[1])")
    said = built.text("editions").replace("\N{NO-BREAK SPACE}", " ")
    assert newest.startswith("2026-01-02")
    assert "Reworded (1)" in said
    assert "A young tree is cheap claim C2" in said
    assert "Retired (1)" in said
    assert "Planted trees die objection O3" in said
    assert page.xpath(".//a[contains(@href, 'claims/c2/v2/')]")
    assert "It is the first: everything in it is new." in said


RETIRED = "retired:\n  date: 2026-01-02\n  reason: Nobody holds it.\n"


def test_the_notes_of_an_edition_are_written_for_the_forge(miniature: Project) -> None:
    main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-01"])
    miniature.edit("data/claims/C2.yml", "A young tree costs little", "A *young* tree @all")
    main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-02"])

    notes = load_release_notes(miniature.root, "", "https://site.example/")

    assert notes.startswith("Edition of 2026-01-02. It holds 1 thesis, 3 claims, 1 assumption,")
    assert "### Reworded" in notes
    assert "(claim C2): https://site.example/claims/c2/v2/" in notes
    assert "@" not in notes


def test_an_edition_that_is_not_there_is_not_told_of(miniature: Project) -> None:
    main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-01"])

    with pytest.raises(SystemExit, match="no edition of 2020-01-01; expected one of: 2026-01-01"):
        load_release_notes(miniature.root, "2020-01-01", "")
