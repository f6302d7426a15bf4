"""Anchors to which prose links, and which only finished pages have, made from data or by macros."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..checking import Publication
from ..pages import View, find_generated
from ..records import Problem, parse_content
from .macro_html import CALLS


def find_lost_anchors(publication: Publication, view: View | None = None) -> Iterator[Problem]:
    """Yield a problem for each link of the prose to an anchor that its page will not have."""
    if not publication.wanted:
        return
    view = view or View(publication.corpus, publication.register)
    made = {f"{page.home.strip('/')}.md": page for page in find_generated(view)}

    @cache
    def find_anchors(target: str) -> frozenset[str] | None:
        return _find_anchors(made[target].render(view)) if target in made else None

    for wanted in publication.wanted:
        anchors = find_anchors(wanted.target)
        called = (_find_anchors(CALLS[c.name](view, *c.arguments)) for c in wanted.calls)
        if (anchors is None and not wanted.calls) or wanted.anchor not in (
            anchors or frozenset()
        ).union(*called):
            yield from wanted.problems


def _find_anchors(content: str) -> frozenset[str]:
    body = parse_content(content)
    return frozenset(node.id for node in body.css("[id]") if node.id)
