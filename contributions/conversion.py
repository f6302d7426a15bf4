"""An issue becomes a proposal: understood, written into a copy, checked there, and shown."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.argument import DATA, read_taken
from macros.checking import Publication, load_findings, load_publication
from macros.editions import find_histories
from macros.pages import View
from macros.records import DataError

from .by_form import find_change
from .change import Change, ForEditors, Missing, State
from .forge import LABEL
from .forms import LARGEST_BODY, Answers, Form, find_form, load_forms, parse_issue_body
from .handover import Outcome
from .labels import tell_problem
from .outcome import Issue, ask_for_form, leave_to_editors, propose, reply
from .preview import render_preview


def convert(issue: Issue, root: Path, forms: Path) -> Outcome:
    """Return what becomes of an issue; `root` is the project, `forms` where its forms are."""
    body = issue.body
    known = load_forms(forms)
    form = find_form(body[:LARGEST_BODY], known, issue.title)
    if form is None:
        return ask_for_form(known, issue.title) if issue.labelled else Outcome(kind="ignored")
    answers, faults = _read(body, form)
    if faults:
        return reply("incomplete", faults, answers)
    before = load_publication(root, root / "docs")
    asked = find_change(answers, _state_of(before, issue.day, root))
    if isinstance(asked, ForEditors):
        return leave_to_editors(asked.reason)
    if isinstance(asked, Missing):
        return reply("incomplete", asked.faults, answers)
    return _check(asked, answers, issue, before, root)


def _read(body: str, form: Form) -> tuple[Answers, list[str]]:
    if len(body) <= LARGEST_BODY:
        return parse_issue_body(body, form)
    fault = f"It has {len(body):,} characters; at most {LARGEST_BODY:,} can be read."
    return Answers(form, {}, frozenset()), [fault]


def _state_of(publication: Publication, day: str, root: Path) -> State:
    def read(path: str) -> str:
        return (root / path).read_text("utf-8")

    histories = find_histories(publication.citables, publication.register)
    versions = {key: past.last.number for key, past in histories.items() if past.last}
    return State(publication.corpus, frozenset(read_taken(root)), day, read, versions)


def _check(
    change: Change, answers: Answers, issue: Issue, before: Publication, root: Path
) -> Outcome:
    try:
        after, advice = load_with(change, root)
    except DataError as error:
        faults = [tell_problem(problem, answers.form) for problem in error.problems]
        return reply("refused", faults, answers)
    old, new = (View(one.corpus, one.register) for one in (before, after))
    preview = render_preview(old, new, change.key)
    return propose(change, answers, issue, preview, sorted(advice - find_advice(root, change.path)))


def load_with(change: Change, root: Path) -> tuple[Publication, set[str]]:
    """Load the project as it would be with a change, and what is advised on the changed file.

    The project itself stays as it is.
    """
    with TemporaryDirectory() as folder:
        copied = Path(folder)
        for name in (DATA, "docs"):
            shutil.copytree(root / name, copied / name)
        place = copied / change.path
        if not place.resolve().is_relative_to((copied / DATA).resolve()):
            raise ValueError("a change outside the data")
        place.write_text(change.text, "utf-8")
        found = load_publication(copied, copied / "docs")
        return found, find_advice(copied, change.path)


def find_advice(root: Path, name: str) -> set[str]:
    """Return what `make check` advises on a file."""
    found = load_findings(root, [root / name])[0] if (root / name).exists() else []
    return {f"{one.what}; {one.why}" for one in found if one.severity == "advice"}


def read_event(event: Mapping[str, Any]) -> Issue:
    """Return the issue that an event of the forge is about."""
    issue = event["issue"]
    user = issue["user"]
    return Issue(
        body=str(issue["body"] or ""),
        number=int(issue["number"]),
        day=str(issue["created_at"])[:10],
        login=str(user["login"]),
        author=int(user["id"]),
        title=str(issue.get("title") or ""),
        labelled=LABEL in [str(label["name"]) for label in issue.get("labels", ())],
    )
