"""Benchmarks: how the cost of a build and of finding repetitions grows, and what is found right.

Machines are noisy: only ratios within one run mean anything.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))
"""There stand the browser and the server that the tests use."""
