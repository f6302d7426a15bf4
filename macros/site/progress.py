"""How far a long build is, on one line of a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE = 5.0
"""Seconds in which nobody asks."""
EVERY = 0.5


class Progress:
    """Says how many pages are done, of how many; nothing where a build is short."""

    def __init__(self, out: TextIO | None, begun: float) -> None:
        self._out = out
        self._next = begun + PATIENCE
        self._said = False
        self._process = os.getpid()
        self.pages = 0
        """How many there will be."""

    def tell(self, done: int, now: float) -> None:
        """Say so, if it is time to."""
        if self._out and now >= self._next and os.getpid() == self._process:
            self._next, self._said = now + EVERY, True
            self._out.write(f"\r{done:,} of {self.pages:,} pages ")
            self._out.flush()

    def end(self) -> None:
        """Take the line away again."""
        if self._out and self._said:
            self._out.write("\r\033[K")
            self._out.flush()


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Say how far a build is, to who sits before a terminal and has not asked for quiet."""
    seen = sys.stderr.isatty() and not quiet and not os.environ.get("CI")
    begun = Progress(sys.stderr if seen else None, time.monotonic())
    try:
        yield begun
    finally:
        begun.end()
