"""The finished site: term links and headings, search, bundles, the security policy, what can be
read offline, the card, and the theme’s patches.
"""

from __future__ import annotations

from .macro_html import CALLS
from .card import CARD, draw_card, load_fonts
from .bundle import write_finished, write_offline, write_search
from .headings import add_headerlinks, find_headings
from .permanent import CONTENT, HEAD, PermanentPages, TITLE, Written
from .term_links import link_terms
from .theme_patches import FAULTS, find_unknown, mend
