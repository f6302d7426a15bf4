"""Works cited: CSL-JSON, as Zotero exports it.

Variables and types are those of the CSL specification 1.0.2, appendices III and IV.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from ..records import Address, Entry, Model, Problem, Retired, SourceId, Text, beside

Type = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip

_NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
)  # fmt: skip
_DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
_NUMBERS = (
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume",
)  # fmt: skip
_TEXTS = (
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "citation-key", "citation-label", "collection-title",
    "container-title", "container-title-short", "dimensions", "division", "event", "event-place",
    "event-title", "genre", "jurisdiction", "keyword", "language", "license", "medium", "note",
    "original-publisher", "original-publisher-place", "original-title", "part-title", "publisher",
    "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "source",
    "status", "title", "title-short", "volume-title", "volume-title-short", "year-suffix",
    "ISBN", "ISSN", "PMCID", "PMID", "journalAbbreviation", "shortTitle",
)  # fmt: skip

_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S+")
_DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
"""What some libraries write before the DOI itself."""


def _check_doi(text: str) -> str:
    if not _DOI.fullmatch(re.sub(_DOI_ADDRESS, "", text)):
        context = {"wrong": f"{text[:60]!r}", "right": "expected a DOI, such as 10.1000/182"}
        raise PydanticCustomError("text", "{wrong}", context)
    return text


Doi = Annotated[Text, AfterValidator(_check_doi)]


def _words(default: Any = None, **more: Any) -> Any:
    """Declare a field of a work, or of a piece of one."""
    why = "an edition freezes the reference that is made of it"
    return beside(None, default, why=why, ours=False, **more)


class _Csl(Model):
    """Something whose variables are left out where they have no value."""

    model_config = ConfigDict(
        populate_by_name=True, json_schema_serialization_defaults_required=False
    )


class Name(_Csl):
    """A person, or with `literal` a body."""

    family: Text | None = _words()
    given: Text | None = _words()
    literal: Text | None = _words()
    suffix: Text | None = _words()
    dropping_particle: Text | None = _words(alias="dropping-particle")
    non_dropping_particle: Text | None = _words(alias="non-dropping-particle")

    @property
    def short(self) -> str:
        """The name as an in-text citation has it."""
        family = " ".join(filter(None, [self.non_dropping_particle, self.family]))
        return self.literal or family or self.given or ""


def _check_date(dates: DateParts) -> DateParts:
    for date in dates:
        if len(date) > len(_MOST) or not all(map(_is_number_to, date, _MOST)):
            context = {"wrong": f"the date {list(date)}", "right": "[[year, month, day]] or less"}
            raise PydanticCustomError("text", "{wrong}", context)
    return dates


def _is_number_to(part: int | str, most: int) -> bool:
    return str(part).isdecimal() and 1 <= int(part) <= most


DateParts = tuple[tuple[int | str, ...], ...]
_MOST = (9999, 12, 31)


class Date(_Csl):
    """A year, month and day, as far as they are known."""

    date_parts: Annotated[DateParts, AfterValidator(_check_date)] = Field((), alias="date-parts")
    literal: Text | None = _words()
    raw: Text | None = _words()
    circa: Any = None
    season: int | str | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day, as far as they are given."""
        return tuple(int(part) for part in self.date_parts[0]) if self.date_parts else ()


def _alias(variable: str) -> str:
    return variable.replace("-", "_")


def _fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for names, kind in (
        (_NAMES, tuple[Name, ...]),
        (_DATES, Date),
        (_NUMBERS, Text | int),
        (_TEXTS, Text),
    ):
        default: Any = () if names is _NAMES else None
        wanted = kind if names is _NAMES else kind | None
        for name in names:
            fields[_alias(name)] = (wanted, _words(default, alias=name))
    return fields


class Custom(Model):
    """What CSL leaves to its users."""

    retired: Retired | None = Field(None, description="why it is no longer cited")


_LOOSE = WithJsonSchema({"type": "object"}, mode="serialization")


class _Required(_Csl):
    # a hundred fields take a while, and only the last class is used
    model_config = ConfigDict(defer_build=True)

    id: SourceId = Field(description="the citation key")
    type: Type = Field(description="a CSL type, such as book")
    URL: Address | None = Field(None, description="where to read it")
    DOI: Doi | None = Field(None, description="its DOI, without an address around it")
    custom: Annotated[Custom | None, _LOOSE] = Field(
        None, description="what CSL leaves to its users"
    )

    @property
    def retired(self) -> Retired | None:
        """Why it is no longer cited, if it is not."""
        return self.custom.retired if self.custom else None


if TYPE_CHECKING:

    class CslItem(_Required):
        """An item with every variable that CSL has."""

        def __getattr__(self, name: str) -> Any: ...

else:
    CslItem = create_model("CslItem", __base__=_Required, **_fields())


_DATED_TO_THE_DAY = (
    "post", "post-weblog", "webpage", "article-newspaper", "article-magazine", "speech",
    "interview",
)  # fmt: skip


class Source(CslItem):
    """A work cited."""

    @property
    def date(self) -> tuple[int, ...]:
        """The date that a reference gives: year, month and day, or the year alone, or nothing."""
        parts = self.issued.parts if self.issued else ()
        return parts if self.type in _DATED_TO_THE_DAY else parts[:1]

    @property
    def year(self) -> str:
        """The year it appeared, or what is said instead of one, such as `in press` or `n.d.`."""
        if self.date:
            return f"{self.date[0]}{self.year_suffix or ''}"
        said = (self.issued and (self.issued.literal or self.issued.raw)) or "n.d."
        return f"{said}-{self.year_suffix}" if self.year_suffix else said

    @property
    def names(self) -> str:
        """Who wrote it, as an in-text citation has it."""
        return self.citation_label or self.name_first(1)

    def name_first(self, count: int) -> str:
        """Name the first `count` of those who wrote it, and the others as “et al.”."""
        names = [name.short for name in self.author or self.editor]
        if not names:
            return f"“{self.title_short or self.title}”"
        if len(names) < 3:
            return " & ".join(names)
        if count > len(names) - 2:
            return f"{', '.join(names[:-1])}, & {names[-1]}"
        return f"{', '.join(names[:count])}{',' if count > 1 else ''} et al."

    @property
    def label(self) -> str:
        """Names and year, as an in-text citation has them."""
        names = self.names
        return f"{names[:-1]},” {self.year}" if names.endswith("”") else f"{names}, {self.year}"

    @property
    def address(self) -> str | None:
        """Where to read it: the DOI as an address, or the URL."""
        if not self.DOI:
            return self.URL
        return f"https://doi.org/{re.sub(_DOI_ADDRESS, '', self.DOI)}"


def check_sources(entries: list[Entry[Source]]) -> Iterator[Problem]:
    """Yield a problem for each id given twice and each work without a title."""
    first: dict[str, int] = {}
    for entry in entries:
        source = entry.value
        if source.id in first:
            wrong = f"{source.id} is given twice (first in line {first[source.id]})"
            yield entry.problem(["id"], wrong, "keep one of them")
        first.setdefault(source.id, entry.record.line)
        if not source.title:
            yield entry.problem([], f"{source.id} has no title", 'add “"title": …”')


def tell_apart(sources: Iterable[Source]) -> list[Source]:
    """Put works in the order of a reference list, and make each citation point at one of them.

    As APA has it: of works by different authors that would be cited alike, more names stand
    before “et al.”; of works by the same authors and of the same year, a letter after the year.
    """
    named = [_name_apart(source, alike) for alike in _group(sources) for source in alike]
    lettered = [_letter(source, alike) for alike in _group(named) for source in alike]
    return sorted(lettered, key=_in_order)


def _group(sources: Iterable[Source]) -> list[list[Source]]:
    alike: dict[str, list[Source]] = {}
    for source in sources:
        alike.setdefault(source.label, []).append(source)
    return list(alike.values())


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
    names = [_letters(name.short) for name in source.author or source.editor]
    title = re.sub(r"^(?:an?|the) ", "", _letters(source.title or ""))
    return names or [title], source.date, title, source.id
