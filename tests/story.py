"""The story: three editions of the miniature, told in order, and what was changed between them."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import Built, Project
from once import make_once

from macros.__main__ import DEPOSIT, main

RETIRED = """\
retired:
  date: 2026-02-10
  reason: {}
  successors: [{}]
"""
NEW_CLAIM = """\
id: C6
title: Birds come back
glance: Where there are trees there are birds.
text: Birds nest in trees.
strength: flat
quotes:
  - passage: P4.3
"""


@dataclass(frozen=True)
class Story:
    """Three editions, some later changes, and the site that was built then."""

    project: Project
    said: list[str]
    """What the command line said of each edition."""
    built: Built


def publish(project: Project, date: str) -> str:
    """Make an edition as the command line does; return what it says."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["edition", "--yes", "--root", str(project.root), "--date", date]) == 0
    assert said.getvalue().endswith(f"{DEPOSIT}\n")
    return said.getvalue().removesuffix(f"{DEPOSIT}\n")


def read(project: Project, path: str) -> str:
    """Return the text of a file."""
    return (project.root / path).read_text("utf-8")


def add(project: Project, path: str, text: str) -> None:
    """Add some text to the end of a file."""
    project.write(path, read(project, path) + text)


def retire(project: Project, path: str, reason: str, successors: str) -> None:
    """Retire the item of a file."""
    add(project, path, RETIRED.format(reason, successors))


def split_a_claim(project: Project) -> None:
    """Make two claims of C3, and retire it."""
    claim = read(project, "data/claims/C3.yml")
    for id, title in {"C4": "The right tree does little harm", "C5": "Roots need room"}.items():
        text = claim.replace("id: C3", f"id: {id}")
        text = text.replace("Roots are a reason to choose well", title)
        project.write(f"data/claims/{id}.yml", text)
    retire(project, "data/claims/C3.yml", "Two different claims; see each.", "C4, C5")
    project.edit("data/objections/O1.yml", "[T1, C3]", "[T1, C4, C5]")


def rename_a_part(project: Project) -> None:
    """Call the part `roots` `pavements`."""
    project.edit("data/essay/parts.yml", "id: roots", "id: pavements\n    formerly: [roots]")
    page = read(project, "docs/argument/roots.md")
    project.write("docs/argument/pavements.md", page.replace('"roots"', '"pavements"'))
    project.remove("docs/argument/roots.md")


def rename_a_term(project: Project, old: str, new: str) -> None:
    """Give a term another id."""
    term = read(project, f"data/glossary/{old}.yml").replace(f"id: {old}", f"id: {new}")
    project.write(f"data/glossary/{new}.yml", f"{term}formerly: [{old}]\n")
    project.remove(f"data/glossary/{old}.yml")


def move_a_response(project: Project) -> None:
    """Take R2 from the second objection to the first."""
    kept, _, response = read(project, "data/objections/O2.yml").partition("responses:\n")
    project.write("data/objections/O2.yml", kept)
    add(project, "data/objections/O1.yml", response)


@pytest.fixture(scope="session")
def story() -> Story:
    """Return what three editions come to."""
    return make_once("story", tell)


def tell(folder: Path) -> Story:
    """Publish three editions, go on writing, and build."""
    project = Project(folder / "miniature")
    said = [publish(project, "2026-01-01")]
    project.edit("data/claims/C2.yml", "Planting is cheap", "Planting is very cheap")
    retire(project, "data/objections/O4.yml", "It says nothing of streets.", "O2, term:canopy")
    split_a_claim(project)
    rename_a_part(project)
    rename_a_term(project, "shade-tree", "street-tree")
    move_a_response(project)
    said.append(publish(project, "2026-02-15"))
    project.edit("data/claims/C2.yml", "very cheap", "rather cheap")
    said.append(publish(project, "2026-03-01"))
    project.edit("data/claims/A1.yml", "waters in its first summers", "waters at first")
    project.write("data/claims/C6.yml", NEW_CLAIM)
    built = project.build()
    assert built.ok, built.log
    return Story(project, said, built)


@pytest.fixture
def published(miniature: Project) -> Project:
    """Return a copy of the miniature with one edition."""
    publish(miniature, "2026-01-01")
    return miniature
