"""Roles: short blocks that by their form and place are no running text.

The number of a chapter, a signature, a date, a line that names the author, a dedication. They are
printed where they stand, and asked about; only a form that hardly anything else has is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .blocks import Block, Kind, ends_sentence
from .marks import read_marks

_SHORT = 15
"""Words; a block with more is running text."""
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_SMALL = (
    "(?:of|the|in|on|at|from|for|and|to|de|des|du|la|le|les|et|à"
    "|von|van|zu|zum|den|der|dem|im|am|und|bei)"
)
"""What has no capital in a name or a date."""
_NAME = rf"(?:[{_UPPER}]\.|[{_UPPER}][\w’'-]*[.,]?|{_SMALL})"
_SIGNED = re.compile(
    rf"""
    (?:[\[(]?(?i:signed|signé|gez\.)[\])]?[:,.]?\s*)?
    (?: (?:[{_UPPER}]\.\s?){{2,4}}                              # T. P.
      | [{_UPPER}]{{3,}}(?:[\s,]+[{_UPPER}.]+){{0,4}}\.?        # PUBLIUS.
      | [—–-]{{1,3}}\s*(?:{_NAME}\s*){{1,6}}                    # — Thomas Paine
      | (?:[{_UPPER}]\.\s?)+[{_UPPER}][\w’'-]+\.? )             # J. S. Mill
    """,
    re.VERBOSE,
)
_MONTH = "(?:jan|feb|m[aä]r|apr|avr|ma[iy]|ju[inl]|aug|août|sep|o[ck]t|nov|d[eé][cz]|fév)"
_DATED = re.compile(
    rf"\b(?:1\d|20)\d\d\b|\b{_MONTH}\w*\.? \d|\d\w{{0,2}}\.? (?:of )?{_MONTH}", re.IGNORECASE
)
_IN_A_DATE = re.compile(
    rf"(?:(?:[{_UPPER}\d(\[][\w’'-]*[.,;:)\]]*|{_SMALL}|{_MONTH}\w*)(?:\s+|$|(?<=[.,])))+"
)
_BY = re.compile(
    r"(?i:(?:written |translated |edited |übersetzt |traduit )?(?:by|von|par))\s+"
    rf"(?:{_NAME}\s*){{1,6}}"
)
_DEDICATED = re.compile(
    r"(?i:dedicated to|in memory of)\b|(?:To|TO|À|Dem|Meine[mr]|Meinen)\b.*[^:,;]$|.*\bgewidmet\b"
)
_NUMBER = re.compile(
    rf"(?P<word>§\s*|[{_UPPER}][\w’.]*(?:\s+\w+\.?)?\s+)?(?P<number>[IVXLC]+|\d{{1,3}})\.?"
)
_CHAPTER = re.compile(
    r"§|(?:chapter|chap|part|section|letter|kapitel|teil|abschnitt|brief|chapitre|partie)\b", re.I
)
_NOTES = re.compile(r"(?:(?:foot|end)?notes?|anmerkung(?:en)?|fu(?:ß|ss)noten?)\W*", re.IGNORECASE)


def guess_roles(blocks: Sequence[Block], wrapped: bool) -> list[Block]:
    """Return the blocks, with the roles of those that nobody has decided on.

    Where lines are `wrapped`, short ones in capitals or at the top are no verse.
    """
    capitals: dict[int, Kind] = {
        at: "paragraph" for at, one in enumerate(blocks)
        if wrapped and _is_open(one) and one.text.isupper()
    }  # fmt: skip
    roles = {**capitals, **_find_numbers(blocks), **_find_heads_of_notes(blocks)}
    blocks = [_give(block, roles.get(at)) for at, block in enumerate(blocks)]
    roles = {**_find_closing(blocks), **_find_opening(blocks, wrapped)}
    return [_give(block, roles.get(at)) for at, block in enumerate(blocks)]


def _give(block: Block, kind: Kind | None) -> Block:
    if kind is None:
        return block
    text = " ".join(block.text.split())
    return replace(block, kind=kind, text=text, mark="", guessed=kind != "paragraph")


def _plain(block: Block) -> str:
    return " ".join(read_marks(block.text)[0].split()) if _is_open(block) else block.text


def _is_open(block: Block) -> bool:
    """Say whether a block may have a role: a short one that says nothing else."""
    said = block.decided or block.unknown or len(block.text.split()) > _SHORT
    return not said and (block.kind == "paragraph" or (block.kind == "verse" and block.guessed))


def _is_text(block: Block) -> bool:
    return block.kind != "omitted" and len(block.text.split()) > _SHORT


def _find_numbers(blocks: Sequence[Block]) -> dict[int, Kind]:
    """Return the numbers that stand alone and count: of chapters, and not of pages."""
    alone = [
        (at, found) for at, block in enumerate(blocks)
        if _is_open(block) and (found := _NUMBER.fullmatch(_plain(block)))
    ]  # fmt: skip
    bare = {at: _count(found["number"]) for at, found in alone if not found["word"]}
    often = Counter(found["word"] for _, found in alone if found["word"])
    worded = [at for at, f in alone if f["word"] and (_CHAPTER.match(f[0]) or often[f["word"]] > 1)]
    between = all(at == 0 or _may_end(blocks[at - 1]) for at in bare)
    return dict.fromkeys(
        [*worded, *(bare if between and _go_up([*bare.values()]) else ())], "heading"
    )


def _go_up(numbers: Sequence[int]) -> bool:
    steps = all(b in (1, a + 1) for a, b in pairwise(numbers))
    return len(numbers) > 1 and numbers[0] in (1, 2) and steps


def _may_end(block: Block) -> bool:
    return block.kind != "paragraph" or not _is_text(block) or ends_sentence(block.text)


def _count(number: str) -> int:
    """Return what a number is.

    >>> [_count(number) for number in ("7", "IV", "XII")]
    [7, 4, 12]
    """
    if number.isdigit():
        return int(number)
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in number]
    pairs = zip(worth, [*worth[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def _find_heads_of_notes(blocks: Sequence[Block]) -> dict[int, Kind]:
    return {
        at: "heading" for at, (block, after) in enumerate(pairwise(blocks))
        if after.kind == "footnote" and _is_open(block) and _NOTES.fullmatch(block.text.strip())
    }  # fmt: skip


def _find_opening(blocks: Sequence[Block], wrapped: bool) -> dict[int, Kind]:
    """Return who wrote it, when and for whom, as far as that stands before running text."""
    found: dict[int, Kind] = {}
    opening, begun = True, False
    for at, block in enumerate(blocks):
        text = _plain(block)
        if block.kind == "heading":
            opening = True
            if not (begun or block.decided) and _BY.fullmatch(text.strip()):
                found[at] = "byline"
        elif not _is_open(block) or not opening:
            begun = begun or block.kind not in ("omitted", "separator", "byline")
            opening = opening and block.kind in ("omitted", "separator", "byline")
        elif _is_dated(text) or _BY.fullmatch(text) or (not begun and _DEDICATED.match(text)):
            found[at] = "byline"
        elif (
            wrapped and block.kind == "verse" and text[-1] not in ",;:" and not ends_sentence(text)
        ):
            found[at] = "paragraph"  # a title over two lines
        else:
            opening = not ends_sentence(text)
    return found


def _find_closing(blocks: Sequence[Block]) -> dict[int, Kind]:
    """Return signatures and dates at the end, and before a heading."""
    found: dict[int, Kind] = {}
    texts = (at for at, one in enumerate(blocks) if _is_text(one) or ends_sentence(one.text))
    begun = next(texts, len(blocks))
    closing = True
    for at in range(len(blocks) - 1, begun, -1):
        block, text = blocks[at], _plain(blocks[at])
        if block.kind in ("heading", "separator"):
            closing = True
        elif closing and _is_open(block) and (_SIGNED.fullmatch(text) or _is_dated(text)):
            found[at] = "byline"
        else:
            closing = closing and block.kind in ("footnote", "omitted", "byline")
    return found


def _is_dated(text: str) -> bool:
    return len(text.split()) <= 12 and bool(_DATED.search(text) and _IN_A_DATE.fullmatch(text))
