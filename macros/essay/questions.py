"""Questions: what only the editors can say of the source, all at once and in groups.

One with a default waits for nobody; the others stop the site until they are answered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..records import Problem, group
from .blocks import Block
from .characters import fold
from .passages import Essay, looks_like_heading
from .repetition import Group, show_difference
from .structure import Source

MOST_SHOWN = 3
"""Differences of a group, or joins of lines: more help nobody."""


@dataclass(frozen=True)
class Question:
    """Something to decide about some lines."""

    file: str
    """Where the answer is written: `structure` or `repetitions`."""
    lines: tuple[tuple[int, int], ...]
    """The first and last line of each block that it is about."""
    what: str
    choices: tuple[str, ...]
    default: str = ""
    """What holds if nobody decides."""
    reason: str = ""
    """Why its lines are left out, if they are."""

    @property
    def layout(self) -> bool:
        """Whether it is about the lines of the whole source."""
        return "wrapped" in self.choices

    @property
    def alike(self) -> bool:
        """Whether it is about what repeats."""
        return self.file == "repetitions"

    def part(self, lines: Collection[int]) -> tuple[Question, Question | None]:
        """Return a question about the blocks that begin in some lines, and one about the others."""
        some = tuple(one for one in self.lines if one[0] in lines)
        others = tuple(one for one in self.lines if one[0] not in lines)
        left = replace(self, lines=others, what="these are left") if others else None
        return replace(self, lines=some), left

    def split(self) -> list[Question]:
        """Return a question about each block alone; of what is alike, about each and the first."""
        if not self.alike:
            return [replace(self, lines=(lines,), what="so is this") for lines in self.lines]
        first, *others = self.lines
        return [replace(self, lines=(first, lines), what="so are these") for lines in others]

    @property
    def line(self) -> int:
        """The line to look at."""
        return self.lines[-1 if self.alike and len(self.lines) == 2 else 0][0]

    @property
    def shown_lines(self) -> str:
        """The lines as they are written down."""
        if self.alike:
            return ", ".join(str(first) for first, _ in self.lines)
        return ", ".join(f"{a}-{b}" if a < b else str(a) for a, b in self.lines)

    @property
    def right(self) -> str:
        """How to decide."""
        *others, last = (f"“{choice}”" for choice in self.choices[1:])
        file = f"decide in data/essay/{self.file}.yml"
        if self.alike:
            field, more = "decision", " and a reason"
        elif self.layout:
            return f"{file}: “layout: {self.choices[0]}” or {last}"
        else:
            field, more = "kind", "; what is omitted needs a reason"
        choices = f"{', '.join([f'“{field}: {self.choices[0]}”', *others])} or {last}{more}"
        return f"{file}: “- lines: [{self.shown_lines}]” with {choices}"


def ask_wrapped(source: Source) -> Question | None:
    """Return the question whether paragraphs run over several lines, if they seem to."""
    if source.structure.layout or not source.width:
        return None
    lines = source.own_lines
    joins = [
        f"{before.split()[-1]} | {after.split()[0]}"
        for before, after in pairwise(lines)
        if before.strip() and after.strip()
    ]
    what = (
        f"paragraphs seem to run over lines of about {source.width} characters; {len(joins)} joins"
        f" of lines would be made, such as {'; '.join(joins[:MOST_SHOWN])}"
    )
    return Question("structure", ((1, len(lines)),), what, ("wrapped", "lines"))


def ask_first(source: Source) -> list[Question]:
    """Return what has to be known before anything can be said of the lines."""
    wrapped = ask_wrapped(source)
    return [*_ask_surroundings(source), *([wrapped] if wrapped else [])]


def _ask_surroundings(source: Source) -> Iterator[Question]:
    """Yield a question for each kind of what stands around the essay."""
    found = group((around.what, (around.first, around.last)) for around in source.surroundings)
    for what, lines in found.items():
        told = f"{what}: no part of the essay"
        reason = f"It is {what}."
        yield Question("structure", tuple(lines), told, ("omitted", "verbatim"), reason=reason)


_FRAME = ("heading", "byline", "paragraph", "omitted")
_SET = ("verse", "quotation", "paragraph")
_GUESSED = {"verse": _SET, "quotation": _SET, "heading": _FRAME, "byline": _FRAME}
"""What may be guessed, and what else it may be."""


def find_questions(essay: Essay) -> Iterator[Question]:
    """Yield everything that is to be decided, what has to be first."""
    gone = {line.number for line in essay.lines if line.fate in ("repeated", "title")}
    blocks = [block for block in essay.source.blocks if block.first not in gone]
    for unknown, these in group((block.unknown, block) for block in blocks).items():
        if unknown and these[0].kind != "omitted":
            what = f"{unknown}, which is not understood"
            yield _ask(these, what, ("verbatim", "paragraph", "omitted"), "")
    for likely in _group_alike([b for b in blocks if looks_like_heading(b)]):
        what = f"{_count(likely)} short and without a full stop, or in capitals"
        what += f" (“{likely[0].text}”)"
        yield _ask(likely, what, _FRAME, "paragraph")
    for kind, choices in _GUESSED.items():
        guessed = [block for block in blocks if block.guessed and block.kind == kind]
        if guessed:
            what = f"{_count(guessed)} read as {kind} for how they are set"
            yield _ask(guessed, what, choices, kind)
    between = {block.first for block in blocks if block.kind in ("heading", "byline")}
    for found in essay.repetition.groups:
        if not between.issuperset(found.lines):
            yield _ask_alike(essay, found)


def _group_alike(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return those that have the same words together, and the others together before them."""
    alike = group((fold(block.text), block) for block in blocks)
    single = [these[0] for these in alike.values() if len(these) == 1]
    return [these for these in (single, *alike.values()) if len(these) > (these is not single)]


def _count(blocks: Sequence[Block]) -> str:
    return "1 block is" if len(blocks) == 1 else f"{len(blocks)} blocks are"


def _ask(blocks: Sequence[Block], what: str, choices: tuple[str, ...], default: str) -> Question:
    lines = tuple((block.first, block.last) for block in blocks)
    return Question("structure", lines, what, choices, default)


def _ask_alike(essay: Essay, group: Group) -> Question:
    texts = {block.first: block.text for block in essay.source.blocks}
    first, *others = group.lines
    if group.exact:
        words = " ".join(texts[first].split()[:8])
        what = f"{len(group.lines)} places alike: “{words}{' …' if words != texts[first] else ''}”"
    else:
        shown = [
            f"{'line ' if at else ''}{line}: {show_difference(texts[first], texts[line])}"
            for at, line in enumerate(others[:MOST_SHOWN])
        ]
        what = f"nearly the same as line {first}: {shown[0].split(': ', 1)[1]}"
        what = "; ".join([what, *shown[1:]])
        what += f"; and {len(others) - MOST_SHOWN} more" if len(others) > MOST_SHOWN else ""
    lines = tuple((line, line) for line in group.lines)
    default = "different" if group.kept else ""
    return Question("repetitions", lines, what, ("same", "different"), default)


def check_questions(questions: Iterator[Question], path: str) -> Iterator[Problem]:
    """Yield a problem for each question that has to be answered."""
    for question in questions:
        if not question.default:
            yield Problem(path, question.line, question.what, question.right)
