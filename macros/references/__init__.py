"""Works cited, in every style and format: in the text, in lists, and for reference managers."""

from __future__ import annotations

from . import bibliography
from .apa import cite, cite_briefly, format_reference
from .authors import name_first, name_in_note, name_plainly
from .bibliography import BABEL
from .origin import TOLD
from .this_page import (
    STYLES,
    Citing,
    cite_bibtex,
    cite_csl_json,
    cite_plain,
    cite_ris,
    find_copies,
    quote,
)
from .titles import is_english
