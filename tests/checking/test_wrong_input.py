"""A mistake is a file: each folder of `tests/bad` is one, with what must be said about it."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, Project, everything_in
from mistakes import BAD, MISTAKES, expected_problems, lay_over

from macros.checking.findings import load_findings
from macros.records.problems import Problem


def test_the_miniature_has_no_mistake(miniature: Project) -> None:
    assert miniature.problems() == []


README = (ROOT / "data/README.md").read_text("utf-8")
ANCHORS = set(re.findall(r'<a id="([^"]+)"></a>', README)) | set(
    re.findall(r"^## `(\w+)`$", README, re.M)
)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_in_its_line_and_in_plain_words(
    mistake: str, miniature: Project
) -> None:
    lay_over(miniature, BAD / mistake)

    findings, _ = load_findings(miniature.root, [])

    found = [one for one in findings if one.severity == "problem"]
    problems = [str(Problem(one.path, one.line, one.what, one.why)) for one in found]
    helps = {one.help for one in found}
    assert expected_problems(BAD / mistake) != []
    assert sorted(problems) == expected_problems(BAD / mistake)
    assert {help.partition("#")[0] for help in helps} == {"data/README.md"}
    assert {anchor for help in helps if (anchor := help.partition("#")[2])} <= ANCHORS


def test_json_as_other_programs_write_it_is_read(miniature: Project) -> None:
    ids = ("evelyn1664", "howard1902", "olmsted1870")
    works = (f'{{"id":"{id}","type":"book","title":"A\\/B \\ud83c\\udf33\\u00e9"}}' for id in ids)

    miniature.write("data/sources.json", f"[{','.join(works)}]")

    assert miniature.problems() == []
    assert "A/B 🌳é" in miniature.build().text("sources")


def test_text_after_folding_marks_may_hold_anything_that_is_plain_text(miniature: Project) -> None:
    text = "A town: its trees # and “roots” & {braces} [brackets], 5 < 6 > 4 * 2_3 `code` | \\ ^"

    miniature.edit("data/claims/C3.yml", "text: The harm", f"text: >-\n  {text}\n  The harm")

    assert miniature.problems() == []
    assert text in miniature.build().text("claims/c3")


def test_windows_line_ends_and_byte_order_marks_are_no_mistake(miniature: Project) -> None:
    for path in (miniature.root / "data").rglob("*.*"):
        text = path.read_text("utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert miniature.problems() == []


def test_the_problems_of_several_files_come_out_together_and_in_order(miniature: Project) -> None:
    for mistake in (
        "broken-json",
        "html",
        "macro-unknown",
        "id-unlike-file-name",
        "glance-too-long",
    ):
        lay_over(miniature, BAD / mistake)
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")
    miniature.write("data/claims/C10.yml", "id: C10\n")

    problems = miniature.problems()

    places = [(line.split(":")[0], int(line.split(":")[1])) for line in problems]
    assert places == sorted(places)
    assert sorted({path for path, _ in places}) == [
        "data/claims/C10.yml",
        "data/claims/C2.yml",
        "data/claims/C9.yml",
        "data/essay/notes.yml",
        "data/essay/parts.yml",
        "data/essay/repetitions.yml",
        "data/glossary/drain.yml",
        "data/objections/O9.yml",
        "data/sources.json",
        "docs/page.md",
    ]


def test_the_command_line_reports_mistakes_without_a_traceback_and_fails(
    miniature: Project,
) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")
    miniature.edit("data/objections/O3.yml", "against: [A1]", "against: [A7]")

    run = miniature.command("build")

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert (
        "2 problems\n"
        "data/claims/C2.yml:5: strength is 'maybe'; expected one of: flat, hedged\n"
        "data/objections/O3.yml:3: there is no A7; expected one of: A1\n"
    ) in run.stderr


def test_a_mistake_leaves_the_last_good_site_and_nothing_half_written(miniature: Project) -> None:
    good = miniature.command("build")
    before = everything_in(miniature.root / "site")
    miniature.edit("data/claims/C2.yml", "title: A young tree", "title: <b>A young tree")

    bad = miniature.command("build")

    assert (good.returncode, bad.returncode) == (0, 1)
    assert everything_in(miniature.root / "site") == before
    assert sorted(path.name for path in miniature.root.iterdir()) == [
        "data",
        "docs",
        "mkdocs.yml",
        "site",
    ]


def test_a_first_build_with_a_mistake_writes_no_site(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    run = miniature.command("build")

    assert run.returncode == 1
    assert not (miniature.root / "site").exists()
    assert not (miniature.root / ".site.new").exists()
