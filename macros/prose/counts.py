"""Counts of what a site holds, as its prose gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..argument import Corpus, Mark, find_states, mark_of

COUNTED: Mapping[str, Callable[[Corpus], int]] = {
    "claims": lambda corpus: _count_claims(corpus, "claim"),
    "assumptions": lambda corpus: _count_claims(corpus, "assumption"),
    "objections": lambda corpus: len(corpus.objections),
    "open objections": lambda corpus: _count_marked(corpus, "open"),
    "objections with a reply": lambda corpus: _count_marked(corpus, "replied", "disputed"),
    "disputed objections": lambda corpus: _count_marked(corpus, "disputed"),
    "terms": lambda corpus: len(corpus.terms),
    "sources": lambda corpus: len(corpus.sources),
    "parts": lambda corpus: len(corpus.parts),
    "minutes for the essay": lambda corpus: _count_minutes(corpus),
}
"""What is counted: only what is in use."""


WORDS_A_MINUTE = 238
"""How fast people read silently, in English (Brysbaert 2019)."""


def _count_minutes(corpus: Corpus) -> int:
    words = sum(len(paragraph.text.split()) for paragraph in corpus.essay.paragraphs)
    return max(1, round(words / WORDS_A_MINUTE))


def _count_claims(corpus: Corpus, kind: str) -> int:
    return sum(claim.kind == kind for claim in corpus.claims.values())


def _count_marked(corpus: Corpus, *marks: Mark) -> int:
    states = find_states(corpus)
    return sum(mark_of(states[id]) in marks for id in corpus.objections)
