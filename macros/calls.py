"""The macros that prose pages may call, and what each renders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from . import render, render_map
from .book import render_book_links
from .export_index import find_rows
from .exports import make_exports
from .fields import Quotation
from .parts import Part
from .prose import Macro
from .render import View


@dataclass(frozen=True)
class Call:
    """A macro: what it takes, and how it becomes HTML."""

    macro: Macro
    render: Callable[..., Markup]
    """Takes the View and the macro's arguments, all text."""


def _block(takes: str, function: Callable[..., Markup]) -> Call:
    return Call(Macro(takes, 1 if takes else 0, block=True), function)


def _part(function: Callable[[View, Part], Markup]) -> Call:
    return _block("part", lambda view, id: function(view, view.corpus.parts[id]))


def _quotation(view: View, id: str) -> Markup:
    return render.render_quotation(view, Quotation(passage=id))


def _export_list(view: View) -> Markup:
    return view.render("export_list", rows=find_rows(view.once(make_exports)))


def _link(takes: str, function: Callable[..., Markup]) -> Call:
    return Call(Macro(takes, 2), function)


CALLS: Mapping[str, Call] = {
    # in a line of prose: an id and, if the link should not show the title, the words to show
    "claim": _link("claim", render.render_item_link),
    "objection": _link("objection", render.render_item_link),
    "response": _link("response", render.render_item_link),
    "note": _link("note", render.render_item_link),
    "passage": _link("passage", render.render_item_link),
    "term": _link("term", render.render_term_link),
    "source": _link("source", render.render_citation),
    "count": Call(
        Macro("|".join(render.COUNTED), 1),
        lambda view, kind: escape(render.count_of(view, kind)),
    ),
    "essay_title": Call(Macro(), lambda view: escape(view.corpus.essay.title)),
    "site_address": Call(Macro(), lambda view: escape(view.site.address_of(""))),
    # alone in a line
    "quotation": _block("passage", _quotation),
    "thesis": _block("", render.render_thesis),
    "part_list": _block("", render.render_part_list),
    "part_text": _part(render.render_part_text),
    "part_claims": _part(render.render_part_claims),
    "part_onward": _part(render.render_part_onward),
    "part_objections": _part(render.render_objection_table),
    "claim_objections": _block(
        "claim",
        lambda view, id: render.render_objection_table(view, claim=view.corpus.all_claims[id]),
    ),
    "objection_table": _block("", render.render_objection_table),
    "claim_table": _block("", render.render_claim_table),
    "argument_map": _block("", render_map.render_argument_map),
    "argument_outline": _block("", render_map.render_argument_outline),
    "essay": _block("", render.render_essay),
    "glossary": _block("", render.render_glossary),
    "source_list": _block("", render.render_source_list),
    "source_account": _block("", render.render_source_account),
    "note_table": _block("", render.render_note_table),
    "coverage": _block("", render.render_coverage),
    "book_links": _block("", render_book_links),
    "open_questions": _block("", render.render_open_questions),
    "contributor_list": _block("", render.render_contributor_list),
    "cite_site": _block("", render.render_cite_site),
    "edition_list": _block("", render.render_edition_list),
    "ways_in": _block("", render.render_ways_in),
    "export_list": _block("", _export_list),
    "check_citations": _block("", render.render_check_citations),
}

MACROS: Mapping[str, Macro] = {name: call.macro for name, call in CALLS.items()}
