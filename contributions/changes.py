"""What an answered form asks of the data: a changed file, or what is still missing.

Nothing is written here, and nothing is taken from the answers but text and ids that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from macros.text import find_faults

from .additions import add_objection, add_response
from .asked import Asked, Missing, State
from .forms import Answers
from .inert import inline
from .references import correct_reference
from .rewordings import contest_paraphrase, correct_wording


def find_change(answers: Answers, state: State) -> Asked:
    """Return what an answered form asks for."""
    if faults := list(_find_text_faults(answers)):
        return Missing(tuple(faults))
    return _MAKERS[answers.form.name](answers, state)


PUBLISHED = ("title", "glance", "text", "new")
"""The questions whose answers become data as they are."""


def _find_text_faults(answers: Answers) -> Iterator[str]:
    """Yield what may not stand in contributed text, by the label of the question."""
    for question in answers.form.questions:
        if question.id not in PUBLISHED:
            continue  # compared with ids, or quoted to people
        for wrong, right in find_faults(answers[question.id]):
            yield f"**{question.label}**: {inline(wrong)}; {inline(right)}."


_MAKERS: Mapping[str, Callable[[Answers, State], Asked]] = {
    "wording": correct_wording,
    "paraphrase": contest_paraphrase,
    "objection": add_objection,
    "response": add_response,
    "reference": correct_reference,
}
