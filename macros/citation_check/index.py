"""What can be cited, to look it up by id, key or address: today’s wording and every older one.

It is made from the export of old wordings, so that it knows exactly what a browser can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..editions import make_key

IMMUTABLE = ("paragraph", "sentence")
_ANCHOR_OF_ITEM = re.compile(r"[a-z]+[0-9]+(-[0-9]+)?")
"""Other anchors are those of headings, which nothing is promised about."""
_LETTERED = re.compile(r"[A-Z][0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class OldWording:
    """One version of an item."""

    number: int
    edition: str
    home: str
    """The address that pins it."""
    wording: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that can be cited."""

    key: str
    kind: str
    id: str
    title: str
    home: str
    homes: tuple[str, ...]
    formerly: tuple[str, ...]
    retired: Mapping[str, Any] | None
    current: int | None
    """The version worded like today; None if no edition has today's wording."""
    wording: Mapping[str, str]
    versions: tuple[OldWording, ...]

    @property
    def name(self) -> str:
        """What it is called in a sentence: claim C10."""
        return f"{self.kind} {self.id}"

    @property
    def is_lettered(self) -> bool:
        """Whether its id is a letter and a number, which no other site is likely to have."""
        return _LETTERED.fullmatch(self.id) is not None

    def version(self, number: int) -> OldWording | None:
        """Return the version of a number, if there is one."""
        return next((version for version in self.versions if version.number == number), None)


@dataclass(frozen=True)
class Place:
    """What an address leads to."""

    item: Item
    address: str
    """Where it is today."""
    moved: bool = False
    version: int | None = None
    """That the address pins."""


@dataclass(frozen=True)
class Unknown:
    """An address that looks like an item's and is none."""

    known: tuple[str, ...]
    """Addresses that may have been meant."""


class Index:
    """Everything that can be cited."""

    def __init__(self, items: Iterable[Mapping[str, Any]]) -> None:
        self.items = tuple(_parse_item(item) for item in items)
        self.by_id = {item.id: item for item in self.items if item.is_lettered}
        self.by_key = {make_key(item.key): item for item in self.items}
        self.old_keys = {make_key(key): item for item in self.items for key in item.formerly}
        self._homes = {home: item for item in self.items for home in item.homes}
        self._homes |= {item.home: item for item in self.items}
        self.sections = tuple(sorted({home.split("/")[1] for home in self._homes}))
        self._parts = {home: item for home, item in self._homes.items() if item.kind == "part"}
        self._passages = {
            item.home.partition("#")[2]: item for item in self.items if item.kind in IMMUTABLE
        }

    def find(self, address: str) -> Place | Unknown | None:
        """Return what an address within the site leads to; None if it is a page of another kind."""
        page, _, anchor = address.partition("#")
        page = re.sub(r"(index\.(html|md))$", "", page.partition("?")[0])
        version = re.fullmatch(r"(.+/)v([0-9]{1,6})/?", page)
        if version and version[1] in self._homes:
            return self._place(version[1], int(version[2]))
        page = self._find_page(page)
        if found := self._find_anchor(page, anchor):
            return found
        if page in self._homes and not _ANCHOR_OF_ITEM.fullmatch(anchor):
            return self._place(page)
        return self._find_fault(page, anchor)

    def _find_page(self, page: str) -> str:
        """Return a page as its home is written, also of a file that lies beside it."""
        whole = page if page.endswith("/") else f"{page}/"
        folder = page.rpartition("/")[0] + "/"
        beside = whole not in self._homes and "." in page[len(folder) :] and folder in self._homes
        return folder if beside else whole

    def _find_anchor(self, page: str, anchor: str) -> Place | None:
        if anchor and f"{page}#{anchor}" in self._homes:
            return self._place(f"{page}#{anchor}")
        if page in self._homes and anchor == self._homes[page].id.lower():
            return self._place(page)
        passage = self._passages.get(anchor)
        if part := self._parts.get(page):
            if passage and passage.wording["text"] in part.wording["text"]:
                return Place(passage, f"{part.home}#{anchor}", page != part.home)
            return Place(passage, passage.home, moved=True) if passage else None
        return None

    def _place(self, home: str, version: int | None = None) -> Place:
        item = self._homes[home]
        pin = f"v{version}/" if version is not None else ""
        return Place(item, item.home + pin, home != item.home, version)

    def _find_fault(self, page: str, anchor: str) -> Unknown | None:
        section = page.split("/")[1] if "/" in page[1:] else ""
        if section not in self.sections:
            return None
        if page == f"/{section}/":
            anchored = tuple(home for home in self._homes if home.startswith(f"{page}#"))
            return Unknown(anchored) if anchored and _ANCHOR_OF_ITEM.fullmatch(anchor) else None
        return Unknown(tuple(home for home in self._homes if home.startswith(f"/{section}/")))


def _parse_item(item: Mapping[str, Any]) -> Item:
    return Item(
        key=item["key"], kind=item["kind"], id=item["id"], title=item["title"], home=item["home"],
        homes=tuple(item["homes"]), formerly=tuple(item["formerly"]), retired=item["retired"],
        current=item["current"], wording=_with_title(item),
        versions=tuple(
            OldWording(
                version["number"], version["edition"], version["home"], _with_title(version)
            )
            for version in item["versions"]
        ),
    )  # fmt: skip


def _with_title(item: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the wording; a title that is no field of it is the generator's, and may be cited."""
    return {"title": item["title"], **item["wording"]}
