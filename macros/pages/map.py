"""The argument map and its equal in words, as HTML; a large argument has pages for its sections."""

from __future__ import annotations

from markupsafe import Markup

from ..argument import Claim
from ..map import (
    MOST_CLAIMS,
    Section,
    count_carried,
    draw_map,
    draw_overview,
    find_outline,
    find_sections,
)
from .view import View


def render_argument_map(view: View) -> Markup:
    """Render the claims and what hangs on each, with the whole drawing; or how sections hang."""
    if sections := view.once(sections_of):
        return view.render("map_overview", overview=draw_overview(view.graph, sections))
    return view.render(
        "map",
        claims=_find_order(view),
        carried=count_carried(view.graph),
        drawing=draw_map(view.graph),
        name="The whole argument",
    )


def _find_order(view: View) -> list[Claim]:
    """Return the claims as one reads them: the thesis, what is stated in its order, the rest."""
    corpus, claims_of = view.corpus, view.relations.claims_of
    theses = [claim.id for claim in corpus.claims.values() if claim.kind == "thesis"]
    stated = [claim.id for part in corpus.parts for claim in claims_of.get(part, ())]
    return [corpus.claims[id] for id in dict.fromkeys([*theses, *stated, *corpus.claims])]


def render_argument_outline(view: View) -> Markup:
    """Render the argument as nested lists, or the list of its sections."""
    if sections := view.once(sections_of):
        return view.render("outline_overview", overview=draw_overview(view.graph, sections))
    return view.render("outline", branches=find_outline(view.graph), places={})


def render_map_page(view: View, section: Section) -> Markup:
    """Render the page of one section: its map and its outline."""
    return view.render(
        "map_page",
        section=section,
        drawing=draw_map(view.graph, section.claims),
        branches=find_outline(view.graph, section.claims),
        places=view.once(places_of),
    )


def sections_of(view: View) -> list[Section]:
    """Divide a large argument; return nothing where one map can show it all."""
    if len(view.graph.heads) <= MOST_CLAIMS:
        return []
    return find_sections(view.graph, view.corpus.parts, view.relations.claims_of)


def places_of(view: View) -> dict[str, str]:
    """Return the page on which the outline writes each item out, where there are several pages."""
    return {
        id: section.home
        for section in view.once(sections_of)
        for head in section.claims
        for id in (head, *view.graph.find_hanging(head))
    }
