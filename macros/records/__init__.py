"""Files in, values with lines out: YAML and JSON that remember their lines, the kinds of fields,
problems, plain text, trees of HTML, and the differences of words. It knows nothing of any argument.
"""

from __future__ import annotations

from .addresses import Address, find_address_fault, find_repository, is_address
from .characters import find_invisible, find_mixed
from .console import print_anywhere
from .difference import find_pieces, render_difference, show_pieces
from .entries import Entry, parse_list, parse_record, read_folder, read_item
from .examples import UNKNOWN, find_example
from .field_faults import model_at
from .fields import (
    Citation,
    ClaimId,
    Day,
    Glance,
    Gloss,
    NoteId,
    ObjectionId,
    ParagraphId,
    ParagraphRange,
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
    shown,
    sought_as,
)
from .grouping import group
from .html_tree import (
    Inside,
    attribute,
    make_element,
    parse_content,
    parse_page,
    walk,
    words_of,
    write_content,
    write_page,
)
from .markdown_escape import Markdown, begin_line, escape_marks, write_plain
from .memory import seldom_searched
from .model import (
    Heading,
    Model,
    Worded,
    beside,
    find_marks,
    find_ours,
    find_sought,
    heading,
    inner_model,
    refuse,
    worded,
)
from .problems import (
    DataError,
    Problem,
    Refused,
    did_you_mean,
    end_sentence,
    on_one_line,
    take_first,
)
from .schema import DRAFT, Schema, find_objects, make_schema
from .text import (
    REFERENCE,
    Reference,
    compose_line,
    find_faults,
    find_references,
    plain_text,
    render_line,
    render_text,
    split_paragraphs,
)
from .yaml_edit import add_item, find_comments, set_field
from .yaml_file import (
    LONGEST_LIST,
    Items,
    Location,
    Plain,
    Record,
    field_of,
    get_at,
    line_of,
    lines_at,
    parse_data,
    parse_yaml,
    read_data,
    read_text,
    steps_of,
    walk_texts,
)
from .yaml_writer import WIDTH, fold_paragraphs, write_field
