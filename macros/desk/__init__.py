"""For people who write data: new items from commented blanks, questions, layout, schemas, and a
preview.
"""

from __future__ import annotations

from .fix import load_laid_out, write_whole
from .intake import ask_editors, bring_in, list_passages
from .new import Written, make_new
from .preview import find_id_home, serve
from .questions import ASKED, ask_kind, end_sentence, tell_kinds
from .schemas import SCHEMAS, export_data_schemas
from .templates import Refused, fill_template, insert_response, write_item
