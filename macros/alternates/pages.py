"""Pages in Markdown: what a claim's, an objection's and a term's page say, for programs to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..argument import (
    Claim,
    Confusion,
    Objection,
    Response,
    Term,
    find_texts,
    home_of_claim,
    home_of_objection,
    home_of_part,
    home_of_source,
    home_of_term,
    words,
)
from ..pages import View
from ..records import Citation, Model, Quotation, Retired, escape_marks, find_references
from .text import (
    cite_all,
    join_blocks,
    link,
    link_ids,
    link_item,
    link_key,
    write_line,
    write_list,
    write_others,
    write_quotation,
    write_references,
    write_text,
)

Block = str | None

_PLACED = ("title", "glance", "text", "editors’ note")


def write_generated(view: View) -> Iterator[tuple[str, str, str]]:
    """Yield the home, key and Markdown of the page of each claim, objection and term."""
    for claim in view.corpus.all_claims.values():
        yield home_of_claim(claim.id), claim.id, join_blocks(_claim(view, claim))
    for objection in view.corpus.all_objections.values():
        made = join_blocks(_objection(view, objection))
        yield home_of_objection(objection.id), objection.id, made
    for term in view.corpus.all_terms.values():
        yield home_of_term(term.id), f"term:{term.id}", join_blocks(_term(view, term))


def _claim(view: View, claim: Claim) -> Iterator[Block]:
    stated = claim.strength and f"stated {words.STRENGTHS[claim.strength]}"
    told = [f"{words.KINDS[claim.kind]} {claim.id}", stated]
    yield f"# {escape_marks(claim.title)}"
    yield ", ".join(filter(None, told)) + "."
    yield from _retired(view, claim.id, claim.retired)
    yield write_line(view, claim.glance)
    yield from ["## In plain words", f"{words.SUMMARY}:", *write_text(view, claim.text)]
    yield from write_others(view, claim.id, _PLACED)
    yield from _quoted(view, claim)
    yield from _rests(view, claim)
    against = [
        _objection_line(view, found) for found in view.relations.objections.get(claim.id, [])
    ]
    yield "## Objections and responses"
    yield write_list(against) or words.NO_OBJECTION
    yield from _bearing(view, claim)
    yield from _end(view, claim.id, claim, claim.note)


def _quoted(view: View, claim: Claim) -> Iterator[Block]:
    if claim.quotes:
        yield "## In the essay’s words"
        yield from (write_quotation(view, quote) for quote in claim.quotes)
        parts = view.relations.parts_of.get(claim.id, [])
        placed = ", ".join(link(view, part.title, home_of_part(part.id)) for part in parts)
        yield placed and f"{words.IN_PLACE} {placed}."
    elif claim.kind == "assumption":
        yield words.UNSTATED


def _rests(view: View, claim: Claim) -> Iterator[Block]:
    supporters = [found.id for found in view.relations.supporters.get(claim.id, [])]
    dependants = [found.id for found in view.relations.dependants.get(claim.id, [])]
    if claim.depends_on or supporters:
        yield "## What it rests on"
        yield from _items(view, words.DEPENDS_ON, claim.depends_on)
        yield from _items(view, words.SUPPORTED_BY, supporters)
    if claim.supports or dependants:
        yield "## What rests on it"
        yield from _items(view, words.SUPPORTS, claim.supports)
        yield from _items(view, words.DEPENDANTS, dependants)


def _items(view: View, lead: str, ids: Sequence[str]) -> Iterator[Block]:
    if ids:
        yield from [lead, write_list(link_item(view, id) for id in ids)]


def _objection_line(view: View, objection: Objection) -> str:
    responses = ", ".join(
        f"{words.RESPONSES[found.voice].lower()} {link_ids(view, [found.id])}"
        for found in objection.live_responses
    )
    stands = tell_states(view, objection)
    return f"{link_item(view, objection.id)}, {stands}{responses and f': {responses}'}"


def tell_states(view: View, objection: Objection) -> str:
    """Say how an objection stands, with links to what disputes a reply."""
    states = view.relations.states[objection.id]
    return words.tell_states(states, lambda id: link_ids(view, [id]))


def _bearing(view: View, claim: Claim) -> Iterator[Block]:
    if claim.sources:
        yield "## Works that bear on it"
    for bearing, heading in words.BEARINGS.items():
        if works := [work for work in claim.sources if work.bearing == bearing]:
            yield from [f"### {heading}", cite_all(view, works)]


def _objection(view: View, objection: Objection) -> Iterator[Block]:
    yield f"# {escape_marks(objection.title)}"
    yield f"Objection {objection.id}, {tell_states(view, objection)}."
    yield from _retired(view, objection.id, objection.retired)
    yield write_line(view, objection.glance)
    rebuts = {id: " (a rebuttal)" if id.startswith("R") else "" for id in objection.against}
    against = [f"{link_item(view, id)}{rebuttal}" for id, rebuttal in rebuts.items()]
    yield from ["Against:", write_list(against), "## The objection"]
    yield _worded(view, objection)
    yield from write_text(view, objection.text)
    yield from write_others(view, objection.id, _PLACED)
    yield "## Who holds it"
    yield cite_all(view, objection.held_by) or words.NO_HOLDER
    if objection.raised_at:
        yield words.RAISED
        yield from (write_quotation(view, Quotation(passage=id)) for id in objection.raised_at)
    yield "## Responses"
    yield find_no_answer(view, objection)
    for response in objection.responses:
        yield from _response(view, response)
    yield from _end(view, objection.id, objection, objection.note, *objection.responses)


def _worded(view: View, objection: Objection) -> Block:
    holder = objection.wording and objection.wording.by
    by = f" {write_line(view, holder)}" if holder and objection.origin != "paraphrased" else ""
    return f"{words.ORIGINS[objection.origin]}{by}:"


def find_no_answer(view: View, objection: Objection) -> Block:
    """Return the sentence that says so, if the essay does not reply."""
    replies = view.relations.states[objection.id][0].name == "the essay replies"
    return None if replies else words.NO_ANSWER


def _response(view: View, response: Response) -> Iterator[Block]:
    yield f"### {words.RESPONSES[response.voice]} ({response.id})"
    yield f"Address: {link_ids(view, [response.id])}"
    yield from _retired(view, response.id, response.retired)
    summary = f"{words.SUMMARY}: " if response.voice == "essay" else ""
    yield f"{summary}{write_line(view, response.gloss)}"
    yield from (write_quotation(view, quote) for quote in response.quotes)
    yield from write_text(view, response.text or "")
    yield from write_others(view, response.id, ("text", "gloss"), "####")
    yield cite_all(view, response.sources)
    rebuttals = view.relations.objections.get(response.id, [])
    lines = [_objection_line(view, found) for found in rebuttals]
    yield from [words.REBUTTALS, write_list(lines)] if lines else []


def _term(view: View, term: Term) -> Iterator[Block]:
    yield from [f"# {escape_marks(term.term)}", "Term."]
    yield from _retired(view, f"term:{term.id}", term.retired)
    yield write_line(view, term.definition)
    yield f"Also: {escape_marks(', '.join(term.aliases))}." if term.aliases else None
    yield from ["## Where it comes from", *write_text(view, term.origin)] if term.origin else []
    yield "## Its senses" if term.senses else None
    for sense in term.senses:
        yield from [f"### {escape_marks(sense.name)}", *write_text(view, sense.text)]
    yield "## In this essay" if term.here or term.quotes else None
    yield from write_text(view, term.here or "")
    yield from (write_quotation(view, quote) for quote in term.quotes)
    yield "## Not to be confused with" if term.confused_with else None
    for confusion in term.confused_with:
        yield from [f"### {_confused(view, confusion)}", *write_text(view, confusion.text or "")]
    yield from write_others(view, f"term:{term.id}", {*_find_placed(view, term)})
    yield from ["## Works", cite_all(view, term.sources)] if term.sources else []
    used = view.relations.term_sentences.get(term.id, [])
    yield from ["## Where the essay uses it", link_ids(view, used)] if used else []
    yield from _end(view, f"term:{term.id}", term, None)


def _find_placed(view: View, term: Term) -> Iterator[str]:
    """Yield what the words of a term are called that have a place of their own."""
    yield from ("title", "definition", "origin", "in this essay")
    yield from (f"sense: {sense.name}" for sense in term.senses)
    for other in term.confused_with:
        name = view.corpus.all_terms[other.term].term if other.term else other.name
        yield f"not to be confused with: {name}"


def _confused(view: View, confusion: Confusion) -> str:
    if confusion.term:
        return link_key(view, f"term:{confusion.term}")
    return escape_marks(confusion.name or "")


def _retired(view: View, key: str, retired: Retired | None) -> Iterator[Block]:
    if retired:
        reason = write_line(view, retired.reason)
        yield f"**Retired on {retired.date}.** {reason} {words.RETIRED}"
        instead = ", ".join(link_key(view, one) for one in view.corpus.live_successors[key])
        yield instead and f"Read instead: {instead}."


def _end(view: View, key: str, value: Model, note: str | None, *inside: Model) -> Iterator[Block]:
    """Yield how every page ends: the editors' note, what mentions the thing, its references."""
    yield from ["## Editors’ note", *write_text(view, note)] if note else []
    mentioned = [link_key(view, by) for by in view.relations.mentioned_by.get(key, [])]
    yield from ["## Mentioned in", write_list(mentioned)] if mentioned else []
    works = dict.fromkeys(id for each in (value, *inside) for id in _find_works(each))
    written = view.once(write_references)
    references = [f"{written[id]} ({link(view, id, home_of_source(id))})" for id in works]
    yield from ["## References", write_list(references)] if references else []


def _find_works(value: Model) -> Iterator[str]:
    """Yield the id of each work that a value cites, in its fields and in its texts."""
    cited: Iterable[Citation] = getattr(value, "held_by", ()) or getattr(value, "sources", ())
    yield from (citation.source for citation in cited)
    for text in find_texts(value):
        yield from (found.id for found in find_references(text) if found.kind == "source")
