"""What to say of the item that somebody means, and of one that is not there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from macros.argument import AROUND, Corpus, Named, find_ids
from macros.records import did_you_mean

_CALLED = {
    "objection": "an objection",
    "response": "a response",
    "term": "a term",
    "source": "a work cited",
    "passage": "a passage of the essay",
    "note": "an editors’ note",
}


def describe(named: Named) -> str:
    """Say what an item is.

    >>> describe(Named("A1", "claim", ""))
    'an assumption'
    """
    claims = {"T": "the thesis", "C": "a claim", "A": "an assumption"}
    return claims[named.id[0]] if named.kind == "claim" else _CALLED[named.kind]


OTHER_FORMS = {
    "claim": "To reword it, use the form “Correct a wording”; to object, “Add an objection”.",
    "objection": "To reword it, use the form “Correct a wording”; to answer it, “Add a response”.",
    "response": "To reword it, use the form “Correct a wording”; to object, “Add an objection”.",
    "term": "To reword it, use the form “Correct a wording”.",
    "source": "To correct it, use the form “Report a broken or wrong reference”.",
    "passage": "The essay’s own words are printed as received and never changed.",
    "note": "If it is wrong, say so below, and the editors will look at it.",
}
"""What can be done about each kind of item, where the form that was taken cannot do it."""


def refer(named: Named, taken: str) -> str:
    """Say that a form does not take an item, what it does take, and which form to use instead."""
    right = OTHER_FORMS[named.kind]
    return f"{named.id} is {describe(named)}, and this form is for {taken}. {right}"


def suggest(corpus: Corpus, words: str, kinds: str) -> str:
    """Say which item was probably meant; `kinds` are the letters that its id may begin with."""
    ids = find_ids(words[:200])
    if len(ids) > 1:
        return "give one id alone"
    example = "C1" if "C" in kinds else f"{kinds[0]}1"
    if ids:
        if ids[0][0] not in kinds:
            return f"expected an id that begins with {' or '.join(kinds)}"
        kinds = ids[0][0]
    known = [*corpus.claims, *corpus.objections, *corpus.responses]
    choices = [id for id in known if id[0] in kinds]
    right = did_you_mean(ids[0] if ids else words.strip(AROUND)[:40], choices)
    if right.startswith("did you mean") or 0 < len(choices) <= LISTED:
        return right
    return f"the page of each item shows its id, such as {example}"


LISTED = 12
"""Ids that a comment lists; nobody looks through more."""


def suggest_work(corpus: Corpus, words: str) -> str:
    """Say which work was probably meant."""
    right = did_you_mean(words.strip(AROUND)[:40], corpus.sources)
    if right.startswith("did you mean"):
        return right
    return "the id of a work stands at the end of its reference on the Sources page"


def split_works(words: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and the locator of each work in a list, one a line; an unknown one has no id.

    >>> list(split_works("- @ryle1949: chapter 2\\n[@ayer1936]\\nHume", ["ryle1949", "ayer1936"]))
    [('ryle1949', 'chapter 2'), ('ayer1936', ''), ('', 'Hume')]
    """
    for line in words.splitlines():
        bare = re.sub(r"^\s*(?:(?:[-*+•–—]|\d+[.)])\s+)?", "", line).strip()
        for piece in _part_works(bare, known):
            yield _split_work(piece, known)


def _part_works(line: str, known: Container[str]) -> list[str]:
    """Part works that stand on one line, if each piece of it begins with one."""
    for mark in (r"[;,&]|\band\b", r";"):
        pieces = [piece for piece in re.split(mark, line) if piece.strip()]
        if all(_split_work(piece, known)[0] for piece in pieces):
            return pieces
    return [line]


_WORK = re.compile(
    r"(?:\S*/sources/#|[\s\[({<`'\"“‘*_@]*)([A-Za-z][A-Za-z0-9]*)(?![\w/])[\])}>`'\"”’*_]*"
)


def _split_work(piece: str, known: Container[str]) -> tuple[str, str]:
    match = _WORK.match(piece)
    if match is None or match[1].lower() not in known:
        return "", piece.strip()
    locator = re.sub(r"(?<=\d)\.$", "", piece[match.end() :].strip(" \t,:;–—-"))
    for begin, end in ("[]", "()"):
        whole = locator.startswith(begin) and locator.endswith(end)
        locator = locator[1:-1] if whole and end not in locator[:-1] else locator
        locator = locator.removesuffix(end) if begin not in locator else locator
    return match[1].lower(), locator.strip()
