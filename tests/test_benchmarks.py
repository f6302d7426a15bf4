"""The benchmarks still run, and still compare what compares; what they find is not tested."""

from __future__ import annotations

import pytest

from tools.benchmarks import build, check, editions

pytestmark = pytest.mark.slow

FEW = 20


def test_two_builds_of_the_same_words_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.run([FEW], 1) == 0

    assert f"{FEW} " in capsys.readouterr().out


def test_checking_is_compared_with_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([FEW], 1) == 0

    assert f"{FEW} " in capsys.readouterr().out


def test_builds_with_and_without_editions_are_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert editions.run(FEW, 1) == 0

    assert f"{FEW} " in capsys.readouterr().out
