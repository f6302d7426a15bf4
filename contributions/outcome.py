"""What becomes of an issue: a pull request, or a comment that says what is missing.

Whatever is taken from the issue passes `escape` before it stands in a comment, and is never
printed to the log of a workflow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.records import find_invisible

from .change import Change
from .escape import LARGEST_COMMENT, inline, make_table
from .forms import CREDIT, Answers, Form, is_begun
from .handover import Outcome

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")


@dataclass(frozen=True)
class Issue:
    """An issue, as the forge sends it."""

    body: str
    number: int
    day: str
    """On which it was opened."""
    login: str
    """Of its author."""
    author: int
    """The number of that account."""
    title: str = ""
    labelled: bool = False
    """Whether it has the label that the forms give."""


def propose(
    change: Change, answers: Answers, issue: Issue, preview: str, advice: Iterable[str]
) -> Outcome:
    """Return a pull request for a change that passes the checks."""
    credit = find_credit(answers, issue.login)
    return Outcome(
        kind="proposal",
        title=change.title,
        body=_make_body(change, answers, issue.number, credit, preview, advice),
        message=_make_message(change, issue, credit),
        path=change.path,
        text=change.text,
        comment=_tell_author(change.told),
    )


def _tell_author(told: Sequence[str]) -> str:
    """Return the comment that says what a proposal does not hold."""
    if not told:
        return ""
    listed = "\n".join(f"- {text}" for text in told)
    return (
        "Thank you. This has become a pull request. Please look at what is missing in it:\n\n"
        f"{listed}\n\nIf you wish, edit the issue: {_EDIT}. The pull request follows.\n"
    )


_EDIT = "its first post has a menu with “Edit”"


def find_name(answers: Answers) -> str:
    """Return the name that was given, without the address that a mail program puts behind it."""
    return " ".join(re.sub(r"<[^<>]*>|\S+@\S+", "", answers["name"]).split())


def _is_name(text: str) -> bool:
    """Whether a text can be somebody’s name: letters with their marks, numbers, and little else."""
    plain = all(unicodedata.category(sign)[0] in "LMN" or sign in " .,'’()&-" for sign in text)
    return 0 < len(text) <= 80 and plain and not any(find_invisible(text))


def find_credit(answers: Answers, login: str) -> str:
    """Return the name to credit, on one line and free of marks; empty without consent.

    What looks like anything but a name gives way to that of the account.
    """
    if CREDIT not in answers.ticked or not _LOGIN.fullmatch(login):
        return ""
    name = find_name(answers)
    return name if "\n" not in answers["name"] and _is_name(name) else login


def _make_message(change: Change, issue: Issue, credit: str) -> str:
    lines = [change.title, "", f"Asked for in issue {issue.number}."]
    if credit:
        address = f"{issue.author}+{issue.login}@users.noreply.github.com"
        lines += ["", f"Co-authored-by: {credit} <{address}>"]
    return "\n".join(lines) + "\n"


def _make_body(
    change: Change,
    answers: Answers,
    number: int,
    credit: str,
    preview: str,
    advice: Iterable[str],
) -> str:
    by = f", suggested by {inline(credit)}" if credit else ""
    why = answers["why"]
    asked = {question.id: question.label for question in answers.form.questions}
    pieces = [
        f"Closes #{number}{by}. It changes `{change.path}` and passes the project’s checks.",
        f"{asked['why']}: {inline(why)}" if why else "",
        preview,
        "\n".join(f"- {note}" for note in (*change.notes, *change.told)),
        "\n".join(f"- Advice, which stops nothing: {inline(one)}" for one in advice),
        "Written from the issue’s form. Before it is merged, somebody has to find it fair, and to "
        "look up each work and place that it cites.",
    ]
    return "\n\n".join(filter(None, pieces)) + "\n"


def reply(
    kind: Literal["incomplete", "refused"], faults: Iterable[str], answers: Answers
) -> Outcome:
    """Return a friendly comment that says what is missing, and what was understood."""
    opening = {
        "incomplete": "Thank you. This is not yet a pull request, because something is missing:",
        "refused": "Thank you. This is not yet a pull request: the checks found something in it.",
    }[kind]
    listed = "\n".join(f"- {fault}" for fault in _list_faults(faults))
    after = (
        f"Please edit the issue: {_EDIT}. It is tried again each time. If you would rather have "
        "help, say so here for the editors to see."
    )
    return Outcome(kind=kind, comment="\n\n".join([opening, listed, after, _quote(answers)]) + "\n")


def _list_faults(faults: Iterable[str]) -> Iterator[str]:
    """Yield as many faults as a comment can hold with what was understood, and count the rest."""
    left, room = list(faults), LARGEST_COMMENT // 2
    while left and len(left[0]) < room:
        room -= len(left[0]) + 3
        yield left.pop(0)
    if left:
        yield f"There is more ({len(left)}), which the next comment will say."


def ask_for_form(forms: Sequence[Form], title: str) -> Outcome:
    """Return the comment for an issue in which no form can be recognized."""
    meant = next((form for form in forms if is_begun(title, form)), None)
    named = [meant] if meant else forms
    listed = "\n".join(f"- {form.title}: {', '.join(form.labels)}" for form in named)
    pieces = [
        "Thank you. This cannot be read as an answer to a form, because the questions of the form "
        "are missing: each has to stand above its answer, in English, on a line that begins "
        "with `###`.",
        f"These are the questions:\n\n{listed}",
        f"Please put them back by editing the issue: {_EDIT}. Or open a new issue with a form. If "
        "it is about something else, leave it as it is, and the editors will read it.",
    ]
    return Outcome(kind="incomplete", comment="\n\n".join(pieces) + "\n")


def leave_to_editors(reason: str) -> Outcome:
    """Return the comment for what no program can do."""
    told = f"Thank you. {reason} The issue stays open for the editors.\n"
    return Outcome(kind="editors", comment=told)


def _quote(answers: Answers) -> str:
    labels = {question.id: question.label for question in answers.form.questions}
    rows = [[labels[id], inline(text, 300)] for id, text in answers.texts.items()]
    if not rows:
        return "Nothing was understood yet."
    return "This is what was understood:\n\n" + make_table(["question", "answer"], rows)
