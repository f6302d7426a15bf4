"""A review as a comment: what changed, before and after, and what becomes of published links.

    python -m contributions.comment review.json

writes it below a pull request. Which files that one changes is asked of the forge; everything in
the file is taken for a stranger’s.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from .escape import LARGEST_COMMENT, inline, make_table
from .forge import TOLD, call, list_all, say
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


SHOWN = ("data/", "docs/")
"""Where a contribution belongs, and what can be shown of one."""
_OUTSIDE = (
    "**It changes files outside data/ and docs/.** They can change what any check, test or "
    "preview of it says. Read them first; what follows shows its data and prose alone."
)


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
    if outside := [file for file in review.files if not file.startswith(SHOWN)]:
        yield f"{_OUTSIDE}\n\n" + _list(inline(file, 200) for file in outside)
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


# -- at the forge


def find_files(pull: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the files that a pull request changes, as the forge lists them."""
    listed = list(list_all(f"pulls/{pull['number']}/files"))
    names = {one.get(name) for one in listed for name in ("filename", "previous_filename")}
    more = [f"… (the forge lists {TOLD:,} files and no more)"] if len(listed) >= TOLD else []
    return (*more, *sorted(filter(None, names)))


def read_review(path: Path) -> Review:
    """Read a review; one that is not there, or of another form, says only that."""
    try:
        return read_values(Review, path)
    except (OSError, ValueError):
        return Review(problems=("It could not be built and compared; the log says why.",))


def find_owners(text: str) -> list[str]:
    """Return the lines of CODEOWNERS that name somebody.

    >>> find_owners("# nobody yet\\n# /data/ @...\\n")
    []
    """
    return [line for line in text.splitlines() if "@" in line.partition("#")[0]]


_UNOWNED = "Nobody is asked to look at this: `.github/CODEOWNERS` names no one."


def main(arguments: Sequence[str]) -> int:
    """Write the comment for a review’s file, unless the pull request has gone on meanwhile."""
    pull = call("GET", f"pulls/{int(os.environ['NUMBER'])}")
    revision = pull["head"]["sha"]
    if os.environ["REVISION"] not in ("", revision):
        print("It has another commit by now.")
        return 0
    review = replace(read_review(Path(arguments[0])), files=find_files(pull))
    after = [_PREVIEW.format(revision=revision[:10], address=pull["html_url"])]
    after += [] if find_owners(Path(".github/CODEOWNERS").read_text("utf-8")) else [_UNOWNED]
    say(pull["number"], "\n".join([write_comment(review), *after]) + "\n")
    return 0


_PREVIEW = (
    "This is about the commit {revision}. The site as its own run builds it can be downloaded, as "
    "“preview”, from [its checks]({address}/checks)."
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
