"""The mark of a site: its logo, its icon, and what stands on its card; one path in all of them.

It is what `essay.yml` says: a path, as SVG has it, or a letter or two, whose outlines are taken
from the essay's typeface. Where it says nothing, some lines of text stand for any essay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path.parser import parse_path
from fontTools.ttLib import TTFont
from markupsafe import Markup
from PIL import Image, ImageChops, ImageDraw

from ..argument import DATA_FILES
from ..records import DataError, Problem
from .faces import Face

ICON = "assets/icon.svg"
"""Where the icon lies in the site."""
_FACTS = DATA_FILES["essay"].path()
_SIDE = 24
"""Of the square that a mark is drawn in."""
_NEUTRAL = "M4 5h16v2.5h-16zM4 11h16v2.5h-16zM4 17h9v2.5h-9z"
_ICON = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#0b5557"/>'
    '<path fill="#fff" transform="translate(4 4)" d="{}"/></svg>\n'
)
_FINE = 4
"""How many times as large as the picture a mark is drawn: its edges become smooth."""
_OUTSIDE = 128
"""What is added to how often lines run around a point, as SVG fills: nowhere is less than 0."""
_STEPS = 12
"""The straight pieces of a curve."""

Point = tuple[float, float]


def make_mark(said: str | None, face: Face) -> str:
    """Return the mark as one path in a square of 24; `said` is what the data say of it."""
    if said is None:
        return _NEUTRAL
    return _outline(said, [*face.opened()]) if said.isalnum() and len(said) < 3 else said


def _outline(letters: str, fonts: Sequence[TTFont]) -> str:
    """Return the outlines of letters, as large as the square lets them be."""
    recorded, left = RecordingPen(), 0.0
    for letter in letters:
        font = next((font for font in fonts if ord(letter) in font.getBestCmap()), None)
        if font is None:
            wrong = f"the essay’s typeface has no “{letter}” for the mark"
            raise DataError([Problem(_FACTS, 1, wrong, "give other letters, or a path")])
        glyphs = font.getGlyphSet()
        glyph = glyphs[font.getBestCmap()[ord(letter)]]
        whole = DecomposingRecordingPen(glyphs)  # an accent is a glyph of its own
        glyph.draw(whole)
        whole.replay(TransformPen(recorded, (1, 0, 0, 1, left, 0)))
        left += glyph.width
    bounds = BoundsPen(None)
    recorded.replay(bounds)
    x0, y0, x1, y1 = bounds.bounds
    scale = 20 / max(x1 - x0, y1 - y0)
    middle = Transform().translate(_SIDE / 2, _SIDE / 2).scale(scale, -scale)
    pen = SVGPathPen(None, ntos=lambda number: f"{round(number, 2):g}")
    recorded.replay(TransformPen(pen, middle.translate(-(x0 + x1) / 2, -(y0 + y1) / 2)))
    return str(pen.getCommands())


def make_icon(mark: str) -> str:
    """Return the icon: the mark in white on the color of the voice."""
    return _ICON.format(mark)


def trace_mark(picture: Image.Image, mark: str, corner: Point, scale: float, ink: str) -> None:
    """Draw the mark into a picture, the square of 24 with its corner there."""
    size = round(_SIDE * scale)
    wound = Image.new("L", (size * _FINE, size * _FINE), _OUTSIDE)
    for contour in find_contours(mark):
        layer = Image.new("L", wound.size)
        points = [(x * scale * _FINE, y * scale * _FINE) for x, y in contour]
        ImageDraw.Draw(layer).polygon(points, fill=1)
        turn = ImageChops.add if _runs_clockwise(contour) else ImageChops.subtract
        wound = turn(wound, layer)
    fine = wound.point(lambda times: 0 if times == _OUTSIDE else 255)
    mask = fine.resize((size, size), Image.Resampling.BOX)
    picture.paste(ink, (round(corner[0]), round(corner[1])), mask)


def _runs_clockwise(contour: Sequence[Point]) -> bool:
    pairs = zip(contour, [*contour[1:], contour[0]], strict=True)
    return sum(a * d - c * b for (a, b), (c, d) in pairs) > 0


def find_contours(path: str) -> Iterator[list[Point]]:
    """Yield the points of each closed line of a path, its curves as short straight pieces.

    >>> list(find_contours("M0 0h2v1z"))
    [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 0.0)]]
    """
    recorded = RecordingPen()
    parse_path(path, recorded)
    points: list[Point] = []
    for name, given in recorded.value:
        if name == "moveTo":
            points = [given[0]]
        elif name in ("closePath", "endPath"):
            if len(points) > 2:
                yield points
            points = points[:1]
        else:
            points += _bend([points[-1], *given])


def _bend(through: Sequence[Point]) -> Iterator[Point]:
    """Yield points of a Bézier curve, without its first: by de Casteljau’s way, of any degree."""
    for step in range(1, _STEPS + 1) if len(through) > 2 else [_STEPS]:
        part, left = step / _STEPS, list(through)
        while len(left) > 1:
            left = [(a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in pairwise(left)]
        yield left[0]
