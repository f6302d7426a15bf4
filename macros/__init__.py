"""The generator: publishes one essay as an argument. It knows no word of any essay."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Hand the macros to mkdocs-macros-plugin, whose module this package is."""
    from .plugin import define_macros

    define_macros(env)
