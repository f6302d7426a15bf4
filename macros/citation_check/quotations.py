"""Quotations: where words stand that somebody has quoted, exactly or nearly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..essay import NEAR, normalise
from ..records import Piece, find_pieces
from .index import IMMUTABLE, Index, Item, OldWording

LEAST_WORDS = 4
"""Fewer words are too easily anybody's."""

_NOT_WORDS = (
    re.compile(r"\s*\[\^[^\[\]]*\]"),  # footnotes
    re.compile(r"\s*\[@[^\[\]]*\]"),  # works cited
    re.compile(r"\[\s*sic\s*\]", re.I),
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ASIDE = re.compile(
    r"\s*\((?:[^()]*(?:[TCAORNP][0-9]|[vV]ersion [0-9]|https?://|[0-9]{4}|n\.d\.)[^()]*|\s*)\)"
)
"""What stands in brackets to say where something is from."""
_MARKS = re.compile(r"[\[\]*`\ue010-\ue012]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_EDGES = ' .,;:!?"()-'
_GAP = re.compile(r"\s*\.\s?\.\s?\.\s*")
_SPACES = re.compile(r"\s*[–—―]+\s*|\s*-{2,}\s*|\s+-\s+|\s+")


def clean(text: str) -> str:
    """Take away what is not of the words themselves: marks of emphasis, citations, brackets.

    >>> clean("It is *so* [C1], they say [@hume1748] (Hume, 1748). [T]hus…")
    'It is so C1, they say. Thus…'
    """
    text = " ".join(text.split())
    for pattern in _NOT_WORDS:
        text = pattern.sub("", text)
    return " ".join(_MARKS.sub("", _ASIDE.sub("", _LINK.sub(r"\1", text))).split())


def fold(text: str) -> str:
    """Return the words of a text as quotations are compared: alike but for marks and capitals.

    >>> fold("“Prices — *they* speak,”") == fold('prices-they speak')
    True
    """
    return normalise(clean(text)).strip(_EDGES)


def split_words(text: str) -> list[str]:
    """Split what is clean into words; dashes part them too."""
    return [word for word in _SPACES.split(text) if word]


def fold_word(word: str) -> str:
    """Return a word as it is compared, without the marks at its ends."""
    return normalise(word).strip(_EDGES)


@dataclass(frozen=True)
class Passage:
    """One field of one wording, to be found in."""

    item: Item
    field: str
    text: str
    version: OldWording | None
    """None for today's wording."""

    @cached_property
    def folded(self) -> str:
        """Its words as they are compared."""
        return fold(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, to be shown."""
        return split_words(clean(self.text))

    @cached_property
    def folded_words(self) -> list[str]:
        """Its words, each as it is compared."""
        return [fold_word(word) for word in self.words]

    @property
    def rank(self) -> tuple[int, int]:
        """Where it stands among passages that hold the same words; the least is the best."""
        kinds = {"sentence": 0, "paragraph": 1, "part": 3}
        age = (self.version is not None) + 2 * (self.item.retired is not None)
        return age, kinds.get(self.item.kind, 2)


@dataclass(frozen=True)
class Near:
    """A passage that nearly holds some words."""

    passage: Passage
    start: int
    """Where among its words those begin that are most like them."""
    size: int

    def compare(self, quotation: str) -> list[Piece]:
        """Return how the words differ from the passage, as far as it is quoted."""
        more = self.size // 4 + 1
        words = split_words(clean(quotation))
        window = self.passage.words[max(0, self.start - more) : self.start + self.size + more]
        pieces = _trim(find_pieces(words, window, fold_word))
        if any(piece.kind != "both" for piece in pieces):
            return pieces
        return _trim(find_pieces(words, window, normalise))


def _trim(pieces: list[Piece]) -> list[Piece]:
    """Leave out what the passage has before and after the words that are quoted."""
    first = 1 if pieces and pieces[0].kind == "old" else 0
    trimmed = _trim_at(pieces, first, start=True)
    return _trim_at(trimmed, len(trimmed) - 1, start=False)


def _trim_at(pieces: list[Piece], at: int, *, start: bool) -> list[Piece]:
    """Keep of the passage's own words only as many as stand for words of the quotation."""
    if not 0 <= at < len(pieces) or pieces[at].kind != "new":
        return pieces
    count = len(pieces[at - 1].words) if at and pieces[at - 1].kind == "old" else 0
    words = pieces[at].words
    kept = words[max(0, len(words) - count) :] if start else words[:count]
    return [*pieces[:at], *([Piece("new", kept)] if kept else []), *pieces[at + 1 :]]


class Quotations:
    """Every wording, today's and older ones, to look for words in."""

    def __init__(self, index: Index) -> None:
        found = [passage for item in index.items for passage in _find_passages(item)]
        self._passages = sorted(found, key=lambda passage: passage.rank)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            for word in set(passage.folded_words):
                self._holding[word].append(number)

    def find(self, quotation: str) -> Passage | None:
        """Return the best passage that holds the words, gaps left out."""
        folded = fold(quotation)
        pieces = [piece.strip(_EDGES) for piece in _GAP.split(folded)]
        pieces = [piece for piece in pieces if piece]
        gapped = len(pieces) > 1 and max(len(piece.split()) for piece in pieces) >= 3
        return next(
            (
                passage
                for passage in self._passages
                if (folded in passage.folded and holds(passage.folded, [folded]))
                or (gapped and holds(passage.folded, pieces))
            ),
            None,
        )

    def find_near(self, quotation: str) -> Near | None:
        """Return the passage that most nearly holds the words, if three of four are there."""
        words = [fold_word(word) for word in split_words(clean(quotation))]
        best: tuple[int, Near] | None = None
        for number in self._find_likely(words):
            passage = self._passages[number]
            start, shared = find_window(words, passage.folded_words)
            size = min(len(words), len(passage.words))
            likeness = 2000 * shared // (len(words) + size)
            if likeness >= 1000 * NEAR and (best is None or likeness > best[0]):
                best = likeness, Near(passage, start, size)
        return best[1] if best else None

    def _find_likely(self, words: list[str]) -> list[int]:
        """Return the passages that hold different words enough to be near, in order."""
        different = set(words)
        counts = Counter(number for word in different for number in self._holding.get(word, ()))
        return sorted(
            number
            for number, count in counts.items()
            if 2 * (len(different) - count) <= self._may_lack(words, self._passages[number])
        )

    def _may_lack(self, words: list[str], passage: Passage) -> float:
        """Return twice how many of the words a passage that is near may lack."""
        count = len(words)
        return 2 * count - NEAR * (count + min(count, len(passage.words)))


def _find_passages(item: Item) -> Iterator[Passage]:
    """Yield each wording of each field once, today's first, then from the newest on."""
    if item.kind == "source":
        return
    seen = set()
    for version in (None, *reversed(item.versions)):
        for field, text in (version or item).wording.items():
            if (field, text) not in seen:
                seen.add((field, text))
                yield Passage(item, field, text, version)
        if item.kind in IMMUTABLE:
            return


def holds(text: str, pieces: list[str]) -> bool:
    """Tell whether a text holds pieces one after the other, none of which begins inside a word.

    >>> holds("a tree is a good tree", ["a tree", "good"]), holds("a tree", ["tre"])
    (True, False)
    """
    start = 0
    for piece in pieces:
        start = _find_whole(text, piece, start)
        if start < 0:
            return False
        start += len(piece)
    return True


def _find_whole(text: str, piece: str, start: int) -> int:
    while (start := text.find(piece, start)) >= 0:
        end = start + len(piece)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return start
        start += 1
    return -1


def find_window(words: list[str], within: list[str]) -> tuple[int, int]:
    """Return where as many words begin that share the most with `words`, and how many.

    >>> find_window("the tea".split(), "I like the green tea".split())
    (1, 1)
    """
    size = min(len(words), len(within))
    left = Counter(words)
    best = shared = 0
    start = 0
    for end, word in enumerate(within):
        left[word] -= 1
        shared += left[word] >= 0
        if end >= size:
            gone = within[end - size]
            shared -= left[gone] >= 0
            left[gone] += 1
        if end >= size - 1 and shared > best:
            best, start = shared, end - size + 1
    return start, best
