"""Marks inside a line: emphasis, links, and where notes are called, taken off the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ..records import is_address

MarkKind = Literal["em", "strong", "link", "note", "noted"]
"""The last is the editors’: words that a note of theirs is about."""


@dataclass(frozen=True)
class Mark:
    """Where some words are stressed or lead somewhere, or a note is called."""

    start: int
    end: int
    """Of a note, the same: its mark stands between two letters."""
    kind: MarkKind
    target: str = ""
    """The address of a link; the label of a note."""


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = "\ue000{}\ue001"
_SHOWN = re.compile("\ue000(\\d+)\ue001")
_ADDRESS = r"https?://[^\s()<>\"'`{}|\\^]+"
_MARK = re.compile(
    rf"""
    \[(?P<linked>[^\[\]]+)\]\((?P<address>{_ADDRESS})\)
    | <(?P<bare>{_ADDRESS})>
    | (?<!\w)(?P<strong>\*\*|__)(?=\S)(?P<loud>.{{1,1000}}?)(?<=\S)(?P=strong)(?![A-Za-z0-9])
    | (?<![\w*_])(?P<em>[*_])(?=[^\s*_])(?P<stressed>[^*_]{{0,1000}}?[^\s*_])(?P=em)(?![A-Za-z0-9])
    | \[\^?(?P<note>[^\[\]\s]{{1,12}})\]
    """,
    re.VERBOSE,
)


def read_marks(text: str, notes: Collection[str] = ()) -> tuple[str, tuple[Mark, ...]]:
    r"""Return the words alone, and the marks on them; `notes` are the labels that have a note.

    >>> words, marks = read_marks("It is *so*.[1]", {"1"})
    >>> words, [(mark.kind, mark.start, mark.end) for mark in marks]
    ('It is so.', [('em', 6, 8), ('note', 9, 9)])
    >>> read_marks(r"2 * 3 \* 4 is _snake_case_[2]", {"1"})
    ('2 * 3 * 4 is _snake_case_[2]', ())
    """
    if not any(sign in text for sign in "*_[\\<") or "\ue000" in text:
        return text, ()
    hidden = _ESCAPED.sub(lambda found: _HIDDEN.format(ord(found[1])), text)
    words, marks = _read(hidden, notes)
    return _show(words, marks)


def _read(text: str, notes: Collection[str]) -> tuple[str, list[Mark]]:
    words, marks, end = "", [], 0
    for found in _MARK.finditer(text):
        address = found["address"] or found["bare"]
        if (found["note"] and found["note"] not in notes) or (address and not is_address(address)):
            continue
        words += text[end : found.start()]
        end, start = found.end(), len(words)
        inside = found["linked"] or found["loud"] or found["stressed"] or ""
        if inside:
            inner, within = _read(inside, notes)
            marks += [
                replace(mark, start=mark.start + start, end=mark.end + start) for mark in within
            ]
            words += inner
        words += found["bare"] or ""
        marks.append(Mark(start, len(words), *_tell(found)))
    return words + text[end:], marks


def _tell(found: re.Match[str]) -> tuple[MarkKind, str]:
    if found["note"]:
        return "note", found["note"]
    if found["address"] or found["bare"]:
        return "link", found["address"] or found["bare"]
    return ("strong" if found["strong"] else "em"), ""


def _show(words: str, marks: list[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Put characters that were escaped back, and the marks where they then belong."""
    shown = _SHOWN.sub(lambda found: chr(int(found[1])), words)
    if shown != words:
        spans = [found.span() for found in _SHOWN.finditer(words)]
        marks = [
            replace(mark, start=_shift(mark.start, spans), end=_shift(mark.end, spans))
            for mark in marks
        ]
    return shown, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _shift(place: int, spans: list[tuple[int, int]]) -> int:
    return place - sum(end - start - 1 for start, end in spans if end <= place)


def split_at_marks(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Yield the pieces of a text between all marks, each with the marks on it; a note is a piece.

    >>> list(split_at_marks("So it is", [Mark(3, 5, "em")]))[1]
    ('it', [Mark(start=3, end=5, kind='em', target='')])
    """
    marks = list(marks)
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise([*cuts, len(text)]):
        yield from (("", [m]) for m in marks if m.kind == "note" and m.start == start)
        on = [m for m in marks if m.kind != "note" and m.start <= start and end <= m.end]
        if start < end:
            yield text[start:end], on


def cut_marks(marks: tuple[Mark, ...], start: int, end: int) -> Iterator[Mark]:
    """Yield what of the marks on a text is on a piece of it; a note belongs to what it follows."""
    for mark in marks:
        if mark.kind == "note":
            if start < mark.start <= end or mark.start == start == 0:
                yield replace(mark, start=mark.start - start, end=mark.end - start)
        elif mark.start < end and start < mark.end:
            first, last = max(mark.start, start), min(mark.end, end)
            yield replace(mark, start=first - start, end=last - start)
