"""Characters: what of them is only form, when texts are the same, and what differs between two.

What is only form is put into one form when the source is read, and told; what a reader would see is
never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

_COMPATIBLE = re.compile("[ﬀ-ﬗﭐ-ﷱﹰ-ﻼ]+")
"""Letters that were drawn as one, and the shapes of Arabic letters within a word."""
_FORMS = (
    ("soft hyphen", re.compile("\u00ad"), ""),
    ("byte order mark", re.compile("[\ufeff\u2060]"), ""),
    ("tab", re.compile("\t+"), " "),
    ("page break", re.compile("\f"), " "),
    ("inner line break", re.compile("[\v\u0085\u2028]"), "\n"),
)


def split_lines(source: str) -> list[str]:
    """Return the lines of the source, however they end."""
    return re.split("\r\n?|[\n\u2029]", source.removesuffix("\n"))


def read_line(line: str) -> tuple[str, Counter[str]]:
    r"""Return a line with what is only form in one form, and how often what was changed.

    >>> read_line("Cafe\N{COMBINING ACUTE ACCENT} ﬁ\N{SOFT HYPHEN}ne")
    ('Café fine', Counter({'accent': 1, 'ligature': 1, 'soft hyphen': 1}))
    """
    changed: Counter[str] = Counter()
    if line.isascii() and line.isprintable():
        return line, changed  # nearly always, and at once
    if not unicodedata.is_normalized("NFC", line):
        composed = unicodedata.normalize("NFC", line)
        changed["accent"] = max(1, len(line) - len(composed))
        line = composed
    line, count = _COMPATIBLE.subn(lambda found: unicodedata.normalize("NFKC", found[0]), line)
    changed["ligature"] = count
    for name, pattern, replacement in _FORMS:
        line, changed[name] = pattern.subn(replacement, line)
    return line, +changed


_MARKS = {
    **dict.fromkeys(map(ord, "“”„‟«»″＂"), '"'),
    **dict.fromkeys(map(ord, "‹›‘’‚‛`´ʼ′＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑﹣－−"), "-"),
    ord("\u00ad"): None,
}
_DASH = re.compile(" ?(?:[‒–—―﹘]|-{2,3}) ?| - ")
_RANGE = re.compile(r"(?<=\d)[‒–](?=\d)")
_FORM_ONLY = frozenset("compat noBreak wide narrow vertical isolated initial medial final".split())
"""Of the compatible characters of Unicode: not ², ½, ① or 𝐱, which a reader tells from 2 and x."""


@cache
def _fold_character(character: str) -> str:
    tag, *codes = unicodedata.decomposition(character).split() or [""]
    if tag.strip("<>") not in _FORM_ONLY or unicodedata.combining(character):
        return character
    return "".join(_fold_character(chr(int(code, 16))) for code in codes)


def fold(text: str) -> str:
    """Return what two texts share that no reader could tell apart but by the form of marks.

    Spacing, Unicode form, the form of quotation marks and dashes: nothing else is lost.

    >>> fold("“Well — yes,”  she said.") == fold('"Well--yes," she said.')
    True
    >>> [fold(a) == fold(b) for a, b in [("10²", "102"), ("US", "us"), ("3½", "31⁄2")]]
    [False, False, False]
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_MARKS)
        text = "".join(map(_fold_character, text))
        text = _RANGE.sub("-", unicodedata.normalize("NFC", text))
    elif "`" in text:
        text = text.replace("`", "'")
    text = " ".join(text.split())
    return _DASH.sub("–", text) if "-" in text or not text.isascii() else text


_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›‘’‚‛'`´ʼ″′＂＇"), '"')
_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−﹘﹣－]|-{2,})\s*|\s+-\s+")


def normalise(passage: str) -> str:
    """Fold capitals too: as quotations are looked for, here and in a reader’s browser.

    >>> normalise("“Well — yes,”  she said.") == normalise('"WELL-YES," she said.')
    True
    """
    # marks first: NFKC would take some of them apart; and once more, for casefolding undoes it
    marked = unicodedata.normalize("NFC", passage).translate(_QUOTES)
    folded = unicodedata.normalize("NFKC", marked).translate(_QUOTES).casefold()
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", folded)).split())


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""A letter of a script that puts no space between words."""
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")


def find_words(text: str) -> list[str]:
    """Return the words of what is folded; of a script without spaces, the letters.

    >>> find_words("Tea is 茶道")
    ['Tea', 'is', '茶', '道']
    """
    return text.split() if text.isascii() else _TOKEN.findall(text)


def find_alike(words: str, text: str) -> tuple[int, int] | None:
    """Return where words stand in a text, whatever the form of spaces, accents and hyphens."""
    start = text.find(words)
    if start >= 0:
        return start, start + len(words)
    pieces = read_line(words)[0].split()
    found = re.search(r"\s+".join(map(re.escape, pieces)), text) if pieces else None
    return found.span() if found else None


def tell_difference(first: str, second: str) -> str:
    """Say what differs between two texts that look alike; nothing of others.

    >>> tell_difference("don't", "don’t")
    "the apostrophe, ' (U+0027) for ’ (U+2019)"
    >>> tell_difference("tea", "milk")
    ''
    """
    if first == second or (_look(first) != _look(second) and not _is_disguised(first, second)):
        return ""
    pairs = zip(first, second, strict=False)
    a, b = next(((a, b) for a, b in pairs if a != b), (first[-1:], second[-1:]))
    what = "the apostrophe, " if a in _APOSTROPHES and b in _APOSTROPHES else ""
    return f"{what}{_name(a)} for {_name(b)}"


_APOSTROPHES = "'’ʼ‘`´′＇"


def _look(text: str) -> str:
    return "".join(c for c in fold(text) if unicodedata.category(c) != "Cf").replace("'", '"')


def _is_disguised(first: str, second: str) -> bool:
    """Say whether two words have letters of two alphabets in the same places: “сat”, “cat”."""
    if len(first) != len(second):
        return False
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return all(a.isalpha() and b.isalpha() and _script(a) != _script(b) for a, b in pairs)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _name(character: str) -> str:
    return f"{character if character.isprintable() else ''} (U+{ord(character):04X})".strip()
