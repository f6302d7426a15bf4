"""Wording that is frozen: what can be cited, its versions and their history, the homes that are
kept, and the redirects.
"""

from __future__ import annotations

from .citable import Citable, Wording, find_citables
from .citing import (
    CITED_KINDS,
    FILES,
    SiteName,
    cite_essay,
    cite_item,
    cite_sentence,
    cite_site,
    find_essay_date,
    find_name_language,
    home_of_file,
    make_files,
    name_essay,
    name_in,
)
from .deposit import Deposit, describe_authors, given, load_deposit, write_crate, write_deposit
from .editions import (
    Changes,
    Edition,
    Frozen,
    Register,
    Version,
    build_register,
    find_changes,
    freeze,
)
from .files import check_chain, find_date_fault, locate_in, read_editions, write_edition
from .history import IMMUTABLE, History, find_histories
from .listed import check_listed
from .notes import CHANGES, Notes, find_notes
from .permanence import check_permanence
from .places import find_places
from .redirects import (
    Promise,
    Redirect,
    find_former_homes,
    find_promised,
    find_redirects,
    group_by_page,
)
from .versions import export_versions
