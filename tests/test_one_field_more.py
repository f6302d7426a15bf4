"""A field is declared once: the recipe of CONTRIBUTING, followed on a copy of the project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from conftest import MINIATURE, QUIET, ROOT
from once import make_once

pytestmark = pytest.mark.slow

SCOPE = "Only in towns with gardeners."
"""What C1 is then said to be true of."""


def read_recipe() -> list[str]:
    """Return the four lines."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("\n### One field more\n")[2].partition("\n## ")[0]
    return re.findall(r"^ {8}(\S.*)$", section, re.M)


@dataclass(frozen=True)
class Copy:
    """A copy of the generator, with the miniature in it."""

    root: Path

    @property
    def data(self) -> Path:
        """The miniature's data."""
        return self.root / "tests/miniature/data"

    def run(self, *command: str) -> str:
        """Run a command of Python; return all that it says."""
        ran = subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env={**QUIET, "PATH": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.stdout

    def macros(self, *arguments: str) -> str:
        """Run a command of the generator on the miniature."""
        return self.run("-m", "macros", *arguments, "--root", "tests/miniature")

    def built(self, path: str) -> str:
        """Return a file of the built site."""
        return (self.root / "tests/miniature/site" / path).read_text("utf-8")


def insert(path: Path, after: str, line: str) -> None:
    """Write a line into a file after another, as far in as that is."""
    text = path.read_text("utf-8")
    [found] = re.findall(rf"^( *){re.escape(after)}\n", text, re.M)
    path.write_text(text.replace(f"{found}{after}\n", f"{found}{after}\n{found}{line}\n"), "utf-8")


@pytest.fixture(scope="module")
def project() -> Copy:
    """Return a project that had an edition before claims could have a scope, and has one since."""
    return make_once("scope", _follow_recipe)


def _follow_recipe(folder: Path) -> Copy:
    copy = Copy(folder / "project")
    for name in ("macros", "contributions"):
        shutil.copytree(ROOT / name, copy.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(MINIATURE, copy.root / "tests/miniature")
    shutil.copy(ROOT / "mkdocs.yml", copy.root)
    assert "new (" in copy.macros("edition", "--yes", "--date", "2026-01-15")
    field, template, _, _ = read_recipe()
    insert(copy.root / "macros/argument/claims.py", CLAIM_TEXT, field)
    insert(copy.root / "macros/pages/templates/claim_words.html", "{{ claim.text|text }}", template)
    insert(copy.data / "claims/C1.yml", "supports: [T1]", f"scope: {SCOPE}")
    said = copy.macros("edition", "--yes", "--date", "2026-02-01")
    assert said.startswith("data/editions/2026-02-01.json\nreworded (1): C1\nCITATION.cff")
    build = ("-m", "mkdocs", "build", "--strict", "--quiet")
    assert copy.run(*build, "-f", "tests/miniature/mkdocs.yml") == ""
    return copy


CLAIM_TEXT = 'text: Text = worded("the claim in plain words")'


@pytest.fixture
def changing(project: Copy, tmp_path: Path) -> Copy:
    """Return a copy of it that the test may change."""
    shutil.copytree(project.root, tmp_path / "project", ignore=shutil.ignore_patterns("site"))
    return Copy(tmp_path / "project")


@pytest.mark.parametrize("path", ["claims/c1/index.html", "claims/c1/index.md", "print/index.html"])
def test_it_stands_where_readers_read(path: str, project: Copy) -> None:
    assert SCOPE in project.built(path)


def test_it_is_in_its_export_as_the_published_schema_says(project: Copy) -> None:
    exported = json.loads(project.built("data/v1/claims.json"))
    schema = json.loads(project.built("data/v1/schema/claims.schema.json"))

    assert {claim["id"]: claim["scope"] for claim in exported["items"]} == {
        "T1": None, "C1": SCOPE, "C2": None, "C3": None, "A1": None,
    }  # fmt: skip
    jsonschema.validate(exported, schema)


def test_it_is_found(project: Copy) -> None:
    [index] = (project.root / "tests/miniature/site/assets").glob("search.*.json")

    entries = json.loads(index.read_text("utf-8"))["entries"]

    assert [entry["id"] for entry in entries if SCOPE in entry["text"]] == ["C1"]


def test_it_is_frozen_in_a_new_version(project: Copy) -> None:
    things = json.loads(project.built("data/v1/versions.json"))["items"]
    edition = json.loads((project.data / "editions/2026-02-01.json").read_text("utf-8"))

    [claim] = [thing for thing in things if thing["key"] == "C1"]
    frozen = edition["items"]["C1"]
    assert [version["wording"].get("scope") for version in claim["versions"]] == [None, SCOPE]
    assert (frozen["version"], frozen["wording"]["scope"]) == (2, SCOPE)
    assert SCOPE in project.built("claims/c1/v2/index.html")


def test_a_mistake_in_it_is_told_as_the_recipe_says(changing: Copy) -> None:
    _, _, row, bad = read_recipe()
    line, message = bad.split("  #! ")
    anchor = re.findall('id="([^"]+)"', row)[0]
    path = changing.data / "claims/C2.yml"
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")

    said = changing.macros("check", "tests/miniature/data/claims/C2.yml")

    assert message in said
    assert f"data/README.md#{anchor}" in said


def test_new_claims_are_told_of_it_and_the_forms_offer_to_reword_it(changing: Copy) -> None:
    changing.macros("new", "claim", "--set", "TITLE=A title")

    assert "# Where it holds.\n#scope: …\n" in (changing.data / "claims/C4.yml").read_text("utf-8")
    ask = "from contributions.rewordings import TEXTS; print('scope' in TEXTS)"
    assert changing.run("-c", ask) == "True\n"


def test_advice_is_given_on_it(changing: Copy) -> None:
    path = changing.data / "claims/C2.yml"
    path.write_text(f"{path.read_text('utf-8')}scope: Obviously everywhere.\n", "utf-8")

    said = changing.macros("check", "tests/miniature/data/claims/C2.yml")

    assert "the loaded word “obviously”" in said
