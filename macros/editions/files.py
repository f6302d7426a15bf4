"""Edition files: append-only JSON, each read back exactly as it was written."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..records import Model, Problem, read_text, take_first
from .editions import (
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


def read_editions(folder: Path, name: str) -> tuple[list[Edition], list[Problem]]:
    """Return the editions that can be read, the oldest first, and the problems of all.

    Without the folder there are none.
    """
    editions: list[Edition] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.name.startswith("."):
            continue
        found = _read_edition(path, f"{name}/{path.name}")
        if isinstance(found, Edition):
            editions.append(found)
        else:
            problems += found
    return editions, problems


def _read_edition(path: Path, name: str) -> Edition | list[Problem]:
    if path.suffix != ".json" or not _DATE.fullmatch(path.stem):
        right = "expected a date and .json, such as 2026-12-01.json"
        return [Problem(name, 1, "not an edition’s file name", right)]
    if fault := _find_day_fault(path.stem):
        return [Problem(name, 1, *fault)]
    text = read_text(path, name, LARGEST_EDITION)
    if isinstance(text, Problem):
        return [text]
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
        return [Problem(name, line, "the file is cut short or broken", _RESTORE)]
    problems = [
        Problem(name, find_line(text, key), f"{key} is given twice", _RESTORE) for key in doubled
    ]
    found = _parse_edition(record, text, name, path.stem)
    return [*problems, *found] if isinstance(found, list) else problems or found


_RESTORE = "editions are never edited: restore the file as it was published"


class _Before(Model):
    fingerprint: str


class _File(Model):
    """What a file holds."""

    schema_version: Literal[1]
    edition: str
    fingerprint: str
    before: _Before | None
    items: dict[str, Frozen]


def _parse_edition(record: Any, text: str, name: str, date: str) -> Edition | list[Problem]:
    """Return the edition, or what is wrong with it, however well it is signed."""

    def say(key: str, wrong: str, right: str = _RESTORE) -> Problem:
        return Problem(name, find_line(text, key), wrong, right)

    if not isinstance(record, dict) or not isinstance(items := record.get("items"), dict):
        return [say("", "not an edition: it has no items")]
    keyed = {
        key: one | {"key": key} if isinstance(one, dict) else one for key, one in items.items()
    }
    faults = dict(fault for key, one in items.items() for fault in _find_hidden(key, one))
    try:
        file = _File.model_validate(record | {"items": keyed})
    except ValidationError as error:
        faults |= map(_tell_fault, reversed(error.errors()))  # one a key
    if faults:
        return list(take_first(say(*fault) for fault in faults.items()))
    if file.edition != date:
        right = f"expected {date}, as in the file’s name"
        return [say("edition", f"edition is {file.edition!r}", right)]
    if file.fingerprint != find_record_fingerprint(record):
        return [say("fingerprint", "the file was edited after publication")]
    before = file.before.fingerprint if file.before else None
    return Edition(file.edition, file.items, file.fingerprint, before)


def _find_hidden(key: str, item: Any) -> Iterator[tuple[str, str]]:
    """Yield a fault for what would pass as the key that each is given, or as what is left out."""
    if isinstance(item, dict) and "key" in item:
        yield key, f"key of {key} is nothing that an edition holds"
    if isinstance(item, dict) and item.get("wording", item) is None:
        yield key, f"wording of {key} is 'None'"


def _tell_fault(error: ErrorDetails) -> tuple[str, str]:
    """Return the key of what has a fault, and the fault."""
    steps = [str(step) for step in error["loc"] if step not in ("items", "[key]")]
    where = " of ".join(reversed(steps))
    if error["type"] == "missing":
        return steps[0], f"{where} is missing"
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return steps[0], f"{where} is nothing that an edition holds"
    if error["type"] == "text":
        return steps[0], f"{where}: {error['ctx']['wrong']}"
    return steps[0], f"{where} is {str(error['input'])[:60]!r}"


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
