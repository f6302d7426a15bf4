"""What the pages in `docs/` may hold, and the macros that they may call."""

from __future__ import annotations

from .counts import COUNTED
from .host import NO_FOLDERS, read_host
from .links import Wanted
from .macros import MACROS
from .markup import find_foreign
from .prose import COMMENT_MARKS, PLAIN_MARKDOWN, check_prose, locate_parts
