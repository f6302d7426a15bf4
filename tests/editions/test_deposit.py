"""How an edition is cited as a whole, in the files that forges and archives read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Project
from judges import judge_cff
from rocrate.rocrate import ROCrate
from vocabulary import find_unknown

from macros.__main__ import main
from macros.checking import load_publication
from macros.editions import load_deposit, write_deposit

ADDRESS = "https://trees.example/book/"
FILES = ("CITATION.cff", "codemeta.json", ".zenodo.json")


@pytest.fixture
def deposited(miniature: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The miniature with one edition, made for a site with an address."""
    monkeypatch.setenv("SITE_URL", ADDRESS)
    assert main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-15"]) == 0
    return miniature


def read(project: Project, name: str) -> dict[str, Any]:
    """Return what one of the files says."""
    text = (project.root / name).read_text("utf-8")
    said: dict[str, Any] = yaml.safe_load(text) if name.endswith("cff") else json.loads(text)
    return said


def texts(root: Path) -> dict[str, str]:
    """Return the files at the top of a project that say how it is cited."""
    return {name: (root / name).read_text("utf-8") for name in FILES}


def test_the_files_of_a_project_are_what_making_an_edition_writes_today(own_root: Path) -> None:
    found = load_publication(own_root, own_root / "docs")
    newest = found.register.latest

    deposit = load_deposit(own_root, found.corpus, newest.date if newest else None, "")

    assert dict(write_deposit(deposit)) == texts(own_root)


def test_every_file_says_what_the_cite_control_of_the_site_says(deposited: Project) -> None:
    built = deposited.build()
    (cited,) = json.loads((built.folder / "site.json").read_text("utf-8"))
    (claim,) = json.loads((built.folder / "claims/c1/c1.json").read_text("utf-8"))
    title, author = cited["title"], claim["container-title"]

    cff, codemeta, zenodo = (read(deposited, name) for name in FILES)

    assert cited["issued"] == {"date-parts": [[2026, 1, 15]]}
    assert {cff["title"], codemeta["name"], zenodo["title"]} == {title}
    assert cff["authors"] == [{"name": author}]
    assert codemeta["author"] == [{"@type": "Organization", "name": author}]
    assert zenodo["creators"] == [{"name": author}]
    assert {cff["url"], codemeta["url"], cited["URL"]} == {ADDRESS}
    assert [one["identifier"] for one in zenodo["related_identifiers"]] == [ADDRESS]
    days = [cff["version"], cff["date-released"], codemeta["version"], codemeta["datePublished"]]
    days += [zenodo["version"], zenodo["publication_date"]]
    assert set(days) == {"2026-01-15"}


def test_the_schema_of_the_citation_file_format_takes_the_file(
    deposited: Project, own_root: Path
) -> None:
    assert judge_cff(deposited.root / "CITATION.cff") == "ok -- validation done"
    assert judge_cff(own_root / "CITATION.cff") == "ok -- validation done"


def test_what_catalogs_read_is_in_the_words_of_schema_org(deposited: Project) -> None:
    said = read(deposited, "codemeta.json")

    assert said["@context"] == "https://w3id.org/codemeta/3.0"
    assert list(find_unknown(said)) == []


def test_zenodo_gets_what_it_wants_of_a_dataset(deposited: Project) -> None:
    said = read(deposited, ".zenodo.json")

    assert said.keys() == {
        "title", "upload_type", "description", "creators", "version", "publication_date",
        "access_right", "license", "keywords", "related_identifiers",
    }  # fmt: skip
    assert (said["upload_type"], said["access_right"], said["license"]) == (
        "dataset", "open", "CC-BY-4.0",
    )  # fmt: skip


# -- when they are written


def test_without_an_address_the_files_keep_the_one_they_had(
    deposited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL")
    deposited.edit("data/claims/C1.yml", "title: ", "title: New words, once ")

    assert main(["edition", "--yes", "--root", str(deposited.root), "--date", "2026-02-20"]) == 0

    assert read(deposited, "CITATION.cff")["url"] == ADDRESS
    assert read(deposited, "CITATION.cff")["version"] == "2026-02-20"


def test_a_local_site_has_no_address_to_cite(miniature: Project) -> None:
    assert main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-15"]) == 0

    assert "url" not in read(miniature, "CITATION.cff")
    assert "related_identifiers" not in read(miniature, ".zenodo.json")
    assert judge_cff(miniature.root / "CITATION.cff") == "ok -- validation done"


def test_the_address_can_be_told_without_a_new_edition(
    deposited: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example/")

    assert main(["edition", "--yes", "--root", str(deposited.root), "--date", "2026-02-20"]) == 0

    assert read(deposited, "CITATION.cff")["url"] == "https://elsewhere.example/"
    assert read(deposited, "CITATION.cff")["version"] == "2026-01-15"


# -- the crate


def test_an_edition_is_packed_into_one_file_that_says_what_it_holds(
    deposited: Project, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    capsys.readouterr()

    assert main(["deposit", "--root", str(deposited.root)]) == 0

    assert capsys.readouterr().out == "ptstn-2026-01-15.crate.zip\n"
    with zipfile.ZipFile(deposited.root / "ptstn-2026-01-15.crate.zip") as packed:
        packed.extractall(tmp_path / "crate")
        there = set(packed.namelist())
    crate = ROCrate(tmp_path / "crate")
    root = crate.root_dataset
    held = {str(entity.id) for entity in crate.data_entities}
    assert held == there - {"ro-crate-metadata.json"}
    assert {"data/editions/2026-01-15.json", "data/editions.txt", *FILES} <= held
    assert root["name"] == read(deposited, ".zenodo.json")["title"]
    assert root["version"] == "2026-01-15"
    assert root["author"]["name"] == read(deposited, "CITATION.cff")["authors"][0]["name"]
    assert root["license"].id == "https://spdx.org/licenses/CC-BY-4.0"
    assert root["url"] == ADDRESS


def test_without_an_edition_nothing_is_packed(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deposit", "--root", str(miniature.root)]) == 1
    assert capsys.readouterr().err == "there is no edition yet; make edition makes one.\n"
