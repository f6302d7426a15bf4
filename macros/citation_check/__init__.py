"""Whether what an author cites is still so worded."""

from __future__ import annotations

from .command import print_verdicts
