"""What stands beside a part's text: the claims, notes and terms of each sentence, once each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..argument import Claim, Corpus, Relations, Term
from ..essay import Note, Part


@dataclass(frozen=True, kw_only=True)
class Margin:
    """What stands beside one sentence; each thing stands only where the part first comes to it."""

    sentence: str
    number: int
    """Its place among the groups of the part, from 1."""
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]


def find_margin(corpus: Corpus, relations: Relations, part: Part) -> dict[str, Margin]:
    """Return what stands beside each sentence of a part that has something, by the sentence."""
    terms_at: dict[str, list[Term]] = {}
    for term in corpus.terms.values():
        for id in relations.term_sentences.get(term.id, []):
            terms_at.setdefault(id, []).append(term)
    seen: set[str] = set()
    found: dict[str, Margin] = {}
    for id in (id for paragraph in part.paragraphs for id in corpus.sentence_ids(paragraph)):
        groups: dict[str, Any] = {
            "claims": _new(relations.claims_at.get(id, []), seen),
            "notes": _new(relations.notes_at.get(id, []), seen),
            "terms": _new(terms_at.get(id, []), seen),
        }
        if any(groups.values()):
            found[id] = Margin(sentence=id, number=len(found) + 1, **groups)
    return found


def _new(values: Iterable[Any], seen: set[str]) -> tuple[Any, ...]:
    """Return the values that have not been seen yet, and remember them."""
    new = tuple(value for value in values if value.id not in seen)
    seen |= {value.id for value in new}
    return new
