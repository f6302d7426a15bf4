"""What becomes of what was published: several editions of the miniature, told in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import feedparser
import lxml.html
import pytest
from conftest import Built, Project, everything_in, words_of
from lxml.html import HtmlElement
from story import Story, add, publish, read, rename_a_part, rename_a_term, retire

from macros.references import STYLES

PINNED = ("thesis", "claim", "assumption", "objection", "term")
COST = "To plant a tree probably costs less than to mend the pavement in front of one house."
CHEAP = "is cheap when it is compared with what the town spends on its streets anyway."
HARM = (
    "That roots lift pavements tells us which trees to plant and where, not that we should plant "
    "none."
)


def anchors_of(html: str) -> set[str]:
    """Return every place on a page that can be linked to."""
    return set(map(str, lxml.html.fromstring(html).xpath("//@id")))


def links_in(element: HtmlElement) -> list[tuple[str, str]]:
    """Return the words and addresses of the links in an element."""
    return [(words_of(link), str(link.get("href"))) for link in element.xpath(".//a[@href]")]


def one_of_class(page: HtmlElement, name: str) -> HtmlElement:
    """Return the only element of a class."""
    (found,) = page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


# -- what the command line says


def test_the_first_edition_is_all_new(story: Story) -> None:
    assert story.said[0] == (
        "data/editions/2026-01-01.json\n"
        "new (39): part:shade, part:roots, P1, P1.1, P1.2, P1.3, P2, P2.1, P2.2, P2.3, P3, P3.1, "
        "P3.2, P3.3, P3.4, P4, P4.1, P4.2, P4.3, N1, N2, T1, C1, C2, C3, A1, O1, R1, O2, R2, O3, "
        "O4, R3, term:canopy, term:shade, term:shade-tree, source:evelyn1664, source:howard1902, "
        "source:olmsted1870\n"
    )


def test_a_later_edition_says_what_is_new_reworded_retired_and_moved(story: Story) -> None:
    assert story.said[1:] == [
        "data/editions/2026-02-15.json\n"
        "new (2): C4, C5\n"
        "reworded (1): C2\n"
        "retired (2): C3, O4\n"
        "moved (3): part:pavements, R2, term:street-tree\n",
        "data/editions/2026-03-01.json\nreworded (1): C2\n",
    ]


# -- every address of the first edition


def addresses_of(edition: Path) -> Iterator[str]:
    """Yield every address that an edition gave out."""
    for item in json.loads(edition.read_text("utf-8"))["items"].values():
        yield item["home"]
        if item["kind"] in PINNED:
            yield f"{item['home']}v{item['version']}/"


def test_every_address_of_the_first_edition_still_answers(story: Story) -> None:
    addresses = list(addresses_of(story.project.root / "data/editions/2026-01-01.json"))

    lost = []
    for address in addresses:
        home, _, anchor = address.partition("#")
        page = story.built.folder / home.strip("/") / "index.html"
        if not page.exists() or (anchor and anchor not in anchors_of(page.read_text("utf-8"))):
            lost.append(address)
    assert len(addresses) == 39 + 12
    assert lost == []


@pytest.mark.parametrize("edition", ["2026-02-15", "2026-03-01"])
def test_every_address_of_a_later_edition_answers_too(story: Story, edition: str) -> None:
    addresses = list(addresses_of(story.project.root / f"data/editions/{edition}.json"))

    pages = [story.built.folder / a.partition("#")[0].strip("/") for a in addresses]
    assert len(addresses) == 41 + 14
    assert [str(page) for page in pages if not (page / "index.html").exists()] == []


# -- pinned pages


def pinned_text(story: Story, home: str) -> str:
    """Return the words of a pinned page without those of its “Cite” control."""
    page = story.built.page(home)
    one_of_class(page, "cite").drop_tree()
    return words_of(page)


def test_a_pinned_page_has_the_wording_of_its_edition_and_the_difference_since(
    story: Story,
) -> None:
    assert pinned_text(story, "claims/c2/v1") == (
        "Claim C2 · in the editors’ words · version 1 of 3 · edition of 2026-01-01 "
        "A young tree costs little "
        "Changed since: the difference, and the page as it is now. "
        f"At a glance {COST} In plain words Planting {CHEAP} "
        "The difference From this version to the wording of today. "
        "Struck out was taken out, underlined was put in. "
        f"Title: A young tree costs little Glance: {COST} Text: Planting is rather {CHEAP[3:]} "
        "Version 1 Version 2, edition of 2026-02-15 Version 3, edition of 2026-03-01 "
        "Today’s wording "
        "A young tree costs little (version 1). http://127.0.0.1:8000/claims/c2/v1/"
    )


def test_a_pinned_page_marks_the_words_put_in(story: Story) -> None:
    second = story.built.page("claims/c2/v2")

    assert [e.text_content() for e in second.xpath("//p/del")] == ["Struck out", "very"]
    assert [e.text_content() for e in second.xpath("//p/ins")] == ["underlined", "rather"]


def test_the_newest_pinned_page_is_the_current_wording(story: Story) -> None:
    assert pinned_text(story, "claims/c2/v3") == (
        "Claim C2 · in the editors’ words · version 3 of 3 · edition of 2026-03-01 "
        "A young tree costs little "
        "This is the current wording. The page itself also has what is linked to it. "
        f"At a glance {COST} In plain words Planting is rather {CHEAP[3:]} "
        "Version 1, edition of 2026-01-01 Version 2, edition of 2026-02-15 Version 3 "
        "Today’s wording "
        "A young tree costs little (version 3). http://127.0.0.1:8000/claims/c2/v3/"
    )


def test_the_pinned_page_of_something_retired_says_nothing_of_today(story: Story) -> None:
    text = story.built.text("claims/c3/v1")

    assert "This claim has been retired: its page says why" in text
    assert "This was its last wording." in text
    assert "Today’s wording" not in text
    assert "current wording" not in text


def test_a_version_whose_words_have_come_back_shows_no_difference(published: Project) -> None:
    published.edit("data/claims/C2.yml", "Planting is cheap", "Planting is very cheap")
    publish(published, "2026-02-15")
    published.edit("data/claims/C2.yml", "very cheap", "cheap")
    publish(published, "2026-03-01")

    built = published.build()

    assert built.ok, built.log
    text = built.text("claims/c2/v1")
    assert "Changed since, and changed back: the page as it is now has these words again." in text
    assert "The difference" not in text


def test_the_newest_pinned_page_says_that_the_wording_has_changed_since(story: Story) -> None:
    text = story.built.text("claims/a1/v1")

    assert "Changed since, in no edition yet: the difference, and the page as it is now." in text
    assert "A tree that nobody waters in its first summers gives no shade." in text


def test_the_links_of_a_pinned_page_lead_back_to_the_page(story: Story) -> None:
    links = links_in(one_of_class(story.built.page("claims/c2/v2"), "around"))

    assert links == [
        ("Version 1, edition of 2026-01-01", "../../../claims/c2/v1/"),
        ("Version 3, edition of 2026-03-01", "../../../claims/c2/v3/"),
        ("Today’s wording", "../../../claims/c2/"),
    ]


@pytest.mark.parametrize(
    ("home", "title", "description"),
    [
        (
            "claims/c2/v1",
            "A young tree costs little (version 1)",
            f"Claim C2, version 1, edition of 2026-01-01: {COST}",
        ),
        (
            "claims/c3/v1",
            "Roots are a reason to choose well (version 1)",
            f"Claim C3, version 1, edition of 2026-01-01: {HARM}",
        ),
        (
            "glossary/street-tree/v1",
            "Shade tree (version 1)",
            "Term, version 1, edition of 2026-01-01: A tree that is planted for the shade it gives "
            "and not for fruit or timber.",
        ),
    ],
)
def test_a_pinned_page_is_the_page_that_one_cites_and_no_search_engine_lists(
    story: Story, home: str, title: str, description: str
) -> None:
    page = lxml.html.fromstring(story.built.html(home))
    address = f"http://127.0.0.1:8000/{home}/"

    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert page.xpath("//meta[@property='og:url']/@content") == [address]
    assert page.xpath("//title/text()") == [f"{title} - Plant the Street Trees Now"]
    assert page.xpath("//meta[@name='description']/@content") == [description]
    [printed] = page.xpath("//p[@class='print-only']")
    assert words_of(printed) == f"{title}. {address}"


@pytest.mark.parametrize(
    "home", ["claims/c2", "claims/c3", "glossary/street-tree", "objections/o1"]
)
def test_a_pinned_page_says_nowhere_else_where_today_s_wording_is(story: Story, home: str) -> None:
    html = story.built.html(f"{home}/v1")
    page = lxml.html.fromstring(html)
    address = f"http://127.0.0.1:8000/{home}/"

    assert f"{address}v1/" in html
    assert html.replace(f"{address}v1/", "").count(address) == 0
    live = [link for link in page.xpath("//a") if link.get("href") == f"../../../{home}/"]
    assert live != []
    assert all(words_of(link) for link in live)


def test_a_version_can_be_cited_in_every_style_and_downloaded(story: Story) -> None:
    page = story.built.page("claims/c2/v1")
    [control] = page.xpath("//details[@class='cite']")
    styles = dict(
        zip(
            [words_of(style) for style in control.xpath(".//dt")],
            [words_of(cited) for cited in control.xpath(".//dd")],
            strict=True,
        )
    )
    files = [str(link.get("href")) for link in control.xpath(".//a[@download]")]

    assert list(styles) == list(STYLES)
    assert styles["APA (7th edition)"] == (
        "A young tree costs little (claim C2, version 1). (2026, January 1). "
        "Plant the Street Trees Now. http://127.0.0.1:8000/claims/c2/v1/"
    )
    assert styles["Plain text"].startswith(f"“{COST}” (")
    assert files == [f"../../../claims/c2/v1/c2-v1.{end}" for end in ("bib", "ris", "json")]
    [item] = json.loads((story.built.folder / "claims/c2/v1/c2-v1.json").read_text("utf-8"))
    assert item["id"] == "ptstn-c2-v1"
    assert item["issued"] == {"date-parts": [[2026, 1, 1]]}
    assert item["URL"] == "http://127.0.0.1:8000/claims/c2/v1/"


def test_what_is_pinned_or_moved_is_found_by_no_search(story: Story) -> None:
    folder = story.built.folder
    [index] = (folder / "assets").glob("search.*.json")
    entries = json.loads(index.read_text("utf-8"))["entries"]
    sitemap = (folder / "sitemap.xml").read_text("utf-8")

    searched = {entry["home"].partition("#")[0].removeprefix("/") for entry in entries}
    mapped = {
        address.removeprefix("http://127.0.0.1:8000/")
        for address in lxml.html.fromstring(sitemap.encode()).xpath("//loc/text()")
    }

    assert {"claims/c2/", "glossary/street-tree/", "argument/pavements/"} <= searched & mapped
    hidden = {address for address in searched | mapped if "/v" in address or "pinned" in address}
    assert hidden | (searched | mapped) & {"argument/roots/", "glossary/shade-tree/"} == set()


def test_the_page_from_which_pinned_pages_are_made_is_not_published(story: Story) -> None:
    html = [p for p in story.built.folder.rglob("*.html") if "\ue003" in p.read_text("utf-8")]

    assert html == []
    assert not list(story.built.folder.glob("pinned/**/*.html"))


@pytest.mark.parametrize("end", ["bib", "ris", "json"])
def test_the_files_of_a_version_stay_under_the_old_name_of_what_was_renamed(
    story: Story, end: str
) -> None:
    old = story.built.folder / f"glossary/shade-tree/v1/shade-tree-v1.{end}"
    new = story.built.folder / f"glossary/street-tree/v1/street-tree-v1.{end}"

    assert old.read_text("utf-8") == new.read_text("utf-8")
    assert "/glossary/street-tree/v1/" in new.read_text("utf-8")


def test_an_entry_of_the_feed_leads_to_what_is_said_of_its_edition(story: Story) -> None:
    feed = feedparser.parse((story.built.folder / "data/v1/feed.atom").read_bytes())
    page = story.built.page("editions")

    assert len(feed.entries) == 3
    for entry in feed.entries:
        home, _, anchor = entry.link.partition("#")
        assert home == "http://127.0.0.1:8000/editions/"
        assert page.xpath("//*[@id=$id]", id=anchor)[0].tag == "h2"


# -- the live pages


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (
            "claims/c1",
            "Version 1, edition of 2026-01-01. Pinned: version 1.",
        ),
        (
            "claims/c2",
            "Version 3, edition of 2026-03-01. Pinned: version 1, version 2, version 3.",
        ),
        (
            "claims/a1",
            "Reworded since version 1 (edition of 2026-01-01): this wording is in no edition yet "
            "and may still change. Pinned: version 1.",
        ),
        ("claims/c6", "New: in no edition yet, so the wording may still change."),
        ("argument/pavements", "Version 1, edition of 2026-01-01."),
    ],
)
def test_a_page_says_how_its_wording_stands(story: Story, home: str, said: str) -> None:
    assert words_of(one_of_class(story.built.page(home), "history")) == said


def test_without_an_edition_a_page_says_nothing_of_versions(built: Built) -> None:
    assert built.page("claims/c1").xpath("//*[contains(@class, 'history')]") == []


# -- tombstones


@pytest.mark.parametrize(
    ("home", "said", "links"),
    [
        (
            "claims/c3",
            "Retired on 2026-02-10. Two different claims; see each. Its last wording stays below. "
            "Read instead: The right tree does little harm, Roots need room.",
            [
                ("The right tree does little harm", "../../claims/c4/"),
                ("Roots need room", "../../claims/c5/"),
            ],
        ),
        (
            "objections/o4",
            "Retired on 2026-02-10. It says nothing of streets. Its last wording stays below. "
            "Read instead: Trees are a luxury, Canopy.",
            [("Trees are a luxury", "../../objections/o2/"), ("Canopy", "../../glossary/canopy/")],
        ),
    ],
)
def test_a_tombstone_gives_the_reason_and_what_to_read_instead(
    story: Story, home: str, said: str, links: list[tuple[str, str]]
) -> None:
    notice = one_of_class(story.built.page(home), "retired")

    assert words_of(notice) == said
    assert links_in(notice) == links


def test_a_tombstone_keeps_the_last_wording(story: Story) -> None:
    claim, objection = story.built.text("claims/c3"), story.built.text("objections/o4")

    assert "The harm depends on the kind of tree and on the room it has." in claim
    assert "What is said for parks does not hold for a row of trees" in objection
    assert "The work speaks of streets too" in objection


def test_a_tombstone_leaves_no_sentence_unfinished(story: Story) -> None:
    assert ", in Roots and accounts" in story.built.text("claims/c4")


def test_a_tombstone_leads_nowhere_by_itself(story: Story) -> None:
    for home in ("claims/c3", "objections/o4"):
        html = story.built.html(home)
        assert 'http-equiv="refresh"' not in html
        assert "location.replace" not in html


@pytest.mark.parametrize(
    "home",
    ["", "claims", "objections", "argument/shade", "argument/pavements", "coverage", "claims/c1"],
)
def test_what_is_retired_is_in_no_table(story: Story, home: str) -> None:
    html = story.built.html(home)

    assert "Roots are a reason to choose well" not in html
    assert "Parks are not streets" not in html


def test_what_is_retired_is_neither_before_nor_after_a_page(story: Story) -> None:
    assert links_in(one_of_class(story.built.page("claims/c2"), "around")) == [
        ("← Shade makes a street a place to walk C1", "../../claims/c1/"),
        ("The right tree does little harm C4 →", "../../claims/c4/"),
    ]


def test_a_retired_response_keeps_its_place_and_answers_nothing(published: Project) -> None:
    add(
        published,
        "data/objections/O1.yml",
        "    retired:\n      date: 2026-02-01\n      reason: It answers something else.\n",
    )

    built = published.build()

    page = built.page("objections/o1")
    assert words_of(page.xpath("//*[contains(@class, 'states')]")[0]) == "no answer recorded"
    assert "r1" in anchors_of(built.html("objections/o1"))
    assert "Retired on 2026-02-01. It answers something else." in words_of(page)


def test_a_retired_work_keeps_its_place(published: Project) -> None:
    published.edit("data/objections/O4.yml", "source: howard1902", "source: olmsted1870")
    reason = '{ "retired": { "date": "2026-02-01", "reason": "It says nothing of it." } }'
    published.edit("data/sources.json", "[[1902]] }", f'[[1902]] }}, "custom": {reason}')

    built = published.build()

    assert built.ok, built.log
    assert "howard1902" in anchors_of(built.html("sources"))
    assert "Retired on 2026-02-01. It says nothing of it." in built.text("sources")


def test_a_retired_term_links_itself_no_more(published: Project) -> None:
    retire(published, "data/glossary/canopy.yml", "Nobody says so.", "term:shade")
    published.edit("data/glossary/shade.yml", "term: canopy", "name: Crown")

    built = published.build()

    assert built.ok, built.log
    assert "Retired on 2026-02-10. Nobody says so." in built.text("glossary/canopy")
    assert "glossary/canopy/" not in built.html("claims/c1")
    assert "Canopy" not in built.text("glossary")


def test_a_table_of_the_objections_to_a_retired_claim_is_empty(miniature: Project) -> None:
    retire(miniature, "data/claims/C3.yml", "It says nothing.", "C2")
    miniature.edit("data/objections/O1.yml", "[T1, C3]", "[T1]")
    add(miniature, "docs/coverage.md", '\n{{ claim_objections("C3") }}\n')

    built = miniature.build()

    assert built.ok, built.log


# -- redirects


def test_the_page_of_a_renamed_part_leads_to_the_new_one(story: Story) -> None:
    page = lxml.html.fromstring(story.built.html("argument/roots"))

    assert page.xpath("//title/text()") == ["Moved: Roots and accounts"]
    assert page.xpath("//a[@id='target']/@href") == ["../../argument/pavements/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "http://127.0.0.1:8000/argument/pavements/"
    ]


def test_the_page_of_a_renamed_part_lists_its_passages(story: Story) -> None:
    (listed,) = lxml.html.fromstring(story.built.html("argument/roots")).xpath("//ul")

    passages = ["p3", "p3-1", "p3-2", "p3-3", "p3-4", "p4", "p4-1", "p4-2", "n1", "p4-3"]
    assert links_in(listed) == [(id, f"../../argument/pavements/#{id}") for id in passages]
    assert listed.xpath("li/@id") == passages
    assert set(passages) <= anchors_of(story.built.html("argument/pavements"))


@pytest.mark.parametrize(
    ("old", "target"),
    [
        ("glossary/shade-tree", "../../glossary/street-tree/"),
        ("glossary/shade-tree/v1", "../../../glossary/street-tree/v1/"),
    ],
)
def test_the_pages_of_a_renamed_term_lead_to_the_new_ones(
    story: Story, old: str, target: str
) -> None:
    page = lxml.html.fromstring(story.built.html(old))

    (link,) = page.xpath("//a[@id='target']/@href")
    assert link == target
    assert f'content="0; url={target}"' in story.built.html(old)
    assert (story.built.folder / old / target / "index.html").exists()


def test_a_response_that_has_moved_is_linked_from_where_it_was(story: Story) -> None:
    (moved,) = story.built.page("objections/o2").xpath("//section[@class='moved']")

    assert words_of(moved) == "Moved from this page Response to: Roots lift pavements"
    assert moved.xpath(".//li/@id") == ["r2"]
    assert moved.xpath(".//li/a/@href") == ["../../objections/o1/#r2"]
    assert "r2" in anchors_of(story.built.html("objections/o1"))


def test_a_rename_redirects_before_it_is_in_any_edition(published: Project) -> None:
    rename_a_term(published, "shade-tree", "street-tree")

    built = published.build()

    assert built.ok, built.log
    for old in ("glossary/shade-tree", "glossary/shade-tree/v1"):
        assert "Moved: Shade tree" in built.html(old)
    assert "Version 1, edition of 2026-01-01." in built.text("glossary/street-tree")


def test_a_term_renamed_twice_is_found_under_every_name(published: Project) -> None:
    rename_a_term(published, "shade-tree", "street-tree")
    publish(published, "2026-02-01")
    published.edit("data/glossary/street-tree.yml", "formerly: [shade-tree]\n", "")
    rename_a_term(published, "street-tree", "road-tree")
    publish(published, "2026-03-01")

    built = published.build()

    assert built.ok, built.log
    for old in ("shade-tree", "street-tree"):
        page = lxml.html.fromstring(built.html(f"glossary/{old}"))
        assert page.xpath("//a[@id='target']/@href") == ["../../glossary/road-tree/"]


# -- what is published cannot be lost


def line_in_edition(project: Project, key: str) -> str:
    """Return the place in the first edition where an item begins."""
    path = "data/editions/2026-01-01.json"
    lines = read(project, path).split("\n")
    begins = f'  "{key}": {{'
    return f"{path}:{lines.index(begins) + 1}"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/objections/O3.yml", ["O3 is published there and is gone"]),
        (
            "data/objections/O4.yml",
            ["O4 is published there and is gone", "R3 is published there and is gone"],
        ),
        ("data/glossary/shade-tree.yml", ["term:shade-tree is published there and is gone"]),
    ],
)
def test_deleting_what_is_published_stops_the_build_and_leaves_the_last_good_site(
    published: Project, path: str, said: list[str]
) -> None:
    good = published.build()
    before = everything_in(good.folder)
    published.remove(path)

    failed = published.build()

    assert (good.ok, failed.ok) == (True, False)
    right = "restore it; “retired:” withdraws an item, “formerly:” renames one"
    assert failed.problems == [
        f"{line_in_edition(published, gone.split()[0])}: {gone}; {right}" for gone in said
    ]
    assert everything_in(good.folder) == before


def test_where_something_gone_is_named_it_is_said_to_be_gone(published: Project) -> None:
    published.remove("data/claims/C1.yml")

    problems = published.problems()

    right = "restore it; “retired:” withdraws an item, “formerly:” renames one"
    assert len(problems) > 1
    assert [one for one in problems if f"C1 was published and is gone; {right}" not in one] == []


def test_an_address_that_no_page_answers_to_stops_the_build_and_leaves_the_last_good_site(
    published: Project,
) -> None:
    good = published.build()
    before = everything_in(good.folder)
    published.write("docs/sources.md", "# Sources\n\nThere are some.\n")

    failed = published.build()

    assert (good.ok, failed.ok) == (True, False)
    right = "was published there and has no home now; restore it or let it redirect"
    assert failed.problems == [
        f"{line_in_edition(published, f'source:{id}')}: /sources/#{id} {right}"
        for id in ("evelyn1664", "howard1902", "olmsted1870")
    ]
    assert everything_in(good.folder) == before
    assert sorted(place.name for place in published.root.iterdir()) == [
        ".zenodo.json",
        "CITATION.cff",
        "codemeta.json",
        "data",
        "docs",
        "mkdocs.yml",
        "site",
    ]


def test_a_part_without_its_page_stops_the_build(published: Project) -> None:
    published.edit("data/essay/parts.yml", "id: roots", "id: pavements")
    page = read(published, "docs/argument/roots.md")
    published.write("docs/argument/pavements.md", page.replace('"roots"', '"pavements"'))
    published.remove("docs/argument/roots.md")

    failed = published.build()

    assert failed.problems == [
        f"{line_in_edition(published, 'part:roots')}: part:roots is published there and is gone; "
        "restore it; “retired:” withdraws an item, “formerly:” renames one"
    ]


def test_an_edition_edited_by_hand_stops_the_build(published: Project) -> None:
    published.edit("data/editions/2026-01-01.json", "A young tree costs little", "Trees are free")

    failed = published.build()

    assert failed.problems == [
        "data/editions/2026-01-01.json:4: the file was edited after publication; "
        "editions are never edited: restore the file as it was published"
    ]


def test_two_builds_of_the_same_editions_are_alike(
    published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    rename_a_part(published)
    first = everything_in(published.build().folder)

    second = everything_in(published.build().folder)

    assert {"claims/c2/v1/index.html", "argument/roots/index.html"} <= set(first)
    assert [path for path in first if first[path] != second.get(path)] == []
    assert sorted(first) == sorted(second)
