"""Two built sites, compared: pages that came or went, and what those that stayed say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .blocks import Block, find_blocks, find_changes
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
    old, new = find_homes(before), find_homes(after)
    homes: dict[tuple[Block | None, Block | None], list[str]] = {}
    for home, path in new.items():
        for pair in _compare(old.get(home), path):
            homes.setdefault(pair, []).append(home)
    changes = [
        Changed(
            headings=((pair[1] or pair[0]) or Block(())).headings,
            before=pair[0].cells if pair[0] else None,
            after=pair[1].cells if pair[1] else None,
            homes=tuple(found),
        )
        for pair, found in homes.items()
    ]
    return tuple(sorted(changes, key=lambda change: not change.headings))


def _compare(before: Path | None, after: Path) -> Iterator[tuple[Block | None, Block | None]]:
    old = find_blocks(before.read_text("utf-8")) if before else []
    yield from find_changes(old, find_blocks(after.read_text("utf-8")))
