"""Verdicts: whether what a text says of the site, or quotes from it, is still so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from ..editions import make_key
from ..records import Piece, find_pieces, plain_text, show_pieces
from .index import IMMUTABLE, Index, Item, OldWording, Place, Unknown
from .mentions import Mention, without_scheme
from .quotations import LEAST_WORDS, Passage, Quotations, clean, split_words

State = Literal[
    "current", "not frozen", "moved", "reworded", "retired", "nearly", "nowhere", "unknown"
]
GOOD: tuple[State, ...] = ("current", "not frozen")


@dataclass(frozen=True)
class Difference:
    """How words differ from those of today."""

    field: str
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return f"{self.field}: {show_pieces(self.pieces)}"


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one mention."""

    line: int
    shown: str
    state: State
    told: str
    address: str = ""
    """Where to read on, within the site."""
    differences: tuple[Difference, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the citation can stay as it is."""
        return self.state in GOOD

    def __str__(self) -> str:
        told = "; ".join([self.told, *map(str, self.differences)])
        where = f" ({self.address})" if self.address else ""
        return f"{self.state}: {self.shown}: {told}{where}"


# -- what is named


def judge_address(mention: Mention, index: Index) -> Verdict | None:
    """Judge an address; None if it is one of a page that has no versions."""
    found = index.find(mention.found)
    if found is None:
        return None
    if isinstance(found, Unknown):
        told = "no item has this address" + suggest(mention.found, found.known)
        return _verdict(mention, "unknown", told)
    return judge_place(mention, found)


def judge_id(mention: Mention, index: Index) -> Verdict:
    """Judge an id, with or without a version."""
    item = index.by_id.get(mention.found)
    if item is None:
        alike = [id for id in index.by_id if id[0] == mention.found[0]]
        told = f"there is no {mention.found}" + suggest(mention.found, alike)
        return _verdict(mention, "unknown", told)
    return judge_place(mention, _place_of(item, mention.version))


def judge_key(mention: Mention, index: Index) -> Verdict:
    """Judge a key of BibTeX and its like."""
    if item := index.by_key.get(mention.found):
        return judge_place(mention, _place_of(item, None))
    if item := index.old_keys.get(mention.found):
        return judge_place(mention, Place(item, item.home, moved=True))
    told = f"there is no {mention.found}" + suggest(mention.found, index.by_key)
    return _verdict(mention, "unknown", told)


def judge_word(word: str, index: Index) -> Verdict:
    """Judge one word by itself, whatever it may name."""
    if "/" in word:
        return _judge_any_address(
            Mention("address", 0, len(word), 1, without_scheme(word), word), index
        )
    key = make_key(word.lstrip("@#"))
    mention = Mention("key", 0, len(word), 1, key, word)
    if key in index.by_key or key in index.old_keys:
        return judge_key(mention, index)
    for item in index.items:
        anchor = item.home.partition("#")[2]
        if key in (item.id.lower(), anchor):
            return judge_place(mention, _place_of(item, None))
    known = [item.id for item in index.items]
    return _verdict(mention, "unknown", f"there is no {word}" + suggest(word, known))


def _judge_any_address(mention: Mention, index: Index) -> Verdict:
    """Judge an address on whatever host, by what its end leads to."""
    ends = [mention.found[at:] for at, mark in enumerate(mention.found) if mark == "/"]
    found = [index.find(end) for end in ends]
    if place := next((place for place in found if isinstance(place, Place)), None):
        return judge_place(mention, place)
    for end, fault in zip(ends, found, strict=True):
        if isinstance(fault, Unknown):
            told = "no item has this address" + suggest(end, fault.known)
            return _verdict(mention, "unknown", told)
    return _verdict(mention, "unknown", "nothing that has versions has this address")


def _place_of(item: Item, number: int | None) -> Place:
    version = item.version(number) if number is not None else None
    return Place(item, version.home if version else item.home, version=number)


def judge_place(mention: Mention, place: Place) -> Verdict:
    """Judge what is named, once it is known what it is."""
    item = place.item
    version = item.version(place.version) if place.version is not None else None
    if place.version is not None and version is None:
        return _verdict(mention, "unknown", _tell_versions(item, place.version), item.home)
    named = f"{item.name}, {_edition(version)}" if version else item.name
    moved = f"{named} has moved: it " if place.moved else f"{named} "
    if item.retired:
        return _verdict(mention, "retired", moved + _tell_retired(item), place.address)
    if version and version.number != item.current:
        told = f"{moved}has been reworded since; {_tell_today(item)}"
        return _verdict(mention, "reworded", told, place.address, compare(version, item))
    state: State = "current" if item.current is not None else "not frozen"
    told = moved + ("is current" if version else _tell_current(item))
    return _verdict(mention, "moved" if place.moved else state, told, place.address)


def _edition(version: OldWording) -> str:
    return f"version {version.number} (edition of {version.edition})"


def _tell_versions(item: Item, number: int) -> str:
    count = len(item.versions)
    if not count:
        return f"{item.name} has no version {number}: it is in no edition yet"
    numbers = f"versions 1 to {count}" if count > 1 else "version 1"
    return f"{item.name} has no version {number}; it has {numbers}"


def _tell_retired(item: Item) -> str:
    retired: Mapping[str, object] = item.retired or {}
    successors = retired["successors"]
    names = ", ".join(map(str, successors)) if isinstance(successors, list) else ""
    reason = str(retired["reason"])
    told = f"was retired on {retired['date']}: {plain_text(reason)}"
    return f"{told} Read instead: {names}" if names else told


def _tell_today(item: Item) -> str:
    current = item.version(item.current) if item.current is not None else None
    return f"today’s wording is {_edition(current)}" if current else _IN_NO_EDITION


_IN_NO_EDITION = "today’s wording is in no edition yet and may still change"


def _tell_current(item: Item) -> str:
    if item.kind in IMMUTABLE:
        return "never changes"
    current = item.version(item.current) if item.current is not None else None
    if current:
        return f"is current, {_edition(current)}"
    if item.versions:
        return f"has been reworded since {_edition(item.versions[-1])}; {_IN_NO_EDITION}"
    return "is new: in no edition yet, so the wording may still change"


def compare(version: OldWording, item: Item) -> tuple[Difference, ...]:
    """Return how a version differs from today's wording, field by field."""
    old, new = version.wording, item.wording
    fields = dict.fromkeys([*old, *new])
    differing = (field for field in fields if old.get(field) != new.get(field))
    return tuple(_differ(field, old.get(field, ""), new.get(field, "")) for field in differing)


def _differ(field: str, old: str, new: str) -> Difference:
    pieces = find_pieces(plain_text(old).split(), plain_text(new).split())
    return Difference(field, tuple(pieces))


def suggest(word: str, known: Iterable[str]) -> str:
    """Say what was probably meant, if anything is like it.

    >>> suggest("C99", ["C9", "C10"]), suggest("C99", [])
    ('; did you mean C9?', '')
    """
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


# -- what is quoted


def judge_quotation(mention: Mention, quotations: Quotations) -> Verdict | None:
    """Judge a quotation; None where nothing can be said of it, short or other people's as it is."""
    count = len(split_words(clean(mention.found)))
    if count < LEAST_WORDS:
        return None
    if passage := quotations.find(mention.found):
        if mention.sure or count >= SURE_WORDS or not _is_past(passage):
            return _judge_passage(mention, passage)
        return None
    if not mention.sure and count < SURE_WORDS:
        return None
    if near := quotations.find_near(mention.found):
        told = f"nearly in {_tell_passage(near.passage)}, which differs"
        difference = Difference(near.passage.field, tuple(near.compare(mention.found)))
        return _verdict(mention, "nearly", told, _address(near.passage), (difference,))
    return _verdict(mention, "nowhere", NOWHERE) if mention.sure else None


SURE_WORDS = 8
"""As many words are hardly ever the same by chance."""
NOWHERE = "these words are in no wording of this site, of today or of any edition"


def _is_past(passage: Passage) -> bool:
    return passage.version is not None or passage.item.retired is not None


def _tell_passage(passage: Passage) -> str:
    named = passage.item.name
    if passage.version:
        named += f", {_edition(passage.version)}"
    return named if passage.item.kind in IMMUTABLE else f"{named} ({passage.field})"


def _address(passage: Passage) -> str:
    return passage.version.home if passage.version else passage.item.home


def _judge_passage(mention: Mention, passage: Passage) -> Verdict:
    item, told = passage.item, f"verbatim in {_tell_passage(passage)}"
    if item.retired:
        told += f", which {_tell_retired(item)}"
        return _verdict(mention, "retired", told, _address(passage))
    if passage.version:
        difference = _differ(passage.field, passage.text, item.wording.get(passage.field, ""))
        told += ", reworded since"
        return _verdict(mention, "reworded", told, _address(passage), (difference,))
    frozen = next((v for v in item.versions if v.wording.get(passage.field) == passage.text), None)
    if item.kind in IMMUTABLE:
        told += ", which never changes"
    elif frozen:
        told += f", current since {_edition(frozen)}"
    else:
        told += f"; {_IN_NO_EDITION}"
    return _verdict(mention, "current" if frozen else "not frozen", told, item.home)


def _verdict(
    mention: Mention,
    state: State,
    told: str,
    address: str = "",
    differences: tuple[Difference, ...] = (),
) -> Verdict:
    shown = mention.shown
    if mention.kind == "quotation":
        shown = f"“{shorten(clean(mention.found).strip('“” '))}”"
    return Verdict(mention.line, shown, state, told, address, differences)


def shorten(text: str, most: int = 60) -> str:
    """Return the beginning of a text.

    >>> shorten("Tea is a drink", 9)
    'Tea is a …'
    """
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
