"""References corrected."""

from __future__ import annotations

import re

from macros.argument import Corpus, bare_doi, find_named, is_doi
from macros.desk import rewrite_work
from macros.records import end_sentence

from .change import Asked, Change, ForEditors, Missing, State
from .escape import inline
from .forms import Answers
from .naming import refer, suggest_work

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
    if name == "DOI":
        value = bare_doi(value)
        if not is_doi(value) or not re.match(r"10\.\d{4}", value):
            return Missing((_NO_DOI.format(inline(answers["new"], 80)),))
    if getattr(state.corpus.all_sources[named.id], name.replace("-", "_"), None) == value:
        return Missing((f"**What would be right** is what {named.id} says already.",))
    text = rewrite_work(state.files(named.path), named.id, name, value)
    field = answers["field"]
    what = f"{field[0].lower()}{field[1:]} of {named.id}"
    title = f"Correct {f'where {named.id} appeared' if name == 'container-title' else what}"
    notes = () if answers["why"] else ("How it is known was not said; please check.",)
    return Change(named.key, named.path, text, title, notes)


_NO_DOI = (
    "**What would be right**: “{}” is no DOI. A DOI begins with 10 and a full stop, then come a "
    "number of at least four digits, a slash and more, without spaces or percent signs, as in "
    "10.1000/182."
)


def _unknown_work(words: str, corpus: Corpus) -> Missing:
    if named := find_named(corpus, words):
        return Missing((f"**Id of the work**: {refer(named, 'works cited')}",))
    wrong = f"there is no work {inline(words, 60)}; {suggest_work(corpus, words)}"
    return Missing((f"**Id of the work**: {end_sentence(wrong)}",))
