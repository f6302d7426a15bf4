"""Mistakes in `mkdocs.yml`, and links that only finished pages can judge, without a build."""

from __future__ import annotations

import pytest
from conftest import Project
from mkdocs.config.defaults import MkDocsConfig
from test_right_input import find_problems

from macros.prose.host import SETTINGS


def test_the_settings_are_those_of_the_host() -> None:
    assert set(SETTINGS) == {name for name, _ in MkDocsConfig._schema} - {
        "config_file_path",
        "pages",
        "google_analytics",
    } | {"INHERIT"}


MISTAKES = [
    ("- Home: index.md", "- Home: home.md", "14: the navigation names home.md, which is not there"),
    ("- Home: index.md", "- Home: docs/index.md", "14: the navigation names docs/index.md"),
    ("- Claims: claims/index.md", "- Claims: index.md", "18: index.md stands in the navigation"),
    ("site_name:", "site_nam: x\nsite_name:", "5: unknown setting 'site_nam'; did you mean"),
    ("site_name:", "site_name: x\nsite_name:", "6: site_name is given twice"),
    ("  - Home", "\t- Home", "14: a tab at the beginning of the line"),
    ("watch:", "strict: maybe\nwatch:", "9: strict is the text 'maybe'; expected true or false"),
    ("watch:", "extra_css: a.css\nwatch:", "9: extra_css is the text 'a.css'; expected a list"),
    ("watch:", "use_directory_urls: false\nwatch:", "9: pages would not be folders"),
    ("watch:", "docs_dir: doc\nwatch:", "9: there is no folder doc"),
    ("watch:", "plugins: [macros, serch]\nwatch:", "9: there is no serch among mkdocs.plugins"),
    ("theme:", "theme:\n  name: materiel", "11: there is no materiel among mkdocs.themes"),
    ("hooks: [", "hooks: [hook.py, ", "8: there is no hook.py; expected a file for hooks"),
    ("watch:", "extra_css: [assets/x.css]\nwatch:", "9: there is no assets/x.css"),
    (
        "watch:",
        "markdown_extensions:\n  - attr_lsit\nwatch:",
        "10: there is no Markdown extension attr_lsit",
    ),
    (
        "watch:",
        "markdown_extensions:\n  - toc: {titel: x}\nwatch:",
        "10: the settings of the Markdown extension toc: 'titel'",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_in_the_settings_has_its_line(
    old: str, new: str, said: str, miniature: Project
) -> None:
    miniature.edit("mkdocs.yml", old, new)

    found = [one for one in find_problems(miniature) if one.startswith("mkdocs.yml:")]

    assert [one for one in found if one.startswith(f"mkdocs.yml:{said}")] != []


def test_a_page_outside_the_navigation_is_named(miniature: Project) -> None:
    miniature.write("docs/new.md", "# New\n\nWords.\n")

    right = "add it to “nav” in mkdocs.yml"
    assert find_problems(miniature) == [
        f"docs/new.md:1: this page is not in the navigation; {right}"
    ]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("essay.md#p99", "the link to #p99: there is no such anchor on essay.md"),
        ("claims/c1.md#p99", "the link to #p99: there is no such anchor on claims/c1.md"),
        ("sources.md#nobody1900", "the link to #nobody1900: there is no such anchor on sources.md"),
        ("map/elsewhere.md#x", "the link to #x: there is no such anchor on map/elsewhere.md"),
    ],
)
def test_an_anchor_that_no_finished_page_has_is_named_with_its_line(
    link: str, said: str, miniature: Project
) -> None:
    miniature.edit("docs/how-to-contribute.md", "\n## ", f"\nSee [this]({link}).\n\n## ")

    found = [one.split("; ")[0] for one in find_problems(miniature)]
    text = (miniature.root / "docs/how-to-contribute.md").read_text("utf-8").split("\n")
    lines = [number for number, line in enumerate(text, 1) if link in line]
    assert found == [f"docs/how-to-contribute.md:{number}: {said}" for number in lines]


def test_a_site_without_folders_is_refused_in_one_line(miniature: Project) -> None:
    ran = miniature.command("build", "--no-directory-urls")

    assert ran.returncode == 1
    said = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")]
    assert len(said) == 1
    assert "leave use_directory_urls and --no-directory-urls out" in said[0]
