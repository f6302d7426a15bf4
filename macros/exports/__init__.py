"""Everything that the site says, once more in files that programs read."""

from __future__ import annotations

from .exports import make_exports
from .index import DESCRIPTIONS, find_rows
