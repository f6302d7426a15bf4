"""Titles as the manuals of style have them: capitals, and quotation marks within others.

The rules are those for English; a title in another language stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

MLA, CHICAGO, APA = 99, 4, 3
"""Letters of the longest word that a manual may leave without a capital."""
FEW = 64
"""So much is remembered of what one thing is called, while it is cited in every style."""
_SMALL = frozenset(
    "a about above across after against along amid among an and around as at before behind below "
    "beneath beside besides between beyond but by de despite down during for from in inside into "
    "like near nor of off on onto or out outside over past per since so than the through "
    "throughout till to toward towards under underneath until up upon van versus via von vs with "
    "within without yet".split()
)
"""Articles, conjunctions, prepositions and particles."""
_WORD = re.compile(r"[^\W_](?:[^\s/–—-]*[^\W_])?")
_STARTS = re.compile(r"(?:^|[:.?!][”’]*\s)\W*$")
"""What stands before the first word of a title, or of what follows a mark in it."""
_ENDS = re.compile(r"\W*$|[”’]* \(")
"""What stands after the last word of a title, or before what is added to it in brackets."""


def is_english(language: str | None) -> bool:
    """Whether English rules hold, as they do where no language is given."""
    return (language or "en").lower().startswith("en")


@lru_cache(FEW)
def title_case(title: str, longest: int = CHICAGO) -> str:
    """Give capitals to the words of a title; small ones up to a length go without.

    >>> title_case("What to look for: a plan before the up-to-date user’s AI")
    'What to Look for: A Plan Before the Up-to-Date User’s AI'
    >>> title_case("AI vs. humans before it", MLA)
    'AI vs. Humans before It'
    """
    return _WORD.sub(lambda match: _capitalize(match, longest), title)


def _capitalize(match: re.Match[str], longest: int) -> str:
    word, text = match[0], match.string
    before, after = text[: match.start()], text[match.end() :]
    compound = after.startswith("-") and not before.endswith("-")
    if word != word.lower():
        return word
    if _STARTS.search(before) or compound or _ENDS.match(after):
        return word[0].upper() + word[1:]
    small = (word in _SMALL and len(word) <= longest) or re.match(r"[^\W_](?![^\W_])", word)
    return word if small else word[0].upper() + word[1:]


def end_with(text: str, mark: str) -> str:
    """End with a mark, within quotation marks, unless the one that is there serves.

    >>> end_with("Tea", "."), end_with("Why?", "."), end_with("Why?", ","), end_with("“Tea”", ",")
    ('Tea.', 'Why?', 'Why?,', '“Tea,”')
    """
    bare = text.rstrip("”’\"'")
    if bare.endswith((".", "?", "!") if mark == "." else mark):
        return text
    inside = text.rstrip("”’" if "‘" in text else "”")
    return f"{inside}{mark}{text[len(inside) :]}"


_PAIRS = (("“", "”"), ("‘", "’"))
_ELIDED = re.compile(
    r"[‘’](?=n[‘’])|(?<=[‘’]n)[‘’]"
    r"|‘(?=(?:tis|twas|twere|twill|til|em|cause|bout|round|\d\ds?)\b(?!’))",
    re.IGNORECASE,
)
"""Marks that stand for letters left out, though programs turn the first of them round."""


@lru_cache(FEW)
def nest_quotes(text: str, *, inside: bool = False) -> str:
    """Use double quotation marks, and single ones within them; leave apostrophes alone.

    >>> nest_quotes("An “it” isn’t ‘it’"), nest_quotes("An “it” isn’t ‘it’", inside=True)
    ('An “it” isn’t “it”', 'An ‘it’ isn’t ‘it’')
    >>> nest_quotes("‘Twas Hawai‘i’s “rock ‘n’ roll”")
    '’Twas Hawai‘i’s “rock ’n’ roll”'
    """
    text = _ELIDED.sub("\0", text)
    shown, pairs, depth = list(text), dict(_pair_quotes(text)), int(inside)
    for place in sorted([*pairs, *pairs.values()]):
        if place in pairs:
            shown[place], shown[pairs[place]] = _PAIRS[depth % 2]
        depth += 1 if place in pairs else -1
    for place, mark in enumerate(text):
        if mark == "‘" and place not in pairs and not text[place - 1 : place].isalnum():
            shown[place] = "’"
    return "".join(shown).replace("\0", "’")


def _pair_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of each quotation mark that opens and of the one that closes it."""
    opened: list[int] = []
    for place, mark in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if mark in "“‘" and not before.isalnum():
            opened.append(place)
        elif mark == "’" and not after.isalnum() and opened and text[opened[-1]] == "‘":
            yield opened.pop(), place
        elif mark == "”":
            while opened and text[opened[-1]] == "‘":
                opened.pop()  # it was an apostrophe
            if opened:
                yield opened.pop(), place
