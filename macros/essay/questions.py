"""Questions: what only the editors can say of the source, all at once and in groups.

One with a default waits for nobody; the others stop the site until they are answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..records import Problem
from .passages import Essay, looks_like_heading
from .repetition import Group, show_difference
from .structure import Block, Source

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

    @property
    def layout(self) -> bool:
        """Whether it is about the lines of the whole source."""
        return "wrapped" in self.choices

    def split(self) -> list[Question]:
        """Return a question about each block alone; of what is alike, about each and the first."""
        if self.file == "structure":
            return [replace(self, lines=(lines,), what="so is this") for lines in self.lines]
        first, *others = self.lines
        return [replace(self, lines=(first, lines), what="so are these") for lines in others]

    @property
    def line(self) -> int:
        """The line to look at."""
        return self.lines[-1 if self.file == "repetitions" and len(self.lines) == 2 else 0][0]

    @property
    def shown_lines(self) -> str:
        """The lines as they are written down."""
        if self.file == "repetitions":
            return ", ".join(str(first) for first, _ in self.lines)
        return ", ".join(f"{a}-{b}" if a < b else str(a) for a, b in self.lines)

    @property
    def right(self) -> str:
        """How to decide."""
        *others, last = (f"“{choice}”" for choice in self.choices[1:])
        file = f"decide in data/essay/{self.file}.yml"
        if self.file == "repetitions":
            field, more = "decision", " and a reason"
        elif self.layout:
            return f"{file}: “layout: {self.choices[0]}” or {last}"
        else:
            field, more = "kind", ""
        choices = f"{', '.join([f'“{field}: {self.choices[0]}”', *others])} or {last}{more}"
        return f"{file}: “- lines: [{self.shown_lines}]” with {choices}"


def ask_wrapped(source: Source) -> Question | None:
    """Return the question whether paragraphs run over several lines, if they seem to."""
    if source.structure.layout or not source.width:
        return None
    lines = source.lines
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


def find_questions(essay: Essay) -> Iterator[Question]:
    """Yield everything that is to be decided, what has to be first."""
    blocks = [b for b in essay.source.blocks if b.first not in essay.repetition.canonical]
    groups: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        groups[block.unknown].append(block)
    for unknown, these in groups.items():
        if unknown:
            what = f"{unknown}, which is not understood"
            yield _ask(these, what, ("verbatim", "paragraph", "omitted"), "")
    yield from (_ask_alike(essay, group) for group in essay.repetition.groups)
    for kind in ("verse", "quotation"):
        guessed = [block for block in blocks if block.guessed and block.kind == kind]
        if guessed:
            what = f"{_count(guessed)} read as {kind} for how they are set"
            yield _ask(guessed, what, ("verse", "quotation", "paragraph"), kind)
    if likely := [b for b in blocks if looks_like_heading(b, essay.title)]:
        what = f"{_count(likely)} short and without a full stop (“{likely[0].text}”)"
        yield _ask(likely, what, ("heading", "byline", "paragraph", "omitted"), "paragraph")


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
