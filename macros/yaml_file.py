"""YAML and JSON with line numbers; duplicate keys, aliases and tags refused.

Nothing is guessed: a plain scalar that YAML would read as anything but text or a whole number
is kept as a `Plain`, so that a message can say what was written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same answers
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

LARGEST_FILE = 2_000_000
"""Bytes; about twice what 1,000 works cited need."""
DEEPEST = 20

Location = Sequence[str | int]


class Record(dict[str, Any]):
    """A mapping that remembers its lines."""

    line = 1
    lines: dict[str, int]

    def line_of(self, *location: str | int) -> int:
        """Return the line of the nested value at `location`, or of the nearest thing around it."""
        return line_of(self, location)


class Items(list[Any]):
    """A list that remembers its lines."""

    line = 1
    lines: list[int]


@dataclass(frozen=True)
class Plain:
    """A scalar that YAML reads as something other than text."""

    raw: str
    kind: str
    """In words: `true or false`, `a date`, `nothing`, `a number`."""


_KINDS = {
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:merge": "a merge key",
    "tag:yaml.org,2002:value": "a default value",
}


def line_of(value: object, location: Location) -> int:
    """Return the line of the value nested in `value` at `location`, as far as it goes."""
    line = getattr(value, "line", 1)
    for step in location:
        if isinstance(value, Record) and step in value:
            line, value = value.lines[str(step)], value[str(step)]
        elif isinstance(value, Items) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
        else:
            break
    return int(line)


def read_text(path: Path, name: str) -> str | Problem:
    """Return the text of a UTF-8 file, or the problem with it."""
    if not path.is_file():
        return Problem(name, 1, "the file is missing", "it is needed: see data/README.md")
    data = path.read_bytes()
    if len(data) > LARGEST_FILE:
        return Problem(name, 1, f"the file has {len(data):,} bytes", f"at most {LARGEST_FILE:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(name, line, "the file is not UTF-8", "save it with the encoding UTF-8")
    if not text.strip():
        return Problem(name, 1, "the file is empty", "see data/README.md for what it holds")
    return text.replace("\r\n", "\n")


def read_yaml(path: Path, name: str) -> Record | Items | list[Problem]:
    """Return what a YAML file holds, or every problem with it."""
    text = read_text(path, name)
    if isinstance(text, Problem):
        return [text]
    return _build(text, name)


def read_json(path: Path, name: str) -> Record | Items | list[Problem]:
    """Return what a JSON file holds, or every problem with it."""
    text = read_text(path, name)
    if isinstance(text, Problem):
        return [text]
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        right = "expected JSON: check commas, quotes and brackets just before this place"
        return [Problem(name, error.lineno, f"{_lower(error.msg)} in column {error.colno}", right)]
    except RecursionError:
        return [Problem(name, 1, "lists within lists too deep", f"at most {DEEPEST}")]
    return _build(text.replace("\t", " "), name)


def _build(text: str, name: str) -> Record | Items | list[Problem]:
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _Refused as refused:
        builder.problems.append(refused.problem)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(name, text, error))
    except yaml.reader.ReaderError as error:
        builder.problems.append(_character_problem(name, text, error))
    if builder.problems:
        return builder.problems
    if not isinstance(builder.root, (Record, Items)):
        return [Problem(name, 1, "the file holds no fields", "expected lines such as “id: …”")]
    return builder.root


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Turns YAML events into Records and Items, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: object = None
        self.problems: list[Problem] = []
        self._resolver = yaml.resolver.Resolver()
        self._open: list[Record | Items] = []
        self._keys: list[str | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event in; raise _Refused for what is never allowed."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(line, "a second document begins here (---)", "one document a file")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(line, "YAML anchors and aliases (& and *)", "write the text out, in quotes")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(event, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
            self._keys.pop()

    def _refuse(self, line: int, wrong: str, right: str) -> None:
        raise _Refused(Problem(self.name, line, wrong, right))

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if event.tag is not None:
            self._refuse(line, f"the YAML tag {event.tag}", "expected plain fields and lists")
        value = Record() if isinstance(event, yaml.MappingStartEvent) else Items()
        value.line = line
        value.lines = {} if isinstance(value, Record) else []  # type: ignore[assignment]
        self._put(value, line)
        self._open.append(value)
        self._keys.append(None)
        if len(self._open) > DEEPEST:
            self._refuse(line, "lists within lists too deep", f"at most {DEEPEST}")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if event.tag is not None:
            self._refuse(line, f"the YAML tag {event.tag}", "expected plain text")
        expects_key = self._open and isinstance(self._open[-1], Record) and self._keys[-1] is None
        if expects_key:
            self._key(event.value, line)
        else:
            self._put(self._value(event), line)

    def _key(self, key: str, line: int) -> None:
        record = self._open[-1]
        if isinstance(record, Record) and key in record:
            wrong = f"{key} is given twice (first in line {record.lines[key]})"
            self.problems.append(Problem(self.name, line, wrong, "keep one of them"))
        self._keys[-1] = key

    def _value(self, event: yaml.ScalarEvent) -> str | int | Plain:
        raw: str = event.value
        if not event.implicit[0] or event.style:
            return raw
        tag = self._resolver.resolve(yaml.ScalarNode, raw, (True, False))
        if tag not in _KINDS:
            return raw
        if tag.endswith(":int") and raw == str(_whole(raw)):
            return int(raw)
        return Plain(raw, _KINDS[tag])

    def _put(self, value: object, line: int) -> None:
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.append(value)
            parent.lines.append(line)
        elif self._keys[-1] is None:
            self._refuse(line, "a list or mapping used as a field’s name", "expected a word")
        else:
            parent[str(self._keys[-1])] = value
            parent.lines[str(self._keys[-1])] = line
            self._keys[-1] = None


def _whole(raw: str) -> int | None:
    try:
        return int(raw)
    except ValueError:
        return None


_SYNTAX = (
    (
        "mapping values are not allowed",
        "a “: ” inside the text, or a line indented too far",
        "put the text in quotes, or on the next line after “>-”",
    ),
    ("cannot start any token", "a character that YAML reserves begins the text", "put the text in quotes; indent with spaces, not tabs"),
    ("could not find expected ':'", "a line without “field: ”", "expected “field: value”, or more indentation if the text goes on"),
    ("did not find expected key", "a line indented differently from those around it", "fields of one item begin in the same column"),
    ("did not find expected '-' indicator", "a line of a list that does not begin with “- ”", "items of one list begin in the same column"),
    ("found unexpected end of stream", "a quotation mark or bracket that is never closed", "close it, or write the text after “>-”"),
    ("did not find expected ',' or", "a bracket that is not closed, or a comma missing", "expected a list such as [C8, C9]"),
)  # fmt: skip


def _syntax_problem(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1, text.count("\n") + 1) if mark else 1
    said = error.problem or "broken YAML"
    for words, wrong, right in _SYNTAX:
        if words in said:
            return Problem(name, line, wrong, right)
    return Problem(name, line, f"not valid YAML ({said})", "see the example in data/README.md")


def _character_problem(name: str, text: str, error: yaml.reader.ReaderError) -> Problem:
    position = error.position if isinstance(error.position, int) else 0
    shown = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
    line = text.encode()[:position].count(b"\n") + 1
    return Problem(name, line, f"the invisible character {shown}", "remove it")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
