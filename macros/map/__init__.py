"""The argument as a drawing: a graph of what bears on what, put into columns, drawn as SVG."""

from __future__ import annotations

from .boxes import draw_sample
from .focus import draw_focus
from .graph import count_carried, find_graph, find_outline
from .sections import Section, draw_overview, find_places, find_sections
from .whole import draw_map
