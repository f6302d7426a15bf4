"""Works cited as other programs read them: BibTeX, BibLaTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..argument import SEASONS, Date, Name, Source
from .apa import en_dash, names_inside, tell_ordinal
from .tex import Tex, protect_capitals, to_address, to_ascii_tex, to_tex, to_url

Field = tuple[str, object]
"""A field’s name and what it holds, if anything."""


class _Written(str):
    """What is in TeX already."""


_BIBLATEX_NAMES = {
    "address": "location",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "school": "institution",
}
_HOLDERS = {
    **dict.fromkeys(("article", "review"), ("journal", "")),
    **dict.fromkeys(("incollection", "inproceedings", "inreference"), ("booktitle", "publisher")),
    **dict.fromkeys(("techreport", "report"), ("", "institution")),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), ("", "school")),
    **dict.fromkeys(("book", "collection"), ("", "publisher")),
}
"""The fields for what holds a work and for its publisher; other entries have one for both."""
_TYPED = {"techreport": "Report", "report": "Report", "thesis": "Thesis"} | dict.fromkeys(
    ("mastersthesis", "phdthesis"), ""
)
"""Entries that say what kind of work they are, and what is said of those that do not."""
_NEEDED = {
    "article": ("misc", "author", "journal"),
    "book": ("booklet", "people", "publisher"),
    "incollection": ("inproceedings", "author", "booktitle", "publisher"),
    "inproceedings": ("misc", "author", "booktitle"),
    "mastersthesis": ("misc", "author", "school"),
    "phdthesis": ("misc", "author", "school"),
    "techreport": ("misc", "author", "institution"),
    "unpublished": ("misc", "author", "note"),
}
"""What BibTeX wants of an entry, after the entry that does without."""
_TITLES = ("title", "booktitle")
"""What styles put in small letters, unless braces keep the capitals."""
_ADDRESSES = ("doi", "url")
"""What TeX does not set as text: addresses keep their underscores."""
_ARXIV = re.compile(r"(?:arxiv:|arxiv\.org/(?:abs|pdf)/)([\w.-]+(?:/\d+)?)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def to_bibtex(sources: Iterable[Source]) -> str:
    """Write works for BibTeX."""
    return "\n".join(map(_bibtex, sources))


def to_biblatex(sources: Iterable[Source]) -> str:
    """Write works for BibLaTeX."""
    return "\n".join(map(_biblatex, sources))


def to_ris(sources: Iterable[Source]) -> str:
    """Write works in RIS, whose lines end with a carriage return and a line feed."""
    return "\r\n".join(map(_ris, sources))


def to_csl(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return works as items of CSL-JSON."""
    return [
        source.model_dump(mode="json", by_alias=True, exclude_defaults=True) for source in sources
    ]


def _bibtex(source: Source) -> str:
    kind = source.kind.bibtex
    if kind == "phdthesis" and "master" in (source.genre or "").lower():
        kind = "mastersthesis"
    kind = _find_fitting(kind, source)
    numbered = kind == "techreport" or (kind == "article" and source.volume is not None)
    otherwise: dict[str, Field] = {"edition": ("edition", tell_ordinal(source.edition))}
    if not numbered:  # its styles print a number with a volume only
        otherwise["number"] = ("issue", source.issue)
    if kind == "book" and source.author:  # and either authors or editors
        otherwise["editor"] = ("editor", ())
    fields = [otherwise.get(name, (name, value)) for name, value in _fields(source, kind)]
    fields += [*_bibtex_issued(source.issued), ("key", "" if source.people else source.title)]
    fields += [("note", _bibtex_note(source, kind, numbered))]
    return _format_entry(kind, source.id, _in_tex(fields, to_ascii_tex))


def _find_fitting(kind: str, source: Source) -> str:
    """Return the entry that has all that BibTeX wants of it."""
    given = {name for name, value in _fields(source, kind) if value}
    given |= {"people"} if source.people else set()
    given |= {"note"} if _bibtex_note(source, kind, numbered=True) else set()
    instead, *needed = _NEEDED.get(kind, (kind,))
    return kind if given.issuperset(needed) else _find_fitting(instead, source)


def _bibtex_note(source: Source, kind: str, numbered: bool) -> _Written:
    """Say what styles of BibTeX have no field for: they are older than addresses."""
    number = "" if numbered else _issue(source) or _number(source)
    edited = kind == "book" and source.author and source.editor
    more = [number and f"No. {number}", edited and f"Edited by {names_inside(source.editor)}"]
    said = to_ascii_tex(_remark(source, kind, *map(str, filter(None, more))))
    address = to_url(source.address) if source.address else ""
    return _Written(". ".join(filter(None, [said.rstrip("."), address])))


def _remark(source: Source, kind: str, *more: str) -> str:
    """Say of what kind a work is, where its entry has no field for that, and what else there is."""
    genre = "" if kind in _TYPED else source.genre
    first = f"First published {source.first}" if source.first else ""
    return ". ".join(filter(None, [genre, first, *more, source.note]))


def _biblatex(source: Source) -> str:
    kind = source.kind.biblatex
    kept = any(name.non_dropping_particle for name in (*source.author, *source.editor))
    fields = [
        *_fields(source, kind),
        ("note", _remark(source, kind)),
        ("date", _biblatex_date(source.issued)),
        ("origdate", _biblatex_date(source.original_date)),
        ("pubstate", source.issued and re.sub(r"^n\.d\.$", "", source.issued.told)),
        ("urldate", _biblatex_date(source.accessed)),
        ("langid", _name_language(source.language)),
        ("options", kept and _Written("useprefix=true")),
    ]
    renamed = [(_BIBLATEX_NAMES.get(name, name), value) for name, value in fields]
    return _format_entry(kind, source.id, _in_tex(renamed, to_tex))


BABEL = {
    "cs": "czech", "da": "danish", "de": "ngerman", "de-at": "naustrian", "el": "greek",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "magyar", "it": "italian",
    "ja": "japanese", "la": "latin", "nb": "norsk", "nl": "dutch", "pl": "polish",
    "pt": "portuguese", "pt-br": "brazilian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""What babel calls languages, by their codes: only those names BibLaTeX knows."""


def _name_language(language: str | None) -> str | None:
    """Name the language of a work, so that its title is hyphenated and spelled by its rules."""
    code = (language or "").lower()
    return BABEL.get(code) or BABEL.get(code.partition("-")[0])


def _fields(source: Source, kind: str) -> list[Field]:
    """Say what BibTeX and BibLaTeX both ask about a work, by BibTeX's names."""
    place = source.publisher_place or (kind == "inproceedings" and source.event_place)
    return [
        ("author", source.author),
        ("editor", source.editor),
        ("translator", source.translator),
        ("title", source.title),
        *_holders(source, kind),
        ("eventtitle", source.event_title),
        ("series", source.collection_title),
        ("edition", source.edition),
        ("volume", en_dash(source.volume).replace("–", "--")),
        ("number", _issue(source) or (kind != "article" and _number(source))),
        ("eid", kind == "article" and _number(source)),
        ("pages", re.sub(r"[-–]+", "--", str(source.page or ""))),
        ("version", source.version),
        ("type", kind in _TYPED and (source.genre or _TYPED[kind])),
        ("address", place),
        ("isbn", source.ISBN),
        ("issn", source.ISSN),
        ("doi", source.doi),
        ("url", source.URL),
        *_eprint(source),
    ]


def _holders(source: Source, kind: str) -> list[Field]:
    """Name what holds a work, and who published it."""
    container, publisher = source.container_title, source.publisher
    if kind in _HOLDERS:
        held = zip(_HOLDERS[kind], (container, publisher), strict=True)
        return [(name, value) for name, value in held if name]
    eprint = bool(_eprint(source))
    if kind == "online":
        return [("organization", container or (None if eprint else publisher))]
    return [("howpublished", container or (eprint and source.number) or publisher)]


def _issue(source: Source) -> str:
    return en_dash(source.issue).replace("–", "--")


def _number(source: Source) -> str | int | None:
    return None if _ARXIV.search(str(source.number or "")) else source.number


def _eprint(source: Source) -> list[Field]:
    """Say where a preprint stands on arXiv."""
    found = _ARXIV.search(str(source.number or "")) or _ARXIV.search(source.URL or "")
    return [("archiveprefix", "arXiv"), ("eprint", found[1])] if found else []


def _bibtex_issued(when: Date | None) -> list[Field]:
    """Give the day as far as it is known, or what is said instead: every style wants a year."""
    if not when or not when.days:
        return [("year", (when and when.told) or "n.d.")]
    if len(when.days) > 1 or when.circa:
        return [("year", when.years)]
    year, month, day = [*when.days[0], 0, 0][:3]
    told = _MONTHS[month - 1] if month else when.time_of_year
    return [("year", year), ("month", told), ("day", day)]


def _biblatex_date(when: Date | None) -> _Written | None:
    """Give a day, or the first and the last of several, as ISO 8601-2 has them."""
    if not when or not when.days:
        return None
    season = [f"{SEASONS.index(when.time_of_year) + 21}"] if when.time_of_year in SEASONS else []
    days = [[f"{year:04}", *(f"{part:02}" for part in rest)] for year, *rest in when.days]
    days[0] += season if len(days[0]) == 1 else []
    return _Written("/".join("-".join(day) + "~" * bool(when.circa) for day in days))


def _in_tex(fields: Iterable[Field], tex: Tex) -> Iterator[Field]:
    for name, value in fields:
        if isinstance(value, tuple):
            yield name, " and ".join(_tex_name(person, tex) for person in value)
        elif not value or isinstance(value, _Written):
            yield name, value
        elif name in _ADDRESSES:
            yield name, to_address(str(value))
        elif name == "eprinttype":
            yield name, str(value).lower()
        elif name in _TITLES:
            yield name, protect_capitals(str(value), tex)
        else:
            yield name, tex(str(value))


def _tex_name(name: Name, tex: Tex) -> str:
    """Write a name so that a program finds its parts: van Gogh, Jr, Vincent."""
    if name.stands_for_others:
        return "others"
    if name.whole:
        return f"{{{tex(name.whole)}}}"
    particles = [name.dropping_particle or "", name.non_dropping_particle or ""]
    family = _keep(name.family or "", r"[a-zß-ÿ]|.*(?:,|\band\b)", tex)
    last = " ".join(filter(None, [*map(tex, particles), family]))
    given = _keep(name.given or "", r".*(?:,|\band\b)", tex)
    return ", ".join(filter(None, [last, tex(name.suffix or ""), given]))


def _keep(name: str, split: str, tex: Tex) -> str:
    """Put braces round what would be taken for a particle, or for two names."""
    return f"{{{tex(name)}}}" if re.match(split, name) else tex(name)


def _format_entry(kind: str, key: str, fields: Iterable[Field]) -> str:
    """Write an entry of a BibTeX or BibLaTeX file from fields already in TeX.

    >>> print(_format_entry("misc", "tea", [("title", "Tea"), ("month", "jan"), ("url", None)]))
    @misc{tea,
      title = {Tea},
      month = jan,
    }
    <BLANKLINE>
    """
    bare = {("month", month) for month in _MONTHS}
    lines = [
        f"  {name} = {value if (name, value) in bare else f'{{{value}}}'},\n"
        for name, value in fields
        if value
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _ris(source: Source) -> str:
    start, _, end = str(source.page or "").replace("–", "-").partition("-")
    fields: list[Field] = [
        ("ID", source.id),
        *(("AU", _ris_name(name)) for name in source.author),
        *(("ED", _ris_name(name)) for name in source.editor),
        *(("A4", _ris_name(name)) for name in source.translator),
        ("TI", source.title),
        ("T2", source.container_title),
        ("T3", source.collection_title),
        *_ris_date(source.issued),
        ("OP", source.first),
        ("VL", source.volume),
        ("IS", source.issue),
        ("SP", start),
        ("EP", end.lstrip("-")),
        ("ET", source.edition or source.version),
        ("M1", source.number),
        ("M3", source.genre),
        ("PB", source.publisher),
        ("CY", source.publisher_place or source.event_place),
        ("LA", source.language),
        ("SN", source.ISBN or source.ISSN),
        ("DO", source.doi),
        ("UR", source.URL),
        ("N1", source.note),
    ]
    filled = [(tag, " ".join(str(value).split())) for tag, value in fields if value]
    written = [("TY", source.kind.ris), *filled, ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in written)


def _ris_date(when: Date | None) -> list[Field]:
    """Give the year, the day as far as it is known, and what else there is to say of it."""
    if not when or not when.days:
        return []
    year, month, day = [*(f"{part:02}" for part in when.days[0]), "", ""][:3]
    more = when.years if len(when.days) > 1 or when.circa else when.time_of_year
    told = "/".join([year, month, day, *filter(None, [more])])
    return [("PY", year), ("DA", told if month or more else "")]


def _ris_name(name: Name) -> str:
    """Write a name; a body ends with a comma, so that no program takes its last word for a family.

    >>> _ris_name(Name(literal="Royal Society"))
    'Royal Society,'
    """
    if name.literal or not (name.family and name.given):
        return f"{name.short},"
    given = " ".join(filter(None, [name.given, name.dropping_particle]))
    return ", ".join(filter(None, [name.short, given, name.suffix]))
