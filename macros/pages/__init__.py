"""HTML from the corpus: each page that is made from data, its margin, tables and metadata, and the
book. `View` is what templates see.
"""

from __future__ import annotations

from .book import HOME, render_book
from .compiled import keep_templates
from .environment import Templates
from .examples import find_addresses, find_examples
from .forge import Forge
from .generated import USES, Generated, find_generated
from .metadata import (
    describe_pinned,
    name_pinned,
    render_essay_head,
    render_glossary_head,
    render_head,
    render_pinned_head,
    render_section_head,
    render_site_head,
)
from .view import View
