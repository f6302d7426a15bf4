"""Checking: everything that is wrong, and what could be better, each with where to read on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..argument import DATA, all_entries, find_known, find_passages
from ..records import Entry, Problem, read_text
from .advice import advise_on_gaps, find_advice
from .alone import can_be_checked_alone, load_checked
from .essay_advice import advise_on_essay
from .field_help import find_help
from .prose_advice import advise_on_prose
from .reports import Finding

if TYPE_CHECKING:
    from .publication import Publication

MOST_ALONE = 20
"""More files than these are checked sooner with all the others."""


FindLost = Callable[["Publication"], Iterable[Problem]]
"""Finds what only finished pages can tell of prose."""


def load_findings(
    root: Path, files: Iterable[Path], base: str = "", find_lost: FindLost = lambda _: ()
) -> tuple[list[Finding], bool]:
    """Return what is found in some files or, without any, in all; and whether all were checked.

    Where a file cannot be judged alone, all are checked. `base` is the address of the project’s
    folder, for links; `find_lost` says what only finished pages can tell.
    """
    names = [Path(os.path.relpath(path, root)).as_posix() for path in files]
    alone = 0 < len(names) <= MOST_ALONE and all(can_be_checked_alone(root, n) for n in names)
    problems, advice = _check_alone(root, names) if alone else _check_all(root, find_lost)
    problems += _find_unknown(root, names)
    wanted = [found for found in advice if not names or found.path in names]
    findings = [*_describe_problems(root, problems), *sorted(set(wanted))]
    return [replace(found, help=base + found.help) for found in findings], not alone


def _find_unknown(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name of a file that is not there or that no check is for."""
    for name in names:
        if not (root / name).is_file():
            found = [
                p for place in (DATA, "docs") for p in (root / place).rglob("*") if p.is_file()
            ]
            known = {path.name: path.relative_to(root).as_posix() for path in found}
            stem = PurePosixPath(name).name.removesuffix(".yml")
            meant = known.get(f"{stem}.yml") or known.get(stem) or "data/objections/O2.yml"
            right = f"expected its place in the project, such as {meant}"
            yield Problem(name, 1, "there is no such file", right)
        elif not name.startswith((f"{DATA}/", "docs/")):
            wrong, right = "this is no data file and no page", "they lie in data/ and docs/"
            yield Problem(name, 1, wrong, right)


def _check_alone(root: Path, names: list[str]) -> tuple[list[Problem], list[Finding]]:
    entries, problems, passages = load_checked(root, names)
    return problems, list(find_advice(entries, passages))


def _check_all(root: Path, find_lost: FindLost) -> tuple[list[Problem], list[Finding]]:
    from .publication import check_publication  # it knows the templates: too much for one file

    draft, essay, problems, publication = check_publication(root, root / "docs")
    entries: list[Entry[Any]] = [*all_entries(draft), *draft.sources]
    latest = publication.register.latest if publication else None
    problems += find_lost(publication) if publication else []
    advice = list(find_advice(entries, find_passages(essay)))
    known = find_known(draft, essay)
    advice += advise_on_prose(root, {*known.items, *known.passages})
    if not problems:  # an id that cannot be read is no gap
        advice += advise_on_gaps(entries)
    if essay:
        advice += advise_on_essay(essay, latest.items if latest else ())
    return problems, advice


def _describe_problems(root: Path, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Yield each problem once, in order, with where its field is explained."""
    texts: dict[str, str] = {}
    for one in sorted(set(problems)):
        if one.path not in texts:
            text = read_text(root / one.path, one.path)
            texts[one.path] = text if isinstance(text, str) else ""
        help = find_help(one.path, texts[one.path], one.line, one.wrong)
        yield Finding(one.path, one.line, "problem", one.wrong, one.right, help)
