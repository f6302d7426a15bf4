"""Claims, objections, terms and works: read, checked, and linked into the `Corpus`, which is frozen
and which everything after it reads.
"""

from __future__ import annotations

from . import homes, words
from .claims import Claim, Kind, check_claim
from .corpus import Corpus, build_corpus, check_corpus, load_corpus
from .csl_fields import Csl, bare_doi, is_doi
from .dates import DATES, MONTHS, SEASONS, Date, read_date
from .draft import Draft, all_entries, find_known, find_passages, load_questions, read_essay
from .facts import EssayFacts, License
from .files import DATA, DATA_FILES, SOURCE_TEXT, DataFile, find_data_file, sort_out
from .glossary import Term, check_term
from .homes import (
    anchor_of_passage,
    home_of_alternate,
    home_of_claim,
    home_of_edition,
    home_of_essay_section,
    home_of_map,
    home_of_note,
    home_of_part,
    home_of_passage,
    home_of_source,
    home_of_term,
)
from .ids import LETTERS, next_id, read_line_of, read_present, read_taken, slug_of
from .kinds import KINDS, find_kind
from .named import AROUND, KIND_OF, Named, find_among, find_ids, find_named, split_ids
from .names import GONE, Known, check_references
from .objections import Objection, Response, check_objection
from .people import Name
from .reach import reach
from .relations import Relations, each_text_owner, find_citations, find_relations, find_texts
from .sources import Source
from .states import (
    STATUSES,
    Mark,
    State,
    StateName,
    Status,
    find_states,
    mark_of,
    status_of,
)
from .term_index import TermIndex, is_capitals
from .wording import find_wording
