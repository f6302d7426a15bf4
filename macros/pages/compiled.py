"""Templates compiled once, and kept from one build to the next.

They are kept in the folder of the Python environment, and nowhere else: whoever can write there
can change every program in it. What another version has made, or what is damaged, is thrown away.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

PROGRAM = Path(__file__).resolve().parents[1]
_COMPILED_BY = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material")
_SEAL = 32
"""Bytes."""


class KeptTemplates(BytecodeCache):
    """Keeps compiled templates in a folder, each under a seal; Jinja asks whether its source is
    still the same.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a name that is the same wherever this program lies."""
        return super().get_cache_key(name, (filename or "").removeprefix(str(PROGRAM)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept, if it is whole."""
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            if sha256(kept[_SEAL:]).digest() == kept[:_SEAL]:
                bucket.bytecode_from_string(kept[_SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; what cannot be kept is compiled again."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            beside = self._folder / f"{bucket.key}.{os.getpid()}"
            beside.write_bytes(sha256(code).digest() + code)
            beside.replace(self._folder / bucket.key)


def keep_templates(environment: Path = Path(sys.prefix)) -> KeptTemplates | None:
    """Return where this version keeps its templates; None outside an environment, and in CI."""
    if os.environ.get("CI") or not (environment / "pyvenv.cfg").is_file():
        return None
    folder = environment / "var/templates" / _name_version()
    with suppress(OSError):
        if not folder.is_dir():
            shutil.rmtree(folder.parent, ignore_errors=True)
            folder.mkdir(parents=True)
        return KeptTemplates(folder)
    return None


@cache
def _name_version() -> str:
    """Return a name that changes with all that has a part in compiling: filters of ours, too."""
    made = sha256(repr((sys.version, *map(version, _COMPILED_BY))).encode())
    for path in sorted(PROGRAM.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()[:16]
