"""Values → HTML: templates, and what they may name. Every template escapes whatever it prints.

Links are written as homes (`/claims/c10/`); the host makes them relative to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..argument import (
    STATUSES,
    Claim,
    Corpus,
    Objection,
    Relations,
    Term,
    find_relations,
    homes,
    mark_of,
    words,
)
from ..editions import (
    CHANGES,
    FILES,
    Register,
    SiteName,
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
from ..essay import Between, Mark, Note, Part, Sentence, split_at_marks
from ..map import draw_focus, draw_sample, find_graph
from ..records import Quotation, Reference, plain_text, render_difference, render_line, render_text
from ..references import STYLES, cite, cite_briefly, find_copies, format_reference, quote
from .coverage import Gaps, find_gaps
from .facets import find_choices, find_claim_facets, find_objection_facets
from .forge import Forge
from .margin import find_margin
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
        self._environment.globals |= self._name_globals(forge) | self._name_citing()

    def _name_citing(self) -> dict[str, Any]:
        """Return what templates may name to have things cited."""
        corpus = self.corpus
        return {
            "cite_item": lambda key, pinned=None: cite_item(self.histories[key], self.site, pinned),
            "cite_essay": lambda: cite_essay(corpus, self.edition_date, self.site),
            "cite_site": lambda: cite_site(self.edition_date, self.site),
            "cite_part": lambda key: cite_part(corpus, self.histories[key], self.site),
            "copies": find_copies(cite_sentence(corpus, self.histories)),
            "quote": quote,
        }

    def _name_globals(self, forge: Forge | None) -> dict[str, Any]:
        """Return what templates may name, beside what follows from the corpus alone."""
        corpus = self.corpus
        return {
            "words": words,
            "statuses": STATUSES,
            "mark_of": mark_of,
            "graph": self.graph,
            "map_head": draw_sample,
            "focus": partial(draw_focus, self.graph),
            "histories": self.histories,
            "has_editions": bool(self.register.editions),
            "note_link": link_note,
            "site": self.site,
            "edition_date": self.edition_date,
            "styles": STYLES,
            "files": tuple(FILES),
            "home_of_file": home_of_file,
            "home_of_key": lambda key: self.histories[key].citable.home,
            "suggestions": find_suggestions(forge, corpus, self.histories, self.register),
            "title_of_key": lambda key: self.histories[key].citable.title,
            "find_onward": partial(find_onward, self),
            "find_gaps": lambda: self.once(gaps_of),
            "find_notes": lambda: list(find_notes(self.register, self.histories)),
            "change_names": CHANGES,
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
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
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
        "find_choices": find_choices,
        **{ask.__name__: partial(ask, corpus, relations) for ask in _ASKED},
        "cite": lambda citation: cite(corpus.all_sources[citation.source], citation.locator),
        "cite_briefly": lambda citation: cite_briefly(corpus.all_sources[citation.source]),
        "difference": render_difference,
        "mark": partial(mark_notes, corpus, relations),
        "gap": gap,
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


def mark_notes(
    corpus: Corpus, relations: Relations, sentence: Sentence | Between, *, local: bool = False
) -> Markup:
    """Render a sentence verbatim, its emphasis, and the words that notes are about linked to them.

    A footnote is linked to on this page if it is `local`, or else where it always stands.
    """
    text = sentence.text
    notes = relations.notes_at.get(getattr(sentence, "id", ""), [])
    spans = {text.index(n.words): n for n in reversed(notes) if n.words and n.words in text}
    noted: list[Mark] = []
    for start, note in sorted(spans.items()):
        if not noted or start >= noted[-1].end:
            noted.append(Mark(start, start + len(note.words or ""), "noted", note.id.lower()))
    pieces = (
        _render_piece(corpus, piece, marks, local)
        for piece, marks in split_at_marks(text, [*sentence.marks, *noted])
    )
    return Markup("").join(pieces)


_MARKED = {
    "em": "<em>{}</em>",
    "strong": "<strong>{}</strong>",
    "link": '<a href="{1}" rel="nofollow">{0}</a>',
}


def _render_piece(corpus: Corpus, piece: str, marks: list[Mark], local: bool) -> Markup:
    if not piece:
        id = marks[0].target
        home = f"#{homes.anchor_of_passage(id)}" if local else homes.home_of_passage(id)
        link = Markup('<sup class="footnote-mark"><a href="{}">{}</a></sup>')
        return link.format(home, corpus.paragraphs[id].mark)
    linked = {mark.kind for mark in marks} >= {"link", "noted"}
    made = escape(piece)
    for mark in reversed(marks):
        if not (linked and mark.kind == "link"):  # no link holds another
            made = _render_mark(corpus, made, mark)
    return made


def gap(after: str) -> str:
    """Return the white space between two sentences; between lines, a break and what sets it in."""
    if "\n" not in after:
        return after
    indent = len(after.rsplit("\n", 1)[-1].expandtabs(4))
    return Markup("<br>\n") + "\N{NO-BREAK SPACE}" * indent


def _render_mark(corpus: Corpus, marked: Markup, mark: Mark) -> Markup:
    if mark.kind == "noted":
        return link_note(corpus.all_notes[mark.target.upper()], marked)
    return Markup(_MARKED[mark.kind]).format(marked, mark.target)


def link_note(note: Note, marked: str = "") -> Markup:
    """Render marked words as a link to their note; without any, its label is drawn, not written."""
    label = words.NOTE_KINDS[note.kind].lower()
    drawn = "" if marked else Markup(' data-n="{}"').format(label)
    link = Markup('<a class="noted" role="doc-noteref" href="#{}" title="{}"{}>{}</a>')
    return link.format(note.id.lower(), f"Editors’ note: {label}", drawn, marked)


def excerpt(corpus: Corpus, quote: Quotation) -> str:
    """Return the words quoted, with an ellipsis where the passage goes on."""
    text, said = corpus.passages[quote.passage], quote.words_in(corpus.passages)
    before = "" if text.startswith(said) else "…\N{NO-BREAK SPACE}"
    after = "" if text.endswith(said) else "\N{NO-BREAK SPACE}…"
    return f"{before}{said}{after}"


def render_claim_page(view: View, claim: Claim) -> Markup:
    """Render a claim's page."""
    around = [_link_to(view, other) for other in view.neighbours.get(claim.id, ())]
    quoted = [quote.words_in(view.corpus.passages) for quote in claim.quotes]
    terms = _terms_of(view, claim.glance, claim.text, *quoted)
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


def _link_to(view: View, value: Claim | Objection | None) -> tuple[str, str] | None:
    return (view.corpus.home(value.id), f"{value.title} {value.id}") if value else None


def _find_neighbours(values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what comes before and after each value, or None."""
    row = [None, *values.values(), None]
    return {id: (row[place], row[place + 2]) for place, id in enumerate(values)}


def _terms_of(view: View, *texts: str) -> list[Term]:
    index = view.corpus.term_index
    found = {index.id_of(match) for text in texts for match in index.find(plain_text(text))}
    return [term for term in view.corpus.terms.values() if term.id in found]


def find_naming(corpus: Corpus, relations: Relations, part: Part) -> list[str]:
    """Return the keys of what quotes or mentions a part’s passages, or the notes on them."""
    sentences = [id for paragraph in part.paragraphs for id in corpus.sentence_ids(paragraph)]
    passages = [*part.paragraphs, *sentences]
    notes = [note.id for id in passages for note in relations.notes_at.get(id, [])]
    found = [by for id in (*passages, *notes) for by in relations.mentioned_by.get(id, [])]
    found += [o.id for id in passages for _, o in relations.responses_at.get(id, [])]
    found += [f"term:{term.id}" for id in passages for term in relations.terms_at.get(id, [])]
    return list(dict.fromkeys(found))


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


def gaps_of(view: View) -> Gaps:
    """Return what is still missing or unused; `view.once` keeps it."""
    return find_gaps(view.corpus, view.relations)


_ASKED: tuple[Callable[..., Any], ...] = (
    find_claim_facets,
    find_objection_facets,
    find_questions,
    find_margin,
    find_naming,
)
"""What templates may ask of a corpus and its relations."""
