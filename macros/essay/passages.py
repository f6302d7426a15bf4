"""The essay: lines → blocks → paragraphs → sentences, every line accounted for.

Every block of running text is a paragraph and gets the next number: a paragraph proper, a stanza, a
paragraph of a quotation, an item of a list, a footnote. Headings, bylines and separators get none;
they stand before the paragraph that follows them. The sentences of a paragraph are numbered within
it; of a stanza, its lines are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..records import Problem, find_invisible, group
from .blocks import IN_LINES, NUMBERED, Block, Kind
from .characters import find_words, fold, normalise
from .marks import Mark, cut_marks, read_marks
from .repetition import NEAR, Decision, Piece, Repetition, find_repetition, measure_likeness
from .sentences import Boundary, correct_ends, cut_at
from .structure import Source, read_source

Fate = Literal["kept", "title", "repeated", "blank", "heading", "byline", "separator", "omitted"]

TITLE_WORDS = 15
"""A line of at most this many words without a full stop may be the title."""
HEADING_WORDS = 25
"""One of at most this many may be a heading."""
SENTENCE_WORDS = 6
"""A repeated sentence of at least this many words is reported."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, verbatim."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    after: str = ""
    """The white space before the next one of the paragraph."""


@dataclass(frozen=True)
class Between:
    """What stands between paragraphs, and has no number."""

    kind: Kind
    text: str
    marks: tuple[Mark, ...] = ()
    level: int = 0
    """Of a heading that says it: 1 for the highest."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, verbatim: its first occurrence in the source."""

    id: str
    line: int
    """Its first line in the source, counted from 1."""
    text: str
    sentences: tuple[Sentence, ...]
    kind: Kind = "paragraph"
    last: int = 0
    mark: str = ""
    """The number of an item, the label of a footnote."""
    before: tuple[Between, ...] = ()
    after: tuple[Between, ...] = ()
    """What closes it, such as a signature; of the last, all that follows."""


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
    repeated_paragraphs: Mapping[str, list[str]] = field(default_factory=dict, hash=False)
    """From the id of a paragraph to those of the later ones that say the same, and are kept."""
    repetition: Repetition = field(default_factory=Repetition, hash=False)
    source: Source = field(default_factory=lambda: read_source([]), hash=False)

    @property
    def ids_by_line(self) -> dict[int, str]:
        """The id of the paragraph that each line of the source is kept as."""
        return {
            line: paragraph.id
            for paragraph in self.paragraphs
            for line in range(paragraph.line, paragraph.last + 1)
        }


# -- the title


def find_title(
    blocks: Sequence[Block], given: str | None
) -> tuple[str | None, tuple[str, str] | None]:
    """Return the title, or None and (wrong, right).

    Without a `given` title it is the one line that is short and ends without a full stop, or the
    one heading of the first level. One that is given need not stand in the source; if it nearly
    does, it is taken for a slip.
    """
    candidates = {
        normalise(text): text for text in reversed([*map(_plain, filter(_may_be_title, blocks))])
    }
    named = f"expected one of: {', '.join(candidates.values())}"
    if given is not None:
        match = next((_plain(block) for block in blocks if _is_title(block, given)), None)
        if match is None and any(_is_near(given, title) for title in candidates.values()):
            return None, (f"no line of the source is the title “{given}”", named)
        return match or given, None
    first = {_plain(b) for b in blocks if b.kind == "heading" and b.mark == "#"}
    if len(first) == 1 or len(candidates) == 1:
        return next(iter(first if len(first) == 1 else candidates.values())), None
    if not candidates:
        return None, ("no line of the source looks like a title", "add a line “title: …”")
    wrong = f"{len(candidates)} lines of the source could be the title"
    return None, (wrong, f"add a line “title: …” with one of: {', '.join(candidates.values())}")


def _plain(block: Block) -> str:
    return read_marks(block.text)[0].strip()


def _is_title(block: Block, title: str) -> bool:
    likely = len(block.text) <= 2 * len(title) + 20  # what is longer need not be folded
    return likely and normalise(_plain(block)).rstrip(" .") == normalise(title).rstrip(" .")


def _may_be_title(block: Block, most: int = TITLE_WORDS) -> bool:
    bare = re.sub(r"(?:\[\^?\w{1,4}\])+$", "", block.text.strip()).rstrip("”“’‘\"'»«›‹) –—")
    short = 0 < len(find_words(bare)) <= most and bare[-1:] not in ".?!:;,…。"
    first = block.kind == "paragraph" or (block.kind == "heading" and block.mark == "#")
    return short and first and not block.decided


def looks_like_heading(block: Block) -> bool:
    """Say whether a paragraph may be a heading that does not say so: short, or in capitals."""
    if block.kind != "paragraph" or block.decided or block.unknown or len(block.text) > 1000:
        return False
    capitals = block.text.isupper() and len(block.text.split()) <= HEADING_WORDS
    return capitals or _may_be_title(block, HEADING_WORDS)


def _is_near(given: str, title: str) -> bool:
    """Say whether a title may be a slip for a line; not where a label stands before it there."""
    if normalise(title).endswith(f": {normalise(given)}"):
        return False
    return measure_likeness(normalise(given).split(), normalise(title).split()) >= NEAR


# -- the essay


def parse_essay(
    lines: list[str] | Source,
    title: str,
    decisions: Iterable[Decision] = (),
    boundaries: Iterable[Boundary] = (),
) -> Essay:
    """Split the source into what is kept and what is repeated; the first occurrence is kept."""
    source = lines if isinstance(lines, Source) else read_source(lines)
    blocks = source.blocks
    titled = [block for block in blocks if _is_title(block, title)]
    pieces = find_pieces_of(blocks)
    repetition = find_repetition(pieces, decisions)
    canonical = _repeat_title(titled, repetition, decisions)
    kept = [block for block in blocks if block.first not in canonical and block not in titled[:1]]
    paragraphs = _number(kept, boundaries)
    accounts = _account(source, blocks, canonical, titled[:1])
    repeated = tuple(_find_repeated_sentences(paragraphs))
    return Essay(title, paragraphs, accounts, repeated, _find_same(paragraphs), repetition, source)


def find_pieces_of(blocks: Iterable[Block]) -> list[Piece]:
    """Return what of the blocks may be a repetition."""
    return [
        Piece(
            block.first, block.text, block.last, light=block.kind not in ("paragraph", "quotation")
        )
        for block in blocks
        if block.kind not in ("separator", "omitted")
    ]


def _repeat_title(
    titled: list[Block], repetition: Repetition, decisions: Iterable[Decision]
) -> dict[int, int]:
    """Add to what repeats: the title where it stands again, unless that was decided otherwise."""
    apart = {line for d in decisions if d.decision == "different" for line in d.lines}
    again = {b.first: titled[0].first for b in titled[1:] if b.first not in apart}
    return {**repetition.canonical, **again}


def _account(
    source: Source, blocks: Sequence[Block], canonical: Mapping[int, int], titled: list[Block]
) -> tuple[Line, ...]:
    owners = {line: block for block in blocks for line in range(block.first, block.last + 1)}
    lines = []
    for number, text in enumerate(source.received, 1):
        block = owners.get(number) if text.strip() else None
        fate: Fate = "blank"
        if block and block.first in canonical:
            fate = "repeated"
        elif block:
            fate = "title" if block in titled else _FATES.get(block.kind, "kept")
        first = canonical[block.first] if block and fate == "repeated" else number
        lines.append(Line(number, text, fate, first))
    return tuple(lines)


_FATES: Mapping[Kind, Fate] = {
    "heading": "heading", "byline": "byline", "separator": "separator", "omitted": "omitted",
}  # fmt: skip


def _number(blocks: Sequence[Block], boundaries: Iterable[Boundary]) -> tuple[Paragraph, ...]:
    """Give each block of running text the next number; what stands between goes before it.

    A byline before a heading or a separator, or at the end, closes what is before it.
    """
    notes = {block.mark for block in blocks if block.kind == "footnote"}
    corrections = group((boundary.paragraph, boundary) for boundary in boundaries)
    paragraphs: list[Paragraph] = []
    before: list[Between] = []
    for block in blocks:
        text, marks = (
            (block.text, ()) if block.kind == "verbatim" else read_marks(block.text, notes)
        )
        if block.kind in NUMBERED:
            id = f"P{len(paragraphs) + 1}"
            paragraphs.append(_paragraph(id, block, text, marks, corrections[id], before))
            before = []
        elif block.kind != "omitted":
            if block.kind != "byline" and all(piece.kind == "byline" for piece in before):
                before = _close(paragraphs, before)
            before.append(Between(block.kind, text, marks, len(block.mark)))
    _close(paragraphs, before)
    return tuple(_aim_notes(paragraphs))


def _close(paragraphs: list[Paragraph], pieces: list[Between]) -> list[Between]:
    """Put pieces after the last paragraph; return them where there is none."""
    if not paragraphs:
        return pieces
    paragraphs[-1] = replace(paragraphs[-1], after=(*paragraphs[-1].after, *pieces))
    return []


def _aim_notes(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Let the mark of each note lead to the next footnote that has it, or to the last before."""
    footnotes = group(
        (one.mark, (at, one.id)) for at, one in enumerate(paragraphs) if one.kind == "footnote"
    )

    def aim(mark: Mark, number: int) -> Mark:
        ids = footnotes.get(mark.target, []) if mark.kind == "note" else []
        later = [id for at, id in ids if at > number]
        return replace(mark, target=(later[:1] or [ids[-1][1]])[0]) if ids else mark

    for number, paragraph in enumerate(paragraphs):
        if not any(sentence.marks for sentence in paragraph.sentences):
            yield paragraph
            continue
        sentences = [
            replace(sentence, marks=tuple(aim(mark, number) for mark in sentence.marks))
            for sentence in paragraph.sentences
        ]
        yield replace(paragraph, sentences=tuple(sentences))


def _paragraph(
    id: str,
    block: Block,
    text: str,
    marks: tuple[Mark, ...],
    boundaries: list[Boundary],
    before: list[Between],
) -> Paragraph:
    ends: Iterable[int]
    if block.kind in IN_LINES:
        ends = (found.start() for found in re.finditer("\n", text.rstrip()))
    else:
        text, marks = _strip(" ".join(text.split("\n")), marks)
        ends = correct_ends(text, boundaries)
    spans = [(start, end) for start, end in cut_at(text, ends) if start < end]
    following = [*(start for start, _ in spans[1:]), len(text)]
    sentences = tuple(
        Sentence(
            f"{id}.{number}",
            text[start:end],
            tuple(cut_marks(marks, start, end)),
            text[end:after] if number < len(spans) else "",
        )
        for number, ((start, end), after) in enumerate(zip(spans, following, strict=True), 1)
    )
    return Paragraph(
        id, block.first, text.strip(), sentences, block.kind, block.last, block.mark, tuple(before)
    )


def _strip(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    if not marks:
        return text.strip(), marks
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return text.strip(), tuple(cut_marks(marks, start, end))


def _find_same(paragraphs: Iterable[Paragraph]) -> dict[str, list[str]]:
    same = group((fold(paragraph.text), paragraph.id) for paragraph in paragraphs)
    return {ids[0]: ids[1:] for ids in same.values() if len(ids) > 1}


def _find_repeated_sentences(paragraphs: Iterable[Paragraph]) -> Iterator[RepeatedSentence]:
    first: dict[str, str] = {}
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            if len(find_words(sentence.text)) >= SENTENCE_WORDS:
                canonical = first.setdefault(fold(sentence.text).casefold(), sentence.id)
                if canonical != sentence.id:
                    yield RepeatedSentence(sentence.id, canonical)


def check_passages(source: Source, path: str) -> Iterator[Problem]:
    """Yield a problem for each line with a character that no reader would see."""
    for number, text in enumerate(source.lines, 1):
        for wrong, right in find_invisible(text):
            yield Problem(path, number, wrong, right)
