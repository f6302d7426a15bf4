"""Data files changed in one place and left alone in every other, comments and layout included."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)
from yaml import ScalarNode
from yaml.resolver import Resolver

WIDTH = 94
"""Of a line of text that is wrapped."""
SHORT = 76
"""A text up to this length stands beside its field."""

_RESOLVER = Resolver()


def rewrite_yaml(text: str, change: Callable[[Any], None]) -> str:
    """Return a YAML file after `change` was made to what it holds."""
    yaml = _make_yaml()
    record = yaml.load(text)
    change(record)
    return _dump(yaml, record)


def read_yaml_text(text: str) -> Any:
    """Return what a YAML file of the project holds, to look at."""
    return _make_yaml().load(text)


def _dump(yaml: YAML, record: Any) -> str:
    out = StringIO()
    yaml.dump(record, out)
    return out.getvalue()


def _make_yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # what is wrapped is wrapped already, and what is not shall not be
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def as_scalar(text: str) -> str:
    """Return text as YAML should hold it: beside its field, folded, or in paragraphs."""
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
    if len(paragraphs) > 1:
        return _keep("\n\n".join(map(_wrap, paragraphs)) + "\n")
    if len(paragraphs[0]) <= SHORT:
        return _beside(paragraphs[0])
    folded: Any = FoldedScalarString(paragraphs[0])
    folded.fold_pos = [at for at, sign in enumerate(_wrap(paragraphs[0])) if sign == "\n"]
    return folded  # type: ignore[no-any-return]


def _keep(text: str) -> str:
    kept: str = LiteralScalarString(text)
    return kept


def _beside(text: str) -> str:
    """Put what older YAML would not read as text (`no`, `1.10`) in quotation marks."""
    plain = re.fullmatch(r"[^\W\d].*", text) and not re.search(r": |:$| #", text)
    tag = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return text if plain and tag.endswith(":str") else DoubleQuotedScalarString(text)


def _wrap(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def rewrite_source(text: str, source: str, field: str, value: str) -> str:
    """Return `sources.json` with one field of one work changed or added, and nothing else."""
    start, end = _find_item(text, source)
    item = text[start:end]
    written = f'"{field}": {json.dumps(value, ensure_ascii=False)}'
    pattern = re.compile(rf'"{re.escape(field)}"\s*:\s*"(?:[^"\\]|\\.)*"')
    if field in json.loads(item):
        item = pattern.sub(lambda _: written, item, count=1)
    else:
        body = item[:-1].rstrip()
        item = f"{body},\n    {written}{item[len(body) :]}"
    changed = text[:start] + item + text[end:]
    wanted = [work | {field: value} if work["id"] == source else work for work in json.loads(text)]
    if json.loads(changed) != wanted:
        raise ValueError(f"{field} of {source} cannot be changed by itself")
    return changed


def _find_item(text: str, source: str) -> tuple[int, int]:
    """Return where the record of a work begins and ends."""
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    while True:
        at = text.index("{", at)
        item, end = decoder.raw_decode(text, at)
        if item.get("id") == source:
            return at, end
        at = end
