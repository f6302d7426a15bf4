"""Cut two typefaces down to what a site may set with them; write the sheet that loads them.

Each face comes in two files: the letters of western languages, which every page loads, and other
Latin letters, which a browser fetches only for a page that has one of them. A build cuts each file
down once more, to the characters that its pages have: `macros/site/fonts.py`.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

from macros.site.fonts import write_ranges

PACKAGES = Path(sys.prefix) / "node/node_modules/@fontsource-variable"
THEME = Path(__file__).resolve().parent.parent / "macros/site/theme/assets"

WESTERN = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ıŒœ–—‘’“”…←↑→↓")]
MORE = [*(code for code in range(0x100, 0x180) if code not in WESTERN), 0x1E9E]
RANGES = {
    "": ("latin", WESTERN),
    "-more": ("latin-ext", MORE),
}
"""From the end of a file's name to the script it is cut from and its characters."""
UNITS = 500
"""To an em: half as many as the originals have, a fifteenth of a pixel on the finest screens."""
FEATURES = ["kern"]
LEFT_OUT = ["BASE", "MVAR", "STAT", "gasp"]
"""Tables that no browser needs for what the site sets."""

AXES = dict[str, float | tuple[float, float]]


@dataclass(frozen=True)
class Face:
    """A typeface of the site."""

    name: str
    """Not the name of the original, which is reserved for the unchanged typeface."""
    source: str
    file: str
    axes: AXES
    fallbacks: tuple[str, ...]


FACES = (
    Face(
        "Argument Sans",
        "source-sans-3/files/source-sans-3-{}-wght-normal.woff2",
        "sans",
        {"wght": (400, 650)},
        ("Arial", "Roboto", "Noto Sans", "DejaVu Sans"),
    ),
    Face(
        "Argument Serif",
        "source-serif-4/files/source-serif-4-{}-opsz-normal.woff2",
        "serif",
        {"wght": 400, "opsz": 16},
        ("Times New Roman", "Noto Serif", "DejaVu Serif"),
    ),
)

WIDTHS = {
    "Arial": 0.4349,
    "Roboto": 0.4361,
    "Noto Sans": 0.4649,
    "DejaVu Sans": 0.5001,
    "Times New Roman": 0.3982,
    "Noto Serif": 0.4729,
    "DejaVu Serif": 0.5067,
}
"""The mean width of a letter of English prose in what stands in until a face has loaded, in em."""
TWINS = {
    "Arial": ("Helvetica", "Liberation Sans"),
    "Times New Roman": ("Times", "Liberation Serif"),
}
"""Fonts with the same widths."""
PROSE = (
    "It is a truth universally acknowledged, that a single man in possession of a good fortune, "
    "must be in want of a wife. However little known the feelings or views of such a man may be on "
    "his first entering a neighbourhood, this truth is so well fixed in the minds of the "
    "surrounding families, that he is considered the rightful property of some one or other of "
    "their daughters."
)


def cut(source: Path, codes: Iterable[int], axes: AXES, name: str) -> TTFont:
    """Return a font with these letters only, its axes narrowed, under a name of its own."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2]  # the license stands beside it
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font = _kern_alike(instancer.instantiateVariableFont(_reopened(font), axes))
    for table in {*LEFT_OUT} & {*font.keys()}:
        del font[table]
    font["name"].setName(name, 1, 3, 1, 0x409)
    scale_upem(font, UNITS)
    return font


def _kern_alike(font: TTFont) -> TTFont:
    """Kern every weight as the lightest: how pairs change between weights is half of a table."""
    if "fvar" in font:
        lightest = {axis.axisTag: axis.minValue for axis in font["fvar"].axes}
        static = instancer.instantiateVariableFont(_reopened(font), lightest)
        font["GPOS"], font["GDEF"] = static["GPOS"], static["GDEF"]
        font["fvar"].instances = []  # names for weights, which menus of fonts show
    return font


def _reopened(font: TTFont) -> TTFont:
    """Write and read a font: what the one tool leaves half-loaded confuses the other."""
    held = io.BytesIO()
    font.flavor = None
    font.save(held)
    held.seek(0)
    return TTFont(held, recalcTimestamp=False)


def mean_width(font: TTFont) -> float:
    """Return the mean width of a letter of English prose, in em."""
    names, widths = font.getBestCmap(), font["hmtx"]
    return float(
        sum(widths[names[ord(letter)]][0] for letter in PROSE)
        / len(PROSE)
        / font["head"].unitsPerEm
    )


def loading_rules(face: Face) -> str:
    """Return the rules that load a face."""
    weight = face.axes["wght"]
    shown = f"{weight[0]:g} {weight[1]:g}" if isinstance(weight, tuple) else f"{weight:g}"
    return "".join(
        f'@font-face {{ font-family: "{face.name}"; src: url("fonts/{face.file}{suffix}.woff2") '
        f'format("woff2"); font-weight: {shown}; font-display: swap; '
        f"unicode-range: {write_ranges(codes)}; }}\n"
        for suffix, (_, codes) in RANGES.items()
    )


def fallback_rules(face: Face, font: TTFont) -> str:
    """Return rules that give fonts of the reader's machine the widths and heights of a face."""
    width, height = mean_width(font), font["hhea"]
    rules = ""
    for name in face.fallbacks:
        scale = width / WIDTHS[name]
        em = font["head"].unitsPerEm * scale
        local = ", ".join(f'local("{one}")' for one in (name, *TWINS.get(name, ())))
        rules += (
            f'@font-face {{ font-family: "{face.name} {name}"; src: {local}; '
            f"size-adjust: {scale:.2%}; ascent-override: {height.ascent / em:.2%}; "
            f"descent-override: {-height.descent / em:.2%}; line-gap-override: 0%; }}\n"
        )
    return rules


def family(face: Face) -> str:
    """Return the value of `font-family`: the face, then what stands in for it."""
    stand_ins = [f'"{face.name} {name}"' for name in face.fallbacks]
    return ", ".join([f'"{face.name}"', *stand_ins, {"sans": "sans-serif"}.get(face.file, "serif")])


def write_fonts(folder: Path) -> None:
    """Write the fonts, their licenses and the stylesheet."""
    rules, families = "", ""
    for face in FACES:
        for suffix, (script, codes) in RANGES.items():
            source = PACKAGES / face.source.format(script)
            font = cut(source, codes, face.axes, face.name)
            font.flavor = "woff2"
            font.save(folder / "fonts" / f"{face.file}{suffix}.woff2")
            if not suffix:
                rules += fallback_rules(face, font)
        package = PACKAGES / face.source.split("/")[0]
        shutil.copy(package / "LICENSE", folder / "fonts" / f"{face.file}-license.txt")
        rules += loading_rules(face)
        families += f"  --face-{face.file}: {family(face)};\n"
    text = f"/* Made by `make fonts`. */\n{rules}:root {{\n{families}}}\n"
    (folder / "fonts.css").write_text(text, "utf-8")


if __name__ == "__main__":
    write_fonts(THEME)
