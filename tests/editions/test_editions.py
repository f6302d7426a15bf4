"""Editions: what each freezes, how they follow one another, and what may never change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import Project
from examples import claim, corpus_of, date, person, source, term

from macros.__main__ import DEPOSIT, main
from macros.checking.publication import load_register
from macros.editions import swaps
from macros.editions.citable import Citable, find_citables
from macros.editions.editions import (
    Changes,
    Edition,
    Register,
    Version,
    build_register,
    export_edition,
    find_fingerprint,
    freeze,
    sign,
)
from macros.editions.files import (
    check_chain,
    find_date_fault,
    locate_in,
    read_editions,
    write_edition,
)
from macros.editions.history import find_histories
from macros.editions.permanence import check_permanence
from macros.editions.redirects import find_promised, find_redirects
from macros.records.difference import render_difference

RESTORE = "editions are never edited: restore the file as it was published"
NAME = "data/editions/2026-01-01.json"
RETIRED = "retired:\n  date: 2026-02-01\n  reason: Nobody holds it.\n"


def thing(key: str = "C1", text: str = "Tea is warm.", **fields: Any) -> Citable:
    """Make something citable, whatever it lacks filled in."""
    plain: dict[str, Any] = {
        "key": key,
        "kind": "claim",
        "id": key,
        "home": f"/claims/{key.lower()}/",
        "title": f"Title of {key}",
        "wording": {"text": text},
    }
    return Citable(**plain | fields)


def a_term(id: str, *formerly: str, text: str = "A drink.") -> Citable:
    """Make a term that may have been renamed."""
    key, old = f"term:{id}", tuple(f"term:{was}" for was in formerly)
    return thing(key, text, kind="term", id=id, home=f"/glossary/{id}/", formerly=old)


def publish(*states: list[Citable]) -> list[Edition]:
    """Make an edition of each state, one a month."""
    editions: list[Edition] = []
    for month, state in enumerate(states, 1):
        editions.append(freeze(state, build_register(editions), f"2026-{month:02}-01")[0])
    return editions


def changes_after(before: list[Citable], after: list[Citable]) -> Changes:
    """Return what a second edition changes."""
    return freeze(after, build_register(publish(before)), "2026-02-01")[1]


def forge(edition: Edition, key: str, **fields: Any) -> Edition:
    """Change one item of an edition, and sign it as if it had always been so."""
    items = dict(edition.items)
    items[key] = replace(items[key], **fields)
    return sign(edition.date, items, edition.before)


def chain_of(*editions: Edition) -> list[str]:
    """Return what is wrong with a row of editions."""
    return [str(problem) for problem in check_chain(editions, "editions")]


def lost(before: list[Citable], after: list[Citable]) -> list[str]:
    """Return what today's data would lose of an edition."""
    register = build_register(publish(before))
    return [str(problem) for problem in check_permanence(after, register, "editions", at_seven)]


def at_seven(date: str, key: str) -> int:
    """Say that whatever is looked for stands in line 7."""
    return 7


def write_all(root: Path, *editions: Edition) -> Path:
    """Write the files of editions; return their folder."""
    folder = root / "data/editions"
    for edition in editions:
        write_edition(edition, folder)
    return folder


def problems_at(root: Path) -> list[str]:
    """Return what is wrong with the files of the editions."""
    return [str(problem) for problem in load_register(root)[1]]


def broken(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return what is said about the file of an edition in which something was replaced."""
    path = write_all(tmp_path, *publish([thing("C1"), thing("C2")])) / "2026-01-01.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return problems_at(tmp_path)


def edition_of(project: Project, date: str) -> int:
    """Make an edition of a project; return the exit code."""
    return main(["edition", "--yes", "--root", str(project.root), "--date", date])


# -- what an edition freezes


def test_the_first_edition_words_everything_as_version_one() -> None:
    (edition,) = publish([thing("C1"), thing("C2", "Tea is dear.")])

    assert [(item.key, item.version, item.wording) for item in edition.items.values()] == [
        ("C1", 1, {"text": "Tea is warm."}),
        ("C2", 1, {"text": "Tea is dear."}),
    ]
    assert edition.before is None


def test_a_version_rises_when_the_wording_changes_and_only_then() -> None:
    editions = publish(
        [thing("C1"), thing("C2")],
        [thing("C1", "Tea is hot."), thing("C2")],
        [thing("C1", "Tea is hot."), thing("C2")],
        [thing("C1"), thing("C2")],
    )

    assert [edition.items["C1"].version for edition in editions] == [1, 2, 2, 3]
    assert [edition.items["C2"].version for edition in editions] == [1, 1, 1, 1]


def test_what_is_not_reworded_is_listed_without_being_worded_again() -> None:
    _, second = publish([thing("C1"), thing("C2")], [thing("C1", "Tea is hot."), thing("C2")])

    assert second.items["C1"].wording == {"text": "Tea is hot."}
    assert second.items["C2"].wording is None


def test_another_title_or_home_alone_is_no_other_wording() -> None:
    moved = thing("C1", title="Another title", home="/elsewhere/")

    changes = changes_after([thing("C1")], [moved])

    assert changes == Changes(new=(), reworded=(), retired=(), moved=("C1",))


def test_the_order_of_fields_is_no_wording() -> None:
    wording = {"title": "Tea", "text": "It is warm."}
    turned = {"text": "It is warm.", "title": "Tea"}

    changes = changes_after([thing(wording=wording)], [thing(wording=turned)])

    assert not changes


def test_an_edition_says_what_is_new_reworded_retired_and_moved() -> None:
    before = [thing("C1"), thing("C2"), thing("R1", home="/objections/o1/#r1"), a_term("tea")]
    after = [
        thing("C1", "Tea is hot."),
        thing("C2", retired=True),
        thing("C3"),
        thing("R1", home="/objections/o2/#r1"),
        a_term("chai", "tea"),
    ]

    changes = changes_after(before, after)

    assert changes == Changes(
        new=("C3",), reworded=("C1",), retired=("C2",), moved=("R1", "term:chai")
    )


def test_what_is_retired_is_said_once() -> None:
    gone = [thing("C1", retired=True)]

    assert changes_after([thing("C1")], gone).retired == ("C1",)
    assert not changes_after(gone, gone)


def test_a_thing_renamed_keeps_its_versions() -> None:
    editions = publish([a_term("tea")], [a_term("chai", "tea", text="A warm drink.")])

    register = build_register(editions)

    assert register.versions == {
        "term:chai": (
            Version(1, "2026-01-01", "Title of term:tea", {"text": "A drink."}),
            Version(2, "2026-02-01", "Title of term:chai", {"text": "A warm drink."}),
        )
    }


def test_a_work_does_not_change_its_wording_when_one_like_it_is_added() -> None:
    ryle = {"author": [person("Ryle", "Gilbert")], "issued": date(1949)}
    alone = source("ryle1949", **ryle)
    lettered = alone.model_copy(update={"year_suffix": "a"})

    (before,) = [c for c in find_citables(corpus_of(alone)) if c.kind == "source"]
    (after,) = [c for c in find_citables(corpus_of(lettered)) if c.kind == "source"]

    assert after.wording == before.wording
    assert before.wording["text"].startswith("Ryle, G. (1949).")


def test_a_term_does_not_change_its_wording_when_one_it_is_confused_with_is_renamed() -> None:
    told = {"text": "Cocoa is no tea."}
    tea = term("tea", confused_with=({"term": "cocoa"} | told,))
    renamed = term("tea", confused_with=({"term": "drinking-cocoa"} | told,))
    cocoa = term("drinking-cocoa", term="Cocoa", formerly=("cocoa",))

    before = {c.key: c for c in find_citables(corpus_of(tea, term("cocoa")))}
    after = {c.key: c for c in find_citables(corpus_of(renamed, cocoa))}

    assert after["term:tea"].wording == before["term:tea"].wording


def test_everything_with_a_home_is_citable() -> None:
    keys = [c.key for c in find_citables(corpus_of(claim("C1"), term("tea"), source("ryle1949")))]

    assert keys == [
        "part:whole", "P1", "P1.1", "P1.2", "P2", "P2.1", "P2.2", "C1", "term:tea",
        "source:ryle1949",
    ]  # fmt: skip


# -- what the editions together say


def test_the_register_keeps_every_home_and_leads_old_keys_to_todays() -> None:
    register = build_register(
        publish([a_term("tea")], [a_term("chai", "tea")], [a_term("brew", "tea", "chai")])
    )

    assert register.homes == {"term:brew": ("/glossary/tea/", "/glossary/chai/", "/glossary/brew/")}
    assert register.renamed == {"term:tea": "term:brew", "term:chai": "term:brew"}


def test_the_register_remembers_a_name_that_the_data_no_longer_mention() -> None:
    editions = publish([a_term("tea")], [a_term("chai", "tea")], [a_term("chai")])

    register = build_register(editions)

    assert chain_of(*editions) == []
    assert register.renamed == {"term:tea": "term:chai"}
    assert register.homes == {"term:chai": ("/glossary/tea/", "/glossary/chai/")}


def test_the_wording_of_today_has_a_version_only_if_it_is_that_of_the_newest() -> None:
    register = build_register(publish([thing("C1")], [thing("C1", "Tea is hot.")]))

    newest = register.version_of("C1", {"text": "Tea is hot."})
    assert newest
    assert newest.number == 2
    assert register.version_of("C1", {"text": "Tea is warm."}) is None
    assert register.version_of("C9", {"text": "Tea is warm."}) is None


def test_without_editions_nothing_has_been_published() -> None:
    assert build_register([]) == Register((), {}, {}, {})
    assert build_register([]).latest is None


# -- how editions follow one another


def test_editions_that_were_made_one_after_the_other_follow() -> None:
    editions = publish(
        [thing("C1"), a_term("tea")],
        [thing("C1", "Tea is hot."), a_term("chai", "tea")],
        [thing("C1", "Tea is hot.", retired=True), a_term("chai", "tea"), thing("C2")],
    )

    assert chain_of(*editions) == []


def test_a_thing_that_gets_its_old_name_back_follows() -> None:
    editions = publish(
        [a_term("tea")], [a_term("chai", "tea", text="A warm drink.")], [a_term("tea", "chai")]
    )

    assert chain_of(*editions) == []
    assert [version.number for version in build_register(editions).versions["term:tea"]] == [
        1,
        2,
        3,
    ]


def test_an_edition_that_is_missing_is_missed() -> None:
    first, _, third = publish([thing("C1")], [thing("C1"), thing("C2")], [thing("C1"), thing("C2")])

    assert chain_of(first, third) == [
        "editions/2026-03-01.json:1: it does not follow 2026-01-01.json; "
        "restore the file that is missing, or remove the one that was added",
        "editions/2026-03-01.json:1: C2 has the version 1, whose wording no edition holds; "
        + RESTORE,
    ]


def test_without_the_first_edition_the_second_is_not_the_first() -> None:
    _, second = publish([thing("C1")], [thing("C1", "Tea is hot.")])

    assert chain_of(second) == [
        "editions/2026-02-01.json:1: it is not the first; "
        "restore the file that is missing, or remove the one that was added",
        f"editions/2026-02-01.json:1: C1 has the version 2, and 1 comes next; {RESTORE}",
    ]


def test_an_edition_slipped_in_between_breaks_the_chain() -> None:
    first, second = publish([thing("C1")], [thing("C1"), thing("C2")])
    slipped = sign("2026-01-15", {"C1": second.items["C1"]}, first.fingerprint)

    assert chain_of(first, slipped, second) == [
        "editions/2026-02-01.json:1: it does not follow 2026-01-15.json; "
        "restore the file that is missing, or remove the one that was added"
    ]


def test_an_edition_without_something_published_earlier_is_refused() -> None:
    first, second = publish([thing("C1"), thing("C2")], [thing("C1"), thing("C3")])

    assert chain_of(first, second) == [
        f"editions/2026-02-01.json:1: C2 is in an earlier edition and not in this one; {RESTORE}"
    ]


@pytest.mark.parametrize(
    ("key", "fields", "said"),
    [
        ("C1", {"version": 3}, "C1 has the version 3, and 2 comes next"),
        ("C1", {"version": 1}, "C1 has the version 1, and 2 comes next"),
        ("C2", {"version": 2}, "C2 has the version 2, whose wording no edition holds"),
        ("C2", {"fingerprint": "0"}, "C2 has another fingerprint but the same version"),
        ("C1", {"fingerprint": "0"}, "the wording of C1 does not have its fingerprint"),
        ("C1", {"wording": {"text": "So."}}, "the wording of C1 does not have its fingerprint"),
        ("C4", {"wording": None}, "C4 has the version 1, whose wording no edition holds"),
        ("C3", {"retired": False}, "C3 was retired and is in use again"),
    ],
)
def test_an_edition_that_says_what_cannot_be_is_refused(
    key: str, fields: dict[str, Any], said: str
) -> None:
    gone = thing("C3", retired=True)
    first, second = publish(
        [thing("C1"), thing("C2"), gone], [thing("C1", "So it is."), thing("C2"), gone, thing("C4")]
    )

    problems = chain_of(first, forge(second, key, **fields))

    assert problems == [f"editions/2026-02-01.json:1: {said}; {RESTORE}"]


# -- the files


def test_editions_are_read_as_they_were_written(tmp_path: Path) -> None:
    editions = publish(
        [thing("C1", "“Tea” <is> 🍵 & warm.\n\nAnd so on."), a_term("tea")],
        [thing("C1", "Tea is warm.", retired=True), a_term("chai", "tea")],
    )

    folder = write_all(tmp_path, *editions)

    assert read_editions(folder, "editions") == (editions, [])
    assert sorted(path.name for path in folder.iterdir()) == ["2026-01-01.json", "2026-02-01.json"]


def test_the_file_of_an_edition_can_be_read_by_people_and_other_programs(tmp_path: Path) -> None:
    first, second = publish([thing("C1", "“Tea.”")], [thing("C1", "“Tea.”", retired=True)])

    text = (write_all(tmp_path, first, second) / "2026-02-01.json").read_text("utf-8")

    assert text.endswith("}\n")
    assert json.loads(text) == export_edition(second)
    assert json.loads(text) == {
        "schema_version": 1,
        "edition": "2026-02-01",
        "fingerprint": second.fingerprint,
        "before": {"fingerprint": first.fingerprint},
        "items": {
            "C1": {
                "kind": "claim",
                "id": "C1",
                "version": 1,
                "home": "/claims/c1/",
                "title": "Title of C1",
                "fingerprint": find_fingerprint({"text": "“Tea.”"}),
                "retired": True,
            }
        },
    }


def test_a_fingerprint_stays_the_same_for_ever() -> None:
    assert find_fingerprint({"text": "Tee: „heiß“"}) == (
        "02ff9a76de227e8603f388f2d2234f5db937c68770ab4b02172f4b4e61e86ad2"
    )


def test_without_a_folder_there_are_no_editions(tmp_path: Path) -> None:
    assert read_editions(tmp_path / "editions", "editions") == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"Tea is warm."', '"Tea is hot."', 4, "the file was edited after publication"),
        ('"fingerprint": "', '"fingerprint": "0', 4, "the file was edited after publication"),
        ('"before": null', '"before": 1', 5, "before is '1'"),
        ('"Title of C1"', '"\\ud800"', 7, r"title of C1 is '\ud800'"),
        ('"version": 1', '"version": 0', 7, "version of C1 is '0'"),
        ('"version": 1', '"version": "1"', 7, "version of C1 is '1'"),
        ('"version": 1', '"version": true', 7, "version of C1 is 'True'"),
        ('"kind": "claim",', "", 7, "kind of C1 is missing"),
        ('"kind"', '"sort"', 7, "kind of C1 is missing"),
        ('"kind"', '"mood": "merry", "kind"', 7, "mood of C1 is nothing that an edition holds"),
        ('"kind"', '"key": "C1", "kind"', 7, "key of C1 is nothing that an edition holds"),
        ('"C1": {', '"C0": 1, "C1": {', 7, "C0 is '1'"),
        ('"items"', '"things"', 1, "not an edition: it has no items"),
        ('"version": 1', '"version": 1,,', 10, "the file is cut short or broken"),
        ('"version": 1', f'"version": {"1" * 5000}', 1, "the file is cut short or broken"),
    ],
)
def test_an_edition_that_was_edited_is_refused(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert broken(tmp_path, old, new) == [f"{NAME}:{line}: {said}; {RESTORE}"]


def test_an_edition_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    path = write_all(tmp_path, *publish([thing("C1")])) / "2026-01-01.json"
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")

    (problem,) = problems_at(tmp_path)

    assert problem.endswith(f": the file is cut short or broken; {RESTORE}")


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    assert broken(tmp_path, '"C2": {', '"C1": {') == [
        f"{NAME}:7: C1 is given twice; {RESTORE}",
        f"{NAME}:4: the file was edited after publication; {RESTORE}",
    ]


def test_an_edition_of_another_schema_is_refused(tmp_path: Path) -> None:
    assert broken(tmp_path, '"schema_version": 1', '"schema_version": 2') == [
        f"{NAME}:2: schema_version is '2'; {RESTORE}"
    ]


def test_an_edition_under_the_name_of_another_day_is_refused(tmp_path: Path) -> None:
    folder = write_all(tmp_path, *publish([thing("C1")]))
    (folder / "2026-01-01.json").rename(folder / "2025-12-31.json")

    assert problems_at(tmp_path) == [
        "data/editions/2025-12-31.json:3: edition is '2026-01-01'; "
        "expected 2025-12-31, as in the file’s name",
        missing("2026-01-01", 1),
    ]


# -- the list of them


def missing(day: str, line: int) -> str:
    """Return what is said of an edition that is listed and not there."""
    right = f"restore data/editions/{day}.json as it was published"
    return f"data/editions.txt:{line}: the edition of {day} is missing; {right}"


@pytest.mark.parametrize(("day", "line"), [("2026-01-01", 1), ("2026-02-01", 2), ("2026-03-01", 3)])
def test_whichever_edition_is_deleted_one_line_names_it(
    tmp_path: Path, day: str, line: int
) -> None:
    folder = write_all(tmp_path, *publish(*([thing("C1", f"Tea is {how}.")] for how in "abc")))
    (folder / f"{day}.json").unlink()

    assert problems_at(tmp_path) == [missing(day, line)]


def test_deleting_all_editions_is_noticed(tmp_path: Path) -> None:
    folder = write_all(tmp_path, *publish([thing("C1")]))
    (folder / "2026-01-01.json").unlink()
    folder.rmdir()

    assert problems_at(tmp_path) == [missing("2026-01-01", 1)]


def test_the_list_cannot_be_deleted(tmp_path: Path) -> None:
    folder = write_all(tmp_path, *publish([thing("C1")], [thing("C2"), thing("C1")]))
    folder.with_suffix(".txt").unlink()

    assert problems_at(tmp_path) == [
        "data/editions.txt:1: the list of editions is missing; restore it as it was published"
    ]


def test_a_list_that_was_broken_is_refused(tmp_path: Path) -> None:
    folder = write_all(tmp_path, *publish([thing("C1")]))
    with folder.with_suffix(".txt").open("a") as listed:
        listed.write("2026-02-01 soon\n")

    assert problems_at(tmp_path) == [
        "data/editions.txt:2: not the day and the fingerprint of an edition; "
        "restore it as it was published"
    ]


def test_an_edition_that_no_list_has_is_refused(tmp_path: Path) -> None:
    first, second = publish([thing("C1")], [thing("C1", "Tea is hot.")])
    folder = write_all(tmp_path, first)
    listed = folder.with_suffix(".txt").read_bytes()
    write_edition(second, folder)
    folder.with_suffix(".txt").write_bytes(listed)

    assert problems_at(tmp_path) == [
        "data/editions/2026-02-01.json:1: it is not in the list of editions, data/editions.txt; "
        "restore the list, or remove the file: only make edition makes editions"
    ]


def test_the_newest_edition_cannot_be_made_again_in_other_words(tmp_path: Path) -> None:
    (edition,) = publish([thing("C1")])
    folder = write_all(tmp_path, edition)
    listed = folder.with_suffix(".txt").read_bytes()
    (folder / "2026-01-01.json").unlink()
    write_edition(forge(edition, "C1", title="Another"), folder)
    folder.with_suffix(".txt").write_bytes(listed)

    assert problems_at(tmp_path) == [
        f"{NAME}:1: it is not the edition that was published; restore it as it was published"
    ]


def test_deleting_the_newest_edition_is_found_by_the_check(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edition_of(miniature, "2026-01-01")
    miniature.remove("data/editions/2026-01-01.json")
    capsys.readouterr()

    assert main(["check", "--root", str(miniature.root)]) == 1
    assert f"{missing('2026-01-01', 1)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2999-01-01", "2999-01-01 is still to come; an edition has the day on which it is made"),
        ("2026-02-30", "2026-02-30 is not a date; expected one such as 2026-12-01"),
    ],
)
def test_a_file_of_a_day_that_the_command_refuses_is_refused(
    tmp_path: Path, day: str, said: str
) -> None:
    write_edition(freeze([thing("C1")], build_register([]), day)[0], tmp_path / "data/editions")

    assert problems_at(tmp_path) == [f"data/editions/{day}.json:1: {said}"]
    assert find_date_fault(day, build_register([])) == said


@pytest.mark.parametrize("name", ["latest.json", "2026-01-01.yml", "2026-1-1.json", "notes"])
def test_a_file_that_is_no_edition_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_all(tmp_path, *publish([thing("C1")]))
    (folder / name).write_text("{}", "utf-8")

    assert problems_at(tmp_path) == [
        f"data/editions/{name}:1: not an edition’s file name; "
        "expected a date and .json, such as 2026-12-01.json"
    ]


def test_an_edition_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (edition,) = publish([thing("C1")])
    folder = write_all(tmp_path, edition)
    before = (folder / "2026-01-01.json").read_bytes()

    with pytest.raises(FileExistsError):
        write_edition(forge(edition, "C1", title="Another"), folder)

    assert (folder / "2026-01-01.json").read_bytes() == before


@pytest.mark.parametrize("fails", ["write_text", "rename"])
def test_an_edition_that_cannot_be_written_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    first, second = publish([thing("C1")], [thing("C1", "Tea is hot.")])
    folder = write_all(tmp_path, first)

    def break_off(path: Path, *_: object, **__: object) -> None:
        path.write_bytes(b'{"schema_version"')
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, fails, break_off)
        with pytest.raises(OSError, match="the disk is full"):
            write_edition(second, folder)

    assert [path.name for path in folder.iterdir()] == ["2026-01-01.json"]
    assert problems_at(tmp_path) == []


# -- making one


def test_an_edition_is_made_and_says_what_it_changes(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edition_of(miniature, "2026-01-01")
    capsys.readouterr()
    miniature.edit("data/claims/C2.yml", "Planting is cheap", "Planting is very cheap")

    code = edition_of(miniature, "2026-02-01")

    assert code == 0
    said = f"data/editions/2026-02-01.json\nreworded (1): C2\n{DEPOSIT}\n"
    assert capsys.readouterr().out == said


def test_where_nothing_has_changed_no_edition_is_made(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edition_of(miniature, "2026-01-01")
    capsys.readouterr()

    code = edition_of(miniature, "2026-02-01")

    assert code == 0
    assert capsys.readouterr().out == (
        "Nothing has changed since the last edition: none was made.\n"
    )
    assert [path.name for path in (miniature.root / "data/editions").iterdir()] == [
        "2026-01-01.json"
    ]


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2026-01-01", "there is an edition of 2026-01-01; a new one needs a later date"),
        ("2025-12-31", "there is an edition of 2026-01-01; a new one needs a later date"),
        ("2026-02-30", "2026-02-30 is not a date; expected one such as 2026-12-01"),
        ("20260201", "20260201 is not a date; expected one such as 2026-12-01"),
        ("soon", "soon is not a date; expected one such as 2026-12-01"),
        ("2026-01-02", None),
    ],
)
def test_a_new_edition_needs_a_later_date(date: str, said: str | None) -> None:
    register = build_register(publish([thing("C1")]))

    assert find_date_fault(date, register) == said


def test_an_edition_of_an_earlier_day_is_not_made(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edition_of(miniature, "2026-01-01")
    miniature.edit("data/claims/C2.yml", "Planting is cheap", "Planting is very cheap")

    code = edition_of(miniature, "2025-12-31")

    assert code == 1
    assert capsys.readouterr().err == (
        "there is an edition of 2026-01-01; a new one needs a later date.\n"
    )
    assert len(list((miniature.root / "data/editions").iterdir())) == 1


def test_data_with_a_mistake_make_no_edition(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")

    code = edition_of(miniature, "2026-01-01")

    assert code == 1
    assert capsys.readouterr().err == (
        "data/claims/C2.yml:5: strength is 'maybe'; expected one of: flat, hedged\n"
    )
    assert not (miniature.root / "data/editions").exists()


def test_good_data_are_found_to_be_so(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", "--root", str(miniature.root)])

    assert code == 0
    assert capsys.readouterr().out.endswith("\nNo problems, 2 pieces of advice.\n")


# -- nothing published disappears or comes back as something else


def test_nothing_is_lost_where_everything_is_still_there() -> None:
    before = [thing("C1"), thing("C2"), a_term("tea")]
    after = [
        thing("C1", "Reworded."),
        thing("C2", retired=True),
        a_term("chai", "tea"),
        thing("C3"),
    ]

    assert lost(before, after) == []


def test_what_is_published_cannot_be_deleted() -> None:
    assert lost([thing("C1"), thing("C2")], [thing("C1")]) == [
        "editions/2026-01-01.json:7: C2 is published there and is gone; "
        "restore it; “retired:” withdraws an item, “formerly:” renames one"
    ]


def test_what_is_retired_cannot_come_back() -> None:
    assert lost([thing("C1", retired=True)], [thing("C1", "Another thing.")]) == [
        "editions/2026-01-01.json:7: C1 is retired there and is in use again; "
        "ids are never reused: restore “retired:”, and give what is new a new id"
    ]


def test_a_thing_cannot_become_another_kind_of_thing() -> None:
    assert lost([thing("X1")], [thing("X1", kind="term")]) == [
        "editions/2026-01-01.json:7: X1 is a claim there and is a term now; "
        "ids are never reused: give what is new a new id"
    ]


@pytest.mark.parametrize(("id", "kind"), [("P1", "paragraph"), ("P1.2", "sentence")])
def test_a_passage_cannot_change(id: str, kind: str) -> None:
    before, after = thing(id, kind=kind), thing(id, "Tea is cold.", kind=kind)

    assert lost([before], [before]) == []
    assert lost([before], [after]) == [
        f"editions/2026-01-01.json:7: {id} has other words there; "
        "restore data/essay/source.txt, which is never edited"
    ]


MILK = "Milk makes tea mild, and many drinkers take some in it every day of their life."
LEMON = "Lemon keeps tea clear, which is the reason why others would never do without one."
SUGAR = "Sugar is for cakes alone, say those who know what leaves of this price taste of."


def swapped(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    """Return which items are found to have the words of which others."""
    states = [[thing(key, text) for key, text in state.items()] for state in (before, after)]
    found = re.findall(r": (\S+) now has the words frozen as (\S+);", "\n".join(lost(*states)))
    return list(found)


def test_two_things_cannot_change_places() -> None:
    right = "ids are never reused: give each its own words again; “formerly:” renames one"

    assert lost(
        [thing("C3", MILK), thing("C6", SUGAR)], [thing("C3", SUGAR), thing("C6", MILK)]
    ) == [
        f"editions/2026-01-01.json:7: C3 now has the words frozen as C6; {right}",
        f"editions/2026-01-01.json:7: C6 now has the words frozen as C3; {right}",
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            {"C1": MILK, "C2": LEMON, "C3": SUGAR},
            {"C1": LEMON, "C2": SUGAR, "C3": MILK},
            [("C1", "C2"), ("C2", "C3"), ("C3", "C1")],
        ),
        ({"C1": MILK, "C2": LEMON}, {"C1": SUGAR, "C2": MILK}, [("C2", "C1")]),
        ({"C1": MILK, "C2": LEMON}, {"C1": LEMON[:-4] + "it.", "C2": SUGAR}, [("C1", "C2")]),
    ],
)
def test_words_are_known_again_wherever_they_go(
    before: dict[str, str], after: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert swapped(before, after) == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"C1": MILK, "C2": LEMON}, {"C1": SUGAR, "C2": f"{LEMON} So it is."}),
        ({"C1": MILK, "C2": LEMON}, {"C1": LEMON, "C2": LEMON}),
        ({"C1": MILK, "C2": LEMON}, {"C1": "Both.", "C2": "None.", "C3": MILK, "C4": LEMON}),
        ({"C1": MILK, "C2": MILK}, {"C1": f"{MILK} Yes.", "C2": f"{MILK} No."}),
    ],
)
def test_what_is_reworded_has_changed_no_places(
    before: dict[str, str], after: dict[str, str]
) -> None:
    assert swapped(before, after) == []


def test_no_text_that_has_changed_places_is_passed_over_for_speed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = Random(5)
    pool = [word for text in (MILK, LEMON, SUGAR) for word in text.split()] * 2
    texts = [" ".join(chance.sample(pool, chance.randint(1, 60))) for _ in range(60)]
    before = {f"C{number}": text for number, text in enumerate(texts, 1)}
    moved = dict(zip(before, chance.sample(texts, len(texts)), strict=True))
    after = {key: text.replace(chance.choice(pool), "so") for key, text in moved.items()}
    found = swapped(before, after)

    def all_pairs(now: list[Any], _: list[Any]) -> Iterator[tuple[int, int]]:
        return permutations(range(len(now)), 2)

    monkeypatch.setattr(swaps, "_find_near", all_pairs)

    assert len(found) > 30
    assert found == swapped(before, after)


def test_texts_that_have_changed_places_are_found_under_the_titles_of_old() -> None:
    def state(one: str, other: str) -> list[Citable]:
        pairs = {"C1": ("Milk", one), "C2": ("No sugar", other)}
        return [
            thing(key, wording={"title": title, "glance": f"{title}. " * 9, "text": text})
            for key, (title, text) in pairs.items()
        ]

    problems = "\n".join(lost(state(MILK, SUGAR), state(SUGAR, MILK)))

    assert "C1 now has the words frozen as C2" in problems
    assert "C2 now has the words frozen as C1" in problems


def test_two_parts_cannot_change_places() -> None:
    def part(id: str, text: str) -> Citable:
        wording = {"title": id, "glance": f"On {id}.", "text": text}
        key, home = f"part:{id}", f"/argument/{id}/"
        return thing(key, kind="part", id=id, home=home, wording=wording)

    said = lost(
        [part("milk", MILK), part("sugar", SUGAR)], [part("milk", SUGAR), part("sugar", MILK)]
    )

    assert [one.split("; ")[0].split(": ", 1)[1] for one in said] == [
        "part:milk now has the words frozen as part:sugar",
        "part:sugar now has the words frozen as part:milk",
    ]


def test_what_is_renamed_keeps_its_words() -> None:
    before = [a_term("tea", text=MILK), a_term("chai", text=SUGAR)]

    assert lost(before, [a_term("brew", "tea", text=MILK), a_term("chai", text=SUGAR)]) == []


def test_a_name_of_old_cannot_be_the_name_of_something_else() -> None:
    before, after = [a_term("tea")], [a_term("chai", "tea"), a_term("tea", text="A meal.")]

    assert lost(before, after) == [
        "data/glossary/chai.yml:1: chai was formerly tea, which is in use; "
        "ids are never reused: give one of them a new id"
    ]


def test_a_name_of_old_is_not_forgotten_when_the_data_no_longer_mention_it() -> None:
    register = build_register(publish([a_term("tea")], [a_term("chai", "tea")]))

    problems = list(
        check_permanence(
            [a_term("chai"), a_term("tea", text="A meal.")], register, "editions", at_seven
        )
    )

    assert [problem.wrong for problem in problems] == ["chai was formerly tea, which is in use"]


def test_a_key_is_found_in_the_line_where_its_item_begins(tmp_path: Path) -> None:
    folder = write_all(tmp_path, *publish([thing("C1"), thing("C2")]))
    lines = (folder / "2026-01-01.json").read_text("utf-8").split("\n")

    assert lines[locate_in(folder)("2026-01-01", "C2") - 1] == '  "C2": {'


def test_what_was_published_beside_a_term_is_no_name_of_old() -> None:
    assert lost([a_term("tea"), a_term("chai")], [a_term("tea", "chai")]) == [
        "data/glossary/tea.yml:1: tea was formerly chai, which was published beside it; "
        "retire chai, with term:tea as its successor"
    ]


def test_a_part_that_takes_in_another_keeps_the_homes_of_both() -> None:
    def part(id: str, *formerly: str) -> Citable:
        old = tuple(f"part:{was}" for was in formerly)
        return thing(f"part:{id}", kind="part", id=id, home=f"/argument/{id}/", formerly=old)

    register = build_register(publish([part("tea"), part("chai")], [part("tea", "chai")]))

    assert register.homes == {"part:tea": ("/argument/chai/", "/argument/tea/")}


# -- what is promised


def promised(*states: list[Citable]) -> list[str]:
    """Return every address that editions of these states give out."""
    return [found.address for found in find_promised(build_register(publish(*states)))]


def test_every_home_and_pinned_page_is_promised() -> None:
    passage = thing("P1", kind="paragraph", home="/essay/#p1")

    assert promised([thing("C1"), passage], [thing("C1", "Reworded."), passage]) == [
        "/claims/c1/", "/claims/c1/v1/", "/essay/#p1", "/claims/c1/v2/",
    ]  # fmt: skip


def test_the_pinned_pages_of_old_of_what_was_renamed_stay_promised() -> None:
    assert promised([a_term("tea")], [a_term("chai", "tea", text="Another drink.")]) == [
        "/glossary/tea/", "/glossary/tea/v1/",
        "/glossary/chai/", "/glossary/chai/v1/", "/glossary/chai/v2/",
    ]  # fmt: skip


def test_every_pinned_page_of_old_leads_to_its_own_version() -> None:
    now = a_term("chai", "tea", text="Another drink.")
    register = build_register(publish([a_term("tea")], [a_term("tea", text="Another drink.")]))

    redirects = find_redirects(find_histories((now,), register), register)

    assert {found.page: found.target for found in redirects} == {
        "/glossary/tea/": "/glossary/chai/",
        "/glossary/tea/v1/": "/glossary/chai/v1/",
        "/glossary/tea/v2/": "/glossary/chai/v2/",
    }


def test_an_address_says_which_edition_gave_it_out_last() -> None:
    register = build_register(publish([a_term("tea")], [a_term("chai", "tea")]))

    found = {promise.address: (promise.edition, promise.key) for promise in find_promised(register)}

    assert found["/glossary/tea/v1/"] == ("2026-01-01", "term:tea")
    assert found["/glossary/chai/v1/"] == ("2026-02-01", "term:chai")


def test_an_edition_that_would_not_follow_is_not_made(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    term = (miniature.root / "data/glossary/shade-tree.yml").read_text("utf-8")
    edition_of(miniature, "2026-01-01")
    miniature.remove("data/glossary/shade-tree.yml")
    renamed = term.replace("id: shade-tree", "id: street-tree")
    miniature.write("data/glossary/street-tree.yml", f"{renamed}formerly: [shade-tree]\n")
    edition_of(miniature, "2026-02-01")
    miniature.write("data/glossary/street-tree.yml", renamed)
    miniature.write(
        "data/glossary/shade-tree.yml", "id: shade-tree\nterm: Elm\ndefinition: A tree.\n"
    )

    code = edition_of(miniature, "2026-03-01")

    assert code == 1
    assert "street-tree was formerly shade-tree, which is in use" in capsys.readouterr().err
    assert not (miniature.root / "data/editions/2026-03-01.json").exists()


def test_without_an_edition_anything_may_be_deleted() -> None:
    assert list(check_permanence([], build_register([]), "editions", at_seven)) == []


# -- retirement in prose


def test_a_page_may_still_link_to_what_is_retired(miniature: Project) -> None:
    text = (miniature.root / "data/objections/O3.yml").read_text("utf-8")
    miniature.write("data/objections/O3.yml", text + RETIRED)
    miniature.edit("docs/index.md", '{{ objection("O1") }}', '{{ objection("O3") }}')

    assert miniature.problems() == []


# -- differences


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Tea is warm.", "Tea is warm.", "Tea is warm."),
        ("Tea is dear.", "Tea is not dear.", "Tea is <ins>not </ins>dear."),
        ("Tea is not dear.", "Tea is dear.", "Tea is <del>not </del>dear."),
        ("Tea is warm.", "Tea is hot.", "Tea is <del>warm.</del><ins>hot.</ins>"),
        ("", "Tea.", "<ins>Tea.</ins>"),
        ("Tea.", "", "<del>Tea.</del>"),
        ("", "", ""),
        ("Tea.\nWarm.", "Tea.\n\nWarm.", "<del>Tea.\n</del><ins>Tea.\n\n</ins>Warm."),
        ("Is it open. If", "Is at hand. If", "Is <del>it open.</del><ins>at hand.</ins> If"),
        ("a < b", "a < c", "a &lt; <del>b</del><ins>c</ins>"),
        ("<b>", "<i>", "<del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"),
        ("x", '<script>"&', "<del>x</del><ins>&lt;script&gt;&#34;&amp;</ins>"),
        ("<ins> a", "<ins> b", "&lt;ins&gt; <del>a</del><ins>b</ins>"),
    ],
)  # fmt: skip
def test_a_difference_marks_words_taken_out_and_put_in(old: str, new: str, shown: str) -> None:
    assert str(render_difference(old, new)) == shown


def test_an_edition_of_a_day_to_come_is_refused(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", "--yes", "--root", str(miniature.root), "--date", "2999-01-01"]) == 1

    assert "2999-01-01 is still to come" in capsys.readouterr().err
    assert not (miniature.root / "data/editions").exists()
