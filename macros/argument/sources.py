"""Works cited: the part of CSL-JSON that the site uses.

Variables and types are those of the CSL specification 1.0.2, appendices III and IV.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..records import Address, Entry, Problem, Retired, SourceId, group, refuse, shown
from .csl_fields import Csl, Doi, Identifier, Number, Said, address_of_doi, bare_doi, said
from .dates import Date
from .kinds import KINDS, Kind, find_kind
from .people import Name, Names

if TYPE_CHECKING:
    Type = str
else:
    Type = Literal[tuple(KINDS)]


def _check_type(given: object) -> object:
    """Say how CSL calls a kind of work that people call otherwise."""
    if isinstance(given, str) and given not in KINDS and (meant := find_kind(given)):
        refuse(shown(given), f"did you mean {meant}?")
    return given


class Custom(Csl):
    """What CSL leaves to its users."""

    retired: Retired | None = Field(None, description="why it is no longer cited")


_LOOSE = WithJsonSchema({"type": "object"}, mode="serialization")


class Source(Csl):
    """A work cited."""

    id: SourceId = Field(description="the citation key")
    type: Annotated[Type, BeforeValidator(_check_type)] = Field(
        description="a CSL type, such as book"
    )
    title: Said = said("its title", ...)
    genre: Said | None = said("what kind of its type it is, such as a comment")
    title_short: Said | None = said("its title in a few words")
    language: Said | None = said("the language it is in, such as fr")
    author: Names = said("who wrote it", ())
    editor: Names = said("who edited it", ())
    translator: Names = said("who translated it", ())
    issued: Date | None = said("when it appeared")
    original_date: Date | None = said("when it first appeared, for what is published anew")
    accessed: Date | None = said("when it was read, for what may change")
    container_title: Said | None = said("the journal, book or site it is in")
    collection_title: Said | None = said("the series it is in")
    event_title: Said | None = said("the conference it was read at")
    event_place: Said | None = said("where that was")
    publisher: Said | None = said("who published it")
    publisher_place: Said | None = said("where that is")
    edition: Number | None = said("which edition")
    volume: Number | None = said("which volume")
    issue: Number | None = said("which issue")
    number: Number | None = said("its number, as of a report or preprint")
    page: Number | None = said("its first and last page")
    version: Number | None = said("which version")
    ISBN: Identifier | None = said("the number of a book")
    ISSN: Identifier | None = said("the number of a journal")
    DOI: Doi | None = said("its DOI, without an address around it")
    URL: Address | None = said("where to read it")
    archive: Said | None = said("who keeps a copy")
    archive_location: Said | None = said("the address of that copy", alias="archive_location")
    note: Said | None = said("what else there is to say of it")
    custom: Annotated[Custom | None, _LOOSE] = said("what CSL leaves to its users")

    year_suffix: str | None = said("set by the list of works", exclude=True)
    citation_label: str | None = said("set by the list of works", exclude=True)

    @property
    def kind(self) -> Kind:
        """What is to be known of its type."""
        return KINDS[self.type]

    @property
    def retired(self) -> Retired | None:
        """Why it is no longer cited, if it is not."""
        return self.custom.retired if self.custom else None

    @property
    def people(self) -> tuple[Name, ...]:
        """Who wrote it, or else who edited it."""
        return self.author or self.editor

    @property
    def date(self) -> tuple[int, ...]:
        """The date that a reference gives: year, month and day, or the year alone, or nothing."""
        days = self.issued.days if self.issued else ()
        first = days[0] if days else ()
        return first if "dated" in self.kind.traits else first[:1]

    @property
    def year(self) -> str:
        """The year it appeared, or what is said instead of one, such as `in press` or `n.d.`."""
        when = self.issued
        if when and when.years:
            return f"{when.years}{self.year_suffix or ''}"
        said = (when and when.told) or "n.d."
        return f"{said}-{self.year_suffix}" if self.year_suffix else said

    @property
    def first(self) -> str:
        """The year or years in which it first appeared, if it is published anew."""
        return self.original_date.years if self.original_date else ""

    @property
    def names(self) -> str:
        """Who wrote it, as an in-text citation has it."""
        return self.citation_label or self.name_first(1)

    def name_first(self, count: int) -> str:
        """Name the first `count` of those who wrote it, and the others as “et al.”."""
        names = [name.short for name in self.people if not name.stands_for_others]
        if not names:
            return f"“{self.title_short or self.title}”"
        if len(names) == len(self.people) and len(names) < 3:
            return " & ".join(names)
        if len(names) == len(self.people) and count > len(names) - 2:
            return f"{', '.join(names[:-1])}, & {names[-1]}"
        return f"{', '.join(names[:count])}{',' if count > 1 else ''} et al."

    @property
    def label(self) -> str:
        """Names and year, as an in-text citation has them."""
        first = self.first if self.issued else ""
        names, years = self.names, "/".join(filter(None, [first, self.year]))
        return f"{names[:-1]},” {years}" if names.endswith("”") else f"{names}, {years}"

    @property
    def address(self) -> str | None:
        """Where to read it: the DOI as an address, or the URL."""
        return address_of_doi(self.doi) if self.doi else self.URL

    @property
    def doi(self) -> str:
        """The DOI, without what may stand around it."""
        return bare_doi(self.DOI or "")


def check_sources(entries: list[Entry[Source]]) -> Iterator[Problem]:
    """Yield a problem for each id given twice, and for what no work can have."""
    first: dict[str, int] = {}
    for entry in entries:
        source = entry.value
        if source.id in first:
            wrong = f"{source.id} is given twice (first in line {first[source.id]})"
            yield entry.problem(["id"], wrong, "keep one of them")
        first.setdefault(source.id, entry.record.line)
        yield from _check_reading(entry)


def _check_reading(entry: Entry[Source]) -> Iterator[Problem]:
    """Yield a problem for a work read years from now, and for pages from the last to the first."""
    days = entry.value.accessed.days if entry.value.accessed else ()
    if days and days[0][0] > (datetime.now(UTC) + timedelta(days=366)).year:
        wrong = f"accessed is {days[0][0]}, which is years ahead"
        yield entry.problem(["accessed"], wrong, "expected a day that has been")
    pages = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", str(entry.value.page or ""))
    if pages and len(pages[1]) == len(pages[2]) and int(pages[1]) > int(pages[2]):
        wrong = f"page is {pages[0]}, from the last to the first"
        yield entry.problem(["page"], wrong, f"did you mean {pages[2]}-{pages[1]}?")


def tell_apart(sources: Iterable[Source]) -> list[Source]:
    """Put works in the order of a reference list, and make each citation point at one of them.

    As APA has it: of works by different authors that would be cited alike, more names stand
    before “et al.”; of works by the same authors and of the same year, a letter after the year.
    """
    named = [_name_apart(source, alike) for alike in _group(sources) for source in alike]
    lettered = [_letter(source, alike) for alike in _group(named) for source in alike]
    return sorted(lettered, key=_in_order)


def _group(sources: Iterable[Source]) -> Iterable[list[Source]]:
    return group((source.label, source) for source in sources).values()


def _name_apart(source: Source, alike: list[Source]) -> Source:
    others = [other for other in alike if other.author != source.author]
    for count in range(1, len(source.author)):
        label = source.name_first(count)
        if all(label != other.name_first(count) for other in others):
            return source.model_copy(update={"citation_label": label}) if count > 1 else source
    return source


def _letter(source: Source, alike: list[Source]) -> Source:
    if len(alike) == 1:
        return source
    place = sorted(alike, key=_in_order).index(source)
    return source.model_copy(update={"year_suffix": chr(ord("a") + place)})


def _letters(text: str) -> str:
    """Fold what an alphabet does not order: case, accents and marks.

    >>> _letters("“Ábel’s”")
    'abels'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum() or character == " ")


def _in_order(source: Source) -> tuple[object, ...]:
    names = [_letters(name.short) for name in source.people]
    title = re.sub(r"^(?:an?|the) ", "", _letters(source.title))
    return names or [title], source.date, title, source.id
