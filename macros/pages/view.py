"""Values → HTML. One function a template; every template escapes whatever it prints.

Links are written as homes (`/claims/c10/`); the host makes them relative to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..argument import STATUSES, Claim, Corpus, Objection, Relations, Term, find_relations, homes
from ..editions import (
    CHANGES,
    FILES,
    History,
    Redirect,
    Register,
    SiteName,
    Version,
    build_register,
    cite_essay,
    cite_item,
    cite_part,
    cite_sentence,
    cite_site,
    find_citables,
    find_histories,
    find_notes,
    home_of_file,
)
from ..essay import Note, Part, Sentence
from ..map import draw_focus, draw_sample, find_graph
from ..records import Quotation, Reference, plain_text, render_difference, render_line, render_text
from ..references import STYLES, cite, cite_briefly, find_copies, format_reference, quote
from .coverage import Gaps, find_gaps
from .facets import find_choices, find_claim_facets, find_objection_facets
from .forge import Forge
from .margin import find_beside
from .open_questions import find_questions
from .suggestions import find_suggestions

TEMPLATES = Path(__file__).parent / "templates"
T = TypeVar("T")


class View:
    """A corpus ready to be shown: with its relations, and templates that know how to link."""

    def __init__(
        self,
        corpus: Corpus,
        register: Register | None = None,
        site: SiteName | None = None,
        forge: Forge | None = None,
    ) -> None:
        self.corpus = corpus
        self.site = site or SiteName()
        self.register = register or build_register([])
        self.histories = find_histories(tuple(find_citables(corpus)), self.register)
        self.relations: Relations = find_relations(corpus)
        all_values: tuple[Mapping[str, Any], ...] = corpus.claims, corpus.objections, corpus.terms
        self.neighbours = dict(chain(*(_find_neighbours(values).items() for values in all_values)))
        """From the id of a claim, objection or term to what comes before and after it."""
        self.graph = find_graph(corpus)
        self._made: dict[Callable[[View], Any], Any] = {}
        self._environment = _environment(corpus, self.relations)
        self._environment.globals |= self._name_globals(forge)

    def _name_globals(self, forge: Forge | None) -> dict[str, Any]:
        """Return what templates may name, beside what follows from the corpus alone."""
        corpus = self.corpus
        return {
            "graph": self.graph,
            "map_head": draw_sample,
            "focus": partial(draw_focus, self.graph),
            "histories": self.histories,
            "has_editions": bool(self.register.editions),
            "cite_item": lambda key: cite_item(self.histories[key], self.site),
            "cite_essay": lambda: cite_essay(corpus.essay.title, self.edition_date, self.site),
            "cite_site": lambda: cite_site(self.edition_date, self.site),
            "cite_part": lambda key: cite_part(corpus, self.histories[key], self.site),
            "copies": find_copies(cite_sentence(corpus, self.histories)),
            "quote": quote,
            "note_link": link_note,
            "site": self.site,
            "edition_date": self.edition_date,
            "styles": STYLES,
            "files": tuple(FILES),
            "home_of_file": home_of_file,
            "home_of_key": lambda key: self.histories[key].citable.home,
            "suggestions": find_suggestions(forge, corpus, self.histories, self.register),
            "title_of_key": lambda key: self.histories[key].citable.title,
        }

    @property
    def edition_date(self) -> str | None:
        """The day of the newest edition."""
        return self.register.latest.date if self.register.latest else None

    def once(self, make: Callable[[View], T]) -> T:
        """Return what a function makes of this view; it is called only the first time."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def render(self, template: str, **values: Any) -> Markup:
        """Render one template of the `templates` folder."""
        return Markup(self._environment.get_template(f"{template}.html").render(**values))


def _environment(corpus: Corpus, relations: Relations) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    link = partial(link_reference, corpus)
    environment.filters |= {
        "text": partial(render_text, link=link),
        "line": partial(render_line, link=link),
        "plain": plain_text,
        "reference": format_reference,
        "anchor": homes.anchor_of_passage,
    }
    environment.globals |= {
        "corpus": corpus,
        "relations": relations,
        "homes": homes,
        "statuses": STATUSES,
        "find_choices": find_choices,
        "cite": lambda citation: cite(corpus.all_sources[citation.source], citation.locator),
        "cite_briefly": lambda citation: cite_briefly(corpus.all_sources[citation.source]),
        "difference": render_difference,
        "mark": partial(mark_notes, relations),
        "excerpt": partial(excerpt, corpus),
        "whole_passage": lambda id: Quotation(passage=id),
    }
    return environment


def link_reference(corpus: Corpus, reference: Reference) -> Markup:
    """Render a reference inside a text as a link."""
    if reference.kind == "source":
        return cite(corpus.all_sources[reference.id], reference.locator)
    link = Markup('<a class="id" href="{}" title="{}">{}</a>')
    return link.format(corpus.home(reference.id), corpus.title(reference.id), reference.id)


def mark_notes(relations: Relations, sentence: Sentence) -> Markup:
    """Render a sentence verbatim, the words that notes are about linked to the notes."""
    text = sentence.text
    notes = relations.notes_at.get(sentence.id, [])
    spans = {text.index(n.words): n for n in reversed(notes) if n.words and n.words in text}
    pieces, end = [], 0
    for start, note in sorted(spans.items()):
        if start >= end:
            pieces += [escape(text[end:start]), link_note(note, note.words or "")]
            end = start + len(note.words or "")
    return Markup("").join([*pieces, escape(text[end:])])


def link_note(note: Note, words: str = "") -> Markup:
    """Render words as a link to the note on them; without any, its label is drawn, not written."""
    label = note.label.lower()
    drawn = "" if words else Markup(' data-n="{}"').format(label)
    link = Markup('<a class="noted" role="doc-noteref" href="#{}" title="{}"{}>{}</a>')
    return link.format(note.id.lower(), f"Editors’ note: {label}", drawn, words)


def excerpt(corpus: Corpus, quote: Quotation) -> str:
    """Return the words quoted, with an ellipsis where the passage goes on."""
    text = corpus.passage_text(quote.passage)
    words = quote.words or text
    before = "" if text.startswith(words) else "…\N{NO-BREAK SPACE}"
    after = "" if text.endswith(words) else "\N{NO-BREAK SPACE}…"
    return f"{before}{words}{after}"


def render_claim_page(view: View, claim: Claim) -> Markup:
    """Render a claim's page."""
    around = [_link_to(view, other) for other in view.neighbours.get(claim.id, ())]
    terms = _terms_of(view, claim.glance, claim.text, *(_quoted(view, q) for q in claim.quotes))
    return view.render("claim_page", claim=claim, around=around, terms=terms)


def render_objection_page(view: View, objection: Objection) -> Markup:
    """Render an objection's page, its responses inside."""
    neighbours = view.neighbours.get(objection.id, ())
    around = [_link_to(view, other) for other in neighbours]
    terms = _terms_of(view, objection.glance, objection.text)
    return view.render("objection_page", objection=objection, around=around, terms=terms)


def render_term_page(view: View, term: Term, uses: Markup) -> Markup:
    """Render a term's page; `uses` says where it is used, or stands for what will."""
    around = [
        other and (homes.home_of_term(other.id), other.term)
        for other in view.neighbours.get(term.id, ())
    ]
    return view.render("term_page", term=term, around=around, uses=uses)


def render_pinned(view: View, history: History, version: Version) -> Markup:
    """Render one version of a claim, objection or term, and what has changed since."""
    return view.render("pinned", history=history, version=version)


def render_moved(view: View, redirects: list[Redirect]) -> Markup:
    """Render what has moved away from a page that stands, each at its old anchor."""
    return view.render("moved", redirects=redirects)


def render_redirect(view: View, redirect: Redirect, canonical: str, anchors: list[str]) -> Markup:
    """Render a whole page that leads to where its thing is now, anchor by anchor."""
    return view.render("redirect", redirect=redirect, canonical=canonical, anchors=anchors)


def _link_to(view: View, value: Claim | Objection | None) -> tuple[str, str] | None:
    return (view.corpus.home(value.id), f"{value.title} {value.id}") if value else None


def _find_neighbours(values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what comes before and after each value, or None."""
    row = [None, *values.values(), None]
    return {id: (row[place], row[place + 2]) for place, id in enumerate(values)}


def _quoted(view: View, quote: Quotation) -> str:
    return quote.words or view.corpus.passage_text(quote.passage)


def _terms_of(view: View, *texts: str) -> list[Term]:
    index = view.corpus.term_index
    found = {index.id_of(match) for text in texts for match in index.find(plain_text(text))}
    return [term for term in view.corpus.terms.values() if term.id in found]


def render_thesis(view: View) -> Markup:
    """Render the thesis in short, with a link to its page."""
    theses = [claim for claim in view.corpus.claims.values() if claim.kind == "thesis"]
    return view.render("thesis", theses=theses)


def render_part_list(view: View) -> Markup:
    """Render the parts in reading order, each with its glance."""
    return view.render("part_list")


def render_part_text(view: View, part: Part) -> Markup:
    """Render a part's title, glance and passages, verbatim, and what stands beside them."""
    sentences = [id for paragraph in part.paragraphs for id in view.corpus.sentence_ids(paragraph)]
    passages = [*part.paragraphs, *sentences]
    beside = find_beside(view.corpus, view.relations, part)
    named_by = _name_by(view.relations, passages)
    return view.render("part_text", part=part, beside=beside, named_by=named_by)


def _name_by(relations: Relations, passages: list[str]) -> list[str]:
    """Return what quotes or mentions the passages, or the notes on them; terms as `term:id`."""
    notes = [note.id for id in passages for note in relations.notes_at.get(id, [])]
    found = [by for id in (*passages, *notes) for by in relations.mentioned_by.get(id, [])]
    found += [o.id for id in passages for _, o in relations.responses_at.get(id, [])]
    found += [f"term:{term.id}" for id in passages for term in relations.terms_at.get(id, [])]
    return list(dict.fromkeys(found))


def render_part_claims(view: View, part: Part) -> Markup:
    """Render the claims that a part states."""
    return view.render("claim_list", claims=view.relations.claims_of.get(part.id, []))


def render_part_onward(view: View, part: Part) -> Markup:
    """Render where the argument goes from a part: what its claims support and rest on elsewhere."""
    steps, grounds = find_onward(view, part)
    return view.render("part_onward", part=part, steps=steps, grounds=grounds)


def find_onward(view: View, part: Part) -> tuple[list[Claim], list[Claim]]:
    """Return the claims elsewhere that a part's claims are reasons for, and those they rest on."""
    here = view.relations.claims_of.get(part.id, [])
    inside = {claim.id for claim in here}
    steps = {other.id: other for claim in here for other in _grounded_on(view, claim)}
    grounds = {other.id: other for claim in here for other in _grounds_of(view, claim)}
    return (
        [other for id, other in steps.items() if id not in inside],
        [other for id, other in grounds.items() if id not in inside],
    )


def _grounded_on(view: View, claim: Claim) -> list[Claim]:
    supported = [view.corpus.claims[id] for id in claim.supports]
    return supported + [
        c for c in view.relations.dependants.get(claim.id, []) if c not in supported
    ]


def _grounds_of(view: View, claim: Claim) -> list[Claim]:
    needed = [view.corpus.claims[id] for id in claim.depends_on]
    supporters = view.relations.supporters.get(claim.id, [])
    return needed + [other for other in supporters if other not in needed]


def render_objection_table(
    view: View, part: Part | None = None, claim: Claim | None = None
) -> Markup:
    """Render the table of objections and responses: of a part, against a claim, or all of them.

    The table of all is grouped by status.
    """
    if part:
        rows = view.relations.objections_of[part.id]
        return view.render(
            "objection_table", rows=rows, caption=f"Objections met in “{part.title}”"
        )
    if claim:
        rows = view.relations.objections.get(claim.id, [])
        return view.render("objection_table", rows=rows, caption=f"Objections to {claim.id}")
    facets = find_objection_facets(view.corpus, view.relations)
    return view.render("objection_groups", facets=facets)


def render_claim_table(view: View) -> Markup:
    """Render the table of every claim, grouped by kind."""
    facets = find_claim_facets(view.corpus, view.relations)
    return view.render("claim_table", facets=facets)


def render_essay(view: View) -> Markup:
    """Render the whole essay on one page, every paragraph and sentence with its anchor."""
    return view.render("essay")


def render_glossary(view: View) -> Markup:
    """Render the list of terms with their definitions."""
    return view.render("glossary")


def render_source_list(view: View) -> Markup:
    """Render the works cited, each with what cites it."""
    return view.render("source_list")


def render_source_account(view: View) -> Markup:
    """Render what became of each line of the source."""
    ids_by_line = {paragraph.line: paragraph.id for paragraph in view.corpus.essay.paragraphs}
    return view.render("source_account", ids_by_line=ids_by_line)


def render_note_table(view: View) -> Markup:
    """Render every note of the editors on the text."""
    return view.render("note_table")


def render_coverage(view: View) -> Markup:
    """Render what is still missing or unused."""
    return view.render("coverage", gaps=view.once(gaps_of))


def gaps_of(view: View) -> Gaps:
    """Return what is still missing or unused; `view.once` keeps it."""
    return find_gaps(view.corpus, view.relations)


def render_open_questions(view: View) -> Markup:
    """Render where the discussion waits for someone."""
    questions = find_questions(view.corpus, view.relations)
    return view.render("open_questions", questions=questions)


def render_contributor_list(view: View) -> Markup:
    """Render who has helped and agreed to be named."""
    return view.render("contributor_list")


def render_quotation(view: View, quote: Quotation) -> Markup:
    """Render the essay's own words as a block, with their address."""
    return view.render("quotation", quote=quote)


def render_term_uses(view: View, uses: Iterable[tuple[Markup, str]]) -> Markup:
    """Render the titles and homes of the pages that use a term."""
    return view.render("term_uses", uses=list(uses))


def render_edition_list(view: View) -> Markup:
    """Render what each edition changed, the newest first."""
    notes = list(find_notes(view.register, view.histories))
    return view.render("edition_list", edition_notes=notes, change_names=CHANGES)


def render_ways_in(view: View) -> Markup:
    """Render where a contribution begins, or that this copy of the site does not know."""
    return view.render("ways_in")


def render_cite_site(view: View) -> Markup:
    """Render the “Cite” control of the whole site."""
    return view.render("cite_site")


def render_check_citations(view: View) -> Markup:
    """Render the form in which citations are checked."""
    return view.render("check_citations")


def render_item_link(view: View, id: str, words: str | None = None) -> Markup:
    """Render a link to a claim, objection, response, note or passage."""
    link = Markup('<a href="{}">{}</a>')
    return link.format(view.corpus.home(id), words or view.corpus.title(id))


def render_term_link(view: View, id: str, words: str | None = None) -> Markup:
    """Render a link to a term."""
    link = Markup('<a class="term" href="{}">{}</a>')
    return link.format(homes.home_of_term(id), words or view.corpus.all_terms[id].term.lower())


def render_citation(view: View, id: str, locator: str | None = None) -> Markup:
    """Render an in-text citation."""
    return cite(view.corpus.all_sources[id], locator)
