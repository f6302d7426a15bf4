"""Edition files: append-only JSON, each read back exactly as it was written."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..records import Problem, find_invisible, read_text
from .editions import (
    NEEDED,
    SCHEMA_VERSION,
    Edition,
    Frozen,
    Register,
    export_edition,
    find_fingerprint,
    find_record_fingerprint,
)
from .listed import SUFFIX, write_line

LARGEST_EDITION = 200_000_000
"""Bytes."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ITEM_FIELDS = {*NEEDED, "wording", "formerly", "retired"}


def read_editions(folder: Path, name: str) -> tuple[list[Edition], list[Problem]]:
    """Return the editions that can be read, the oldest first, and the problems of all.

    Without the folder there are none.
    """
    editions: list[Edition] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.name.startswith("."):
            continue
        found, wrong = _read_edition(path, f"{name}/{path.name}")
        problems += wrong
        if found:
            editions.append(found)
    return editions, problems


def _read_edition(path: Path, name: str) -> tuple[Edition | None, list[Problem]]:
    if path.suffix != ".json" or not _DATE.fullmatch(path.stem):
        right = "expected a date and .json, such as 2026-12-01.json"
        return None, [Problem(name, 1, "not an edition’s file name", right)]
    if fault := _find_day_fault(path.stem):
        return None, [Problem(name, 1, *fault)]
    text = read_text(path, name, LARGEST_EDITION)
    if isinstance(text, Problem):
        return None, [text]
    doubled: list[str] = []

    def refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            keys = [key for key, _ in pairs]
            doubled.extend(key for key in record if keys.count(key) > 1)
        return record

    try:
        record = json.loads(text, object_pairs_hook=refuse_doubles)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return None, [Problem(name, line, "the file is cut short or broken", _RESTORE)]
    problems = [
        Problem(name, find_line(text, key), f"{key} is given twice", _RESTORE) for key in doubled
    ]
    problems += _check_record(record, text, name, path.stem)
    return (None, problems) if problems else (_parse_edition(record), [])


_RESTORE = "editions are never edited: restore the file as it was published"


def _check_record(record: Any, text: str, name: str, date: str) -> Iterator[Problem]:
    if not isinstance(record, dict) or not isinstance(record.get("items"), dict):
        yield Problem(name, 1, "not an edition: it has no items", _RESTORE)
        return
    if record.get("schema_version") != SCHEMA_VERSION:
        wrong = f"schema_version is {record.get('schema_version')!r}"
        yield Problem(name, find_line(text, "schema_version"), wrong, f"expected {SCHEMA_VERSION}")
        return
    faults = list(_check_items(record["items"], text, name))
    yield from faults
    if record.get("edition") != date:
        wrong = f"edition is {record.get('edition')!r}"
        yield Problem(
            name, find_line(text, "edition"), wrong, f"expected {date}, as in the file’s name"
        )
    elif not faults and record.get("fingerprint") != find_record_fingerprint(record):
        yield Problem(
            name, find_line(text, "fingerprint"), "the file was edited after publication", _RESTORE
        )
    elif not faults:
        yield from _check_forms(record, text, name)


def _check_items(items: Mapping[str, Any], text: str, name: str) -> Iterator[Problem]:
    for key, item in items.items():
        if wrong := _find_item_fault(item):
            yield Problem(name, find_line(text, key), f"{key} {wrong}", _RESTORE)


def _find_item_fault(item: Any) -> str | None:
    if not isinstance(item, dict):
        return "has no fields"
    if missing := [field for field in NEEDED if field not in item]:
        return f"lacks {', '.join(missing)}"
    if unknown := sorted(set(item) - _ITEM_FIELDS):
        return f"has {', '.join(unknown)}, which no item has"
    if type(item["version"]) is not int or item["version"] < 1:
        return f"has the version {item['version']!r}"
    return None


def _check_forms(record: Mapping[str, Any], text: str, name: str) -> Iterator[Problem]:
    """Yield a problem for what no edition made here can hold, however well it is signed."""
    before = record.get("before") or {"fingerprint": ""}
    if not isinstance(before, dict) or not _is_texts([before.get("fingerprint")]):
        wrong = "before is not the fingerprint of an edition"
        yield Problem(name, find_line(text, "before"), wrong, _RESTORE)
    for key, item in record["items"].items():
        for wrong in _find_form_faults(item):
            yield Problem(name, find_line(text, key), f"{key} {wrong}", _RESTORE)


_HOME = re.compile(r"/(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?")
"""Pages and redirects are written where homes say, so none may lead out of the site."""
_FORMS = {"home": _HOME, "id": re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")}


def _find_form_faults(item: Mapping[str, Any]) -> Iterator[str]:
    for field in sorted({*NEEDED} - {"version"}):
        value = item[field]
        if not isinstance(value, str) or not _FORMS.get(field, _ANYTHING).fullmatch(value):
            yield f"has the {field} {str(value)[:60]!r}"
    if not _is_texts(item.get("formerly", [])):
        yield "has a formerly that is no list of keys"
    wording = item.get("wording", {})
    if not isinstance(wording, dict) or not _is_texts(list(wording.values())):
        yield "has a wording that is not made of texts"
    elif any(
        any(find_invisible(text)) for text in (str(item["title"]), *wording, *wording.values())
    ):
        yield "has an invisible character"


_ANYTHING = re.compile(".+", re.DOTALL)


def _is_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def find_line(text: str, key: str) -> int:
    """Return the line of an edition’s file in which a key stands."""
    place = text.find(f"{json.dumps(key, ensure_ascii=False)}:")
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


Locate = Callable[[str, str], int]
"""From the date of an edition and a key to the line of its file in which the key stands."""


def locate_in(folder: Path) -> Locate:
    """Return what finds the line of a key; an edition’s file is read when first asked about."""

    @cache
    def read_edition(date: str) -> str:
        return (folder / f"{date}.json").read_text("utf-8")

    return lambda date, key: find_line(read_edition(date), key)


def _parse_edition(record: Mapping[str, Any]) -> Edition:
    items = {key: _parse_item(key, item) for key, item in record["items"].items()}
    before = record["before"]["fingerprint"] if record.get("before") else None
    return Edition(record["edition"], items, record["fingerprint"], before)


def _parse_item(key: str, item: Mapping[str, Any]) -> Frozen:
    formerly, retired = tuple(item.get("formerly", ())), bool(item.get("retired"))
    return Frozen(key=key, **{**item, "formerly": formerly, "retired": retired})


def check_chain(editions: Iterable[Edition], name: str) -> Iterator[Problem]:
    """Yield a problem for each edition that does not follow from the ones before it."""
    before: Edition | None = None
    known: Mapping[str, Frozen] = {}
    for edition in editions:
        path = f"{name}/{edition.date}.json"
        if edition.before != (before.fingerprint if before else None):
            wrong = f"it does not follow {before.date}.json" if before else "it is not the first"
            yield Problem(
                path, 1, wrong, "restore the file that is missing, or remove the one that was added"
            )
        yield from _check_step(edition, known, path)
        known = edition.items
        before = edition


def _check_step(edition: Edition, known: Mapping[str, Frozen], path: str) -> Iterator[Problem]:
    renamed = {old for item in edition.items.values() for old in item.formerly}
    for key, item in edition.items.items():
        earlier = known.get(key) or next(
            (known[old] for old in item.formerly if old in known), None
        )
        yield from (
            Problem(path, 1, wrong, _RESTORE) for wrong in _find_step_faults(key, item, earlier)
        )
    for key in known:
        if key not in edition.items and key not in renamed:
            yield Problem(path, 1, f"{key} is in an earlier edition and not in this one", _RESTORE)


def _find_step_faults(key: str, item: Frozen, earlier: Frozen | None) -> Iterator[str]:
    next_version = earlier.version + 1 if earlier else 1
    if item.wording is None:
        if not earlier or item.version != earlier.version:
            yield f"{key} has the version {item.version}, whose wording no edition holds"
        elif item.fingerprint != earlier.fingerprint:
            yield f"{key} has another fingerprint but the same version"
    elif item.version != next_version:
        yield f"{key} has the version {item.version}, and {next_version} comes next"
    elif item.fingerprint != find_fingerprint(dict(item.wording)):
        yield f"the wording of {key} does not have its fingerprint"
    if earlier and earlier.retired and not item.retired:
        yield f"{key} was retired and is in use again"


def find_date_fault(date: str, register: Register) -> str | None:
    """Say what is wrong with the date of a new edition, and what would be right."""
    if fault := _find_day_fault(date):
        return "; ".join(fault)
    if register.latest and date <= register.latest.date:
        return f"there is an edition of {register.latest.date}; a new one needs a later date"
    return None


def _find_day_fault(date: str) -> tuple[str, str] | None:
    """Say what is wrong with the day of an edition: after one to come, no other could follow."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        day = None
    if day is None or not _DATE.fullmatch(date):
        return f"{date} is not a date", "expected one such as 2026-12-01"
    today = datetime.datetime.now(datetime.UTC).date()
    if day > today + datetime.timedelta(days=1):  # anywhere on earth
        return f"{date} is still to come", "an edition has the day on which it is made"
    return None


def write_edition(edition: Edition, folder: Path) -> Path:
    """Write a new edition's file and its line in the list, both or neither.

    Raises FileExistsError where there is one of that date.
    """
    path, listed = folder / f"{edition.date}.json", folder.with_suffix(SUFFIX)
    folder.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise FileExistsError(path)
    before = listed.read_text("utf-8") if listed.exists() else ""
    texts = {
        path: json.dumps(export_edition(edition), ensure_ascii=False, indent=1) + "\n",
        listed: before + write_line(edition),
    }
    partial = {whole: whole.with_name(f".{whole.name}.part") for whole in texts}
    try:
        for whole, text in texts.items():
            partial[whole].write_text(text, encoding="utf-8")
        for whole in texts:
            partial[whole].rename(whole)
    finally:
        for one in partial.values():
            one.unlink(missing_ok=True)
    return path
