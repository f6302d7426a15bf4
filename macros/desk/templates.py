"""New items: a template with the next free id, filled with what is known already.

A template is a commented file. A field without an answer stays empty, which the checks notice,
or stays behind its `#`, which they do not.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..records import Items, Record, parse_yaml
from .yaml_writer import fold_paragraphs, write_field

TEMPLATES = Path(__file__).parent / "blanks"

Answers = Mapping[str, object]
"""From a field to its value: text, a list of ids, or a list of mappings."""


class Refused(Exception):
    """Why a new item was not written, in a sentence."""


@dataclass(frozen=True)
class Kind:
    """What can be made new."""

    file: str
    """Where it stands in the data folder; `{}` is its id."""
    asked: tuple[str, ...]
    """The fields that it cannot be without, in the order of the template."""
    indent: int = 0
    """By how much its fields are indented in their file."""


KINDS: Mapping[str, Kind] = {
    "claim": Kind("claims/{}.yml", ("title", "glance", "text", "strength", "quotes")),
    "assumption": Kind("claims/{}.yml", ("title", "glance", "text")),
    "objection": Kind("objections/{}.yml", ("title", "against", "glance", "text")),
    "term": Kind("glossary/{}.yml", ("term", "definition")),
    "response": Kind("objections/{}.yml", ("voice",), indent=4),
    "note": Kind("essay/notes.yml", ("passage", "kind"), indent=2),
}


def load_template(kind: str) -> str:
    """Return the commented template of a kind."""
    return (TEMPLATES / f"{kind}.yml").read_text(encoding="utf-8")


def fill_template(kind: str, answers: Answers) -> str:
    """Return the template of a kind with the answers in it, as safe YAML.

    Answers whose field the template does not have come at its end, in their order.
    """
    indent = KINDS[kind].indent
    field = re.compile(
        rf"(?P<lead>(?: {{{indent}}}|(?<!.) {{{max(indent - 2, 0)}}}- ))#?([a-z_]+):.*"
    )
    left = _tidy_all(answers)
    lines: list[str] = []
    dropping = False
    for line in load_template(kind).split("\n"):
        if match := field.fullmatch(line):
            dropping = match[2] in left
            if dropping:
                lines.append(match["lead"] + write_field(match[2], left.pop(match[2]), indent))
                continue
        elif not line.strip() or re.match(r" *# \S", line):
            dropping = False
        if not dropping:
            lines.append(line)
    while lines and not lines[-1].strip():
        lines.pop()
    lines += [" " * indent + write_field(name, value, indent) for name, value in left.items()]
    return "\n".join(lines) + "\n"


def write_item(kind: str, answers: Answers) -> str:
    """Return an item that is complete, without comments, its fields in the order of the template.

    >>> print(write_item("note", {"kind": "context", "id": "N4", "passage": "P1.1"}), end="")
    - id: N4
      passage: P1.1
      kind: context
    """
    indent = KINDS[kind].indent
    order = re.findall(r"^(?:[ -]*#?)([a-z_]+):", load_template(kind), re.MULTILINE)
    given = _tidy_all(answers)
    names = [name for name in dict.fromkeys([*order, *given]) if name in given]
    lines = [" " * indent + write_field(name, given[name], indent) for name in names]
    first = f"{' ' * (indent - 2)}- {lines[0].lstrip()}" if indent else lines[0]
    return "\n".join([first, *lines[1:]]) + "\n"


def _tidy_all(answers: Answers) -> dict[str, object]:
    """Return the answers that say something; the names of their fields must be plain."""
    if odd := [name for name in answers if not re.fullmatch("[a-z_]+", name)]:
        raise ValueError(f"not the name of a field: {odd[0]!r}")
    return {name: _tidy(value) for name, value in answers.items() if value not in ("", [], None)}


def _tidy(value: object) -> object:
    """Wrap texts as people would write them."""
    if isinstance(value, str):
        return fold_paragraphs(value)
    if isinstance(value, list):
        return [_tidy(inner) for inner in value]
    if isinstance(value, Mapping):
        return {str(name): _tidy(inner) for name, inner in value.items() if inner}
    return value


def insert_response(text: str, response: str) -> str | None:
    """Return the text of an objection's file with a response after its others.

    None where the file is not written as usual, so that this would not be safe.
    """
    lines = text.rstrip("\n").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("responses:")]
    if not starts:
        place = _find_place(lines, 0, ("note:", "retired:"))
        lines[place:place] = ["responses:", *response.rstrip("\n").split("\n")]
    elif lines[starts[0]].split("#")[0].strip() not in ("responses:", "responses: []"):
        return None
    else:
        lines[starts[0]] = lines[starts[0]].replace(" []", "", 1)
        place = _find_place(lines, starts[0] + 1, ("",))
        lines[place:place] = response.rstrip("\n").split("\n")
    changed = "\n".join(lines) + "\n"
    return changed if _adds_one(text, changed, "responses") else None


def _find_place(lines: list[str], start: int, before: tuple[str, ...]) -> int:
    """Return where the next field begins whose line starts so, or the end; comments go with it."""
    place = next(
        (
            n
            for n in range(start, len(lines))
            if lines[n][:1].isalpha() and lines[n].startswith(before)
        ),
        len(lines),
    )
    while place > start and (not lines[place - 1].strip() or lines[place - 1].startswith("#")):
        place -= 1
    return place


def append_item(text: str, item: str, field: str = "") -> str | None:
    """Return the text of a list's file with one more item at its end, or None as above.

    The list may be the last field of a record.
    """
    if field:
        item = textwrap.indent(item, "  ")
        started = re.search(rf"^{field}:", text, re.MULTILINE)
        head = "" if started else f"{field}:\n"
        changed = f"{text.rstrip()}\n{head}{item}".lstrip("\n")
    else:
        changed = f"{text.rstrip()}\n\n{item}" if text.strip() not in ("", "[]") else item
    return changed if _adds_one(text, changed, field) else None


def _adds_one(before: str, after: str, field: str = "") -> bool:
    """Say whether two texts differ by one more item at the end of a list, and in nothing else."""
    old = parse_yaml(before, "") if before.strip() else Record() if field else Items()
    new = parse_yaml(after, "")
    if field:
        if not isinstance(old, Record) or not isinstance(new, Record):
            return False
        others = [{k: v for k, v in read.items() if k != field} for read in (old, new)]
        if others[0] != others[1]:
            return False
        old, new = old.get(field, Items()), new.get(field, Items())
    if not isinstance(old, Items) or not isinstance(new, Items):
        return False
    return len(new) == len(old) + 1 and list(new[:-1]) == list(old)
