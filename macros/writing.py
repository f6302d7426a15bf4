"""Writing a new item: the next free id, the template, the file; nothing is ever overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .fixing import write_whole
from .ids import next_id, read_present, read_taken, slug_of
from .layout import lay_out_sources
from .new_item import KINDS, append_note, fill_template, insert_response
from .problems import did_you_mean
from .yaml_file import read_text

Answers = dict[str, object]


class Refused(Exception):
    """Why a new item was not written, in a sentence."""


@dataclass(frozen=True)
class Written:
    """A new item: its id, and the file that it is in."""

    id: str
    path: Path


LONGEST_ID = 80
"""Characters; an id becomes the name of a file."""
LISTS = ("against", "supports", "depends_on", "raised_at", "aliases")
CITED = ("held_by", "sources")
CALLED = {"claim": "against", "note_kind": "kind"}
"""What people think of (`CLAIM=C10`), or is free on the command line: the field’s own name."""


def parse_answers(kind: str, given: Mapping[str, str]) -> Answers:
    """Turn what was typed into values: ids into lists, passages into quotations.

    >>> parse_answers("objection", {"claim": "C10, C11", "held_by": "ryle1949, section 2"})
    {'against': ['C10', 'C11'], 'held_by': [{'source': 'ryle1949', 'locator': 'section 2'}]}
    """
    answers: Answers = {}
    for name, text in given.items():
        field = CALLED.get(name, name)
        if not re.fullmatch("[a-z_]+", field):
            raise Refused(f"{field!r} is not the name of a field.")
        if not text.strip():
            continue
        if field == "aliases":
            answers[field] = [form.strip() for form in text.split(",") if form.strip()]
        elif field in LISTS:
            answers[field] = re.split(r"[,\s]+", text.strip(" ,"))
        elif field == "quotes":
            answers[field] = [{"passage": id} for id in re.split(r"[,\s]+", text.strip(" ,"))]
        elif field in CITED and kind != "source":
            answers[field] = [_parse_citation(one) for one in text.split(";") if one.strip()]
        else:
            answers[field] = text
    return answers


def _parse_citation(text: str) -> dict[str, str]:
    source, _, locator = text.partition(",")
    cited = {"source": source.strip(), "locator": locator.strip()}
    return {name: value for name, value in cited.items() if value}


def write_new(root: Path, kind: str, answers: Answers) -> Written:
    """Write a new item into the data of the project at `root`; raise Refused if that cannot be."""
    if "id" in answers:
        raise Refused("The id is the next free one: leave it out.")
    if kind == "source":
        return _write_source(root, answers)
    name = str(answers.get("term", ""))
    if kind == "term" and f"term:{slug_of(name)}" in read_present(root):
        raise Refused(f"The glossary has {slug_of(name)!r} already: change that file instead.")
    answers = dict(answers)
    owner = str(answers.pop("objection", "")) if kind == "response" else ""
    id = next_id(kind, read_taken(root), name)
    if len(id) > LONGEST_ID:
        raise Refused(f"The term makes an id of {len(id)} characters; at most {LONGEST_ID}.")
    text = fill_template(kind, {"id": id, **answers})
    path = root / "data" / KINDS[kind].file.format(owner or id)
    if kind == "response":
        return Written(id, _insert(root, path, owner, insert_response, text))
    if kind == "note":
        return Written(id, _insert(root, path, "", append_note, text))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"{path} is there already, and was left as it is.") from None
    return Written(id, path)


def _insert(
    root: Path, path: Path, owner: str, insert: Callable[[str, str], str | None], item: str
) -> Path:
    if (owner and not re.fullmatch(r"O[1-9]\d*", owner)) or not path.is_file():
        objections = [id for id in read_present(root) if id.startswith("O")]
        raise Refused(f"There is no objection {owner!r}; {did_you_mean(owner, objections)}")
    text = read_text(path, path.name)
    changed = insert(text, item) if isinstance(text, str) else None
    if changed is None:
        wrong = f"{path} is broken or not laid out as usual, and was left as it is:"
        raise Refused(f"{wrong} run `make check`, then `make fix`.")
    write_whole(path, changed)
    return path


def _write_source(root: Path, answers: Answers) -> Written:
    path = root / "data/sources.json"
    try:
        works = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: run `make check`. ({error})") from None
    work = _make_work(answers)
    names = work.get("author") or [{}]
    first = names[0].get("family") or names[0].get("literal") or str(answers.get("title", ""))[:20]
    id = next_id("source", read_taken(root), f"{first}{answers.get('year', '')}")
    text = lay_out_sources(json.dumps([*works, {"id": id, **work}], ensure_ascii=False))
    write_whole(path, text)
    return Written(id, path)


def _make_work(answers: Answers) -> dict[str, Any]:
    """Return a work as CSL-JSON: authors are `Family, Given`, with semicolons between them."""
    work: dict[str, Any] = {"type": answers.get("type", ""), "title": answers.get("title", "")}
    people = [one.strip() for one in str(answers.get("author", "")).split(";") if one.strip()]
    if people:
        work["author"] = [_make_name(person) for person in people]
    if year := str(answers.get("year", "")).strip():
        work["issued"] = {"date-parts": [[int(p) for p in re.findall(r"\d+", year)[:3]]]}
    if address := answers.get("url"):
        work["URL"] = address
    return work


def _make_name(person: str) -> dict[str, str]:
    family, comma, given = (piece.strip() for piece in person.partition(","))
    return {"family": family, "given": given} if comma else {"literal": family}
