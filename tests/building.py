"""A copy of the miniature that a test may change, break and build, and what came of a build."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import yaml
from lxml.html import HtmlElement
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from macros.checking.publication import load_publication
from macros.records.problems import DataError

ROOT = Path(__file__).resolve().parent.parent
MINIATURE = Path(__file__).resolve().parent / "miniature"
ANY_ROOTS = (MINIATURE, ROOT)
"""Where data are of whatever essay: a test that asks each may know only what is true of any."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""The theme and its fork each print a notice otherwise."""


@dataclass(frozen=True)
class Built:
    """What came of a build."""

    ok: bool
    log: str
    """Warnings and errors, one a line."""
    folder: Path
    """Where the site is, if there is one."""

    @property
    def problems(self) -> list[str]:
        """The lines of the log that name a place in the data or the prose."""
        return [line for line in self.log.split("\n") if line.startswith(("data/", "docs/"))]

    def html(self, home: str) -> str:
        """Return a page as it was written: `html("claims/c1")`."""
        return (self.folder / home / "index.html").read_text("utf-8")

    def page(self, home: str) -> HtmlElement:
        """Return the content of a page, without the theme around it."""
        return lxml.html.fromstring(self.html(home)).xpath("//article")[0]

    def text(self, home: str) -> str:
        """Return the words of a page, without the theme around it."""
        return words_of(self.page(home))


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return what each file under a folder holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def split_front(page: str) -> tuple[dict[str, Any], str]:
    """Return the front matter and the rest of a page of Markdown."""
    _, front, body = page.split("---\n", 2)
    return yaml.safe_load(front), body


def words_of(element: HtmlElement) -> str:
    """Return the words of an element, on one line."""
    return " ".join(element.text_content().split())


class Project:
    """A copy of the miniature that a test may change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(MINIATURE, root)
        self.edit("mkdocs.yml", "../../", f"{ROOT.as_posix()}/")

    def write(self, path: str, text: str) -> None:
        """Write a file, and the folder it stands in."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace some text of a file, which must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Take a file away."""
        (self.root / path).unlink()

    def problems(self) -> list[str]:
        """Check the data and the prose without building anything."""
        try:
            load_publication(self.root, self.root / "docs")
        except DataError as error:
            return [str(problem) for problem in error.problems]
        return []

    def build(self) -> Built:
        """Build the site in this process."""
        return build_here(self.root, self.root / "site")

    def command(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the real command line."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments, "-f", str(self.root / "mkdocs.yml")],
            cwd=cwd or self.root,
            env=os.environ | QUIET,
            capture_output=True,
            text=True,
            check=False,
        )


def build_here(root: Path, site: Path) -> Built:
    """Build the site of a project in this process, into a folder."""
    with _gathered_log() as lines:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
            config.plugins.on_startup(command="build", dirty=False)
            build_site(config)
            ok = True
        except MkDocsException as error:
            lines.append(str(error))
            ok = False
    return Built(ok, "\n".join(lines), site)


@contextmanager
def _gathered_log() -> Iterator[list[str]]:
    lines: list[str] = []

    class Gatherer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(record.getMessage().split("\n"))

    gatherer = Gatherer(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(gatherer)
    try:
        yield lines
    finally:
        logger.removeHandler(gatherer)
