"""HTML from the corpus: each page that is made from data, its margin, tables and metadata, and the
book. `View` is what templates see.
"""

from __future__ import annotations

from . import map, view
from .book import HOME, find_book_files, render_book, render_book_links
from .forge import Forge
from .generated import USES, find_generated
from .map import sections_of
from .metadata import render_essay_head, render_glossary_head, render_head, render_site_head
from .open_questions import find_questions
from .view import (
    View,
    excerpt,
    find_onward,
    gaps_of,
    render_claim_page,
    render_claim_table,
    render_moved,
    render_objection_page,
    render_pinned,
    render_redirect,
    render_source_list,
    render_term_page,
    render_term_uses,
)
