"""What a question costs the reader of a large site, in bytes over the network."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import brotli
from finder import ASSETS, ask

from macros.checking import load_publication
from macros.site.search import Entry, find_entries
from macros.site.search_index import INDEX, make_search

from .build import PROJECT
from .report import show_row, verdict
from .synthetic import write_site

TARGET = 100_000
"""Bytes of a question, with none of the search at hand: engine, index, and what is shown."""
ENGINE = ("find.js", "vendor/stemmer.js")
QUESTIONS = 300
Pack = Callable[[bytes], bytes]
PACKED: dict[str, Pack] = {
    "brotli": lambda text: bytes(brotli.compress(text, quality=9)),
    "gzip": lambda text: gzip.compress(text, 6),
}


def run(sizes: list[int]) -> int:
    """Ask the search of sites with so many claims; return 1 if a question fetches too much."""
    print("Searching: bytes that a first question fetches, of titles, ids, sentences, half words")
    print(show_row("claims", "entries", "files", "made in, s", "packed", "median", "most", ""))
    return max(missed for claims in sizes for missed in _measure(claims))


def _measure(claims: int) -> Iterator[int]:
    with TemporaryDirectory() as folder:
        write_site(Path(folder), PROJECT, claims)
        publication = load_publication(Path(folder), Path(folder) / "docs")
    entries = list(find_entries(publication.corpus))
    start = time.process_time()
    files = dict(make_search(entries))
    seconds = time.process_time() - start
    answers = ask(files, _find_questions(entries))
    for name, pack in PACKED.items():
        sizes = {home: len(pack(text.encode())) for home, text in files.items()}
        engine = sum(len(pack((ASSETS / part).read_bytes())) for part in ENGINE)
        costs = [
            engine + sizes[INDEX] + sum(map(sizes.__getitem__, answer.fetched))
            for answer in answers
        ]
        cells = (f"{claims:,}", f"{len(entries):,}", f"{len(files):,}", f"{seconds:.1f}", name)
        said = (f"{median(costs):,.0f}", f"{max(costs):,}", verdict(max(costs), TARGET))
        print(show_row(*cells, *said), flush=True)
        yield int(name == "brotli" and max(costs) > TARGET)


def _find_questions(entries: list[Entry]) -> Iterator[str]:
    """Yield what people type: what a thing is called, its id, words of it, half of a word."""
    random = Random(1)
    for entry in random.sample(entries, min(QUESTIONS, len(entries))):
        words = str(entry["text"]).split() or ["nothing"]
        at, length = random.randrange(len(words)), random.randint(2, 20)
        word = random.choice(words)
        yield from (str(entry["title"]), str(entry["id"]), " ".join(words[at : at + length]))
        yield from (word[: random.randint(3, 8)], word[:2] + word[3:])
