"""Pages made from data: for each claim, objection and term, and each drawing of the argument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from ..argument import DATA_FILES, home_of_map
from ..map import Section
from ..records import Model
from .essay_sections import EssaySection
from .view import View, essay_sections_of, render_references, sections_of

USES = "\ue002"
"""Stands on a term's page for where it is used, until every page is known."""


Kind = Literal["claim", "objection", "term", "section", "drawing", "essay_section"]


@dataclass(frozen=True)
class Generated:
    """A page made from data."""

    home: str
    title: str
    description: str
    file: str
    """From the project’s folder; the page's “edit” link opens it."""
    kind: Kind
    value: Any
    """What it is about, of this kind."""

    def render(self, view: View) -> Markup:
        """Render what stands on it."""
        made = view.render(f"{self.kind}_page", **{self.kind: self.value}, uses=Markup(USES))
        return made + render_references(view, made)


def find_generated(view: View) -> Iterator[Generated]:
    """Yield each page made from data."""
    for id, claim in view.corpus.all_claims.items():
        yield _item_page(view, id, "claim", claim, claim.glance)
    for id, objection in view.corpus.all_objections.items():
        yield _item_page(view, id, "objection", objection, objection.glance)
    for id, term in view.corpus.all_terms.items():
        yield _item_page(view, f"term:{id}", "term", term, term.definition)
    sections = view.once(sections_of)
    yield from map(_section_page, sections)
    if view.corpus.claims and not sections:
        yield _drawing_page()
    yield from map(_essay_page, view.once(essay_sections_of))


def _item_page(view: View, key: str, kind: Kind, value: Model, description: str) -> Generated:
    citable, file = view.histories[key].citable, view.corpus.files[key]
    return Generated(citable.home, citable.title, description, file, kind, value)


def _section_page(section: Section) -> Generated:
    title = f"{section.title}: the argument map"
    says = f"The map and the outline of one section of the argument: {section.note}."
    return Generated(section.home, title, says, DATA_FILES["parts"].path(), "section", section)


def _drawing_page() -> Generated:
    says = "The whole argument as one drawing, with every objection and response."
    file = DATA_FILES["parts"].path()
    return Generated(home_of_map("whole"), "The whole argument, drawn", says, file, "drawing", None)


def _essay_page(section: EssaySection) -> Generated:
    file, says = DATA_FILES["parts"].path(), section.description
    return Generated(section.home, section.title, says, file, "essay_section", section)
