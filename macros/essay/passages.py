"""The essay: source → paragraphs → sentences, every line accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..records import Problem, find_invisible
from .repetition import Decision, normalise, split_by_decision

Fate = Literal["kept", "title", "repeated", "blank"]

TITLE_WORDS = 15
"""A line of at most this many words without a full stop may be the title."""
SENTENCE_WORDS = 6
"""A repeated sentence of at least this many words is reported."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, verbatim."""

    id: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, verbatim: its first occurrence in the source."""

    id: str
    line: int
    """Its line in the source, counted from 1."""
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Line:
    """What became of one line of the source."""

    number: int
    text: str
    fate: Fate
    canonical: int
    """The line it repeats, or its own number."""


@dataclass(frozen=True)
class RepeatedSentence:
    """A sentence that stands word for word in an earlier place too."""

    id: str
    canonical: str


@dataclass(frozen=True)
class Essay:
    """The essay without its repetitions, and the account of them."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    repeated_sentences: tuple[RepeatedSentence, ...]

    @property
    def ids_by_line(self) -> dict[int, str]:
        """The id of the paragraph that each line of the source is kept as."""
        return {paragraph.line: paragraph.id for paragraph in self.paragraphs}


def split_lines(source: str) -> list[str]:
    """Return the lines of the source, which are its paragraphs."""
    return source.removesuffix("\n").split("\n")


def find_title(lines: list[str], given: str | None) -> tuple[str | None, tuple[str, str] | None]:
    """Return the title, or None and (wrong, right).

    Without a `given` title it is the one line that is short and ends without a full stop.
    """
    candidates = {normalise(line): line.strip() for line in reversed(lines) if _may_be_title(line)}
    if given is not None:
        match = next((line.strip() for line in lines if normalise(line) == normalise(given)), None)
        if match or not candidates:
            return match or given, None
        right = f"expected one of: {', '.join(candidates.values())}"
        return None, (f"no line of the source is the title “{given}”", right)
    if len(candidates) == 1:
        return next(iter(candidates.values())), None
    if not candidates:
        return None, ("no line of the source looks like a title", "add a line “title: …”")
    wrong = f"{len(candidates)} lines of the source could be the title"
    return None, (wrong, f"add a line “title: …” with one of: {', '.join(candidates.values())}")


def _may_be_title(line: str) -> bool:
    bare = line.strip().rstrip("”’\"'»)")
    return 0 < len(bare.split()) <= TITLE_WORDS and bare[-1:] not in ".?!:;,…"


def parse_essay(lines: list[str], title: str, decisions: tuple[Decision, ...] = ()) -> Essay:
    """Split the source into what is kept and what is repeated; the first occurrence is kept."""
    same = split_by_decision(decisions)[0]
    first: dict[str, int] = {}
    canonicals: dict[int, int] = {}
    accounts: list[Line] = []
    paragraphs: list[Paragraph] = []
    for number, text in enumerate(lines, 1):
        key = normalise(text)
        earliest = first.setdefault(key, number)
        decided = same.get(earliest, earliest)
        canonical = canonicals[number] = canonicals.get(decided, decided)
        fate = _fate(key, normalise(title), number, canonical)
        accounts.append(Line(number, text, fate, canonical if key else number))
        if fate == "kept":
            paragraphs.append(_paragraph(f"P{len(paragraphs) + 1}", number, text.strip()))
    repeated = tuple(_find_repeated_sentences(paragraphs))
    return Essay(title, tuple(paragraphs), tuple(accounts), repeated)


def _fate(key: str, title_key: str, number: int, canonical: int) -> Fate:
    if not key:
        return "blank"
    if canonical != number:
        return "repeated"
    return "title" if key == title_key else "kept"


def _paragraph(id: str, line: int, text: str) -> Paragraph:
    sentences = tuple(
        Sentence(f"{id}.{number}", sentence)
        for number, sentence in enumerate(split_sentences(text), 1)
    )
    return Paragraph(id, line, text, sentences)


def _find_repeated_sentences(paragraphs: list[Paragraph]) -> Iterator[RepeatedSentence]:
    first: dict[str, str] = {}
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            if len(sentence.text.split()) >= SENTENCE_WORDS:
                canonical = first.setdefault(normalise(sentence.text), sentence.id)
                if canonical != sentence.id:
                    yield RepeatedSentence(sentence.id, canonical)


_END = re.compile(
    r"""(?P<marks>[.?!…]+)(?P<closing>["'”’“‘»›«‹)\]]*)\s+(?=["'“‘„‚«‹»›(\[¿¡]*(?P<next>\w))"""
)
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:(?:[A-Z]\.)*[A-Z]|Ph\.D|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs?|cf|e\.g|i\.e)\.$"
)
_BEFORE_NUMBERS = re.compile(
    r"(?<![\w.])(?:pp?|nos?|figs?|vols?|chs?|secs?|eqs?|al|ca?|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[str]:
    """Split a paragraph into sentences, inside quotations too.

    A sentence ends at . ? ! or … with any closing marks, before a space and a capital or a digit.
    Dashes, colons and semicolons do not end one, nor do initials and common abbreviations.

    >>> split_sentences("“Why?” she asked. “Because.” Then—nothing! At 3 p.m. it rained.")
    ['“Why?” she asked.', '“Because.”', 'Then—nothing!', 'At 3 p.m. it rained.']
    """
    sentences, start = [], 0
    for match in _END.finditer(text):
        begins = match["next"]
        if (begins.isupper() or begins.isdigit()) and not _is_abbreviation(match):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    return [*sentences, text[start:].strip()]


def _is_abbreviation(end: re.Match[str]) -> bool:
    if end["marks"] != "." or end["closing"]:
        return False
    before = end.string[max(0, end.start() - 20) : end.start() + 1]
    if end["next"].isdigit() and _BEFORE_NUMBERS.search(before):
        return True
    return bool(_ABBREVIATION.search(before))


def check_passages(lines: list[str], path: str) -> Iterator[Problem]:
    """Yield a problem for each line with a character that no reader would see."""
    for number, text in enumerate(lines, 1):
        for wrong, right in find_invisible(text):
            yield Problem(path, number, wrong, right)
