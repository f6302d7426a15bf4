"""Exports for spreadsheets, argument maps and feed readers."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

from markupsafe import Markup

from ..argument import Objection, Response, home_of_edition, slug_of, status_of, words
from ..editions import IMMUTABLE, Changes, Edition, SiteName, find_changes
from ..pages import View
from ..records import plain_text
from .index import EXPORTS

COLUMNS = (
    "objection", "title", "status", "against", "held_by", "response", "voice", "response_text",
    "home", "states", "gloss",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r＝＋－＠﹦﹢﹣﹫")
"""A spreadsheet runs a cell that begins like this; some take the wide forms for the others."""
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""A feed must say when it was updated, even before the first edition."""


def export_csv(view: View) -> str:
    """Write the table of objections, one row a response, or one for an objection without any."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for objection in view.corpus.objections.values():
        for response in objection.live_responses or (None,):
            rows.writerow(map(guard_cell, _row(view, objection, response)))
    return written.getvalue()


def _row(view: View, objection: Objection, response: Response | None) -> list[str]:
    states = view.relations.states[objection.id]
    held_by = [view.corpus.all_sources[held.source].label for held in objection.held_by]
    return [
        objection.id,
        objection.title,
        status_of(states),
        " ".join(objection.against),
        "; ".join(held_by),
        response.id if response else "",
        response.voice if response else "",
        words_of(view, response) if response else "",
        view.corpus.home(response.id if response else objection.id),
        words.tell_states(states),
        response.gloss if response else "",
    ]


def words_of(view: View, response: Response) -> str:
    """Return what a response says on one line, the essay's words in quotation marks."""
    if response.text:
        return plain_text(response.text)
    passages = view.corpus.passages
    return " ".join(f"“{quote.words_in(passages)}” ({quote.passage})" for quote in response.quotes)


def guard_cell(text: str) -> str:
    """Put a mark before what a spreadsheet would run.

    >>> guard_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def export_argdown(view: View) -> str:
    """Write the argument in Argdown: claims as statements, objections and responses as arguments.

    Under each stand what supports it (`+`) and what attacks it (`-`).
    """
    corpus, relations = view.corpus, view.relations
    blocks = [f"===\ntitle: {json.dumps(corpus.essay.title, ensure_ascii=False)}\n==="]
    for claim in corpus.claims.values():
        grounds = [*claim.depends_on, *(c.id for c in relations.supporters.get(claim.id, []))]
        lines = [f"  + [{id}]" for id in dict.fromkeys(grounds)]
        lines += [f"  - <{found.id}>" for found in relations.objections.get(claim.id, [])]
        blocks.append("\n".join([f"[{claim.id}]: {_escape(claim.title)}", *lines]))
    for objection in corpus.objections.values():
        lines = [f"  - <{response.id}>" for response in objection.live_responses]
        blocks.append("\n".join([f"<{objection.id}>: {_escape(objection.title)}", *lines]))
        for response in objection.live_responses:
            lines = [f"  - <{found.id}>" for found in relations.objections.get(response.id, [])]
            said = _escape(words_of(view, response))
            blocks.append("\n".join([f"<{response.id}>: {said}", *lines]))
    if len(blocks) == 1:
        blocks.append(f"# {_escape(corpus.essay.title)}")  # Argdown wants at least a heading
    return "\n\n".join(blocks) + "\n"


def _escape(text: str) -> str:
    """Take from each mark what it would mean to Argdown."""
    return re.sub(r"([\\\[\]<>{}()#@*_/+=|-])", r"\\\1", plain_text(text))


def export_feed(view: View) -> str:
    """Write an Atom feed of the editions, the newest first."""
    site, home = view.site, f"{EXPORTS}/feed.atom"
    feed, tag = ElementTree.Element("feed", xmlns=_ATOM), f"{_find_authority(view)}:editions"
    _add(feed, "id", tag)
    _add(feed, "title", f"{site.name or view.corpus.essay.title}: editions")
    _add(feed, "updated", _midnight(view.edition_date or _NEVER))
    _add(_add(feed, "author"), "name", view.corpus.facts.publisher or "The editors")
    _add(feed, "link", rel="self", href=site.address_of(home))
    _add(feed, "link", rel="alternate", href=site.address_of("/"))
    for edition, changes in reversed(list(find_changes(view.register))):
        _add_entry(feed, site, f"{tag}/{edition.date}", edition, changes)
    ElementTree.indent(feed)
    made = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{made}\n'


def _find_authority(view: View) -> str:
    """Return who gives out the ids of the feed: the essay, since it first had an edition.

    A tag (RFC 4151) is for ever, and the same on every copy of the site, wherever it is.
    """
    editions = view.register.editions
    named = slug_of(view.corpus.essay.title)[:63].strip("-") or "essay"
    return f"tag:{named}.invalid,{editions[0].date if editions else _NEVER}"


def _add_entry(
    feed: ElementTree.Element, site: SiteName, tag: str, edition: Edition, changes: Changes
) -> None:
    told = [f"{len(keys)} {kind}" for kind, keys in changes.items() if keys]
    entry = _add(feed, "entry")
    _add(entry, "id", tag)
    _add(entry, "title", f"Edition of {edition.date}: {', '.join(told) or 'nothing changed'}")
    _add(entry, "updated", _midnight(edition.date))
    _add(entry, "link", rel="alternate", href=site.address_of(home_of_edition(edition.date)))
    _add(entry, "content", str(_list_changes(site, edition, changes)), type="html")


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z"


def _list_changes(site: SiteName, edition: Edition, changes: Changes) -> Markup:
    """Render what changed as lists; the passages, which never change, are only counted."""
    made = Markup("")
    for kind, keys in changes.items():
        items = [edition.items[key] for key in keys if edition.items[key].kind not in IMMUTABLE]
        link = Markup('<li><a href="{}">{}</a> ({} {})</li>')
        lines = [link.format(site.address_of(i.home), i.title, i.kind, i.id) for i in items]
        if lines:
            made += Markup("<h2>{}</h2><ul>{}</ul>").format(
                kind.capitalize(), Markup("").join(lines)
            )
    return made
