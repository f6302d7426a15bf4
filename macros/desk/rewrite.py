"""One field of a data file written anew, and every other left as it is, comments and layout too."""

from __future__ import annotations

import json
import re

from ..records import Location, Record, get_at, parse_yaml
from .layout import lay_out_sources
from .templates import tidy
from .yaml_writer import write_field


def rewrite_field(text: str, place: Location, value: object) -> str | None:
    """Return the text of a file of YAML with a field worded anew, added, or (None) taken out.

    None where the file is not written as usual, so that this would not be safe.
    """
    record, name = _find_record(text, place[:-1]), str(place[-1])
    if record is None:
        return None
    lines = text.rstrip("\n").split("\n")
    start, end, lead = _find_lines(lines, record, name)
    if start < 0:
        return None
    written = []
    if value is not None:
        written = (lead + write_field(name, tidy(value), len(lead))).split("\n")
        written = _keep_comment(written, lines[start:end], str(record.get(name)))
    made = "\n".join([*lines[:start], *written, *lines[end:]]) + "\n"
    return made if _differ_in(text, made, place) else None


def _find_record(text: str, around: Location) -> Record | None:
    read = parse_yaml(text, "")
    record = get_at(read, around) if isinstance(read, Record) else None
    return record if isinstance(record, Record) else None


def _find_lines(lines: list[str], record: Record, name: str) -> tuple[int, int, str]:
    """Return where the lines of a field begin and end, and what stands before its name.

    A new field comes before what has been said in reply, or last.
    """
    if name not in record:
        place = _find_line(lines, record, "responses") if "responses" in record else len(lines)
        return place, place, ""
    start = _find_line(lines, record, name)
    lead = lines[start].partition(f"{name}:")[0]
    indent = len(lead)
    end = start + 1
    while end < len(lines) and not lines[end][: indent + 1].strip():
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return start, end, lead


def _find_line(lines: list[str], record: Record, name: str) -> int:
    """Return where a field begins: what is in it may begin below. -1 if it is not to be seen."""
    at = record.lines[name] - 1
    while at >= 0 and not lines[at].lstrip(" -").startswith(f"{name}:"):
        at -= 1
    return at


def _keep_comment(written: list[str], before: list[str], value: str) -> list[str]:
    """Return the lines of a field with the comment that stood behind it, if there was one."""
    comment = re.search(r"\s+#.*", before[0]) if before and "#" not in value else None
    if comment is None:
        return written
    if len(written) == 1:
        return [written[0] + comment[0]]
    return [" " * (len(before[0]) - len(before[0].lstrip(" -"))) + comment[0].strip(), *written]


def _differ_in(before: str, after: str, place: Location) -> bool:
    """Say whether two texts differ in one place and in nothing else."""
    read = [parse_yaml(text, "") for text in (before, after)]
    *around, name = place
    for one in read:
        if not isinstance(one, Record):
            return False
        get_at(one, around).pop(name, None)
    return read[0] == read[1]


def rewrite_work(text: str, source: str, field: str, value: str) -> str:
    """Return `sources.json` with one field of one work changed or added."""
    works = [work | {field: value} if work["id"] == source else work for work in json.loads(text)]
    return lay_out_sources(json.dumps(works, ensure_ascii=False))
