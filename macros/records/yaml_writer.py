"""Writes values as YAML that reads back as the same values, whatever they hold.

Text of some length is folded after `>-` (one paragraph) or `|-` (several), as people write it;
what could be read as anything but text is put in quotes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from .yaml_file import Items, Plain, Record, parse_yaml

WIDTH = 96
_FLOWS = re.compile(r"[A-Za-z0-9][A-Za-z0-9. -]*")
"""What may stand in `[one, two]` without quotation marks."""


def write_field(name: str, value: object, indent: int = 0) -> str:
    """Return the lines of a field, without the indentation of the first.

    >>> print(write_field("against", ["C10", "R15"]))
    against: [C10, R15]
    >>> print(write_field("title", "Yes: and no"))
    title: "Yes: and no"
    """
    if isinstance(value, str):
        return f"{name}: {_write_text(value, indent, WIDTH - indent - len(name) - 2)}"
    if isinstance(value, list):
        return _write_list(name, value, indent)
    if isinstance(value, Mapping):
        return f"{name}:\n{_write_fields(value, indent + 2)}"
    return f"{name}: {value.raw if isinstance(value, Plain) else value}"


def _write_list(name: str, items: list[object], indent: int) -> str:
    flow = f"{name}: [{', '.join(map(str, items))}]"
    if all(_flows(item) for item in items) and indent + len(flow) <= WIDTH:
        return flow
    pad = " " * (indent + 2)
    lines = [f"{name}:"]
    for item in items:
        if isinstance(item, Mapping):
            lines.append(f"{pad}- {_write_fields(item, indent + 4).lstrip(' ')}")
        else:
            lines.append(f"{pad}- {_write_text(str(item), indent + 2, WIDTH - indent - 4)}")
    return "\n".join(lines)


def _flows(item: object) -> bool:
    text = str(item)
    return bool(_FLOWS.fullmatch(text)) and _read_back(f"x: [{text}]") == [item]


def _write_fields(fields: Mapping[str, object], indent: int) -> str:
    pad = " " * indent
    return "\n".join(f"{pad}{write_field(n, value, indent)}" for n, value in fields.items())


def _write_text(text: str, indent: int, room: int) -> str:
    """Write text in the plainest of the forms that read back as it is."""
    if not text.replace("\n", "").isprintable():
        return quote(text)
    short = "\n" not in text and len(text) <= room
    forms = [text, quote(text)] if short else [_fold(text, indent), _keep(text, indent)]
    written = (form for form in forms if _read_back(f"x: {form}\n", indent) == text)
    return next(written, quote(text))


def _read_back(written: str, indent: int = 0) -> object:
    """Return what the text of a field named x is read as."""
    around = "".join(f"{' ' * level}x:\n" for level in range(0, indent, 2))
    value: object = parse_yaml(f"{around}{' ' * indent}{written}", "")
    while isinstance(value, Record) and list(value) == ["x"]:
        value = value["x"]
    return list(value) if isinstance(value, Items) else value


def _fold(text: str, indent: int) -> str:
    return ">-\n" + textwrap.indent(_wrap(text), " " * (indent + 2))


def _keep(text: str, indent: int) -> str:
    return "|-\n" + textwrap.indent(text, " " * (indent + 2))


def _wrap(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False))


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def quote(text: str) -> str:
    """Put text in quotation marks, with escapes for what cannot be seen.

    >>> quote('a "b"')
    '"a \\\\"b\\\\""'
    """
    return f'"{"".join(_ESCAPES.get(c) or _escape(c) for c in text)}"'


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:  # half a character, which no file can hold
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def fold_paragraphs(text: str) -> str:
    """Wrap each paragraph to the width of the data, so that it can be kept as it is.

    >>> fold_paragraphs("One  two.\\n\\n\\nThree.")
    'One two.\\n\\nThree.'
    """
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
    if len(paragraphs) == 1:
        return paragraphs[0]
    return "\n\n".join(_wrap(paragraph) for paragraph in paragraphs if paragraph)
