"""Programs run at a desk or in a job of the forge: git and its like. It needs Python alone."""

from __future__ import annotations

import subprocess
from pathlib import Path


def run(*command: str, root: Path | None = None, given: str = "") -> str:
    """Run a program in a folder; return what it printed, or end if it fails: it has said why."""
    ran = subprocess.run(
        command, cwd=root, input=given, text=True, encoding="utf-8", stdout=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    if ran.returncode:
        raise SystemExit(f"{command[0]} {command[1]} failed")
    return ran.stdout
