"""The card that other sites show, and the mark: every letter of a title, of any length."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from macros.records.problems import DataError
from macros.site.card import SIZE, Set, draw_card, fit, tell_missing
from macros.site.faces import find_missing, load_fonts
from macros.site.mark import make_icon, make_mark

FONTS = load_fonts()
SQUARE = "M4 4h16v16h-16z"


def drawn(title: str, below: str = "", mark: str = SQUARE) -> Image.Image:
    """Return a card as a picture."""
    return Image.open(io.BytesIO(draw_card(FONTS, title, below, mark))).convert("L")


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show anything different."""
    return ImageChops.difference(one, other).getbbox() is not None


@pytest.mark.parametrize("letter", "ÉçŒœŁßžŸ«–’ẞ")
def test_a_card_shows_each_letter_of_its_title(letter: str) -> None:
    assert find_missing(FONTS.serif, letter) == []
    assert differ(drawn(f"M{letter}THODE"), drawn("M THODE"))


def test_letters_stand_on_a_card_whatever_the_form_of_their_accents() -> None:
    assert not differ(drawn("ME\u0301THODE"), drawn("MÉTHODE"))


@pytest.mark.parametrize(
    "title",
    ["On tea", "On tea and more of it " * 12, "Donaudampfschifffahrts" * 4, "W" * 200, "a " * 900],
)
def test_a_title_of_any_length_stays_within_the_card(title: str) -> None:
    picture = drawn(title, "What it says. " * 30)

    paper = Image.new("L", SIZE, picture.getpixel((0, 0)))
    left, top, right, bottom = ImageChops.difference(picture, paper).getbbox() or (0, 0, 0, 0)
    assert left >= 60
    assert top >= 30
    assert right <= SIZE[0] - 80
    assert bottom <= SIZE[1] - 20


def test_a_title_that_fits_is_whole() -> None:
    title = "On tea and more of it " * 12

    _, lines = fit(FONTS.serif, title, 260)

    assert " ".join(lines) == title.strip()


@pytest.mark.parametrize("title", ["论语", "الرسالة", "Περὶ ποιητικῆς", "Кто мы", "On 茶"])
def test_of_a_script_that_the_face_has_not_no_boxes_are_drawn_and_it_is_said(title: str) -> None:
    assert not differ(drawn(title, "An essay."), drawn("", "An essay."))
    (said,) = tell_missing(FONTS, title, "An essay.")
    assert said.startswith("assets/card.png does not show the name of the site")


def test_a_face_is_measured_as_it_is_drawn() -> None:
    face = Set(FONTS.serif, 40)

    pieces = [piece for _, piece in face.split("MÉŁ")]

    assert pieces == ["MÉ", "Ł"]
    assert face.getlength("MÉŁ") > face.getlength("MÉ") > face.getlength("M")


@pytest.mark.parametrize("mark", ["D", "É", "Œ", "Dm", "12", None, SQUARE])
def test_a_mark_is_drawn_within_its_square(mark: str | None) -> None:
    path = make_mark(mark, FONTS.serif)

    assert differ(drawn("", "", path), Image.new("L", SIZE, drawn("").getpixel((0, 0))))
    assert path in make_icon(path)


def test_a_letter_keeps_its_hole_and_its_overlaps() -> None:
    one, other = (drawn("", "", make_mark(letter, FONTS.serif)) for letter in "OM")

    middle = (85 + 58, 58 + 58)
    assert one.getpixel(middle) == one.getpixel((0, 0))
    assert other.getpixel((108, 150)) != other.getpixel((0, 0))


def test_a_mark_with_a_letter_that_the_face_has_not_is_refused_by_its_file() -> None:
    with pytest.raises(DataError, match=r"data/essay/essay\.yml:1: .*no “论”"):
        make_mark("论", FONTS.serif)


def test_the_faces_are_whole() -> None:
    has = [len(font.getBestCmap()) for font in FONTS.serif.opened()]

    assert isinstance(next(FONTS.serif.opened()), TTFont)
    assert min(has) > 90
