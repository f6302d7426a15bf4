"""Writing a new item: the next free id, the template, the file; nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..argument import DATA_FILES, next_id
from ..records import Items, Record, add_item, parse_data, read_text
from .answers import (
    LONGEST_ID,
    Answers,
    Present,
    find_fault,
    find_missing,
    load_present,
    name_fields,
    parse_answers,
)
from .division import add_part
from .fix import write_whole
from .kinds import KINDS, Refused
from .questions import Read, ask
from .templates import fill_template, insert_response
from .works import add_works, name_work


@dataclass(frozen=True)
class Written:
    """A new item: its id, and the file that it is in."""

    id: str
    path: Path
    lines: range
    """Where in the file it stands."""
    understood: tuple[str, ...] = ()
    """What was made of answers that could be meant otherwise, in sentences."""


def make_new(root: Path, kind: str, given: Mapping[str, str], read: Read | None) -> Written:
    """Write a new item of what was given; ask for the rest where `read` can."""
    given = name_fields(kind, given)
    present = load_present(root)

    def find_typed_fault(typed: Mapping[str, str]) -> str | None:
        try:
            return find_fault(kind, parse_answers(kind, typed), present)
        except Refused as refused:
            return str(refused)

    if read:
        if fault := find_typed_fault(given):
            raise Refused(fault)
        given |= dict(ask(kind, given, read, find_typed_fault))
    return write_new(root, kind, parse_answers(kind, given))


def write_new(root: Path, kind: str, answers: Answers) -> Written:
    """Write a new item into the data of the project at `root`; raise Refused if that cannot be."""
    present = load_present(root)
    if fault := find_fault(kind, answers, present) or find_missing(kind, answers):
        raise Refused(fault)
    if kind == "source":
        return _write_source(root, answers, present)
    if kind == "part":
        return _written(*add_part(root, answers))
    answers = dict(answers)
    owner = str(answers.pop("objection", "")) if kind == "response" else ""
    id = _choose_id(kind, answers, present, str(answers.get("term", "")))
    text = fill_template(kind, {**answers, "id": id})
    path = root / DATA_FILES[KINDS[kind].file].path(owner or id)
    if kind == "response":
        return _insert(id, path, insert_response, text)
    if kind == "note":
        return _insert(id, path, add_item, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise Refused(f"{path} is there already, and was left as it is") from None
    try:
        with file:
            file.write(text)
        return _written(id, path)
    except BaseException:
        path.unlink()  # nobody has been told of it
        raise


def _choose_id(kind: str, answers: Answers, present: Present, name: str) -> str:
    """Return the id that was chosen, or the next that is free."""
    id = str(answers.get("id") or next_id(kind, present.taken, name))
    if len(id) > LONGEST_ID:
        right = f"at most {LONGEST_ID}: choose one, ID=…"
        raise Refused(f"This makes an id of {len(id)} characters; {right}")
    return id


def _written(id: str, path: Path) -> Written:
    text = path.read_text(encoding="utf-8")
    read = parse_data(text, path.name)
    return Written(id, path, _find_lines(read, id) or range(1, text.count("\n") + 2))


def _find_lines(value: object, id: str) -> range | None:
    """Return the lines of the item with an id, wherever it is."""
    if isinstance(value, Record) and value.get("id") == id:
        return range(value.line, _last_line(value) + 1)
    return next((lines for one in _inside(value) if (lines := _find_lines(one, id))), None)


def _last_line(value: object) -> int:
    begun = list(value.lines.values()) if isinstance(value, Record) else []
    return max([0, *begun, *map(_last_line, _inside(value))])


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Record):
        return value.values()
    return value if isinstance(value, Items) else ()


def _insert(id: str, path: Path, insert: Callable[[str, str], str | None], item: str) -> Written:
    text = read_text(path, path.name)
    changed = insert(text, item) if isinstance(text, str) else None
    if changed is None:
        wrong = f"{path} is broken or not laid out as usual, and was left as it is:"
        raise Refused(f"{wrong} run `make check`, then `make fix`")
    write_whole(path, changed)
    return _written(id, path)


def _write_source(root: Path, work: Answers, present: Present) -> Written:
    id = _choose_id("source", work, present, name_work(work))
    path = add_works(root, [{**work, "id": id}])
    return replace(_written(id, path), understood=tuple(_tell_people(work)))


def _tell_people(work: Mapping[str, Any]) -> Iterator[str]:
    """Say who was taken for a person: a name alone does not tell a body from one."""
    people = [f"{n['family']}, {n['given']}" for n in work.get("author", ()) if "family" in n]
    if people:
        yield f"Written by {'; '.join(people)}. A body is given in braces: {{Name of the Body}}."
