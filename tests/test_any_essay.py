"""The tests are for any essay: what asks this one’s site or data stands in `tests/this_site/`.

`make start` removes that folder with the essay. All other tests ask the miniature, what is made up
(`made_up_site`), or whatever essay this project is of (`any_site`, `any_root`), of which they may
know only what is true of any.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_fixtures import ROOT

HOME = "tests/this_site/"
RIGHT = f"ask the miniature, or any_site or any_root, or move it to {HOME}"
KEEPERS = ("tests/conftest.py", "tests/own.py", "tests/building.py", "tests/begun.py")
"""What makes those fixtures, and copies of the project."""
OF_THE_ENGINE = ("data/README.md", "data/schemas", "docs/data.md")
"""What lies among the data and the pages, and is the same for every essay."""
SAID_OF_THE_ENGINE = ("find_wrong_imports", "load_forms")
"""What reads this project, and nothing of its essay."""


def find_own(source: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a module that asks this project’s own site or data, and how."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "own":
            yield node.lineno, "imports from own"
        elif isinstance(node, ast.arg) and node.arg == "real_site":
            yield node.lineno, "asks for real_site"
        elif isinstance(node, ast.Call) and _is_given_the_root(node):
            yield node.lineno, f"{ast.unparse(node.func)} reads the project’s own data"
        elif isinstance(node, ast.BinOp) and _is_root(node.left) and _is_of_an_essay(node.right):
            yield node.lineno, f"reads {ast.unparse(node.right)} of the project"


def _is_root(node: ast.AST) -> bool:
    picked = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "ANY_ROOTS"
    return picked or ast.unparse(node) == "ROOT"


def _is_given_the_root(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    reads = name.startswith(("find_", "load_", "look_", "read_")) and name not in SAID_OF_THE_ENGINE
    return reads and any(_is_root(argument) for argument in call.args)


def _is_of_an_essay(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    first = node.value.partition("/")[0]
    return first in ("data", "docs") and not node.value.startswith(OF_THE_ENGINE)


def modules() -> list[Path]:
    """Return the modules of tests that every essay keeps."""
    return [
        path
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(HOME) and name not in KEEPERS
    ]


def test_no_test_that_stays_asks_the_site_or_the_data_of_one_essay() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {how}; {RIGHT}"
        for path in modules()
        for line, how in find_own(path.read_text("utf-8"))
    ]

    assert len(modules()) > 100
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "from own import read_data",
        "def test_a(real_site): pass",
        "load_corpus(ROOT)",
        'load_publication(ROOT, ROOT / "x")',
        'claims = ROOT / "data/claims"',
        '(ROOT / "docs").rglob("*.md")',
        "load_corpus(ANY_ROOTS[1])",
    ],
)
def test_what_asks_one_essay_is_noticed(line: str) -> None:
    assert list(find_own(line))


@pytest.mark.parametrize(
    "line",
    ["load_forms(ROOT)", 'ROOT / "docs/data.md"', "load_corpus(any_root)", 'copy.root / "data"'],
)
def test_what_asks_none_is_not(line: str) -> None:
    assert list(find_own(line)) == []
