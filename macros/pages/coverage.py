"""Coverage: what the argument still lacks, and what nothing uses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..argument import (
    Claim,
    Corpus,
    Objection,
    Relations,
    Response,
    Source,
    Term,
    each_text_owner,
    find_texts,
    mark_of,
)
from ..essay import Sentence
from ..records import plain_text


@dataclass(frozen=True)
class Gaps:
    """What a contributor could fill, each in the order of its kind."""

    claims_without_objection: list[Claim]
    objections_without_answer: list[Objection]
    """Neither the essay nor a published work replies."""
    responses_without_source: list[Response]
    """Responses by the editors that cite nothing; the essay's are its own words."""
    objections_without_holder: list[Objection]
    sentences_without_claim: list[Sentence]
    terms_unused: list[Term]
    sources_unused: list[Source]

    @property
    def paragraphs_without_claim(self) -> dict[str, int]:
        """Return how many sentences that no claim uses stand in each paragraph."""
        return Counter(sentence.id.partition(".")[0] for sentence in self.sentences_without_claim)


def find_gaps(corpus: Corpus, relations: Relations) -> Gaps:
    """Find what is missing or unused in the corpus."""
    claims, objections = corpus.claims.values(), corpus.objections.values()
    responses = (response for response, _ in corpus.responses.values())
    sentences, sources = corpus.sentences.values(), corpus.sources.values()
    citing = {mention.by for mentions in relations.mentions.values() for mention in mentions}
    used = _find_used_terms(corpus, relations)
    return Gaps(
        claims_without_objection=[c for c in claims if c.id not in relations.objections],
        objections_without_answer=[
            o for o in objections if mark_of(relations.states[o.id]) == "open"
        ],
        responses_without_source=[
            r for r in responses if r.voice != "essay" and r.id not in citing
        ],
        objections_without_holder=[o for o in objections if not o.held_by],
        sentences_without_claim=[s for s in sentences if s.id not in relations.claims_at],
        terms_unused=[t for t in corpus.terms.values() if t.id not in used],
        sources_unused=[s for s in sources if s.id not in relations.mentions],
    )


def _find_used_terms(corpus: Corpus, relations: Relations) -> set[str]:
    """Find the terms that the essay, a claim, an objection, a note or another term uses."""
    index = corpus.term_index
    used = set(relations.term_sentences)
    for term in corpus.terms.values():
        if term.quotes:
            used.add(term.id)
        used |= {confusion.term for confusion in term.confused_with if confusion.term}
    for by, value in each_text_owner(corpus):
        found = {index.id_of(m) for text in find_texts(value) for m in index.find(plain_text(text))}
        used |= found - {by.removeprefix("term:")}
    return used
