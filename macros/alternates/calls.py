"""What the macros of prose pages become in a page's Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..argument import (
    Claim,
    Objection,
    Response,
    home_of_part,
    home_of_source,
    home_of_term,
    words,
)
from ..editions import CHANGES, Notes, cite_site, find_notes
from ..exports import write_exports
from ..pages import HOME as BOOK
from ..pages import (
    View,
    excerpt,
    find_book_files,
    find_onward,
    find_questions,
    gaps_of,
    rank_objections,
)
from ..prose import COUNTED
from ..records import Quotation, escape_marks
from ..references import cite_plain
from .essay import (
    write_essay,
    write_note_table,
    write_part_text,
    write_source_account,
)
from .map import write_map, write_outline
from .pages import find_no_answer, tell_states
from .text import (
    cite,
    join_blocks,
    link,
    link_ids,
    link_item,
    link_key,
    write_line,
    write_list,
    write_quotation,
    write_references,
)


def _link_item(view: View, id: str, words: str | None = None) -> str:
    return link(view, words or view.corpus.title(id), view.corpus.home(id))


def _strongest(view: View, id: str) -> str:
    claim = view.corpus.all_claims[id]
    for objection in rank_objections(view.relations, claim):
        title = _link_item(view, objection.id)
        return f"{title}. {write_line(view, claim.strongest.reason)}" if claim.strongest else title
    return words.NO_OBJECTION


def _link_term(view: View, id: str, words: str | None = None) -> str:
    return link(view, words or view.corpus.all_terms[id].term.lower(), home_of_term(id))


def _quotation(view: View, id: str) -> str:
    return write_quotation(view, Quotation(passage=id))


def _thesis(view: View) -> str:
    theses = [claim for claim in view.corpus.claims.values() if claim.kind == "thesis"]
    return join_blocks(f"{write_line(view, t.glance)} {link_item(view, t.id)}" for t in theses)


def _part_list(view: View) -> str:
    lines = [
        f"{link(view, part.title, home_of_part(part.id))}: {write_line(view, part.glance)}"
        for part in view.corpus.parts.values()
    ]
    return write_list(lines)


def _claim_line(view: View, claim: Claim) -> str:
    said = [
        f"{link_item(view, claim.id)}: {write_line(view, claim.glance)}",
        f"In the essay: {link_ids(view, _places(claim))}." if claim.quotes else None,
        f"Supports {link_ids(view, claim.supports)}." if claim.supports else None,
        f"Depends on {link_ids(view, claim.depends_on)}." if claim.depends_on else None,
    ]
    against = [found.id for found in view.relations.objections.get(claim.id, [])]
    said.append(f"Objections: {link_ids(view, against) or 'none yet'}.")
    return " ".join(filter(None, said))


def _places(claim: Claim) -> Iterable[str]:
    return dict.fromkeys(quote.passage for quote in claim.quotes)


def _part_claims(view: View, id: str) -> str:
    claims = view.relations.claims_of.get(id, [])
    listed = write_list(_claim_line(view, claim) for claim in claims)
    return join_blocks([f"## {words.CLAIMED}", listed or words.NO_CLAIM])


def _part_onward(view: View, id: str) -> str:
    steps, grounds = find_onward(view, view.corpus.parts[id])
    listed = {words.REASON_FOR: steps, words.RESTS_ON: grounds}
    blocks = [
        f"{lead}\n\n{write_list(link_item(view, claim.id) for claim in claims)}"
        for lead, claims in listed.items()
        if claims
    ]
    return join_blocks(blocks or [words.ALONE])


def _claim_table(view: View) -> str:
    blocks = []
    for kind, heading in words.KIND_HEADINGS.items():
        lines = [_claim_line(view, c) for c in view.corpus.claims.values() if c.kind == kind]
        blocks += [f"## {heading}", write_list(lines)] if lines else []
    return join_blocks(blocks)


def _objections(view: View, rows: Iterable[Objection]) -> str:
    return write_list(_objection_line(view, found) for found in rows) or words.NONE


def _objection_line(view: View, objection: Objection) -> str:
    held = ", ".join(
        link(view, view.corpus.all_sources[c.source].label, home_of_source(c.source))
        for c in objection.held_by
    )
    said = [
        f"{link_item(view, objection.id)}, {tell_states(view, objection)}:",
        write_line(view, objection.glance),
        f"Against {link_ids(view, objection.against)}.",
        held and f"Held by {held}.",
        find_no_answer(view, objection),
        *(_response(view, response) for response in objection.live_responses),
    ]
    return " ".join(filter(None, said))


def _response(view: View, response: Response) -> str:
    quoted = " ".join(
        f"“{escape_marks(excerpt(view.corpus, quote))}” {link_ids(view, [quote.passage])}"
        for quote in response.quotes
    )
    return f"{_gloss(view, response)} {quoted}".rstrip()


def _gloss(view: View, response: Response) -> str:
    named = f"{words.GLOSSES[response.voice]} ({link_ids(view, [response.id])})"
    return f"{named}: {write_line(view, response.gloss)}"


def _objection_table(view: View) -> str:
    blocks = []
    states = view.relations.states
    for name, about in words.GROUPS.items():
        rows = [o for o in view.corpus.objections.values() if states[o.id][0].name == name]
        blocks += [f"## {name.capitalize()}", about, _objections(view, rows)] if rows else []
    return join_blocks(blocks)


def _glossary(view: View) -> str:
    terms = view.corpus.terms.values()
    return write_list(
        f"{_link_term(view, t.id, t.term)}: {write_line(view, t.definition)}" for t in terms
    )


def _source_list(view: View) -> str:
    gone = view.corpus.retired_sources
    listed = write_list(_source_line(view, id) for id in gone)
    return join_blocks([
        write_list(_source_line(view, id) for id in view.corpus.sources),
        listed and f"## No longer cited\n\n{listed}",
    ])  # fmt: skip


def _source_line(view: View, id: str) -> str:
    source = view.corpus.all_sources[id]
    by = dict.fromkeys(mention.by for mention in view.relations.mentions.get(id, []))
    said = [
        view.once(write_references)[id],
        f"({link(view, id, home_of_source(id))})",
        f"Retired on {source.retired.date}." if source.retired else None,
        f"Cited by {', '.join(link_key(view, key) for key in by)}." if by else None,
    ]
    return " ".join(filter(None, said))


def _coverage(view: View) -> str:
    gaps = view.once(gaps_of)
    found: dict[str, Iterable[str]] = {
        "Claims without an objection": (claim.id for claim in gaps.claims_without_objection),
        "Objections to which no answer is recorded": (o.id for o in gaps.objections_without_answer),
        "Responses without a source": (found.id for found in gaps.responses_without_source),
        "Objections without a published holder": (o.id for o in gaps.objections_without_holder),
        "Sentences that no claim uses": (s.id for s in gaps.sentences_without_claim),
        "Terms nothing uses": (f"term:{term.id}" for term in gaps.terms_unused),
        "Sources nothing cites": (f"source:{source.id}" for source in gaps.sources_unused),
    }
    lines = {name: ", ".join(link_key(view, key) for key in keys) for name, keys in found.items()}
    return write_list(f"{name}: {listed or 'none'}" for name, listed in lines.items())


def _cite_site(view: View) -> str:
    return escape_marks(cite_plain(cite_site(view.edition_date, view.site)))


def _edition_list(view: View) -> str:
    return join_blocks(_edition(view, notes) for notes in find_notes(view.register, view.histories))


def _edition(view: View, notes: Notes) -> str:
    held = ", ".join(f"{count} {kind}" for kind, count in notes.held)
    changed = [
        f"{CHANGES[what]}: {link(view, one.title, one.home)} ({one.name})"
        for what, things in notes.changes.items()
        for one in things
    ]
    return join_blocks([f"## {notes.date}", f"It holds {held}.", write_list(changed)])


def _open_questions(view: View) -> str:
    found = find_questions(view.corpus, view.relations)
    waiting = {
        "Objections without a response": [link_key(view, o.id) for o in found.unanswered],
        "Objections to which only the editors respond": [link_key(view, o.id) for o in found.open],
        "Responses that are disputed": [
            _disputed(view, r.id) for r, _ in found.contested_responses
        ],
        "Wordings that are contested": [link_key(view, o.id) for o in found.contested_wordings],
    }
    return join_blocks(
        f"## {name}\n\n{write_list(lines) or 'None.'}" for name, lines in waiting.items()
    )


def _disputed(view: View, id: str) -> str:
    response, objection = view.corpus.responses[id]
    by = link_ids(view, (found.id for found in view.relations.objections[id]))
    said = _gloss(view, response)
    return f"{said} To {link_item(view, objection.id)}; disputed by {by}."


def _contributor_list(view: View) -> str:
    named = [
        f"{write_line(view, one.name)}: {write_line(view, one.contribution)}"
        for one in view.corpus.contributors
    ]
    return write_list(named) if named else words.NO_NAME


def _book_links(view: View) -> str:
    files = {"The whole site on one page": BOOK, **find_book_files(view)}
    return write_list(link(view, name, home) for name, home in files.items())


MARKDOWN: Mapping[str, Callable[..., str]] = {
    **dict.fromkeys(("claim", "objection", "response", "note", "passage"), _link_item),
    "term": _link_term,
    "strongest": _strongest,
    "source": cite,
    "count": lambda view, kind: str(COUNTED[kind](view.corpus)),
    "essay_title": lambda view: escape_marks(view.corpus.essay.title),
    "site_address": lambda view: view.site.address_of(""),
    "quotation": _quotation,
    "thesis": _thesis,
    "part_list": _part_list,
    "part_text": write_part_text,
    "part_claims": _part_claims,
    "part_onward": _part_onward,
    "part_objections": lambda view, id: _objections(view, view.relations.objections_of[id]),
    "claim_objections": lambda view, id: _objections(view, view.relations.objections.get(id, [])),
    "objection_table": _objection_table,
    "claim_table": _claim_table,
    "argument_map": write_map,
    "argument_outline": write_outline,
    "essay": write_essay,
    "glossary": _glossary,
    "source_list": _source_list,
    "source_account": write_source_account,
    "note_table": write_note_table,
    "coverage": _coverage,
    "edition_list": _edition_list,
    "ways_in": lambda view: link(view, "The forms are on the page", "/how-to-contribute/"),
    "open_questions": _open_questions,
    "contributor_list": _contributor_list,
    "book_links": _book_links,
    "check_citations": lambda view: link(view, "The form is on the page", "/check-citations/"),
    "cite_site": _cite_site,
    "export_list": lambda view: write_list(write_exports(view.site)),
}
"""Each takes the View and the macro’s arguments, all text."""
