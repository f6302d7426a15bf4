"""What the macros of prose pages become in HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from ..pages import view as render
from ..pages import map as render_map
from ..pages import render_book_links
from ..prose import COUNTED
from ..exports import find_rows
from ..exports import make_exports
from ..records import Quotation
from ..essay import Part
from ..pages import View


def _of_part(function: Callable[[View, Part], Markup]) -> Callable[[View, str], Markup]:
    return lambda view, id: function(view, view.corpus.parts[id])


def _quotation(view: View, id: str) -> Markup:
    return render.render_quotation(view, Quotation(passage=id))


def _export_list(view: View) -> Markup:
    return view.render("export_list", rows=find_rows(view.once(make_exports)))


CALLS: Mapping[str, Callable[..., Markup]] = {
    "claim": render.render_item_link,
    "objection": render.render_item_link,
    "response": render.render_item_link,
    "note": render.render_item_link,
    "passage": render.render_item_link,
    "term": render.render_term_link,
    "source": render.render_citation,
    "count": lambda view, kind: escape(COUNTED[kind](view.corpus)),
    "essay_title": lambda view: escape(view.corpus.essay.title),
    "site_address": lambda view: escape(view.site.address_of("")),
    "quotation": _quotation,
    "part_text": _of_part(render.render_part_text),
    "part_claims": _of_part(render.render_part_claims),
    "part_onward": _of_part(render.render_part_onward),
    "part_objections": _of_part(render.render_objection_table),
    "claim_objections": lambda view, id: render.render_objection_table(
        view, claim=view.corpus.all_claims[id]
    ),
    "thesis": render.render_thesis,
    "part_list": render.render_part_list,
    "objection_table": render.render_objection_table,
    "claim_table": render.render_claim_table,
    "argument_map": render_map.render_argument_map,
    "argument_outline": render_map.render_argument_outline,
    "essay": render.render_essay,
    "glossary": render.render_glossary,
    "source_list": render.render_source_list,
    "source_account": render.render_source_account,
    "note_table": render.render_note_table,
    "coverage": render.render_coverage,
    "book_links": render_book_links,
    "open_questions": render.render_open_questions,
    "contributor_list": render.render_contributor_list,
    "cite_site": render.render_cite_site,
    "edition_list": render.render_edition_list,
    "ways_in": render.render_ways_in,
    "export_list": _export_list,
    "check_citations": render.render_check_citations,
}
"""Each takes the View and the macro’s arguments, all text."""
