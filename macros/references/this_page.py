"""“Cite this”: one thing of the site in every style.

Where nobody is named as its author, every style begins with the title or with the site. The forms
are those of the manuals for a page of a website, and for a work published anew on one: APA (7th
edition), MLA (9th) and Chicago (18th).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from urllib.parse import quote as percent_encode

from markupsafe import Markup, escape

from ..argument import MONTHS, Date, Name, Source
from .apa import italic, name_apa
from .authors import name_family, name_in_bibliography, name_in_note, name_mla
from .bibliography import to_biblatex, to_bibtex, to_csl, to_ris
from .titles import APA, CHICAGO, FEW, MLA, end_with, is_english, nest_quotes, title_case

_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Citing:
    """What there is to say about one thing when it is cited."""

    id: str
    """What its files for reference managers are called."""
    page: str = "/"
    """The home of the page that says how it is cited; the files lie beside it."""
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
    author: tuple[Name, ...] = ()
    original: Date | None = None
    """When it first appeared elsewhere."""
    language: str = "en"
    """That of the title."""
    container_language: str = "en"
    """That of the name of the site."""

    @property
    def quotation(self) -> str:
        """The words in quotation marks."""
        return f"“{quote(self.words)}”"

    @property
    def first(self) -> str:
        """The year or years in which it first appeared, if it did elsewhere."""
        return self.original.years if self.original else ""

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


def cite_apa(citing: Citing) -> Markup:
    """Cite in APA style.

    >>> tea = Citing(id="C1", key="c1", title="Tea is good", container="On tea", url="https://a.org")
    >>> print(cite_apa(tea))
    <i>Tea is good</i>. (n.d.). On Tea. Retrieved https://a.org
    """
    day = citing.day
    date = f"{day.year}, {_month_day(citing)}" if day else "n.d."
    address = citing.url if day else f"Retrieved {citing.url}"
    container, title = _container(citing, ".", APA), italic(nest_quotes(citing.title))
    names = [name_apa(as_work(citing))] if citing.author else []
    lead = [*names, f"({date}).", title] if names else [title, f"({date})."]
    first = f"(Original work published {citing.first})" if citing.first else ""
    return _join(*lead, container, address, first)


def cite_mla(citing: Citing) -> Markup:
    """Cite in the style of the MLA."""
    day = citing.day
    date = f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}," if day else ""
    lead, first = _stop(name_mla(citing.author)), _stop(citing.first)
    if not citing.container:
        title = italic(nest_quotes(_cased(citing, MLA)))
        return _join(lead, title, first, date, f"{citing.url}.")
    container = Markup("<i>{}</i>,").format(_container(citing, "", MLA))
    return _join(lead, _title(citing, ".", MLA), first, container, date, f"{citing.url}.")


def cite_chicago_note(citing: Citing) -> Markup:
    """Cite in a note, as Chicago has it."""
    date = f"{_month_day(citing)}, {citing.day.year}," if citing.day else ""
    names, first = name_in_note(citing.author), citing.first
    lead, dates = names and f"{names},", f"{first}, {date}" if first else date
    title = _title(citing, ",")
    return _join(lead, title, _container(citing, ","), dates.strip(), f"{citing.url}.")


def cite_chicago_bibliography(citing: Citing) -> Markup:
    """Cite in a bibliography, as Chicago has it."""
    date = f"{_month_day(citing)}, {citing.day.year}" if citing.day else ""
    dates = _stop(", ".join(filter(None, [citing.first, date])))
    if not citing.author:
        return _join(_container(citing, "."), _title(citing, "."), dates, f"{citing.url}.")
    container = _container(citing, "," if dates else ".")
    lead = _stop(name_in_bibliography(citing.author))
    return _join(lead, _title(citing, "."), container, dates, f"{citing.url}.")


def cite_chicago_author_date(citing: Citing) -> Markup:
    """Cite in a list of references, as Chicago has it."""
    year = f"{citing.day.year}." if citing.day else "n.d."
    date = f"{_month_day(citing)}." if citing.day else ""
    year = f"({citing.first}) {year}" if citing.first and citing.day else year
    title = _title(citing, ".")
    if citing.author:
        container = _container(citing, "," if date else ".")
        lead = [_stop(name_in_bibliography(citing.author)), year, title, container]
    else:
        container = _container(citing, ".")
        lead = [container, year, title] if container else [title, year]
    return _join(*lead, date, f"{citing.url}.")


def cite_plain(citing: Citing) -> str:
    """Quote, and say in brackets where the words stand."""
    title = f"{citing.title} ({citing.first})" if citing.first else citing.title
    names = name_in_note(citing.author)
    where = [names, title, citing.passage, citing.container, citing.date, citing.url]
    told = ", ".join(filter(None, where))
    return f"{citing.quotation} ({told})" if citing.words else told


def quote_mla(citing: Citing) -> Markup:
    """Quote a passage of a whole work as the MLA has it, and cite it on the next line."""
    if citing.author:
        lead = f"{name_family(citing.author)} {citing.passage}"
        return Markup("{} ({})\n{}").format(citing.quotation, lead, cite_mla(citing))
    return _quote(citing, _cased(citing, MLA), "", cite_mla(citing))


def quote_apa(citing: Citing) -> Markup:
    """Quote a passage of a whole work in APA style, and cite it on the next line."""
    day = "/".join(filter(None, [citing.first, str(citing.day.year)])) if citing.day else "n.d."
    if citing.author:
        lead = f"{as_work(citing).names}, {day}, {citing.passage}"
        return Markup("{} ({})\n{}").format(citing.quotation, lead, cite_apa(citing))
    return _quote(citing, _cased(citing, APA), f"{day}, ", cite_apa(citing))


def _quote(citing: Citing, title: str, year: str, entry: Markup) -> Markup:
    named = end_with(nest_quotes(title), ",")  # a comma stands within quotation marks
    outside = named.removesuffix(",")
    lead = Markup("<i>{}</i>{}").format(outside, named[len(outside) :])
    return Markup("{} ({} {}{})\n{}").format(citing.quotation, lead, year, citing.passage, entry)


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


@lru_cache(FEW)
def as_work(citing: Citing) -> Source:
    """Return a thing as what programs know: a page of a website."""
    day = citing.day
    date = Date(date_parts=((day.year, day.month, day.day),)) if day else None
    first = citing.original and Date(date_parts=tuple(day[:1] for day in citing.original.days))
    return Source.model_construct(
        id=citing.key, type="webpage", title=citing.title, container_title=citing.container,
        author=citing.author, issued=date, original_date=first, URL=citing.url,
        language=None if is_english(citing.language) else citing.language,
    )  # fmt: skip


@cache
def _write(write: Callable[[list[Source]], str], citing: Citing) -> str:
    """Write a thing for other programs, once: a page shows it, and a file holds it."""
    return write([as_work(citing)])


def _to_csl_json(works: list[Source]) -> str:
    return json.dumps(to_csl(works), ensure_ascii=False, indent=2) + "\n"


cite_bibtex = partial(_write, to_bibtex)
cite_ris = partial(_write, to_ris)
cite_csl_json = partial(_write, _to_csl_json)

STYLES: Mapping[str, Callable[[Citing], str]] = MappingProxyType(
    {
        "APA (7th edition)": cite_apa,
        "MLA (9th edition)": cite_mla,
        "Chicago (18th edition), note": cite_chicago_note,
        "Chicago (18th edition), bibliography": cite_chicago_bibliography,
        "Chicago (18th edition), author–date": cite_chicago_author_date,
        "Plain text": cite_plain,
        "Link": lambda citing: citing.url,
        "Markdown": cite_markdown,
        "BibTeX": cite_bibtex,
        "BibLaTeX": partial(_write, to_biblatex),
        "RIS": cite_ris,
        "CSL-JSON": cite_csl_json,
    }
)
"""Every style by its name, in the order in which a page shows them."""


def find_copies(citing: Citing) -> dict[str, Markup]:
    """Return what can be copied of a passage, with its italics, by what the buttons say."""
    return {
        "Copy quotation": escape(cite_plain(citing)),
        "Copy as MLA": quote_mla(citing),
        "Copy as APA": quote_apa(citing),
        "Copy link": escape(citing.url),
    }


def _title(citing: Citing, mark: str, longest: int = CHICAGO) -> str:
    """Put the title in quotation marks, and a mark within them."""
    return f"“{end_with(nest_quotes(_cased(citing, longest), inside=True), mark)}”"


def _cased(citing: Citing, longest: int) -> str:
    """Give capitals to the title if it is in English: other languages have other rules."""
    return title_case(citing.title, longest) if is_english(citing.language) else citing.title


def _stop(told: str) -> str:
    return told if told.endswith(".") or not told else f"{told}."


def _container(citing: Citing, mark: str, longest: int = CHICAGO) -> str:
    name = citing.container or ""
    named = title_case(name, longest) if is_english(citing.container_language) else name
    return end_with(named, mark) if named else ""


def _month_day(citing: Citing) -> str:
    return f"{MONTHS[citing.day.month - 1]} {citing.day.day}" if citing.day else ""


def _entity(mark: re.Match[str]) -> str:
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return named.get(mark[0], f"&#{ord(mark[0])};")


def _join(*pieces: str) -> Markup:
    return Markup(" ").join(filter(None, pieces))
