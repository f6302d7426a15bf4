"""Previews of links in a real browser: by pointer, keyboard and touch, and never in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from kinds import (
    AGAINST_CLAIM,
    BEYOND_CLAIM,
    CLAIM,
    CLAIMS,
    MAP,
    OBJECTION,
    OBJECTION_ID,
    PARAGRAPH_ID,
    PART,
    TERM,
    TERM_ID,
)
from made_up import home_of, read_data, read_responses
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect
from reading import (
    DESK,
    PHONE,
    Reader,
    darken,
    find_faint,
    find_faults,
    new_context,
    on,
    spoil,
    wait_for_theme,
)

SENTENCE = f"{PARAGRAPH_ID.lower()}-2"
RESPONSE = next(
    response["id"]
    for response in read_data(f"objections/{OBJECTION_ID}.yml")["responses"]
    if response["voice"] == "essay"
)
SHOWN = ".preview:not([hidden])"
LONG_ENOUGH = 900
"""Milliseconds after which a preview that is to come is on its way."""

OTHER, AGAINST = home_of(BEYOND_CLAIM)[1:], home_of(AGAINST_CLAIM)[1:]
TARGETS = {
    OTHER: read_data(f"claims/{BEYOND_CLAIM}.yml")["title"],
    AGAINST: read_data(f"objections/{AGAINST_CLAIM}.yml")["title"],
    TERM: read_data(f"glossary/{TERM_ID}.yml")["term"],
}


def link_to(page: Page, home: str) -> Locator:
    """Return a link of the content that leads to a home and can be seen; if need be, put one in."""
    links = page.locator(f"article :not(th) > a[href$='{home}']:not(.passage-link):visible")
    if links.count() == 0:
        page.locator("article h1").evaluate(ADD_LINK, home)
    return links.first


ADD_LINK = """(heading, home) => {
  const { href } = home.startsWith("#") ? location : document.querySelector("a.md-logo")
  heading.append(Object.assign(document.createElement("a"), { href: href + home, textContent: "there" }))
}"""  # noqa: E501


def preview(page: Page) -> Locator:
    """Return the preview, if one is open."""
    return page.locator(SHOWN)


@pytest.fixture
def still(reader: Reader) -> Reader:
    """Return a reader on a desk for whom time passes only when a test says so."""
    stop_time(reader.page)
    return reader


def stop_time(page: Page) -> None:
    """Let nothing on a page happen by the clock but what a test lets happen."""
    spoil(page)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def let_pass(page: Page, milliseconds: int) -> None:
    """Let some time pass, and what then was asked for come."""
    page.clock.run_for(milliseconds)
    page.evaluate("address => fetch(address).then(answer => answer.text())", page.url)


def stays_away(page: Page) -> bool:
    """Tell whether no preview comes, given the time that one takes."""
    let_pass(page, LONG_ENOUGH)
    return preview(page).count() == 0


def fetched(reader: Reader, home: str) -> int:
    """Count how often a page has been asked for."""
    return reader.requested.count(reader.address + home)


@on(DESK)
@pytest.mark.parametrize("home", TARGETS)
def test_a_link_previews_its_target_under_a_pointer(reader: Reader, home: str) -> None:
    page = reader.open(CLAIM)

    link_to(page, home).hover()

    expect(preview(page).locator(".preview-title")).to_have_text(TARGETS[home])
    assert reader.faults == []


@on(DESK)
def test_words_that_are_selected_have_no_preview_in_their_way(still: Reader) -> None:
    page = still.open_and_move(CLAIM)
    link = link_to(page, OTHER)
    link.hover()
    let_pass(page, LONG_ENOUGH)
    expect(preview(page)).to_be_visible()

    link.evaluate("element => getSelection().selectAllChildren(element.parentElement)")
    expect(preview(page)).to_have_count(0)
    page.mouse.move(5, 5)
    link.hover()

    assert stays_away(page)


@on(DESK)
def test_a_preview_says_the_kind_the_status_and_the_glance(reader: Reader) -> None:
    page = reader.open(CLAIM)

    link_to(page, AGAINST).hover()

    glance = " ".join(read_data(f"objections/{AGAINST_CLAIM}.yml")["glance"].split())
    expect(preview(page)).to_contain_text(
        re.compile(rf"Objection {AGAINST_CLAIM} · (the essay|answered|no)")
    )
    expect(preview(page)).to_contain_text(glance.replace("*", ""))


COUNTED = re.compile(
    r"\d+ objections?(, \d+ with no answer recorded)?(, \d+ with a disputed reply)?"
)


@on(DESK)
def test_the_preview_of_a_claim_counts_its_objections(reader: Reader) -> None:
    page = reader.open(CLAIM)

    link_to(page, OTHER).hover()

    expect(preview(page).locator(".preview-foot")).to_have_text(COUNTED)


@on(DESK)
@pytest.mark.parametrize(
    ("home", "place", "said"),
    [
        (CLAIM, f"essay/#{SENTENCE}", f"The essay’s words, {SENTENCE.upper().replace('-', '.')}"),
        (CLAIM, home_of(RESPONSE)[1:], f"The essay’s response {RESPONSE}"),
        (CLAIM, home_of(read_data("sources.json")[0]["id"])[1:], "Work cited"),
        ("essay/", f"#{read_data('essay/notes.yml')[0]['id'].lower()}", "Editors’ note"),
        (OBJECTION, PART, "Part"),
    ],
)
def test_what_lies_at_an_anchor_is_previewed_by_itself(
    reader: Reader, home: str, place: str, said: str
) -> None:
    page = reader.open(home)

    link_to(page, place).hover()

    expect(preview(page).locator(".preview-kind")).to_contain_text(said)


def gloss_of(id: str) -> str:
    """Return what a response says in one line."""
    responses = read_data(f"objections/{read_responses()[id]}.yml")["responses"]
    (gloss,) = (one["gloss"] for one in responses if one["id"] == id)
    return " ".join(gloss.split())


@on(DESK)
@pytest.mark.parametrize("label", ["In print", "The essay, in the editors’ summary"])
def test_the_preview_of_a_response_says_its_gloss_first_and_once(
    reader: Reader, label: str
) -> None:
    page = reader.open(CLAIM)
    link = page.locator("article .against a", has_text=label).first
    gloss = gloss_of(str(link.get_attribute("href")).partition("#")[2].upper())

    link.hover()

    texts = preview(page).locator("p:not(.preview-kind, .preview-title)")
    expect(texts.first).to_contain_text(gloss)
    expect(texts.first).to_have_class("preview-gloss")
    assert [gloss in text for text in texts.all_inner_texts()].count(True) == 1


@on(DESK)
def test_the_preview_of_a_sentence_is_the_sentence_alone(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link_to(page, f"essay/#{SENTENCE}").hover()
    said = preview(page).locator(".preview-essay p:not([class])").inner_text()

    page.goto(f"{reader.address}essay/")

    assert said == page.locator(f"#{SENTENCE}").inner_text()


@on(DESK)
def test_the_keyboard_s_focus_shows_a_preview_and_describes_the_link(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = focus_by_keyboard(page, OTHER)

    expect(preview(page)).to_be_visible()

    described_by = str(link.get_attribute("aria-describedby"))
    described = page.locator(f"#{described_by}")
    assert TARGETS[OTHER] in described.inner_text()
    assert described.get_attribute("role") == "tooltip"
    assert described.locator("a, button").count() == 0


def focus_by_keyboard(page: Page, home: str) -> Locator:
    """Go to the link before it, and on by Tab, as only the keyboard does."""
    link = link_to(page, home)
    link.evaluate("link => { const before = document.createElement('button');"
                  " link.before(before); before.focus() }")  # fmt: skip
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    return link


@on(DESK)
def test_going_on_by_keyboard_takes_the_preview_away(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = focus_by_keyboard(page, OTHER)
    expect(preview(page)).to_be_visible()

    page.keyboard.press("Shift+Tab")

    expect(preview(page)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None


@on(DESK)
def test_tab_goes_from_link_to_link_as_without_previews(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = focus_by_keyboard(page, OTHER)
    expect(preview(page)).to_be_visible()

    page.keyboard.press("Tab")

    assert link.evaluate("""link => {
      const links = [...document.querySelectorAll("article a[href]")]
      return links[links.indexOf(link) + 1] === document.activeElement
    }""")


@on(DESK)
@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_escape_dismisses_a_preview_and_leaves_the_focus(still: Reader, way: str) -> None:
    page = still.open_and_move(CLAIM)
    if way == "keyboard":
        focus_by_keyboard(page, OTHER)
    else:
        link_to(page, OTHER).hover()
    let_pass(page, LONG_ENOUGH)
    expect(preview(page)).to_be_visible()
    focused = page.evaluate(FOCUSED)

    page.keyboard.press("Escape")

    expect(preview(page)).to_have_count(0)
    assert page.evaluate(FOCUSED) == focused
    assert stays_away(page)


FOCUSED = "document.activeElement.href ?? document.activeElement.localName"


@on(DESK)
def test_escape_keeps_a_preview_from_coming(still: Reader) -> None:
    page = still.open_and_move(CLAIM)
    link_to(page, OTHER).hover()

    page.keyboard.press("Escape")

    assert stays_away(page)
    assert fetched(still, OTHER) == 0


def test_a_preview_can_be_pointed_at_and_stays(still: Reader) -> None:
    page = still.open_and_move(CLAIM)
    link_to(page, OTHER).hover()
    let_pass(page, LONG_ENOUGH)
    expect(preview(page)).to_be_visible()

    preview(page).locator(".preview-title").hover()
    let_pass(page, 3 * LONG_ENOUGH)

    assert preview(page).is_visible()


@on(DESK)
def test_a_preview_goes_when_the_pointer_does(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link_to(page, OTHER).hover()
    expect(preview(page)).to_be_visible()

    page.mouse.move(2, 400)

    expect(preview(page)).to_have_count(0)


@on(DESK)
def test_a_link_s_own_title_does_not_cover_its_preview(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = links_with_previews(page, "article a[title]")[0]
    title = link.get_attribute("title")

    link.hover()
    expect(preview(page)).to_be_visible()
    while_shown = link.get_attribute("title")
    page.keyboard.press("Escape")

    assert (while_shown, link.get_attribute("title")) == (None, title)


# -- the link is still a link


@on(DESK)
@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_link_whose_preview_is_open_still_leads_there(reader: Reader, way: str) -> None:
    page = reader.open(CLAIM)
    if way == "Enter":
        focus_by_keyboard(page, OTHER)
    else:
        link_to(page, OTHER).hover()
    expect(preview(page)).to_be_visible()

    page.keyboard.press("Enter") if way == "Enter" else link_to(page, OTHER).click()

    page.wait_for_url(f"**/{OTHER}")


def test_without_scripts_a_link_is_just_a_link(browser: Browser, address: str) -> None:
    with new_context(browser, DESK, scripts=False) as context:
        page = context.new_page()
        page.goto(address + CLAIM)

        assert page.locator(".preview, .preview-switch").count() == 0
        link_to(page, OTHER).click()
        page.wait_for_url(f"**/{OTHER}")


@on(DESK)
@pytest.mark.parametrize(
    ("home", "link"),
    [
        (CLAIM, ".against-first > p:first-child > a"),  # its glance stands below it
        (CLAIM, f"article .where a[href$='{CLAIMS}']"),
        (CLAIM, ".headerlink"),
        ("essay/", "article a.passage-link"),
    ],
)
def test_no_preview_says_what_can_be_seen_already(still: Reader, home: str, link: str) -> None:
    page = still.open_and_move(home)

    page.locator(link).first.hover(force=True)  # some show only then

    assert stays_away(page)


# -- touch


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Reader]:
    """Return a reader whose screen is touched."""
    with new_context(browser, PHONE, touch=True) as context:
        yield Reader(context.new_page(), address)


def press(page: Page, link: Locator, milliseconds: int = 700) -> CDPSession:
    """Put a finger on a link, and take it away after a time; whoever does has moved before."""
    page.evaluate("dispatchEvent(new Event('scroll'))")
    wait_for_theme(page)
    return press_at_once(page, link, milliseconds)


def press_at_once(page: Page, link: Locator, milliseconds: int) -> CDPSession:
    """Put a finger on a link, before anything else was done, and take it away after a time."""
    fingers = put_finger_on(page, link)
    page.wait_for_timeout(milliseconds)  # the browser has a clock of its own for long presses
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return fingers


FIRST_LINE = "link => { const [{ x, y }] = link.getClientRects(); return [x, y] }"
"""Where a link begins, which may run over several lines."""


def put_finger_on(page: Page, link: Locator) -> CDPSession:
    """Put a finger on a link."""
    link.scroll_into_view_if_needed()
    x, y = link.evaluate(FIRST_LINE)
    at = {"x": x + 12, "y": y + 8}
    fingers = page.context.new_cdp_session(page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    return fingers


def test_a_tap_follows_the_link(phone: Reader) -> None:
    page = phone.open(CLAIM)

    link_to(page, OTHER).tap()

    page.wait_for_url(f"**/{OTHER}")


@pytest.mark.parametrize("milliseconds", [480, 1_000])
def test_a_long_press_shows_the_preview_and_follows_nothing(
    phone: Reader, milliseconds: int
) -> None:
    page = phone.open(CLAIM)

    press(page, link_to(page, OTHER), milliseconds)

    expect(preview(page)).to_contain_text(TARGETS[OTHER])
    page.evaluate("address => fetch(address).then(answer => answer.text())", page.url)
    assert page.url.endswith(CLAIM)
    assert preview(page).is_visible()


def first_pressed(phone: Reader) -> Locator:
    """Open a page on which nobody has moved yet; return a link that is about to be pressed."""
    page = phone.open(CLAIM)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    return link_to(page, OTHER)


def test_a_long_press_counts_even_if_nobody_has_moved_before(phone: Reader) -> None:
    link = first_pressed(phone)

    press_at_once(phone.page, link, 1_000)

    expect(preview(phone.page)).to_be_visible()


def test_a_short_press_shows_nothing_even_if_nobody_has_moved_before(phone: Reader) -> None:
    stop_time(phone.page)
    link = first_pressed(phone)

    finger = put_finger_on(phone.page, link)
    wait_for_theme(phone.page)
    let_pass(phone.page, 150)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert stays_away(phone.page)


def test_the_preview_of_a_long_press_leads_on_and_can_be_closed(phone: Reader) -> None:
    page = phone.open(CLAIM)
    press(page, link_to(page, OTHER))
    preview(page).get_by_role("button", name="Close").tap()
    expect(preview(page)).to_have_count(0)

    press(page, link_to(page, OTHER))
    preview(page).get_by_role("link", name="Open").tap()

    page.wait_for_url(f"**/{OTHER}")


def test_a_touch_elsewhere_closes_the_preview(phone: Reader) -> None:
    page = phone.open(CLAIM)
    press(page, link_to(page, OTHER))
    expect(preview(page)).to_be_visible()

    page.touchscreen.tap(200, 100)

    expect(preview(page)).to_have_count(0)


def test_the_preview_of_a_long_press_suits_a_thumb(phone: Reader) -> None:
    page = phone.open(CLAIM)
    press(page, link_to(page, OTHER))
    expect(preview(page)).to_be_visible()

    sizes = (
        preview(page)
        .locator("a, button")
        .evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(box => [box.width, box.height])"
        )
    )
    box = preview(page).bounding_box()

    assert len(sizes) == 3
    assert min(side for size in sizes for side in size) >= 44
    assert box is not None
    assert box["y"] > PHONE[1] / 3
    assert box["y"] + box["height"] <= PHONE[1]


# -- the switch


@on(DESK)
def test_previews_can_be_turned_off_where_they_are_and_on_at_the_foot(reader: Reader) -> None:
    page = reader.open_and_move(CLAIM)
    link_to(page, OTHER).hover()
    preview(page).get_by_role("button", name="Turn previews off").click()
    expect(preview(page)).to_contain_text("foot of every page")

    stop_time(page)
    reader.open_and_move(OBJECTION)
    switch = page.get_by_role("switch", name="Preview links")
    expect(switch).to_have_attribute("aria-checked", "false")
    page.locator("article .listed a").first.hover()
    assert stays_away(page)
    assert [url for url in reader.requested if url.endswith(CLAIM)] == [reader.address + CLAIM]

    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    reader.open_and_move(OBJECTION)
    page.locator("article .listed a").first.hover()
    let_pass(page, LONG_ENOUGH)
    expect(preview(page)).to_be_visible()


@on(DESK)
def test_the_switch_is_reached_and_turned_by_keyboard(reader: Reader) -> None:
    page = reader.open_and_move(CLAIM)
    switch = page.get_by_role("switch", name="Preview links")

    switch.focus()
    page.keyboard.press("Space")

    expect(switch).to_have_attribute("aria-checked", "false")
    assert page.evaluate("localStorage.getItem('previews')") == "off"


# -- what is fetched


def test_nothing_is_fetched_before_anyone_means_to_look(still: Reader) -> None:
    page = still.open_and_move(CLAIM)
    page.wait_for_load_state("networkidle")
    before = len(still.requested)

    for home in TARGETS:
        link_to(page, home).hover()
    page.mouse.move(2, 400)

    assert stays_away(page)
    assert still.requested[before:] == [still.address + CLAIM]  # by which `stays_away` waits


@on(DESK)
def test_a_page_is_fetched_once_however_often_it_is_previewed(reader: Reader) -> None:
    page = reader.open(CLAIM)
    first, second = (f"essay/#{PARAGRAPH_ID.lower()}-{number}" for number in (1, 2))

    for place in (first, second, first):
        link_to(page, place).hover()
        expect(preview(page)).to_be_visible()
        page.keyboard.press("Escape")

    assert fetched(reader, "essay/") == 1


@on(DESK)
@pytest.mark.parametrize("connection", ["{ saveData: true }", "{ effectiveType: '2g' }"])
def test_nothing_is_fetched_on_a_slow_or_saving_connection(still: Reader, connection: str) -> None:
    still.page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})"
    )
    page = still.open_and_move(CLAIM)

    link_to(page, OTHER).hover()

    assert stays_away(page)
    assert fetched(still, OTHER) == 0


def test_a_page_that_cannot_be_fetched_is_no_fault_of_the_link(still: Reader) -> None:
    still.page.route(f"**/{OTHER}", lambda route: route.fulfill(status=500, body="<h1>No</h1>"))
    page = still.open_and_move(CLAIM)

    link_to(page, OTHER).hover()

    assert stays_away(page)


# -- safe, and for everyone

HOSTILE = """<article><p class="kicker">Claim <img src=x onerror="window.ran = 1"></p>
<h1>A <b onclick="window.ran = 1" style="color: red" id="x">bold</b> title</h1>
<p class="glance"><script>window.ran = 1</script>Words <a href="javascript:void 0">linked</a></p>
</article>"""


@on(DESK)
def test_nothing_of_a_fetched_page_runs(reader: Reader) -> None:
    reader.page.route(
        f"**/{OTHER}", lambda route: route.fulfill(content_type="text/html", body=HOSTILE)
    )
    page = reader.open(CLAIM)

    link_to(page, OTHER).hover()
    said = preview(page).locator(".preview-text")

    expect(said.locator(".preview-title")).to_have_text("A bold title")
    assert said.locator("b").evaluate("bold => bold.attributes.length") == 0
    assert said.locator("a, img, script").count() == 0
    assert page.evaluate("window.ran") is None
    assert [fault for fault in reader.faults if "has been blocked" not in fault] == []


STRICT = "script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"


@on(DESK)
def test_previews_work_under_a_strict_policy(reader: Reader) -> None:
    def answer(route, request) -> None:  # type: ignore[no-untyped-def]
        real = route.fetch()
        route.fulfill(response=real, headers=real.headers | {"content-security-policy": STRICT})

    reader.page.route(f"**/{CLAIM}", answer)
    spoil(reader.page)
    reader.page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', event =>"
        " broken.push(event.sourceFile))"
    )
    page = reader.open(CLAIM)

    link_to(page, OTHER).hover()
    expect(preview(page)).to_be_visible()

    ours = [file for file in page.evaluate("broken") if "assets/preview" in str(file)]
    assert ours == []


@on(DESK, PHONE)
def test_an_open_preview_has_no_fault_that_axe_finds(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")  # it does not fade in
    page = reader.open_and_move(CLAIM)
    link_to(page, AGAINST).hover()
    expect(preview(page)).to_be_visible()

    assert find_faults(page, "article .preview") == []
    assert find_faults(page, ".preview-switch") == []
    darken(page)
    assert find_faint(page, "article .preview") == []
    assert find_faint(page, ".preview-switch") == []


HAS_PREVIEW = """links => links.filter(link => {
  if (!(link instanceof HTMLAnchorElement)) return false // those of drawings have no such address
  const { pathname } = new URL(link.href)
  return /\\/(argument|claims|glossary|objections)\\/[^/]+\\/$/.test(pathname)
    && pathname !== location.pathname && !link.matches(".headerlink, .passage-link, [download]")
    && !(link.closest(".against p:first-child") ?? link).parentElement.querySelector(":scope > .glance")
}).forEach(link => link.classList.add("has-preview"))"""  # noqa: E501


def links_with_previews(page: Page, links: str) -> list[Locator]:
    """Return those links that lead to what can be previewed, and can be seen."""
    page.locator(links).evaluate_all(HAS_PREVIEW)
    return page.locator("a.has-preview:visible").all()


@on(DESK, PHONE)
def test_a_preview_stays_inside_the_window_and_off_its_link(still: Reader) -> None:
    page = still.open_and_move(CLAIM)
    links = links_with_previews(page, "article :is(ul, ol, .listed, .aside) a[href]")
    wrong = []
    for link in links[::3]:
        link.scroll_into_view_if_needed()
        x, y = link.evaluate(FIRST_LINE)
        page.mouse.move(x + 4, y + 4)
        let_pass(page, LONG_ENOUGH)
        expect(preview(page)).to_be_visible()
        wrong += page.evaluate(OUTSIDE, link.element_handle())
        page.keyboard.press("Escape")

    assert len(links) > 5
    assert wrong == []


OUTSIDE = """link => {
  const card = document.querySelector(".preview").getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const out = card.left < 0 || card.top < 0
    || card.right > clientWidth || card.bottom > clientHeight
  const over = [...link.getClientRects()].filter(line => line.bottom > card.top + 1
    && line.top < card.bottom - 1 && line.right > card.left && line.left < card.right)
  return out || over.length ? [link.outerHTML] : []
}"""


@pytest.mark.parametrize(
    ("reader", "home", "link"),
    [(DESK, PART, ".beside-claim a:not(.id)"), ((320, 640), OBJECTION, "article a[href]")],
    indirect=["reader"],
)
def test_a_preview_leaves_every_line_of_its_link_free(still: Reader, home: str, link: str) -> None:
    page = still.open_and_move(home)
    links = links_with_previews(page, link)
    broken = [one for one in links if one.evaluate(LINES) > 1]
    wrong = []
    for one in broken:
        one.scroll_into_view_if_needed()
        first = one.evaluate(FIRST_LINE)
        page.mouse.move(first[0] + 4, first[1] + 4)
        let_pass(page, LONG_ENOUGH)
        expect(preview(page)).to_be_visible()
        wrong += page.evaluate(OUTSIDE, one.element_handle())
        page.keyboard.press("Escape")

    assert broken
    assert wrong == []


LINES = "link => link.getClientRects().length"


@on((1280, 700), (1024, 700), (320, 600))
def test_a_preview_on_the_map_fits_into_the_window(still: Reader) -> None:
    page = still.open_and_move(f"{MAP}whole/")
    responses = page.locator(".map-frame a[data-id^='R']:not(.map-chip)").all()
    wrong = []
    for box in responses[:: max(1, len(responses) // 4)]:
        box.evaluate("box => box.scrollIntoView({ block: 'center', inline: 'center' })")
        box.hover()
        let_pass(page, LONG_ENOUGH)
        expect(preview(page)).to_be_visible()
        wrong += page.evaluate(OUTSIDE, box.element_handle())
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)

    assert responses
    assert wrong == []


@on((320, 480))
def test_a_preview_too_long_for_the_window_scrolls_by_keyboard(reader: Reader) -> None:
    page = reader.open(CLAIM)
    link = focus_by_keyboard(page, OTHER)
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    expect(preview(page)).to_be_visible()
    said = preview(page).locator(".preview-text")

    page.keyboard.press("ArrowDown")

    assert said.evaluate("said => said.scrollHeight > said.clientHeight && said.scrollTop > 0")
    assert find_faults(page, "article .preview") == []


@on(DESK)
def test_a_preview_does_not_move_for_those_who_want_no_motion(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    page = reader.open(CLAIM)

    link_to(page, OTHER).hover()
    expect(preview(page)).to_be_visible()

    moving = preview(page).evaluate("card => getComputedStyle(card).animationName")
    assert moving == "none"
