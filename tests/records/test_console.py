"""What is printed arrives, whatever the characters that a terminal has."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from conftest import QUIET, ROOT, Project

from macros.__main__ import run

ENCODINGS = ("cp1252", "cp437", "latin-1", "ascii", "koi8-r")
COMMANDS = (
    ("check",),
    ("new", "claim", "--set", "title=Leaves → fall", "--set", "glance=“С”"),
    ("passages",),
    ("check-citations", "--text", "С10 and C1, “Tea…”"),
)


@pytest.fixture
def odd(miniature: Project) -> Project:
    """Return a project of which something has to be said with odd characters."""
    miniature.edit("data/claims/C2.yml", "title: ", "title: Сат → “{{”, ")
    return miniature


def find_claims(project: Project) -> list[Path]:
    """Return the files of the claims."""
    return sorted((project.root / "data/claims").iterdir())


def judge(said: bytes, encoding: str) -> None:
    """See that something was said, and not that it cannot be said."""
    text = said.decode(encoding)
    assert "Traceback" not in text
    assert "UnicodeEncodeError" not in text
    assert text.strip() != ""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_fails_for_its_characters(
    encoding: str, command: tuple[str, ...], odd: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = find_claims(odd)
    said = BytesIO()
    terminal = TextIOWrapper(said, encoding, write_through=True)
    monkeypatch.setattr("sys.stdin", StringIO())
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("sys.argv", ["macros", *command, "--root", str(odd.root)])

    code = run()

    judge(said.getvalue(), encoding)
    assert len(find_claims(odd)) == len(before) + (command[0] == "new" and code == 0)


PROGRAMS = [("ascii", "macros", *command) for command in COMMANDS]
PROGRAMS += [(encoding, "mkdocs", "build", "--quiet") for encoding in ENCODINGS]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: "-".join(program[:3]))
def test_no_program_fails_for_its_characters(program: tuple[str, ...], odd: Project) -> None:
    encoding, *command = program

    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=odd.root,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    judge(ran.stdout + ran.stderr, encoding)
