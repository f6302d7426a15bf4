"""What an answered form asks of the data: a changed file, or what is still missing.

Nothing is written here, and nothing is taken from the answers but text and ids that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from macros.argument import Corpus, find_named
from macros.records import Reference, end_sentence, find_faults, find_references

from .additions import add_objection, add_response
from .change import Asked, Missing, State
from .escape import inline
from .forms import Answers
from .layout import drop_marked_addresses, find_layout, is_english
from .naming import suggest, suggest_work
from .references import correct_reference
from .rewordings import contest_paraphrase, correct_wording


def find_change(answers: Answers, state: State) -> Asked:
    """Return what an answered form asks for."""
    faults = [*_find_text_faults(answers), *_find_reference_faults(answers, state.corpus)]
    if faults:
        return Missing(tuple(faults))
    return _MAKERS[answers.form.name](answers, state)


def _find_text_faults(answers: Answers) -> Iterator[str]:
    """Yield what may not stand in contributed text, by the label of the question."""
    for question in answers.form.published:
        given = answers[question.id]
        for what, right in find_layout(given):
            asked = f"Texts here have paragraphs only: {inline(right)}."
            yield f"**{question.label}** holds {what}. {asked}"
        for wrong, right in find_faults(drop_marked_addresses(given)):
            yield f"**{question.label}**: {end_sentence(f'{inline(wrong)}; {inline(right)}')}"
        if not is_english(given):
            yield f"**{question.label}** {_NO_ENGLISH}"


_NO_ENGLISH = (
    "seems to be in another language than English, in which everything here is written. Please put "
    "it into English as well as you can; the editors help with the words. If you would rather not, "
    "say so here."
)


def _find_reference_faults(answers: Answers, corpus: Corpus) -> Iterator[str]:
    """Yield what is cited in contributed text and is not there."""
    for question in answers.form.published:
        for cited in list(dict.fromkeys(find_references(answers[question.id])))[:_MOST]:
            if find_named(corpus, cited.id) is None:
                wrong = f"{inline(cited.id, 60)} is cited, and {_tell(corpus, cited)}"
                yield f"**{question.label}**: {end_sentence(wrong)}"


_MOST = 40
"""References of one text that are looked up before the checks look at all."""


def _tell(corpus: Corpus, cited: Reference) -> str:
    if cited.kind == "source":
        return f"no work of the Sources page has this id; {suggest_work(corpus, cited.id)}"
    return f"no item has this id; {suggest(corpus, cited.id, 'TCAOR')}"


_MAKERS: Mapping[str, Callable[[Answers, State], Asked]] = {
    "wording": correct_wording,
    "paraphrase": contest_paraphrase,
    "objection": add_objection,
    "response": add_response,
    "reference": correct_reference,
}
