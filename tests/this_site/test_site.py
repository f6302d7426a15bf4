"""The real site: complete, whole, reachable, and nobody else's."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from site_fixtures import (
    ADDRESS,
    BIN,
    REPOSITORY,
    ROOT,
    Page,
    Site,
    find_names,
    home_of,
    ids_in,
    is_there,
    part_of,
    read_data,
    read_paragraphs,
    read_responses,
    sentence_ids,
)

from macros.argument import load_corpus
from macros.desk import load_laid_out

KINDS = {"claims": "claims", "objections": "objections", "glossary": "glossary"}
HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def words_of(element: HtmlElement) -> str:
    """Return the text of an element, on one line."""
    return " ".join(str(element.text_content()).split())


def passages_of_notes() -> dict[str, str]:
    """Return the passage that each of the editors' notes is on."""
    return {note["id"]: note["passage"] for note in read_data("essay/notes.yml")}


def passages_on(page: Page) -> list[tuple[str, str]]:
    """Return the anchor and the words of each sentence printed as the essay's, in order."""
    return [
        (str(sentence.get("id")), str(sentence.text_content()))
        for sentence in page.find("//article//*[contains(@class, 'sentence')]")
    ]


def paragraphs_on(page: Page) -> list[str]:
    """Return the paragraphs of the essay as printed, to the letter."""
    paragraphs = page.find("//article//p[contains(@class, 'paragraph')]")
    return [str(paragraph.text_content()) for paragraph in paragraphs]


def expected_passages() -> list[tuple[str, str]]:
    """Return the anchor and the words of each sentence, as the source has them."""
    return [(id.lower().replace(".", "-"), words) for id, words in sentence_ids().items()]


# -- the essay


def test_the_build_says_nothing_that_needs_attention(real_site: Site) -> None:
    assert re.findall(r"^(?:WARNING|ERROR|CRITICAL).*", real_site.log, re.MULTILINE) == []


def test_the_source_has_as_many_paragraphs_and_sentences_as_were_counted_by_hand() -> None:
    assert (len(read_paragraphs()), len(sentence_ids())) == (10, 39)


def test_the_whole_essay_has_every_sentence_once_in_order_and_verbatim(real_site: Site) -> None:
    assert passages_on(real_site.pages["/essay/"]) == expected_passages()


def test_the_parts_have_every_sentence_once_in_order_and_verbatim(real_site: Site) -> None:
    parts = [part["id"] for part in read_data("essay/parts.yml")["parts"]]

    printed = [
        passage for part in parts for passage in passages_on(real_site.pages[f"/argument/{part}/"])
    ]

    assert printed == expected_passages()


def test_the_paragraphs_of_the_essay_are_the_lines_of_the_source(site_again: Site) -> None:
    assert paragraphs_on(site_again.pages["/essay/"]) == read_paragraphs()


def test_the_paragraphs_of_the_parts_are_the_lines_of_the_source(site_again: Site) -> None:
    parts = [part["id"] for part in read_data("essay/parts.yml")["parts"]]

    printed = [
        paragraph
        for part in parts
        for paragraph in paragraphs_on(site_again.pages[f"/argument/{part}/"])
    ]

    assert printed == read_paragraphs()


# -- every item has its place


def test_every_item_has_a_page_with_its_title(real_site: Site) -> None:
    titles = {
        f"/{folder}/{id.lower()}/": read_data(f"{folder}/{id}.yml")
        for folder in KINDS
        for id in ids_in(folder)
    }

    wrong = [
        home
        for home, item in titles.items()
        if home not in real_site.pages
        or words_of(real_site.pages[home].find("//h1")[0]) != item.get("title", item.get("term"))
    ]

    assert len(titles) > 50
    assert wrong == []


def test_every_item_has_one_row_in_its_table(real_site: Site) -> None:
    rows = {"claims": "//tbody//th", "objections": "//tbody//th", "glossary": "//article//dt"}

    for folder, row in rows.items():
        page = real_site.pages[f"/{folder}/"]
        first_links = [page.links(within=heading)[0] for heading in page.find(row)]
        expected = [ADDRESS + home_of(id)[1:] for id in ids_in(folder)]
        assert sorted(first_links) == sorted(expected)


def test_every_item_has_an_entry_in_the_search(real_site: Site) -> None:
    sources = [source["id"] for source in read_data("sources.json")]
    items = [id for folder in KINDS for id in ids_in(folder)]
    found = {(entry["id"], entry["home"]) for entry in real_site.search}

    expected = {(id, home_of(id)) for id in [*items, *sources, *read_responses()]}

    assert expected - found == set()


def test_every_sentence_of_the_essay_can_be_searched(real_site: Site) -> None:
    texts = {entry["id"]: entry["text"] for entry in real_site.search}

    assert {id: texts.get(id) for id in sentence_ids()} == sentence_ids()


def test_every_id_has_its_home(real_site: Site) -> None:
    paragraphs = [f"P{number}" for number in range(1, len(read_paragraphs()) + 1)]
    notes = [note["id"] for note in read_data("essay/notes.yml")]
    sources = [source["id"] for source in read_data("sources.json")]
    items = [id for folder in KINDS for id in ids_in(folder)]
    ids = [*paragraphs, *sentence_ids(), *notes, *sources, *items, *read_responses()]
    parts = [f"/argument/{part['id']}/" for part in read_data("essay/parts.yml")["parts"]]

    homeless = [
        home for home in [*map(home_of, ids), *parts] if not is_there(real_site, ADDRESS + home[1:])
    ]

    assert len(ids) > 150
    assert homeless == []


# -- everything links back


def backlinks_missing(site: Site, namer: str, record: object) -> list[str]:
    """Return what an item names and does not get a link back from."""
    home = home_of(namer)
    missing = []
    for named in sorted(set(find_names(record)) - {namer}):
        if re.match(r"[PN]\d", named):
            passage = passages_of_notes().get(named, named)
            pages = [site.pages["/essay/"], site.pages[f"/argument/{part_of(passage)}/"]]
            found = any(page.leads_to(home, within=page.article) for page in pages)
        elif home_of(named).startswith("/sources/"):
            page = site.pages["/sources/"]
            found = page.leads_to(home, within=page.find(f"//*[@id='{named}']")[0])
        else:
            page = site.pages[urldefrag(home_of(named)).url]
            found = page.leads_to(home, within=page.article)
        if not found:
            missing.append(f"{named} has no link back to {namer}")
    return missing


def test_everything_has_a_backlink_from_whatever_it_names(real_site: Site) -> None:
    folders = ("claims", "objections", "glossary")
    records = {id: read_data(f"{folder}/{id}.yml") for folder in folders for id in ids_in(folder)}
    records |= {note["id"]: note for note in read_data("essay/notes.yml")}

    missing = [
        line for id, record in records.items() for line in backlinks_missing(real_site, id, record)
    ]

    assert len(records) > 50
    assert missing == []


def test_a_term_lists_every_page_that_links_to_it(real_site: Site) -> None:
    missing = [
        f"{home_of(term)} does not list {page.home}"
        for page in real_site.pages.values()
        if page.home != "/404.html"
        for term in ids_in("glossary")
        if page.home not in (home_of(term), "/glossary/")
        if any(
            page.leads_to(home_of(term), within=link.getparent())
            for link in page.find("//article//a[@class='term']")
        )
        if not real_site.pages[home_of(term)].leads_to(
            page.home, within=real_site.pages[home_of(term)].article
        )
    ]

    assert missing == []


# -- links


def test_every_link_leads_somewhere(real_site: Site) -> None:
    links = [
        (page.home, link)
        for page in real_site.pages.values()
        for link in page.links()
        if link.startswith(ADDRESS)
    ]

    broken = [f"{home}: {link}" for home, link in links if not is_there(real_site, link)]

    assert len(links) > 2000
    assert broken == []


def test_a_second_opinion_finds_no_broken_link_either(real_site: Site) -> None:
    stage = real_site.folder.parent
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    call = [str(BIN / "lychee"), *options, "--root-dir", str(stage), "--format", "json"]

    ran = subprocess.run(
        [*call, str(real_site.folder)], capture_output=True, text=True, cwd=stage, check=False
    )

    account = json.loads(ran.stdout)
    assert account["successful"] > 2000
    assert account["error_map"] == {}
    assert ran.returncode == 0


def test_no_page_has_the_same_id_twice(real_site: Site) -> None:
    twice = [
        f"{page.home}#{id}"
        for page in real_site.pages.values()
        for id, count in Counter(page.ids).items()
        if count > 1
    ]

    assert twice == []


def test_every_page_names_its_own_address(real_site: Site) -> None:
    addresses = {
        page.home: [str(link.get("href")) for link in page.find("//link[@rel='canonical']")]
        for page in real_site.pages.values()
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


def test_nothing_comes_from_a_third_party(real_site: Site) -> None:
    loaded = (
        "//script/@src | //img/@src | //img/@srcset | //source/@src | //source/@srcset"
        " | //iframe/@src | //video/@src | //audio/@src | //embed/@src | //object/@data"
        " | //*[local-name()='use']/@href | //form/@action"
    )
    addresses = [
        f"{page.home}: {address}"
        for page in real_site.pages.values()
        for address in (*page.tree.xpath(loaded), *fetched_links(page))
    ]

    foreign = [line for line in addresses if re.search(r": (?:[a-z+]+:)?//", line)]

    assert len(addresses) > 100
    assert foreign == []


def test_no_style_loads_anything_from_a_third_party(real_site: Site) -> None:
    styles = {place: text for place, text in real_site.files.items() if place.endswith(".css")}

    foreign = [
        place
        for place, text in styles.items()
        if re.search(rb"(?:url\(|@import)\s*[\"']?(?:[a-z]+:)?//", text)
    ]

    assert len(styles) > 0
    assert foreign == []


# -- what must never be seen


def test_no_page_shows_the_machinery(real_site: Site) -> None:
    signs = re.compile("Macro Rendering Error|Traceback|[\ue000-\uf8ff]")

    shown = [
        place
        for place, text in real_site.files.items()
        if place.endswith((".html", ".json", ".xml")) and signs.search(text.decode("utf-8"))
    ]

    assert shown == []


def test_no_page_shows_a_macro_call_outside_code(real_site: Site) -> None:
    prose = "//body//text()[not(ancestor::code or ancestor::pre or ancestor::script)]"

    shown = [
        f"{page.home}: {text}"
        for page in real_site.pages.values()
        for text in page.tree.xpath(f"{prose} | //head/title/text() | //@content | //@title")
        if "{{" in text or "{%" in text
    ]

    assert shown == []


# -- for those who cannot see the page


def test_every_page_says_its_language(real_site: Site) -> None:
    languages = {page.home: page.tree.get("lang") for page in real_site.pages.values()}

    assert {home: language for home, language in languages.items() if language != "en"} == {}


def test_every_page_has_a_description(real_site: Site) -> None:
    without = [
        page.home
        for page in real_site.pages.values()
        if not [text for text in page.tree.xpath("//meta[@name='description']/@content") if text]
    ]

    assert without == []


def test_no_two_pages_have_the_same_title(real_site: Site) -> None:
    titles = Counter(page.find("//head/title")[0].text for page in real_site.pages.values())

    assert [title for title, count in titles.items() if count > 1] == []


def test_no_title_says_the_same_thing_twice(real_site: Site) -> None:
    titles = [page.find("//head/title")[0].text for page in real_site.pages.values()]

    repeating = [title for title in titles if len(set(title.split(" - "))) < title.count(" - ") + 1]

    assert repeating == []


def test_every_page_has_one_main_heading(real_site: Site) -> None:
    without = [page.home for page in real_site.pages.values() if len(page.find("//h1")) != 1]

    assert without == []


def test_headings_do_not_skip_a_level(real_site: Site) -> None:
    levels = {
        page.home: [0, *(int(heading.tag[1]) for heading in page.find(f"//article{HEADINGS}"))]
        for page in real_site.pages.values()
    }

    skipping = [
        home
        for home, found in levels.items()
        if any(after - before > 1 for before, after in pairwise(found))
    ]

    assert skipping == []


def test_the_skip_link_skips_nothing_of_the_content(real_site: Site) -> None:
    skipping = []
    for page in real_site.pages.values():
        for link in page.find("//a[contains(@class, 'md-skip')]"):
            target = page.find(f"//*[@id='{str(link.get('href'))[1:]}']")[0]
            if target.xpath("preceding::h1[ancestor::article]"):
                skipping.append(f"{page.home}: {link.get('href')}")

    assert skipping == []


def test_every_table_has_a_caption_and_headings_that_say_what_they_head(real_site: Site) -> None:
    tables = [
        (page.home, table) for page in real_site.pages.values() for table in page.find("//table")
    ]

    faults = [
        home
        for home, table in tables
        if not [caption for caption in table.xpath("caption") if words_of(caption)]
        or not table.xpath("thead//th")
        or table.xpath("thead//th[not(@scope='col')] | tbody//th[not(@scope='row')]")
    ]

    assert len(tables) > 8
    assert faults == []


def test_every_link_has_words(real_site: Site) -> None:
    mute = [
        f"{page.home}: {link.get('href')}"
        for page in real_site.pages.values()
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


def test_without_a_repository_no_page_offers_to_be_edited(real_site: Site) -> None:
    assert [page.home for page in real_site.pages.values() if edit_links(page)] == []


def test_with_a_repository_an_item_is_edited_in_its_data(site_with_repository: Site) -> None:
    wrong = {
        home_of(id): links
        for folder in KINDS
        for id in ids_in(folder)
        if (links := own_edit_links(site_with_repository.pages[home_of(id)]))
        != {f"{REPOSITORY}/edit/main/data/{folder}/{id}.yml"}
    }

    assert wrong == {}


def test_with_a_repository_every_page_is_edited_in_a_file_that_exists(
    site_with_repository: Site,
) -> None:
    start = f"{REPOSITORY}/edit/main/"
    links = {
        page.home: edit_links(page)
        for page in site_with_repository.pages.values()
        if page.home not in ("/404.html", "/print/") and not PINNED.search(page.home)
    }

    wrong = [
        home
        for home, found in links.items()
        if not found or not all((ROOT / link.removeprefix(start)).is_file() for link in found)
    ]

    assert wrong == []


# -- the same again


def test_the_same_data_give_the_same_bytes(real_site: Site, site_again: Site) -> None:
    different = [
        place
        for place in sorted(real_site.files | site_again.files)
        if real_site.files.get(place) != site_again.files.get(place)
    ]

    assert len(real_site.files) > 50
    assert different == []


def test_the_source_is_cut_as_every_edition_has_it(real_site: Site) -> None:
    frozen = {
        key: item["wording"]["text"]
        for path in sorted((ROOT / "data/editions").glob("*.json"))
        for key, item in json.loads(path.read_text("utf-8"))["items"].items()
        if item["kind"] in ("paragraph", "sentence") and item.get("wording")
    }
    essay = load_corpus(ROOT).essay
    now = {p.id: p.text for p in essay.paragraphs}
    now |= {s.id: s.text for p in essay.paragraphs for s in p.sentences}
    page = real_site.pages["/essay/"]

    assert now == frozen
    for id, text in now.items():
        if "." in id:
            [shown] = page.find(f"//*[@id='{id.lower().replace('.', '-')}']")
            assert " ".join(shown.text_content().split()) == text


def test_the_data_are_laid_out_alike() -> None:
    assert list(load_laid_out(ROOT)) == [], "`make fix` lays them out"
