"""A server that builds again at every change: what it keeps, and what it loads afresh."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.plugin import forget_changed

NAMES = ("macros", "macros.site", "macros.site.site", "macrosse", "mkdocs.macros")

CHANGES: dict[str, Callable[[Path], object]] = {
    "a module": lambda package: (package / "site/site.py").write_text("two = 2\n"),
    "a template": lambda package: (package / "page.html").write_text("<p>two"),
    "a new file": lambda package: (package / "new.css").write_text("p {}"),
    "one file less": lambda package: (package / "page.html").unlink(),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package that has been loaded, under the names that it has here."""
    (tmp_path / "macros/site").mkdir(parents=True)
    (tmp_path / "macros/site/site.py").write_text("one = 1\n")
    (tmp_path / "macros/page.html").write_text("<p>")
    for path in (tmp_path / "macros").rglob("*.*"):
        os.utime(path, (0, 0))
    forget_changed(tmp_path / "macros", {})
    return tmp_path / "macros"


@pytest.mark.parametrize("what", CHANGES)
def test_the_generator_is_loaded_afresh_once_when_something_of_it_has_changed(
    package: Path, what: str
) -> None:
    modules: dict[str, Any] = dict.fromkeys(NAMES)
    CHANGES[what](package)

    forget_changed(package, modules)

    assert list(modules) == ["macrosse", "mkdocs.macros"]
    modules = dict.fromkeys(NAMES)
    forget_changed(package, modules)
    assert list(modules) == list(NAMES)


def test_what_python_keeps_of_a_module_is_no_change(package: Path) -> None:
    modules: dict[str, Any] = dict.fromkeys(NAMES)
    (package / "__pycache__").mkdir()
    (package / "__pycache__/site.pyc").write_bytes(b"")

    forget_changed(package, modules)

    assert list(modules) == list(NAMES)
