"""Examples on the page that says how to cite: of what the site has, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from ..argument import Claim, home_of_part, home_of_passage, home_of_source, home_of_term
from ..editions import cite_item, cite_sentence
from ..references import STYLES, Citing, find_copies
from .view import View


@dataclass(frozen=True)
class Example:
    """Something as it is cited."""

    what: str
    style: str
    lines: tuple[Markup, ...]


def find_examples(view: View) -> Iterator[Example]:
    """Yield a sentence of the essay, a claim and an objection as they are cited."""
    claim = _find_claim(view)
    copies = find_copies(_cite(view, _find_sentence(view, claim)))
    told = ("in MLA style, as its number copies it", "in APA style")
    for style, name in zip(told, ("Copy as MLA", "Copy as APA"), strict=True):
        yield Example("A sentence of the essay", style, tuple(copies[name].split("\n")))
    if claim:
        cited = _cite_in(view, claim.id, "APA (7th edition)")
        yield Example("A claim", "which is in the editors’ words, in APA style", (cited,))
    for id in list(view.corpus.objections)[:1]:
        cited = _cite_in(view, id, "Chicago (18th edition), note")
        yield Example("An objection", "in a note as Chicago has it", (cited,))


def _find_claim(view: View) -> Claim | None:
    """Return the first claim; one that quotes a sentence, if there is such a one."""
    claims = [claim for claim in view.corpus.claims.values() if claim.kind == "claim"]
    return min(claims, key=lambda claim: not _quoted_in(view, claim), default=None)


def _quoted_in(view: View, claim: Claim) -> list[str]:
    return [one.passage for one in claim.quotes if one.passage in view.corpus.sentences]


def _find_sentence(view: View, claim: Claim | None) -> str:
    quoted = _quoted_in(view, claim) if claim else []
    return next(iter([*quoted, *view.corpus.sentences]))


def _cite(view: View, id: str) -> Citing:
    url = view.site.address_of(home_of_passage(id))
    sentence = cite_sentence(view.corpus, view.histories)
    return replace(sentence, url=url, words=view.corpus.sentences[id].text, passage=id)


def _cite_in(view: View, id: str, style: str) -> Markup:
    return escape(STYLES[style](cite_item(view.corpus, view.histories[id], view.site)))


def find_addresses(view: View) -> Iterator[tuple[str, str, str]]:
    """Yield what can be linked to, the id of one such thing, and its home."""
    corpus, claim = view.corpus, _find_claim(view)
    sentence = _find_sentence(view, claim)
    whole = sentence.partition(".")[0]
    yield "A sentence of the essay", sentence, home_of_passage(sentence)
    yield "A paragraph", whole, home_of_passage(whole)
    for part in list(corpus.parts)[:1]:
        yield "A part of the essay", "", home_of_part(part)
    items = [claim.id] if claim else list(corpus.claims)[:1]
    for id in items:
        yield "A claim, an assumption or the thesis", id, corpus.home(id)
    for id in list(corpus.objections)[:1]:
        yield "An objection", id, corpus.home(id)
    for id in list(corpus.responses)[:1]:
        yield "A response", id, corpus.home(id)
    for id in list(corpus.terms)[:1]:
        yield "A term", "", home_of_term(id)
    for id in [id for id in items if view.histories[id].versions]:
        history = view.histories[id]
        home = history.home_of(history.versions[0])
        yield "One wording of a claim, an objection or a term", "", home
    for id in list(corpus.sources)[:1]:
        yield "A work cited", "", home_of_source(id)
    for id in list(corpus.objections)[:1]:
        yield "A row of a table", "", f"/objections/#{id.lower()}"
