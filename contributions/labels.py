"""What a check found, by the questions of a form: who answers one knows no field of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.records import Problem, end_sentence

from .escape import inline
from .forms import Form
from .references import FIELDS
from .rewordings import TEXTS

ANSWERED_BY: Mapping[str, Mapping[str, str]] = {
    "wording": dict.fromkeys(TEXTS, "new"),
    "reference": dict.fromkeys(FIELDS.values(), "new"),
    "paraphrase": {"text": "text", "glance": "glance", "by": "name", "seen_at": "where"},
    "objection": {"title": "title", "glance": "glance", "text": "text", "against": "against"}
    | dict.fromkeys(("held_by", "source", "locator"), "holders"),
    "response": {"gloss": "gloss", "text": "text", "quotes": "passages", "passage": "passages"}
    | dict.fromkeys(("sources", "source", "locator"), "works"),
}
"""By form: from the fields of the data to the ids of the questions that fill them."""

_OF_FIELD = re.compile(r"(?:item \d+ of )?([\w-]+)((?::| is| has) .*)", re.DOTALL)


def tell_problem(problem: Problem, form: Form) -> str:
    """Say in Markdown, inert, what a check found, by the label of the question if it has one."""
    rest, label = problem.wrong, ""
    if found := _OF_FIELD.fullmatch(problem.wrong):
        labels = {question.id: question.label for question in form.questions}
        label = labels.get(ANSWERED_BY[form.name].get(found[1], ""), "")
        rest = found[2] if label else rest
    colon = ":" if label and rest.startswith(":") else ""  # as in “: 61 words”
    wrong = inline(rest.removeprefix(colon), 300)
    wrong = f"**{label}**{colon} {wrong}" if label else wrong
    return end_sentence(f"{wrong}; {inline(problem.right, 300)}")
