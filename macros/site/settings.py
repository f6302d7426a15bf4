"""Settings: what `mkdocs.yml` and the environment say of a site."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..editions import SiteName
from ..records import find_repository

LOCAL = "http://127.0.0.1:8000/"
"""Where `make serve` shows the site: its address as long as it has no other."""


@dataclass(frozen=True)
class Settings:
    """What is said of a site where it is configured."""

    root: Path
    """The project’s folder."""
    docs: Path
    folder: Path
    """Where the finished site will be."""
    name: SiteName
    repository: str = ""
    """Its address, or nothing if there is none."""
    serving: bool = False
    """Whether a server will add something to each page."""
    quiet: bool = False
    plain: bool = False
    """Whether one process does all, and the theme draws each page; it comes to the same."""


def read_settings(given: Mapping[str, Any], serving: bool, quiet: bool) -> Settings:
    """Return the settings of the host, by its names for them, and of the environment.

    Raises DataError where the address of the repository is none.
    """
    extra = given["extra"]
    name = SiteName(
        given["site_name"],
        given["site_url"] or LOCAL,
        given["site_description"] or "",
        bool(extra.get("books")),
        extra.get("license", ""),
        given["theme"]["language"],
    )
    root, docs, folder = (Path(given[key]) for key in ("config_file_path", "docs_dir", "site_dir"))
    repository = find_repository(str(extra.get("repository") or ""))
    plain = bool(os.environ.get("CI"))
    return Settings(root.parent, docs, folder, name, repository, serving, quiet, plain)
