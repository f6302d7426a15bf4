"""A build without MkDocs: the stage, the slots, and the whole flow around another host."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import MINIATURE, ROOT, Project
from markdown import markdown
from markupsafe import Markup

from macros.editions.citing import SiteName
from macros.records.problems import DataError
from macros.site.build import build
from macros.site.settings import Settings
from macros.site.shell import Filling, Shells
from macros.site.site import HostPage, Site
from macros.site.slots import Slots
from macros.site.stage import staged

THEME = ROOT / "macros/site/theme"
DRAWN = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{way}assets/argument.css"></head><body>{content}</body></html>"""


def settings_of(root: Path) -> Settings:
    """Return how a project is to be built."""
    return Settings(root=root, docs=root / "docs", folder=root / "site", name=SiteName("Trees"))


def draw(page: Filling) -> str:
    """Draw a page as a host does, with hardly a theme."""
    way = "../" * (page.home.count("/") - 1)
    return DRAWN.format(title=page.fields["ended"], way=way, content=page.content.html)


def read(site: Site, place: str, prose: str) -> None:
    """Read a page of prose as a host does."""
    stem = place.removesuffix(".md").removesuffix("index").strip("/")
    home = f"/{stem}/" if stem else "/"
    fields = site.begin(place, {}, prose)
    title = fields.get("title", stem or "Home")
    made = markdown(prose, extensions=["attr_list", "md_in_html", "tables"])
    site.take(HostPage(place, home, title, fields), made)


def test_another_host_can_build_the_site(tmp_path: Path) -> None:
    shutil.copytree(MINIATURE, tmp_path / "trees")
    settings = settings_of(tmp_path / "trees")

    with build(settings) as (site, stage):
        shutil.copytree(THEME, stage, ignore=shutil.ignore_patterns("*.html"))
        for path in sorted(settings.docs.rglob("*.md")):
            place = path.relative_to(settings.docs).as_posix()
            read(site, place, path.read_text("utf-8").replace("{{", "").replace("}}", ""))
        site.shells = Shells(draw, draw, plain=True)

    page = (settings.folder / "claims/c1/index.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert 'href="../../assets/style.' in page
    assert (settings.folder / "data/v1/claims.json").is_file()
    assert (settings.folder / "print/index.html").is_file()


def test_a_build_begins_with_all_that_is_wrong(miniature: Project) -> None:
    miniature.edit("data/claims/C1.yml", "strength: flat", "strength: round")
    miniature.edit("data/claims/T1.yml", "[C1, C2, A1]", "[C1, C2, A8]")

    with pytest.raises(DataError) as caught, build(settings_of(miniature.root)):
        pass

    assert len(caught.value.problems) == 2
    assert not (miniature.root / ".site.new").exists()


# -- the stage


def test_what_was_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old").write_text("old", "utf-8")

    with staged(tmp_path / "site") as stage:
        stage.write("/new/index.html", "new")
        assert (tmp_path / "site/old").is_file()

    assert (tmp_path / "site/new/index.html").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert not (tmp_path / "site/old").exists()


def test_if_anything_goes_wrong_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    with pytest.raises(ZeroDivisionError), staged(tmp_path / "site") as stage:
        stage.write("/new/index.html", str(1 / 0))

    assert [path.name for path in tmp_path.rglob("*")] == ["site"]


def test_nothing_is_written_over_something_else(tmp_path: Path) -> None:
    with staged(tmp_path / "site") as stage:
        stage.write("/a.txt", "a")
        with pytest.raises(DataError, match="something else stands at this address"):
            stage.write("/a.txt", b"b")


# -- slots


def test_what_is_kept_stands_where_its_mark_was() -> None:
    slots = Slots()
    block = slots.keep(lambda: Markup("<ul></ul>"), block=True)
    words = slots.keep(lambda: Markup("*a* & b"), block=True)
    link = slots.keep(lambda: Markup("<a>*</a>"), block=False)

    made = slots.fill(markdown(f"One {link}.\n{block}{words}"))

    assert made == "<p>One <a>*</a>.</p>\n<ul></ul>\n<p>*a* & b</p>"
