"""Pages made from data: one for each claim, objection and term, and for each section of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from markupsafe import Markup

from ..argument import DATA_FILES
from ..map import Section
from ..records import Model
from .view import View, render_claim_page, render_objection_page, render_term_page, sections_of

USES = "\ue002"
"""Stands on a term's page for where it is used, until every page is known."""


Kind = Literal["claim", "objection", "term", "section"]


@dataclass(frozen=True, kw_only=True)
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
    make: Callable[[], Markup]


def find_generated(view: View) -> Iterator[Generated]:
    """Yield each page made from data."""
    for id, claim in view.corpus.all_claims.items():
        make = partial(render_claim_page, view, claim)
        yield _item_page(view, id, "claim", claim, claim.glance, make)
    for id, objection in view.corpus.all_objections.items():
        make = partial(render_objection_page, view, objection)
        yield _item_page(view, id, "objection", objection, objection.glance, make)
    for id, term in view.corpus.all_terms.items():
        make = partial(render_term_page, view, term, Markup(USES))
        yield _item_page(view, f"term:{id}", "term", term, term.definition, make)
    yield from (_map_page(view, section) for section in view.once(sections_of))


def _item_page(
    view: View, key: str, kind: Kind, value: Model, description: str, make: Callable[[], Markup]
) -> Generated:
    citable = view.histories[key].citable
    return Generated(
        home=citable.home,
        title=citable.title,
        description=description,
        file=view.corpus.files[key],
        kind=kind,
        value=value,
        make=make,
    )


def _map_page(view: View, section: Section) -> Generated:
    return Generated(
        home=section.home,
        title=f"{section.title}: the argument map",
        description=f"The map and the outline of one section of the argument: {section.contents}.",
        file=DATA_FILES["parts"].path(),
        kind="section",
        value=section,
        make=partial(view.render, "section_page", section=section),
    )
