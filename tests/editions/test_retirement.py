"""What is said of something retired: what is in use, and nothing of “current”."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Built, Project, words_of
from once import make_once
from story import publish, read, retire


@pytest.fixture(scope="module")
def twice() -> Built:
    """C3 has been succeeded by C2, and C2, later, by C1."""
    return make_once("twice", _retire_twice)


def _retire_twice(folder: Path) -> Built:
    published = Project(folder / "miniature")
    publish(published, "2026-01-01")
    published.edit("data/objections/O1.yml", "[T1, C3]", "[T1]")
    published.edit("data/objections/O2.yml", "[T1, C2]", "[T1]")
    published.edit("data/claims/T1.yml", "[C1, C2, A1]", "[C1, A1]")
    retire(published, "data/claims/C3.yml", "It says the same.", "C2")
    published.edit("data/claims/C2.yml", "Planting is cheap", "Planting is rather cheap")
    retire(published, "data/claims/C2.yml", "It says too little.", "C1")
    built = published.build()
    assert built.ok, built.log
    return built


def test_a_successor_that_is_retired_is_followed_to_what_is_in_use(twice: Built) -> None:
    (notice,) = twice.page("claims/c3").xpath("//*[contains(@class, 'retired')]")
    markdown = (twice.folder / "claims/c3/index.md").read_text("utf-8")

    assert notice.xpath(".//p[2]//@href") == ["../../claims/c1/"]
    assert "Read instead: [" in markdown
    assert "/claims/c1/" in markdown.partition("Read instead:")[2].partition("\n")[0]


def test_who_names_something_retired_is_told_what_is_in_use(published: Project) -> None:
    retire(published, "data/claims/C3.yml", "It says the same.", "C2")
    retire(published, "data/claims/C2.yml", "It says too little.", "C1")

    problems = published.problems()

    assert any("C3 is retired; did you mean C1?" in problem for problem in problems)


@pytest.mark.parametrize("home", ["claims/c2", "claims/c2/v1", "claims/c3", "claims/c3/v1"])
def test_nothing_retired_is_called_current(twice: Built, home: str) -> None:
    text = twice.text(home)

    assert "current wording" not in text
    assert "may still change" not in text.partition("Cite this")[0]
    assert "oday’s wording" not in text
    assert "page as it is now" not in text


def test_a_successor_without_one_of_its_own_is_left_out(published: Project) -> None:
    retire(published, "data/objections/O4.yml", "It says nothing.", "O3")
    text = read(published, "data/objections/O3.yml")
    gone = "retired:\n  date: 2026-02-10\n  reason: Nobody says it.\n"
    published.write("data/objections/O3.yml", text + gone)

    built = published.build()

    assert built.ok, built.log
    assert "Read instead" not in words_of(built.page("objections/o4"))


def test_words_that_came_back_are_current(published: Project) -> None:
    published.edit("data/claims/C2.yml", "Planting is cheap", "Planting is very cheap")
    publish(published, "2026-02-15")
    published.edit("data/claims/C2.yml", "very cheap", "cheap")

    built = published.build()

    assert built.ok, built.log
    text = built.text("claims/c2/v1")
    assert "Changed since, and changed back" in text
    assert "The difference" not in text
