"""Kinds of works: what CSL calls each, and what every format and manual of style makes of it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """What is to be known of a type of work."""

    bibtex: str
    biblatex: str
    ris: str
    traits: str = ""
    """`whole`: its own title is in italics, not that of what holds it; `in-book`, `periodical`:
    where it stands; `dated`: references give its day."""
    names: str = ""
    """What people and programs call it besides."""


KINDS = {
    "article-journal": Kind("article", "article", "JOUR", "periodical", "paper"),
    "article-magazine": Kind("article", "article", "MGZN", "periodical dated"),
    "article-newspaper": Kind("article", "article", "NEWS", "periodical dated", "news"),
    "book": Kind("book", "book", "BOOK", "whole", "monograph mvbook proceedings EDBOOK"),
    "chapter": Kind("incollection", "incollection", "CHAP", "in-book", "booksection inbook"),
    "paper-conference": Kind(
        "inproceedings", "inproceedings", "CONF", "in-book", "conference CPAPER"
    ),
    "report": Kind("techreport", "report", "RPRT", "whole", "manual"),
    "thesis": Kind("phdthesis", "thesis", "THES", "whole", "dissertation mastersthesis"),
    "webpage": Kind("misc", "online", "ELEC", "whole dated", "website electronic www WEB"),
    "post-weblog": Kind("misc", "online", "BLOG", "periodical dated", "blogpost blog"),
    "post": Kind("misc", "online", "ELEC", "whole dated", "forumpost thread comment tweet"),
    "manuscript": Kind("unpublished", "unpublished", "UNPB", "whole", "MANSCPT"),
    "article": Kind("misc", "online", "UNPB", "whole", "preprint"),
    "document": Kind("misc", "misc", "GEN", "whole"),
    "bill": Kind("misc", "legislation", "BILL"),
    "broadcast": Kind("misc", "video", "VIDEO", "", "tvbroadcast radiobroadcast podcast"),
    "classic": Kind("book", "book", "CLSWK"),
    "collection": Kind("book", "collection", "BOOK"),
    "dataset": Kind("misc", "dataset", "DATA", "whole"),
    "entry": Kind("incollection", "inreference", "CHAP", "in-book"),
    "entry-dictionary": Kind("incollection", "inreference", "DICT", "in-book"),
    "entry-encyclopedia": Kind("incollection", "inreference", "ENCYC", "in-book", "encyclopedia"),
    "event": Kind("misc", "misc", "GEN"),
    "figure": Kind("misc", "image", "FIGURE"),
    "graphic": Kind("misc", "image", "ART", "", "artwork picture"),
    "hearing": Kind("misc", "legal", "HEAR"),
    "interview": Kind("misc", "misc", "GEN", "dated"),
    "legal_case": Kind("misc", "jurisdiction", "CASE", "", "case"),
    "legislation": Kind("misc", "legislation", "STAT", "", "statute law"),
    "map": Kind("misc", "image", "MAP"),
    "motion_picture": Kind("misc", "movie", "MPCT", "whole", "film videorecording"),
    "musical_score": Kind("misc", "music", "MUSIC"),
    "pamphlet": Kind("booklet", "booklet", "PAMP", "whole"),
    "patent": Kind("misc", "patent", "PAT"),
    "performance": Kind("misc", "misc", "GEN"),
    "periodical": Kind("misc", "periodical", "SER"),
    "personal_communication": Kind("misc", "letter", "PCOMM", "", "email instantmessage"),
    "regulation": Kind("misc", "legislation", "STAT"),
    "review": Kind("article", "review", "JOUR", "periodical"),
    "review-book": Kind("article", "review", "JOUR", "periodical", "bookreview"),
    "software": Kind("misc", "software", "COMP", "whole", "computerprogram program"),
    "song": Kind("misc", "music", "SOUND", "", "audiorecording"),
    "speech": Kind("misc", "unpublished", "SLIDE", "dated", "presentation talk lecture"),
    "standard": Kind("techreport", "standard", "STAND", "whole"),
    "treaty": Kind("misc", "legal", "LEGAL"),
}  # fmt: skip
"""By CSL’s name (specification 1.0.2, appendix III); of those that a format does not tell apart,
the usual one comes first."""


def find_kind(name: str) -> str | None:
    """Return the type that people, or a reference manager’s file, call so.

    >>> find_kind("blog post"), find_kind("journalArticle"), find_kind("techreport")
    ('post-weblog', 'article-journal', 'report')
    """
    return _KNOWN_AS.get(_fold(name))


def _fold(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _find_names() -> dict[str, str]:
    """Return every name of each type; one that several have is that of the first.

    CSL has `article-magazine` where others have `magazineArticle`.
    """
    named = [(name, type) for type, kind in KINDS.items() for name in kind.names.split()]
    formats = ("ris", "biblatex", "bibtex")
    written = [(getattr(KINDS[type], name), type) for name in formats for type in KINDS]
    written += [(type, type) for type in KINDS]
    turned = [("".join(reversed(type.split("-"))), type) for type in KINDS if "-" in type]
    return {_fold(name): type for name, type in reversed([*named, *turned, *written])}


_KNOWN_AS = _find_names()
