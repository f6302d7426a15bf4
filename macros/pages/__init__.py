"""HTML from the corpus: each page that is made from data, its margin, tables and metadata, and the
book. `View` is what templates see.
"""

from __future__ import annotations

from .book import HOME, find_book_files, render_book
from .forge import Forge
from .generated import USES, find_generated
from .map import render_argument_map, render_argument_outline, sections_of
from .metadata import render_essay_head, render_glossary_head, render_head, render_site_head
from .open_questions import find_questions
from .view import (
    View,
    excerpt,
    find_onward,
    gaps_of,
    rank_objections,
    render_claim_page,
    render_objection_page,
    render_term_page,
)
