"""A review: the site as it was and as it would be, built and compared."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.checking import EDITIONS, Publication, load_findings, load_publication
from macros.editions import Changes, Citable, Frozen, freeze
from macros.records import DataError, Problem

from .comparison import compare_pages, find_homes
from .forge import run
from .record import Link, Review

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
SOME_DAY = "9999-12-31"
"""Of the edition that is tried out and thrown away, to see what a new one would change."""
_PLACES = ("data/", "docs/")


def review(base: Path, head: Path, files: tuple[str, ...] = ()) -> Review:
    """Compare the projects in two folders; what is wrong in the second comes before all else."""
    if broken := tuple(_find_broken_editions(base, head)):
        return Review(problems=broken, files=files)
    try:
        after = load_publication(head, head / "docs")
    except DataError as error:
        return Review(problems=tuple(map(str, error.problems)), files=files)
    with TemporaryDirectory() as folder:
        old, new = Path(folder) / "base", Path(folder) / "head"
        if problems := build(head, new):
            return Review(problems=problems, files=files)
        try:
            before = load_publication(base, base / "docs")
        except DataError as error:
            return Review(problems=(_UNBUILT, *map(str, error.problems)), files=files)
        if problems := build(base, old):
            return Review(problems=(_UNBUILT, *problems), files=files)
        found = _compare(before, after, old, new)
        return replace(found, advice=_find_advice(head, files), files=files)


def _find_broken_editions(base: Path, head: Path) -> Iterator[str]:
    """Yield a problem for each edition that is not as it was: alone, the data cannot tell."""
    for path in sorted((base / EDITIONS).glob("*.json")):
        name, now = f"{EDITIONS}/{path.name}", head / EDITIONS / path.name
        if not now.is_file():
            yield str(Problem(name, 1, "the edition is gone", _STAYS))
        elif now.read_bytes() != path.read_bytes():
            yield str(Problem(name, 1, "the edition is not as it was", _STAYS))


_STAYS = "restore it; what an edition says stays, and a new one says what has changed"
_UNBUILT = "What this is compared with cannot be built itself:"


def _compare(base: Publication, after: Publication, old: Path, new: Path) -> Review:
    before, now = set(find_homes(old)), set(find_homes(new))
    return Review(
        links=tuple(_find_links(base, after)),
        changes=compare_pages(old, new),
        new_pages=tuple(sorted(now - before)),
        lost_pages=tuple(sorted(before - now)),
    )


def _find_advice(root: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Return what could be better about the data files that a change touches."""
    findings, _ = load_findings(root, [])
    touched = set(files)
    advice = [one for one in findings if one.severity == "advice" and one.path in touched]
    return tuple(f"{one.path}:{one.line}: {one.what}; {one.why}" for one in advice)


def build(root: Path, site: Path) -> tuple[str, ...]:
    """Build a site; return what stopped it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml")]
    ran = subprocess.run(
        [*command, "--site-dir", str(site)], cwd=root, env=os.environ | QUIET,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode == 0:
        return ()
    lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    places = [line for line in lines if line.startswith(_PLACES)]
    return tuple(places or lines[-5:] or ["the site cannot be built"])


# -- what becomes of published links


def _find_links(before: Publication, after: Publication) -> Iterator[Link]:
    """Yield what a change does to each address: what it would change in a new edition, and
    would not have changed without it."""
    old, new = _try_edition(before), _try_edition(after)
    by_key = {citable.key: citable for citable in after.citables}
    for what in ("moved", "retired", "reworded", "new"):
        for key in getattr(new, what):
            if key not in getattr(old, what) or _differs(key, before, by_key):
                yield Link(what, _name(by_key[key]), by_key[key].home)
    formerly = {old_key for citable in after.citables for old_key in citable.formerly}
    for citable in before.citables:
        if citable.key not in by_key and citable.key not in formerly:
            yield Link("lost", _name(citable), citable.home)


def _try_edition(publication: Publication) -> Changes:
    return freeze(publication.citables, publication.register, SOME_DAY)[1]


def _differs(key: str, before: Publication, after: Mapping[str, Citable]) -> bool:
    """Say whether what is in no edition yet is worded otherwise than it was."""
    old = next((citable for citable in before.citables if citable.key == key), None)
    return old is not None and dict(old.wording) != dict(after[key].wording)


def _name(citable: Citable | Frozen) -> str:
    return f"{citable.kind} {citable.id}: {citable.title}"


# -- two states of one repository


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[Path]:
    """Check a revision out into a folder of its own while the `with` block runs."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "base"
        run("git", "worktree", "add", "--quiet", "--detach", str(place), revision, root=root)
        try:
            yield place
        finally:
            run("git", "worktree", "remove", "--force", str(place), root=root)


@contextmanager
def proposed(root: Path, start: str, revision: str) -> Iterator[Path]:
    """Check out the data and the prose of a revision, beside the code of where it began.

    Nothing else of it is taken, so that nothing of it is run; a link is a file there.
    """
    with checked_out(root, start) as place:
        taken = ["--source", revision, "--worktree", "--", *_PLACES]
        run("git", "-c", "core.symlinks=false", "restore", *taken, root=place)
        yield place


def find_files(root: Path, *revisions: str) -> tuple[str, ...]:
    """Return the files that differ between two revisions, or one and what stands in the folder."""
    changed = run("git", "diff", "--name-only", "-z", *revisions, "--", root=root)
    if len(revisions) > 1:
        return tuple(filter(None, changed.split("\0")))
    new = run("git", "ls-files", "--others", "--exclude-standard", "-z", root=root)
    return tuple(sorted(filter(None, (changed + new).split("\0"))))


def find_fork_point(root: Path, revision: str, head: str = "HEAD") -> str:
    """Return where some work began: what others did since is none of its doing."""
    return run("git", "merge-base", revision, head, root=root).strip()
