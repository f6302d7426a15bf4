"""A whole site, of whatever essay: complete, reachable, and nobody else’s."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from conftest import everything_in
from lxml.html import HtmlElement
from site_fixtures import ADDRESS, BIN, REPOSITORY, Page, Site, find_names, is_there

from macros.desk import load_laid_out

KINDS = {"claims": "claims", "objections": "objections", "glossary": "glossary"}
HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def words_of(element: HtmlElement) -> str:
    """Return the text of an element, on one line."""
    return " ".join(str(element.text_content()).split())


def passages_of_notes(site: Site) -> dict[str, str]:
    """Return the passage that each of the editors' notes is on."""
    return {note["id"]: note["passage"] for note in site.data.read_notes()}


def passages_on(page: Page) -> list[tuple[str, str]]:
    """Return the anchor and the words of each sentence printed as the essay's, in order."""
    return [
        (str(sentence.get("id")), words_without_marks(sentence))
        for sentence in page.find("//article//span[contains(@class, 'sentence')]")
    ]


def words_without_marks(sentence: HtmlElement) -> str:
    """Return the words of a sentence, without those marks that lead to its footnotes."""
    return "".join(sentence.xpath(".//text()[not(ancestor::sup[@class='footnote-mark'])]"))


def expected_passages(site: Site) -> list[tuple[str, str]]:
    """Return the anchor and the words of each sentence, as the source has them."""
    return [(id.lower().replace(".", "-"), words) for id, words in site.data.sentence_ids().items()]


# -- the essay


def test_the_build_says_nothing_that_needs_attention(any_site: Site) -> None:
    assert re.findall(r"^(?:WARNING|ERROR|CRITICAL).*", any_site.log, re.MULTILINE) == []


def test_the_whole_essay_has_every_sentence_once_in_order_and_verbatim(any_site: Site) -> None:
    assert passages_on(any_site.pages["/essay/"]) == expected_passages(any_site)


def test_the_parts_have_every_sentence_once_in_order_and_verbatim(any_site: Site) -> None:
    parts = [part["id"] for part in any_site.data.read_parts()]

    printed = [
        passage for part in parts for passage in passages_on(any_site.pages[f"/argument/{part}/"])
    ]

    assert printed == expected_passages(any_site)


# -- every item has its place


def test_every_item_has_a_page_with_its_title(any_site: Site) -> None:
    titles = {
        f"/{folder}/{id.lower()}/": any_site.data.read_data(f"{folder}/{id}.yml")
        for folder in KINDS
        for id in any_site.data.ids_in(folder)
    }

    wrong = [
        home
        for home, item in titles.items()
        if home not in any_site.pages
        or words_of(any_site.pages[home].find("//h1")[0]) != item.get("title", item.get("term"))
    ]

    assert len(titles) >= any_site.least(50)
    assert wrong == []


def test_every_item_has_one_row_in_its_table(any_site: Site) -> None:
    rows = {"claims": "//tbody//th", "objections": "//tbody//th", "glossary": "//article//dt"}

    for folder, row in rows.items():
        page = any_site.pages[f"/{folder}/"]
        first_links = [page.links(within=heading)[0] for heading in page.find(row)]
        expected = [ADDRESS + any_site.data.home_of(id)[1:] for id in any_site.data.ids_in(folder)]
        assert sorted(first_links) == sorted(expected)


def test_every_item_has_an_entry_in_the_search(any_site: Site) -> None:
    sources = [source["id"] for source in any_site.data.read_data("sources.json")]
    items = [id for folder in KINDS for id in any_site.data.ids_in(folder)]
    found = {(entry["id"], entry["home"]) for entry in any_site.search}

    expected = {
        (id, any_site.data.home_of(id))
        for id in [*items, *sources, *any_site.data.read_responses()]
    }

    assert expected - found == set()


def test_every_sentence_of_the_essay_can_be_searched(any_site: Site) -> None:
    texts = {entry["id"]: entry["text"] for entry in any_site.search}

    assert {
        id: texts.get(id) for id in any_site.data.sentence_ids()
    } == any_site.data.sentence_ids()


def test_every_id_has_its_home(any_site: Site) -> None:
    paragraphs = [f"P{number}" for number in range(1, len(any_site.data.read_paragraphs()) + 1)]
    notes = [note["id"] for note in any_site.data.read_notes()]
    sources = [source["id"] for source in any_site.data.read_data("sources.json")]
    items = [id for folder in KINDS for id in any_site.data.ids_in(folder)]
    ids = [
        *paragraphs,
        *any_site.data.sentence_ids(),
        *notes,
        *sources,
        *items,
        *any_site.data.read_responses(),
    ]
    parts = [f"/argument/{part['id']}/" for part in any_site.data.read_parts()]

    homeless = [
        home
        for home in [*map(any_site.data.home_of, ids), *parts]
        if not is_there(any_site, ADDRESS + home[1:])
    ]

    assert len(ids) >= any_site.least(150)
    assert homeless == []


# -- everything links back


def backlinks_missing(site: Site, namer: str, record: object) -> list[str]:
    """Return what an item names and does not get a link back from."""
    home = site.data.home_of(namer)
    missing = []
    for named in sorted(set(find_names(record)) - {namer}):
        if re.match(r"[PN]\d", named):
            passage = passages_of_notes(site).get(named, named)
            pages = [site.pages["/essay/"], site.pages[f"/argument/{site.data.part_of(passage)}/"]]
            found = any(page.leads_to(home, within=page.article) for page in pages)
        elif site.data.home_of(named).startswith("/sources/"):
            page = site.pages["/sources/"]
            found = page.leads_to(home, within=page.find(f"//*[@id='{named}']")[0])
        else:
            page = site.pages[urldefrag(site.data.home_of(named)).url]
            found = page.leads_to(home, within=page.article)
        if not found:
            missing.append(f"{named} has no link back to {namer}")
    return missing


def test_everything_has_a_backlink_from_whatever_it_names(any_site: Site) -> None:
    data, folders = any_site.data, ("claims", "objections", "glossary")
    records = {id: data.read_data(f"{one}/{id}.yml") for one in folders for id in data.ids_in(one)}
    records |= {note["id"]: note for note in data.read_notes()}

    missing = [
        line for id, record in records.items() for line in backlinks_missing(any_site, id, record)
    ]

    assert missing == []


def test_a_term_lists_every_page_that_links_to_it(any_site: Site) -> None:
    missing = [
        f"{any_site.data.home_of(term)} does not list {page.home}"
        for page in any_site.pages.values()
        if page.home != "/404.html"
        for term in any_site.data.ids_in("glossary")
        if page.home not in (any_site.data.home_of(term), "/glossary/")
        if any(
            page.leads_to(any_site.data.home_of(term), within=link.getparent())
            for link in page.find("//article//a[@class='term']")
        )
        if not any_site.pages[any_site.data.home_of(term)].leads_to(
            page.home, within=any_site.pages[any_site.data.home_of(term)].article
        )
    ]

    assert missing == []


# -- links


def test_every_link_leads_somewhere(any_site: Site) -> None:
    links = [
        (page.home, link)
        for page in any_site.pages.values()
        for link in page.links()
        if link.startswith(ADDRESS)
    ]

    broken = [f"{home}: {link}" for home, link in links if not is_there(any_site, link)]

    assert len(links) >= any_site.least(2000)
    assert broken == []


def test_a_second_opinion_finds_no_broken_link_either(any_site: Site) -> None:
    stage = any_site.folder.parent
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    call = [str(BIN / "lychee"), *options, "--root-dir", str(stage), "--format", "json"]

    ran = subprocess.run(
        [*call, str(any_site.folder)], capture_output=True, text=True, cwd=stage, check=False
    )

    account = json.loads(ran.stdout)
    assert account["successful"] >= any_site.least(2000)
    assert account["error_map"] == {}
    assert ran.returncode == 0


def test_no_page_has_the_same_id_twice(any_site: Site) -> None:
    twice = [
        f"{page.home}#{id}"
        for page in any_site.pages.values()
        for id, count in Counter(page.ids).items()
        if count > 1
    ]

    assert twice == []


def test_every_page_names_its_own_address(any_site: Site) -> None:
    addresses = {
        page.home: [str(link.get("href")) for link in page.find("//link[@rel='canonical']")]
        for page in any_site.pages.values()
    }

    wrong = [home for home, found in addresses.items() if found != [ADDRESS + home[1:]]]

    assert wrong == ["/404.html"]


PINNED = re.compile(r"v\d+/$")
"""How the address of a page ends that holds one version of an item."""


NAMED = ("canonical", "cite-as", "describedby", "item", "license", "type")
"""What a page names in its head, and no browser loads."""


def fetched_links(page: Page) -> list[str]:
    """Return the addresses of what a page asks for in its head."""
    return [str(link.get("href")) for link in page.find("//link") if link.get("rel") not in NAMED]


def test_nothing_comes_from_a_third_party(any_site: Site) -> None:
    loaded = (
        "//script/@src | //img/@src | //img/@srcset | //source/@src | //source/@srcset"
        " | //iframe/@src | //video/@src | //audio/@src | //embed/@src | //object/@data"
        " | //*[local-name()='use']/@href | //form/@action"
    )
    addresses = [
        f"{page.home}: {address}"
        for page in any_site.pages.values()
        for address in (*page.tree.xpath(loaded), *fetched_links(page))
    ]

    foreign = [line for line in addresses if re.search(r": (?:[a-z+]+:)?//", line)]

    assert len(addresses) >= any_site.least(100)
    assert foreign == []


def test_no_style_loads_anything_from_a_third_party(any_site: Site) -> None:
    styles = {place: text for place, text in any_site.files.items() if place.endswith(".css")}

    foreign = [
        place
        for place, text in styles.items()
        if re.search(rb"(?:url\(|@import)\s*[\"']?(?:[a-z]+:)?//", text)
    ]

    assert len(styles) > 0
    assert foreign == []


# -- what must never be seen


def test_no_page_shows_the_machinery(any_site: Site) -> None:
    signs = re.compile("Macro Rendering Error|Traceback|[\ue000-\uf8ff]")

    shown = [
        place
        for place, text in any_site.files.items()
        if place.endswith((".html", ".json", ".xml")) and signs.search(text.decode("utf-8"))
    ]

    assert shown == []


def test_no_page_shows_a_macro_call_outside_code(any_site: Site) -> None:
    prose = "//body//text()[not(ancestor::code or ancestor::pre or ancestor::script)]"

    shown = [
        f"{page.home}: {text}"
        for page in any_site.pages.values()
        for text in page.tree.xpath(f"{prose} | //head/title/text() | //@content | //@title")
        if "{{" in text or "{%" in text
    ]

    assert shown == []


# -- for those who cannot see the page


def test_every_page_says_its_language(any_site: Site) -> None:
    languages = {page.home: page.tree.get("lang") for page in any_site.pages.values()}

    assert {home: language for home, language in languages.items() if language != "en"} == {}


def test_every_page_has_a_description(any_site: Site) -> None:
    without = [
        page.home
        for page in any_site.pages.values()
        if not [text for text in page.tree.xpath("//meta[@name='description']/@content") if text]
    ]

    assert without == []


def test_no_two_pages_have_the_same_title(any_site: Site) -> None:
    titles = Counter(page.find("//head/title")[0].text for page in any_site.pages.values())

    assert [title for title, count in titles.items() if count > 1] == []


def test_no_title_says_the_same_thing_twice(any_site: Site) -> None:
    titles = [page.find("//head/title")[0].text for page in any_site.pages.values()]

    repeating = [title for title in titles if len(set(title.split(" - "))) < title.count(" - ") + 1]

    assert repeating == []


def test_every_page_has_one_main_heading(any_site: Site) -> None:
    without = [page.home for page in any_site.pages.values() if len(page.find("//h1")) != 1]

    assert without == []


def test_headings_do_not_skip_a_level(any_site: Site) -> None:
    levels = {
        page.home: [0, *(int(heading.tag[1]) for heading in page.find(f"//article{HEADINGS}"))]
        for page in any_site.pages.values()
    }

    skipping = [
        home
        for home, found in levels.items()
        if any(after - before > 1 for before, after in pairwise(found))
    ]

    assert skipping == []


def test_the_skip_link_skips_nothing_of_the_content(any_site: Site) -> None:
    skipping = []
    for page in any_site.pages.values():
        for link in page.find("//a[contains(@class, 'md-skip')]"):
            target = page.find(f"//*[@id='{str(link.get('href'))[1:]}']")[0]
            if target.xpath("preceding::h1[ancestor::article]"):
                skipping.append(f"{page.home}: {link.get('href')}")

    assert skipping == []


def test_every_table_has_a_caption_and_headings_that_say_what_they_head(any_site: Site) -> None:
    tables = [
        (page.home, table) for page in any_site.pages.values() for table in page.find("//table")
    ]

    faults = [
        home
        for home, table in tables
        if not [caption for caption in table.xpath("caption") if words_of(caption)]
        or not table.xpath("thead//th")
        or table.xpath("thead//th[not(@scope='col')] | tbody//th[not(@scope='row')]")
    ]

    assert len(tables) >= any_site.least(8)
    assert faults == []


def test_every_link_has_words(any_site: Site) -> None:
    mute = [
        f"{page.home}: {link.get('href')}"
        for page in any_site.pages.values()
        for link in page.find("//a[@href]")
        if not (words_of(link) or link.get("aria-label") or link.get("title"))
    ]

    assert mute == []


# -- correcting it


def edit_links(page: Page) -> list[str]:
    """Return where the page can be edited, as a browser understands it."""
    return [urljoin(link, urlsplit(link).path) for link in page.links() if "/edit/" in link]


def own_edit_links(page: Page) -> set[str]:
    """Return where the page itself can be edited, and not the rows of its tables."""
    return {link.partition("#")[0] for link in page.links() if "/edit/" in link} - {
        link for row in page.find("//tr | //ul[@class='sources']/li") for link in page.links(row)
    }


def test_without_a_repository_no_page_offers_to_be_edited(any_site: Site) -> None:
    assert [page.home for page in any_site.pages.values() if edit_links(page)] == []


def test_with_a_repository_an_item_is_edited_in_its_data(made_up_edited: Site) -> None:
    wrong = {
        made_up_edited.data.home_of(id): links
        for folder in KINDS
        for id in made_up_edited.data.ids_in(folder)
        if (links := own_edit_links(made_up_edited.pages[made_up_edited.data.home_of(id)]))
        != {f"{REPOSITORY}/edit/main/data/{folder}/{id}.yml"}
    }

    assert wrong == {}


def test_with_a_repository_every_page_is_edited_in_a_file_that_exists(
    made_up_edited: Site,
) -> None:
    start = f"{REPOSITORY}/edit/main/"
    links = {
        page.home: edit_links(page)
        for page in made_up_edited.pages.values()
        if page.home not in ("/404.html", "/print/") and not PINNED.search(page.home)
    }

    wrong = [
        home
        for home, found in links.items()
        if not found
        or not all(
            (made_up_edited.data.root / link.removeprefix(start)).is_file() for link in found
        )
    ]

    assert wrong == []


# -- the same again


def test_the_same_data_give_the_same_bytes(made_up_site: Site, made_up_again: Path) -> None:
    again = everything_in(made_up_again)
    different = [
        place
        for place in sorted(made_up_site.files | again)
        if made_up_site.files.get(place) != again.get(place)
    ]

    assert len(made_up_site.files) > 50
    assert different == []


def test_the_source_is_cut_as_every_edition_has_it(any_site: Site) -> None:
    frozen = {
        key: item["wording"]["text"]
        for path in sorted((any_site.data.root / "data/editions").glob("*.json"))
        for key, item in json.loads(path.read_text("utf-8"))["items"].items()
        if item["kind"] in ("paragraph", "sentence") and item.get("wording")
    }
    essay = any_site.data.essay
    now = {p.id: p.text for p in essay.paragraphs}
    now |= {s.id: s.text for p in essay.paragraphs for s in p.sentences}
    page = any_site.pages["/essay/"]

    assert {id: now.get(id) for id in frozen} == frozen
    for id, text in now.items():
        if "." in id:
            [shown] = page.find(f"//*[@id='{id.lower().replace('.', '-')}']")
            assert " ".join(words_without_marks(shown).split()) == text


def test_the_data_are_laid_out_alike(own_root: Path) -> None:
    assert list(load_laid_out(own_root)) == [], "`make fix` lays them out"
