"""For people who write data: new items from commented blanks, questions, layout, schemas, and a
preview.
"""

from __future__ import annotations

from .fix import load_laid_out, write_whole
from .imports import load_import
from .intake import ask_editors, bring_in, list_passages
from .kinds import ASKED, Refused
from .new import Written, make_new
from .preview import find_id_home, serve
from .questions import ask_kind, tell_kinds
from .schemas import SCHEMAS, export_data_schemas
from .start import GO_ON, rehearse, start
from .templates import fill_template, insert_response, write_item
from .works import add_works, rewrite_work, show_works
