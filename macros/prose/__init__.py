"""What the pages in `docs/` may hold, and the macros that they may call."""

from __future__ import annotations

from .counts import COUNTED
from .foreign import find_foreign
from .macros import MACROS
from .prose import COMMENT_MARKS, PLAIN_MARKDOWN, check_prose, locate_parts
