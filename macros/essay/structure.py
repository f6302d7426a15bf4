"""Structure: what the lines of the source are, as they say it themselves or as the editors decided.

A form that is not understood is never guessed at: it is named, and printed as it is only by a
decision. What the editors decide stands in `structure.yml`; the source is never edited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from ..records import Entry, Model, Problem, Text, beside, is_address
from .blocks import IN_LINES, Block, Kind, ends_sentence
from .characters import UNSPACED, read_line
from .roles import guess_roles
from .surroundings import Surrounding, find_surroundings

_LINES: dict[str, Any] = {"type": ["integer", "string"], "pattern": r"^[1-9]\d*(-[1-9]\d*)?$"}
LineRange = Annotated[
    str,
    BeforeValidator(lambda given: str(given) if type(given) is int else given),
    StringConstraints(pattern=r"^[1-9]\d*(-[1-9]\d*)?$"),
    WithJsonSchema(_LINES),
]


class Marked(Model):
    """What the editors say of some lines."""

    lines: tuple[LineRange, ...] = Field(
        description="lines of the source, and ranges of lines that belong together", min_length=1
    )
    kind: Kind = Field(description="what they are")
    reason: Text | None = beside(
        "why they are omitted", None, why="it is about the text as received"
    )


class Structure(Model):
    """The file `structure.yml`."""

    layout: Literal["lines", "wrapped"] | None = Field(
        None, description="whether each line is a paragraph, or paragraphs run over several"
    )
    blocks: tuple[Marked, ...] = Field((), description="what lines are that do not say it")


@dataclass(frozen=True)
class Source:
    """The lines of the source as they are read, and what the editors said of them."""

    received: tuple[str, ...]
    lines: tuple[str, ...]
    """The same, with what is only form in one form."""
    changes: dict[int, Counter[str]]
    """What of the characters was changed, by line."""
    structure: Structure

    @cached_property
    def surroundings(self) -> tuple[Surrounding, ...]:
        """What stands around the essay, as far as the editors have not decided on it."""
        decided = {line for line, _ in find_decided(self.structure)}
        found = find_surroundings(self.lines)
        return tuple(s for s in found if decided.isdisjoint(range(s.first, s.last + 1)))

    @property
    def own_lines(self) -> list[str]:
        """The lines, those blank that are no part of the essay."""
        out = {line for s in self.surroundings for line in range(s.first, s.last + 1)}
        out |= self.reasons.keys()
        return ["" if number in out else line for number, line in enumerate(self.lines, 1)]

    @cached_property
    def width(self) -> int:
        """How long lines are that had to be broken, or 0 if none had to be."""
        lines = ("" if line.endswith("\\") else line for line in self.own_lines)
        runs = [run for run in _find_runs(lines) if len(run) > 2]
        lengths = sorted(len(line) for run in runs for line in run[:-1])
        if len(lengths) < 8 or not 30 <= lengths[-1] <= 120:
            return 0
        width = lengths[int(len(lengths) * 0.9)]
        joins = [(a, b) for run in runs for a, b in pairwise(run)]
        full = sum(not _ends_early(a, b, width) for a, b in joins)
        return width if full >= 0.7 * len(joins) else 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What the lines hold, in order; blank lines are in none."""
        read = _join_across(_Reader(self).read())
        return tuple(_name_unknown(guess_roles(_pair_notes(read), self.is_wrapped)))

    @property
    def all_changes(self) -> Counter[str]:
        """What of the characters was changed, in all lines together."""
        return sum(self.changes.values(), Counter())

    @property
    def reasons(self) -> dict[int, str]:
        """Why lines are omitted, by line."""
        decided = find_decided(self.structure)
        return {line: marked.reason for line, (marked, _) in decided if marked.reason}

    @property
    def is_wrapped(self) -> bool:
        """Whether the editors say that paragraphs run over several lines."""
        return self.structure.layout == "wrapped"


def read_source(lines: list[str], structure: Structure | None = None) -> Source:
    """Put what is only form into one form."""
    read = [read_line(line) for line in lines]
    changes = {number: changed for number, (_, changed) in enumerate(read, 1) if changed}
    source = Source(
        tuple(lines), tuple(line for line, _ in read), changes, structure or Structure()
    )
    return replace(source, lines=tuple(_mark_parted(source))) if source.is_wrapped else source


def _mark_parted(source: Source) -> Iterator[str]:
    """Yield the lines; a hyphen at the end that only parts a word is a soft one, and told.

    It does if the text has the word whole elsewhere, and nowhere with a hyphen.
    """
    words = {word.casefold() for line in source.lines for word in _WORD.findall(line)}
    for number, (line, after) in enumerate(pairwise([*source.lines, ""]), 1):
        first, second = _PARTED.search(line), _WORD.match(after.lstrip())
        if first and second:
            whole, parted = f"{first[1]}{second[0]}", f"{first[1]}-{second[0]}"
            if whole.casefold() in words and parted.casefold() not in words:
                source.changes.setdefault(number, Counter())["soft hyphen"] += 1
                line = line[:-1] + _SOFT
        yield line


_WORD = re.compile(r"\w+(?:-\w+)*")
_PARTED = re.compile(r"(\w+)-$")
_SOFT = "\N{SOFT HYPHEN}"


def _find_runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines between blank ones."""
    run: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            run.append(line.rstrip())
        elif run:
            yield run
            run = []


def _ends_early(line: str, after: str, width: int) -> bool:
    """Say whether the next word would have had room on a line."""
    word = after.split()[0] if not UNSPACED.search(after[:4]) else after.strip()[0]
    return len(line.rstrip()) + 1 + len(word) <= width - 8


# -- what lines say of themselves

_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"(?P<mark>#{1,6})\s+(?P<text>.{0,300}?\S)\s*#{0,9}$")
_UNDERLINE = re.compile(r"=+|-{3,}")
_SEPARATOR = re.compile(r"\s*(?:(?:[*_=~#•·–—-]\s*){3,}|[⁂❦]\s*)$")
_QUOTED = re.compile(r"\s*>\s?(?P<text>.*)$")
_VERSE = re.compile(r"\|(?:\s(?P<text>.*))?$")
_ITEM = re.compile(r"\s*(?P<mark>[-+*•]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s+(?P<text>\S.*)$")
_FOOTNOTE = re.compile(
    r"\[(?:\^(?P<label>[^\[\]\s]{1,12})\]:|(?P<plain>\d{1,3}|[a-z*†‡])\]|Footnote (?P<pg>\w{1,4}):)"
    r"\s*(?P<text>\S.*)$"
)
_UNKNOWN = (
    ("an image", re.compile(r"!\[|\[Illustration")),
    ("a link that leads nowhere", re.compile(r"\]\((?P<address>[^()]*)|\]\[")),
    ("HTML", re.compile(r"<(?=[A-Za-z/!?])(?P<address>[^<>]*)>?")),
    ("mathematics", re.compile(r"\$\$|\\[(\[]|\\begin\{|\$[^$\s][^$]{0,200}?[\\^_=][^$]{0,200}\$")),
    ("code", re.compile(r"`[^`\s][^`]*`")),
    ("a table", re.compile(r"^\s*\|.*\|\s*$")),
    ("a note that is not there", re.compile(r"\[\^(?P<note>[^\[\]\s]+)\]")),
)


class _Reader:
    """Goes through the lines once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.decided = {
            line: (marked.kind, number) for line, (marked, number) in find_decided(source.structure)
        }
        self.around = {around.first: around for around in source.surroundings}
        self.apart = {*self.decided, *self.around}

    def read(self) -> Iterator[Block]:
        """Yield each block."""
        number, before = 1, ""
        while number <= len(self.source.lines):
            block = self._read_at(number)
            set_in = block and block.kind == "paragraph" and _indent(self._line(number)) >= 4
            if block and set_in and before == "footnote":
                block = replace(block, kind="footnote")  # its second paragraph
            before = block.kind if block else before
            if block and (block.text.strip() or block.kind in ("separator", "omitted")):
                yield block
            number = block.last + 1 if block else number + 1

    def _line(self, number: int) -> str:
        lines = self.source.lines
        return lines[number - 1] if number <= len(lines) else ""

    def _read_at(self, first: int) -> Block | None:
        if first in self.decided:
            return self._read_decided(first)
        line = self._line(first)
        if around := self.around.get(first):
            return Block("omitted", first, around.last, "", unknown=around.what, guessed=True)
        if not line.strip():
            return None
        if _FENCE.match(line):
            return self._read_fence(first)
        if line.startswith("|") or _is_row(line):
            return self._read_bars(first)
        if _UNDERLINE.fullmatch(self._line(first + 1).strip()) and len(line) < 100:
            level = "#" if self._line(first + 1).strip()[0] == "=" else "##"
            return Block("heading", first, first + 1, line.strip(), level)
        if found := _HEADING.match(line):
            return Block("heading", first, first, found["text"], found["mark"])
        if _SEPARATOR.match(line.replace("\\", "")):
            return Block("separator", first, first, line.strip())
        return self._read_text(first)

    def _read_decided(self, first: int) -> Block:
        kind, number = self.decided[first]
        last = self._find_last(first, lambda at: self.decided.get(at) == (kind, number))
        lines = [self._line(at) for at in range(first, last + 1)]
        if kind == "verse" and (blank := [n for n, line in enumerate(lines) if not line.strip()]):
            last = first + max(blank[0], 1) - 1  # one stanza after the other
            lines = lines[: last - first + 1]
        lines = [_bare(line) for line in lines] if kind == "verse" else lines
        text = "\n".join(lines).rstrip() if kind in IN_LINES else self._join(lines)
        found = _find_form(text, kind) if kind not in IN_LINES else None
        mark = found.groupdict().get("mark") or "" if found else ""
        text = found["text"] if found else text.strip("\n")
        return Block(kind, first, last, text, mark, decided=True)

    def _find_last(self, first: int, belongs: Any) -> int:
        last = first
        while last < len(self.source.lines) and belongs(last + 1):
            last += 1
        return last

    def _read_fence(self, first: int) -> Block:
        last = self._find_last(first, lambda at: not _FENCE.match(self._line(at)))
        last = min(last + 1, len(self.source.lines))
        text = "\n".join(self.source.lines[first - 1 : last])
        return Block("verbatim", first, last, text, unknown="code")

    def _read_bars(self, first: int) -> Block:
        """Read a table, or the lines of verse that begin with a bar."""
        last = self._find_last(first, lambda at: self._line(at).lstrip().startswith(("|", "+")))
        lines = self.source.lines[first - 1 : last]
        verse = [_VERSE.match(line) for line in lines]
        if any(map(_is_row, lines)) or not all(verse):
            return Block("verbatim", first, last, "\n".join(lines), unknown="a table")
        text = "\n".join((found["text"] or "").rstrip() for found in verse if found)
        return Block("verse", first, last, text)

    def _read_text(self, first: int) -> Block:
        line = self._line(first)
        kinds: Iterator[Kind] = (kind for kind, form in _FORMS.items() if form.match(line))
        kind: Kind = next(kinds, "paragraph")
        last = first
        if line.endswith("\\"):
            return self._read_broken(first)
        if self.source.is_wrapped:
            last = self._find_last(first, lambda at: self._goes_on(first, at))
        lines = [self._line(at) for at in range(first, last + 1)]
        if kind == "quotation":
            lines = [re.sub(r"^\s*>\s?", "", one) for one in lines]
        if kind == "paragraph" and len(lines) > 1 and (guess := self._guess(lines)):
            text = "\n".join(lines) if guess == "verse" else self._join(lines)
            return Block(guess, first, last, text, guessed=True)
        text = self._join(lines)
        found = _find_form(text, kind) if kind != "quotation" else None
        if found is None:
            return Block(kind, first, last, text)
        groups = found.groupdict()
        mark = groups.get("mark") or groups.get("label") or groups.get("plain") or groups.get("pg")
        inside = found["text"].removesuffix("]") if groups.get("pg") else found["text"]
        return Block(kind, first, last, inside, mark or "")

    def _read_broken(self, first: int) -> Block:
        """Read lines that end in a backslash, which keeps them apart, and the one after them."""
        last = self._find_last(first, lambda at: self._line(at - 1).endswith("\\"))
        lines = [_bare(self._line(at)) for at in range(first, last + 1)]
        return Block("verse", first, last, "\n".join(lines), guessed=True)

    def _goes_on(self, first: int, at: int) -> bool:
        """Say whether a line goes on with the paragraph that began before it."""
        line, before = self._line(at), self._line(at - 1)
        if not line.strip() or at in self.apart or _SEPARATOR.match(line) or _FENCE.match(line):
            return False
        if _QUOTED.match(self._line(first)):
            return (found := _QUOTED.match(line)) is not None and bool(found["text"].strip())
        new = any(form.match(line) for form in _FORMS.values()) or _HEADING.match(line)
        indented = _indent(line) > _indent(before) and _indent(before) == 0
        return not new and not (indented and ends_sentence(before))

    def _guess(self, lines: list[str]) -> Kind | None:
        """Say what lines are by how they are set: verse if they end before they must."""
        width = self.source.width
        bare = [line.strip() for line in lines]
        capital = all(re.match(r"\W*[A-ZÀ-ÞА-Я]", line) for line in bare)
        if capital and max(map(len, bare)) <= 0.85 * width:
            return "verse"
        indented = all(_indent(line) >= 2 for line in lines)
        own = max(map(len, lines)) if indented and len(lines) > 2 else width
        early = sum(_ends_early(a, b, own) for a, b in pairwise(lines))
        if 2 * early >= len(lines) - 1 and early:
            return "verse"
        return "quotation" if indented and _indent(lines[0]) <= _indent(lines[-1]) + 2 else None

    def _join(self, lines: list[str]) -> str:
        pieces = [line.strip() for line in lines if line.strip()]
        joined = [_find_joint(one, other) + other for one, other in pairwise(["", *pieces])]
        return "".join(joined).replace("\n", " ").replace(_SOFT, "")


_FORMS: Mapping[Kind, re.Pattern[str]] = {
    "quotation": _QUOTED,
    "footnote": _FOOTNOTE,
    "item": _ITEM,
}


def _bare(line: str) -> str:
    """Return a line of verse without what only says that it is one, or that it is quoted."""
    return re.sub(r"^\s*>\s?|^\|\s?", "", line).removesuffix("\\")


def _find_form(text: str, kind: Kind) -> re.Match[str] | None:
    form = {**_FORMS, "heading": _HEADING, "byline": _HEADING}.get(kind)
    return form.match(text) if form else None


def _is_row(line: str) -> bool:
    """Say whether a line parts the rows of a table: |---|---| or +===+===+."""
    bare = line.strip()
    ruled = {*bare} <= {*"|:- "} and {*"|-"} <= {*bare}
    return ruled or ({*bare} <= {*"+-=:"} and bare[:1] + bare[-1:] == "++" and len(bare) > 2)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _find_joint(first: str, second: str) -> str:
    """Return what joins two lines: a space, but none after a hyphen, a dash or unspaced letters.

    >>> [_find_joint(*pair) for pair in (("well-", "known"), ("so it", "is"), ("茶", "道"))]
    ['', ' ', '']
    """
    if first.endswith(_SOFT):
        return ""
    unspaced = _ENDS_UNSPACED.search(first[-1:]) and _BEGINS_UNSPACED.match(second)
    return "" if not first or unspaced or _ENDS_IN_DASH.search(first[-3:]) else " "


_ENDS_UNSPACED = re.compile(f"{UNSPACED.pattern}|[，。、；：？！”’」』》…]")
_BEGINS_UNSPACED = re.compile(f"{UNSPACED.pattern}|[“‘「『《，。、；：？！”’」』》…]")
_ENDS_IN_DASH = re.compile(r"\w-$|--$|[–—]$")


def find_decided(structure: Structure) -> Iterator[tuple[int, tuple[Marked, int]]]:
    """Yield each line that is decided on, with the decision and the number of its range."""
    number = 0
    for marked in structure.blocks:
        for lines in marked.lines:
            first, _, last = lines.partition("-")
            number += 1
            for line in range(int(first), int(last or first) + 1):
                yield line, (marked, number)


def _join_across(blocks: Iterable[Block]) -> list[Block]:
    """Put paragraphs together that only something omitted parts, such as the number of a page."""
    joined: list[Block] = []
    for block in blocks:
        first = joined[-2] if len(joined) > 1 and joined[-1].kind == "omitted" else None
        goes_on = first and first.kind == block.kind == "paragraph" and block.text[:1].islower()
        if first and goes_on and not ends_sentence(first.text):
            text = f"{first.text}{_find_joint(first.text, block.text)}{block.text}"
            joined[-2] = replace(first, last=block.last, text=text)
        else:
            joined.append(block)
    return joined


def _pair_notes(blocks: list[Block]) -> list[Block]:
    """Keep as footnotes those that are called somewhere; others are paragraphs that begin so."""
    called = Counter(
        label for block in blocks for label in re.findall(r"\[\^?([^\[\]\s]{1,12})\]", block.text)
    )
    paired = []
    for block in blocks:
        uncalled = block.mark and not called[block.mark]
        if block.kind == "footnote" and not block.decided and uncalled:
            block = replace(block, kind="paragraph", text=f"[{block.mark}] {block.text}", mark="")
        paired.append(block)
    return paired


def _name_unknown(blocks: Sequence[Block]) -> Iterator[Block]:
    """Name what is not understood in each block that no decision is about."""
    notes = {block.mark for block in blocks if block.kind == "footnote"}
    for block in blocks:
        unknown = "" if block.decided else block.unknown or _find_unknown(block.text, notes)
        text = block.text.replace(_SOFT, "-")  # where lines stay lines
        same = unknown == block.unknown and text == block.text
        yield block if same else replace(block, unknown=unknown, text=text)


def _find_unknown(text: str, notes: set[str]) -> str:
    if not any(sign in text for sign in "[<$`|\\"):
        return ""
    for name, pattern in _UNKNOWN:
        for found in pattern.finditer(text):
            known = found.groupdict().get("note") in notes
            if not known and not is_address(found.groupdict().get("address") or ""):
                return name
    return ""


def check_structure(entry: Entry[Structure], count: int) -> Iterator[Problem]:
    """Yield a problem for each range that is not in the source, or that is decided on twice."""
    seen: dict[int, str] = {}
    for number, marked in enumerate(entry.value.blocks):
        place: list[str | int] = ["blocks", number]
        if (marked.kind == "omitted") != bool(marked.reason):
            right = "a reason, and only for those: readers are told it"
            yield entry.problem([*place, "kind"], "what is omitted needs a reason", right)
        for at, lines in enumerate(marked.lines):
            first, _, last = lines.partition("-")
            if not int(first) <= int(last or first) <= count:
                wrong, right = f"lines {lines}", f"expected lines from 1 to {count}"
                yield entry.problem([*place, "lines", at], wrong, right)
                continue
            for line in range(int(first), int(last or first) + 1):
                if line in seen:
                    wrong = f"line {line} is decided on already, as {seen[line]}"
                    yield entry.problem([*place, "lines", at], wrong, "decide on it once")
                    break
                seen[line] = marked.kind
