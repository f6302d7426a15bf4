"""The typefaces of the site as files hold them, before a letter is taken out of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from fontTools.ttLib import TTFont

_FONTS = Path(__file__).parent / "theme/assets/fonts"
_PARTS = ("", "-more")


@dataclass(frozen=True)
class Face:
    """A typeface, in the files that hold its letters: those of English, and two with others."""

    files: tuple[bytes, ...]

    def opened(self) -> Iterator[TTFont]:
        """Open each file."""
        return (TTFont(io.BytesIO(file)) for file in self.files)

    @cached_property
    def letters(self) -> dict[str, int]:
        """Which file has each letter."""
        has = [font.getBestCmap() for font in self.opened()]
        return {chr(code): n for n in reversed(range(len(has))) for code in has[n]}


@dataclass(frozen=True)
class Fonts:
    """The site's two faces."""

    serif: Face
    sans: Face


def load_fonts(folder: Path = _FONTS) -> Fonts:
    """Read the fonts that pages load too, before any letter is taken out of them."""
    serif, sans = (
        Face(tuple((folder / f"{face}{part}.woff2").read_bytes() for part in _PARTS))
        for face in ("serif", "sans")
    )
    return Fonts(serif, sans)


def find_missing(face: Face, text: str) -> list[str]:
    """Return the letters of a text that a face does not have, each once."""
    letters = dict.fromkeys(normalize("NFC", "".join(text.split())))
    return [letter for letter in letters if letter not in face.letters]
