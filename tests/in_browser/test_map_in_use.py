"""The argument map in a real browser: by eye, pointer, finger and keyboard, and without scripts."""

from __future__ import annotations

import re

import pytest
from kinds import CLAIM, CLAIM_ID, MAP, OBJECTION
from playwright.sync_api import Browser, Locator, Page, expect
from reading import DESK, PHONE, Reader, new_context, on, opened, wait_for_theme, wait_until
from site_fixtures import Site

WHOLE = f"{MAP}whole/"
"""Where the whole drawing is open."""
AROUND = (f"{CLAIM}#map", f"{OBJECTION}#map", "claims/t1/#map")
"""Where the map around an item is."""


def frame_of(page: Page) -> Locator:
    """Return what the whole map scrolls in."""
    return page.locator(".map-frame")


def width_of(page: Page) -> float:
    """Return how wide the whole map is shown."""
    return float(page.evaluate("document.querySelector('.map-frame svg').clientWidth"))


def scrolled(page: Page) -> tuple[int, int]:
    """Return how far the map is scrolled in its frame."""
    left, top = frame_of(page).evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
    return round(left), round(top)


def box_of(page: Page, id: str) -> Locator:
    """Return the box of an item on the map, not one of its chips."""
    return page.locator(f".argument-map a[data-id='{id}']:not(.map-chip)")


# -- by eye


@on(DESK, PHONE, who="any_reader")
def test_every_label_stays_inside_its_box(any_reader: Reader, any_site: Site) -> None:
    items = any_site.homes_of("claim", "objection")
    for home in [WHOLE, *(f"{item}#map" for item in items)] if items else []:
        page = any_reader.open(home)
        page.evaluate("document.fonts.ready")

        labels, beyond = page.evaluate(LABELS)

        assert labels > 2
        assert beyond == []


LABELS = """() => {
  const labels = [...document.querySelectorAll(".argument-map .map-node text")]
  const beyond = labels.filter(label => {
    const text = label.getBBox(), box = label.closest("a, g").querySelector(".map-box").getBBox()
    return text.x < box.x || text.x + text.width > box.x + box.width
      || text.y < box.y - 1 || text.y + text.height > box.y + box.height + 1
  })
  return [labels.length, beyond.map(label => label.textContent)]
}"""


@on(PHONE)
def test_a_focused_map_needs_no_scrolling_on_a_phone(reader: Reader) -> None:
    page = reader.open_and_move(AROUND[0])

    box = page.locator(".map-focus svg").bounding_box()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert box["width"] > 300


@on(DESK)
@pytest.mark.parametrize("home", [WHOLE, CLAIM])
def test_on_paper_the_map_is_whole_and_without_buttons(reader: Reader, home: str) -> None:
    reader.page.set_viewport_size({"width": 700, "height": 990})
    page = reader.open(home)
    page.emulate_media(media="print")

    shown, page_width = page.evaluate(
        "() => [document.querySelector('.map-frame svg, .map-focus svg').getBoundingClientRect(),"
        "document.documentElement.clientWidth]"
    )

    assert 300 < shown["width"] <= page_width
    assert shown["right"] <= page_width
    assert page.locator(".map-tools:visible").count() == 0


@on(DESK)
def test_with_forced_colors_boxes_and_lines_have_those_of_the_system(reader: Reader) -> None:
    reader.page.emulate_media(forced_colors="active")
    page = reader.open_and_move(AROUND[0])

    colors = page.evaluate(COLORS)

    assert len(colors["boxes"]) == len(colors["lines"]) == 1
    assert len(colors["notes"]) == 1
    assert colors["boxes"] == colors["lines"] == colors["notes"]


COLORS = """() => {
  const colors = (selector, property) => [...new Set(
    [...document.querySelectorAll(selector)].map(found => getComputedStyle(found)[property])
  )]
  return {
    boxes: colors(".map-focus .map-box", "stroke"),
    lines: colors(".map-focus .map-line path", "stroke"),
    notes: colors(".map-focus .map-note", "fill"),
  }
}"""


@pytest.mark.parametrize("way", ["click", "keyboard"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_beside_the_map(
    browser: Browser, address: str, way: str, scripts: bool
) -> None:
    with opened(browser, DESK, address + MAP, scripts=scripts) as page:
        link = page.locator(".md-sidebar--primary").get_by_role("link", name="Open questions")
        expect(link).to_be_hidden()

        if way == "click":
            page.locator(".md-header label[for=__drawer]").click()
        else:
            page.locator(".md-logo").first.focus()
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name="Menu", exact=True)).to_be_focused()
            page.keyboard.press("Enter")

        expect(link).to_be_visible()
        link.click()
        page.wait_for_url("**/open-questions/")
        expect(page.locator(".md-header label[for=__drawer]")).to_be_hidden()


# -- by pointer, finger and keyboard


@on(DESK)
def test_the_buttons_zoom_and_fit_the_map(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)
    whole = width_of(page)

    page.get_by_role("button", name="Zoom in").click()
    larger = width_of(page)
    page.get_by_role("button", name="Whole map").click()
    fitted = width_of(page)
    page.get_by_role("button", name="Zoom out").click()
    smaller = width_of(page)
    page.get_by_role("button", name="Actual size").click()

    assert larger == pytest.approx(1.25 * whole, abs=2)
    assert fitted <= frame_of(page).evaluate("frame => frame.clientWidth")
    assert smaller < fitted
    assert width_of(page) == whole
    assert reader.faults == []


@on(DESK)
def test_the_keys_zoom_and_scroll_the_map_while_it_has_the_focus(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)
    whole = width_of(page)
    frame_of(page).focus()

    page.keyboard.press("+")
    assert width_of(page) > whole
    page.keyboard.press("0")
    assert width_of(page) == whole
    page.keyboard.press("f")
    assert width_of(page) < whole
    page.keyboard.press("0")
    page.keyboard.press("ArrowRight")

    wait_until(page, "document.querySelector('.map-frame').scrollLeft > 0")
    assert page.evaluate("document.activeElement.matches('.map-frame')")


@on(DESK)
def test_tab_goes_from_the_frame_to_the_thesis_and_on_to_what_it_rests_on(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)
    frame_of(page).focus()

    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.id"))
    lit = page.locator(".map-lit").evaluate_all(
        "lines => lines.flatMap(({ dataset }) => [dataset.from, dataset.to])"
    )

    order = page.locator(".map-frame a").evaluate_all("boxes => boxes.map(box => box.dataset.id)")
    assert reached == order[:3]
    assert reached[0] == "T1"
    assert lit.count(reached[2]) == len(lit) / 2 > 0


@on(DESK)
def test_a_drag_moves_the_map_and_is_no_click(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)
    box_of(page, CLAIM_ID).evaluate(TO_THE_MIDDLE)
    before = scrolled(page)
    place = box_of(page, CLAIM_ID).bounding_box()
    assert place is not None
    way = 150 if before[0] < 150 else -150  # where there is room, wherever the data put the box

    page.mouse.move(place["x"] + 20, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] + 20 - way, place["y"] - 10, steps=4)
    page.mouse.up()

    assert scrolled(page)[0] - before[0] == pytest.approx(way, abs=2)
    assert page.url.endswith(WHOLE)


TO_THE_MIDDLE = """box => box.scrollIntoView(
  { behavior: "instant", block: "center", inline: "center" }
)"""


@on(DESK)
def test_a_click_on_a_box_leads_to_its_page(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)

    box_of(page, CLAIM_ID).click()

    expect(page).to_have_url(re.compile(f"/{CLAIM}$"))


@on(DESK)
def test_a_box_previews_its_page(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)

    box_of(page, CLAIM_ID).hover()

    expect(page.locator(".preview:not([hidden])")).to_contain_text(CLAIM_ID)


def test_two_fingers_zoom_the_map(browser: Browser, address: str) -> None:
    with new_context(browser, PHONE, touch=True) as context:
        page = context.new_page()
        page.goto(address + WHOLE)
        page.mouse.move(1, 1)
        wait_for_theme(page)
        frame_of(page).evaluate("frame => frame.scrollIntoView({ block: 'center' })")
        before = width_of(page)
        fingers = context.new_cdp_session(page)

        for kind, apart in [("touchStart", 60), ("touchMove", 90), ("touchMove", 120)]:
            points = [{"x": 195 + side * apart / 2, "y": 420} for side in (-1, 1)]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        assert width_of(page) == pytest.approx(2 * before, rel=0.02)


@on(DESK)
def test_the_wheel_alone_does_not_zoom(reader: Reader) -> None:
    page = reader.open_and_move(WHOLE)
    whole = width_of(page)
    frame_of(page).hover()

    page.mouse.wheel(0, 200)
    wait_until(page, "scrollY > 0 || document.querySelector('.map-frame').scrollTop > 0")
    alone = width_of(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, 200)
    page.keyboard.up("Control")

    assert alone == whole
    wait_until(page, f"document.querySelector('.map-frame svg').clientWidth < {whole}")


@on(DESK)
def test_nothing_moves_by_itself_for_those_who_want_less_motion(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    page = reader.open_and_move(WHOLE)

    page.get_by_role("button", name="Whole map").click()
    box_of(page, CLAIM_ID).hover()
    moving = page.evaluate(
        "document.getAnimations().filter(a => a.effect.target?.closest('.map-frame, .map-tools'))"
    )

    assert moving == []
    assert frame_of(page).evaluate("f => getComputedStyle(f).scrollBehavior") == "auto"


def test_without_scripts_the_map_scrolls_and_its_boxes_are_links(
    browser: Browser, address: str
) -> None:
    with opened(browser, DESK, address + WHOLE, scripts=False) as page:
        assert page.locator(".map-tools").count() == 0
        assert page.locator(".map-frame[tabindex='0'] a").count() > 60
        box_of(page, CLAIM_ID).click()

        expect(page).to_have_url(re.compile(f"/{CLAIM}$"))


# -- the claims, one after another


@on(PHONE)
def test_the_map_opens_on_the_thesis_and_the_claims_which_a_phone_can_show(reader: Reader) -> None:
    page = reader.open(MAP)

    steps = page.locator(".map-step > summary")
    boxes = [box for step in steps.all() if (box := step.bounding_box())]
    sizes = steps.evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")

    assert "thesis" in steps.first.inner_text()
    assert len(boxes) == steps.count() > 20
    assert min(sizes) >= 16
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0] for box in boxes)
    expect(frame_of(page)).to_be_hidden()
    expect(page.locator(".argument-outline")).to_be_hidden()


@on(DESK)
def test_a_claim_opens_what_hangs_on_it_and_escape_goes_back(reader: Reader) -> None:
    page = reader.open_and_move(MAP)
    step = page.locator(f"details:has(> #map-{CLAIM_ID.lower()})")
    step.locator("summary").press("Enter")
    inside = page.locator(f"#map-{CLAIM_ID.lower()}")
    expect(inside.locator(".against li .answer").first).to_be_visible()

    ground = inside.locator(".listed a").first
    other = page.locator(str(ground.get_attribute("href")))
    ground.click()
    expect(other).to_be_visible()
    page.keyboard.press("Escape")

    expect(other).to_be_hidden()
    expect(step.locator("summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    assert reader.faults == []


def test_a_claim_opens_what_hangs_on_it_without_a_script(browser: Browser, address: str) -> None:
    with opened(browser, PHONE, address + MAP, scripts=False) as page:
        page.locator(".map-step > summary").first.click()
        page.locator("#map-t1 .listed a").first.click()

        expect(page.locator(".map-step > .folded:target")).to_be_visible()


@pytest.mark.parametrize("anchor", ["whole", "outline", f"outline-{CLAIM_ID.lower()}"])
def test_the_drawing_and_the_outline_are_one_link_away(
    browser: Browser, address: str, anchor: str
) -> None:
    with opened(browser, PHONE, f"{address}{MAP}#{anchor}", scripts=False) as page:
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
