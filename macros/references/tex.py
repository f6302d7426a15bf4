"""Text for TeX: what it takes for commands, and what BibTeX cannot read, is written otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Tex = Callable[[str], str]
"""What turns plain text into TeX."""


def protect_capitals(title: str, tex: Tex) -> str:
    """Put braces round each word that would lose capitals in a style that likes small letters.

    >>> protect_capitals("Why AI? A plan & more", to_tex)
    'Why {AI}? {A} plan \\\\& more'
    """
    pieces = re.split(r"(\w+(?:[-’'./&]\w+)*)", title)
    first = next((number for number in range(1, len(pieces), 2)), None)
    return "".join(
        f"{{{tex(piece)}}}" if any(map(str.isupper, piece[number == first :])) else tex(piece)
        for number, piece in enumerate(pieces)
    )


_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # programs count braces, even those after a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",  # in TeX’s old fonts other signs stand in the places of these
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: f"\\{mark}" for mark in "$&%#_"},
    }
)
_ACCENTS = {
    "GRAVE ACCENT": "`", "ACUTE ACCENT": "'", "CIRCUMFLEX ACCENT": "^", "TILDE": "~",
    "DIAERESIS": '"', "MACRON": "=", "DOT ABOVE": ".", "BREVE": "u ", "CARON": "v ",
    "DOUBLE ACUTE ACCENT": "H ", "RING ABOVE": "r ", "CEDILLA": "c ", "OGONEK": "k ",
    "DOT BELOW": "d ",
}  # fmt: skip
_LETTERS = {
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}",
    "Œ": r"{\OE}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "‘": "`", "’": "'", "“": "``",
    "”": "''", "–": "--", "—": "---", "…": r"{\ldots}", "\xa0": "~",
}  # fmt: skip

_SCRIPTS = re.compile(r"<(sub|super)> 00([0-9A-F]{2})")
"""How Unicode says of a sign that it is a small one of ASCII: ₂, ²."""
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def to_address(address: str) -> str:
    """Write in an address, which TeX takes as it is, what would end it or be a command.

    >>> to_address("https://example.org/a_b?c=%20#{e}")
    'https://example.org/a_b?c=%20#%7Be%7D'
    """
    return address.translate(_ADDRESS)


def to_url(address: str) -> str:
    r"""Print an address, with what only some programs take within a `\url` after it.

    >>> print(to_url("https://example.org/a_b/#c_d"))
    \url{https://example.org/a_b/}\texttt{\#c\_d}
    """
    start = re.split("[#%]", to_address(address))[0]
    end = to_address(address)[len(start) :]
    return f"\\url{{{start}}}" + (f"\\texttt{{{to_tex(end)}}}" if end else "")


def to_tex(text: str) -> str:
    """Escape what TeX takes for commands.

    >>> to_tex("100% & more")
    '100\\\\% \\\\& more'
    """
    return text.translate(_SPECIAL)


def to_ascii_tex(text: str) -> str:
    """Escape what TeX takes for commands, and write as commands what BibTeX cannot read.

    >>> print(to_ascii_tex("Dubiński’s “plan”"))
    Dubi{\\'n}ski's ``plan''
    """
    apart = to_tex(text).replace("’”", "’{}”")
    return "".join(_ascii(character) for character in unicodedata.normalize("NFC", apart))


def _ascii(character: str) -> str:
    if character.isascii() or character in _LETTERS:
        return _LETTERS.get(character, character)
    if script := _SCRIPTS.match(unicodedata.decomposition(character)):
        return f"{{\\text{script[1]}script{{{chr(int(script[2], 16))}}}}}"
    letter, *marks = list(unicodedata.normalize("NFD", character))
    accent = marks and _ACCENTS.get(unicodedata.name(marks[0]).removeprefix("COMBINING "))
    if not accent or len(marks) > 1 or not letter.isascii():
        return character
    return f"{{\\{accent}{letter}}}"
