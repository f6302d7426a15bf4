"""Publication: the corpus, the prose around it and the editions, loaded and checked together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .calls import MACROS
from .citable import Citable, find_citables
from .corpus import DATA, Corpus, build_corpus, check_corpus, find_known
from .edition_files import check_chain, locate_in, read_editions
from .editions import Register, build_register
from .permanence import check_permanence
from .problems import DataError, Problem
from .prose import check_prose, locate_parts

EDITIONS = f"{DATA}/editions"


@dataclass(frozen=True)
class Publication:
    """What the site publishes, and what was published before."""

    corpus: Corpus
    citables: tuple[Citable, ...]
    register: Register


def load_publication(root: Path, docs: Path) -> Publication:
    """Load the project at `root`, with the prose pages in `docs`.

    Raises DataError with every problem of data, prose and editions.
    """
    draft, essay, problems = check_corpus(root)
    parts = locate_parts(draft.parts.record, draft.parts.path) if draft.parts else {}
    name = Path(os.path.relpath(docs, root)).as_posix()
    problems += check_prose(docs, name, MACROS, find_known(draft, essay), parts)
    register, edition_problems = load_register(root)
    problems += edition_problems
    if problems or essay is None:
        raise DataError(problems)
    corpus = build_corpus(draft, essay)
    citables = tuple(find_citables(corpus))
    locate = locate_in(root / EDITIONS)
    if lost := list(check_permanence(citables, register, EDITIONS, locate)):
        raise DataError(lost)
    return Publication(corpus, citables, register)


def load_register(root: Path) -> tuple[Register, list[Problem]]:
    """Return what the editions at `root` say, and every problem with them."""
    editions, problems = read_editions(root / EDITIONS, EDITIONS)
    if not problems:
        problems = list(check_chain(editions, EDITIONS))
    return build_register([] if problems else editions), problems
