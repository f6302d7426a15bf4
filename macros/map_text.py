"""How wide words are, and where their lines break, before any browser has seen them.

The reader's font is not known here. The widths are those of common faces without serifs, with a
margin for the wider ones, so that a line may end early but never runs out of its box.
"""

from __future__ import annotations

import unicodedata

_MARGIN = 1.13
_WIDTHS = {
    character: width
    for width, characters in (
        (0.24, "iljI'’‘|.,:;!"),
        (0.3, 'ft()[]-/\\ \N{NO-BREAK SPACE}“”"'),
        (0.35, "r*"),
        (0.5, "ckszxvyJ"),
        (0.56, "abdeghnopqu0123456789?_#$€+=<>–"),
        (0.61, "FTLZ"),
        (0.68, "ABEKPSVXY&"),
        (0.74, "CDHNRUw"),
        (0.79, "GOQ"),
        (0.84, "mM"),
        (0.95, "W@%—…"),
    )
    for character in characters
}
"""In parts of the font's size."""
_LINES = 4
"""A label longer than this ends in an ellipsis; the whole title is one step away."""


def find_width(text: str, size: float) -> float:
    """Return about how wide a text is, rather more than less.

    >>> find_width("will", 10) < find_width("warm", 10)
    True
    """
    return sum(_width_of(character) for character in text) * size * _MARGIN


def _width_of(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return 0 if unicodedata.combining(character) else 1.0


def wrap_label(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break a text into lines that fit a width, at spaces if there are any.

    >>> wrap_label("Roots are a reason to choose well", 90, 12)
    ('Roots are a', 'reason to', 'choose well')
    """
    lines = [""]
    for word in _split_words(text, width, size):
        longer = f"{lines[-1]} {word}".strip()
        if find_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], _shorten(" ".join(lines[_LINES - 1 :]), width, size)]
    return tuple(line for line in lines if line)


def _split_words(text: str, width: float, size: float) -> list[str]:
    """Return the words, cut where one alone is wider than a line."""
    pieces: list[str] = []
    for word in text.split():
        while find_width(word, size) > width and len(word) > 1:
            end = next(n for n in range(1, len(word)) if find_width(word[: n + 1], size) > width)
            pieces.append(word[:end])
            word = word[end:]
        pieces.append(word)
    return pieces


def _shorten(text: str, width: float, size: float) -> str:
    while text and find_width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"
