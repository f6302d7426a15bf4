"""schema.org's vocabulary: its types and their properties, as Google's `schema-dts` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from programs import MODULES

_TYPES = MODULES / "schema-dts/dist/schema.d.ts"
_INTERFACE = re.compile(
    r"^(?:export )?interface (\w+?)(?:Base|Leaf) extends (.+?) \{$(.*?)^\}$", re.M | re.S
)
_PROPERTY = re.compile(r'^    "(\w+)"\?: ', re.M)


@dataclass(frozen=True)
class Type:
    """One type, with what it is a kind of and the properties that it adds."""

    above: tuple[str, ...]
    properties: frozenset[str]


@cache
def read_vocabulary() -> dict[str, Type]:
    """Return every type by its name."""
    found: dict[str, Type] = {}
    for name, above, body in _INTERFACE.findall(_TYPES.read_text("utf-8")):
        kinds = tuple(re.findall(r"(\w+)Base\b", above))
        if name not in kinds:  # what adds properties of its own is named twice
            found[name] = Type(kinds, frozenset(_PROPERTY.findall(body)))
    return found


@cache
def properties_of(name: str) -> frozenset[str]:
    """Return every property of a type, those of what it is a kind of too."""
    kind = read_vocabulary()[name]
    return kind.properties.union(*(properties_of(above) for above in kind.above))


def find_unknown(node: object) -> Iterator[str]:
    """Yield each type and property in JSON-LD that schema.org does not have there."""
    if isinstance(node, list):
        for inner in node:
            yield from find_unknown(inner)
    elif isinstance(node, dict):
        yield from _find_unknown_in(node)
        for name, inner in node.items():
            if name != "@context":
                yield from find_unknown(inner)


def _find_unknown_in(node: dict[str, object]) -> Iterator[str]:
    if "@graph" in node:
        return
    kind = str(node.get("@type"))
    if kind not in read_vocabulary():
        yield kind
        return
    for name in node.keys() - properties_of(kind):
        if not name.startswith("@"):
            yield f"{kind}.{name}"
