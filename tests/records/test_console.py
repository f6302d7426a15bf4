"""What is printed arrives, whatever the characters that a terminal has."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import QUIET, ROOT, Project


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "latin-1", "ascii", "koi8-r"])
@pytest.mark.parametrize(
    "command",
    [
        ["macros", "check"],
        ["macros", "new", "claim", "--set", "title=Leaves → fall", "--set", "glance=“С”"],
        ["macros", "passages"],
        ["macros", "check-citations", "--text", "С10 and C1, “Tea…”"],
        ["mkdocs", "build", "--quiet"],
    ],
)
def test_no_command_fails_for_its_characters(
    encoding: str, command: list[str], miniature: Project
) -> None:
    miniature.edit("data/claims/C2.yml", "title: ", "title: Сat → “{{”, ")
    before = sorted((miniature.root / "data/claims").iterdir())

    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=miniature.root,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    said = (ran.stdout + ran.stderr).decode(encoding)
    assert "Traceback" not in said
    assert "UnicodeEncodeError" not in said
    assert said.strip() != ""
    after = sorted((miniature.root / "data/claims").iterdir())
    assert len(after) == len(before) + (command[1] == "new" and ran.returncode == 0)
