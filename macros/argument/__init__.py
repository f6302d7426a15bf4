"""Claims, objections, terms and works: read, checked, and linked into the `Corpus`, which is frozen
and which everything after it reads.
"""

from __future__ import annotations

from . import homes
from .claims import Claim, check_claim
from .corpus import Corpus, build_corpus, check_corpus, load_corpus
from .draft import (
    DATA,
    Draft,
    all_entries,
    find_known,
    find_passages,
    load_questions,
    read_essay,
)
from .files import DATA_FILES, DataFile, find_data_file
from .glossary import Confusion, Term, check_term
from .homes import (
    anchor_of_passage,
    home_of_alternate,
    home_of_claim,
    home_of_map,
    home_of_note,
    home_of_objection,
    home_of_part,
    home_of_passage,
    home_of_response,
    home_of_source,
    home_of_term,
)
from .ids import LETTERS, next_id, read_line_of, read_present, read_taken, slug_of
from .names import GONE, Known, check_references
from .objections import STATUSES, Objection, Response, check_objection
from .relations import Relations, each_text_owner, find_relations, find_texts
from .sources import Date, Name, Source
from .term_index import TermIndex
