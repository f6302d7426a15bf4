"""A copy of the project in which the site of another essay begins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import ROOT, Built, Project
from once import make_once

from macros.__main__ import main
from macros.desk.start import start

ESSAYS = ROOT / "tests/essays"
COPIED = (
    "data", "docs", "tests/this_site", "tools/pictures", "mkdocs.yml", "pyproject.toml",
    "README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "codemeta.json", ".zenodo.json",
)  # fmt: skip


class Copy(Project):
    """A copy of all that says something of the essay; the generator stays where it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, place)
            elif (ROOT / name).is_file():
                shutil.copy(ROOT / name, place)
        self.edit("mkdocs.yml", "[macros/plugin.py]", f"[{ROOT.as_posix()}/macros/plugin.py]")
        self.edit("mkdocs.yml", "custom_dir: macros", f"custom_dir: {ROOT.as_posix()}/macros")
        self.edit("mkdocs.yml", "[data, macros]", "[data]")

    def begin(self, essay: str, **given: str) -> list[str]:
        """Begin the site of an essay of the tests, with what is given beforehand."""
        return list(start(self.root, ESSAYS / essay, given, confirm="start"))


SWIFT = {
    "title": "A Modest Proposal",
    "author": "Swift, Jonathan",
    "issued": "1729",
    "license": "Public domain",
    "received_from": "Project Gutenberg’s e-book 1080",
    "received_from_url": "https://www.gutenberg.org/ebooks/1080",
}
DUVAL = {"author": "Duval, Camille", "issued": "1902", "language": "fr"}


def publish(folder: Path, essay: str, given: dict[str, str]) -> Built:
    """Begin a site, make its first edition, and build it."""
    copy = Copy(folder / "project")
    copy.begin(essay, **given)
    day = ["--date", "2026-01-15"]
    assert main(["edition", "--yes", "--root", str(copy.root), *day]) == 0
    return copy.build()


@pytest.fixture(scope="session")
def swift() -> Built:
    """Return the site of a text in the public domain, 33 paragraphs long."""
    return make_once("swift", lambda folder: publish(folder, "swift.txt", SWIFT))


@pytest.fixture(scope="session")
def duval() -> Built:
    """Return the site of a short text in French with much structure."""
    return make_once("duval", lambda folder: publish(folder, "refrain.txt", DUVAL))


ADDED = (
    "claim title=Children_can_be_food glance=They_can_be_eaten. text=They_can_be_eaten."
    " strength=flat quotes=P1.1",
    "objection title=Nobody_means_it against=C1 glance=It_is_a_satire. text=It_is_a_satire.",
    "response objection=O1 voice=essay gloss=It_means_it. quotes=P2.1",
    "term term=Satire definition=What_says_the_opposite_of_what_it_means.",
)
"""What is said first of an essay: what `make new` is given, with a low line for each space."""


def grow(folder: Path) -> Built:
    """Begin a site, say something of the essay, and build it."""
    copy = Copy(folder / "project")
    copy.begin("swift.txt", **SWIFT)
    for line in ADDED:
        kind, *given = line.split()
        sets = [part for one in given for part in ("--set", one.replace("_", " "))]
        assert main(["new", kind, "--root", str(copy.root), *sets]) == 0
    return copy.build()


@pytest.fixture(scope="session")
def grown() -> Built:
    """Return the site of an essay of which something has been said, and no edition made."""
    return make_once("grown", grow)


@pytest.fixture(scope="session", params=["swift", "duval", "grown"])
def another(request: pytest.FixtureRequest) -> Built:
    """Return one after the other."""
    built: Built = request.getfixturevalue(request.param)
    return built
