"""Redirects: every address that anything has ever had leads to where the thing is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..records import group
from .editions import Frozen, Register
from .history import PINNED_KINDS, History


@dataclass(frozen=True)
class Redirect:
    """An address that was given out: a page, or an anchor on one."""

    page: str
    anchor: str
    """Empty where the whole page is meant."""
    title: str
    target: str
    """Where today that is which it led to."""
    key: str
    """Of what stands there."""


def find_redirects(histories: Mapping[str, History], register: Register) -> Iterator[Redirect]:
    """Yield a redirect for each home, and each pinned page, that is no longer where it was."""
    for history in histories.values():
        citable = history.citable
        for old in find_former_homes(history, register):
            page, _, anchor = old.partition("#")
            yield Redirect(page, anchor, citable.title, citable.home, citable.key)
            for version in history.versions if history.is_pinned else ():
                pinned, home = f"{old}v{version.number}/", history.home_of(version)
                yield Redirect(pinned, "", version.title, home, citable.key)


def find_former_homes(history: History, register: Register) -> list[str]:
    """Return every home that a thing has had, but today's."""
    citable = history.citable
    keys = (citable.key, *citable.formerly)
    homes = dict.fromkeys(home for key in keys for home in register.homes.get(key, ()))
    return [home for home in homes if home != citable.home]


def group_by_page(redirects: Iterable[Redirect]) -> dict[str, list[Redirect]]:
    """Group redirects by the page of old."""
    return group((redirect.page, redirect) for redirect in redirects)


@dataclass(frozen=True)
class Promise:
    """An address, and the edition and key under which it was last given out."""

    address: str
    edition: str
    key: str


def find_promised(register: Register) -> Iterable[Promise]:
    """Return every address that an edition has given out: homes, anchors and pinned pages.

    A version that was pinned beside one home of old stays promised there, whatever was renamed.
    """
    promised = {}
    for edition in register.editions:
        for key, item in edition.items.items():
            for address in _find_addresses(item):
                promised[address] = Promise(address, edition.date, key)
    return promised.values()


def _find_addresses(item: Frozen) -> Iterator[str]:
    yield item.home
    if item.kind in PINNED_KINDS:
        yield from (f"{item.home}v{number}/" for number in range(1, item.version + 1))
