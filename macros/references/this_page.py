"""“Cite this”: one thing of the site in every style, as plain text.

No one is named as its author, so every style begins with the title or with the site. The forms are
those of the manuals for a page of a website: APA (7th edition), MLA (9th) and Chicago (18th).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote as percent_encode

from markupsafe import escape

from .apa import MONTHS
from .bibliography import (
    Field,
    format_bibtex_date,
    format_entry,
    format_record,
    format_ris_date,
    protect_capitals,
    to_ascii_tex,
    to_tex,
)
from .titles import nest_quotes, title_case

_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Citing:
    """What there is to say about one thing when it is cited."""

    id: str
    key: str
    """What BibTeX and its like call it."""
    title: str
    container: str | None = None
    """The site, unless it is the site or the whole essay that is cited."""
    date: str | None = None
    """The day of its edition, once it is in one."""
    url: str
    words: str = ""
    """The quotation, if there is one."""
    passage: str | None = None
    """Where in the essay the quotation stands, if it is the essay’s."""

    @property
    def quotation(self) -> str:
        """The words in quotation marks."""
        return f"“{quote(self.words)}”"

    @property
    def day(self) -> datetime.date | None:
        """The date, to be written out."""
        return datetime.date.fromisoformat(self.date) if self.date else None


def quote(words: str) -> str:
    """Return words as they stand between quotation marks.

    >>> quote("Tea is “good” for us.")
    'Tea is ‘good’ for us.'
    """
    return nest_quotes(" ".join(words.split()), inside=True)


def cite_apa(citing: Citing) -> str:
    """Cite in APA style.

    >>> tea = Citing(id="C1", key="c1", title="Tea is good", container="On tea", url="https://a.org")
    >>> cite_apa(tea)
    'Tea is good. (n.d.). On Tea. Retrieved https://a.org'
    """
    day = citing.day
    date = f"{day.year}, {MONTHS[day.month - 1]} {day.day}" if day else "n.d."
    address = citing.url if day else f"Retrieved {citing.url}"
    title = _end(nest_quotes(citing.title), ".")
    return _join(title, f"({date}).", _container(citing, "."), address)


def cite_mla(citing: Citing) -> str:
    """Cite in the style of the MLA."""
    day = citing.day
    date = f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}," if day else ""
    if not citing.container:
        title = _end(nest_quotes(title_case(citing.title)), ".")
        return _join(title, date, f"{citing.url}.")
    return _join(_title(citing, "."), f"{title_case(citing.container)},", date, f"{citing.url}.")


def cite_chicago_note(citing: Citing) -> str:
    """Cite in a note, as Chicago has it."""
    container = f"{title_case(citing.container)}," if citing.container else ""
    date = f"{_month_day(citing)}, {citing.day.year}," if citing.day else ""
    return _join(_title(citing, ","), container, date, f"{citing.url}.")


def cite_chicago_bibliography(citing: Citing) -> str:
    """Cite in a bibliography, as Chicago has it."""
    date = f"{_month_day(citing)}, {citing.day.year}." if citing.day else ""
    return _join(_container(citing, "."), _title(citing, "."), date, f"{citing.url}.")


def cite_chicago_author_date(citing: Citing) -> str:
    """Cite in a list of references, as Chicago has it."""
    year = f"{citing.day.year}." if citing.day else "n.d."
    date = f"{_month_day(citing)}." if citing.day else ""
    container, title = _container(citing, "."), _title(citing, ".")
    lead = [container, year, title] if container else [title, year]
    return _join(*lead, date, f"{citing.url}.")


def cite_plain(citing: Citing) -> str:
    """Quote, and say in brackets where the words stand."""
    where = [citing.title, citing.passage, citing.container, citing.date, citing.url]
    told = ", ".join(filter(None, where))
    return f"{citing.quotation} ({told})" if citing.words else told


def quote_mla(citing: Citing) -> str:
    """Quote a passage as the MLA has it, and cite it on the next line."""
    return _quote(citing, title_case(citing.title), "", cite_mla(citing))


def quote_apa(citing: Citing) -> str:
    """Quote a passage in APA style, and cite it on the next line."""
    year = f"{citing.day.year}, " if citing.day else "n.d., "
    return _quote(citing, citing.title, year, cite_apa(citing))


def _quote(citing: Citing, title: str, year: str, entry: str) -> str:
    """Write plain text: an entry may have marks for italics."""
    where = f"{nest_quotes(title)}, {year}{citing.passage}"
    return f"{citing.quotation} ({where})\n{escape(entry).striptags()}"


def cite_link(citing: Citing) -> str:
    """Give the address alone."""
    return citing.url


def cite_markdown(citing: Citing) -> str:
    """Link in Markdown.

    Only what every Markdown takes back is put after a backslash; the rest becomes entities.

    >>> tea = Citing(id="C1", key="c1", title="Tea_bags & more", url="https://a.org/?b=(1)&c")
    >>> print(cite_markdown(tea))
    [Tea\\_bags &amp; more](https://a.org/?b=%281%29&amp;c)
    """
    title = re.sub(r"[&<>~|^=$]", _entity, " ".join(citing.title.split()))
    title = re.sub(r"[\\\\`*_{}\[\]!]|(?<!&)#", r"\\\g<0>", title)
    address = percent_encode(citing.url, safe="%/:?#@!$&+,;=~").replace("&", "&amp;")
    return f"[{title}]({address})"


def cite_bibtex(citing: Citing) -> str:
    """Write an entry for BibTeX."""
    fields: list[Field] = [
        ("title", protect_capitals(citing.title, to_ascii_tex)),
        ("howpublished", to_ascii_tex(citing.container or "")),
        *format_bibtex_date(_date_parts(citing)),
        ("url", citing.url),
    ]
    return format_entry("misc", citing.key, fields)


def cite_biblatex(citing: Citing) -> str:
    """Write an entry for BibLaTeX."""
    fields: list[Field] = [
        ("title", protect_capitals(citing.title, to_tex)),
        ("organization", to_tex(citing.container or "")),
        ("date", citing.date),
        ("url", citing.url),
    ]
    return format_entry("online", citing.key, fields)


def cite_ris(citing: Citing) -> str:
    """Write a record in RIS."""
    fields: list[Field] = [
        ("ID", citing.key),
        ("TI", citing.title),
        ("T2", citing.container),
        *format_ris_date(_date_parts(citing)),
        ("UR", citing.url),
    ]
    return format_record("ELEC", fields)


def cite_csl(citing: Citing) -> dict[str, Any]:
    """Return an item of CSL-JSON."""
    item: dict[str, Any] = {"id": citing.key, "type": "webpage", "title": citing.title}
    if citing.container:
        item["container-title"] = citing.container
    if citing.date:
        item["issued"] = {"date-parts": [list(_date_parts(citing))]}
    return {**item, "URL": citing.url}


def cite_csl_json(citing: Citing) -> str:
    """Write a file of CSL-JSON with one item."""
    return json.dumps([cite_csl(citing)], ensure_ascii=False, indent=2) + "\n"


STYLES: Mapping[str, Callable[[Citing], str]] = MappingProxyType(
    {
        "APA (7th edition)": cite_apa,
        "MLA (9th edition)": cite_mla,
        "Chicago (18th edition), note": cite_chicago_note,
        "Chicago (18th edition), bibliography": cite_chicago_bibliography,
        "Chicago (18th edition), author–date": cite_chicago_author_date,
        "Plain text": cite_plain,
        "Link": cite_link,
        "Markdown": cite_markdown,
        "BibTeX": cite_bibtex,
        "BibLaTeX": cite_biblatex,
        "RIS": cite_ris,
        "CSL-JSON": cite_csl_json,
    }
)
"""Every style by its name, in the order in which a page shows them."""


def find_copies(citing: Citing) -> dict[str, str]:
    """Return what can be copied of a passage, by what the buttons say."""
    return {
        "Copy quotation": cite_plain(citing),
        "Copy as MLA": quote_mla(citing),
        "Copy as APA": quote_apa(citing),
        "Copy link": cite_link(citing),
    }


def _end(text: str, mark: str) -> str:
    """End with a mark, within quotation marks, unless there is one.

    >>> _end("On tea", "."), _end("Why?", ","), _end("On “tea”", ",")
    ('On tea.', 'Why?', 'On “tea,”')
    """
    bare = text.rstrip("”’" if "‘" in text else "”")
    return text if bare.endswith((".", "?", "!")) else f"{bare}{mark}{text[len(bare) :]}"


def _title(citing: Citing, mark: str) -> str:
    """Put the title in quotation marks, and a mark within them."""
    return f"“{_end(nest_quotes(title_case(citing.title), inside=True), mark)}”"


def _container(citing: Citing, mark: str) -> str:
    return _end(title_case(citing.container), mark) if citing.container else ""


def _month_day(citing: Citing) -> str:
    return f"{MONTHS[citing.day.month - 1]} {citing.day.day}" if citing.day else ""


def _date_parts(citing: Citing) -> tuple[int, ...]:
    return (citing.day.year, citing.day.month, citing.day.day) if citing.day else ()


def _entity(mark: re.Match[str]) -> str:
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return named.get(mark[0], f"&#{ord(mark[0])};")


def _join(*pieces: str) -> str:
    return " ".join(filter(None, pieces))
