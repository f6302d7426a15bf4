"""What the table of claims costs the reader who types into its filter, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import ARGUMENTS, find_browser
from playwright.sync_api import Page, sync_playwright
from server import serve

from .build import PROJECT, build
from .report import show_row, verdict
from .synthetic import write_site

TARGET = 50.0
"""Milliseconds: a longer task is felt."""
WORDS = "the tide and work"
SLOWER = (1, 4)
"""By how much the processor is slowed down; phones are about four times slower."""
TARGET_HOLDS_AT = 1
BETWEEN_KEYS = 90
"""Milliseconds, those of a quick typist."""
WINDOWS = {"desk": (1280, 900), "phone": (390, 844)}

_WATCH = """() => {
  window.tasks = []
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)))
    .observe({ entryTypes: ["longtask"] })
}"""


@dataclass(frozen=True)
class Typed:
    """What typing and sorting cost in one window."""

    rows: int
    typing: float
    """The longest task while typing, in milliseconds; 0 if none was long enough to be counted."""
    sorting: float


def run(claims: int) -> int:
    """Build a site with so many claims, type into both tables; return 1 if a task is too long."""
    path = find_browser()
    if path is None:
        raise SystemExit("No browser was found: set BROWSER_PATH.")
    print(f"Tables: the longest task while typing “{WORDS}”, and in sorting, in milliseconds")
    print(show_row("rows", "table", "window", "slowed", "typing", "", "sorting", ""))
    with TemporaryDirectory() as folder:
        write_site(Path(folder), PROJECT, claims)
        build(Path(folder))
        with serve(Path(folder) / "site") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            page = browser.new_page()
            missed = [not _show(page, address, table) for table in ("claims", "objections")]
            browser.close()
    return int(missed[0])  # the target is for as many rows as there are claims


def _show(page: Page, address: str, table: str) -> bool:
    """Print a line for each window and speed; tell whether the target is met."""
    met = True
    for window, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        for slower in SLOWER:
            typed = _type(page, f"{address}/{table}/", slower)
            held = slower == TARGET_HOLDS_AT and table == "claims"
            said = verdict(typed.typing, TARGET) if held else ""
            met = met and (not held or typed.typing <= TARGET)
            cells = (f"{typed.rows:,}", table, window, f"{slower} ×", f"{typed.typing:.0f}", said)
            print(show_row(*cells, f"{typed.sorting:.0f}"), flush=True)
    return met


def _type(page: Page, address: str, slower: int) -> Typed:
    """Type the words and take them away again, then sort; return what that cost."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    rows = page.locator("article .group tbody tr").count()
    control = page.context.new_cdp_session(page)
    control.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    field = page.locator("form.filter input[name=words]")
    field.click()
    page.wait_for_timeout(1_000)
    page.evaluate(_WATCH)
    field.press_sequentially(WORDS, delay=BETWEEN_KEYS)
    page.wait_for_timeout(1_000)
    for _ in WORDS:
        page.keyboard.press("Backspace", delay=BETWEEN_KEYS)
    page.wait_for_timeout(1_000)
    typing = _take_longest(page)
    page.locator("form.filter details").evaluate("details => { details.open = true }")
    page.locator("form.filter select[name=sort]").select_option("-title")
    page.wait_for_timeout(2_000)
    sorting = _take_longest(page)
    control.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return Typed(rows, typing, sorting)


def _take_longest(page: Page) -> float:
    return float(page.evaluate("Math.max(0, ...tasks.splice(0))"))
