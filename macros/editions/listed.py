"""The list of editions: a line for each, its day and its fingerprint, which `make edition` adds.

Each edition names the fingerprint of the one before it, but none says which editions there are,
and nothing follows the newest. By this list one that is missing is missed, whichever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..records import Problem, read_text
from .editions import Edition

SUFFIX = ".txt"
"""The list of `data/editions/` is `data/editions.txt`: outside, so that it outlives the folder."""
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64})")
_RESTORE = "restore it as it was published"


def write_line(edition: Edition) -> str:
    """Return the line of an edition."""
    return f"{edition.date} {edition.fingerprint}\n"


def check_listed(folder: Path, name: str, editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield a problem for each edition that is listed and not there, not listed, or another.

    Of a file that is there and cannot be read, nothing is said here.
    """
    path = folder.with_suffix(SUFFIX)
    found = {edition.date: edition for edition in editions}
    listed = list(_read_list(path, f"{name}{SUFFIX}")) if path.exists() else []
    if found and not path.exists():
        yield Problem(f"{name}{SUFFIX}", 1, "the list of editions is missing", _RESTORE)
        return
    yield from (line for line in listed if isinstance(line, Problem))
    days = [line for line in listed if not isinstance(line, Problem)]
    for number, (day, fingerprint) in enumerate(days, 1):
        edition, file = found.pop(day, None), f"{name}/{day}.json"
        if not (folder / f"{day}.json").exists():
            wrong = f"the edition of {day} is missing"
            yield Problem(f"{name}{SUFFIX}", number, wrong, f"restore {file} as it was published")
        elif edition and edition.fingerprint != fingerprint:
            yield Problem(file, 1, "it is not the edition that was published", _RESTORE)
    yield from _refuse_unlisted(found, name)


def _refuse_unlisted(found: Mapping[str, Edition], name: str) -> Iterator[Problem]:
    for day in found:
        wrong = f"it is not in the list of editions, {name}{SUFFIX}"
        right = "restore the list, or remove the file: only make edition makes editions"
        yield Problem(f"{name}/{day}.json", 1, wrong, right)


def _read_list(path: Path, name: str) -> Iterator[tuple[str, str] | Problem]:
    text = read_text(path, name)
    if isinstance(text, Problem):
        yield text
        return
    for number, line in enumerate(text.splitlines(), 1):
        if read := _LINE.fullmatch(line):
            yield read[1], read[2]
        else:
            yield Problem(name, number, "not the day and the fingerprint of an edition", _RESTORE)
