"""The home of each thing, for ever: it follows from the id alone, never from a title."""

from __future__ import annotations


def home_of_passage(id: str) -> str:
    """Return the home of a paragraph or sentence.

    >>> home_of_passage("P3.2")
    '/essay/#p3-2'
    """
    return f"/essay/#{anchor_of_passage(id)}"


def anchor_of_passage(id: str) -> str:
    """Return the anchor of a paragraph or sentence, the same on every page that shows it."""
    return id.lower().replace(".", "-")


def home_of_note(id: str) -> str:
    """Return the home of an editors' note, which stands with its passage."""
    return f"/essay/#{id.lower()}"


def home_of_claim(id: str) -> str:
    """Return the home of a claim, assumption or thesis."""
    return f"/claims/{id.lower()}/"


def home_of_objection(id: str) -> str:
    """Return the home of an objection."""
    return f"/objections/{id.lower()}/"


def home_of_response(id: str, objection: str) -> str:
    """Return the home of a response, which stands with its objection."""
    return f"{home_of_objection(objection)}#{id.lower()}"


def home_of_term(id: str) -> str:
    """Return the home of a glossary term."""
    return f"/glossary/{id}/"


def home_of_source(id: str) -> str:
    """Return the home of a work cited."""
    return f"/sources/#{id}"


def home_of_part(id: str) -> str:
    """Return the home of a part of the essay."""
    return f"/argument/{id}/"


def home_of_edition(date: str) -> str:
    """Return where the page of editions says what one has changed."""
    return f"/editions/#edition-{date}"


def home_of_essay_section(number: int) -> str:
    """Return the home of one page of an essay that is too long for one."""
    return f"/essay/{number}/"


def home_of_map(section: str) -> str:
    """Return the home of the map of one section, where the argument is too large for one map."""
    return f"/map/{section}/"


def home_of_alternate(home: str) -> str:
    """Return the home of a page's Markdown: in the page’s own folder, whatever the page.

    >>> home_of_alternate("/claims/c10/")
    '/claims/c10/index.md'
    """
    return f"{home}index.md"
