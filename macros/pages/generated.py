"""Pages made from data: one for each claim, objection and term, and for each section of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..argument import DATA_FILES, home_of_claim, home_of_objection, home_of_term
from ..map import Section
from .map import render_map_page, sections_of
from .view import View, render_claim_page, render_objection_page, render_term_page

USES = "\ue002"
"""Stands on a term's page for where it is used, until every page is known."""


@dataclass(frozen=True, kw_only=True)
class Generated:
    """A page made from data."""

    home: str
    title: str
    description: str
    file: str
    """From the project’s folder; the page's “edit” link opens it."""
    make: Callable[[], Markup]
    is_map: bool = False
    """It takes the whole width."""


def find_generated(view: View) -> Iterator[Generated]:
    """Yield each page made from data."""
    for claim in view.corpus.all_claims.values():
        yield Generated(
            home=home_of_claim(claim.id),
            title=claim.title,
            description=claim.glance,
            file=view.corpus.files[claim.id],
            make=partial(render_claim_page, view, claim),
        )
    for objection in view.corpus.all_objections.values():
        yield Generated(
            home=home_of_objection(objection.id),
            title=objection.title,
            description=objection.glance,
            file=view.corpus.files[objection.id],
            make=partial(render_objection_page, view, objection),
        )
    for term in view.corpus.all_terms.values():
        yield Generated(
            home=home_of_term(term.id),
            title=term.term,
            description=term.definition,
            file=view.corpus.files[f"term:{term.id}"],
            make=partial(render_term_page, view, term, Markup(USES)),
        )
    yield from (_map_page(view, section) for section in view.once(sections_of))


def _map_page(view: View, section: Section) -> Generated:
    return Generated(
        home=section.home,
        title=f"{section.title}: the argument map",
        description=f"The map and the outline of one section of the argument: {section.contents}.",
        file=DATA_FILES["parts"].path(),
        make=partial(render_map_page, view, section),
        is_map=True,
    )
