"""What the site says of the text itself: all of it follows from the facts in `essay.yml`.

An address stands in brackets, for whoever prints the sentences to link to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..argument import Corpus, EssayFacts
from ..essay import Essay
from .authors import name_in_note

_TIMES = {2: "twice", 3: "three times", 4: "four times"}


def tell_byline(facts: EssayFacts) -> str:
    """Name who wrote the essay, and the year in which it appeared; nothing if nobody is named.

    >>> tell_byline(EssayFacts(author=[{"family": "Mill", "given": "J. S."}], issued="1859"))
    'By J. S. Mill, 1859'
    """
    year = facts.issued.years if facts.issued else ""
    names = name_in_note(facts.author)
    return "By " + ", ".join(filter(None, [names, year])) if names else ""


def tell_origin(facts: EssayFacts) -> str:
    """Say who wrote the essay, when and where it appeared, and where its text comes from.

    >>> tell_origin(EssayFacts())
    'The essay came without the name of an author.'
    >>> tell_origin(EssayFacts(author=[{"family": "Mill", "given": "J. S."}], issued="1859"))
    'The essay is by J. S. Mill. It first appeared in 1859.'
    """
    if facts.author:
        told = [f"The essay is by {name_in_note(facts.author).rstrip('.')}."]
    else:
        told = ["The essay came without the name of an author."]
    year = facts.issued.years if facts.issued else ""
    appeared = [
        f"in {year}" if year else "",
        f"in “{facts.published_in}”" if facts.published_in else "",
    ]
    if any(appeared):
        told.append(f"It first appeared {', '.join(filter(None, appeared))}.")
    if origin := facts.received_from:
        told.append(f"The text is that of {_point(origin.text, origin.url)}.")
    return " ".join(told)


def tell_repetition(essay: Essay) -> str:
    """Say how much of the file repeats other lines of it, and what became of that."""
    fates = {line.number: line.fate for line in essay.lines}
    again = Counter(line.canonical for line in essay.lines if line.fate == "repeated")
    if not again:
        return "No line of the file is dropped as the repetition of another."
    counts = {again[number] for number, fate in fates.items() if fate == "kept"}
    if len(counts) == 1:  # each is repeated as often as the others
        times = counts.pop() + 1
        said = f"The file contains the essay {_TIMES.get(times, f'{times} times')}"
        said += ", with the title between the two copies." if _is_parted(fates) else "."
    elif (total := again.total()) == 1:
        said = "One line of the file repeats another."
    else:
        said = f"{total} lines of the file repeat others."
    return f"{said} The site prints each passage once, at its first occurrence."


def _is_parted(fates: Mapping[int, str]) -> bool:
    """Whether the title is all that stands between the essay and its one repetition."""
    told = [fate for fate in fates.values() if fate != "blank"]
    half = len(told) // 2
    return told == ["kept"] * half + ["title"] + ["repeated"] * half


def tell_how_cited(facts: EssayFacts) -> str:
    """Say under what name and date the essay is cited."""
    first = facts.issued.years if facts.issued else ""
    whom = "the name of its author" if len(facts.author) == 1 else "the names of its authors"
    by = (
        f"The essay is cited under {whom}"
        if facts.author
        else "The essay has no named author, and is cited by its title"
    )
    day = "the date is that of the edition in which this site published it"
    if first:
        return f"{by}; {day}, with the year in which the essay first appeared, {first}."
    return f"{by}; {day}." if facts.issued else f"{by}; {day}, since no other is known."


def tell_how_listed(facts: EssayFacts) -> str:
    """Say which pages name an author to search engines for scholars."""
    tags = "the tags for authors that scholarly search engines, such as Google Scholar, ask for"
    if facts.author:
        names = "its author" if len(facts.author) == 1 else "its authors"
        return (
            f"The page of the whole essay and those of its parts name {names} in {tags}. "
            "All others are in the words of the editors, and name nobody."
        )
    return (
        "No author is named, for none came with the text, and so no page has "
        f"{tags}. They may not list this site."
    )


def tell_license(facts: EssayFacts) -> str:
    """Say on what terms the essay’s own words stand on the site."""
    if facts.license:
        return f"The essay’s own words: {_point(facts.license.name, facts.license.url)}."
    return (
        "The copyright of the essay’s own words is its author’s, and they came without a license. "
        "They are published here for reading, criticism and commentary."
    )


def _point(text: str, url: str | None) -> str:
    """Return some words, with where they lead."""
    bare = text.rstrip(".")
    return f"{bare} ({url})" if url else bare


TOLD: Mapping[str, Callable[[Corpus], str]] = MappingProxyType(
    {
        "byline": lambda corpus: tell_byline(corpus.facts),
        "origin": lambda corpus: tell_origin(corpus.facts),
        "repetition": lambda corpus: tell_repetition(corpus.essay),
        "how_cited": lambda corpus: tell_how_cited(corpus.facts),
        "how_listed": lambda corpus: tell_how_listed(corpus.facts),
        "essay_license": lambda corpus: tell_license(corpus.facts),
    }
)
"""Each by the macro of prose pages that prints it; templates know them all as `told`."""
