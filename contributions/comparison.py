"""Two built sites, compared: pages that came or went, and what those that stayed say otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from .blocks import find_blocks, find_changes
from .record import Changed

_PINNED = re.compile(r"/v\d+/$")


def find_homes(site: Path) -> dict[str, Path]:
    """Return the pages of a site that say what is so now; those that pin a version do not."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        home = f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        if not _PINNED.search(home):
            found[home] = path
    return found


def compare_pages(before: Path, after: Path) -> tuple[Changed, ...]:
    """Return what the pages of both sites say otherwise, each change once, rows first.

    A page that is new is shown as a whole: everything on it is new.
    """
    old = {home: find_blocks(path.read_text("utf-8")) for home, path in find_homes(before).items()}
    homes: dict[Changed, list[str]] = {}
    for home, path in find_homes(after).items():
        for change in find_changes(old.get(home, ()), find_blocks(path.read_text("utf-8"))):
            homes.setdefault(change, []).append(home)
    changes = [replace(change, homes=tuple(found)) for change, found in homes.items()]
    return tuple(sorted(changes, key=lambda change: not change.headings))
