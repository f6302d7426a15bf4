"""Prose pages: only known macros, called with literal arguments, may stand in `docs/**/*.md`.

The prose is maintained by the editors, but pull requests reach it. A page is a Jinja template
to the host, so anything beyond such a call could run code; it is found here, before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from .cross_checks import Known
from .problems import Problem, did_you_mean
from .text import find_invisible
from .yaml_file import Record, read_text

COMMENT_MARKS = ("[[#", "#]]")
"""Jinja's own would swallow `{#anchor}`."""


@dataclass(frozen=True)
class Macro:
    """What a macro takes: the kind of id of its first argument, and how many more."""

    takes: str = ""
    """`passage`, `item`, `claim`, `objection`, `response`, `term`, `source`, `part`, `count` or nothing."""
    most: int = 0
    """The most arguments it takes."""
    block: bool = False
    """Whether it must stand alone in its line."""


def check_prose(
    folder: Path, name: str, macros: Mapping[str, Macro], known: Known, parts: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for whatever a prose page may not hold, and for each part without a page."""
    pages = sorted(path for path in folder.rglob("*.md")) if folder.is_dir() else []
    for path in pages:
        page_name = f"{name}/{path.relative_to(folder).as_posix()}"
        text = read_text(path, page_name)
        if isinstance(text, Problem):
            yield text
        else:
            yield from check_page(text, page_name, macros, known, parts)
    yield from _check_part_pages(folder, name, parts)


def check_page(
    text: str, name: str, macros: Mapping[str, Macro], known: Known, parts: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each thing that one page may not hold."""
    for number, line in enumerate(text.split("\n"), 1):
        for wrong, right in find_invisible(line.replace("\t", " ")):
            yield Problem(name, number, wrong, right)
        if "--8<--" in line or "-8<-" in line:
            yield Problem(name, number, "a snippet mark", "write the text itself")
    yield from _check_front_matter(text, name, macros)
    environment = Environment(comment_start_string=COMMENT_MARKS[0], comment_end_string=COMMENT_MARKS[1])
    try:
        template = environment.parse(text)
    except TemplateSyntaxError as error:
        right = 'expected a macro call such as {{ claim("C10") }}'
        yield Problem(name, error.lineno, f"not a macro call ({error.message})", right)
        return
    for node in _find_code(template):
        for wrong, right in _check_node(node, macros, known, parts):
            yield Problem(name, node.lineno, wrong, right)
    yield from _check_blocks(text, name, macros)


def _find_code(template: nodes.Template) -> Iterator[nodes.Node]:
    for node in template.body:
        if isinstance(node, nodes.Output):
            yield from (inner for inner in node.nodes if not isinstance(inner, nodes.TemplateData))
        else:
            yield node


def _check_node(
    node: nodes.Node, macros: Mapping[str, Macro], known: Known, parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        right = 'only macro calls with plain arguments, such as {{ claim("C10") }}'
        yield "template code other than a macro call", right
        return
    name = node.node.name
    if name not in macros:
        yield f"there is no macro {name}", did_you_mean(name, macros)
        return
    arguments = [argument.value if isinstance(argument, nodes.Const) else None for argument in node.args]
    if node.kwargs or node.dyn_args or node.dyn_kwargs or any(not isinstance(a, str) for a in arguments):
        yield f"an argument of {name} that is not plain text", f'expected quoted text: {name}("…")'
        return
    yield from _check_arguments(name, [str(argument) for argument in arguments], macros[name], known, parts)


def _check_arguments(
    name: str, arguments: list[str], macro: Macro, known: Known, parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    least = 1 if macro.takes else 0
    if not least <= len(arguments) <= macro.most:
        right = f"it takes {least}" if least == macro.most else f"it takes {least} to {macro.most}"
        yield f"{name} with {len(arguments)} arguments", right
    elif macro.takes and (fault := find_argument_fault(macro.takes, arguments[0], known, parts)):
        yield fault


_LETTERS = {
    "passage": "P", "claim": "TCA", "objection": "O", "response": "R", "note": "N", "item": "TCAORNP",
}  # fmt: skip


def find_argument_fault(
    takes: str, argument: str, known: Known, parts: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return (wrong, right) if a macro's argument names nothing of the kind it takes."""
    if takes == "term":
        return known.find_term_fault(argument)
    if takes == "source":
        return known.find_source_fault(argument)
    if takes == "part":
        missing = argument not in parts and bool(parts)
        return (f"there is no part {argument}", did_you_mean(argument, parts)) if missing else None
    if takes in _LETTERS:
        if argument[:1] not in _LETTERS[takes] or not argument:
            return f"{argument!r} is not the id of a {takes}", f"expected {_LETTERS[takes][0]} and a number"
        return known.find_item_fault(argument)
    choices = takes.split("|")
    return None if argument in choices else (f"nothing counts {argument!r}", did_you_mean(argument, choices))


def _check_front_matter(text: str, name: str, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """A field named like a macro would hide it."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    for number, line in enumerate(match[1].split("\n") if match else [], 2):
        field = line.split(":", 1)[0].strip()
        if field in macros:
            right = "another name: this one hides the macro"
            yield Problem(name, number, f"a front-matter field called {field}", right)


_CALL = re.compile(r"\{\{-?\s*(\w+)\s*\(.*?\)\s*-?\}\}")


def _check_blocks(text: str, name: str, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for match in _CALL.finditer(line):
            macro = macros.get(match[1])
            if macro and macro.block and line.strip() != match[0]:
                yield Problem(name, number, f"{match[1]} in the middle of a line", "a line of its own")


def _check_part_pages(folder: Path, name: str, parts: Mapping[str, str]) -> Iterator[Problem]:
    """`parts` goes from a part's id to the place where it is defined."""
    pages = {path.stem for path in (folder / "argument").glob("*.md")} - {"index"}
    for part in parts:
        if part not in pages:
            path, line = parts[part].rsplit(":", 1)
            right = f"write {name}/argument/{part}.md, like its neighbors"
            yield Problem(path, int(line), f"the part {part} has no page", right)
    for page in sorted(pages - set(parts)) if parts else []:
        wrong = f"a page for a part that parts.yml does not have: {page}"
        yield Problem(f"{name}/argument/{page}.md", 1, wrong, did_you_mean(page, parts))


def locate_parts(record: Record, path: str) -> dict[str, str]:
    """Return where each part is defined, as `path:line`."""
    found = {}
    for number, part in enumerate(record.get("parts") or []):
        if isinstance(part, Record) and isinstance(part.get("id"), str):
            found[part["id"]] = f"{path}:{record.line_of('parts', number, 'id')}"
    return found
