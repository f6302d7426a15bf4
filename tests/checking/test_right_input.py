"""What looks odd and is right passes, in data and on pages, in the check and in a build."""

from __future__ import annotations

import json

import pytest
from conftest import Project
from right_input import PAGES, TEXTS

from macros.__main__ import find_lost
from macros.checking.findings import load_findings


def find_problems(project: Project) -> list[str]:
    """Return what a check of the whole project says is wrong."""
    findings, _ = load_findings(project.root, [], "", find_lost)
    problems = [found for found in findings if found.severity == "problem"]
    return [f"{found.path}:{found.line}: {found.what}; {found.why}" for found in problems]


def test_nothing_is_said_of_texts_that_only_look_odd(miniature: Project) -> None:
    for number, text in enumerate(TEXTS, 10):
        fields: dict[str, object] = {"id": f"C{number}", "title": f"Claim {number}"}
        fields |= {"glance": text, "text": text}
        quoted = [
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()
        ]
        lines = [*quoted, "strength: flat", "quotes:", "  - passage: P1.1", ""]
        miniature.write(f"data/claims/C{number}.yml", "\n".join(lines))

    assert find_problems(miniature) == []


def write_pages(project: Project) -> None:
    """Write a page for each, and put them into the navigation."""
    places = [f"odd-{number}.md" for number in range(len(PAGES))]
    for place, prose in zip(places, PAGES.values(), strict=True):
        project.write(f"docs/{place}", f"# A page\n\n{prose}\n")
    project.edit("mkdocs.yml", "nav:\n", "nav:\n" + "".join(f"  - {p}\n" for p in places))


def test_nothing_is_said_of_pages_that_only_look_odd(miniature: Project) -> None:
    write_pages(miniature)

    assert find_problems(miniature) == []


def test_a_build_has_nothing_against_them_either(miniature: Project) -> None:
    write_pages(miniature)

    built = miniature.build()

    assert built.ok, built.log


@pytest.mark.parametrize(
    "remark",
    [
        ("strength: flat", "strength: flat # as in the first line"),
        ("supports: [T1]", "supports: [T1]  # and nothing else"),
        ("  - passage: P1.2", "  - passage: P1.2 # the first"),
        ("title: Shade", "# A remark of its own\ntitle: Shade"),
    ],
)
def test_a_remark_may_follow_what_is_no_text(remark: tuple[str, str], miniature: Project) -> None:
    miniature.edit("data/claims/C1.yml", *remark)

    assert find_problems(miniature) == []
