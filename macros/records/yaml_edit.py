"""One field of a YAML file changed, or an item added, and nothing else: comments and layout stay.

Nothing is taken on trust: the text is read again, and refused if it says anything else than asked.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from typing import Any

from .yaml_file import Items, Location, Record, get_at, parse_yaml
from .yaml_writer import write_field

_COMMENT = re.compile(r"(?:^|\s)#[^\n]*")
_REMARKS_BELOW = re.compile(r"(?:\n[ \t]*(?:#.*)?)+$")


def find_comments(text: str) -> list[str]:
    """Return all that may be a comment, in whatever order."""
    return sorted(found.strip() for found in _COMMENT.findall(text))


def set_field(text: str, place: Location, value: object, before: str = "") -> str | None:
    """Return a YAML file with another value in one place, where None takes the field away.

    A new field comes before the one that is named, or at the end. None is returned where it
    cannot be done without touching more, as where a comment stands amid the value.
    """
    read = parse_yaml(text, "")
    if not isinstance(read, (Record, Items)):
        return None
    wanted = _with(read, place, value)
    for end in range(len(place), 0, -1):  # a record in braces can only be written anew as a whole
        name, around = place[end - 1], place[: end - 1]
        if isinstance(name, str):
            new = get_at(wanted, around).get(name)
            made = _splice(text, read, [*around, name], new, before)
            if made is not None and parse_yaml(made, "") == wanted:
                return made
    return None


def add_item(text: str, item: str, field: str = "", later: Collection[str] = ()) -> str | None:
    """Return a YAML file with one more item at the end of a list: of a field, or its own.

    `item` is a list of one; remarks at its end are left out, for they would be taken for what
    follows. A field that is not there yet is put before the `later` ones. None is returned where
    the file is not written as usual, so that this would not be safe.
    """
    read = parse_yaml(text, "") if text.strip() else Record() if field else Items()
    lines, added = text.rstrip("\n").split("\n"), _REMARKS_BELOW.sub("", item).split("\n")
    held, new = read.get(field, Items()) if isinstance(read, Record) else read, parse_yaml(item, "")
    if not isinstance(held, Items) or not isinstance(new, Items):
        return None
    if not isinstance(read, Record):
        lines = added if text.strip() in ("", "[]") else [*lines, "", *added]
    elif field in read:
        start, end, _ = _find_block(lines, read, field, "")
        lines[start] = lines[start].replace(": []", ":", 1)
        lines[end:end] = added
    else:
        before = [name for name in read if name not in later]
        end = _find_block(lines, read, before[-1], "")[1] if before else 0
        lines[end:end] = [f"{field}:", *added]
    made, whole = "\n".join(lines).strip("\n") + "\n", [*held, *new]
    wanted = {**read, field: whole} if isinstance(read, Record) else whole
    return made if parse_yaml(made, "") == wanted else None


def _with(read: Record | Items, place: Location, value: object) -> Any:
    """Return what a file is to say."""
    wanted = copy.deepcopy(read)
    around = get_at(wanted, place[:-1])
    if value is None:
        around.pop(place[-1], None)
    else:
        around[place[-1]] = get_at(parse_yaml(write_field("x", value), ""), ["x"])
    return wanted


def _splice(text: str, read: object, place: Location, value: object, before: str) -> str | None:
    """Put the lines of a field in the place of those that are there; None if one has a comment."""
    lines, record, name = text.split("\n"), get_at(read, place[:-1]), str(place[-1])
    start, end, lead = _find_block(lines, record, name, before)
    remarks = dict(_find_remarks(lines, start, end, read))
    remark = remarks.pop(start, "")
    if remarks or (remark and value is None):
        return None
    written = write_field(name, value, len(lead)).split("\n") if value is not None else []
    written[:1] = [f"{lead}{first}{remark}" for first in written[:1]]
    return "\n".join([*lines[:start], *written, *lines[end:]])


def _find_block(lines: list[str], record: Record, name: str, before: str) -> tuple[int, int, str]:
    """Return where the lines of a field begin and end, or where they would, and their indent."""
    if name in record:
        start = _find_start(lines, record.lines[name] - 1, name)
        lead = _lead_of(lines[start])
        return start, _find_end(lines, start, len(lead)), lead
    other = before if before in record else next(reversed(record))
    start = _find_start(lines, record.lines[other] - 1, other)
    lead = " " * len(_lead_of(lines[start]))
    place = start if other == before else _find_end(lines, start, len(lead))
    return place, place, lead


def _find_remarks(
    lines: list[str], start: int, end: int, read: object
) -> Iterator[tuple[int, str]]:
    """Yield the comments of some lines: what can be left out without changing what is said."""
    for n in range(start, end):
        if found := _COMMENT.search(lines[n]):
            bare = [*lines[:n], lines[n][: found.start()], *lines[n + 1 :]]
            if parse_yaml("\n".join(bare), "") == read:
                yield n, found[0]


def _lead_of(line: str) -> str:
    """Return what stands before a field: spaces, and the dash of a list."""
    match = re.match(r" *(?:- +)*", line)
    return match[0] if match else ""


def _find_start(lines: list[str], line: int, name: str) -> int:
    """Return the line in which a field is named whose value begins in a line or before it."""
    named = re.compile(rf" *(?:- +)*{re.escape(name)}:")
    return next((n for n in range(line, -1, -1) if named.match(lines[n])), line)


def _find_end(lines: list[str], start: int, indent: int) -> int:
    """Return the line after a field: blank ones before the next field belong to that."""
    end = start + 1
    inside = re.compile(rf" {{{indent + 1}}}|\s*$")
    while end < len(lines) and inside.match(lines[end]):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end
