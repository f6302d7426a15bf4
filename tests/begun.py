"""A copy of the project in which the site of another essay begins."""

from __future__ import annotations

import shutil
from pathlib import Path

from building import ROOT, Project

from macros.desk.start import start

ESSAYS = ROOT / "tests/essays"
COPIED = (
    "data", "docs", "tests/this_site", "tools/pictures", "mkdocs.yml", "pyproject.toml",
    "README.md", "LICENSE", "CITATION.cff", "codemeta.json", ".zenodo.json",
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
