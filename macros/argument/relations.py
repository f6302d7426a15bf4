"""Relations: every link of the corpus, seen from its other end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..essay import Note, Part
from ..records import Citation, Model, find_references, group
from .claims import Claim
from .corpus import Corpus
from .glossary import Term
from .objections import Objection, Response
from .states import State, find_states


@dataclass(frozen=True)
class Mention:
    """One place where a work is cited."""

    by: str
    """The id of the claim, objection, response, note or term."""
    citation: Citation


@dataclass(frozen=True)
class Relations:
    """Each mapping goes from an id to what points at it; ids without any are left out."""

    part_of: Mapping[str, Part]
    """From a paragraph or sentence to its part."""
    supporters: Mapping[str, list[Claim]]
    dependants: Mapping[str, list[Claim]]
    grounds: Mapping[str, list[Claim]]
    """From a claim to what it depends on, and then what supports it."""
    steps: Mapping[str, list[Claim]]
    """From a claim to what it supports, and then what depends on it."""
    objections: Mapping[str, list[Objection]]
    """From a claim or response to the objections against it."""
    states: Mapping[str, tuple[State, ...]]
    """From an objection, in use or retired, to how it stands."""
    raised: Mapping[str, list[Objection]]
    """From a sentence to the objections that the essay raises there."""
    claims_at: Mapping[str, list[Claim]]
    """From a sentence to the claims it states."""
    responses_at: Mapping[str, list[tuple[Response, Objection]]]
    """From a sentence to the responses that quote it."""
    terms_at: Mapping[str, list[Term]]
    """From a sentence to the terms whose use it shows."""
    notes_at: Mapping[str, list[Note]]
    """From a sentence to the editors' notes on it or on its paragraph."""
    mentions: Mapping[str, list[Mention]]
    """From a work cited to where it is cited."""
    mentioned_by: Mapping[str, list[str]]
    """From an item to the items and terms whose text refers to it; terms as `term:id`."""
    claims_of: Mapping[str, list[Claim]]
    """From a part to the claims stated there."""
    parts_of: Mapping[str, list[Part]]
    """From a claim to the parts that state it, in reading order."""
    objections_of: Mapping[str, list[Objection]]
    """From a part to the objections raised there or against the claims stated there."""
    term_sentences: Mapping[str, list[str]]
    """From a term to the sentences of the essay that use it."""


def find_relations(corpus: Corpus) -> Relations:
    """Turn every link of the corpus around."""
    claims, objections = corpus.claims.values(), corpus.objections.values()
    responses, terms = corpus.responses.values(), corpus.terms.values()
    part_of = _find_part_of(corpus)
    claims_at = _find_at(corpus, ((q.passage, c) for c in claims for q in c.quotes))
    raised = _find_at(corpus, ((passage, o) for o in objections for passage in o.raised_at))
    supporters = _invert((id, c) for c in claims for id in c.supports)
    dependants = _invert((id, c) for c in claims for id in c.depends_on)
    claims_of = _find_claims_of(corpus, part_of, claims_at)
    return Relations(
        part_of=part_of,
        supporters=supporters,
        dependants=dependants,
        grounds={c.id: _join(corpus, c.depends_on, supporters.get(c.id, [])) for c in claims},
        steps={c.id: _join(corpus, c.supports, dependants.get(c.id, [])) for c in claims},
        objections=(against := _invert((id, o) for o in objections for id in o.against)),
        states=find_states(corpus),
        raised=raised,
        claims_at=claims_at,
        responses_at=_find_at(corpus, ((q.passage, r) for r in responses for q in r[0].quotes)),
        terms_at=_find_at(corpus, ((q.passage, term) for term in terms for q in term.quotes)),
        notes_at=_find_at(corpus, ((note.passage, note) for note in corpus.notes.values())),
        mentions=_invert((m.citation.source, m) for m in _each_mention(corpus)),
        mentioned_by=_find_mentioned(corpus),
        claims_of=claims_of,
        parts_of=_invert((c.id, corpus.parts[id]) for id, cs in claims_of.items() for c in cs),
        objections_of=_find_objections_of(corpus, part_of, raised, claims_of, against),
        term_sentences=_find_term_sentences(corpus),
    )


def _invert(pairs: Iterable[tuple[str, object]]) -> dict[str, list]:  # type: ignore[type-arg]
    return {id: list(dict.fromkeys(values)) for id, values in group(pairs).items()}


def _join(corpus: Corpus, ids: Iterable[str], others: Iterable[Claim]) -> list[Claim]:
    return list(dict.fromkeys([*(corpus.claims[id] for id in ids if id in corpus.claims), *others]))


def _find_at(corpus: Corpus, pairs: Iterable[tuple[str, object]]) -> dict[str, list]:  # type: ignore[type-arg]
    """Return by sentence what is paired with it, or with a passage that it is part of."""
    return _invert((id, value) for passage, value in pairs for id in corpus.sentence_ids(passage))


def _find_claims_of(
    corpus: Corpus, part_of: Mapping[str, Part], claims_at: Mapping[str, Sequence[Claim]]
) -> dict[str, list[Claim]]:
    """Return the claims that each part makes, in the order of its sentences."""
    return _invert((part_of[id].id, c) for id in corpus.sentences for c in claims_at.get(id, ()))


def _find_part_of(corpus: Corpus) -> dict[str, Part]:
    part_of = {}
    for part in corpus.parts.values():
        for paragraph in part.paragraphs:
            for id in (paragraph, *corpus.sentence_ids(paragraph)):
                part_of[id] = part
    return part_of


def _find_objections_of(
    corpus: Corpus,
    part_of: Mapping[str, Part],
    raised: Mapping[str, list[Objection]],
    claims_of: Mapping[str, list[Claim]],
    objections: Mapping[str, list[Objection]],
) -> dict[str, list[Objection]]:
    here: dict[str, set[str]] = {part: set() for part in corpus.parts}
    for sentence, met in raised.items():
        here[part_of[sentence].id] |= {objection.id for objection in met}
    for part, claims in claims_of.items():
        here[part] |= {o.id for claim in claims for o in objections.get(claim.id, [])}
    order = {id: place for place, id in enumerate(corpus.objections)}
    return {
        part: [corpus.objections[id] for id in sorted(ids, key=order.__getitem__)]
        for part, ids in here.items()
    }


def _each_mention(corpus: Corpus) -> Iterator[Mention]:
    for by, value in each_text_owner(corpus):
        yield from (Mention(by, citation) for citation in find_citations(value))


def find_citations(value: Model) -> Iterator[Citation]:
    """Yield each citation of a work, in the fields of a value and then in its texts."""
    yield from value.held_by if isinstance(value, Objection) else getattr(value, "sources", ())
    for text in find_texts(value):
        for found in find_references(text):
            if found.kind == "source":
                yield Citation(source=found.id, locator=found.locator or None)


def each_text_owner(corpus: Corpus) -> Iterator[tuple[str, Model]]:
    """Yield everything that has text, with its id; terms as `term:id`."""
    yield from corpus.claims.items()
    for objection in corpus.objections.values():
        yield objection.id, objection
        yield from ((response.id, response) for response in objection.live_responses)
    yield from corpus.notes.items()
    yield from ((f"term:{id}", term) for id, term in corpus.terms.items())


def find_texts(value: object) -> Iterator[str]:
    """Yield every text of a value, its own words only: not those of responses inside it."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in ("words", "responses"):
                yield from find_texts(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from find_texts(inner)
    elif isinstance(value, str):
        yield value


def _find_mentioned(corpus: Corpus) -> dict[str, list[str]]:
    return _invert(
        (reference.id, by)
        for by, value in each_text_owner(corpus)
        for text in find_texts(value)
        for reference in find_references(text)
        if reference.kind == "item" and reference.id != by
    )


def _find_term_sentences(corpus: Corpus) -> dict[str, list[str]]:
    index = corpus.term_index
    return _invert(
        (index.id_of(match), sentence.id)
        for sentence in corpus.sentences.values()
        for match in index.find(sentence.text)
    )
