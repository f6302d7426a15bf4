"""Memory while a site is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 50)
"""How many new things there are, and how often, before Python looks for circles that may go."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Have Python look seldom: a build keeps most that it makes, and circles are few."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
