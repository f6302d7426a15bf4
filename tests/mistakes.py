"""Mistakes in data and prose: each folder of `tests/bad` is one, with what must be said of it."""

from __future__ import annotations

from pathlib import Path

from conftest import Project

BAD = Path(__file__).resolve().parent / "bad"
MISTAKES = sorted(path.name for path in BAD.iterdir() if path.is_dir())
NOTES_ON_THE_MISTAKE = ("expected.txt", "missing.txt")


def expected_problems(mistake: Path) -> list[str]:
    """Return the problems that a mistake's own files say it has."""
    expected = read_lines(mistake / "expected.txt")
    for path in mistake.rglob("*.yml"):
        name = path.relative_to(mistake).as_posix()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
            expected += [f"{name}:{number}: {message.strip()}" for message in line.split("#!")[1:]]
    return sorted(expected)


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that may be missing."""
    return path.read_text("utf-8").splitlines() if path.exists() else []


def lay_over(project: Project, mistake: Path) -> None:
    """Make the mistake in the project."""
    for path in mistake.rglob("*"):
        if path.is_file() and path.name not in NOTES_ON_THE_MISTAKE:
            place = project.root / path.relative_to(mistake)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    for name in read_lines(mistake / "missing.txt"):
        project.remove(name)
