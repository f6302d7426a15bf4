"""`make fix`: the usual layout, the same meaning, every comment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from conftest import Project

from macros.__main__ import main
from macros.argument.files import DATA_FILES, DataFile
from macros.argument.objections import Objection
from macros.desk.layout import lay_out_sources, lay_out_yaml


def data_files(root: Path) -> list[tuple[Path, DataFile]]:
    """Return the data files of a project, with what they hold."""
    return [
        (path, file)
        for file in DATA_FILES.values()
        for path in sorted((root / "data").glob(file.pattern))
    ]


def lay_out(text: str, file: DataFile) -> str:
    """Lay out a file of any kind."""
    return (
        lay_out_sources(text) if file.pattern.endswith("json") else lay_out_yaml(text, file.model)
    )


def comments(text: str) -> list[str]:
    """Return the comments of a file."""
    return sorted(line[line.index("#") :] for line in text.splitlines() if "#" in line)


UNTIDY = """\
title:    'A title'   # said so

# about the id
id:   O1
held_by:
- note:   >-
     Some text
     here

  source: a1    # the work
- source: b1
responses:
    -   voice: editors
        id: R1
        # why
        text:   So.
against: [ C1,   A1 ]
text: Long text that goes on and on and on and on and on and on and on and on, and so does not fit
glance: two
  lines
# the end
"""
TIDY = """\
# about the id
id: O1
title: 'A title'   # said so

against: [C1, A1]
glance: two lines
text: >-
  Long text that goes on and on and on and on and on and on and on and on, and so does
  not fit
held_by:
  - source: a1    # the work
    note: >-
      Some text
      here

  - source: b1
responses:
  - id: R1
    voice: editors
    # why
    text: So.
# the end
"""


def without_space(text: str) -> list[list[str]]:
    """Return the words of each line; how far a comment stands from its field does not matter."""
    return [line.split() for line in text.splitlines() if line.strip()]


def test_an_untidy_file_is_laid_out_without_a_comment_lost() -> None:
    made = lay_out_yaml(UNTIDY, Objection)

    assert without_space(made) == without_space(TIDY)
    assert yaml.safe_load(made) == yaml.safe_load(UNTIDY)
    assert comments(made) == comments(UNTIDY)


def test_laying_out_twice_is_laying_out_once() -> None:
    once = lay_out_yaml(UNTIDY, Objection)

    assert lay_out_yaml(once, Objection) == once


def test_a_list_of_no_works_is_laid_out_as_a_new_site_has_it() -> None:
    assert lay_out_sources("[\n]") == "[]\n"


def test_laying_out_changes_no_meaning_and_is_done_once(any_root: Path) -> None:
    for path, file in data_files(any_root):
        before = path.read_text("utf-8")
        after = lay_out(before, file)

        assert yaml.safe_load(after) == yaml.safe_load(before) or file.pattern == "sources.json"
        assert comments(after) == comments(before)
        assert lay_out(after, file) == after


@pytest.mark.parametrize(
    "text",
    [
        'id: O1\r\ntitle: "x: y"   \r\nagainst: [C1]\r\n',
        "\ufeffid: O1\n",
        "text: |\n  kept  \n\n  as it is\nid: O1",
        "text: >-\n  # no comment\n  but text\nid: O1\n",
        "# only\n# comments before\nid: O1\n",
        'note: "a # b"\nid: O1\n',
        "id: O1\nheld_by: []\nresponses:\n  # nobody yet\n  []\n",
        "held_by:\n  # one\n  - locator: x\n    source: a1\n  # two\n  - source: b1\nid: O1\n",
    ],
)
def test_odd_files_keep_their_meaning_and_their_comments(text: str) -> None:
    made = lay_out_yaml(text, Objection)

    assert yaml.safe_load(made) == yaml.safe_load(text)
    assert comments(made) == comments(text)
    assert lay_out_yaml(made, Objection) == made
    assert made.endswith("\n")


@pytest.mark.parametrize("text", ["id: [", "a: 1\na: 2\n", "", "# nothing", "&a x", "- [x"])
def test_a_broken_file_comes_back_as_it_was(text: str) -> None:
    assert lay_out_yaml(text, Objection) == text
    assert lay_out_sources(text) == text


def test_works_are_put_in_order_with_every_field() -> None:
    works = [{"title": "Ö", "id": "b1", "type": "book"}, {"id": "a1", "x": [1, {"y": None}]}]

    made = lay_out_sources(json.dumps(works))

    assert json.loads(made) == [works[1], works[0]]
    assert "Ö" in made
    assert lay_out_sources(made) == made


# -- the command


def fix(project: Project, *arguments: str) -> int:
    """Run `make fix`, as far as it is about the data."""
    return main(["fix", "--root", str(project.root), *arguments])


def test_what_is_fixed_is_said_and_nothing_new_is_to_be_published(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-15"]) == 0
    miniature.edit("data/objections/O3.yml", "id: O3\ntitle:", "title:  ")
    with (miniature.root / "data/objections/O3.yml").open("a", encoding="utf-8") as file:
        file.write("id: O3   # late\n")
    capsys.readouterr()

    assert fix(miniature) == 0

    assert "changed " in capsys.readouterr().out
    text = (miniature.root / "data/objections/O3.yml").read_text("utf-8")
    assert text.startswith("id: O3   # late\ntitle: Planted trees die\n")
    assert main(["edition", "--yes", "--root", str(miniature.root), "--date", "2026-01-16"]) == 0
    assert "Nothing has changed" in capsys.readouterr().out


def test_a_second_fix_finds_nothing(miniature: Project, capsys: pytest.CaptureFixture[str]) -> None:
    fix(miniature)
    capsys.readouterr()

    assert fix(miniature) == 0
    assert capsys.readouterr().out == ""
    assert fix(miniature, "--check") == 0


def test_to_check_is_to_change_nothing(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in miniature.root.rglob("*") if path.is_file()}

    assert fix(miniature, "--check") == 1

    assert "would change " in capsys.readouterr().out
    after = {path: path.read_bytes() for path in miniature.root.rglob("*") if path.is_file()}
    assert after == before


def test_a_broken_file_is_left_as_it_is_and_named(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.write("data/claims/C3.yml", "id: C3\ntitle: [\n")

    assert fix(miniature) == 1

    assert "left as it is: data/claims/C3.yml:" in capsys.readouterr().out
    assert (miniature.root / "data/claims/C3.yml").read_text("utf-8") == "id: C3\ntitle: [\n"
