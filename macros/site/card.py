"""The picture that other sites show beside a link to this one: its title and what it says."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
CARD = "assets/card.png"
"""Where the picture lies in the site."""

_PAPER, _INK, _QUIET, _VOICE = "#fdfcf9", "#211f1c", "#4f4a42", "#0b5557"
_MARGIN = 90
_LEADING = 1.2
_FONTS = Path(__file__).parent / "theme/assets/fonts"

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Fonts:
    """The site's two faces, as files hold them."""

    serif: bytes
    sans: bytes


def load_fonts(folder: Path = _FONTS) -> Fonts:
    """Read the fonts that pages load too."""
    return Fonts((folder / "serif.woff2").read_bytes(), (folder / "sans.woff2").read_bytes())


def draw_card(fonts: Fonts, title: str, below: str) -> bytes:
    """Return a PNG: the title in the essay's face, what stands below it in the editors'."""
    card = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(card)
    _draw_mark(draw)
    large = ImageFont.truetype(io.BytesIO(fonts.serif), 84)
    small = ImageFont.truetype(io.BytesIO(fonts.sans), 36)
    bottom = _draw_lines(draw, wrap(title, large, SIZE[0] - 2 * _MARGIN), large, _INK, 190)
    draw.line([(_MARGIN, bottom + 28), (SIZE[0] - _MARGIN, bottom + 28)], _QUIET, 1)
    lines = wrap(below, small, SIZE[0] - 2 * _MARGIN)
    _draw_lines(draw, lines[:3], small, _QUIET, bottom + 52)
    held = io.BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


def wrap(text: str, font: Font, width: float) -> list[str]:
    """Break a text into lines that are no wider than `width`."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_lines(
    draw: ImageDraw.ImageDraw, lines: Iterable[str], font: Font, ink: str, top: float
) -> float:
    """Draw lines one below the other; return where the next would begin."""
    for line in lines:
        draw.text((_MARGIN, top), line, ink, font)
        top += font.size * _LEADING
    return top


def _draw_mark(draw: ImageDraw.ImageDraw) -> None:
    """Draw the site's mark: many small tries before a line, and one after it."""
    for x, y, radius in [(98, 142, 7), (121, 126, 7), (178, 98, 16)]:
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], _VOICE)
    draw.rectangle([138, 68, 147, 164], _VOICE)
