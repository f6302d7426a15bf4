"""Issue forms: what they ask, and what somebody answered.

The forms in `.github/ISSUE_TEMPLATE` are the only description of themselves: the labels that the
forge prints above each answer are read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .escape import inline
from .quoting import drop_mail, drop_remarks, strip_link, strip_marks

FOLDER = ".github/ISSUE_TEMPLATE"
LARGEST_BODY = 70_000
"""The forge itself takes 65,536 characters."""
LARGEST_ANSWER = 12_000
CREDIT = "Credit me by the name above, or else by my account’s name."
"""The box without which nobody is named anywhere."""
_NOTHING = re.compile(
    r"_?no (?:response|answer|one)_?|n[./ ]?a|none|no|nobody|nothing|nil|not applicable|unknown"
    r"|[-–—?.…/]+",
    re.IGNORECASE,
)
"""What people write where they have nothing to say."""
_WORDS = frozenset({"title", "glance", "gloss", "text", "new"})
"""The questions whose answers become the words of an item."""


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    id: str
    label: str
    required: bool
    description: str = ""
    options: tuple[str, ...] = ()
    boxes: tuple[tuple[str, bool], ...] = ()
    """What can be ticked, and whether it must be."""


@dataclass(frozen=True)
class Form:
    """One form; its name is that of its file."""

    name: str
    title: str
    questions: tuple[Question, ...]
    begins: str = ""
    """How the title of an issue begins that was made with it."""

    @property
    def published(self) -> tuple[Question, ...]:
        """The questions whose answers become data as they are; a work is no text of ours."""
        worded = self.name != "reference"
        return tuple(one for one in self.questions if worded and one.id in _WORDS)

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings that its answers stand under."""
        return tuple(question.label for question in self.questions)


@dataclass(frozen=True)
class Answers:
    """What was answered to a form, by the id of the question; unanswered questions are left out."""

    form: Form
    texts: Mapping[str, str]
    ticked: frozenset[str]
    """The labels of the boxes that are ticked."""

    def __getitem__(self, id: str) -> str:
        return self.texts.get(id, "")


def load_forms(root: Path) -> tuple[Form, ...]:
    """Read the forms of the project at `root`."""
    paths = sorted((root / FOLDER).glob("*.yml"))
    return tuple(
        _read_form(path.stem, path.read_text("utf-8")) for path in paths if path.stem != "config"
    )


@cache
def _read_form(name: str, text: str) -> Form:
    record = yaml.safe_load(text)
    asked = [element for element in record["body"] if element["type"] != "markdown"]
    questions = tuple(_read_question(element) for element in asked)
    return Form(name, record["name"], questions, record.get("title", "").strip())


def _read_question(element: Mapping[str, Any]) -> Question:
    attributes = element["attributes"]
    options = attributes.get("options", [])
    is_boxes = element["type"] == "checkboxes"
    return Question(
        id=element["id"],
        label=attributes["label"],
        required=element.get("validations", {}).get("required", False),
        description=attributes.get("description", ""),
        options=() if is_boxes else tuple(options),
        boxes=tuple((box["label"], box.get("required", False)) for box in options if is_boxes),
    )


def find_form(body: str, forms: Iterable[Form], title: str = "") -> Form | None:
    """Return the form that a body answers: the one most of whose labels it has, if it has two.

    Where two forms have as many, the title of the issue decides.
    """
    headings = {_bare(heading) for heading in _HEADING.findall(_clean(body))}
    scored = [
        (len(headings & set(map(_bare, form.labels))), is_begun(title, form), form)
        for form in forms
    ]
    most, _, form = max(scored, key=lambda row: row[:2])
    return form if most >= 2 else None


def is_begun(title: str, form: Form) -> bool:
    """Whether the title of an issue begins as the form lets it."""
    return bool(form.begins) and title.startswith(form.begins)


_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+)$", re.MULTILINE)
"""At whatever level: people who edit an issue make `###` to `##`."""


def _bare(heading: str) -> str:
    """Return a heading without what people add to it when they edit."""
    return heading.strip(" \t#*_:").casefold()


_BOX = re.compile(r"^[ \t]*[-*][ \t]+\[([ xX])\][ \t]+(.+)$", re.MULTILINE)


def _clean(body: str) -> str:
    return drop_remarks(body.replace("\r\n", "\n").replace("\r", "\n"))


def parse_issue_body(body: str, form: Form) -> tuple[Answers, list[str]]:
    """Return the answers in a body, and in Markdown what is wrong with them as answers."""
    sections, faults = _split_sections(_clean(body), form)
    worded = {question.id for question in form.published}
    texts = {id: _strip(text, id in worded) for id, text in sections.items()}
    boxes = {box for question in form.questions for box, _ in question.boxes}
    found = [match for text in texts.values() for match in _BOX.findall(text)]
    ticked = frozenset(label.strip() for mark, label in found if mark != " ") & boxes
    texts = {question.id: texts[question.id] for question in form.questions
             if texts.get(question.id) and not question.boxes}  # fmt: skip
    answers = Answers(form, texts, ticked)
    faults += _find_faults(answers)
    return answers, [*faults, *_find_strange_headings(_clean(body), form)]


def _strip(text: str, worded: bool) -> str:
    """Take off an answer what says nothing."""
    bare = drop_mail(strip_marks(text))
    bare = bare if worded else strip_link(bare)
    return "" if _NOTHING.fullmatch(bare.removesuffix(".")) else bare


def _split_sections(body: str, form: Form) -> tuple[dict[str, str], list[str]]:
    """Return what stands under each label of the form; other headings belong to the text."""
    questions = {_bare(question.label): question for question in form.questions}
    found = [match for match in _HEADING.finditer(body) if _bare(match[1]) in questions]
    ends = [match.start() for match in found[1:]] + [len(body)]
    sections: dict[str, str] = {}
    faults = []
    for match, end in zip(found, ends, strict=True):
        question = questions[_bare(match[1])]
        if question.id in sections:
            faults.append(f"**{question.label}** stands there twice as a heading. Keep one.")
        sections.setdefault(question.id, body[match.end() : end].strip())
    return sections, faults


def _find_strange_headings(body: str, form: Form) -> Iterator[str]:
    """Say which headings are no question of the form, if one that the form has is missing."""
    known = set(map(_bare, form.labels))
    headings = re.findall(r"^### +(.+)$", body, re.MULTILINE)
    if known <= {_bare(heading) for heading in _HEADING.findall(body)}:
        return  # those others belong to the text
    strange = [heading for heading in headings if _bare(heading) not in known][:5]
    if strange:
        told = ", ".join(f"“{inline(heading, 60)}”" for heading in strange)
        yield f"No question of the form is called {told}. Each has to stay as the form worded it."


def _find_faults(answers: Answers) -> Iterator[str]:
    for question in answers.form.questions:
        given = answers[question.id]
        if question.required and not given:
            yield f"**{question.label}** is missing. {question.description}".strip()
        elif len(given) > LARGEST_ANSWER:
            yield f"**{question.label}** has {len(given):,} characters; at most {LARGEST_ANSWER:,}."
        elif question.options and given and given not in question.options:
            yield f"**{question.label}** must be one of: {', '.join(question.options)}."
        for label, must in question.boxes:
            if must and label not in answers.ticked:
                yield f"The box “{label}” is not ticked. Without it nothing can be published."
