"""`make preview`: the site at one item, for as long as someone looks at it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from conftest import QUIET, ROOT, Project

from macros.__main__ import main
from macros.desk.preview import find_id_home


@pytest.mark.parametrize(
    ("id", "home"),
    [
        ("C2", "/claims/c2/"),
        ("a1", "/claims/a1/"),
        ("o4", "/objections/o4/"),
        ("R3", "/objections/o4/#r3"),
        ("N1", "/essay/#n1"),
        ("P2.1", "/essay/#p2-1"),
        ("shade-tree", "/glossary/shade-tree/"),
        ("Howard1902", "/sources/#howard1902"),
        ("the thesis", "/claims/t1/"),
        ("objection 4", "/objections/o4/"),
        ("http://127.0.0.1:8000/objections/o4/#r3", "/objections/o4/#r3"),
        ("C99", None),
        ("P99", None),
        ("", None),
        ("../x", None),
    ],
)
def test_an_id_leads_to_its_page(id: str, home: str | None, miniature: Project) -> None:
    assert find_id_home(miniature.root, id) == home


def test_an_id_that_is_not_there_is_said(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "O99", "--root", str(miniature.root)]) == 1
    assert capsys.readouterr().err.startswith("there is no O99; expected one of: A1, C1, ")


def test_without_an_id_an_example_is_given(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "", "--root", str(miniature.root)]) == 1
    assert capsys.readouterr().err == "say what to show, by its id: make preview ID=O12.\n"


def preview(project: Project) -> subprocess.Popen[str]:
    """Start a preview as a contributor would, on a machine without a display."""
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    return subprocess.Popen(
        [sys.executable, "-m", "macros", "preview", "O4"],
        cwd=project.root,
        env={**kept, **QUIET, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_preview_says_where_the_page_is_and_ends_when_told(miniature: Project) -> None:
    with preview(miniature) as shown:
        assert shown.stdout is not None
        address = shown.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=30) as page:
            text = page.read().decode()
        shown.send_signal(signal.SIGTERM)
        code = shown.wait(timeout=30)

    assert address.endswith("/objections/o4/")
    assert "Parks are not streets" in text
    assert code == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)


def test_a_preview_of_broken_data_says_what_is_wrong_and_ends(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    with preview(miniature) as shown:
        said, _ = shown.communicate(timeout=120)

    assert shown.returncode == 1
    assert "data/claims/C2.yml:5: strength is 'maybe'" in said
    assert "Traceback" not in said
