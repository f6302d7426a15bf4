"""What an edit costs under `make serve`: from the save until a browser has the page anew.

The browser is told as any open page is: it waits at the server’s `/livereload/` and then asks
for its page again.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from mkdocs.utils.yaml import yaml_load

from .build import PROJECT
from .report import show_row, verdict
from .synthetic import write_site

TARGET = 0.8
"""Seconds for this project’s own site."""
QUIET = 1.5
"""Seconds without work, after which all is made."""
PAGE = "claims/c2/"
FILE = "data/claims/C2.yml"
_LEFT = ignore_patterns(".git", ".venv", "__pycache__", "tests")
_EPOCH = re.compile(r"livereload\((\d+), \d+\)")


def run(sizes: list[int], rounds: int) -> int:
    """Save one file again and again and print what that cost."""
    print("Serving: one file saved, until the page that shows it is there (seconds by the clock,")
    print("and of the processor until then in brackets; median)")
    print(show_row("claims", "until shown", "", "in all"))
    with TemporaryDirectory() as folder:
        own = copytree(PROJECT, Path(folder, "own"), ignore=_LEFT)
        _measure(own, "own", rounds)
    for claims in sizes:
        with TemporaryDirectory() as folder:
            write_site(Path(folder), PROJECT, claims)
            _measure(Path(folder), f"{claims:,}", rounds)
    return 0


def _measure(project: Path, name: str, rounds: int) -> None:
    text = (project / FILE).read_text("utf-8")
    title, costs = yaml_load(text)["title"], []
    with _served(project) as (address, process):
        for number in range(rounds + 1):
            told = f"{title}, saved {number + 1} times"
            saved = text.replace(title, told, 1)
            costs.append(_save(address, process, project / FILE, saved, told))
    clock, until, in_all = (median(values) for values in zip(*costs[1:], strict=True))
    held = verdict(clock, TARGET) if name == "own" else ""
    print(show_row(name, f"{clock:.2f} ({until:.2f})", held, f"{in_all:.2f}"), flush=True)


def _save(
    address: str, process: subprocess.Popen[bytes], file: Path, saved: str, told: str
) -> tuple[float, float, float]:
    """Save a file with something new in it; return the seconds, those of the processor, and all."""
    _wait_until_quiet(process)
    epoch = _EPOCH.findall(_get(f"{address}{PAGE}"))[-1]
    begun, used = time.perf_counter(), _processor(process)
    file.write_text(saved, "utf-8")
    while int(_get(f"{address}livereload/{epoch}/1")) <= int(epoch):
        pass
    assert told in _get(f"{address}{PAGE}"), f"{PAGE} is not as it was saved"
    shown, until = time.perf_counter() - begun, _processor(process) - used
    _wait_until_quiet(process)
    return shown, until, _processor(process) - used


def _wait_until_quiet(process: subprocess.Popen[bytes]) -> None:
    """Wait until a server makes nothing; it looks for changes all the time."""
    used, now = -1.0, _processor(process)
    while now - used > QUIET / 5:
        time.sleep(QUIET)
        used, now = now, _processor(process)


@contextmanager
def _served(project: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--quiet",
        "--dev-addr",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen(command, cwd=project, env=os.environ | quiet)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_until_there(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait()


def _wait_until_there(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            _get(f"{address}{PAGE}")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _get(address: str) -> str:
    with urlopen(address, timeout=600) as answer:
        text: str = answer.read().decode()
    return text


def _processor(process: subprocess.Popen[bytes]) -> float:
    """Return how many seconds of the processor a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
