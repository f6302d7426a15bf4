"""Where terms are used: each by any of its forms, the longest form first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .glossary import Term


@dataclass(frozen=True)
class TermIndex:
    """Finds terms in text by any of their forms.

    Capitals, spacing and the shape of apostrophes do not matter; but what is written in capitals,
    such as US or WHO, is no term in small letters.
    """

    forms: dict[str, str]
    """From a folded form to the term's id."""
    pattern: re.Pattern[str] | None
    """None where there are no terms."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each use of a term, in order, the longest form at each place."""
        found = self.pattern.finditer(text) if self.pattern else ()
        return (match for match in found if self._key(match[0]) in self.forms)

    def id_of(self, match: re.Match[str]) -> str:
        """Return the id of the term that was found."""
        return self.forms[self._key(match[0])]

    def _key(self, found: str) -> str:
        exact = " ".join(found.split())
        return exact if exact in self.forms else _fold(found)


_SPELLINGS = {" ": r"\s+", "'": "['’]", "’": "['’]"}
"""What may stand for a character of a form."""


def _fold(form: str) -> str:
    return " ".join(form.replace("’", "'").casefold().split())


def is_capitals(form: str) -> bool:
    """Say whether a form is a word of capitals, which is another word in small letters.

    >>> is_capitals("WHO"), is_capitals("A"), is_capitals("AI safety")
    (True, False, False)
    """
    return form.isupper() and sum(map(str.isalpha, form)) > 1


def index_terms(terms: Iterable[Term]) -> TermIndex:
    """Prepare terms for being found."""
    owners = {" ".join(form.split()): term.id for term in terms for form in term.forms}
    longest_first = sorted(owners, key=lambda form: (-len(form), form))
    if not longest_first:
        return TermIndex({}, None)
    forms = {form if is_capitals(form) else _fold(form): id for form, id in owners.items()}
    choices = "|".join(_group(longest_first))
    return TermIndex(forms, re.compile(rf"(?<![\w&#-])(?:{choices})(?![\w-])", re.IGNORECASE))


def _group(forms: Iterable[str]) -> Iterator[str]:
    """Yield a pattern for the forms that begin alike: most places are none of theirs, at once."""
    groups = defaultdict[str, list[list[str]]](list)
    for form in forms:
        spelled = [_SPELLINGS.get(character, re.escape(character)) for character in form]
        groups[form[0].lower()].append(spelled)
    for group in groups.values():
        rests = "|".join("".join(rest) for _, *rest in group)
        yield f"{group[0][0]}(?:{rests})"
