"""Layout: the same data, written as the rest of it is, without a comment lost.

What a file means never changes: the text is read again before it is taken, and left as it was
if that would say anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString

from ..records import WIDTH, Items, Model, Record, find_comments, inner_model, parse_yaml


def lay_out_yaml(text: str, model: type[Model]) -> str:
    """Return a YAML file in the usual layout, its fields in the order of the model.

    A file that is broken, or that could not be laid out without risk, comes back as it was.
    """
    before = parse_yaml(text, "")
    if not isinstance(before, (Record, Items)) or not before:
        return text
    ended = text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n") + "\n"
    plain = re.sub(r"[ \t]+$", "", ended, flags=re.MULTILINE)
    laid_out = _lay_out(plain, model, isinstance(before, Items))
    trimmed = laid_out and laid_out.rstrip("\n") + "\n"  # a text that was moved may end in them
    for made in (trimmed, laid_out, plain, ended):
        if (
            made is not None
            and parse_yaml(made, "") == before
            and find_comments(made) == find_comments(text)
        ):
            return made
    return text


def _lay_out(text: str, model: type[Model], is_list: bool) -> str | None:
    """A list at the root is indented less than one inside: so it is put inside for a while."""
    if is_list:
        text = "items:\n" + re.sub(r"^(?=.)", "  ", text, flags=re.MULTILINE)
    try:
        made = _round_trip(text)
    except (YAMLError, IndexError, ValueError):
        return None
    lines = made.rstrip("\n").split("\n")
    if not is_list:
        return "\n".join(_order(lines, model, 0)) + "\n"
    lines = [line[2:] for line in _order_items(lines[1:], model, 2)]
    return "\n".join(lines) + "\n"


def _round_trip(text: str) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # it would leave a space at the end of each line that it breaks
    yaml.indent(mapping=2, sequence=4, offset=2)
    read = yaml.load(text)
    _fold_long(read)
    made = StringIO()
    yaml.dump(read, made)
    return "\n".join(_align_comments(made.getvalue().split("\n")))


def _fold_long(value: Any, indent: int = 0) -> None:
    """Fold each text that would run over the width of the data."""
    for step, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        before = indent + len(f"{step}: " if isinstance(value, dict) else "- ")
        if isinstance(inner, (dict, list)):
            _fold_long(inner, indent + 2)
        elif type(inner) is str and before + len(inner) > WIDTH:
            folded = FoldedScalarString(inner)
            folded.fold_pos = _find_folds(inner)
            value[step] = folded


def _find_folds(text: str) -> list[int]:
    """Return the places of the spaces at which lines are broken."""
    folds, start = [], 0
    while len(text) - start > WIDTH - 8:
        space = text.rfind(" ", start, start + WIDTH - 8)
        if space <= start:
            break
        folds.append(space)
        start = space + 1
    return folds


def _align_comments(lines: list[str]) -> list[str]:
    """Put each line that is a comment under or over what it is about: the line after it."""
    indent, aligned = -1, []
    for line in reversed(lines):
        bare = line.lstrip()
        if bare.startswith("#") and indent >= 0:
            line = " " * indent + bare
        elif bare:
            indent = len(line) - len(bare)
        aligned.append(line)
    return aligned[::-1]


def _order_of(model: type[Model]) -> list[str]:
    """Return the fields in their order; what a model adds to another comes among the needed."""
    fields = model.model_fields
    if model.__base__ is Model:
        return list(fields)
    return sorted(fields, key=lambda name: not fields[name].is_required())


def _order(lines: list[str], model: type[Model], indent: int) -> list[str]:
    """Put the fields of a record, and of those inside it, in the order of the model."""
    key = re.compile(rf" {{{indent}}}([A-Za-z_-]+):")
    blocks: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for line in lines:
        if match := key.match(line):
            blocks.append((match[1], [*waiting, line]))
            waiting = []
        elif line.startswith(" " * indent + "#") or not blocks:
            waiting.append(line)  # a comment belongs to the field below it
        else:
            blocks[-1][1].extend([*waiting, line])
            waiting = []
    order = _order_of(model)
    blocks.sort(key=lambda block: order.index(block[0]) if block[0] in order else len(order))
    ordered = [line for name, block in blocks for line in _order_inside(block, model, name, indent)]
    return [*ordered, *waiting]


def _order_inside(block: list[str], model: type[Model], name: str, indent: int) -> list[str]:
    field = model.model_fields.get(name)
    inner = inner_model(field.annotation) if field else None
    if inner is None:
        return block
    start = next(n for n, line in enumerate(block) if line.strip().startswith(f"{name}:")) + 1
    rest = block[start:]
    as_list = any(line.startswith(" " * (indent + 2) + "- ") for line in rest)
    ordered = _order_items(rest, inner, indent + 2) if as_list else _order(rest, inner, indent + 2)
    return [*block[:start], *ordered]


def _order_items(lines: list[str], model: type[Model], indent: int) -> list[str]:
    """Put the fields of each record of a list in the order of the model."""
    ordered: list[str] = []
    for first, item in _split_items(lines, indent):
        if not first:
            ordered += item
            continue
        dash = " " * indent + "- "
        fields = _order([" " * len(dash) + item[0][len(dash) :], *item[1:]], model, len(dash))
        if not fields[0].strip() or fields[0].strip().startswith("#"):
            return lines  # a comment would come to stand before the dash
        ordered += [dash + fields[0][len(dash) :], *fields[1:]]
    return ordered


def _split_items(lines: list[str], indent: int) -> Iterator[tuple[bool, list[str]]]:
    """Yield each item of a list, and before it the comments on it, which are none."""
    current: list[str] = []
    for line in lines:
        if line.startswith(" " * indent + "- "):
            trailing: list[str] = []
            while current and (
                not current[-1].strip() or current[-1].startswith(" " * indent + "#")
            ):
                trailing.insert(0, current.pop())
            if current:
                yield True, current
            if trailing:
                yield False, trailing
            current = [line]
        else:
            current.append(line)
    if current:
        yield current[0].startswith(" " * indent + "- "), current


_FIRST = ("id", "type", "genre", "title", "title-short", "author", "editor", "issued")
_LAST = ("URL", "archive", "archive_location", "accessed", "note", "custom")


def lay_out_sources(text: str) -> str:
    """Return the works cited in order of their ids, each in the usual order and indentation.

    >>> print(lay_out_sources('[{"title": "B", "id": "b1"}, {"id": "a1", "author": [{}]}]'))
    [
      {
        "id": "a1",
        "author": [
          {}
        ]
      },
      {
        "id": "b1",
        "title": "B"
      }
    ]
    <BLANKLINE>
    """
    try:
        works = json.loads(text)
        shown = [_show_work(work) for work in sorted(works, key=lambda work: str(work["id"]))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return text
    made = "[\n" + ",\n".join(shown) + "\n]\n" if shown else "[]\n"
    return made if json.loads(made) == sorted(works, key=lambda work: str(work["id"])) else text


def _show_work(work: dict[str, Any]) -> str:
    between = [name for name in work if name not in (*_FIRST, *_LAST)]
    order = [name for name in (*_FIRST, *between, *_LAST) if name in work]
    fields = ",\n".join(f'    "{name}": {_show_value(work[name])}' for name in order)
    return f"  {{\n{fields}\n  }}"


def _show_value(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return "[\n" + ",\n".join(f"      {_show_inline(one)}" for one in value) + "\n    ]"
    return _show_inline(value)


def _show_inline(value: Any) -> str:
    if isinstance(value, dict) and value:
        pairs = (f"{json.dumps(name)}: {_show_inline(inner)}" for name, inner in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return json.dumps(value, ensure_ascii=False)
