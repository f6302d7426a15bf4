"""Where the links of pages of prose lead, and what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..records import Problem, did_you_mean, find_address_fault
from .page import Call, Page


@dataclass(frozen=True)
class Wanted:
    """An anchor that only a finished page can have: one made from data, or by a macro."""

    target: str
    """The place of the page."""
    anchor: str
    problems: tuple[Problem, ...]
    """What to say if it is not there."""
    calls: tuple[Call, ...] = ()
    """What macros that page calls, if somebody has written it."""


def check_links(
    page: Page, name: str, pages: Mapping[str, Page], made: Collection[str]
) -> Iterator[Problem | Wanted]:
    """Yield a problem for each link of a page that leads nowhere.

    `pages` are those that somebody has written, by their places; `made` those made from data.
    """
    places = {*pages, *made}
    for address, words in page.links.items():
        if "\ue000" in address or address.startswith("#fnref"):
            continue  # a macro in an attribute, and the way back from a note, are told otherwise
        lines = page.lines_with(f"]({address}", f"<{address}", address)
        if not all(words):
            yield Problem(name, lines[0], "a link without words", "write [what it leads to](…)")
        if fault := _find_fault(page, address, places):
            yield from (Problem(name, line, *fault) for line in lines)
        elif "#" in address and not _FOREIGN.match(address):
            yield from _find_wanted(page, name, address, lines, pages)


_FOREIGN = re.compile(r"[\w.+-]+:|//|\\")
"""It leads to others, or writes a mail."""


def _find_fault(page: Page, address: str, places: Collection[str]) -> tuple[str, str] | None:
    """Return (wrong, right) for a link that leads to no page."""
    if not address.strip():
        return "a link without an address", "write [words](address)"
    if re.match(r"https?:", address, re.I):
        return find_address_fault(address)
    if _FOREIGN.match(address):
        return None
    if address.startswith("/"):
        near = _way(page.place, _guess(address.lstrip("/"), places))
        return f"the link {address} begins at the root of a server", f"write {near}"
    target = _find_target(page, address)
    if target in places or target.startswith("map/"):
        return None
    guess = _guess(target, places)
    right = f"did you mean {_way(page.place, guess)}?" if guess else "look for its file in docs"
    return f"the link {address} leads to no page", right


def _find_target(page: Page, address: str) -> str:
    path = unquote(re.split(r"[?#]", address)[0])
    near = posixpath.normpath(posixpath.join(posixpath.dirname(page.place), path))
    return near if path else page.place


def _find_wanted(
    page: Page, name: str, address: str, lines: list[int], pages: Mapping[str, Page]
) -> Iterator[Problem | Wanted]:
    """Yield what is wrong if an anchor is not there, or what to look for on the finished page."""
    target, anchor = _find_target(page, address), address.partition("#")[2]
    known = pages.get(target)
    anchors = known.anchors if known else frozenset()
    if {anchor, unquote(anchor)} & anchors or not (anchor or address == "#"):
        return
    where = "this page" if target == page.place else target
    wrong = f"the link to #{anchor}: there is no such anchor on {where}"
    right = did_you_mean(anchor, anchors) if anchors else "leave it out, or look for it on the page"
    problems = tuple(Problem(name, line, wrong, right) for line in lines)
    if known and not known.calls:
        yield from problems
    else:
        yield Wanted(target, anchor, problems, known.calls if known else ())


def _guess(path: str, places: Collection[str]) -> str:
    """Return the place that is most likely meant, or nothing."""
    bare = re.sub(r"(?:/index)?(?:\.html?|\.md|/)*$", "", path.partition("#")[0])
    for place in (f"{bare}.md", f"{bare}/index.md", "index.md" if not bare else ""):
        if place in places:
            return place
    right = did_you_mean(f"{bare}.md", places)
    same = [one for one in places if posixpath.basename(one) == f"{posixpath.basename(bare)}.md"]
    if len(same) == 1:
        return same[0]
    return right.removeprefix("did you mean ").removesuffix("?") if "did you" in right else ""


def _way(place: str, target: str) -> str:
    """Return how a link on a page is written that leads to another."""
    if not target:
        return "[words](page.md)"
    return posixpath.relpath(target, posixpath.dirname(place) or ".")
