"""Work that is shared out comes to what one process would have made of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Project, everything_in

from macros.records.problems import DataError, Problem
from macros.site import share as sharing
from macros.site.share import share

NUMBERS = range(1, 101)
PROBLEM = Problem("data/claims/C1.yml", 3, "it is wrong", "put it right")


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_every_thing_is_done_once_wherever(tmp_path: Path, workers: int) -> None:
    def work(numbers: Sequence[int]) -> int:
        for number in numbers:
            (tmp_path / str(number)).open("x").close()
        return sum(numbers)

    done = share(work, NUMBERS, workers)

    assert sum(done) == sum(NUMBERS)
    assert len(done) == min(workers, len(NUMBERS) // sharing.LEAST)
    assert {path.name for path in tmp_path.iterdir()} == set(map(str, NUMBERS))


def test_little_work_is_done_here() -> None:
    assert share(lambda _: os.getpid(), "abc", 8) == [os.getpid()]
    assert share(len, "", 8) == [0]


def test_what_is_wrong_in_every_share_is_told_together() -> None:
    other = Problem("data/claims/C2.yml", 1, "so is this", "put it right too")

    def work(numbers: Sequence[int]) -> None:
        raise DataError([PROBLEM] if 1 in numbers else [other])

    with pytest.raises(DataError) as told:
        share(work, NUMBERS, 2)

    assert told.value.problems == (PROBLEM, other)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_process_that_fails_or_ends_is_told_of_and_all_have_ended(
    failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, forked = os.fork, list[int]()

    def remember() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", remember)

    def work(numbers: Sequence[int]) -> None:
        if failing in numbers:
            raise ZeroDivisionError("never divide by it")

    with pytest.raises((RuntimeError, ZeroDivisionError), match="never divide by it"):
        share(work, NUMBERS, 2)
    with pytest.raises(RuntimeError, match="ended early"):
        share(lambda numbers: None if 1 in numbers else os._exit(1), NUMBERS, 2)
    assert len(forked) == 2
    for process in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_site_is_the_same_however_many_built_it(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    sites = []
    for cores in (1, 2, 5):
        monkeypatch.setattr(
            os, "sched_getaffinity", lambda _, n=cores: set(range(n)), raising=False
        )
        built = miniature.build()
        assert built.ok, built.log
        sites.append(everything_in(built.folder))

    assert sites[0] == sites[1] == sites[2]
