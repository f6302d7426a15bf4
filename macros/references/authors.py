"""Authors as each style names them: the first by the family, unless it is a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..argument import Name

_MLA_MOST, _NOTE_MOST, _BIBLIOGRAPHY_MOST = 2, 2, 6
"""Of more authors than these the first are named, and the others are “et al.”."""


def name_mla(names: Sequence[Name]) -> str:
    """Name authors at the head of an entry, as the MLA has it.

    >>> king = Name(family="King", given="Martin Luther", suffix="Jr.")
    >>> name_mla([king, Name(family="Gogh", given="Vincent", non_dropping_particle="van")])
    'King, Martin Luther, Jr., and Vincent van Gogh'
    """
    return _join(names, _MLA_MOST, 1, lambda name: _inverted(name, name.short, ""))


def name_in_note(names: Sequence[Name]) -> str:
    """Name authors in a note, as Chicago has it."""
    return _join(names, _NOTE_MOST, 1, _natural)


def name_in_bibliography(names: Sequence[Name]) -> str:
    """Name authors at the head of an entry, as Chicago has it: particles stand behind.

    >>> name_in_bibliography([Name(family="Gogh", given="Vincent", non_dropping_particle="van")])
    'Gogh, Vincent van'
    """

    def invert(name: Name) -> str:
        return _inverted(name, name.family or "", name.non_dropping_particle or "")

    return _join(names, _BIBLIOGRAPHY_MOST, 3, invert)


def name_first(name: Name) -> str:
    """Name one author with the family first: Gogh, Vincent van."""
    return name_in_bibliography([name])


def name_plainly(name: Name) -> str:
    """Name one author as people do: Vincent van Gogh."""
    return name_in_note([name])


def name_family(names: Sequence[Name]) -> str:
    """Name authors in the text, as the MLA has it: King and Mill."""
    shorts = [name.short for name in names if not name.stands_for_others]
    if len(shorts) < len(names) or len(shorts) > _MLA_MOST:
        return f"{shorts[0]} et al."
    return " and ".join(shorts)


def _join(names: Sequence[Name], most: int, few: int, lead: Callable[[Name], str]) -> str:
    """Join names by the rules of a style: `lead` gives the first of them its form."""
    known = [name for name in names if not name.stands_for_others]
    more = len(known) < len(names) or len(known) > most
    shown = known[: few if len(known) > most else most]
    told = [lead(shown[0]), *map(_natural, shown[1:])] if shown else []
    inverted = "," in "".join(told[:1])
    if more:
        return ", ".join(told) + (", et al." if inverted or len(told) > 1 else " et al.")
    if len(told) < 3:
        return (", and " if inverted else " and ").join(told)
    return f"{', '.join(told[:-1])}, and {told[-1]}"


def _inverted(name: Name, family: str, behind: str) -> str:
    if name.whole:
        return name.whole
    given = " ".join(filter(None, [name.given, name.dropping_particle, behind]))
    return ", ".join(filter(None, [family, given, name.suffix]))


def _natural(name: Name) -> str:
    pieces = [name.given, name.dropping_particle, name.short, name.suffix]
    return name.whole or " ".join(filter(None, pieces))
