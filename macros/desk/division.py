"""Parts: proposed from the headings of an essay or by length, written down, and split later on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..argument import DATA_FILES, next_id, slug_of
from ..essay import Essay, Paragraph, Part, PartList, expand_ranges
from ..records import Entry, parse_data, parse_record, read_text, set_field, write_field
from .fix import write_whole
from .kinds import Refused

PAGE = """\
{{{{ part_text("{id}") }}}}

## What is said against it {{: #objections-and-responses }}

{{{{ part_objections("{id}") }}}}

## Where the argument goes from here

{{{{ part_onward("{id}") }}}}

{{{{ part_claims("{id}") }}}}
"""
"""What stands on the page of a part until its editors write more."""
WORDS_A_PART = 500
MOST_BY_LENGTH = 12
_LONGEST_NAME = 60
_TITLE_WORDS, _GLANCE_WORDS = 6, 24
_NOTES = 3
"""Footnotes at the end, from which on they have a part of their own."""


def find_ways(essay: Essay) -> tuple[str, ...]:
    """Return how an essay may be divided, the best way first."""
    headed = len(list(_split_at_headings(essay.paragraphs)))
    return ("headings", "length") if headed > 1 else ("length",)


def propose_parts(essay: Essay, way: str) -> list[Part]:
    """Divide an essay: at its headings, or after so many words."""
    split = _split_at_headings if way == "headings" else _split_by_length
    text, notes = _set_notes_apart(essay.paragraphs)
    proposed: list[Part] = []
    for group in [*split(text), *([notes] if notes else [])]:
        title = "Notes" if group is notes else _name_part(group, way)
        taken = [f"part:{part.id}" for part in proposed]
        proposed.append(_propose(group, title, taken))
    return proposed


def _set_notes_apart(
    paragraphs: Sequence[Paragraph],
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    first = len(paragraphs)
    while first and paragraphs[first - 1].kind == "footnote":
        first -= 1
    apart = first > 0 and len(paragraphs) - first >= _NOTES
    return (paragraphs[:first], paragraphs[first:]) if apart else (paragraphs, [])


def _split_at_headings(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Yield the paragraphs under each heading of the highest level of which there are several."""
    levels = [level for p in paragraphs if (level := _level_of(p)) is not None]
    chosen = next((one for one in sorted(set(levels)) if levels.count(one) > 1), None)
    level = chosen if chosen is not None else max(levels, default=0)
    starts = [0]
    for number, paragraph in enumerate(paragraphs[1:], 1):
        own = _level_of(paragraph)
        if own is not None and own <= level:
            starts.append(number)
    for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        if paragraphs[start:end]:
            yield paragraphs[start:end]


def _level_of(paragraph: Paragraph) -> int | None:
    """Return the level of the highest heading that stands before a paragraph."""
    return min((b.level for b in paragraph.before if b.kind == "heading"), default=None)


def _split_by_length(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    lengths = [len(paragraph.text.split()) for paragraph in paragraphs]
    total = sum(lengths)
    count = max(1, round(total / max(WORDS_A_PART, total / MOST_BY_LENGTH)))
    start, told, made = 0, 0, 0
    for number, length in enumerate(lengths, 1):
        told += length
        if number == len(lengths) or told * count >= total * (made + 1):
            yield paragraphs[start:number]
            start, made = number, told * count // total


def _name_part(group: Sequence[Paragraph], way: str) -> str:
    headings = [b.text for b in group[0].before if b.kind == "heading"] if way == "headings" else []
    told = ": ".join(filter(None, (heading.strip(" .:—–-") for heading in headings)))
    return told or f"“{_shorten(group[0].sentences[0].text, _TITLE_WORDS)}”"


def _shorten(text: str, most: int) -> str:
    """Return the first words of a text, with dots for what is left out."""
    words = re.sub(r"[“”\"«»„]", "", text.replace("[", "(").replace("]", ")")).split()
    if len(words) <= most:
        return " ".join(words).rstrip(".")
    return " ".join(words[:most]).rstrip(" ,;:.—–-") + " …"


def _propose(group: Sequence[Paragraph], title: str, taken: Sequence[str]) -> Part:
    """Return a part with a title, and a glance that says no more than is there to see."""
    ids = tuple(paragraph.id for paragraph in group)
    span = _span(ids)
    begins = "which begins" if len(ids) == 1 else "which begin"
    words = _shorten(group[0].sentences[0].text, _GLANCE_WORDS)
    title = " ".join(title.replace("[", "(").replace("]", ")").split())[:200].strip(" .")
    plain = f"{span} of the essay."
    tries = [(title, f"{plain[:-1]}, {begins}: “{words}”"), (title, plain), (span, plain)]
    named = slug_of(title)
    if len(named) > _LONGEST_NAME:
        named = named[:_LONGEST_NAME].rpartition("-")[0] or named[:_LONGEST_NAME]
    id = next_id("part", taken, named or span)
    tries = tries[1:] if title.startswith("“") else tries  # it begins so itself
    return next(filter(None, (_make_part(id, title, glance, ids) for title, glance in tries)))


def _span(ids: Sequence[str]) -> str:
    first, last = ids[0][1:], ids[-1][1:]
    return f"Paragraph {first}" if first == last else f"Paragraphs {first} to {last}"


def _make_part(id: str, title: str, glance: str, paragraphs: tuple[str, ...]) -> Part | None:
    """Return a part, unless its words are such as no part may have."""
    try:
        return Part(id=id, title=title, glance=glance, paragraphs=paragraphs)
    except ValidationError:
        return None


def show_parts(parts: Sequence[Part]) -> str:
    """Return a line for each part."""
    lines = [f"  {', '.join(part.ranges)}: {part.title}\n" for part in parts]
    return "".join(lines)


def write_parts(parts: Sequence[Part]) -> dict[str, str]:
    """Return what `parts.yml` and the page of each part hold, by their paths."""
    listed = list(map(_write, parts))
    written = {DATA_FILES["parts"].path(): _space(write_field("parts", listed)) + "\n"}
    return written | {_page_of(part.id): PAGE.format(id=part.id) for part in parts}


def _write(part: Part) -> dict[str, Any]:
    """Return the fields of a part as `parts.yml` has them."""
    return part.model_dump(mode="json", exclude_defaults=True) | {"paragraphs": part.ranges}


def _page_of(id: str) -> str:
    return f"docs/argument/{id}.md"


def _space(text: str) -> str:
    """Put an empty line before each part but the first."""
    return re.sub(r"(?<!parts:)\n  - ", "\n\n  - ", text)


def add_part(root: Path, answers: dict[str, object]) -> tuple[str, Path]:
    """Write a new part and its page, with paragraphs that others had; return its id and place."""
    name = DATA_FILES["parts"].path()
    text = read_text(root / name, name)
    read = parse_data(text, name) if isinstance(text, str) else None
    entry = parse_record(PartList, read, name) if read is not None else None
    if not isinstance(text, str) or not isinstance(entry, Entry):
        raise Refused(f"{name} is broken or missing: run `make check`")
    new = _take_part(entry.value.parts, answers)
    left = _take_out(entry.value.parts, new.paragraphs)
    ordered = sorted([*left, new], key=lambda part: int(part.paragraphs[0][1:]))
    changed = set_field(text, ["parts"], list(map(_write, ordered)))
    if changed is None:
        raise Refused(f"{name} has comments between its parts: write the new part by hand")
    page = root / _page_of(new.id)
    if page.exists():
        raise Refused(f"{page} is there already, and was left as it is")
    page.parent.mkdir(exist_ok=True)
    write_whole(page, PAGE.format(id=new.id))
    write_whole(root / name, _space(changed))
    return new.id, root / name


def _take_out(parts: Sequence[Part], taken: Sequence[str]) -> list[Part]:
    """Return the parts without some paragraphs; raise Refused where one would fall apart."""
    left = [_without(part, taken) for part in parts]
    if broken := [part for part in left if len(_find_runs(part.paragraphs)) > 1]:
        before, after = broken[0].id, broken[0].ranges
        raise Refused(f"this would tear {before} apart, into {' and '.join(after)}: take its end")
    if empty := [part.id for part in left if not part.paragraphs]:
        raise Refused(f"nothing would be left of {empty[0]}: rename that part instead")
    return left


def _take_part(parts: Sequence[Part], answers: dict[str, object]) -> Part:
    wanted = expand_ranges(str(one) for one in answers["paragraphs"])  # type: ignore[attr-defined]
    there = {id for part in parts for id in part.paragraphs}
    if missing := [id for id in wanted if id not in there]:
        raise Refused(f"the essay has no paragraph {missing[0]} on any part")
    id = next_id("part", [f"part:{part.id}" for part in parts], str(answers["title"]))
    return Part.model_validate({**answers, "id": id, "paragraphs": wanted})


def _without(part: Part, taken: Sequence[str]) -> Part:
    """Return a part without some paragraphs; a glance that was proposed says which are left."""
    left = tuple(id for id in part.paragraphs if id not in taken)
    glance = part.glance
    if left and left != part.paragraphs and glance.startswith(_span(part.paragraphs)):
        same = left[0] == part.paragraphs[0]
        told = glance.removeprefix(_span(part.paragraphs)) if same else " of the essay."
        glance = f"{_span(left)}{told}"
    return part.model_copy(update={"glance": glance, "paragraphs": left})


def _find_runs(paragraphs: Sequence[str]) -> list[int]:
    """Return the number of the first of each row of paragraphs that follow one another."""
    numbers = [int(id[1:]) for id in paragraphs]
    return [number for number in numbers if number - 1 not in numbers]
