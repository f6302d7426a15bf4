"""Coverage: what the argument still lacks, and what nothing uses."""

from __future__ import annotations

from dataclasses import dataclass

from .claims import Claim
from .corpus import Corpus
from .essay import Sentence
from .glossary import Term
from .objections import Objection, Response
from .relations import Relations
from .sources import Source


@dataclass(frozen=True)
class Gaps:
    """What a contributor could fill, each in the order of its kind."""

    claims_without_objection: list[Claim]
    objections_without_response: list[Objection]
    responses_without_source: list[Response]
    """Responses by the editors that cite nothing; the essay's are its own words."""
    objections_without_holder: list[Objection]
    sentences_without_claim: list[Sentence]
    terms_unused: list[Term]
    sources_unused: list[Source]


def find_gaps(corpus: Corpus, relations: Relations) -> Gaps:
    """Find what is missing or unused in the corpus."""
    return Gaps(
        claims_without_objection=[c for c in corpus.claims.values() if c.id not in relations.objections],
        objections_without_response=[o for o in corpus.objections.values() if not o.responses],
        responses_without_source=[r for r, _ in corpus.responses.values() if _lacks_source(r, relations)],
        objections_without_holder=[o for o in corpus.objections.values() if not o.held_by],
        sentences_without_claim=[s for s in corpus.sentences.values() if s.id not in relations.claims_at],
        terms_unused=[t for t in corpus.terms.values() if not _is_used(t, corpus, relations)],
        sources_unused=[s for s in corpus.sources.values() if s.id not in relations.mentions],
    )


def _lacks_source(response: Response, relations: Relations) -> bool:
    cited = any(m.by == response.id for ms in relations.mentions.values() for m in ms)
    return response.voice != "essay" and not cited


def _is_used(term: Term, corpus: Corpus, relations: Relations) -> bool:
    named = any(c.term == term.id for other in corpus.terms.values() for c in other.confused_with)
    return term.id in relations.term_sentences or bool(term.quotes) or named
