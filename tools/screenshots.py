"""Take pictures of the main pages as they look on a phone and on a desk, by day and by night."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from browser import ARGUMENTS, find_browser  # noqa: E402
from server import serve  # noqa: E402

from tools.kinds import find_pages  # noqa: E402

FOLDER = ROOT / "tools/pictures"
PAGES = {"home": "home", "a part": "part", "a claim": "claim", "objections": "objections"}
"""The kinds of pages that are shown, and what their pictures are called."""
WINDOWS = {"desk": (1280, 900), "phone": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(browser: Browser, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the PNG of each picture."""
    for window, (width, height) in WINDOWS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            for kind, home in find_pages(ROOT / "site", *PAGES).items():
                page.goto(f"{address}/{home}", wait_until="networkidle")
                page.evaluate("document.fonts.ready")
                yield f"{PAGES[kind]}-{window}-{scheme}", page.screenshot()
            context.close()


def write_screenshots(folder: Path) -> None:
    """Write every picture, small enough to be shown."""
    folder.mkdir(exist_ok=True)
    with serve(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for name, shown in take(browser, address):
            picture = Image.open(io.BytesIO(shown)).convert("RGB")
            picture.save(folder / f"{name}.webp", quality=80, method=6)
        browser.close()


if __name__ == "__main__":
    write_screenshots(FOLDER)
