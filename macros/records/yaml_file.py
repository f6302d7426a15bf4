"""YAML and JSON with line numbers; duplicate keys, aliases and tags refused.

Files come from strangers: a link out of the project is not followed, and what would take long to
check is refused for its size before anything else is asked of it.

Nothing is guessed: a plain scalar that YAML would read as anything but text or a whole number
is kept as a `Plain`, so that a message can say what was written.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .json_faults import json_problem
from .problems import Problem
from .yaml_faults import MARK_FIRST, character_problem, remark_fault, syntax_problem, tag_fault

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same answers
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

LARGEST_FILE = 2_000_000
"""Bytes; about twice what 1,000 works cited need."""
LARGEST_ITEM = 100_000
"""Bytes of a file that holds one item; the longest so far has a twentieth."""
DEEPEST = 20
LONGEST_LIST = 500
"""Items of a list within an item."""

Location = Sequence[str | int]


class Lined:
    """What remembers the lines of what is in it, by the names of fields or the places in a list."""

    line = 1
    source = ""
    """The whole text of the file."""
    tag = ""

    def __init__(self, *inside: Any, **named: Any) -> None:
        super().__init__(*inside, **named)
        self.lines: dict[str | int, int] = {}
        self.ends: dict[str | int, int] = {}
        """The last line of each text that goes over several."""
        self.remarks: dict[str | int, str] = {}
        """What stands behind a text as a remark."""

    def line_of(self, *location: str | int) -> int:
        """Return the line of the nested value at `location`, or of the nearest thing around it."""
        return line_of(self, location)


class Record(Lined, dict[str, Any]):
    """A mapping that remembers its lines."""


class Items(Lined, list[Any]):
    """A list that remembers its lines."""


def steps_of(value: object) -> Iterable[tuple[str | int, Any]]:
    """Return what is in a record or a list, each with its name or its place; in others nothing."""
    if isinstance(value, Record):
        return value.items()
    return enumerate(value) if isinstance(value, Items) else ()


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
    line: int = getattr(value, "line", 1)
    for step in location:
        if not isinstance(value, (Record, Items)) or step not in value.lines:
            break
        line, value = value.lines[step], get_at(value, [step])
    return line


def lines_at(value: Record | Items, location: Location) -> list[tuple[int, str]]:
    """Return the lines, with their numbers, of a text that goes over several; nothing of others."""
    around = get_at(value, location[:-1])
    end = around.ends.get(location[-1]) if isinstance(around, Lined) else None
    if end is None:
        return []
    begin = line_of(value, location)
    return list(enumerate(around.source.split("\n")[begin - 1 : end], begin))


_Steps = tuple[str | int, ...]


def walk_texts(record: Record) -> list[tuple[_Steps, str]]:
    """Return each text of a record, in order, with the place where it stands."""
    found: list[tuple[_Steps, str]] = []
    _gather_texts(record, (), found)
    return found


def _gather_texts(around: object, place: _Steps, found: list[tuple[_Steps, str]]) -> None:
    for step, value in steps_of(around):
        if isinstance(value, str):
            found.append(((*place, step), value))
        elif isinstance(value, Lined):
            _gather_texts(value, (*place, step), found)


def field_of(location: Location) -> str:
    """Return the field in which a value stands, by itself or in a list.

    >>> field_of(["responses", 0, "sources", 2])
    'sources'
    """
    for step in reversed(location):
        if isinstance(step, str):
            return step
    return ""


def get_at(record: object, location: Location) -> Any:
    """Return the value nested in a record at `location`, which must be there."""
    value: Any = record
    for step in location:
        value = value[step]
    return value


def read_text(path: Path, name: str, largest: int = LARGEST_FILE) -> str | Problem:
    """Return the text of a UTF-8 file, or the problem with it."""
    place = os.fspath(path)
    try:
        found = os.lstat(place)
    except (OSError, ValueError):
        return Problem(name, 1, *_MISSING)
    if stat.S_ISLNK(found.st_mode) or _is_through_link(place, name):
        return Problem(name, 1, "a symbolic link", "expected the file itself")
    if not stat.S_ISREG(found.st_mode):
        return Problem(name, 1, *_MISSING)
    if found.st_size > largest:
        return Problem(name, 1, f"the file has {found.st_size:,} bytes", f"at most {largest:,}")
    with open(place, "rb", buffering=0) as file:
        data = file.read()
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(name, line, "the file is not UTF-8", "save it with the encoding UTF-8")
    if not text or text.isspace():
        return Problem(name, 1, "the file is empty", "fill it, or remove it")
    return text.replace("\r\n", "\n")


_MISSING = ("the file is missing", "it is needed: see data/README.md")


def _is_through_link(place: str, name: str) -> bool:
    """Tell whether a folder on the way to a file, as its name shows it, is a symbolic link."""
    for _ in range(name.count("/")):
        place = os.path.dirname(place)
        if os.path.islink(place):
            return True
    return False


def read_data(path: Path, name: str, largest: int = LARGEST_FILE) -> Record | Items | list[Problem]:
    """Return what a file of YAML or JSON holds, or every problem with it."""
    text = read_text(path, name, largest)
    return [text] if isinstance(text, Problem) else parse_data(text, name)


def parse_data(text: str, name: str) -> Record | Items | list[Problem]:
    """Return what the text of a file holds, which is JSON if its name says so, or YAML."""
    return (parse_json if name.endswith(".json") else parse_yaml)(text, name)


def parse_json(text: str, name: str) -> Record | Items | list[Problem]:
    """Return what some JSON holds, or every problem with it."""
    try:
        json.loads(text, parse_int=str)  # Python refuses to convert very long ones
    except json.JSONDecodeError as error:
        return [json_problem(name, text, error)]
    except RecursionError:
        return [Problem(name, 1, "lists within lists too deep", f"at most {DEEPEST}")]
    return parse_yaml(_PAIR.sub(_join_pair, text.replace("\t", " ")), name)


_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""JSON may write a character as two halves, which YAML does not know."""


def _join_pair(match: re.Match[str]) -> str:
    return match[1] + str(json.loads(f'"{match[2]}"'))


def parse_yaml(text: str, name: str, *, tags: bool = False) -> Record | Items | list[Problem]:
    """Return what some YAML holds, or every problem with it; `tags`, such as !ENV, may be kept."""
    builder = _Builder(name, tags)
    try:
        builder.build(text)
    except _Refused as refused:
        builder.problems.append(refused.problem)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(syntax_problem(name, text, error))
    except yaml.reader.ReaderError as error:
        builder.problems.append(character_problem(name, text, error))
    if builder.problems:
        return builder.problems
    if not isinstance(builder.root, (Record, Items)):
        return [Problem(name, 1, "the file holds no fields", "expected lines such as “id: …”")]
    return builder.root


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


_GUESSED = frozenset(yaml.resolver.Resolver.yaml_implicit_resolvers)
"""What the plain scalars begin with that YAML may read as anything but text."""


class _Builder:
    """Turns YAML events into Records and Items, without recursion.

    Half of the time of checking goes by here, so the commonest events come first.
    """

    def __init__(self, name: str, tags: bool = False) -> None:
        self.name = name
        self.tags = tags
        self.root: object = None
        self.problems: list[Problem] = []
        self._resolver = yaml.resolver.Resolver()
        self._parent: Record | Items | None = None
        self._key: str | None = None
        """The field of `_parent` whose value comes next."""
        self._around: list[tuple[Record | Items | None, str | None]] = []
        self._documents = 0
        self._text = ""
        self._lines: list[str] | None = None
        """Those of the text, if remarks may follow texts in it."""

    def build(self, text: str) -> None:
        """Take all events in; raise _Refused for what is never allowed."""
        loader = _Loader(text)
        self._text = text
        self._lines = text.split("\n") if " #" in text or "\t#" in text else None
        try:
            while (event := loader.get_event()) is not None:
                if isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._parent, self._key = self._around.pop()
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._begin(event)
                elif isinstance(event, yaml.AliasEvent):
                    self._refuse(_line_of(event), *MARK_FIRST)
                elif isinstance(event, yaml.DocumentStartEvent):
                    self._document(event)
        finally:
            loader.dispose()

    def _refuse(self, line: int, wrong: str, right: str) -> None:
        raise _Refused(Problem(self.name, line, wrong, right))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            line = _line_of(event)
            self._refuse(line, "a second document begins here (---)", "one document a file")

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        value = Record() if isinstance(event, yaml.MappingStartEvent) else Items()
        line = value.line = _line_of(event)
        value.source = self._text
        value.tag = event.tag or ""
        self._refuse_marks(event, line)
        self._put(value, line)
        self._around.append((self._parent, self._key))
        self._parent, self._key = value, None
        if len(self._around) > DEEPEST:
            self._refuse(line, "lists within lists too deep", f"at most {DEEPEST}")

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, *MARK_FIRST)
        if event.tag is not None and not self.tags:
            self._refuse(line, *tag_fault(event.tag))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line_of(event)
        self._refuse_marks(event, line)
        if self._key is None and type(self._parent) is Record:
            self._name(event.value, line)
            return
        if (parent := self._parent) is not None:
            place = self._key if self._key is not None else len(parent)
            if (last := _last_line_of(event)) > line:
                parent.ends[place] = last
            if self._lines and not event.style:
                self._check_end(self._lines, event, parent, place)
        self._put(self._value(event), line)

    def _check_end(
        self, lines: list[str], event: yaml.ScalarEvent, parent: Record | Items, place: str | int
    ) -> None:
        """Note a remark after a text, and what looks like the rest of the text even more."""
        if (mark := event.end_mark) and mark.line < len(lines):
            rest = lines[mark.line][mark.column :]
            if re.match(r"[ \t]+#\w", rest):
                self.problems.append(Problem(self.name, mark.line + 1, *remark_fault(rest)))
            elif re.match(r"[ \t]+#[ \t]", rest):
                parent.remarks[place] = rest

    def _name(self, key: str, line: int) -> None:
        record = self._parent
        if isinstance(record, Record) and key in record:
            wrong = f"{key} is given twice (first in line {record.lines[key]})"
            self.problems.append(Problem(self.name, line, wrong, "keep one of them"))
        self._key = key

    def _value(self, event: yaml.ScalarEvent) -> str | int | Plain:
        raw: str = event.value
        if raw[:1] not in _GUESSED or not event.implicit[0] or event.style:
            return raw
        tag: str = self._resolver.resolve(yaml.ScalarNode, raw, (True, False))  # type: ignore[no-untyped-call]
        if tag.endswith(":int") and _WHOLE.fullmatch(raw):
            return int(raw)
        return Plain(raw, _KINDS[tag]) if tag in _KINDS else raw

    def _put(self, value: object, line: int) -> None:
        parent = self._parent
        if isinstance(parent, Record):
            if self._key is None:
                self._refuse(line, "a list or mapping used as a field’s name", "expected a word")
            else:
                parent[self._key] = value
                parent.lines[self._key] = line
                self._key = None
        elif isinstance(parent, Items):
            if len(parent) == LONGEST_LIST and len(self._around) > 1:
                self._refuse(line, f"more than {LONGEST_LIST} items in a list", "shorten the list")
            parent.lines[len(parent)] = line
            parent.append(value)
        else:
            self.root = value


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _last_line_of(event: yaml.ScalarEvent) -> int:
    """Return the last line of a text; that of a block ends where the next line begins."""
    mark = event.end_mark
    if not mark:
        return 1
    return mark.line if mark.column == 0 or event.style in ("|", ">") else mark.line + 1


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,999}")
"""A number written as it would be again, and no longer than Python converts."""
