"""The index of the search, for sites of any size.

Of few entries a browser makes its own index, and all of them are one file. Of many the build
makes it, in parts of a bounded size, of which a question needs few. `find.js` reads either.

A part holds what is known of all words that begin alike; where that is too much, each next letter
has a part of its own, and the part of the beginning alone keeps the best of them. What is shown
of the entries stands in other parts, a few entries in each.
"""

from __future__ import annotations

import json
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import nsmallest
from itertools import chain, groupby
from typing import Any

from .stems import split_words, stem

INDEX = "assets/search.json"
"""Where a browser finds the entries, or what the parts are called."""
PARTS = "assets/search/"
"""Their names change with what is in them, and are put together in the browser."""

_TELL = ("id", "title", "names", "text")
"""The fields of an entry in which words are found."""
RULES: dict[str, Any] = {
    "fields": dict(zip(_TELL, (4, 4, 3, 1), strict=True)),
    "bm25": {"k": 1.2, "b": 0.7, "d": 0.5},
    "kinds": {
        "Term": 1.3, "Thesis": 1.2, "Claim": 1.2, "Unstated": 1.2, "Objection": 1.2,
        "Rebuttal": 1.1, "Response": 0.5, "In": 0.5, "Editors": 0.4, "Sentence": 0.6,
        "Paragraph": 0.4, "Work": 0.25,
    },
    "letters": {"answer": "r", "reply": "r", "passage": "p"},
    "common": (
        "a about actually all also am an and any anyone are as at be because been being but by "
        "can cannot could define definition did do does doing don done else even ever explain "
        "explained for from get gets had has have having he her here him his how i if in into is "
        "isn it its itself just ll may me mean meaning means meant might more most much must my "
        "of on one or our ours please really s say says shall she should show so some someone "
        "such t tell than that the their them then there these they thing this those to too us ve "
        "very was wasn we were what when where whether which while who whom whose why will with "
        "won would you your"
    ).split(),
}  # fmt: skip
"""How much a word counts by the field where it stands, and an entry by what it is; and words of
every question, which tell none from another; and what else ids are called by their letter."""

Entry = Mapping[str, Any]
Part = tuple[str, Any]
Record = list[Any]
"""Of a word: how many entries have it, which, what it counts for each, in which of their names it
stands and what all words of that name weigh, and which entries have it for an id."""

_COUNTED = re.compile(r"[^\W\d_]+ \d+")
_NO_LETTER = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Limits:
    """How much is in one file."""

    whole: int = 270_000
    """The letters of the texts of all entries together; with all else, packed, a third of that."""
    bytes: int = 12_000
    """Of a part, as written; packed a third of that."""
    entries: int = 3
    text: int = 700
    """The letters of the text of one of many entries that can be shown."""


LIMITS = Limits()


def make_search(entries: Iterable[Entry], limits: Limits = LIMITS) -> Iterator[tuple[str, str]]:
    """Yield each file of the search with where it stands: one of few entries, parts of many."""
    found = list(entries)
    if sum(len(one["text"]) for one in found) <= limits.whole:
        yield INDEX, _write({"rules": RULES, "entries": found})
        return
    tree = _Tree(limits, _index(found))
    parts = {name: _write(part) for name, part in chain(tree.parts(), _show(found, limits))}
    digest = sha256("\n".join(chain(parts, parts.values())).encode()).hexdigest()[:10]
    for name, text in parts.items():
        yield f"{PARTS}{name}.{digest}.json", text
    about = {"rules": RULES, "count": len(found), "each": limits.entries, "digest": digest}
    yield INDEX, _write(about | {"letters": _find_letters(found), "split": tree.split})


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _show(entries: list[Entry], limits: Limits) -> Iterator[Part]:
    """Yield what is shown of the entries, some in each part."""
    shown = [{**entry, "text": entry["text"][: limits.text]} for entry in entries]
    for at in range(0, len(shown), limits.entries):
        yield f"e{at // limits.entries}", shown[at : at + limits.entries]


def _find_letters(entries: list[Entry]) -> dict[str, str]:
    """Return with which letter ids begin of what is called so: claim 10 is C10."""
    letters: dict[str, str] = dict(RULES["letters"])
    for id, kind in {(entry["id"], entry["kind"]) for entry in entries if entry["id"]}:
        if (at := kind.find(f" {id}")) > 0:
            letters |= dict.fromkeys(split_words(kind[:at]), id[0].lower())
    return dict(sorted(letters.items()))


# -- the index


@dataclass
class _Found:
    """Where words are."""

    times: list[dict[str, array[int]]] = field(default_factory=lambda: [_Lists("Q") for _ in _TELL])
    """Of each field, of each word: the entries that have it there, each with how often."""
    called: list[list[list[str]]] = field(default_factory=list)
    """Of each entry, the telling words of each of its names."""
    lengths: list[list[int]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class _Lists(dict[str, "array[int]"]):
    """A list of numbers of each word, as small as can be: there are millions."""

    def __init__(self, type: str) -> None:
        self._type = type

    def __missing__(self, word: str) -> array[int]:
        self[word] = array(self._type)
        return self[word]


_OFTEN = 16
"""Bits of a number that say how often; those before them say which entry."""


def _index(entries: list[Entry]) -> dict[str, Record]:
    """Return what is known of each word, by word."""
    found = _read_entries(entries)
    averages = [_average(found.lengths, place) for place in range(len(_TELL))]
    words = sorted(set(chain(*found.times)))
    records: dict[str, Record] = {word: _count_for(found, averages, word) for word in words}
    rarity = {word: math.log(1 + len(entries) / (one[0] or 0.5)) for word, one in records.items()}
    for word, names in _weigh_names(found.called, rarity).items():
        records[word][3] = names
    for id, numbers in found.ids.items():
        records.setdefault(id, [0, [], [], []]).append(numbers)
    return dict(sorted(records.items()))


def _average(lengths: list[list[int]], place: int) -> float:
    """Return how long a field is on average; most entries have one name only, their title.

    Those that have more are counted as they come, as the search has always done.
    """
    average = 0.0
    for number, all in enumerate(lengths):
        if all[place] or _TELL[place] != "names":
            average = (average * number + all[place]) / (number + 1)
    return average


def _read_entries(entries: list[Entry]) -> _Found:
    found, common = _Found(), frozenset(RULES["common"])
    for number, entry in enumerate(entries):
        names = [entry["title"], *entry.get("names", ())]
        told = {**entry, "names": " ".join(names[1:])}
        counts = [Counter(map(stem, split_words(told[name]))) for name in _TELL]
        found.lengths.append([len(count) for count in counts])
        for times, count in zip(found.times, counts, strict=True):
            for word, often in count.items():
                times[word].append((number << _OFTEN) + often)
        split = map(split_words, names)
        found.called.append([[stem(w) for w in words if w not in common] for words in split])
        kind = re.split("[ ’]", entry["kind"])[0]
        found.weights.append(RULES["kinds"].get(kind, 1))
        for key in _find_ids(entry):
            found.ids[key].append(number)
    return found


def _find_ids(entry: Entry) -> set[str]:
    """Return what an entry is called by its number, and a part with its kind: c10, part 5."""
    kind = entry["kind"].lower()
    id = _NO_LETTER.sub("", entry["id"].lower())
    return {id, kind if _COUNTED.fullmatch(kind) else ""} - {""}


def _weigh_names(
    called: list[list[list[str]]], rarity: Mapping[str, float]
) -> dict[str, list[list[int]]]:
    """Return of each word the names in which it stands: entry, which of its names, its weight."""
    named: dict[str, list[list[int]]] = defaultdict(list)
    for number, names in enumerate(called):
        for place, words in enumerate(names):
            weight = round(100 * sum(rarity[word] for word in words))
            for word in words:
                named[word].append([number, place, weight])
    return named


def _count_for(found: _Found, averages: list[float], word: str) -> Record:
    """Return which entries have a word, and what it counts for each: BM25 of all fields."""
    k, b, d = RULES["bm25"].values()
    counts: dict[int, float] = defaultdict(float)
    beside_ids: set[int] = set()
    for place, boost in enumerate(RULES["fields"].values()):
        times = found.times[place].get(word, ())
        rare = math.log(1 + (len(found.lengths) - len(times) + 0.5) / (len(times) + 0.5))
        for one in times:
            number, often = one >> _OFTEN, one & (1 << _OFTEN) - 1
            long = found.lengths[number][place] / averages[place]
            score = d + often * (k + 1) / (often + k * (1 - b + b * long))
            counts[number] += boost * rare * score
            if place:
                beside_ids.add(number)
    numbers = sorted(counts)
    weighed = [round(1000 * counts[number] * found.weights[number]) for number in numbers]
    return [len(beside_ids), numbers, weighed, []]


# -- its parts

_LONG = 14
"""At most how many bytes an entry of a record is long."""


class _Tree:
    """The parts of an index, by how words begin."""

    def __init__(self, limits: Limits, records: Mapping[str, Record]) -> None:
        self.split: dict[str, str] = {}
        """The beginnings whose words are in parts of their own, and how these go on."""
        self._most = limits.bytes
        self._records = {word: _shorten(one, self._most) for word, one in records.items()}
        self._sizes = {word: _measure(word, one) for word, one in self._records.items()}

    def parts(self, begin: str = "", words: list[str] | None = None) -> Iterator[Part]:
        """Yield each part with its name."""
        words = list(self._records) if words is None else words
        if sum(map(self._sizes.__getitem__, words)) <= self._most or words == [begin]:
            yield name_part(begin), {"words": {word: _pack(self._records[word]) for word in words}}
            return
        yield name_part(begin), self._keep_best(begin, words)
        longer = (word for word in words if word != begin)
        next = {one: list(all) for one, all in groupby(longer, lambda word: word[len(begin)])}
        self.split[begin] = "".join(next)
        for letter, inner in next.items():
            yield from self.parts(begin + letter, inner)

    def _keep_best(self, begin: str, words: list[str]) -> dict[str, Any]:
        """Return of too many words this one, the best of the others, or the most frequent."""
        half = self._most // 2
        kept = {one: _shorten(self._records[one], half) for one in words if one == begin}
        if len(begin) > 2:  # the last word of a question may be typed by half
            longer = {one: self._records[one] for one in words if one != begin}
            kept |= _take_best(len(begin), longer, half)
        part: dict[str, Any] = {"words": {word: _pack(record) for word, record in kept.items()}}
        if len(begin) == 1:  # what a misspelled one may mean
            by_count = sorted(words, key=lambda word: -self._records[word][0])
            part["near"] = sorted(by_count[: self._most // 6])
        return part


def name_part(begin: str) -> str:
    """Return the name of the part for words that begin so, in letters that every host takes.

    >>> name_part("con"), name_part("né")
    ('w-con', 'w-n-e9-')
    """
    return "w-" + re.sub("[^a-z0-9]", lambda match: f"-{ord(match[0]):x}-", begin)


def _measure(word: str, record: Record) -> int:
    """Return about how many bytes a record is long."""
    numbers, names = record[1], record[3]
    return len(word) + 16 + 7 * len(numbers) + 9 * len(names)


def _shorten(record: Record, bytes: int) -> Record:
    """Return a record that fits: with the entries for which the word counts most."""
    numbers, counts = record[1:3]
    most = bytes // _LONG
    if len(numbers) <= most:
        return record
    best = sorted(range(len(numbers)), key=lambda at: -counts[at])[:most]
    return _choose(record, sorted(best))


def _choose(record: Record, places: list[int]) -> Record:
    count, numbers, counts, names, *ids = record
    kept = {numbers[at] for at in places}
    called = [name for name in names if name[0] in kept]
    return [count, [numbers[at] for at in places], [counts[at] for at in places], called, *ids]


def _take_best(typed: int, records: Mapping[str, Record], bytes: int) -> dict[str, Record]:
    """Return of words that are longer than typed the entries for which they count most."""
    everywhere = (
        (-counts / (10 + len(word) - typed), word, at)
        for word, record in records.items()
        for at, counts in enumerate(record[2])
    )
    best: dict[str, list[int]] = defaultdict(list)
    for _, word, at in nsmallest(bytes // (2 * _LONG), everywhere):
        best[word].append(at)
    return {word: _choose(records[word], sorted(places)) for word, places in sorted(best.items())}


def _pack(record: Record) -> Record:
    """Return a record in small numbers: of an entry, how far it is from the one before."""
    count, numbers, counts, names, *ids = record
    steps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
    place = {number: at for at, number in enumerate(numbers)}
    flat = [one for number, which, weight in names for one in (place[number], which, weight)]
    packed: Record = [count, steps, counts, flat, *ids]
    while packed and not packed[-1]:
        packed.pop()
    return packed
