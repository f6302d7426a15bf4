"""A work as a reference manager has it, made into one as this site has it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from ..argument import KINDS, Date, Name, Source, bare_doi, find_kind, is_doi, read_date
from ..records import inner_model
from ..references import BABEL

Item = dict[str, Any]

USED = {
    field.alias or name: inner_model(field.annotation)
    for name, field in Source.model_fields.items()
    if name not in ("custom", "year_suffix", "citation_label")
}
"""The variables that the site uses, and what those that are no text are made of."""
_CALLED = {"shortTitle": "title-short"}
_CODES = {name: code for code, name in BABEL.items()} | {"german": "de"}
_VERBATIM = ("DOI", "URL", "ISBN", "ISSN", "page")
_SILENT = ("citation-key", "journalAbbreviation", "container-title-short", "source", "multi")
"""What says nothing of the work that is not said elsewhere."""


def clean(item: Mapping[str, Any]) -> tuple[Item, list[str]]:
    """Return a work with what the site uses of it, and the names of what is left out."""
    extra, note = _read_extra(str(item.get("note") or ""))
    given = {_CALLED.get(name, name): value for name, value in item.items()}
    given = {**extra, **{name: value for name, value in given.items() if value}, "note": note}
    work = {name: _CLEANERS.get(kind, clean_text)(given.get(name)) for name, kind in USED.items()}
    work |= {name: html.unescape(str(given.get(name) or "")).strip() for name in _VERBATIM}
    work = _tidy_identifiers({**work, "type": _find_type(given)})
    work = _tidy_preprint(work)
    work["language"] = _CODES.get(work["language"].lower(), work["language"])
    if re.match("en|american|british", work["language"], re.IGNORECASE):
        work["language"] = ""  # it goes without saying
    if work["event-place"] == work["publisher-place"]:
        work["event-place"] = ""
    left = [name for name in item if item[name] and name not in {*USED, *_CALLED, *_SILENT}]
    return {name: value for name, value in work.items() if value}, left


def find_key(item: Mapping[str, Any]) -> str:
    """Return the citation key that a library gives a work, if that is one to keep."""
    extra, _ = _read_extra(str(item.get("note") or ""))
    key = str(item.get("citation-key") or extra.get("citation-key") or item.get("id") or "")
    return key if re.match(r"[A-Za-z]\w*[A-Za-z]", key) and ":/" not in key else ""


# -- texts

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SMALL = {
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
    "sup": str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"),
}


def clean_text(given: object) -> str:
    """Return text without markup, in the signs that printers use.

    >>> clean_text("<jats:p>Science &amp; the 'art' of CO<sub>2</sub></jats:p>")
    'Science & the ‘art’ of CO₂'
    """
    text = html.unescape(
        "; ".join(map(str, given)) if isinstance(given, list) else str(given or "")
    )
    text = re.sub(r"<(sup|sub)>(.*?)</\1>", lambda m: m[2].translate(_SMALL[m[1]]), text)
    text = html.unescape(_TAG.sub("", text))
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return _curl(unicodedata.normalize("NFC", " ".join(_TAG.sub("", seen).split())))


def _curl(text: str) -> str:
    """Turn the straight marks of typewriters into quotation marks and apostrophes.

    >>> _curl('''The drinkers' "plan": it's '76''')
    'The drinkers’ “plan”: it’s ’76'
    """
    text = re.sub(r'(^|[\s(\[“‘—–])"(?=\S)', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[“—–])'(?=[^\W\d][^']*'(?!\w))", r"\1‘", text)
    return text.replace("'", "’")


# -- people and days


def _clean_names(given: object) -> list[Item]:
    names = given if isinstance(given, list) else []
    return [name for one in names if (name := _clean_name(one))]


def _clean_name(given: object) -> Item:
    """Return a name as CSL has it, or nothing; one without given names is whole."""
    if not isinstance(given, Mapping):
        return {"literal": clean_text(given)} if given else {}
    fields = [field.alias or name for name, field in Name.model_fields.items()]
    name = {field: text for field in fields if (text := clean_text(given.get(field)))}
    if "family" in name and "given" in name:
        return name | _part_suffix(name["family"])
    parts = [name.get(part) for part in ("non-dropping-particle", "literal", "family", "given")]
    whole = " ".join(filter(None, parts))
    if Name(literal=whole or None).stands_for_others:
        return {"literal": "et al."}
    return {"literal": whole} if whole else {}


def _part_suffix(family: str) -> Item:
    """Part what Mendeley has as one: `{King, Jr.}`."""
    found = re.fullmatch(r"(.+), ((?:Jr|Sr)\.?|I{2,3}|IV)", family)
    return {"family": found[1], "suffix": found[2]} if found else {}


def _clean_date(given: object) -> Item:
    """Return a date as CSL has it, as far as it is known."""
    if not isinstance(given, Mapping):
        return {}
    days = [[int(p) for p in day if str(p).isdecimal()] for day in given.get("date-parts") or ()]
    days = [day[: day.index(0)] if 0 in day else day for day in days]
    if any(days):
        more = {name: given[name] for name in ("circa", "season") if given.get(name)}
        return {"date-parts": days, **more}
    text = clean_text(given.get("raw") or given.get("literal"))
    unknown = text.lower() in ("", "n.d.", "no date")
    return {} if unknown else read_date(text) or {"literal": text}


_CLEANERS: Mapping[object, Callable[[object], Any]] = {Name: _clean_names, Date: _clean_date}


# -- what belongs together


def _find_type(item: Mapping[str, Any]) -> str:
    type = str(item.get("type") or "document")
    known = type if type in KINDS else find_kind(type) or type
    return "webpage" if known == "document" and item.get("URL") else known


_LINE = re.compile(r"([A-Za-z_][\w .-]{0,40}):\s*(\S.*)")
_LINES = {name.lower(): name for name in (*USED, "citation-key")} | dict.fromkeys(
    ("adsbibcode", "ads-bibcode", "pmid", "pmcid", "_eprint", "number-of-pages", "original-date"),
    "",
)
"""What a line of Zotero’s “Extra” may begin with, and the variable that it stands for."""


def _read_extra(note: str) -> tuple[Item, str]:
    """Part a note into what its lines say of variables, and the rest."""
    extra, rest = {}, []
    for line in note.splitlines():
        found = _LINE.fullmatch(line.strip())
        name = re.sub(r"[ ]", "-", found[1].lower()) if found else ""
        if found and (name in _LINES or name.startswith("tex.")):
            extra[_LINES.get(name, "")] = found[2].strip()
        else:
            rest.append(line)
    extra.pop("", None)
    return extra, "\n".join(rest)


def _tidy_identifiers(work: Item) -> Item:
    """Return a work whose identifiers have nothing around them, and are some."""
    doi, url = bare_doi(work["DOI"]), work["URL"]
    if is_doi(bare_doi(url)):
        doi, url = doi or bare_doi(url), ""
    if re.match(r"https?://", work["publisher"]):  # as in `howpublished`
        url, work = url or work["publisher"], {**work, "publisher": ""}
    first = {name: re.split(r"[,;\s]+", work[name])[0] for name in ("ISBN", "ISSN")}
    page = re.sub(r"^pp?\.\s*", "", re.sub(r"\s*[-–—]+\s*", "-", work["page"]))
    edition = _read_edition(work["edition"])
    return {**work, **first, "DOI": doi, "URL": url, "page": page, "edition": edition}


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def _read_edition(text: str) -> str:
    """Return the number of an edition, if it is one.

    >>> _read_edition("Second"), _read_edition("2nd ed."), _read_edition("Rev. ed.")
    ('2', '2', 'Rev. ed.')
    """
    said = re.sub(r"(?i)\.?\s*ed(?:\.|ition)?$", "", text).lower()
    if said in _ORDINALS:
        return str(_ORDINALS.index(said) + 1)
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", said)
    return number[1] if number else text


_ARXIV = re.compile(r"(?:10\.48550/)?arxiv[:.]\s*([\w.-]+(?:/\d+)?)(?:\s*\[[\w.-]+\])?", re.I)


def _tidy_preprint(work: Item) -> Item:
    """Say of a preprint on arXiv where it stands, once."""
    found = [_ARXIV.fullmatch(work[name]) for name in ("number", "note", "DOI")]
    number = next((f"arXiv:{match[1]}" for match in found if match), "")
    if not number or work["type"] not in ("article", "document", "webpage", "manuscript"):
        return work
    said = {"type": "article", "number": number, "publisher": work["publisher"] or "arXiv"}
    return {**work, **said, "note": "" if found[1] else work["note"]}
