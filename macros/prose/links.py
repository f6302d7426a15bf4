"""Where the links of pages of prose lead, and what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..records import Problem, did_you_mean, find_address_fault
from .page import Call, Page, find_linked


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
    for address, words in find_linked(page).items():
        if "\ue000" in address or address.startswith("#fnref"):
            continue  # a macro in an attribute, and the way back from a note, are told otherwise
        lines = page.lines_with(f"]({address}", f"<{address}", address)
        if not all(words):
            yield Problem(name, lines[0], "a link without words", "write [what it leads to](…)")
        for fault in _check_link(page, address, pages, made):
            if isinstance(fault, tuple):
                yield from (Problem(name, line, *fault) for line in lines)
            else:
                where = "this page" if fault.target == page.place else fault.target
                wrong = f"the link to #{fault.anchor}: there is no such anchor on {where}"
                told = (wrong, _tell_anchor(fault))
                problems = tuple(Problem(name, line, *told) for line in lines)
                known = pages.get(fault.target)
                if known and not known.calls:
                    yield from problems
                else:
                    yield Wanted(fault.target, fault.anchor, problems, fault.calls)


@dataclass(frozen=True)
class _Missing:
    target: str
    anchor: str
    known: frozenset[str]
    calls: tuple[Call, ...] = ()


def _tell_anchor(missing: _Missing) -> str:
    if not missing.known:
        return "leave it out, or look for it on the page"
    return did_you_mean(missing.anchor, missing.known)


def _check_link(
    page: Page, address: str, pages: Mapping[str, Page], made: Collection[str]
) -> Iterator[tuple[str, str] | _Missing]:
    """Yield (wrong, right) for a link that leads nowhere, or the anchor that is not there."""
    if not address.strip():
        yield "a link without an address", "write [words](address)"
    elif re.match(r"https?:", address, re.I):
        if fault := find_address_fault(address):
            yield fault
    elif re.match(r"[\w.+-]+:|//|\\", address):
        return  # foreign, or to write a mail
    elif address.startswith("/"):
        near = _way(page.place, _guess(address.lstrip("/"), {*pages, *made}))
        yield f"the link {address} begins at the root of a server", f"write {near}"
    else:
        yield from _check_own(page, address, pages, made)


def _check_own(
    page: Page, address: str, pages: Mapping[str, Page], made: Collection[str]
) -> Iterator[tuple[str, str] | _Missing]:
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    near = posixpath.normpath(posixpath.join(posixpath.dirname(page.place), path))
    target = near if path else page.place
    if target not in pages and target not in made and not target.startswith("map/"):
        guess = _guess(target, {*pages, *made})
        right = f"did you mean {_way(page.place, guess)}?" if guess else "look for its file in docs"
        yield f"the link {address} leads to no page", right
    elif anchor or address == "#":
        known = pages.get(target)
        anchors = known.anchors if known else frozenset()
        if unquote(anchor) not in anchors and anchor not in anchors:
            yield _Missing(target, anchor, anchors, known.calls if known else ())


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
