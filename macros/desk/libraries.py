"""Libraries of reference managers: BibTeX and RIS, read as items of CSL, whatever they mean.

What reads them is loaded when it is asked for: only the commands of the desk have it.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..argument import find_kind, read_date
from .kinds import Refused

Item = dict[str, Any]

_FORMS = {"CSL-JSON": r"\s*[\[{]", "RIS": r"\s*TY  ?-", "BibTeX": r"(?s).*@\s*[A-Za-z]+\s*[{(]"}
"""How a library begins, by its format; BibTeX may begin with anything."""
_WANTED = "expected CSL-JSON, BibTeX or RIS, as Zotero, Better BibTeX and Mendeley export them"


def read_library(text: str) -> list[Item]:
    """Return what a library holds, as items of CSL that may still say things in other ways."""
    text = text.removeprefix("\ufeff")
    form = next((form for form, start in _FORMS.items() if re.match(start, text)), None)
    if form is None:
        raise Refused(f"this is no library of works; {_WANTED}")
    try:
        return _READERS[form](text)
    except ValueError as error:
        raise Refused(f"this {form} cannot be read: {error}; export it again") from None
    except ImportError as error:
        raise Refused(f"this needs {error.name}, which `make import` installs") from None


def _read_json(text: str) -> list[Item]:
    read = json.loads(text)
    works = read.get("items", [read]) if isinstance(read, dict) else read
    if not all(isinstance(work, dict) and "type" in work for work in works):
        raise Refused("this JSON is not CSL-JSON; in Zotero choose “CSL JSON” to export it")
    return list(works)


# -- BibTeX

_BIBTEX = {
    "title-short": "shorttitle",
    "container-title": "journaltitle journal booktitle maintitle",
    "collection-title": "series",
    "publisher": "publisher institution school organization howpublished",
    "publisher-place": "location address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "number": "number eid",
    "page": "pages",
    "version": "version",
    "genre": "type",
    "language": "langid language",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
    "URL": "url",
    "note": "note addendum",
}
"""The fields of BibTeX and BibLaTeX for each variable; of several, the first that is filled."""
_ROLES = ("author", "editor", "translator")
_NAME_IN_PARTS = re.compile(
    r"family=([^,{}]+), given=([^,{}]+)(?:, given-i=[^,{}]+)?, prefix=([^,{}]+)(?:, useprefix=\w+)?"
)
"""How Better BibTeX writes a name with a particle for BibLaTeX alone."""
_THESES = {"phdthesis": "Doctoral dissertation", "mastersthesis": "Master’s thesis"}


def _read_bibtex(text: str) -> list[Item]:
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    text = _NAME_IN_PARTS.sub(r"\3 \1, \2", text)
    try:
        entries = parse_string(text, "bibtex", person_fields=_ROLES).entries
    except PybtexError as error:
        raise ValueError(" ".join(str(error).split())) from None
    people = [
        person for entry in entries.values() for ps in entry.persons.values() for person in ps
    ]
    fields = [value for entry in entries.values() for value in entry.fields.values()]
    plain = _read_tex([*fields, *(str(piece) for person in people for piece in _pieces(person))])
    return [_from_bibtex(key, entry, plain) for key, entry in entries.items()]


def _read_tex(texts: Iterable[str]) -> dict[str, str]:
    """Return texts without TeX, by what they were; what is raised, sunk or in italics has tags.

    One that no program could read stays as it is, without braces; halving finds it.
    """
    import pypandoc

    texts = list(dict.fromkeys(texts))
    blocks = "\n\n".join(f"\\paragraph{{x}} {' '.join(text.split())}" for text in texts)
    options = ["--sandbox", "--wrap=none", "--quiet"]  # without files: a library may name any
    try:
        made = pypandoc.convert_text(blocks, "html", format="latex", extra_args=options)
    except RuntimeError:
        made = ""
    read = re.split(r"<h\d[^>]*>x</h\d>", made)[1:]
    if len(read) == len(texts):
        return dict(zip(texts, map(_compose, read), strict=True))
    if len(texts) == 1:
        return {texts[0]: html.escape(re.sub("[{}]", "", texts[0]))}
    half = len(texts) // 2
    return _read_tex(texts[:half]) | _read_tex(texts[half:])


def _compose(text: str) -> str:
    """Put marks and letters together that TeX keeps apart: ı with two dots is ï."""
    bare = re.sub(r"^<p>|</p>$", "", text.strip())
    return unicodedata.normalize("NFC", re.sub(r"ı(?=[\u0300-\u036f])", "i", bare))


def _pieces(person: Any) -> list[str]:
    given = [*person.first_names, *person.middle_names]
    family = [*person.prelast_names, *person.last_names]
    return [" ".join(family), " ".join(given), " ".join(person.lineage_names)]


def _from_bibtex(key: str, entry: Any, plain: Mapping[str, str]) -> Item:
    given = {name.lower(): value for name, value in entry.fields.items()}
    kind = entry.type.lower()
    item: Item = {"id": key, "type": find_kind(kind) or kind}
    for variable, names in _BIBTEX.items():
        found = next((name for name in names.split() if given.get(name)), None)
        if found and variable in ("URL", "DOI"):
            item[variable] = re.sub(r"\\(?=[_&%#~])|[{}]", "", given[found])
        elif found:
            item[variable] = plain[given[found]]
    title = [plain[given[name]] for name in ("title", "subtitle") if given.get(name)]
    item |= {"title": ": ".join(title), "issued": {"raw": _date_of(given)}}
    item |= {"accessed": {"raw": given["urldate"]}} if "urldate" in given else {}
    for role in _ROLES:
        item[role] = [_from_person(person, plain) for person in entry.persons.get(role, ())]
    if kind in ("article", "periodical") and "issue" not in item and "number" in given:
        item["issue"] = item.pop("number")
    if kind in _THESES:
        item.setdefault("genre", _THESES[kind])
    return item | _from_arxiv(given)


def _date_of(given: Mapping[str, str]) -> str:
    """Return the day as it is written, in one text."""
    if "date" in given:
        return given["date"]
    written = f"{given.get('day', '')} {given.get('month', '')} {given.get('year', '')}".strip()
    numbers = "-".join(filter(None, (given.get(part, "") for part in ("year", "month", "day"))))
    best = next((text for text in (written, numbers) if read_date(text)), None)
    return best or given.get("year", "")


def _from_arxiv(given: Mapping[str, str]) -> Item:
    """Say of a preprint what Zotero says of one."""
    where = (given.get("archiveprefix") or given.get("eprinttype") or "").lower()
    eprint = given.get("eprint") or given.get("arxivid")
    if (
        not eprint
        or where not in ("", "arxiv")
        or given.get("journal")
        or given.get("journaltitle")
    ):
        return {}
    return {"type": "article", "number": f"arXiv:{eprint}", "publisher": "arXiv"}


def _from_person(person: Any, plain: Mapping[str, str]) -> Item:
    family, given, suffix = _pieces(person)
    if re.fullmatch(r"\{.*\}", family) and not given:
        return {"literal": plain[family]}
    return {"family": plain[family], "given": plain[given], "suffix": plain[suffix]}


# -- RIS

_RIS = {
    "id": "ID",
    "title": "TI T1 CT",
    "title-short": "ST",
    "container-title": "T2 JO JF BT JA",
    "collection-title": "T3",
    "publisher": "PB",
    "publisher-place": "CY PP",
    "edition": "ET",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "genre": "M3",
    "language": "LA",
    "DOI": "DO",
    "URL": "UR",
    "note": "N1",
}
"""The tags of RIS for each variable; of several, the first that is filled."""
_RIS_PEOPLE = {"author": "AU A1", "editor": "ED A2", "translator": "A4 TA"}
_RIS_DATES = {"issued": "DA Y1 PY", "accessed": "Y2"}


def _read_ris(text: str) -> list[Item]:
    import rispy

    tags = rispy.config.TAG_KEY_MAPPING
    names = {tag: tag for tag in tags}
    found = rispy.loads(text, mapping=names, list_tags=list(tags), skip_unknown_tags=True)
    return [_from_ris(record) for record in found]


def _from_ris(record: Mapping[str, Any]) -> Item:
    def take(tags: str) -> list[str]:
        return next((found for tag in tags.split() if (found := _listed(record.get(tag)))), [])

    item: Item = {variable: take(tags)[0] for variable, tags in _RIS.items() if take(tags)}
    type = "".join(take("TY")[:1])
    item["type"] = find_kind(type) or type
    for role, tags in _RIS_PEOPLE.items():
        item[role] = [_from_ris_name(name) for name in take(tags)]
    for date, tags in _RIS_DATES.items():
        item[date] = {"raw": re.sub(r"/+$", "", take(tags)[0])} if take(tags) else None
    item["page"] = "-".join([*take("SP")[:1], *take("EP")[:1]])
    item["ISBN" if item["type"] in ("book", "chapter") else "ISSN"] = "".join(take("SN")[:1])
    return item


def _listed(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value] if value else []
    return [str(one).strip() for one in values if str(one).strip()]


def _from_ris_name(name: str) -> Item:
    family, given, suffix = [*(piece.strip() for piece in name.split(",", 2)), "", ""][:3]
    return {"family": family, "given": given, "suffix": suffix} if given else {"literal": family}


_READERS: Mapping[str, Callable[[str], list[Item]]] = {
    "CSL-JSON": _read_json,
    "BibTeX": _read_bibtex,
    "RIS": _read_ris,
}
