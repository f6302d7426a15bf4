"""Open questions: where the discussion waits for someone."""

from __future__ import annotations

from dataclasses import dataclass

from ..argument import Corpus, Objection, Relations, Response, mark_of


@dataclass(frozen=True)
class Questions:
    """What waits for an answer, each in the order of its kind."""

    unanswered: list[Objection]
    """No response at all."""
    open: list[Objection]
    """Only the editors have responded."""
    contested_responses: list[tuple[Response, Objection]]
    """Responses that an objection speaks against, each with the objection it responds to."""
    contested_wordings: list[Objection]
    """A holder would put them otherwise."""


def find_questions(corpus: Corpus, relations: Relations) -> Questions:
    """Find what waits for an answer in the corpus."""
    objections = list(corpus.objections.values())

    def is_open(objection: Objection) -> bool:
        return mark_of(relations.states[objection.id]) == "open"

    unanswered = [objection for objection in objections if not objection.live_responses]
    return Questions(
        unanswered=unanswered,
        open=[o for o in objections if is_open(o) and o.live_responses],
        contested_responses=[
            pair for id, pair in corpus.responses.items() if id in relations.objections
        ],
        contested_wordings=[o for o in objections if o.wording and o.wording.contested],
    )
