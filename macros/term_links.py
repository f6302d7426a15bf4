"""Terms that link themselves: the first use of each on a page, the longest form first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .glossary import Term
from .homes import home_of_term

_TAG = re.compile(r"(<!--.*?-->|<[^<>]*>)", re.DOTALL)
_NAME = re.compile(r"</?\s*([a-zA-Z][\w-]*)")
_CLOSED_TO_LINKS = frozenset(
    "a abbr button cite code dfn figcaption footer h1 h2 h3 h4 h5 h6 kbd label nav pre script"
    " select style summary svg textarea th title".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True)
class TermIndex:
    """Finds terms in text by any of their forms; capitals and spacing do not matter."""

    forms: dict[str, str]
    """From a form in small letters to the term's id."""
    pattern: re.Pattern[str] | None
    """None where there are no terms."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each use of a term in plain text, in order, the longest form at each place."""
        return self.pattern.finditer(text) if self.pattern else iter(())

    def id_of(self, match: re.Match[str]) -> str:
        """Return the id of the term that was found."""
        return self.forms[" ".join(match[0].lower().split())]


def index_terms(terms: Iterable[Term]) -> TermIndex:
    """Prepare terms for being found."""
    forms = {form.lower(): term.id for term in terms for form in term.forms}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return TermIndex({}, None)
    choices = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
    return TermIndex(forms, re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE))


def link_terms(html: str, index: TermIndex, skip: Iterable[str] = ()) -> tuple[str, list[str]]:
    """Link the first use of each term in well-formed HTML; return it and the ids linked.

    Headings, links, code and attributions stay as they are, as does anything inside an element
    with the attribute `data-no-terms`. Terms in `skip`, and those the page links already, are
    left alone.
    """
    if not index.pattern or not index.pattern.search(html):
        return html, []
    done = {*skip, *re.findall(r'href="/glossary/([a-z0-9-]+)/"', html)}
    linked: list[str] = []
    pieces = _TAG.split(html)
    closed: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            _follow(piece, closed)
        elif piece and not closed and not piece.isspace():
            pieces[number] = _link_piece(piece, index, done, linked)
    return "".join(pieces), linked


def _follow(tag: str, closed: list[str]) -> None:
    """Keep the stack of open elements inside the outermost one that is closed to links."""
    name = _NAME.match(tag)
    if not name or tag.endswith("/>"):
        return
    element = name[1].lower()
    if tag.startswith("</"):
        if closed and closed[-1] == element:
            closed.pop()
    elif element not in _VOID and (closed or element in _CLOSED_TO_LINKS or "data-no-terms" in tag):
        closed.append(element)


def _link_piece(text: str, index: TermIndex, done: set[str], linked: list[str]) -> str:
    pieces, end = [], 0
    for match in index.find(text):
        term = index.id_of(match)
        if term in done:
            continue
        done.add(term)
        linked.append(term)
        link = f'<a class="term" href="{home_of_term(term)}">{match[0]}</a>'
        pieces += [text[end : match.start()], link]
        end = match.end()
    return "".join([*pieces, text[end:]])
