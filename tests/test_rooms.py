"""The rooms of the generator: imports run one way, and through doors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from site_fixtures import ROOT

ROOMS = (
    "records", "essay", "argument", "prose", "references", "map", "editions", "checking", "desk",
    "pages", "exports", "alternates", "site",
)  # fmt: skip
"""From the ground up: a room may import from those before it."""
HOST = ("__init__.py", "__main__.py", "plugin.py")
"""What stands outside the rooms, above them."""


def find_wrong_imports(root: Path) -> Iterator[str]:
    """Yield `path:line: what is wrong` for each import that runs up, or goes past a door."""
    for path in sorted((root / "macros").glob("*/*.py")):
        room = path.parent.name
        if room not in ROOMS:
            yield f"macros/{room}/: no room of this name; expected one of: {', '.join(ROOMS)}"
            return
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                place = f"{path.relative_to(root).as_posix()}:{node.lineno}"
                yield from (f"{place}: {wrong}" for wrong in _find_wrong(room, node.module or ""))
    for path in sorted([*root.glob("macros/*.py"), *root.glob("contributions/*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = node.module.removeprefix("macros.") if node.level == 0 else node.module
                if "." in inside and inside.split(".")[0] in ROOMS:
                    place = f"{path.relative_to(root).as_posix()}:{node.lineno}"
                    yield f"{place}: {inside} is past the door of {inside.split('.')[0]}"


def _find_wrong(room: str, module: str) -> Iterator[str]:
    other, _, inner = module.partition(".")
    if other not in ROOMS:
        yield f"{room} imports {other}, which is no room"
    elif ROOMS.index(other) >= ROOMS.index(room):
        yield f"{room} imports {other}, which stands above it"
    if inner:
        yield f"{other}.{inner} is past the door of {other}; import from {other}"


def test_imports_between_rooms_run_one_way_and_through_doors() -> None:
    assert list(find_wrong_imports(ROOT)) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("from ..site import finish", "essay imports site, which stands above it"),
        (
            "from ..records.text import plain_text",
            "records.text is past the door of records; import from records",
        ),
        ("from ..cellar import wine", "essay imports cellar, which is no room"),
    ],
)
def test_an_import_that_breaks_the_rule_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "macros/essay").mkdir(parents=True)
    (tmp_path / "macros/essay/notes.py").write_text(f"\n{line}\n", "utf-8")

    assert list(find_wrong_imports(tmp_path)) == [f"macros/essay/notes.py:2: {wrong}"]


def test_each_door_says_what_the_room_is_for_and_each_room_has_one() -> None:
    doors = {path.parent.name: path for path in (ROOT / "macros").glob("*/__init__.py")}

    assert set(doors) == set(ROOMS)
    for path in doors.values():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_only_the_host_stands_outside_the_rooms() -> None:
    assert {path.name for path in (ROOT / "macros").glob("*.py")} == set(HOST)


# -- inside a room

CONCEPTS = {"claims", "objections", "glossary", "sources", "contributors", "notes", "parts"}


def imports_inside(room: str) -> dict[str, set[str]]:
    """Return which modules of its own room each module imports."""
    found = {}
    for path in (ROOT / "macros" / room).glob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        near = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.level == 1]
        names = {name for n in near for name in ([n.module] if n.module else _names_of(n))}
        found[path.stem] = {name.split(".")[0] for name in names if name}
    return found


def _names_of(node: ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names]


@pytest.mark.parametrize("room", ROOMS)
def test_no_imports_go_in_a_circle(room: str) -> None:
    inner = imports_inside(room)

    assert set(TopologicalSorter(inner).static_order()) >= set(inner)


def test_no_concept_imports_another() -> None:
    inner = imports_inside("argument") | imports_inside("essay")

    assert {name: inner[name] & CONCEPTS for name in CONCEPTS if inner[name] & CONCEPTS} == {}


def test_only_the_host_knows_mkdocs() -> None:
    knowing = {
        path.name
        for path in (ROOT / "macros").rglob("*.py")
        if "mkdocs" in set(_outer_imports(path))
    }

    assert knowing == {"plugin.py"}


def _outer_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]
