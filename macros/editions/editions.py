"""Editions: the wording, version and home of everything citable, frozen.

An edition lists every key. It holds the wording of those whose version is new in it; what it does
not word again is worded by an earlier one. Each names the fingerprint of the one before it and
its own, so that none can be edited, dropped or slipped in afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from ..records import find_invisible, refuse
from .citable import Citable

SCHEMA_VERSION = 1
NEEDED = ("kind", "id", "version", "home", "title", "fingerprint")
"""The fields that every item of an edition has."""


def _check_visible(text: str) -> str:
    for fault in find_invisible(text):
        refuse(*fault)
    return text


Named = Annotated[str, Field(min_length=1)]
Visible = Annotated[str, AfterValidator(_check_visible)]


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One thing as an edition lists it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    key: str
    kind: Named
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    version: Annotated[int, Field(strict=True, ge=1)]
    home: Annotated[str, Field(pattern=r"^/(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?$")]
    """Pages and redirects are written there, so it may not lead out of the site."""
    title: Annotated[Named, AfterValidator(_check_visible)]
    fingerprint: Named
    wording: Mapping[Visible, Visible] | None = None
    """None where an earlier edition has the wording of this version."""
    formerly: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True)
class Edition:
    """What one file freezes."""

    date: str
    """ISO 8601; the file is named after it."""
    items: Mapping[str, Frozen]
    fingerprint: str
    before: str | None
    """The fingerprint of the edition before it."""


@dataclass(frozen=True)
class Version:
    """One wording of one thing."""

    number: int
    edition: str
    title: str
    wording: Mapping[str, str]


@dataclass(frozen=True)
class Register:
    """What the editions together say; every mapping is by today's key."""

    editions: tuple[Edition, ...]
    versions: Mapping[str, tuple[Version, ...]]
    homes: Mapping[str, tuple[str, ...]]
    """Every home a thing has had, the latest last."""
    renamed: Mapping[str, str]
    """From a key of old to today's."""

    @property
    def latest(self) -> Edition | None:
        """The newest edition."""
        return self.editions[-1] if self.editions else None

    def version_of(self, key: str, wording: Mapping[str, str]) -> Version | None:
        """Return the newest version, if it is worded like this."""
        versions = self.versions.get(key)
        if versions and find_fingerprint(versions[-1].wording) == find_fingerprint(wording):
            return versions[-1]
        return None


def find_fingerprint(value: object) -> str:
    """Return the SHA-256 of a JSON value in its one canonical form."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def export_edition(edition: Edition) -> dict[str, Any]:
    """Return the JSON-ready value that the edition's file holds."""
    items = {}
    for key, item in edition.items.items():
        shown: dict[str, Any] = {field: getattr(item, field) for field in NEEDED}
        if item.formerly:
            shown["formerly"] = list(item.formerly)
        if item.retired:
            shown["retired"] = True
        if item.wording is not None:
            shown["wording"] = dict(item.wording)
        items[key] = shown
    before = {"fingerprint": edition.before} if edition.before else None
    return {
        "schema_version": SCHEMA_VERSION,
        "edition": edition.date,
        "fingerprint": edition.fingerprint,
        "before": before,
        "items": items,
    }


def sign(date: str, items: Mapping[str, Frozen], before: str | None) -> Edition:
    """Return an edition with its fingerprint, which covers everything else in it."""
    record = export_edition(Edition(date, items, "", before))
    return Edition(date, items, find_record_fingerprint(record), before)


def find_record_fingerprint(record: Mapping[str, Any]) -> str:
    """Return the fingerprint that an edition's file must name as its own."""
    return find_fingerprint({key: value for key, value in record.items() if key != "fingerprint"})


def build_register(editions: Iterable[Edition]) -> Register:
    """Join editions that follow one another."""
    editions = tuple(editions)
    versions: dict[str, list[Version]] = {}
    homes: dict[str, list[str]] = {}
    renamed: dict[str, str] = {}
    for edition in editions:
        for key, item in edition.items.items():
            for old in item.formerly:
                if old in versions:
                    versions.setdefault(key, versions.pop(old))
                    homes[key] = [*homes.pop(old), *homes.get(key, ())]
                renamed[old] = key
            renamed.pop(key, None)  # it has its old name again
            if item.wording is not None:
                version = Version(item.version, edition.date, item.title, item.wording)
                versions.setdefault(key, []).append(version)
            if item.home not in homes.setdefault(key, []):
                homes[key].append(item.home)
    return Register(
        editions=editions,
        versions={key: tuple(found) for key, found in versions.items()},
        homes={key: tuple(found) for key, found in homes.items()},
        renamed={old: _follow(renamed, old) for old in renamed},
    )


def _follow(renamed: Mapping[str, str], key: str) -> str:
    seen = {key}
    while key in renamed and renamed[key] not in seen:
        key = renamed[key]
        seen.add(key)
    return key


@dataclass(frozen=True)
class Changes:
    """What a new edition does to what was published before; each is a list of keys."""

    new: tuple[str, ...]
    reworded: tuple[str, ...]
    retired: tuple[str, ...]
    moved: tuple[str, ...]

    def items(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Return each kind of change with its keys."""
        return vars(self).items()

    def __bool__(self) -> bool:
        return any(keys for _, keys in self.items())


def freeze(citables: Iterable[Citable], register: Register, date: str) -> tuple[Edition, Changes]:
    """Return the edition that freezes everything citable on a date, and what it changes."""
    latest = register.latest.items if register.latest else {}
    items = {
        citable.key: _freeze_one(citable, _find_earlier(citable, latest)) for citable in citables
    }
    before = register.latest.fingerprint if register.latest else None
    return sign(date, items, before), _compare(items, latest)


def find_changes(register: Register) -> Iterator[tuple[Edition, Changes]]:
    """Yield each edition, the oldest first, with what it changed in the one before it."""
    latest: Mapping[str, Frozen] = {}
    for edition in register.editions:
        yield edition, _compare(edition.items, latest)
        latest = edition.items


def _find_earlier(thing: Citable | Frozen, latest: Mapping[str, Frozen]) -> Frozen | None:
    """Return what an edition has of a thing, under its key or one that it had before."""
    return next((latest[key] for key in (thing.key, *thing.formerly) if key in latest), None)


def _compare(items: Mapping[str, Frozen], latest: Mapping[str, Frozen]) -> Changes:
    changes: dict[str, list[str]] = {"new": [], "reworded": [], "retired": [], "moved": []}
    for key, item in items.items():
        for change in _find_changes(item, _find_earlier(item, latest)):
            changes[change].append(key)
    return Changes(**{name: tuple(keys) for name, keys in changes.items()})


def _freeze_one(citable: Citable, earlier: Frozen | None) -> Frozen:
    fingerprint = find_fingerprint(dict(citable.wording))
    same = earlier is not None and earlier.fingerprint == fingerprint
    version = earlier.version + (not same) if earlier else 1
    return Frozen(
        key=citable.key, kind=citable.kind, id=citable.id, version=version, home=citable.home,
        title=citable.title, fingerprint=fingerprint, wording=None if same else citable.wording,
        formerly=citable.formerly, retired=citable.retired,
    )  # fmt: skip


def _find_changes(item: Frozen, earlier: Frozen | None) -> Iterator[str]:
    if earlier is None:
        yield "new"
        return
    if item.version > earlier.version:
        yield "reworded"
    if item.retired and not earlier.retired:
        yield "retired"
    if item.home != earlier.home:
        yield "moved"
