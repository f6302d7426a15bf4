"""Words as the search knows them: whatever their accents, capitals and endings.

The browser does the same to what somebody types, in `find.js` with `vendor/stemmer.js`; a test
asks both the same words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache


class _Marks(dict[int, int | None]):
    """What takes the accents off letters that stand apart from them."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)).startswith("M") else code
        return self[code]


_MARKS = _Marks()
_POSSESSIVE = re.compile(r"[’']s\b", re.ASCII)
_WORD = re.compile(r"[^\W_]+")


def split_words(text: str) -> list[str]:
    """Return the words of a text, whatever their accents and capitals.

    >>> split_words("The Élan’s P3.2")
    ['the', 'elan', 'p3', '2']
    """
    folded = unicodedata.normalize("NFD", text).translate(_MARKS).lower()
    return _WORD.findall(_POSSESSIVE.sub("", folded))


_C, _V = "(?:[^aeiou][^aeiouy]*)", "(?:[aeiouy][aeiou]*)"
_ENDS = re.compile(f"{_C}?{_V}{_C}")
"""As the stem of a word that an ending may leave."""
_ENDS_ONCE = re.compile(f"{_C}?{_V}{_C}{_V}?$")
_ENDS_TWICE = re.compile(f"{_C}?(?:{_V}{_C}){{2,}}")
_HAS_VOWEL = re.compile(f"{_C}?[aeiouy]")
_SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]$")
_PLURAL = re.compile(r".+?(?:ss|i)es$")
_S = re.compile(r".+?[^s]s$")
_TENSE = re.compile(r"(.+?)(?:ed|ing)$")
_DOUBLE = re.compile(r".*([^aeiouylsz])\1$")
_SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_THIRD = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_ION = re.compile(r"(.+?[st])ion$")
_FOURTH = re.compile(
    r"(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$"
)


def _ending(pattern: dict[str, str]) -> re.Pattern[str]:
    return re.compile(f"(.+?)({'|'.join(pattern)})$")


_TO_SECOND, _TO_THIRD = _ending(_SECOND), _ending(_THIRD)


@cache
def stem(word: str) -> str:
    """Return what a word in small letters has in common with its other forms, by Porter’s rules.

    >>> [stem(word) for word in ("cites", "citing", "relational", "happy", "by")]
    ['cite', 'cite', 'relat', 'happi', 'by']
    """
    if len(word) < 3:
        return word
    rest = "Y" + word[1:] if word[0] == "y" else word  # no vowel there
    rest = _drop_tense(_drop_plural(rest))
    if rest[1:].endswith("y") and _HAS_VOWEL.match(rest[:-1]):
        rest = rest[:-1] + "i"
    for ending, others in ((_TO_SECOND, _SECOND), (_TO_THIRD, _THIRD)):
        if (found := ending.match(rest)) and _ENDS.match(found[1]):
            rest = found[1] + others[found[2]]
    rest = _drop_last(rest)
    return "y" + rest[1:] if word[0] == "y" else rest


def _drop_plural(word: str) -> str:
    if _PLURAL.match(word):
        return word[:-2]
    return word[:-1] if _S.match(word) else word


def _drop_tense(word: str) -> str:
    if word[1:].endswith("eed") and len(word) > 3:
        return word[:-1] if _ENDS.match(word[:-3]) else word
    found = _TENSE.match(word)
    if not found or not _HAS_VOWEL.match(found[1]):
        return word
    rest = found[1]
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if _DOUBLE.match(rest):
        return rest[:-1]
    return rest + "e" if _SHORT.match(rest) else rest


def _drop_last(word: str) -> str:
    found = _FOURTH.match(word) or _ION.match(word)
    if found and _ENDS_TWICE.match(found[1]):
        word = found[1]
    if len(word) > 1 and word.endswith("e"):
        rest = word[:-1]
        if _ENDS_TWICE.match(rest) or (_ENDS_ONCE.match(rest) and not _SHORT.match(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _ENDS_TWICE.match(word) else word
