"""Work shared out among processes: forks of this one, which know all that it has read."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..records import DataError, Problem

T = TypeVar("T")
R = TypeVar("R")
LEAST = 12
"""With fewer things to do, a fork takes longer than it saves."""


@dataclass(frozen=True)
class _Done(Generic[R]):
    """What came of the share of one process."""

    result: R | None = None
    problems: tuple[Problem, ...] = ()
    failure: str = ""


def count_workers() -> int:
    """Return how many processes can work side by side here."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(work: Callable[[Sequence[T]], R], items: Sequence[T], workers: int) -> list[R]:
    """Return what `work` makes of each share of some items; raise all that is wrong together.

    What it changes beside the files that it writes is lost, where another process has done it.
    """
    count = max(1, min(workers, len(items) // LEAST))
    others = [_fork(work, items[number::count]) for number in range(1, count)]
    try:
        own = _do(work, items[::count])
    finally:  # nothing is tidied up under the hands of others
        received = [_receive(*other) for other in others]
    done = [own, *received]
    if failure := "".join(one.failure for one in done):
        raise RuntimeError(failure)
    if problems := [problem for one in done for problem in one.problems]:
        raise DataError(problems)
    return [one.result for one in done if one.result is not None]


def _do(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> _Done[R]:
    try:
        return _Done(work(items))
    except DataError as error:
        return _Done(problems=error.problems)


def _fork(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> tuple[int, int]:
    """Let another process do a share; return it, and where it tells what came of it."""
    told, tell = os.pipe()
    if process := os.fork():
        os.close(tell)
        return process, told
    try:
        os.close(told)
        with os.fdopen(tell, "wb") as out:
            pickle.dump(_attempt(work, items), out, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # the rest is for the process that waits


def _attempt(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> _Done[R]:
    try:
        return _do(work, items)
    except BaseException:  # whatever it is, somebody waits to hear of it
        return _Done(failure=traceback.format_exc())


def _receive(process: int, told: int) -> _Done[Any]:
    with os.fdopen(told, "rb") as read:
        data = read.read()
    os.waitpid(process, 0)
    return (
        pickle.loads(data) if data else _Done(failure="a process that built pages has ended early")
    )
