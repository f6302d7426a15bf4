"""The search of a large site, which comes in parts, answers as that of a small one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from finder import Answer, ask
from site_fixtures import Site
from test_search_questions import QUESTIONS, UNSEEN

from macros.site.search_index import PARTS, RULES, Limits, make_search
from macros.site.stems import split_words

APART = Limits(whole=0, bytes=6_000)
"""So that this site has parts enough."""
FILES = 7
"""A question that needs so many parts or more may ask for some that it does not get."""
CHANCE = Random(11)
Entries = list[dict[str, Any]]


def find_questions(entries: Entries) -> Iterator[str]:
    """Yield what people ask, what things are called, and words of the site, also half typed."""
    yield from (*QUESTIONS, *UNSEEN)
    for entry in entries:
        yield from (entry["title"], entry["id"], *entry.get("names", ()))
    texts = [entry["text"].split() for entry in entries if entry["text"].count(" ") > 8]
    for words in CHANCE.choices(texts, k=200):
        at = CHANCE.randrange(len(words) - 6)
        yield " ".join(words[at : at + CHANCE.randint(2, 6)])
        yield CHANCE.choice(words)[: CHANCE.randint(4, 12)]


def compare(entries: Entries, questions: Iterable[str]) -> Iterator[tuple[str, Answer, Answer]]:
    """Yield what the search answers to each question, as one file and in parts."""
    common = set(RULES["common"])
    asked = [one for one in dict.fromkeys(questions) if set(split_words(one)) - common]
    whole, apart = dict(make_search(entries)), dict(make_search(entries, APART))
    assert len(whole) == 1
    assert len(apart) > 300
    yield from zip(asked, ask(whole, asked), ask(apart, asked), strict=True)


def test_the_parts_answer_as_the_whole(real_site: Site) -> None:
    answers = list(compare(real_site.search, find_questions(real_site.search)))

    words = f"{PARTS}w-"
    short = [
        each for each in answers if sum(one.startswith(words) for one in each[2].fetched) < FILES
    ]
    assert len(short) > 1_000
    assert [q for q, *both in short if len({(*one.homes, one.count) for one in both}) > 1] == []
    assert [q for q, one, other in answers if one.homes[:1] != other.homes[:1]] == []


def test_what_is_misspelled_is_found_in_parts_too(real_site: Site) -> None:
    titles = [max(split_words(entry["title"]), key=len) for entry in real_site.search]
    wrong = [word[:3] + word[4:] for word in titles if len(word) > 6]

    answers = list(compare(real_site.search, wrong))

    assert len(answers) > 100
    assert [q for q, one, other in answers if one.homes and not {*one.homes} & {*other.homes}] == []
