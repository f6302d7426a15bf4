"""Works cited as other programs read them: BibTeX, BibLaTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..argument import Date, Name, Source

Field = tuple[str, object]
"""A field’s name and what it holds, if anything."""
Tex = Callable[[str], str]
"""What turns plain text into TeX."""


class _Kind(NamedTuple):
    """What each format calls a type of work."""

    bibtex: str
    biblatex: str
    ris: str


_KINDS = {
    "article": _Kind("misc", "online", "UNPB"),
    "article-journal": _Kind("article", "article", "JOUR"),
    "article-magazine": _Kind("article", "article", "MGZN"),
    "article-newspaper": _Kind("article", "article", "NEWS"),
    "bill": _Kind("misc", "legislation", "BILL"),
    "book": _Kind("book", "book", "BOOK"),
    "broadcast": _Kind("misc", "video", "VIDEO"),
    "chapter": _Kind("incollection", "incollection", "CHAP"),
    "classic": _Kind("book", "book", "CLSWK"),
    "collection": _Kind("book", "collection", "BOOK"),
    "dataset": _Kind("misc", "dataset", "DATA"),
    "entry": _Kind("incollection", "inreference", "CHAP"),
    "entry-dictionary": _Kind("incollection", "inreference", "DICT"),
    "entry-encyclopedia": _Kind("incollection", "inreference", "ENCYC"),
    "figure": _Kind("misc", "image", "FIGURE"),
    "graphic": _Kind("misc", "image", "ART"),
    "hearing": _Kind("misc", "legal", "HEAR"),
    "legal_case": _Kind("misc", "jurisdiction", "CASE"),
    "legislation": _Kind("misc", "legislation", "STAT"),
    "manuscript": _Kind("unpublished", "unpublished", "UNPB"),
    "map": _Kind("misc", "image", "MAP"),
    "motion_picture": _Kind("misc", "movie", "MPCT"),
    "musical_score": _Kind("misc", "music", "MUSIC"),
    "pamphlet": _Kind("booklet", "booklet", "PAMP"),
    "paper-conference": _Kind("inproceedings", "inproceedings", "CONF"),
    "patent": _Kind("misc", "patent", "PAT"),
    "periodical": _Kind("misc", "periodical", "SER"),
    "personal_communication": _Kind("misc", "letter", "PCOMM"),
    "post": _Kind("misc", "online", "ELEC"),
    "post-weblog": _Kind("misc", "online", "BLOG"),
    "regulation": _Kind("misc", "legislation", "STAT"),
    "report": _Kind("techreport", "report", "RPRT"),
    "review": _Kind("article", "review", "JOUR"),
    "review-book": _Kind("article", "review", "JOUR"),
    "software": _Kind("misc", "software", "COMP"),
    "song": _Kind("misc", "music", "SOUND"),
    "speech": _Kind("misc", "unpublished", "SLIDE"),
    "standard": _Kind("techreport", "standard", "STAND"),
    "thesis": _Kind("phdthesis", "thesis", "THES"),
    "treaty": _Kind("misc", "legal", "LEGAL"),
    "webpage": _Kind("misc", "online", "ELEC"),
}
_OTHER = _Kind("misc", "misc", "GEN")

_BIBLATEX_NAMES = {
    "address": "location",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "school": "institution",
}
_TITLES = ("title", "booktitle")
"""What styles put in small letters, unless braces keep the capitals."""
_VERBATIM = ("date", "doi", "eprint", "month", "options", "pages", "url", "urldate")
"""What TeX does not set as text: addresses keep their underscores."""
_TYPED = ("techreport", "report", "mastersthesis", "phdthesis", "thesis", "online")
"""Entries that say what kind of work they are, where that is not plain."""
_SITE_ONLY = {"year_suffix", "citation_label"}
"""What tells works apart in one list is no property of the works."""

_ARXIV = re.compile(r"(?:arxiv:|arxiv\.org/(?:abs|pdf)/)([\w.-]+(?:/\d+)?)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def to_bibtex(sources: Iterable[Source]) -> str:
    """Write works for BibTeX."""
    return "\n".join(_bibtex(source) for source in sources)


def to_biblatex(sources: Iterable[Source]) -> str:
    """Write works for BibLaTeX."""
    return "\n".join(_biblatex(source) for source in sources)


def to_ris(sources: Iterable[Source]) -> str:
    """Write works in RIS, whose lines end with a carriage return and a line feed."""
    return "\r\n".join(_ris(source) for source in sources)


def to_csl(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return works as items of CSL-JSON."""
    return [
        source.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_SITE_ONLY)
        for source in sources
    ]


def format_entry(kind: str, key: str, fields: Iterable[Field]) -> str:
    """Write an entry of a BibTeX or BibLaTeX file from fields already in TeX.

    >>> print(format_entry("misc", "tea", [("title", "Tea"), ("month", "jan"), ("url", None)]))
    @misc{tea,
      title = {Tea},
      month = jan,
    }
    <BLANKLINE>
    """
    filled = [(name, str(value)) for name, value in fields if value]
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in filled
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def format_record(kind: str, fields: Iterable[Field]) -> str:
    """Write a record of an RIS file.

    >>> format_record("BOOK", [("TI", "Tea"), ("PB", None)])
    'TY  - BOOK\\r\\nTI  - Tea\\r\\nER  - \\r\\n'
    """
    filled = [(tag, " ".join(str(value).split())) for tag, value in fields if value]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [("TY", kind), *filled, ("ER", "")])


def _bibtex(source: Source) -> str:
    kind = _kind(source).bibtex
    if kind == "phdthesis" and "master" in (source.genre or "").lower():
        kind = "mastersthesis"
    fields = [*_fields(source, kind), *_bibtex_issued(source.issued)]
    return format_entry(kind, source.id, _in_tex(fields, to_ascii_tex))


def _biblatex(source: Source) -> str:
    kind = _kind(source).biblatex
    fields = [*_fields(source, kind), *_biblatex_date("date", source.issued)]
    fields += [*_biblatex_date("urldate", source.accessed), *_options(source)]
    renamed = [(_BIBLATEX_NAMES.get(name, name), value) for name, value in fields]
    return format_entry(kind, source.id, _in_tex(renamed, to_tex))


def _kind(source: Source) -> _Kind:
    return _KINDS.get(source.type, _OTHER)


def _fields(source: Source, kind: str) -> list[Field]:
    """Say what BibTeX and BibLaTeX both ask about a work, by BibTeX's names."""
    place = source.publisher_place or (kind == "inproceedings" and source.event_place)
    return [
        ("author", source.author),
        ("editor", source.editor),
        ("title", source.title),
        *_holders(source, kind),
        ("series", source.collection_title),
        ("edition", source.edition),
        ("volume", source.volume),
        *_number(source, kind),
        ("pages", _pages(source)),
        ("version", source.version),
        ("type", source.genre if kind in _TYPED else None),
        ("address", place),
        ("isbn", source.ISBN),
        ("issn", source.ISSN),
        ("doi", _doi(source)),
        ("url", source.URL),
        *_eprint(source),
        ("note", source.note),
    ]


def _holders(source: Source, kind: str) -> list[Field]:
    """Name what holds a work, and who published it."""
    container, publisher = source.container_title, source.publisher
    if kind in ("article", "review"):
        return [("journal", container)]
    if kind in ("incollection", "inproceedings", "inreference"):
        return [("booktitle", container), ("publisher", publisher)]
    if kind in ("techreport", "report"):
        return [("institution", publisher)]
    if kind in ("phdthesis", "mastersthesis", "thesis"):
        return [("school", publisher)]
    if kind in ("book", "collection"):
        return [("publisher", publisher)]
    if kind == "online":
        return [("organization", container or (None if _eprint(source) else publisher))]
    return [("howpublished", container or (_eprint(source) and source.number) or publisher)]


def _number(source: Source, kind: str) -> list[Field]:
    number = None if _ARXIV.search(str(source.number or "")) else source.number
    if kind == "article":
        return [("number", source.issue), ("eid", number)]
    return [("number", source.issue or number)]


def _pages(source: Source) -> str:
    return re.sub(r"[-–]+", "--", str(source.page or ""))


def _doi(source: Source) -> str | None:
    return (source.address or "").removeprefix("https://doi.org/") if source.DOI else None


def _eprint(source: Source) -> list[Field]:
    """Say where a preprint stands on arXiv."""
    found = _ARXIV.search(str(source.number or "")) or _ARXIV.search(source.URL or "")
    return [("archiveprefix", "arXiv"), ("eprint", found[1])] if found else []


def _options(source: Source) -> list[Field]:
    names = (*source.author, *source.editor)
    kept = any(name.non_dropping_particle for name in names)
    return [("options", "useprefix=true")] if kept else []


def _bibtex_issued(date: Date | None) -> list[Field]:
    if not date or not date.parts:
        return [("year", date and (date.literal or date.raw))]
    return format_bibtex_date(date.parts)


def format_bibtex_date(date: tuple[int, ...]) -> list[Field]:
    """Give the day as far as it is known.

    >>> format_bibtex_date((2026, 12))
    [('year', 2026), ('month', 'dec')]
    """
    if not date:
        return []
    year, *rest = date
    month = [("month", _MONTHS[number - 1]) for number in rest[:1]]
    return [("year", year), *month, *(("day", day) for day in rest[1:])]


def _biblatex_date(field: str, date: Date | None) -> list[Field]:
    """Give a day, or the first and the last of several, or else what is said instead."""
    if date and date.parts:
        days = ["-".join(f"{int(part):02}" for part in day) for day in date.date_parts]
        return [(field, "/".join(days))]
    return [("year", date.literal or date.raw)] if date and field == "date" else []


def _in_tex(fields: Iterable[Field], tex: Tex) -> Iterator[Field]:
    for name, value in fields:
        if isinstance(value, tuple):
            yield name, " and ".join(_tex_name(person, tex) for person in value)
        elif not value or name in _VERBATIM:
            yield name, value
        elif name == "eprinttype":
            yield name, str(value).lower()
        elif name in _TITLES:
            yield name, protect_capitals(str(value), tex)
        else:
            yield name, tex(str(value))


def _tex_name(name: Name, tex: Tex) -> str:
    """Write a name so that a program finds its parts: van Gogh, Jr, Vincent."""
    if name.literal or not (name.family and name.given):
        return f"{{{tex(name.short)}}}"
    family = tex(name.family)
    if re.match(r"[a-zß-ÿ]", name.family) or _would_split(name.family):
        family = f"{{{family}}}"  # a particle that belongs to the name
    particles = filter(None, [name.dropping_particle, name.non_dropping_particle])
    family = " ".join([*map(tex, particles), family])
    given = f"{{{tex(name.given)}}}" if _would_split(name.given) else tex(name.given)
    return ", ".join(filter(None, [family, tex(name.suffix or ""), given]))


def _would_split(name: str) -> bool:
    return bool(re.search(r",|\band\b", name))


def protect_capitals(title: str, tex: Tex) -> str:
    """Put braces round each word that would lose capitals in a style that likes small letters.

    >>> protect_capitals("Why AI? A plan & more", to_tex)
    'Why {AI}? {A} plan \\\\& more'
    """
    pieces = re.split(r"(\w+(?:[-’'./&]\w+)*)", title)
    first = next((number for number in range(1, len(pieces), 2)), None)
    return "".join(
        f"{{{tex(piece)}}}" if _has_capital(piece[number == first :]) else tex(piece)
        for number, piece in enumerate(pieces)
    )


def _has_capital(text: str) -> bool:
    return text != text.lower()


_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # programs count braces, even those after a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&%#_"},
    }
)
_ACCENTS = {
    "GRAVE ACCENT": "`", "ACUTE ACCENT": "'", "CIRCUMFLEX ACCENT": "^", "TILDE": "~",
    "DIAERESIS": '"', "MACRON": "=", "DOT ABOVE": ".", "BREVE": "u ", "CARON": "v ",
    "DOUBLE ACUTE ACCENT": "H ", "RING ABOVE": "r ", "CEDILLA": "c ", "OGONEK": "k ",
    "DOT BELOW": "d ",
}  # fmt: skip
_LETTERS = {
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}",
    "Œ": r"{\OE}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "‘": "`", "’": "'", "“": "``",
    "”": "''", "–": "--", "—": "---", "…": r"{\ldots}", "\xa0": "~",
}  # fmt: skip


def to_tex(text: str) -> str:
    """Escape what TeX takes for commands.

    >>> to_tex("100% & more")
    '100\\\\% \\\\& more'
    """
    return text.translate(_SPECIAL)


def to_ascii_tex(text: str) -> str:
    """Escape what TeX takes for commands, and write as commands what BibTeX cannot read.

    >>> print(to_ascii_tex("Dubiński’s “plan”"))
    Dubi{\\'n}ski's ``plan''
    """
    apart = to_tex(text).replace("’”", "’{}”")
    return "".join(_ascii(character) for character in unicodedata.normalize("NFC", apart))


def _ascii(character: str) -> str:
    if character.isascii() or character in _LETTERS:
        return _LETTERS.get(character, character)
    letter, *marks = list(unicodedata.normalize("NFD", character))
    accent = marks and _ACCENTS.get(unicodedata.name(marks[0]).removeprefix("COMBINING "))
    if not accent or len(marks) > 1 or not letter.isascii():
        return character
    return f"{{\\{accent}{letter}}}"


def _ris(source: Source) -> str:
    date = source.issued.parts if source.issued else ()
    start, _, end = str(source.page or "").replace("–", "-").partition("-")
    fields: list[Field] = [
        ("ID", source.id),
        *(("AU", _ris_name(name)) for name in source.author),
        *(("ED", _ris_name(name)) for name in source.editor),
        ("TI", source.title),
        ("T2", source.container_title),
        ("T3", source.collection_title),
        *format_ris_date(date),
        ("VL", source.volume),
        ("IS", source.issue),
        ("SP", start),
        ("EP", end.lstrip("-")),
        ("ET", source.edition or source.version),
        ("M1", source.number),
        ("M3", source.genre),
        ("PB", source.publisher),
        ("CY", source.publisher_place or source.event_place),
        ("SN", source.ISBN or source.ISSN),
        ("DO", _doi(source)),
        ("UR", source.URL),
        ("N1", source.note),
    ]
    return format_record(_kind(source).ris, fields)


def format_ris_date(date: tuple[int, ...]) -> list[Field]:
    """Give the year, and the day as far as it is known.

    >>> format_ris_date((2026, 12))
    [('PY', '2026'), ('DA', '2026/12/')]
    """
    if not date:
        return []
    year, month, day = [*(f"{part:02}" for part in date), "", ""][:3]
    return [("PY", year), ("DA", month and f"{year}/{month}/{day}")]


def _ris_name(name: Name) -> str:
    """Write a name; a body ends with a comma, so that no program takes its last word for a family.

    >>> _ris_name(Name(literal="Royal Society"))
    'Royal Society,'
    """
    if name.literal or not (name.family and name.given):
        return f"{name.short},"
    given = " ".join(filter(None, [name.given, name.dropping_particle]))
    return ", ".join(filter(None, [name.short, given, name.suffix]))
