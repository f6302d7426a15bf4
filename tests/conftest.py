"""Fixtures that every test may ask for: the miniature, the story, the real site, a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from building import MINIATURE, QUIET, ROOT, Built, Project, everything_in, split_front, words_of
from pace import (
    nothing_done_twice,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
)
from reading import address, browser, reader
from site_fixtures import real_site, site_again, site_with_repository
from story import published, story

__all__ = ["MINIATURE", "QUIET", "ROOT", "Built", "Project"]
__all__ += ["everything_in", "split_front", "words_of"]
__all__ += ["address", "browser", "published", "reader", "story"]
__all__ += ["real_site", "site_again", "site_with_repository"]
__all__ += ["nothing_done_twice", "pytest_collection_modifyitems", "pytest_terminal_summary"]

SETTINGS = ("CI", "REPOSITORY_URL", "SITE_URL", "SOURCE_DATE_EPOCH")
"""What a build reads from its surroundings; tests begin without any of it."""


@pytest.fixture(autouse=True, scope="session")
def _plain_surroundings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        for name, value in QUIET.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def miniature(tmp_path: Path) -> Project:
    """Return a copy of the miniature that the test may change."""
    return Project(tmp_path / "miniature")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the unchanged miniature, built once."""
    return Project(tmp_path_factory.mktemp("unchanged") / "miniature").build()
