"""What MkDocs loads first: it loads this file once and for all, so there is next to nothing in it.

Each build gets the package afresh, so that `mkdocs serve` picks up a change in `macros/` and two
builds in one process do not share anything.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = str(Path(__file__).resolve().parent.parent)

_command = "build"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is for a server that adds something to each page."""
    global _command
    _command = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Begin a build, before the macros plugin asks for its macros."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    for name in [name for name in sys.modules if name.split(".")[0] == "macros"]:
        del sys.modules[name]
    plugin = importlib.import_module("macros.plugin")
    config.plugins[plugin.NAME] = plugin.Site(config, serving=_command == "serve")
