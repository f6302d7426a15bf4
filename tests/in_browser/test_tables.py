"""The tables of claims and objections in a real browser: filtered, sorted, linked, downloaded."""

from __future__ import annotations

import csv
import re
from collections import Counter
from urllib.parse import urlencode

import pytest
from kinds import CLAIMS, OBJECTION_ID, TABLE, objections_to
from made_up import ids_in, part_of, read_data
from playwright.sync_api import Browser, Page, expect
from reading import (
    DESK,
    PHONE,
    Reader,
    darken,
    find_faint,
    find_faults,
    new_context,
    on,
    opened,
    wait_until,
)

from macros.exports.tables import guard_cell

OBJECTIONS = TABLE
FORM = "form.filter"
ROW = f"#{OBJECTION_ID.lower()}"
"""The row of an objection that does not stand open."""


def longest_words(title: str) -> list[str]:
    """Return the words of a title, the longest first."""
    return sorted(re.findall(r"[A-Za-z]+", title), key=len, reverse=True)


def shown(page: Page) -> list[str]:
    """Return the ids of the rows that are shown, in order, once they are as many as is said."""
    wait_until(page, AS_MANY_AS_IS_SAID)
    return rows_of(page)


AS_MANY_AS_IS_SAID = """(() => {
  const said = document.querySelector("form.filter [role=status]").textContent
  const [, count] = /^(?:All )?(\\d+|None)/.exec(said) ?? []
  const rows = [...document.querySelectorAll("article .group tbody tr")]
  const wanted = (count === "None" ? 0 : Number(count)) + said.includes(", with ")
  return rows.filter(row => row.checkVisibility()).length === wanted
})()"""


def rows_of(page: Page) -> list[str]:
    """Return the ids of the rows that can be seen, in order."""
    rows = page.locator("article .group tbody tr:visible")
    return [str(id) for id in rows.evaluate_all("rows => rows.map(row => row.id.toUpperCase())")]


def texts_of_rows(page: Page) -> dict[str, str]:
    """Return what each row says, in small letters, by the id of its item."""
    texts = "rows => rows.map(row => [row.id.toUpperCase(), row.textContent.toLowerCase()])"
    return dict(page.locator("article tbody tr").evaluate_all(texts))


def expected(**fields: object) -> set[str]:
    """Return the ids of the objections whose file has these values."""
    found = {id: read_data(f"objections/{id}.yml") for id in ids_in("objections")}
    live = {id: objection for id, objection in found.items() if "retired" not in objection}
    return {
        id
        for id, objection in live.items()
        if all(value in objection[name] for name, value in fields.items())
    }


def open_form(page: Page) -> None:
    """Open the form, which is folded."""
    page.locator(f"{FORM} details").evaluate("details => { details.open = true }")


def choose(page: Page, **choices: str) -> None:
    """Choose from the lists of the form, and wait until the address says so."""
    open_form(page)
    for name, value in choices.items():
        page.locator(f"{FORM} select[name={name}]").select_option(value)
        page.wait_for_url(f"**{urlencode({name: value})}**")


def type_words(page: Page, words: str) -> None:
    """Type into the form, and wait until the address says so."""
    open_form(page)
    page.get_by_label("Filter by words").press_sequentially(words)
    page.wait_for_url(f"**{urlencode({'words': words})}**")


@on(DESK)
def test_without_a_choice_every_row_is_shown_in_its_group(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)

    assert set(shown(page)) == expected()
    assert page.locator("article .group h2:visible").count() >= 2
    assert reader.faults == []


@on(DESK)
def test_words_are_found_in_any_order_and_without_regard_to_capitals(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    texts = texts_of_rows(page)
    first, second, *_ = longest_words(read_data(f"objections/{OBJECTION_ID}.yml")["title"])
    type_words(page, f"{second.upper()} {first.lower()}")

    wanted = {first.lower(), second.lower()}
    found = {id for id, text in texts.items() if all(word in text for word in wanted)}
    assert 0 < len(found) < len(texts)
    assert set(shown(page)) == found


@on(DESK)
def test_a_typewriter_s_quotation_marks_and_plain_letters_find_what_is_printed(
    reader: Reader,
) -> None:
    page = reader.open(TABLE)
    texts = texts_of_rows(page)
    word = re.findall(r"\w+’\w+", " ".join(texts.values()))[0]

    type_words(page, word.replace("’", "'"))

    assert set(shown(page)) == {id for id, text in texts.items() if word in text}


STATUS_OF_ROWS = """rows => Object.fromEntries(rows.map(row =>
  [row.id, row.querySelector("[data-name=status]").textContent.trim()]))"""
STATES = {
    "open": "no answer recorded",
    "answered-by-the-essay": "the essay replies",
    "answered-by-others": "answered in print",
}
"""What addresses call the states, and how rows tell them."""


@on(DESK)
def test_objections_are_filtered_by_status(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    statuses = page.locator("article tbody tr").evaluate_all(STATUS_OF_ROWS)

    for status, said in STATES.items():
        choose(page, status=status)
        assert set(shown(page)) == {id.upper() for id, told in statuses.items() if said in told}

    choose(page, status="open")
    headings = page.locator("article .group h2:visible").all_inner_texts()
    assert headings[0].startswith("No answer recorded (")


@on(DESK)
def test_an_objection_with_two_states_is_found_by_both(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=answered-by-the-essay")
    first = set(shown(page))

    choose(page, status="answered-by-others")

    assert first & set(shown(page)) != set()


@on(DESK)
def test_objections_are_filtered_by_whether_a_reply_is_disputed(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    told = page.locator("article tbody tr").evaluate_all(STATUS_OF_ROWS)
    replied = {id.upper() for id, states in told.items() if "no answer" not in states}
    disputed = {id.upper() for id, states in told.items() if "disputed" in states}

    choose(page, disputed="yes")
    assert set(shown(page)) == disputed != set()

    choose(page, disputed="no")
    assert set(shown(page)) == replied - disputed


@on(DESK)
@pytest.mark.parametrize(
    ("side", "letter"), [("thesis", "T"), ("claim", "C"), ("assumption", "A"), ("response", "R")]
)
def test_objections_are_filtered_by_what_they_speak_against(
    reader: Reader, side: str, letter: str
) -> None:
    page = reader.open(OBJECTIONS)

    choose(page, side=side)

    against = {id: read_data(f"objections/{id}.yml")["against"] for id in expected()}
    wanted = {id for id, targets in against.items() if any(t[0] == letter for t in targets)}
    assert set(shown(page)) == wanted != set()


@on(DESK)
def test_objections_are_filtered_by_a_work_that_they_or_their_responses_cite(
    reader: Reader,
) -> None:
    page = reader.open(OBJECTIONS)
    texts = {id: str(read_data(f"objections/{id}.yml")) for id in expected()}
    named = Counter(re.findall(r"source': '(\w+)", "".join(texts.values())))
    source = named.most_common(1)[0][0]

    choose(page, source=source)

    names = re.compile(rf"\b{source}\b")
    cited = {id for id, text in texts.items() if names.search(text)}
    assert set(shown(page)) == cited != set()


@on(DESK)
def test_claims_are_filtered_by_the_part_that_states_them(reader: Reader) -> None:
    page = reader.open(CLAIMS)
    quotes = (q for id in ids_in("claims") for q in read_data(f"claims/{id}.yml").get("quotes", []))
    part = part_of(next(quotes)["passage"])

    choose(page, part=part)

    claims = {id: read_data(f"claims/{id}.yml").get("quotes", []) for id in ids_in("claims")}
    stated = {
        id for id, quotes in claims.items() if part in {part_of(q["passage"]) for q in quotes}
    }
    assert set(shown(page)) == stated != set()


@on(DESK)
@pytest.mark.parametrize("side", ["for", "against", "mixed"])
def test_claims_are_filtered_by_the_side_of_the_works_cited(reader: Reader, side: str) -> None:
    page = reader.open(CLAIMS)

    choose(page, side=side)

    bearings = {
        id: [work["bearing"] for work in read_data(f"claims/{id}.yml").get("sources", [])]
        for id in ids_in("claims")
    }
    wanted = {id for id, sides in bearings.items() if side in (sides or ["none"])}
    assert set(shown(page)) == wanted


def stand_of(claim: str) -> str:
    """Say how the objections to a claim stand."""
    voices = [
        {response["voice"] for response in read_data(f"objections/{id}.yml").get("responses", [])}
        for id in objections_to(claim)
    ]
    if not voices:
        return "unopposed"
    return "answered" if all({"essay", "source"} & one for one in voices) else "open"


@on(DESK)
def test_claims_are_filtered_by_how_the_objections_to_them_stand(reader: Reader) -> None:
    page = reader.open(CLAIMS)
    stands = {id: stand_of(id) for id in shown(page)}

    for status in set(stands.values()):
        choose(page, status=status)
        assert set(shown(page)) == {id for id, one in stands.items() if one == status}


@on(DESK)
def test_choices_narrow_one_another(reader: Reader) -> None:
    page = reader.open(CLAIMS)

    choose(page, kind="claim", strength="hedged")

    hedged = {
        id for id in ids_in("claims") if read_data(f"claims/{id}.yml").get("strength") == "hedged"
    }
    assert set(shown(page)) == {id for id in hedged if id[0] == "C"} != set()


# -- the order


@on(DESK)
def test_the_rows_of_all_groups_are_sorted_together(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)

    choose(page, sort="number")

    numbers = [int(id[1:]) for id in shown(page)]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(expected())
    assert page.locator("article .group:visible").count() == 1


@on(DESK)
def test_rows_are_sorted_by_what_is_counted_up_down_and_not_at_all(reader: Reader) -> None:
    page = reader.open(CLAIMS)
    grouped = shown(page)
    counts = {}

    for order in ("objections", "-objections"):
        choose(page, sort=order)
        counts[order] = [len(objections_to(id)) for id in shown(page)]
        expect(page.locator("article .group:visible caption")).to_contain_text("Sorted")
    page.locator(f"{FORM} select[name=sort]").select_option("")

    assert counts["objections"] == sorted(counts["objections"])
    assert counts["-objections"] == sorted(counts["objections"], reverse=True)
    assert shown(page) == grouped


@on(DESK)
def test_what_is_not_known_comes_last_either_way(reader: Reader) -> None:
    page = reader.open(CLAIMS)
    last = []

    for sort in ("passage", "-passage"):
        choose(page, sort=sort)
        last.append(shown(page)[-1])

    assert [id for id in last if "quotes" in read_data(f"claims/{id}.yml")] == []


# -- the address


@on(DESK)
def test_a_filtered_view_can_be_reloaded_and_linked(reader: Reader, browser: Browser) -> None:
    page = reader.open(OBJECTIONS)
    choose(page, status="open", sort="-title")
    words = longest_words(read_data(f"objections/{shown(page)[0]}.yml")["title"])[0].lower()
    type_words(page, words)
    view = shown(page)
    assert 0 < len(view) < len(expected())

    page.reload()
    again = shown(page)
    with new_context(browser, DESK) as context:
        other = context.new_page()
        other.goto(page.url)
        elsewhere = shown(other)
        typed = other.get_by_label("Filter by words").input_value()

    assert again == elsewhere == view
    assert typed == words


@on(DESK)
def test_the_back_button_comes_back_to_the_view(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    choose(page, status="open")
    view = shown(page)

    page.locator("article tbody tr:visible th a").first.click()
    page.wait_for_url("**/objections/o*/")
    page.go_back()

    expect(page.locator("select[name=status]")).to_have_value("open")
    assert shown(page) == view


@on(DESK)
def test_going_back_to_another_view_of_the_page_shows_it(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=open")
    view = shown(page)

    page.evaluate("history.pushState(null, '', '?status=answered-by-the-essay')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    other = shown(page)
    page.go_back()

    assert set(other).isdisjoint(view)
    assert shown(page) == view


@on(DESK)
def test_an_address_with_what_the_data_do_not_have_shows_everything(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=maybe&source=nobody1900&sort=colour&other=1")

    assert set(shown(page)) == expected()
    choose(page, status="open")
    assert "other=1" in page.url
    assert "maybe" not in page.url


@on(DESK)
def test_show_all_clears_the_form_and_the_address(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=open&words=claim&sort=title")

    page.get_by_role("button", name="Show all").click()
    page.wait_for_url(reader.address + OBJECTIONS)

    assert set(shown(page)) == expected()
    expect(page.locator(f"{FORM} summary")).to_be_focused()


@on(DESK, PHONE)
def test_a_row_has_an_address_of_its_own(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}{ROW}")

    wait_until(page, f"document.querySelector('{ROW}').getBoundingClientRect().top < 300")
    top = page.locator(f"tr{ROW}").evaluate("row => row.getBoundingClientRect().top")

    assert 0 <= top < 300


# -- what is said, and downloaded


@on(DESK)
@pytest.mark.parametrize(
    ("words", "said"), [("", "All {} objections shown"), ("zzz", "None of {} objections shown")]
)
def test_the_count_is_announced_politely(reader: Reader, words: str, said: str) -> None:
    page = reader.open(OBJECTIONS)
    if words:
        type_words(page, words)

    status = page.locator(FORM).get_by_role("status")

    expect(status).to_have_text(said.format(len(expected())))


def download(page: Page) -> tuple[str, list[dict[str, str]]]:
    """Download the rows shown; return the name of the file and its records."""
    open_form(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these rows").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    assert text.endswith("\r\n")
    return waiting.value.suggested_filename, list(csv.DictReader(text.splitlines()))


@on(DESK)
def test_the_rows_shown_are_downloaded_as_they_are_shown(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=open&sort=-number")

    name, records = download(page)

    first = read_data(f"objections/{records[0]['id']}.yml")
    assert name == "objections.csv"
    assert [record["id"] for record in records] == shown(page)
    assert records[0]["title"] == first["title"]
    assert records[0]["against"] == ", ".join(first["against"])
    assert {record["status"] for record in records} == {"open"}
    assert set(records[0]) == {
        *("id", "title", "against", "status", "disputed", "part", "side", "source"),
        *("held_by", "responses", "address"),
    }
    assert records[0]["address"] == f"{reader.address}objections/{records[0]['id'].lower()}/"


@on(DESK)
def test_the_claims_shown_are_downloaded(reader: Reader) -> None:
    page = reader.open(f"{CLAIMS}?kind=assumption")

    _, records = download(page)

    assert [record["id"] for record in records] == shown(page)
    assert {record["kind"] for record in records} == {"assumption"}
    assert set(records[0]) >= {"supports", "depends_on", "objections", "passage"}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠A1", 'a "b", c')


@on(DESK)
def test_a_spreadsheet_runs_nothing_of_the_file(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?sort=number")
    titles = page.locator("article tbody tr:visible th a")
    titles.evaluate_all(
        "(titles, texts) => texts.forEach((text, n) => { titles[n].textContent = text })", FORMULAS
    )

    _, records = download(page)

    first = [record["title"] for record in records[: len(FORMULAS)]]
    assert first == [guard_cell(formula) for formula in FORMULAS]


# -- for everyone


def test_without_scripts_every_row_is_there_and_no_control(browser: Browser, address: str) -> None:
    with opened(browser, DESK, f"{address}{OBJECTIONS}?status=open", scripts=False) as page:
        assert set(rows_of(page)) == expected()
        assert page.locator("article :is(form, button, select):visible").count() == 0


@on(DESK, PHONE)
def test_the_choices_are_folded_and_suit_a_thumb(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    assert not page.locator(f"{FORM} select").first.is_visible()

    page.get_by_text("Filter and sort").click()
    heights = page.locator(f"{FORM} :is(input, select, summary, button):visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )
    choose(page, status="open")

    assert len(heights) >= 7
    assert min(heights) >= 44
    expect(page.locator(f"{FORM} summary")).to_have_text("Filter and sort (1)")


@on(DESK, PHONE)
def test_a_sorted_table_has_no_fault_that_axe_finds(reader: Reader) -> None:
    page = reader.open_and_move(f"{CLAIMS}?sort=-objections")
    page.locator(f"{FORM} details").evaluate("details => { details.open = true }")

    assert find_faults(page, "article") == []
    darken(page)
    assert find_faint(page, "article") == []


@on(DESK)
def test_the_form_works_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    page.locator(f"{FORM} summary").focus()
    page.keyboard.press("Enter")

    reached = []
    for _ in range(10):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.type"
                                     " || document.activeElement.localName"))  # fmt: skip

    assert reached[:7] == ["words", "status", "disputed", "side", "part", "source", "sort"]
    assert "button" in reached[7:]


# -- the contents of the page, and a row that the address leads to


@on(DESK)
def test_the_contents_of_the_page_follow_what_is_shown(reader: Reader) -> None:
    page = reader.open(OBJECTIONS)
    contents = page.locator(".md-sidebar--primary .md-nav--secondary .md-nav__link")
    headings = page.locator("article .group h2")
    names = [name.rsplit(" (", 1)[0] for name in headings.all_inner_texts() if name]
    assert [name.strip() for name in contents.all_inner_texts()] == names

    page.goto(f"{reader.address}{OBJECTIONS}?status=open")

    left = page.locator(".md-sidebar--primary .md-nav--secondary li:not([hidden])")
    expect(left).to_have_text(["No answer recorded"])


@on(DESK, PHONE)
def test_a_row_that_the_address_leads_to_is_shown_whatever_is_chosen(reader: Reader) -> None:
    page = reader.open(f"{OBJECTIONS}?status=open{ROW}")

    row = page.locator(ROW)
    expect(row).to_be_in_viewport()
    expect(page.locator(f"{FORM} [role=status]")).to_have_text(
        re.compile(
            rf"^\d+ of \d+ objections shown, with {OBJECTION_ID}, to which the address leads"
        )
    )


@on(DESK)
def test_a_row_is_revealed_by_each_link_to_it_until_something_else_is_chosen(
    reader: Reader,
) -> None:
    page = reader.open(f"{OBJECTIONS}?status=open")
    row = page.locator(ROW)
    expect(row).to_be_hidden()

    page.evaluate("hash => { location.hash = hash }", ROW)
    expect(row).to_be_in_viewport()
    choose(page, side="claim")

    expect(row).to_be_hidden()
