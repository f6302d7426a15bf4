"""New items: what one begins with, its fields explained, filled with what is known already.

A field without an answer stays empty, which the checks notice, or stays behind its `#`, which they
do not. Everything about a field follows from its model.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from ..records import add_item, find_example, fold_paragraphs, write_field
from .kinds import BY_VOICE, KINDS, Kind
from .questions import tell_question

Answers = Mapping[str, object]
"""From a field to its value: text, a list of ids, or a list of mappings."""

_HEAD = (
    "A new {kind}. Fill in what follows a colon; every field is explained in data/README.md. "
    "In texts, other items are named in brackets, [C10], and works cited so: [@ryle1949]. Lines "
    "that begin with # are for you: leave them or take them out. To use a line that begins with # "
    "and a field’s name, take the # away."
)


def fill_template(kind: str, answers: Answers) -> str:
    """Return what a new item begins with: each field explained, and the answers, as safe YAML."""
    own, given = KINDS[kind], _tidy_all(answers)
    names = dict.fromkeys([*own.fields, *given])
    pieces = ["\n".join([*_explain(kind, name), *_write(own, name, given)]) for name in names]
    if own.indent:
        return _begin_item("\n".join(pieces), own.indent)
    schema = f"# yaml-language-server: $schema=../schemas/{own.file}.json"
    head = "\n".join([schema, "#", *_remark(_HEAD.format(kind=kind))])
    return "\n\n".join([head, *pieces]) + "\n"


def _remark(text: str, indent: int = 0) -> list[str]:
    pad = " " * indent
    return [f"{pad}# {line}" for line in textwrap.wrap(text, 98 - indent)]


def _explain(kind: str, name: str) -> list[str]:
    own = KINDS[kind]
    if name not in own.fields:
        return []
    question = tell_question(kind, name)
    voices = [voice for voice, names in BY_VOICE.items() if kind == "response" and name in names]
    if voices:
        question = f"For the voice {' or '.join(voices)}: {question[0].lower()}{question[1:]}"
    return _remark(f"{question}.", own.indent)


def _write(own: Kind, name: str, given: Answers) -> list[str]:
    """Write a field: its answer, or nothing where one is needed, or an example as a remark."""
    pad = " " * own.indent
    if name in given:
        return [pad + write_field(name, given[name], own.indent)]
    example = find_example(own.model, name)
    if name in ("id", *own.asked):
        return [f"{pad}{name}:{' []' if isinstance(example, list) else ''}"]
    return [f"{pad}#{line}" for line in write_field(name, example).split("\n")]


def _begin_item(text: str, indent: int) -> str:
    """Put the dash of a list before the first field of an item, level with what explains it."""
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    before = [line[2:] for line in lines[:first]]
    begun = f"{' ' * (indent - 2)}- {lines[first].lstrip()}"
    return "\n".join([*before, begun, *lines[first + 1 :]]) + "\n"


def write_item(kind: str, answers: Answers) -> str:
    """Return an item that is complete, without remarks, its fields in their usual order.

    >>> print(write_item("note", {"kind": "context", "id": "N4", "passage": "P1.1"}), end="")
    - id: N4
      passage: P1.1
      kind: context
    """
    own, given = KINDS[kind], _tidy_all(answers)
    names = [name for name in dict.fromkeys([*own.fields, *given]) if name in given]
    written = "\n".join(line for name in names for line in _write(own, name, given))
    return _begin_item(written, own.indent) if own.indent else f"{written}\n"


def _tidy_all(answers: Answers) -> dict[str, object]:
    """Return the answers that say something; the names of their fields must be plain."""
    if odd := [name for name in answers if not re.fullmatch("[a-z_]+", name)]:
        raise ValueError(f"not the name of a field: {odd[0]!r}")
    return {name: tidy(value) for name, value in answers.items() if value not in ("", [], None)}


def tidy(value: object) -> object:
    """Return a value with its texts wrapped as people would write them."""
    if isinstance(value, str):
        return fold_paragraphs(value)
    if isinstance(value, list):
        return [tidy(inner) for inner in value]
    if isinstance(value, Mapping):
        return {str(name): tidy(inner) for name, inner in value.items() if inner}
    return value


def insert_response(text: str, response: str) -> str | None:
    """Return the text of an objection's file with a response after its others, or None."""
    return add_item(text, response, "responses", _LATER)


_FIELDS = list(KINDS["objection"].model.model_fields)
_LATER = _FIELDS[_FIELDS.index("responses") + 1 :]
