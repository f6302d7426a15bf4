"""What a build takes from its surroundings: where the site is, and its repository."""

from __future__ import annotations

import json
import re

import pytest
from conftest import Project

from macros.__main__ import main
from macros.records import DataError, find_repository

PAGE = "https://github.com/owner/name"


@pytest.mark.parametrize("given", ["", None])
def test_without_an_address_the_site_has_a_local_one(
    miniature: Project, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    if given is not None:
        monkeypatch.setenv("SITE_URL", given)

    built = miniature.build()

    assert built.ok, built.log
    feed = (built.folder / "data/v1/feed.atom").read_text("utf-8")
    addresses = re.findall(r'<id>(.*?)</id>|href="(.*?)"', feed)
    cited = json.loads((built.folder / "claims/c1/c1.json").read_text("utf-8"))
    assert cited[0]["URL"] == "http://127.0.0.1:8000/claims/c1/"
    assert addresses
    assert [one for one in map("".join, addresses) if ":" not in one] == []


@pytest.mark.parametrize(
    "given",
    [
        PAGE,
        f"{PAGE}/",
        f"{PAGE}.git",
        f"{PAGE}.git/",
        f" {PAGE}.git\n",
        "https://somebody:secret@github.com/owner/name.git",
        "git@github.com:owner/name.git",
        "ssh://git@github.com/owner/name.git",
        "ssh://git@github.com:22/owner/name",
        "git://github.com/owner/name.git",
        "github.com/owner/name",
    ],
)
def test_a_repository_is_understood_however_its_address_was_copied(given: str) -> None:
    assert find_repository(given) == PAGE


def test_a_repository_may_lie_deep_and_have_a_port() -> None:
    address = "http://forge.example:3000/group/deep/name"

    assert find_repository(f"{address}.git") == address


@pytest.mark.parametrize("given", ["name", "owner/name", "file:///srv/name.git", "https://", "a b"])
def test_what_is_no_address_of_a_repository_is_refused(
    given: str,
    miniature: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = (
        f"mkdocs.yml:1: the repository, REPOSITORY_URL, is {given!r}; "
        "expected the address of its page, such as https://github.com/owner/name"
    )
    monkeypatch.setenv("REPOSITORY_URL", given)

    with pytest.raises(DataError) as refused:
        find_repository(given)

    assert str(refused.value) == said
    assert main(["check", "--root", str(miniature.root)]) == 1
    assert capsys.readouterr().err == f"{said}\n"


def test_a_build_refuses_it_too(miniature: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (miniature.root / "mkdocs.yml").read_text("utf-8")
    miniature.write("mkdocs.yml", f'{text}\nextra: {{repository: !ENV [REPOSITORY_URL, ""]}}\n')
    monkeypatch.setenv("REPOSITORY_URL", "name")

    failed = miniature.build()

    assert not failed.ok
    assert "mkdocs.yml:1: the repository, REPOSITORY_URL, is 'name'" in failed.log


def test_the_edit_button_leads_to_the_page_of_the_repository(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (miniature.root / "mkdocs.yml").read_text("utf-8")
    miniature.write("mkdocs.yml", f'{text}\nextra: {{repository: !ENV [REPOSITORY_URL, ""]}}\n')
    monkeypatch.setenv("REPOSITORY_URL", f"{PAGE}.git/")

    html = miniature.build().html("claims/c1")

    assert f"{PAGE}/edit/main/data/claims/C1.yml" in html
    assert ".git/" not in html
