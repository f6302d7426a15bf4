"""A few files checked alone: at once, however large the rest is.

Of the other files only the ids are looked up. What takes all of them is left out: whether what a
file names is retired, whether claims rest on one another in a circle, whether two terms lay claim
to one form, and whether everything that was published is still there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..argument import (
    Claim,
    Known,
    Objection,
    Term,
    check_claim,
    check_objection,
    check_references,
    check_term,
    find_data_file,
    find_passages,
    read_essay,
    read_line_of,
    read_present,
    sort_out,
)
from ..records import Entry, Problem, read_item

LEFT_OUT = "circles of claims, what is retired, forms of terms, other files, pages and editions"

_CHECKS: Mapping[type[Any], Any] = {
    Claim: check_claim,
    Objection: check_objection,
    Term: check_term,
}


def can_be_checked_alone(root: Path, name: str) -> bool:
    """Say whether a file, by its path in the project, holds one item and nothing rests on it."""
    file = find_data_file(name)
    plain = ".." not in PurePosixPath(name).parts
    return plain and file is not None and file.model in _CHECKS and (root / name).is_file()


def load_known(root: Path) -> Known:
    """Return every id that the data at `root` has."""
    return _find_known(read_present(root), find_passages(read_essay(root)))


def load_checked(
    root: Path, names: list[str]
) -> tuple[list[Entry[Any]], list[Problem], Mapping[str, str]]:
    """Return what some files hold that can be checked alone, what is wrong, and the essay’s words.

    The words are those of each passage, by its id.
    """
    present = read_present(root)
    passages = find_passages(read_essay(root))
    known = _find_known(present, passages)
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for name in names:
        file = find_data_file(name)
        assert file is not None
        for found in sort_out(root, file.model, read_item(file.model, root / name, name)):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                entries.append(found)
                problems += _CHECKS[file.model](found)
                problems += check_references(found, known)
                problems += _check_responses(root, found, present)
    return entries, problems, passages


def _find_known(present: Mapping[str, str], passages: Mapping[str, str]) -> Known:
    kinds: dict[str, set[str]] = {"": set(), "term": set(), "source": set()}
    for key in present:
        kind, _, id = key.rpartition(":")
        kinds[kind].add(id)
    return Known(
        passages=passages,
        items=frozenset(kinds[""]),
        terms=frozenset(kinds["term"]),
        sources=frozenset(kinds["source"]),
        unread=frozenset() if passages else frozenset("P"),
    )


def _check_responses(
    root: Path, entry: Entry[Any], present: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each response whose id another one has."""
    seen: set[str] = set()
    for number, response in enumerate(getattr(entry.value, "responses", ())):
        owner = present.get(response.id, "")
        if response.id in seen or owner != entry.path:
            line = read_line_of(root / owner, response.id)
            wrong = f"{response.id} is given twice (first in {owner}:{line})"
            place: list[str | int] = ["responses", number, "id"]
            yield entry.problem(place, wrong, "another id; ids are never reused")
        seen.add(response.id)
