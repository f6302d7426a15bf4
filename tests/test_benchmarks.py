"""The benchmarks still run, and still compare what compares; what they find is not tested."""

from __future__ import annotations

import pytest

from tools.benchmarks import build, check, editions

pytestmark = pytest.mark.slow

FEW = 4


def test_two_builds_of_the_same_words_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.run([FEW], 1) == 0

    assert f"{FEW} " in capsys.readouterr().out


def test_checking_is_compared_with_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([FEW], 1) == 0

    assert f"{FEW} " in capsys.readouterr().out


def test_builds_with_and_without_editions_are_compared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = {"without": {"processor": 2.0}, "with": {"processor": 3.0}}
    monkeypatch.setattr(editions, "build", lambda project: costs[project.name])  # as above

    assert editions.run(FEW, 1) == 0

    said = capsys.readouterr().out
    assert f"{FEW} " in said
    assert "building, with / without, processor: 1.50" in said
