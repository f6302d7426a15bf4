"""Terms that link themselves: the first use of each on a page, the longest form first."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .glossary import Term
from .homes import home_of_term

_TAG = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_TO_TERM = re.compile(r'href="/glossary/([a-z0-9-]+)/"')
_NAME = re.compile(r"</?\s*([a-zA-Z][\w-]*)")
_CLOSED_TO_LINKS = {
    "a", "abbr", "button", "cite", "code", "dfn", "figcaption", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "kbd", "label", "nav", "pre", "script", "select", "style", "summary", "svg",
    "textarea", "th", "title",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


@dataclass(frozen=True)
class TermIndex:
    """Finds terms in text or HTML by any of their forms.

    Capitals, spacing and the shape of apostrophes do not matter.
    """

    forms: dict[str, str]
    """From a folded form to the term's id."""
    pattern: re.Pattern[str] | None
    """None where there are no terms."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each use of a term, in order, the longest form at each place."""
        found = self.pattern.finditer(text) if self.pattern else ()
        return (match for match in found if _fold(match[0]) in self.forms)

    def id_of(self, match: re.Match[str]) -> str:
        """Return the id of the term that was found."""
        return self.forms[_fold(match[0])]


_SPELLINGS = {" ": r"\s+", "'": r"(?:['’]|&\#39;)", "’": r"(?:['’]|&\#39;)", "&": r"&(?:amp;)?"}
"""What may stand for a character of a form."""


def _fold(form: str) -> str:
    return " ".join(html.unescape(form).replace("’", "'").casefold().split())


def index_terms(terms: Iterable[Term]) -> TermIndex:
    """Prepare terms for being found."""
    owners = {" ".join(form.split()): term.id for term in terms for form in term.forms}
    longest_first = sorted(owners, key=lambda form: (-len(form), form))
    if not longest_first:
        return TermIndex({}, None)
    choices = "|".join(
        "".join(_SPELLINGS.get(character, re.escape(character)) for character in form)
        for form in longest_first
    )
    forms = {_fold(form): id for form, id in owners.items()}
    return TermIndex(forms, re.compile(rf"(?<![\w&#-])(?:{choices})(?![\w-])", re.IGNORECASE))


def link_terms(page: str, index: TermIndex, skip: Iterable[str] = ()) -> tuple[str, list[str]]:
    """Link the first use of each term in well-formed HTML; return it and the ids linked.

    Headings, links, code and attributions stay as they are, as does anything inside an element
    with the attribute `data-no-terms`. Terms in `skip`, and those the page links already, are
    left alone.
    """
    if not index.pattern or not index.pattern.search(page):
        return page, []
    done = set(skip)
    linked: list[str] = []
    pieces = _TAG.split(page)
    closed: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            _follow(piece, closed)
            done |= set(_TO_TERM.findall(piece))
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
