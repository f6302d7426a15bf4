"""Fixtures that every test may ask for: the miniature, the story, whole sites, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from begun import another, duval, grown, swift
from building import (
    ANY_ROOTS,
    MINIATURE,
    QUIET,
    ROOT,
    Built,
    Project,
    everything_in,
    split_front,
    words_of,
)
from once import folder_of_this_run, make_once
from own import MKDOCS, build_site, real_site, site_of
from pace import (
    nothing_done_twice,
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
    pytest_xdist_auto_num_workers,
)
from reading import address, any_address, any_reader, browser, reader
from site_fixtures import BIN, REPOSITORY, Site
from story import published, story

__all__ = ["ANY_ROOTS", "MINIATURE", "QUIET", "ROOT", "Built", "Project"]
__all__ += ["everything_in", "split_front", "words_of"]
__all__ += ["address", "any_address", "any_reader", "browser", "published", "reader", "story"]
__all__ += ["another", "duval", "grown", "real_site", "swift"]
__all__ += ["nothing_done_twice", "pytest_collection_finish", "pytest_collection_modifyitems"]
__all__ += ["pytest_terminal_summary", "pytest_xdist_auto_num_workers"]

folder_of_this_run()  # before there are workers to inherit it

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
def built() -> Built:
    """Return the unchanged miniature, built once."""
    return make_once("unchanged", lambda folder: Project(folder / "miniature").build())


@pytest.fixture(scope="session")
def made_up_site() -> Site:
    """Return the site of what is made up, which takes seconds to make up and so is asked for."""
    from made_up import DATA

    return site_of(DATA, "made-up", MKDOCS, PYTHONHASHSEED="1")


@pytest.fixture(scope="session")
def made_up_again() -> Path:
    """Return where it is built again: by another command, on another day, a copy, elsewhere."""
    from made_up import DATA

    def make(folder: Path) -> Path:
        copy, elsewhere = folder / "a folder of another name", folder / "elsewhere"
        shutil.copytree(DATA.root, copy / "project")
        elsewhere.mkdir()
        build_site(
            copy / "project", folder / "out", [str(BIN / "mkdocs")], elsewhere,
            PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1890000000",
        )  # fmt: skip
        assert list(elsewhere.iterdir()) == []
        return folder / "out"

    return make_once("again", make)


@pytest.fixture(scope="session")
def made_up_edited() -> Site:
    """Return the site of a project that says where its files can be edited."""
    from made_up import DATA

    return site_of(DATA, "edited", MKDOCS, REPOSITORY_URL=REPOSITORY)


@pytest.fixture(scope="session", params=["made_up_site", "real_site"], ids=["made-up", "own"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Return one site after another: what is made up, and this project’s, of whatever essay."""
    site: Site = request.getfixturevalue(request.param)
    return site


@pytest.fixture(scope="session")
def site_with(made_up_site: Site, real_site: Site) -> Callable[[str], Site]:
    """Return who knows a site with a kind of page: this project’s own, or else what is made up."""
    return lambda kind: real_site if kind in real_site.fullest else made_up_site


@pytest.fixture(scope="session", params=ANY_ROOTS, ids=["miniature", "own"])
def any_root(request: pytest.FixtureRequest) -> Path:
    """Return where data are: the miniature’s, and then this project’s, of whatever essay."""
    root: Path = request.param
    return root


@pytest.fixture(scope="session")
def own_root() -> Path:
    """Return where this project is: for what must hold of it, of whatever essay."""
    return ROOT


@pytest.fixture(scope="session")
def made_up_root() -> Path:
    """Return where the made-up data are: many of each kind, in two editions."""
    from made_up import DATA

    return DATA.root


@pytest.fixture(scope="session", params=["miniature", "made-up", "own"])
def every_root(request: pytest.FixtureRequest) -> Path:
    """Return where data are, with and without editions, few and many."""
    if request.param == "made-up":
        root: Path = request.getfixturevalue("made_up_root")
        return root
    return dict(zip(("miniature", "own"), ANY_ROOTS, strict=True))[request.param]
