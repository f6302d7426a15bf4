"""Fonts: each file of a typeface, cut down to the characters that the pages of a site have."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .stylesheet import split_rules

TYPED = frozenset(map(chr, range(0x20, 0x7F))) - frozenset("\\^`{|}~")
"""What the face of a whole page has at least: scripts and readers make words too."""
_FACE = re.compile(
    r"@font-face {[^}]*?url\(\"fonts/(\w+)([\w-]*)\.woff2\"\)[^}]*?unicode-range: ([^;]+);[^}]*}\n?"
)
"""A rule that loads a file: the face, which of its files it is, and the characters in that."""
_USE = re.compile(r"var\(--face-(\w+)\)")
_MADE = re.compile(r"""content: *["']([^"']+)""")


def find_users(sheets: Iterable[str]) -> dict[str, str]:
    """Return for each face the selectors that set something in it, as style sheets say."""
    users: dict[str, dict[str, None]] = {}
    for head, body in (rule for sheet in sheets for rule in split_rules(sheet)):
        for face in _USE.findall(body):
            if not head.startswith((":root", "@")):
                users.setdefault(face, {})[head] = None
    return {face: ",".join(heads) for face, heads in users.items()}


def find_characters(page: LexborHTMLParser, selectors: str) -> set[str]:
    """Return the characters that a page has in elements of these selectors."""
    return set("".join(node.text() for node in page.css(selectors)))


def is_shown(page: LexborHTMLParser, selectors: str) -> bool:
    """Tell whether a page has such an element that is not folded away: then its face is needed."""
    return any(not _is_folded(node) for node in page.css(selectors))


def _is_folded(node: LexborNode) -> bool:
    above = node.parent
    while above:
        if above.tag == "details" and "open" not in above.attributes:
            return True
        above = above.parent
    return False


def find_made(selectors: str, sheets: Iterable[str]) -> set[str]:
    """Return what is added to the characters of pages in a face: by style sheets, and by hand."""
    if "body" not in selectors.split(","):
        return set()
    return {
        *TYPED,
        *(letter for sheet in sheets for said in _MADE.findall(sheet) for letter in said),
    }


def cut_fonts(folder: Path, used: Mapping[str, set[str]]) -> None:
    """Cut the files beside `fonts.css` down to the characters used in each face."""
    sheet = folder / "fonts.css"

    def cut(match: re.Match[str]) -> str:
        face, part, ranges = match.groups()
        path = folder / f"fonts/{face}{part}.woff2"
        whole = path.read_bytes()
        had = _open(whole).getBestCmap()
        codes = tuple(code for code in had if chr(code) in used.get(face, ()))
        path.unlink()
        if not codes:
            return ""
        path.write_bytes(cut_font(whole, codes))
        return match[0].replace(ranges, write_ranges(codes))

    sheet.write_text(_FACE.sub(cut, sheet.read_text("utf-8")), "utf-8")


def _open(font: bytes) -> TTFont:
    return TTFont(io.BytesIO(font), recalcTimestamp=False)


@lru_cache(64)  # for a server that builds again, with the same letters
def cut_font(whole: bytes, codes: tuple[int, ...]) -> bytes:
    """Return a font with nothing but these characters."""
    options = subset.Options(layout_features=["*"], hinting=False, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    font = _open(whole)
    subsetter.subset(font)
    font.flavor, held = "woff2", io.BytesIO()
    font.save(held)
    return held.getvalue()


def write_ranges(codes: Iterable[int]) -> str:
    """Write codes as CSS has them.

    >>> write_ranges([32, 33, 34, 167])
    'U+20-22,U+A7'
    """
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)
