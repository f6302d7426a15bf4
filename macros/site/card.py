"""The picture that other sites show beside a link to this one: its title and what it says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

from .faces import Face, Fonts, find_missing
from .mark import trace_mark

SIZE = (1200, 630)
CARD = "assets/card.png"
"""Where the picture lies in the site."""

_PAPER, _INK, _QUIET, _VOICE = "#fdfcf9", "#211f1c", "#4f4a42", "#0b5557"
_MARGIN = 90
_WIDTH = SIZE[0] - 2 * _MARGIN
_TOP, _BOTTOM = 190, SIZE[1] - 40
_LEADING = 1.2
_LARGEST, _SMALLEST, _BELOW = 84, 24, 36
_BROKEN = 54
"""The size below which a word is rather broken than made smaller."""


class Set:
    """A face at a size, with a font for every letter that it has."""

    def __init__(self, face: Face, size: int) -> None:
        self.size = size
        self._fonts = [ImageFont.truetype(io.BytesIO(file), size) for file in face.files]
        self._files = face.letters

    def split(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Yield the text in pieces, each with the font that has its letters."""
        for file, letters in groupby(text, lambda letter: self._files.get(letter, 0)):
            yield self._fonts[file], "".join(letters)

    def getlength(self, text: str) -> float:
        """Return how wide a text is."""
        return sum(font.getlength(piece) for font, piece in self.split(text))


def draw_card(fonts: Fonts, title: str, below: str, mark: str) -> bytes:
    """Return a PNG: the mark, the title in the essay's face, what stands below in the editors'.

    A text with letters that its face does not have is left out: a box would stand for them.
    """
    title = "" if find_missing(fonts.serif, title) else normalize("NFC", title)
    below = "" if find_missing(fonts.sans, below) else normalize("NFC", below)
    card = Image.new("RGB", SIZE, _PAPER)
    trace_mark(card, mark, (_MARGIN - 5, 58), 4.8, _VOICE)
    draw = ImageDraw.Draw(card)
    small = Set(fonts.sans, _BELOW)
    lines = cut(wrap(below, small, _WIDTH), 3)
    room = _BOTTOM - _TOP - 52 - len(lines) * _BELOW * _LEADING
    large, titled = fit(fonts.serif, title, room)
    bottom = _draw_lines(draw, titled, large, _INK, _TOP)
    draw.line([(_MARGIN, bottom + 28), (SIZE[0] - _MARGIN, bottom + 28)], _QUIET, 1)
    _draw_lines(draw, lines, small, _QUIET, bottom + 52)
    held = io.BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


def tell_missing(fonts: Fonts, title: str, below: str) -> Iterator[str]:
    """Say which text is not on the card, and for which letters."""
    for what, face, text in (("name", fonts.serif, title), ("description", fonts.sans, below)):
        if missing := find_missing(face, text):
            told = " ".join(missing[:10])
            yield f"{CARD} does not show the {what} of the site: the typeface has no {told}"


def fit(face: Face, title: str, room: float) -> tuple[Set, list[str]]:
    """Return the largest size at which a title fits into some height, and its lines."""
    for size in range(_LARGEST, _SMALLEST - 1, -6):
        large = Set(face, size)
        lines = wrap(title, large, _WIDTH)
        whole = all(large.getlength(word) <= _WIDTH for word in title.split())
        if (whole or size <= _BROKEN) and len(lines) * size * _LEADING <= room:
            break
    return large, cut(lines, int(room / (large.size * _LEADING)))


def wrap(text: str, font: Set, width: float) -> list[str]:
    """Break a text into lines that are no wider than `width`, within a word only if it is wider."""
    lines: list[str] = []
    for word in (piece for whole in text.split() for piece in _break(whole, font, width)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break(word: str, font: Set, width: float) -> Iterator[str]:
    while len(word) > 1 and font.getlength(word) > width:
        sizes = range(len(word) - 1, 1, -1)
        most = next((n for n in sizes if font.getlength(word[:n]) <= width), 1)
        yield word[:most]
        word = word[most:]
    yield word


def cut(lines: Sequence[str], most: int) -> list[str]:
    """Leave out the lines for which there is no room, and say so.

    >>> cut(["one", "two three", "four"], 2)
    ['one', 'two…']
    """
    if len(lines) <= most:
        return [*lines]
    return [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]}…"]


def _draw_lines(
    draw: ImageDraw.ImageDraw, lines: Sequence[str], font: Set, ink: str, top: float
) -> float:
    """Draw lines one below the other; return where the next would begin."""
    for line in lines:
        left = float(_MARGIN)
        for one, piece in font.split(line):
            draw.text((left, top), piece, ink, one)
            left += one.getlength(piece)
        top += font.size * _LEADING
    return top
