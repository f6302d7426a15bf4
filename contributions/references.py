"""References corrected."""

from __future__ import annotations

from macros.corpus import Corpus
from macros.problems import did_you_mean

from .asked import Asked, Change, ForEditors, Missing, State
from .forms import Answers
from .inert import inline
from .naming import SOURCES, find_named
from .rewrite import rewrite_source

FIELDS = {
    "The link": "URL",
    "The DOI": "DOI",
    "The title": "title",
    "The publisher": "publisher",
    "The place of publication": "publisher-place",
    "The journal, book or site it appeared in": "container-title",
    "The volume": "volume",
    "The issue": "issue",
    "The pages": "page",
}


def correct_reference(answers: Answers, state: State) -> Asked:
    named = find_named(state.corpus, answers["source"])
    if named is None or named.kind != "source":
        return _unknown_work(answers["source"], state.corpus)
    name = FIELDS.get(answers["field"])
    if name is None or not answers["new"]:
        return ForEditors(f"The editors will look at the reference {named.id}.")
    value = " ".join(answers["new"].split())
    text = rewrite_source(state.files(SOURCES), named.id, name, value)
    title = f"Correct the {name} of {named.id}"
    how = inline(answers["why"]) if answers["why"] else "nothing was given; please check"
    return Change(f"source:{named.id}", SOURCES, text, title, (f"How it is known: {how}",))


def _unknown_work(words: str, corpus: Corpus) -> Missing:
    right = did_you_mean(words.strip(" @[]")[:40], corpus.sources)
    return Missing((f"**Id of the work**: there is no work {inline(words, 60)}; {right}",))
