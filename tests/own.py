"""This project's own site and data: whichever essay they are of.

Only tests in `tests/this_site/` ask them by name, and `make start` removes those. Others ask for
`any_site` or `any_root`, which know only what is true of any essay.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from once import make_once
from site_fixtures import ADDRESS, ROOT, Data, Site

DATA = Data(ROOT)
read_data, ids_in, is_retired = DATA.read_data, DATA.ids_in, DATA.is_retired
read_responses, read_paragraphs = DATA.read_responses, DATA.read_paragraphs
sentence_ids, home_of, part_of = DATA.sentence_ids, DATA.home_of, DATA.part_of
MKDOCS = [sys.executable, "-m", "mkdocs"]


def build_site(
    root: Path, folder: Path, command: list[str], cwd: Path = ROOT, /, **settings: str
) -> str:
    """Build the site of a project into a folder, by the command line; return what it says."""
    kept = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment |= {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": "1790000000", **settings}
    call = [*command, "build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    ran = subprocess.run(
        [*call, "--site-dir", str(folder)],
        env=environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


def site_of(data: Data, name: str, command: list[str], **settings: str) -> Site:
    """Return a site, built once a run, in a folder named like the path of its address."""

    def make(folder: Path) -> tuple[Path, str]:
        return folder / "essay", build_site(data.root, folder / "essay", command, **settings)

    return Site(*make_once(f"{name}-site", make), data, full=data is not DATA)


@pytest.fixture(scope="session")
def real_site() -> Site:
    """Return the project's own site."""
    return site_of(DATA, "real", MKDOCS)
