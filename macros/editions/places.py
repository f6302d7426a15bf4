"""Places: what a page owes beside its own home, so that a link to it lasts too.

The page of a part shows passages and notes under their own anchors, and the tables of claims and
objections have a row for each. An edition does not list these addresses: they follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..argument import Corpus, anchor_of_passage, home_of_note, home_of_part
from ..essay import Note
from ..records import group
from .editions import Register
from .history import History
from .redirects import Redirect

TABLES = {
    "thesis": "/claims/",
    "claim": "/claims/",
    "assumption": "/claims/",
    "objection": "/objections/",
}
"""The page on which each kind of thing has a row."""


def find_places(
    corpus: Corpus, histories: Mapping[str, History], register: Register
) -> Iterator[Redirect]:
    """Yield each published place on a page, with where that which stood there is today."""
    targets = dict(_find_targets(corpus))
    notes = list(corpus.all_notes.values())
    for page, paragraphs in _find_paragraphs(corpus, register).items():
        for id in find_on_page(corpus, paragraphs, notes):
            title, anchor = histories[id].citable.title, anchor_of_passage(id)
            yield Redirect(page, anchor, title, targets[id], id)
    for history in histories.values():
        if history.versions and history.citable.kind in TABLES:
            yield _row_of(history)


def _find_targets(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield where each passage and note stands, by its id; those retired only with the essay."""
    for part in corpus.parts.values():
        for id in find_on_page(corpus, part.paragraphs, corpus.notes.values()):
            yield id, f"{home_of_part(part.id)}#{anchor_of_passage(id)}"
    yield from ((id, home_of_note(id)) for id in corpus.retired_notes)


def find_on_page(corpus: Corpus, paragraphs: Iterable[str], notes: Iterable[Note]) -> Iterator[str]:
    """Yield the ids of what the page of a part shows: passages, and behind each the notes on it."""
    noted = group((note.passage, note.id) for note in notes)
    for paragraph in paragraphs:
        for passage in dict.fromkeys((paragraph, *corpus.sentence_ids(paragraph))):
            yield passage
            yield from noted.get(passage, ())


def _find_paragraphs(corpus: Corpus, register: Register) -> Mapping[str, list[str]]:
    """Return the paragraphs that each page of a part has had in any edition, by its home."""
    had: dict[str, set[str]] = {}
    worded: dict[str, str] = {}
    for item in (item for edition in register.editions for item in edition.items.values()):
        if item.kind == "part":
            known = (worded[key] for key in (item.key, *item.formerly) if key in worded)
            worded[item.key] = item.wording["text"] if item.wording else next(known)
            had.setdefault(item.home, set()).update(worded[item.key].split("\n\n"))
    paragraphs = corpus.paragraphs.items()
    return {
        home: [id for id, paragraph in paragraphs if paragraph.text in texts]
        for home, texts in had.items()
    }


def _row_of(history: History) -> Redirect:
    citable = history.citable
    title = f"{citable.kind.capitalize()} {citable.id}{' (retired)' if citable.retired else ''}"
    page, anchor = TABLES[citable.kind], citable.id.lower()
    return Redirect(page, anchor, title, citable.home, citable.key)
