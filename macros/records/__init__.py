"""Files in, values with lines out: YAML and JSON that remember their lines, the kinds of fields,
problems, plain text, and the differences of words. It knows nothing of any argument.
"""

from __future__ import annotations

from .addresses import Address, is_address
from .difference import Piece, find_pieces, render_difference, show_pieces
from .entries import Entry, parse_list, parse_record, read_folder, read_item
from .field_faults import inner_model, model_at
from .fields import (
    Citation,
    ClaimId,
    Day,
    Glance,
    Model,
    NoteId,
    ObjectionId,
    ParagraphId,
    PassageId,
    Place,
    Quotation,
    ResponseId,
    Retired,
    Slug,
    SourceId,
    TargetId,
    Text,
    Title,
    Words,
)
from .markdown_escape import begin_line, escape_marks, write_plain
from .problems import DataError, Problem, did_you_mean, on_one_line, take_first
from .text import (
    REFERENCE,
    Reference,
    compose_line,
    find_faults,
    find_invisible,
    find_references,
    plain_text,
    render_line,
    render_text,
    split_paragraphs,
)
from .yaml_file import (
    LONGEST_LIST,
    Items,
    Location,
    Record,
    field_of,
    get_at,
    parse_json,
    parse_yaml,
    read_json,
    read_text,
    read_yaml,
)
