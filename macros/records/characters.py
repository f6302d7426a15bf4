"""Characters that deceive: what cannot be seen, and letters that only look like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What Unicode calls Default_Ignorable_Code_Point: shown as nothing by whoever does not know it."""
_EMPTY = "\u2800\U00016fe4\U0001d159\U00013441\U00013442"
"""Letters and signs without ink that are no white space."""
_UNSEEN = re.compile(f"[{_IGNORABLE}{_EMPTY}]")
_VISIBLE_SIGNS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Marks around numbers and verses, which Unicode counts among those of form."""
_FLAGS = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
"""England, Scotland and Wales: the only flags that are written with invisible letters."""

_SPACED = "put a space in its place"


def find_invisible(text: str) -> Iterator[tuple[str, str]]:
    """Yield (wrong, right) for the first control, invisible, blank or unassigned character.

    What changes how its neighbors are seen is kept there, and nowhere else: joiners, marks of
    direction, and selectors of one form of a character.
    """
    printable = text.replace("\n", "").isprintable()
    if printable and (text.isascii() or not _UNSEEN.search(text)):
        return  # nearly always, and at once
    hidden = _FLAGS.sub(lambda flag: "\U0001f3f4" * len(flag[0]), text)
    for place, character in enumerate(hidden):
        if _is_seen(character) or _shapes(character, hidden, place):
            continue
        category = unicodedata.category(character)
        spaced = character in "\u200b\u2800\u3164\uffa0" or category not in ("Cf", "Co", "Mn", "Lo")
        right = _SPACED if spaced else "remove it"
        yield f"the invisible character U+{ord(character):04X} in text", right
        return


def _is_seen(character: str) -> bool:
    if character == "\n" or _VISIBLE_SIGNS.match(character):
        return True
    hidden = unicodedata.category(character) in _INVISIBLE or _UNSEEN.match(character)
    return not hidden


_JOINED = frozenset(
    "ARABIC SYRIAC MANDAIC NKO MONGOLIAN PHAGS-PA ADLAM DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA"
    " TAMIL TELUGU KANNADA MALAYALAM SINHALA KHMER MYANMAR TIBETAN BALINESE JAVANESE".split()
)
"""Scripts whose letters look otherwise beside a joiner."""


def _shapes(character: str, text: str, place: int) -> bool:
    """Say whether an invisible character changes how what stands beside it is seen."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if character in "\u061c\u200e\u200f":
        return any(c and unicodedata.bidirectional(c) in ("R", "AL") for c in (before, after))
    if character in "\u200c\u200d":
        joins = script_of(before) in _JOINED and script_of(after) in _JOINED
        return joins or (character == "\u200d" and _joins_emoji(before, after))
    if character == "\u034f":  # keeps the order of points in Hebrew
        return all(script_of(c) == "HEBREW" and unicodedata.combining(c) for c in (before, after))
    return bool(before) and _selects(character, before, after)


def _joins_emoji(before: str, after: str) -> bool:
    kinds = [unicodedata.category(c) if c else "" for c in (before, after)]
    return kinds[0] in ("So", "Sk", "Mn") and (kinds[1] == "So" or after in ("\u2194", "\u2195"))


def _selects(character: str, before: str, after: str) -> bool:
    """Say whether a selector stands behind a character that has several forms."""
    if character in "\ufe0e\ufe0f":
        is_key = before in "0123456789#*" and after == "\u20e3"
        return is_key or unicodedata.category(before) == "So" or before in _OTHER_EMOJI
    if character in "\ufe00\ufe01\ufe02":
        return script_of(before) in ("CJK", "MYANMAR") or unicodedata.category(before) == "Sm"
    if "\U000e0100" <= character <= "\U000e01ef":
        return script_of(before) == "CJK"
    return character in "\u180b\u180c\u180d\u180f" and script_of(before) == "MONGOLIAN"


_OTHER_EMOJI = "‼⁉ℹ↔〰"
"""Those that Unicode counts among punctuation, letters and arithmetic."""


def script_of(character: str) -> str:
    """Return the script of a letter, or the first word of what another character is called.

    >>> script_of("a"), script_of("\\u0430")
    ('LATIN', 'CYRILLIC')
    """
    return unicodedata.name(character, "").split(" ")[0] if character else ""


_WORD = re.compile(r"[^\W\d_]+")
_NOTHING_STRANGE = re.compile("[\0-\u036f\u1e00-\u1eff\u2000-\u206f]*")
"""Latin letters and common marks."""
_SYMBOLS = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
"""Greek letters that stand for nothing in a formula, for they look like Latin ones."""


def find_mixed(text: str) -> Iterator[tuple[str, str]]:
    """Yield (wrong, right) for the first letter of another script that looks like one of a word.

    >>> [wrong for wrong, _ in find_mixed("An аpple.")]
    ['the letter а in “аpple” is Cyrillic (U+0430)']
    >>> list(find_mixed("IFNγ, μm, «Анна сказала», SMSить"))
    []
    """
    if _NOTHING_STRANGE.fullmatch(text):
        return
    words = _WORD.findall(text)
    for word in words:
        if (letter := _find_stranger(word)) or (letter := _find_lone(word, words)):
            script = script_of(letter).capitalize()
            wrong = f"the letter {letter} in “{word[:30]}” is {script} (U+{ord(letter):04X})"
            yield wrong, "it only looks like the one that is meant: type the word again"
            return


def _find_stranger(word: str) -> str:
    """Return a letter that looks like one of the script of the word’s other letters."""
    if word.isascii():
        return ""
    scripts = [script_of(letter) for letter in word]
    most = max(dict.fromkeys(scripts), key=scripts.count)
    strange = [place for place, script in enumerate(scripts) if script != most]
    looks_alike = strange and all(_looks_like(word[place], most) for place in strange)
    if not looks_alike or all(_is_symbol(word, place) for place in strange):
        return ""
    return word[strange[0]]


def _is_symbol(word: str, place: int) -> bool:
    """Say whether a Greek letter stands where science puts one: IFNγ, NFκB, μm."""
    if script_of(word[place]) != "GREEK" or word[place] in _SYMBOLS:
        return script_of(word[place]) not in _ALPHABETS
    around = word[max(0, place - 1) : place + 2].replace(word[place], "")
    return len(around) < 2 or not around.islower()


_OTHER_FORMS = ("FULLWIDTH", "ROMAN", "SMALL")
"""Wide letters, and numerals such as ⅼ, which is 50."""
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", *_OTHER_FORMS)
"""Those that have letters in common to the eye."""


def _looks_like(letter: str, script: str) -> bool:
    if script_of(letter) in _OTHER_FORMS:
        return script == "LATIN" and len(unicodedata.normalize("NFKC", letter)) == 1
    from confusable_homoglyphs import confusables  # rarely needed, and slow to load

    alike = confusables.is_confusable(letter, greedy=True)
    homoglyphs = [one for found in alike or () for one in found["homoglyphs"]]
    if script == "LATIN":
        return any(one["c"].isascii() for one in homoglyphs)
    return any(one["n"].startswith(f"{script} ") for one in homoglyphs)


def straighten(text: str) -> str:
    """Return what an id looks like, in plain characters; what cannot be seen is left out.

    >>> straighten("\u042110"), straighten("C\u200b10"), straighten("Ｃ１０"), straighten("élan")
    ('C10', 'C10', 'C10', 'élan')
    """
    if text.isascii():
        return text
    return "".join(map(_straighten, text))


def _straighten(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if character.isascii() or (len(plain) == 1 and plain.isascii()):
        return plain
    if not _is_seen(character):
        return ""
    if script_of(character) not in ("CYRILLIC", "GREEK"):
        return character
    from confusable_homoglyphs import confusables

    alike = confusables.is_confusable(character, greedy=True) or ()
    letters = [one["c"] for found in alike for one in found["homoglyphs"]]
    return next((one for one in letters if one.isascii() and one.isalpha()), character)


def _find_lone(word: str, words: list[str]) -> str:
    """Return the first letter of a Cyrillic word that looks Latin in a text without any other."""
    if script_of(word[0]) != "CYRILLIC" or not all(_looks_like(one, "LATIN") for one in word):
        return ""
    cyrillic = [letter for one in words for letter in one if script_of(letter) == "CYRILLIC"]
    latin = any(one.isascii() for one in words)
    return word[0] if latin and all(_looks_like(one, "LATIN") for one in cyrillic) else ""
