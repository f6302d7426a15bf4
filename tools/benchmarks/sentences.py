"""How many boundaries of sentences are wrong, in what people have checked by hand."""

from __future__ import annotations

from boundaries import SETS, count_wrong, load_checked

MOST_WRONG = 1
"""In a thousand."""


def run() -> int:
    """Print it for each set; return 1 if too many are wrong in one."""
    rates = []
    for name in SETS:
        count, wrong = count_wrong(load_checked(name))
        rates.append(1000 * wrong / count)
        print(f"{name:>6}: {count:4} sentences, {wrong} wrong boundaries, {rates[-1]:.1f} in 1,000")
    return int(max(rates) > MOST_WRONG)
