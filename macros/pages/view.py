"""Values → HTML: templates, and what they may name. Every template escapes whatever it prints.

Links are written as homes (`/claims/c10/`); the host makes them relative to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

from markupsafe import Markup, escape

from ..argument import (
    STATUSES,
    Claim,
    Corpus,
    Objection,
    Relations,
    Source,
    Term,
    find_relations,
    homes,
    mark_of,
    slug_of,
    words,
)
from ..editions import (
    CHANGES,
    FILES,
    Register,
    SiteName,
    Version,
    build_register,
    cite_essay,
    cite_item,
    cite_sentence,
    cite_site,
    find_citables,
    find_essay_date,
    find_histories,
    find_name_language,
    find_notes,
    home_of_file,
)
from ..essay import Between, Mark, Note, Part, Sentence, split_at_marks
from ..map import (
    Section,
    count_carried,
    draw_focus,
    draw_map,
    draw_overview,
    draw_sample,
    find_graph,
    find_outline,
    find_places,
    find_sections,
)
from ..records import (
    Quotation,
    Reference,
    attribute,
    parse_content,
    plain_text,
    render_difference,
    render_line,
    render_text,
)
from ..references import (
    STYLES,
    TOLD,
    Citing,
    cite,
    cite_briefly,
    find_copies,
    format_reference,
    quote,
)
from .coverage import Gaps, find_gaps
from .environment import Templates
from .essay_sections import EssaySection, find_essay_sections
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
        self.graph = find_graph(corpus)
        self._made: dict[Callable[[View], Any], Any] = {}
        self._environment = _environment(corpus, self.relations)
        self._environment.globals |= self._name_globals(forge) | self._name_citing()
        self._environment.globals |= self._name_map()
        self._environment.load_macros()

    def _name_citing(self) -> dict[str, Any]:
        """Return what templates may name to have things cited."""
        corpus = self.corpus
        return {
            "cite_item": self._cite_item,
            "cite_essay": lambda: cite_essay(corpus, self.essay_date, self.site),
            "cite_site": lambda: cite_site(corpus, self.edition_date, self.site),
            "copies": find_copies(cite_sentence(corpus, self.histories)),
            "quote": quote,
        }

    def _cite_item(self, key: str, pinned: Version | None = None) -> Citing:
        return cite_item(self.corpus, self.histories[key], self.site, pinned)

    def _name_globals(self, forge: Forge | None) -> dict[str, Any]:
        """Return what templates may name, beside what follows from the corpus alone."""
        corpus = self.corpus
        return {
            "words": words,
            "spoken": mark_language(corpus.facts.language, self.site.language),
            "spoken_name": mark_language(find_name_language(corpus, self.site), self.site.language),
            "told": {name: tell(corpus) for name, tell in TOLD.items()},
            "statuses": STATUSES,
            "mark_of": mark_of,
            "rank_objections": partial(rank_objections, self.relations),
            "histories": self.histories,
            "neighbours": _find_neighbours(corpus),
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
            "find_gaps": lambda: self.once(gaps_of),
            "find_notes": lambda: list(find_notes(self.register, self.histories)),
            "change_names": CHANGES,
            "find_book_files": lambda: find_book_files(corpus, self.site),
        }

    def _name_map(self) -> dict[str, Any]:
        """Return what templates may name to have the argument drawn, and put into words."""
        return {
            "graph": self.graph,
            "map_head": draw_sample,
            "focus": partial(draw_focus, self.graph),
            "find_order": partial(find_order, self.corpus, self.relations),
            "count_carried": count_carried,
            "draw_map": draw_map,
            "draw_overview": draw_overview,
            "find_outline": find_outline,
            "find_sections": lambda: self.once(sections_of),
            "find_places": lambda: self.once(places_of),
            "find_essay_sections": lambda: self.once(essay_sections_of),
        }

    @property
    def names(self) -> Mapping[str, Any]:
        """What templates may name, of HTML and of Markdown alike."""
        return self._environment.globals

    @property
    def edition_date(self) -> str | None:
        """The day of the newest edition."""
        return self.register.latest.date if self.register.latest else None

    @cached_property
    def essay_date(self) -> str | None:
        """The day on which the essay's words were first in an edition."""
        return find_essay_date(self.histories)

    def once(self, make: Callable[[View], T]) -> T:
        """Return what a function makes of this view; it is called only the first time."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def render(self, template: str, **values: Any) -> Markup:
        """Render one template of the `templates` folder."""
        return Markup(self._environment.get_template(f"{template}.html").render(**values))


def _environment(corpus: Corpus, relations: Relations) -> Templates:
    environment = Templates(TEMPLATES, autoescape=True)
    link = partial(link_reference, corpus)
    environment.filters |= {
        "text": partial(render_text, link=link),
        "line": partial(render_line, link=link),
        "plain": plain_text,
        "reference": cache(format_reference),
        "anchor": homes.anchor_of_passage,
    }
    environment.globals |= {
        "corpus": corpus,
        "relations": relations,
        "homes": homes,
        "find_choices": find_choices,
        "group_by_letter": group_by_letter,
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


_RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


def mark_language(language: str, around: str) -> Markup:
    """Return what an element says of its language, if what stands around it has another.

    >>> mark_language("fr", "en"), mark_language("en", "en")
    (Markup(' lang="fr"'), Markup(''))
    """
    if language == around:
        return Markup("")
    leftwards = language.partition("-")[0] in _RIGHT_TO_LEFT
    way = ' dir="rtl"' if leftwards else ""
    return Markup(' lang="{}"{}').format(language, Markup(way))


def excerpt(corpus: Corpus, quote: Quotation) -> str:
    """Return the words quoted, with an ellipsis where the passage goes on."""
    text, said = corpus.passages[quote.passage], quote.words_in(corpus.passages)
    before = "" if text.startswith(said) else "…\N{NO-BREAK SPACE}"
    after = "" if text.endswith(said) else "\N{NO-BREAK SPACE}…"
    return f"{before}{said}{after}"


def _find_neighbours(corpus: Corpus) -> dict[str, tuple[str | None, str | None]]:
    """Return the keys of what comes before and after each claim, objection and term, by key."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in ([*corpus.claims], [*corpus.objections], [f"term:{id}" for id in corpus.terms]):
        padded = [None, *row, None]
        found |= zip(row, zip(padded, padded[2:], strict=False), strict=True)
    return found


def find_terms(corpus: Corpus, _: Relations, value: Claim | Objection) -> list[Term]:
    """Return the terms in the words of a claim or an objection, and in those that it quotes."""
    index, quotes = corpus.term_index, value.quotes if isinstance(value, Claim) else ()
    texts = value.glance, value.text, *(quote.words_in(corpus.passages) for quote in quotes)
    found = {index.id_of(match) for text in texts for match in index.find(plain_text(text))}
    return [term for term in corpus.terms.values() if term.id in found]


def render_references(view: View, content: str) -> Markup:
    """Render, for paper, the references of all works that some content of a page cites."""
    links = parse_content(content).css(f'a[href^="{homes.home_of_source("")}"]')
    cited = {attribute(link, "href").partition("#")[2] for link in links}
    works = [source for id, source in view.corpus.all_sources.items() if id in cited]
    return view.render("references", works=works)


def find_order(corpus: Corpus, relations: Relations) -> list[Claim]:
    """Return the claims as one reads them: the thesis, what is stated in its order, the rest."""
    theses = [claim.id for claim in corpus.claims.values() if claim.kind == "thesis"]
    stated = [claim.id for part in corpus.parts for claim in relations.claims_of.get(part, ())]
    return [corpus.claims[id] for id in dict.fromkeys([*theses, *stated, *corpus.claims])]


def rank_objections(relations: Relations, claim: Claim) -> list[Objection]:
    """Return the objections to a claim: the strongest, if one is marked, then the unanswered."""
    marks = list(words.MARKS)

    def rank(objection: Objection) -> tuple[bool, int]:
        is_strongest = claim.strongest is not None and objection.id == claim.strongest.objection
        return not is_strongest, marks.index(mark_of(relations.states[objection.id]))

    return sorted(relations.objections.get(claim.id, []), key=rank)


def find_naming(corpus: Corpus, relations: Relations, part: Part) -> list[str]:
    """Return the keys of what quotes or mentions a part’s passages, or the notes on them."""
    sentences = [id for paragraph in part.paragraphs for id in corpus.sentence_ids(paragraph)]
    passages = [*part.paragraphs, *sentences]
    notes = [note.id for id in passages for note in relations.notes_at.get(id, [])]
    found = [by for id in (*passages, *notes) for by in relations.mentioned_by.get(id, [])]
    found += [o.id for id in passages for _, o in relations.responses_at.get(id, [])]
    found += [f"term:{term.id}" for id in passages for term in relations.terms_at.get(id, [])]
    return list(dict.fromkeys(found))


def find_onward(_: Corpus, relations: Relations, part: Part) -> tuple[list[Claim], list[Claim]]:
    """Return the claims elsewhere that a part's claims are reasons for, and those they rest on."""
    here = relations.claims_of.get(part.id, [])
    steps = dict.fromkeys(other for claim in here for other in relations.steps[claim.id])
    grounds = dict.fromkeys(other for claim in here for other in relations.grounds[claim.id])
    return [one for one in steps if one not in here], [one for one in grounds if one not in here]


def find_book_files(corpus: Corpus, site: SiteName) -> dict[str, str]:
    """Return the homes of the files of the book by what they are; none if they are not made."""
    name = slug_of(site.name or corpus.essay.title) or "book"
    kinds = {"PDF": "pdf", "EPUB": "epub"} if site.has_books else {}
    return {kind: f"/books/{name}.{extension}" for kind, extension in kinds.items()}


def sections_of(view: View) -> list[Section]:
    """Return the sections of a large argument; `view.once` keeps them."""
    return find_sections(view.graph, view.corpus.parts, view.relations.claims_of)


def places_of(view: View) -> dict[str, str]:
    """Return where the outline of a large argument writes each item out; `view.once` keeps it."""
    return find_places(view.graph, view.once(sections_of))


def essay_sections_of(view: View) -> list[EssaySection]:
    """Return the pages of a long essay; `view.once` keeps them."""
    return find_essay_sections(view.corpus)


def group_by_letter(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Return the works by the letter that each is looked for at, the letters by alphabet."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        plain = normalize("NFKD", source.label)
        letter = next((one.upper() for one in plain if one.isalpha()), "#")
        groups.setdefault(letter, []).append(source)
    return dict(sorted(groups.items()))


def gaps_of(view: View) -> Gaps:
    """Return what is still missing or unused; `view.once` keeps it."""
    return find_gaps(view.corpus, view.relations)


_ASKED: tuple[Callable[..., Any], ...] = (
    find_claim_facets,
    find_objection_facets,
    find_questions,
    find_margin,
    find_naming,
    find_onward,
    find_terms,
)
"""What templates may ask of a corpus and its relations."""
