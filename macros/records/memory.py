"""Memory while much is read or made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 50)
"""How many new things there are, and how often, before Python looks for circles that may go."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Have Python look seldom: what is read or made mostly stays, and circles are few."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
