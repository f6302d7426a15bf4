"""What the site says of the text itself: all of it follows from the facts in `essay.yml`."""

from __future__ import annotations

from ..argument import EssayFacts
from .authors import name_in_note


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
    appeared = [
        f"in {facts.issued.years or facts.issued.told}" if facts.issued else "",
        f"in “{facts.published_in}”" if facts.published_in else "",
    ]
    if any(appeared):
        told.append(f"It first appeared {', '.join(filter(None, appeared))}.")
    if facts.received_from:
        told.append(f"The text is that of {facts.received_from.text.rstrip('.')}.")
    return " ".join(told)


def tell_how_cited(facts: EssayFacts) -> str:
    """Say under what name and date the essay is cited."""
    first = facts.issued.years if facts.issued else ""
    whom = "the name of its author" if len(facts.author) == 1 else "the names of its authors"
    by = (
        f"It is cited under {whom}"
        if facts.author
        else ("The essay has no named author, and is cited by its title")
    )
    day = "the date is that of the edition in which this site published it"
    if first:
        return f"{by}; {day}, with the year in which the essay first appeared, {first}."
    return f"{by}; {day}, since no other is known."


def tell_license(facts: EssayFacts) -> str:
    """Say on what terms the essay’s own words stand on the site."""
    if facts.license:
        return f"The essay’s own words: {facts.license.name.rstrip('.')}."
    return (
        "The copyright of the essay’s own words is its author’s, and they came without a license. "
        "They are published here for reading, criticism and commentary."
    )
