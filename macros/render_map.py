"""The argument map and its equal in words, as HTML."""

from __future__ import annotations

from markupsafe import Markup

from .argument_map import find_outline
from .map_overview import MOST_CLAIMS, Section, draw_overview, find_sections
from .map_whole import draw_map
from .render import View


def render_argument_map(view: View) -> Markup:
    """Render the map of the whole argument, a large one section by section."""
    sections = _find_sections(view)
    if not sections:
        return view.render("map", drawing=draw_map(view.graph))
    drawings = ((section, draw_map(view.graph, section.claims)) for section in sections)
    titles = {section.id: section.title for section in sections}
    overview = draw_overview(view.graph, sections)
    return view.render("map_sections", overview=overview, drawings=drawings, titles=titles)


def render_argument_outline(view: View) -> Markup:
    """Render the argument as nested lists, a large one section by section."""
    sections = _find_sections(view)
    if not sections:
        return view.render("outline", branches=find_outline(view.graph))
    branches = ((section, find_outline(view.graph, section.claims)) for section in sections)
    return view.render("outline_sections", outlines=branches)


def _find_sections(view: View) -> list[Section]:
    """Divide a large argument; return nothing where one map can show it all."""
    if len(view.graph.heads) <= MOST_CLAIMS:
        return []
    return find_sections(view.graph, view.corpus.parts, view.relations.claims_of)
