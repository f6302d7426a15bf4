"""Publication: the corpus, the prose around it and the editions, loaded and checked together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..argument import DATA, Corpus, Draft, build_corpus, check_corpus, find_known
from ..essay import Essay
from ..records import DataError, Problem, seldom_searched

if TYPE_CHECKING:
    from ..editions import Citable, Register
    from ..prose import Wanted

EDITIONS = f"{DATA}/editions"


@dataclass(frozen=True)
class Publication:
    """What the site publishes, and what was published before."""

    corpus: Corpus
    citables: tuple[Citable, ...]
    register: Register
    lines: Mapping[str, int]
    """From the key of what shares its file with others to the line where it begins."""
    wanted: tuple[Wanted, ...] = ()
    """Anchors to which prose links, and which only finished pages have."""


def load_publication(root: Path, docs: Path) -> Publication:
    """Load the project at `root`, with the prose pages in `docs`.

    Raises DataError with every problem of data, prose and editions.
    """
    _, _, problems, publication = check_publication(root, docs)
    if publication is None:
        raise DataError(problems)
    return publication


@seldom_searched()
def check_publication(
    root: Path, docs: Path
) -> tuple[Draft, Essay | None, list[Problem], Publication | None]:
    """Read and check everything; return what was read, every problem, and what can be published."""
    # not needed for one file alone
    from ..editions import check_permanence, find_citables, locate_in
    from ..prose import Wanted, check_prose, locate_parts, read_host

    register, edition_problems = load_register(root)
    published = frozenset(register.latest.items if register.latest else ())
    draft, essay, problems = check_corpus(root, published)
    parts = locate_parts(draft.parts.record) if draft.parts else {}
    name = Path(os.path.relpath(docs, root)).as_posix()
    host = read_host(root)
    if isinstance(host, list):
        problems, host = [*problems, *host], None
    found = list(check_prose(docs, name, find_known(draft, essay, published), parts, host))
    problems += [one for one in found if isinstance(one, Problem)]
    problems += edition_problems
    if problems or essay is None:
        return draft, essay, problems, None
    corpus = build_corpus(draft, essay)
    citables = tuple(find_citables(corpus))
    locate = locate_in(root / EDITIONS)
    if lost := list(check_permanence(citables, register, EDITIONS, locate)):
        return draft, essay, lost, None
    wanted = tuple(one for one in found if isinstance(one, Wanted))
    lines = dict(find_lines(draft))
    return draft, essay, [], Publication(corpus, citables, register, lines, wanted)


def load_register(root: Path) -> tuple[Register, list[Problem]]:
    """Return what the editions at `root` say, and every problem with them."""
    from ..editions import build_register, check_chain, check_listed, read_editions

    editions, problems = read_editions(root / EDITIONS, EDITIONS)
    problems += check_listed(root / EDITIONS, EDITIONS, editions)
    if not problems:
        problems = list(check_chain(editions, EDITIONS))
    return build_register([] if problems else editions), problems


def find_lines(draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield the line of each response and each work cited, which share their files."""
    for objection in draft.objections:
        for number, response in enumerate(objection.value.responses):
            yield response.id, objection.record.line_of("responses", number)
    yield from ((f"source:{source.value.id}", source.record.line) for source in draft.sources)
