"""What the benchmarks print."""

from __future__ import annotations

WIDTHS = (8, 13, 15, 12, 15, 16, 12, 9, 16)


def show_row(*cells: str) -> str:
    """Put cells in columns, to the right."""
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=False))


def verdict(value: float, target: float) -> str:
    """Say whether a ratio is within its target.

    >>> verdict(1.3, 1.25)
    '≤ 1.25: missed'
    """
    return f"≤ {target}: {'met' if value <= target else 'missed'}"
