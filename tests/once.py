"""What a run of the tests makes once, however many workers share it."""

from __future__ import annotations

import atexit
import fcntl
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")

_NAME = "FOLDER_OF_THIS_RUN"
"""Where what begins a run tells the workers, who inherit it, where to look."""


def folder_of_this_run() -> Path:
    """Return the folder that all processes of a run share; who asks first makes and removes it."""
    if _NAME not in os.environ:
        os.environ[_NAME] = tempfile.mkdtemp(prefix="tests-")
        atexit.register(shutil.rmtree, os.environ[_NAME], ignore_errors=True)
    return Path(os.environ[_NAME])


def make_once(name: str, make: Callable[[Path], Made]) -> Made:
    """Let the first who asks fill a folder, while others wait; return what `make` says of it."""
    folder = folder_of_this_run() / name
    said = folder.with_name(f"{name}.said")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            said.write_bytes(pickle.dumps(make(folder)))
    made: Made = pickle.loads(said.read_bytes())
    return made
