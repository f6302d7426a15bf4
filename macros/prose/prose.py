"""Prose pages: Markdown and calls of known macros with literal arguments, and nothing else.

The prose is maintained by the editors, but pull requests reach it. A page is a Jinja template
to the host, so anything beyond such a call could run code; it is found here, before it does.
Whatever else lies in the folder would be published as it is, so nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..argument import Known
from ..records import Problem, Record, did_you_mean, find_invisible, read_text, take_first
from .front_matter import check_front_matter
from .markup import find_foreign_markdown

LARGEST_PAGE = 200_000
"""Bytes."""
PLAIN_MARKDOWN = "write plain Markdown; scripts, styles, images and the like have no place here"
_PAGE_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
COMMENT_MARKS = ("[[#", "#]]")
"""Jinja's own would swallow `{#anchor}`."""


@dataclass(frozen=True)
class Macro:
    """What a macro takes: the kind of id of its first argument, and how many more."""

    takes: str = ""
    """`passage`, `claim`, `objection`, `response`, `note`, `term`, `source` or `part`; words to
    choose from, with `|` between them; or nothing."""
    most: int = 0
    """The most arguments it takes."""
    block: bool = False
    """Whether it must stand alone in its line."""


def check_prose(
    folder: Path, name: str, macros: Mapping[str, Macro], known: Known, parts: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for whatever a prose page may not hold, and for each part without a page."""
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    for path in found:
        page_name = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        if path.suffix != ".md" and not path.is_symlink():
            yield Problem(page_name, 1, f"{path.name} is not a page", "only .md files stand here")
            continue
        if not _PAGE_NAME.fullmatch(path.relative_to(folder).as_posix()):
            right = "expected small letters, digits and single hyphens, then .md"
            yield Problem(page_name, 1, "a page’s name becomes its address", right)
            continue
        text = read_text(path, page_name, LARGEST_PAGE)
        if isinstance(text, Problem):
            yield text
        else:
            yield from take_first(check_page(text, page_name, macros, known, parts))
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
    for number, what in find_foreign_markdown(text):
        yield Problem(name, number, what, PLAIN_MARKDOWN)
    yield from check_front_matter(text, name, macros)
    begin, end = COMMENT_MARKS
    environment = Environment(comment_start_string=begin, comment_end_string=end)
    try:
        template = environment.parse(text)
    except TemplateSyntaxError as error:
        yield _syntax_problem(text, name, error)
        return
    for node in _find_code(template):
        for wrong, right in _check_node(node, macros, known, parts):
            yield Problem(name, node.lineno, wrong, right)
    yield from _check_blocks(text, name, macros)


def _syntax_problem(text: str, name: str, error: TemplateSyntaxError) -> Problem:
    """Point at braces that are never closed: the parser only notices further down."""
    right = 'expected a macro call such as {{ claim("C10") }}'
    lines = text.split("\n")[: error.lineno]
    for number, line in reversed(list(enumerate(lines, 1))):
        for begin, end in (("{{", "}}"), ("{%", "%}"), COMMENT_MARKS):
            if line.rfind(begin) > line.rfind(end):
                return Problem(name, number, f"{begin} without {end}", right)
    return Problem(name, error.lineno, f"not a macro call ({error.message})", right)


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
    values = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    arguments = [value for value in values if isinstance(value, str)]
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(arguments) < len(node.args):
        yield f"an argument of {name} that is not plain text", f'expected quoted text: {name}("…")'
        return
    yield from _check_arguments(name, arguments, macros[name], known, parts)


def _check_arguments(
    name: str, arguments: list[str], macro: Macro, known: Known, parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    least = 1 if macro.takes else 0
    if not least <= len(arguments) <= macro.most:
        right = f"it takes {least}" if least == macro.most else f"it takes {least} or {macro.most}"
        yield f"{len(arguments)} argument{'s' * (len(arguments) != 1)} given to {name}", right
    elif macro.takes and (fault := find_argument_fault(macro.takes, arguments[0], known, parts)):
        yield fault


_LETTERS = {
    "passage": "P",
    "claim": "TCA",
    "objection": "O",
    "response": "R",
    "note": "N",
}


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
            kind = f"an {takes}" if takes[0] in "aeiou" else f"a {takes}"
            *others, last = list(_LETTERS[takes])
            letters = f"{', '.join(others)} or {last}" if others else last
            return f"{argument!r} is not the id of {kind}", f"expected {letters} and a number"
        return known.find_item_fault(argument)
    choices = takes.split("|")
    if argument in choices:
        return None
    return f"nothing counts {argument!r}", did_you_mean(argument, choices)


_CALL = re.compile(r"\{\{-?\s*(\w+)\s*\(.*?\)\s*-?\}\}", re.DOTALL)


def _check_blocks(text: str, name: str, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    for match in _CALL.finditer(text):
        macro = macros.get(match[1])
        before = text[: match.start()].rpartition("\n")[2]
        after = text[match.end() :].partition("\n")[0]
        if macro and macro.block and (before + after).strip():
            number = text.count("\n", 0, match.start()) + 1
            wrong = f"{match[1]} in the middle of a line"
            yield Problem(name, number, wrong, "give it a line of its own")


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
