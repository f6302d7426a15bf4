"""A review as a comment: what changed, before and after, and what becomes of published links.

    python -m contributions.comment review.json

prints it in Markdown. Everything in the file is taken for a stranger’s.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from .escape import LARGEST_COMMENT, inline, make_table
from .record import Changed, Link, Review
from .transfer import read_values

LISTED = 30
"""Items of a list; the rest is counted."""
AT_ONCE = 8
"""Changes in one table: a table is shown as a whole or not at all."""
WORDS = {
    "lost": "**no longer there**, although it was published: this cannot be merged",
    "moved": "moved; the old address leads to the new one",
    "retired": "retired; its page stays, with the reason",
    "reworded": "reworded since the last edition; the wording that was cited stays pinned",
    "new": "new",
}
"""What becomes of published addresses, the gravest first."""


def write_comment(review: Review) -> str:
    """Return a review in Markdown, short enough for the forge."""
    shown: list[str] = []
    room = LARGEST_COMMENT
    for piece in _find_pieces(review):
        room -= len(piece) + 2
        if room < 0:
            shown.append("More does not fit here; the preview shows it.")
            break
        shown.append(piece)
    return "\n\n".join(shown) + "\n"


def _find_pieces(review: Review) -> Iterator[str]:
    yield "### What this change does"
    yield _sum_up(review)
    if review.files:
        yield "Files:\n\n" + _list(inline(file, 200) for file in review.files)
    if review.problems:
        yield "#### What is wrong\n\n" + _list(inline(problem) for problem in review.problems)
    if review.links:
        yield "#### Published links"
        yield make_table(["what becomes of it", "", "address"], list(_tell_links(review.links)))
    rows = [change for change in review.changes if change.headings]
    if rows:
        yield "#### Rows of tables"
        yield from show_changes(rows)
    texts = [change for change in review.changes if not change.headings]
    if texts:
        yield "#### Text of pages"
        yield from show_changes(texts)
    for title, homes in (("New pages", review.new_pages), ("Pages gone", review.lost_pages)):
        if homes:
            yield f"#### {title}\n\n" + _list(inline(home) for home in homes)
    if review.advice:
        yield "#### Advice, which stops nothing\n\n" + _list(map(inline, review.advice))


def _sum_up(review: Review) -> str:
    if review.problems:
        return (
            f"{_count(review.problems, 'problem')}. Nothing is lost: put right what the list says "
            "and send it again. If you would rather have help, say so here."
        )
    if not any((review.changes, review.new_pages, review.lost_pages, review.links)):
        return "No problem, and nothing on the site changes."
    homes = {home for change in review.changes for home in change.homes}
    told = [
        _count(homes, "changed page"),
        _count(review.new_pages, "new page"),
        _count(review.lost_pages, "page gone", "pages gone"),
    ]
    return f"No problem. {', '.join(told)}."


def _count(values: Sequence[object] | set[str], one: str, many: str = "") -> str:
    return f"{len(values)} {one if len(values) == 1 else many or f'{one}s'}"


def _list(texts: Iterable[str]) -> str:
    lines = [f"- {text}" for text in texts]
    more = [f"- and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return "\n".join([*lines[:LISTED], *more])


def _tell_links(links: Sequence[Link]) -> Iterator[list[str]]:
    for what, words in WORDS.items():
        for link in [link for link in links if link.what == what][:LISTED]:
            yield [words, inline(link.name, 120), inline(link.home, 200)]


def show_changes(changes: Iterable[Changed]) -> Iterator[str]:
    """Yield a table for each run of changes with the same columns on the same pages."""
    for (headings, homes), group in groupby(changes, lambda one: (one.headings, one.homes)):
        shown = [inline(heading) for heading in headings] or ["text"]
        while batch := list(islice(group, AT_ONCE)):
            rows = [row for change in batch for row in _make_rows(change, len(shown))]
            if rows:
                yield f"{_tell_homes(homes)}{make_table(['', *shown], rows)}"


def _tell_homes(homes: Sequence[str]) -> str:
    if not homes:
        return ""
    more = f" and {_count(homes[1:], 'other page')}" if len(homes) > 1 else ""
    return f"On {inline(homes[0], 200)}{more}:\n\n"


def _make_rows(change: Changed, columns: int) -> Iterator[list[str]]:
    """Yield the row before and after a change; one that is none is shown once."""
    rows = [("before", change.before), ("after", change.after)]
    for label, cells in rows if change.before != change.after else [("unchanged", change.after)]:
        if cells is not None:
            shown = [inline(cell) for cell in cells][:columns]
            yield [label, *shown, *[""] * (columns - len(shown))]


def main(arguments: Sequence[str]) -> int:
    """Print the comment for a review’s file."""
    print(write_comment(read_values(Review, Path(arguments[0]))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
