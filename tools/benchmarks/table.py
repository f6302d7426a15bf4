"""What the table of claims costs the reader who types into its filter, in a real browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import ARGUMENTS, find_browser
from playwright.sync_api import Browser, Page, sync_playwright
from server import serve

from .build import PROJECT, build
from .report import show_row, verdict
from .synthetic import write_site

TARGET = 50.0
"""Milliseconds: a longer task is felt."""
WORDS = "the tide"
BETWEEN_KEYS = 90
"""Milliseconds, those of a quick typist."""
REST = 1_000
WINDOWS = {"desk": (1280, 900), "phone": (390, 844)}
CATEGORIES = ["toplevel", "devtools.timeline", "__metadata"]

_WATCH = """() => {
  window.tasks = []
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)))
    .observe({ entryTypes: ["longtask"] })
}"""


@dataclass(frozen=True)
class Longest:
    """The longest task of the page, in milliseconds; nothing under 50 counts by the clock."""

    clock: float
    processor: float


def run(claims: int) -> int:
    """Build a site with so many claims, type into both tables; return 1 if a task is too long."""
    path = find_browser()
    if path is None:
        raise SystemExit("No browser was found: set BROWSER_PATH.")
    print(f"Tables: the longest task while typing “{WORDS}” and taking it back, and in sorting, ms")
    print("(by the clock; on a busy machine, trust that of the processor)")
    print(show_row("rows", "table", "window", "processor", "clock", "", "sorting"))
    with TemporaryDirectory() as folder:
        write_site(Path(folder), PROJECT, claims)
        build(Path(folder))
        with serve(Path(folder) / "site") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            met = [_show(browser, address, table) for table in ("claims", "objections")]
            browser.close()
    return int(not met[0])  # the target is for as many rows as there are claims


def _show(browser: Browser, address: str, table: str) -> bool:
    """Print a line for each window; tell whether the target is met."""
    met = True
    for window, (width, height) in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(f"{address}/{table}/")
        page.wait_for_load_state("networkidle")
        page.evaluate(_WATCH)
        rows = page.locator("article .group tbody tr").count()
        typing, sorting = _type(browser, page), _sort(browser, page)
        page.close()
        met = met and typing.processor <= TARGET
        said = verdict(typing.processor, TARGET)
        cells = (f"{rows:,}", table, window, f"{typing.processor:.0f}", f"{typing.clock:.0f}")
        print(show_row(*cells, said, f"{sorting.processor:.0f}"), flush=True)
    return met


def _type(browser: Browser, page: Page) -> Longest:
    field = page.locator("form.filter input[name=words]")
    field.click()
    page.wait_for_timeout(REST)
    _take_clock(page)
    browser.start_tracing(page=page, categories=CATEGORIES)
    field.press_sequentially(WORDS, delay=BETWEEN_KEYS)
    page.wait_for_timeout(REST)
    for _ in WORDS:
        page.keyboard.press("Backspace", delay=BETWEEN_KEYS)
    page.wait_for_timeout(REST)
    return Longest(processor=_read_trace(browser.stop_tracing()), clock=_take_clock(page))


def _sort(browser: Browser, page: Page) -> Longest:
    page.locator("form.filter details").evaluate("details => { details.open = true }")
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.locator("form.filter select[name=sort]").select_option("-title")
    page.wait_for_timeout(2 * REST)
    return Longest(processor=_read_trace(browser.stop_tracing()), clock=_take_clock(page))


def _take_clock(page: Page) -> float:
    return float(page.evaluate("Math.max(0, ...tasks.splice(0))"))


def _read_trace(trace: bytes) -> float:
    """Return the most that one task of a page took of the processor, in milliseconds."""
    events = json.loads(trace)["traceEvents"]
    named = [event for event in events if event["name"] == "thread_name"]
    pages = {(e["pid"], e["tid"]) for e in named if e["args"]["name"] == "CrRendererMain"}
    tasks = [
        event["tdur"]
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in pages
        if "tdur" in event
    ]
    return max(tasks, default=0) / 1_000
