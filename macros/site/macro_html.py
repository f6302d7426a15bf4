"""What the macros of prose pages become in HTML: one in a block of its own, its own template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2.utils import urlize
from markupsafe import Markup, escape

from ..argument import home_of_term
from ..exports import find_rows, make_exports
from ..pages import View, find_addresses, find_examples
from ..prose import COUNTED, MACROS
from ..records import Quotation
from ..references import TOLD, cite


def _link_item(view: View, id: str, words: str | None = None) -> Markup:
    link = Markup('<a href="{}">{}</a>')
    return link.format(view.corpus.home(id), words or view.corpus.title(id))


def _link_term(view: View, id: str, words: str | None = None) -> Markup:
    link = Markup('<a class="term" href="{}">{}</a>')
    return link.format(home_of_term(id), words or view.corpus.all_terms[id].term.lower())


def _tell(name: str, view: View) -> Markup:
    return Markup(urlize(TOLD[name](view.corpus), rel="nofollow"))


def _render(name: str, view: View, *ids: str) -> Markup:
    """Render the template of a macro’s name, with what it takes under the name of its kind."""
    takes: Mapping[str, Callable[[str], Any]] = {
        "part": view.corpus.parts.__getitem__,
        "claim": view.corpus.all_claims.__getitem__,
        "passage": lambda id: Quotation(passage=id),
    }
    given = zip([MACROS[name].takes], ids, strict=False)
    return view.render(name, **{kind: takes[kind](id) for kind, id in given})


CALLS: Mapping[str, Callable[..., Markup]] = {
    **{name: partial(_render, name) for name, macro in MACROS.items() if macro.block},
    **dict.fromkeys(("claim", "objection", "response", "note", "passage"), _link_item),
    "term": _link_term,
    "strongest": lambda view, id: view.render("strongest", claim=view.corpus.all_claims[id]),
    "source": lambda view, id, place=None: cite(view.corpus.all_sources[id], place),
    "count": lambda view, kind: escape(COUNTED[kind](view.corpus)),
    **{name: partial(_tell, name) for name in TOLD},
    "essay_title": lambda view: view.render("essay_title"),
    "site_address": lambda view: escape(view.site.address_of("")),
    "cite_examples": lambda view: view.render("cite_examples", examples=find_examples(view)),
    "address_list": lambda view: view.render("address_list", addresses=find_addresses(view)),
    "export_list": lambda view: view.render("export_list", rows=find_rows(view.once(make_exports))),
}
"""Each takes the View and the macro’s arguments, all text."""
