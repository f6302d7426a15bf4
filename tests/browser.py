"""Find a Chromium and a Firefox for the tests; run as a script, install them where they lack.

A Chromium named by BROWSER_PATH comes first, then the system's, then Playwright's own. A Firefox is
named by FIREFOX_PATH, or is the system's; without one the tests in it are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

SHELL = "chromium-headless-shell"
"""Chromium without a window: it opens a page in half the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
FIREFOX_NAMES = ("firefox-esr", "firefox")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""What a browser needs to start as root, in a container, without a screen."""

Command = list[str]


def find_browser(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the first browser that answers, or None."""
    return next((path for path in _candidates(environment) if _answers(path)), None)


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    if named := environment.get("BROWSER_PATH"):
        yield Path(named)
        return
    for name in NAMES:
        if found := shutil.which(name, path=environment.get("PATH")):
            yield Path(found)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield Path(own)


def find_firefox(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the first Firefox that answers, or None."""
    named = environment.get("FIREFOX_PATH")
    names = [named] if named else FIREFOX_NAMES
    found = (shutil.which(name, path=environment.get("PATH")) for name in names)
    return next((Path(path) for path in found if path and _answers(Path(path))), None)


def _answers(path: Path) -> bool:
    """Tell a browser from an empty shell: some systems have a stub under its name."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def find_ways_to_install(programs: Mapping[str, bool], *, root: bool) -> list[list[Command]]:
    """Return the commands of each way to install a browser here, the best way first.

    `programs` says of apt-get and of sudo without a password whether they are there.
    """
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    system = [find_way_to_install(programs, name, root=root) for name in (SHELL, "chromium")]
    if not all(system):
        return [[playwright]]
    return [*system, [[*playwright, "--with-deps"]], [playwright]]


def find_way_to_install(programs: Mapping[str, bool], *packages: str, root: bool) -> list[Command]:
    """Return the commands that install packages here; none where there is no apt-get for us."""
    if not programs["apt-get"] or not (root or programs["sudo"]):
        return []
    get = ["apt-get"] if root else ["sudo", "-n", "apt-get"]
    return [[*get, "update"], [*get, "install", "--yes", "--no-install-recommends", *packages]]


def _find_programs() -> dict[str, bool]:
    sudo = shutil.which("sudo") is not None and _succeeds(["sudo", "-n", "true"])
    return {"apt-get": shutil.which("apt-get") is not None, "sudo": sudo}


def install(*packages: str) -> bool:
    """Install packages of the system, if it has them to offer."""
    commands = find_way_to_install(_find_programs(), *packages, root=os.geteuid() == 0)
    return bool(commands) and all(map(_succeeds, commands))


def install_browser() -> Path | None:
    """Try each way to install a browser until one answers."""
    for commands in find_ways_to_install(_find_programs(), root=os.geteuid() == 0):
        if all(_succeeds(command) for command in commands) and (path := find_browser()):
            return path
    return None


def _succeeds(command: Command) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, check=False).returncode == 0


def find_fault(path: Path) -> str | None:
    """Return why the browser cannot show a page, or None if it can."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            page = browser.new_page()
            page.set_content("<h1>Ready</h1>")
            shown = page.inner_text("h1")
            browser.close()
    except Error as error:
        return str(error).splitlines()[0]
    return None if shown == "Ready" else f"it shows {shown!r}"


def main() -> int:
    """Make sure that there is a browser; return 1 and say what to do if there is none."""
    named = os.environ.get("BROWSER_PATH")
    path = find_browser() or (None if named else install_browser())
    if path and not named and path.name != SHELL and install(SHELL):
        path = find_browser()
    if path is None:
        what = f"BROWSER_PATH names no browser: {named}" if named else "no browser was found"
        print(f"{what}. The tests need Chromium or Chrome.", file=sys.stderr)
        print("Install one, or set BROWSER_PATH to where it is.", file=sys.stderr)
        return 1
    if fault := find_fault(path):
        print(f"{path} does not start: {fault}", file=sys.stderr)
        print("Install another, and set BROWSER_PATH to where it is.", file=sys.stderr)
        return 1
    if not find_firefox() and not (install(FIREFOX_NAMES[0]) and find_firefox()):
        print("No Firefox is here or to be had: the tests in it will be skipped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
