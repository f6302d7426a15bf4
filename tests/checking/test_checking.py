"""`make check`: everything that is wrong, for people and for programs, of all files or of some."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MINIATURE, ROOT, Project

from macros.__main__ import join_files, main
from macros.checking.alone import can_be_checked_alone
from macros.checking.findings import load_findings
from macros.checking.reports import Finding, report_github, report_json, report_text
from macros.desk.new import write_new


def check(project: Project, *arguments: str) -> int:
    """Run `make check`."""
    return main(["check", "--root", str(project.root), *arguments])


def finding(**fields: object) -> Finding:
    """Make a finding, whatever it lacks filled in."""
    plain = {
        "path": "data/a.yml",
        "line": 3,
        "severity": "problem",
        "what": "wrong",
        "why": "right",
    }
    return Finding(**{**plain, "help": "data/README.md#rules", **fields})  # type: ignore[arg-type]


# -- what is said


def test_a_project_without_problems_is_told_so(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(miniature) == 0
    assert capsys.readouterr().out.endswith("\nNo problems, 2 pieces of advice.\n")


def test_each_problem_says_where_its_field_is_explained(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    assert check(miniature) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == (
        "data/claims/C2.yml:5: strength is 'maybe'; expected one of: flat, hedged"
        " → data/README.md#claim-strength"
    )
    assert last == "1 problem, 2 pieces of advice."


def test_the_link_leads_to_the_repository_where_that_is_known(
    miniature: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/repository/")
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    check(miniature)

    wanted = "https://example.org/repository/blob/main/data/README.md#claim-strength"
    assert wanted in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "old", "new", "anchor"),
    [
        ("data/claims/C1.yml", "bearing: for", "bearing: pro", "bearing-bearing"),
        ("data/claims/C1.yml", "title: ", "titel: ", "claim-title"),
        ("data/objections/O1.yml", "voice: essay", "voice: author", "response-voice"),
        ("data/objections/O4.yml", "source: howard1902", "source: nobody", "citation-source"),
        ("data/objections/O3.yml", "against: [A1]", "against: [A9]", "objection-against"),
        ("data/essay/notes.yml", "kind: slip", "kind: typo", "note-kind"),
        ("data/sources.json", '"type": "book"', '"type": "tome"', "source-type"),
        ("data/glossary/canopy.yml", "- name: Awning\n    text", "- text", "confusion-text"),
        ("data/essay/parts.yml", "title: ", "title: <b>x", "part-title"),
        ("data/claims/C1.yml", "id: C1", "id: [", "rules"),
        ("docs/index.md", "{{ ", "{{ x.", "pages"),
    ],
)
def test_the_explanation_is_that_of_the_field(
    path: str, old: str, new: str, anchor: str, miniature: Project
) -> None:
    miniature.edit(path, old, new)

    findings, _ = load_findings(miniature.root, [])

    here = [found.help for found in findings if found.path == path]
    assert f"data/README.md#{anchor}" in here


# -- for programs


def test_json_has_a_list_of_problems_and_one_of_advice() -> None:
    read = json.loads(report_json([finding(), finding(severity="advice")]))

    place = {"path": "data/a.yml", "line": 3, "what": "wrong"}
    help = {"help": "data/README.md#rules"}
    assert read == {
        "problems": [{**place, "right": "right", **help}],
        "advice": [{**place, "why": "right", **help}],
    }


def test_json_goes_alone_to_where_programs_read(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    check(miniature, "--format", "json")

    said = capsys.readouterr()
    assert len(json.loads(said.out)["problems"]) == 1
    assert said.err == "1 problem, 2 pieces of advice.\n"


def test_a_format_that_there_is_not_is_said_in_a_line(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(miniature, "--format", "xml") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "there is no format 'xml'; expected one of: github, json, text\n"


def test_a_command_that_is_not_understood_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--colour"])

    assert ended.value.code == 2
    assert capsys.readouterr().err == "unrecognized arguments: --colour\n"


def test_checking_ends_quietly_where_nobody_reads_on(miniature: Project) -> None:
    for number in range(3):
        miniature.write(f"data/claims/C{number + 20}.yml", "id: C1\n" + "x: <b>\n" * 200)
    with subprocess.Popen(
        [sys.executable, "-m", "macros", "check", "--root", str(miniature.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as checking:
        assert checking.stdout is not None
        assert checking.stderr is not None
        checking.stdout.close()
        said = checking.stderr.read()

    assert said == b""
    assert checking.returncode == 1


def test_annotations_stand_at_the_line_of_the_file() -> None:
    assert report_github([finding()]) == (
        "::error file=data/a.yml,line=3,title=Problem::wrong; right (data/README.md#rules)\n"
    )
    assert report_github([finding(severity="advice")]).startswith("::notice file=data/a.yml,")


HOSTILE = "100%\n::set-output name=x::y\r::stop-commands::z\x1b[31m\u2028::warning::w"


@pytest.mark.parametrize("report", [report_text, report_github])
@pytest.mark.parametrize("field", ["path", "what", "why"])
def test_nothing_from_the_data_begins_a_line_of_its_own(field: str, report: object) -> None:
    assert callable(report)

    said = report([finding(**{field: HOSTILE})])

    assert said.count("\n") == 1
    assert len(said.splitlines()) == 1
    assert said[:-1].isprintable()


def test_annotations_escape_what_would_end_a_property() -> None:
    said = report_github([finding(path="a:b,c%d")])

    assert said.startswith("::error file=a%3Ab%2Cc%25d,line=3,")


# -- some files


ALONE = [
    ("data/claims/C2.yml", "strength: hedged", "strength: maybe"),
    ("data/claims/C2.yml", "glance: ", "glance: <b>"),
    ("data/objections/O3.yml", "against: [A1]", "against: [A7]"),
    ("data/objections/O1.yml", "words: a reason", "words: a raeson"),
    ("data/objections/O4.yml", "id: R3", "id: R1"),
    ("data/objections/O4.yml", "olmsted1870, p. 15", "olmsted1871, p. 15"),
    ("data/glossary/shade.yml", "term: canopy", "term: canopies"),
    ("data/claims/C2.yml", "id: C2", "id: C7"),
    ("data/claims/C2.yml", "title: ", "title: ["),
]


@pytest.mark.parametrize(("path", "old", "new"), ALONE)
def test_one_file_alone_has_the_problems_that_it_has_among_all(
    path: str, old: str, new: str, miniature: Project
) -> None:
    miniature.edit(path, old, new)

    all_findings, _ = load_findings(miniature.root, [])
    alone, whole = load_findings(miniature.root, [miniature.root / path])

    assert not whole
    assert alone != []
    assert alone == [found for found in all_findings if found.path == path]


def test_what_was_left_out_is_said(miniature: Project, capsys: pytest.CaptureFixture[str]) -> None:
    check(miniature, str(miniature.root / "data/claims/C2.yml"))

    assert "`make check` checks all" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "data/sources.json",
        "data/essay/notes.yml",
        "docs/index.md",
        "data/claims/C99.yml",
        "x/y.yml",
    ],
)
def test_a_file_on_which_others_rest_is_checked_with_them(name: str, miniature: Project) -> None:
    assert not can_be_checked_alone(miniature.root, name)


def test_removing_an_item_is_noticed_where_its_file_is_named(miniature: Project) -> None:
    miniature.remove("data/claims/C2.yml")

    findings, whole = load_findings(miniature.root, [miniature.root / "data/claims/C2.yml"])

    assert whole
    assert "there is no C2" in {found.what for found in findings}


def test_files_can_be_named_from_anywhere(miniature: Project, tmp_path: Path) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    ran = subprocess.run(
        [sys.executable, "-m", "macros", "check", "data/claims/C2.yml"],
        cwd=miniature.root,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert ran.stdout.startswith("data/claims/C2.yml:5: strength is 'maybe'")


# -- quickly


@pytest.mark.parametrize(
    ("arguments", "too_much"),
    [
        ([], {"mkdocs", "networkx", "ruamel", "PIL"}),
        (["data/claims/C1.yml"], {"mkdocs", "networkx", "ruamel", "markdown", "jinja2"}),
    ],
)
def test_checking_loads_nothing_that_only_building_needs(
    arguments: list[str], too_much: set[str]
) -> None:
    code = (
        "import sys; from macros.__main__ import main; main(sys.argv[1:]);"
        " print('\\n'.join(name.split('.')[0] for name in sys.modules))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code, "check", *arguments],
        cwd=MINIATURE,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "pydantic" in ran.stdout
    assert set(ran.stdout.split()) & too_much == set()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data/objections/O99.yml", "there is no such file; expected its place in the project"),
        ("O2", "expected its place in the project, such as data/objections/O2.yml"),
        ("objections/O2.yml", "expected its place in the project, such as data/objections/O2.yml"),
        ("data/objections", "there is no such file"),
        ("mkdocs.yml", "this is no data file and no page; they lie in data/ and docs/"),
    ],
)
def test_a_file_that_cannot_be_checked_is_not_called_good(
    miniature: Project, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert main(["check", "--root", str(miniature.root), str(miniature.root / name)]) == 1

    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{name}:1: ")
    assert said in first


@pytest.mark.parametrize(
    ("listed", "files"),
    [
        ("a.yml", ["a.yml"]),
        ("a.yml b c.yml", ["a.yml", "b c.yml"]),
        ("my paper.md a.yml", ["my paper.md", "a.yml"]),
        ("a.yml nowhere.yml -", ["a.yml", "nowhere.yml", "-"]),
        ("'a.yml'", ["a.yml"]),
        ("", []),
    ],
)
def test_files_may_have_spaces_in_their_names(
    listed: str, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yml", "b c.yml", "my paper.md"):
        (tmp_path / name).write_text("x", "utf-8")

    assert join_files(listed.split()) == files


def test_an_item_that_could_not_be_written_leaves_no_file(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    before = set((miniature.root / "data/claims").iterdir())
    monkeypatch.setattr("macros.desk.new._written", fail)

    with pytest.raises(OSError, match="no space"):
        write_new(miniature.root, "claim", {"title": "Leaves fall"})

    assert set((miniature.root / "data/claims").iterdir()) == before
