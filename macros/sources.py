"""Works cited: CSL-JSON, as Zotero exports it.

Variables and types are those of the CSL specification 1.0.2, appendices III and IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from .fields import Entry, Model, SourceId, Text
from .problems import Problem

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
    "DOI", "ISBN", "ISSN", "PMCID", "PMID", "journalAbbreviation", "shortTitle",
)  # fmt: skip

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[!-~]*)?")


def _check_url(url: str) -> str:
    if not _URL.fullmatch(url) or any(mark in url for mark in "\"'<>`{}|\\^"):
        context = {"wrong": f"the address {url[:60]!r}", "right": "https://…, without spaces"}
        raise PydanticCustomError("text", "{wrong}", context)
    return url


class Name(Model):
    """A person, or with `literal` a body."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    suffix: Text | None = None
    dropping_particle: Text | None = Field(None, alias="dropping-particle")
    non_dropping_particle: Text | None = Field(None, alias="non-dropping-particle")

    @property
    def short(self) -> str:
        """The name as an in-text citation has it."""
        family = " ".join(filter(None, [self.non_dropping_particle, self.family]))
        return self.literal or family or self.given or ""


class Date(Model):
    """A year, month and day, as far as they are known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    date_parts: tuple[tuple[int | str, ...], ...] = Field((), alias="date-parts")
    literal: Text | None = None
    raw: Text | None = None
    circa: bool | int | str | None = None
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
        wanted = kind if names is _NAMES else kind | None  # type: ignore[operator]
        for name in names:
            fields[_alias(name)] = (wanted, Field(default, alias=name))
    return fields


class _Required(Model):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: SourceId = Field(description="the citation key")
    type: Type = Field(description="a CSL type, such as book")
    URL: Annotated[str, AfterValidator(_check_url)] | None = None


CslItem: Any = create_model("CslItem", __base__=_Required, **_fields())


class Source(CslItem):  # type: ignore[misc]
    """A work cited."""

    @property
    def year(self) -> str:
        """The year it appeared, or `n.d.`."""
        parts = self.issued.parts if self.issued else ()
        return str(parts[0]) if parts else "n.d."

    @property
    def names(self) -> str:
        """Who wrote it, as an in-text citation has it."""
        names = [name.short for name in self.author or self.editor]
        if not names:
            return f"“{self.title_short or self.title}”"
        return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)

    @property
    def address(self) -> str | None:
        """Where to read it: the DOI as an address, or the URL."""
        return f"https://doi.org/{self.DOI}" if self.DOI else self.URL


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
            yield entry.problem([], f"{source.id} has no title", "add “\"title\": …”")
