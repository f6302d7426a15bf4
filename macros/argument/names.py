"""Checks of what crosses files: every id named exists, every quotation is in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ..essay import find_alike, tell_difference
from ..records import (
    Entry,
    Items,
    Location,
    Model,
    Problem,
    Record,
    did_you_mean,
    field_of,
    find_references,
    get_at,
    lines_at,
)

M = TypeVar("M", bound=Model)

PASSAGE_FIELDS = ("passage", "raised_at")
ITEM_FIELDS = ("supports", "depends_on", "against", "objection")
_NAMING = {*PASSAGE_FIELDS, *ITEM_FIELDS, "source", "term", "words"}
"""The fields that name something; in any other, only what stands in brackets does."""
GONE = "restore it; “retired:” withdraws an item, “formerly:” renames one"
LETTERS = "TCAORPN"
"""What the ids of items and passages begin with."""


@dataclass(frozen=True)
class Known:
    """Every id that may be named."""

    passages: Mapping[str, str]
    """The words of each paragraph and sentence."""
    items: frozenset[str]
    """Claims, objections, responses and notes."""
    terms: frozenset[str]
    sources: frozenset[str]
    unread: frozenset[str] = frozenset()
    """Ids, or letters of ids, of files too broken to be read."""
    retired: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From the key of each retired item to those in use that have come after it."""
    published: frozenset[str] = frozenset()
    """The keys of all that the last edition holds."""

    def keys(self) -> set[str]:
        """Return every key: ids, those of terms and works with their kind before them."""
        terms = {f"term:{id}" for id in self.terms}
        return {*self.items, *terms, *(f"source:{id}" for id in self.sources)}

    def is_unread(self, key: str) -> bool:
        """Say whether a key belongs to a file too broken to be read."""
        id = key.split(":")[-1]
        return id in self.unread or ("@" if key.startswith("source:") else id[:1]) in self.unread

    def find_retired_fault(self, key: str) -> tuple[str, str] | None:
        """Return (wrong, right) if this is retired."""
        if key not in self.retired:
            return None
        successors = " or ".join(id.split(":")[-1] for id in self.retired[key])
        name = key.split(":")[-1]
        return f"{name} is retired", f"did you mean {successors}?" if successors else "leave it out"

    def _find_gone_fault(self, key: str) -> tuple[str, str] | None:
        """Return (wrong, right) if this was published; it is asked only of what is not there."""
        if key not in self.published:
            return None
        return f"{key.split(':')[-1]} was published and is gone", GONE

    def find_item_fault(self, id: str) -> tuple[str, str] | None:
        """Return (wrong, right) if nothing has this id of a letter and a number."""
        if id in self.items or id in self.passages or id in self.unread or id[0] in self.unread:
            return None
        if id[0] not in LETTERS:
            begins = ", ".join(LETTERS)
            return f"there is no {id}", f"expected an id that begins with one of {begins}"
        alike = [known for known in (*self.items, *self.passages) if known[0] == id[0]]
        return self._find_gone_fault(id) or (f"there is no {id}", did_you_mean(id, alike))

    def find_source_fault(self, id: str) -> tuple[str, str] | None:
        """Return (wrong, right) if no work cited has this id."""
        return self._find_fault(f"source:{id}", "sources.json", self.sources)

    def find_term_fault(self, id: str) -> tuple[str, str] | None:
        """Return (wrong, right) if no term has this id."""
        return self._find_fault(f"term:{id}", "the glossary", self.terms)

    def _find_fault(self, key: str, place: str, ids: frozenset[str]) -> tuple[str, str] | None:
        id = key.partition(":")[2]
        if id in ids or self.is_unread(key):
            return None
        return self._find_gone_fault(key) or (f"{place} has no {id}", did_you_mean(id, ids))


def check_references(entry: Entry[Model], known: Known) -> Iterator[Problem]:
    """Yield a problem for each id that is not there and each quotation that is not in the text."""
    for location, value in entry.texts:
        field = field_of(location)
        if field not in _NAMING and "[" not in value:
            continue
        if field == "words":
            yield from _check_words(entry, location, value, known)
            continue
        if field == "term" and "confused_with" in location:
            field = "confused_with"
        faults = _find_faults(field, value, known)
        if known.retired and not faults and not _is_retired(entry.record, location):
            faults = _find_retired_faults(field, value, known)
        for wrong, right in faults:
            yield replace(
                entry.problem(location, wrong, right), line=_find_line(entry, location, wrong)
            )


def check_doubles(entry: Entry[Any], field: str) -> Iterator[Problem]:
    """Yield a problem for each id that a field lists once more."""
    given = getattr(entry.value, field)
    for number, other in enumerate(given):
        if other in given[:number]:
            yield entry.problem([field, number], f"{other} is listed twice", "keep one of them")


def _find_line(entry: Entry[Model], location: Location, wrong: str) -> int:
    """Return the line of a long text in which the id stands that is wrong."""
    for number, line in lines_at(entry.record, location):
        if any(found.id in wrong.split() for found in find_references(line)):
            return number
    return entry.record.line_of(*location)


_FINDERS = {
    **dict.fromkeys((*PASSAGE_FIELDS, *ITEM_FIELDS, "item"), Known.find_item_fault),
    "source": Known.find_source_fault,
    "confused_with": Known.find_term_fault,
}
"""By field, or by the kind of a reference inside a text."""


def _find_faults(field: str, value: str, known: Known) -> list[tuple[str, str]]:
    named = [(field, value)]
    if field not in _FINDERS:
        found = () if field == "successors" else find_references(value)
        named = [(reference.kind, reference.id) for reference in found]
    faults = (_FINDERS[kind](known, id) for kind, id in named)
    return [fault for fault in faults if fault]


def _is_retired(record: Record, location: Location) -> bool:
    """Say whether something around this place is retired: then it may name what is retired too."""
    value: object = record
    for step in (*location, None):
        if isinstance(value, Record):
            if "retired" in value:
                return True
            value = value.get(str(step))
        elif isinstance(value, Items) and isinstance(step, int):
            value = value[step]
    return False


def _find_retired_faults(field: str, value: str, known: Known) -> list[tuple[str, str]]:
    kinds = {"source": "source:", "confused_with": "term:"}
    names_items = field in ITEM_FIELDS or field in kinds
    fault = known.find_retired_fault(kinds.get(field, "") + value) if names_items else None
    return [fault] if fault else []


def _check_words(
    entry: Entry[Model], location: Location, words: str, known: Known
) -> Iterator[Problem]:
    passage = get_at(entry.record, location[:-1]).get("passage")
    text = known.passages.get(passage)
    if text is not None and find_alike(words, text) is None:
        yield entry.problem(location, *find_nearest(words, passage, known.passages))


def settle_words(entry: Entry[M], passages: Mapping[str, str]) -> Any:
    """Return the value of an entry, its quotations in the very characters of the essay."""
    for location, words in entry.texts:
        if location[-1] == "words":
            passage = get_at(entry.record, location[:-1]).get("passage")
            if words not in passages.get(passage, words):
                return _settle(entry.value, passages)
    return entry.value


def _settle(value: Any, passages: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_settle(inner, passages) for inner in value)
    if not isinstance(value, Model):
        return value
    fields = {name: _settle(getattr(value, name), passages) for name in type(value).model_fields}
    text = passages.get(fields.get("passage") or "", "")
    if fields.get("words") and (span := find_alike(fields["words"], text)):
        fields["words"] = text[slice(*span)]
    return value.model_copy(update=fields)


def find_nearest(words: str, passage: str, passages: Mapping[str, str]) -> tuple[str, str]:
    """Return (wrong, right) for words not in their passage: where they stand, or the nearest."""
    sentences_first = sorted(passages, key=lambda id: "." not in id)
    for id in sentences_first:
        if find_alike(words, passages[id]):
            return f"“{words}” is not in {passage}", f"it stands in {id}"
    nearest = _align(words, passages[passage])
    right = f"the nearest words there are “{nearest}”"
    differs = tell_difference(words, nearest)
    return f"“{words}” is not in {passage}", f"{right}: {differs}" if differs else right


def _align(words: str, text: str) -> str:
    from rapidfuzz import fuzz  # rarely needed, and slow to load

    found = fuzz.partial_ratio_alignment(words, text)
    start, end = (found.dest_start, found.dest_end) if found else (0, len(words))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]
