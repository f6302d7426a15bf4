"""Prose pages: Markdown and calls of known macros with literal arguments, and nothing else.

The prose is maintained by the editors, but pull requests reach it. A page is a Jinja template
to the host, so anything beyond such a call could run code; it is found here, before it does.
Whatever else lies in the folder would be published as it is, so nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..argument import DATA_FILES, KIND_OF, Known, words
from ..records import Problem, Record, did_you_mean, find_invisible, read_text, take_first
from .front_matter import FRONT_MATTER, check_front_matter
from .host import Host, check_nav
from .leftovers import check_elements, check_leftovers, check_structure
from .links import Wanted, check_links
from .macros import MACROS
from .markup import describe_foreign, find_foreign, find_foreign_markdown
from .page import Page, TooDeep, blank_code, make_page
from .size import check_size

PLAIN_MARKDOWN = "write plain Markdown; scripts, styles, images and the like have no place here"
_PAGE_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
COMMENT_MARKS = ("[[#", "#]]")
"""Jinja's own would swallow `{#anchor}`."""


def check_prose(
    folder: Path, name: str, known: Known, parts: Mapping[str, int], host: Host | None
) -> Iterator[Problem | Wanted]:
    """Yield a problem for whatever a prose page may not hold, and for each part without a page.

    Of anchors that only finished pages have, what must be found there is yielded instead. `parts`
    has the line where each part is defined.
    """
    pages: dict[str, Page] = {}
    found: dict[str, list[Problem | Wanted]] = {}
    """On each page."""
    generated = frozenset(_find_made(known))
    for path, place in _find_files(folder):
        if fault := _find_file_fault(path, place):
            yield Problem(f"{name}/{place}", 1, *fault)
            continue
        read = list(_read_page(path, name, place, known, parts, host))
        found[place] = [one for one in read if isinstance(one, Problem)]
        if place in generated:
            found[place] += [Problem(f"{name}/{place}", 1, *_GENERATED)]
        pages |= [(place, one) for one in read if isinstance(one, Page)]
    made = {*generated, *found}
    for place, page in pages.items():
        found[place] += _limit(_check_made(page, f"{name}/{place}", pages, made))
    yield from chain(*found.values(), _check_part_pages(folder, name, parts))
    if host:
        good = [place for place, problems in found.items() if not problems]
        yield from check_nav(host, found, good, name)


_GENERATED = (
    "a page made from data stands here", "remove the file, or give the item another id",
)  # fmt: skip


def _find_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file of the folder, with its place there."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.name.startswith(".") and (path.is_symlink() or not path.is_dir()):
            yield path, path.relative_to(folder).as_posix()


def _limit(found: Iterator[Problem | Wanted]) -> Iterator[Problem | Wanted]:
    wanted: list[Wanted] = []

    def only_problems() -> Iterator[Problem]:
        for one in found:
            if isinstance(one, Problem):
                yield one
            else:
                wanted.append(one)

    yield from take_first(only_problems())
    yield from wanted


def _find_file_fault(path: Path, place: str) -> tuple[str, str] | None:
    if path.suffix != ".md" and not path.is_symlink():
        return f"{path.name} is not a page", "only .md files stand here"
    if not _PAGE_NAME.fullmatch(place):
        right = "expected small letters, digits and single hyphens, then .md"
        return "a page’s name becomes its address", right
    return None


def _read_page(
    path: Path, name: str, place: str, known: Known, parts: Collection[str], host: Host | None
) -> Iterator[Problem | Page]:
    """Yield what is wrong with the source of a page, and the page if it can be made."""
    page_name = f"{name}/{place}"
    text = read_text(path, page_name)
    if isinstance(text, Problem):
        yield text
        return
    if problem := check_size(text, page_name):
        yield problem
        return
    template = parse_template(text)
    problems = list(take_first(check_page(text, page_name, template, known, parts)))
    yield from problems
    if not host or isinstance(template, TemplateSyntaxError) or _hides_text(problems):
        return
    try:
        yield make_page(place, text, template, host)
    except TooDeep:
        right = "leave one level of them out, or begin a page of its own"
        yield Problem(page_name, 1, "lists or elements stand in one another too deep", right)


def _hides_text(problems: Iterable[Problem]) -> bool:
    return any("front matter" in problem.wrong for problem in problems)


def _find_made(known: Known) -> Iterator[str]:
    """Yield the places of pages made from data, also of items that are too broken to be read."""
    folders = {**dict.fromkeys("TCA", "claims"), "O": "objections"}
    for id in known.items | known.unread:
        if folder := folders.get(id[:1]):
            yield f"{folder}/{id.lower()}.md"
    yield from (f"glossary/{id}.md" for id in known.terms | known.unread)


def _check_made(
    page: Page, name: str, pages: Mapping[str, Page], made: Collection[str]
) -> Iterator[Problem | Wanted]:
    """Yield a problem for whatever is wrong with what Markdown has made of a page."""
    said = " ".join(what for _, what in find_foreign_markdown(page.bare))
    foreign = dict.fromkeys(find_foreign(page.html))
    for what in foreign:
        if what.removeprefix("the attribute ") not in said:
            yield Problem(name, page.lines_with(*describe_foreign(what))[0], what, PLAIN_MARKDOWN)
    if foreign or said:
        return  # whatever else it seems to hold may not be what was meant
    yield from check_links(page, name, pages, made)
    yield from check_structure(page, name)
    yield from check_elements(page, name)
    yield from check_leftovers(page, name)


def parse_template(text: str) -> nodes.Template | TemplateSyntaxError:
    """Return a page as the host’s templates read it, or what is wrong with it."""
    begin, end = COMMENT_MARKS
    environment = Environment(
        comment_start_string=begin, comment_end_string=end, keep_trailing_newline=True
    )
    try:
        return environment.parse(text)
    except TemplateSyntaxError as error:
        return error
    except RecursionError:
        return TemplateSyntaxError("braces within braces", 1)


def check_page(
    text: str,
    name: str,
    template: nodes.Template | TemplateSyntaxError,
    known: Known,
    parts: Collection[str],
) -> Iterator[Problem]:
    """Yield a problem for each thing that the source of one page may not hold."""
    for number, line in enumerate(text.split("\n"), 1):
        for wrong, right in find_invisible(line.replace("\t", " ")):
            yield Problem(name, number, wrong, right)
        if "--8<--" in line or "-8<-" in line:
            yield Problem(name, number, "a snippet mark", "write the text itself")
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            wrong = "a mark between two versions that were not merged"
            yield Problem(name, number, wrong, "keep one of the two, and remove the marks")
    for number, what in find_foreign_markdown(blank_code(text)):
        yield Problem(name, number, what, PLAIN_MARKDOWN)
    yield from check_front_matter(text, name)
    begin = FRONT_MATTER.match(text)
    if begin and not text[begin.end() :].strip():
        yield Problem(name, 1, "the page has no words", "write them below the front matter")
    if isinstance(template, TemplateSyntaxError):
        yield _syntax_problem(text, name, template)
        return
    for node in _find_code(template):
        for wrong, right in _check_node(node, known, parts):
            yield Problem(name, node.lineno, wrong, right)
    yield from _check_blocks(text, name)


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
    node: nodes.Node, known: Known, parts: Collection[str]
) -> Iterator[tuple[str, str]]:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        right = 'only macro calls with plain arguments, such as {{ claim("C10") }}'
        yield "template code other than a macro call", right
        return
    name = node.node.name
    if name not in MACROS:
        yield f"there is no macro {name}", did_you_mean(name, MACROS)
        return
    values = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    arguments = [value for value in values if isinstance(value, str)]
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(arguments) < len(node.args):
        yield f"an argument of {name} that is not plain text", f'expected quoted text: {name}("…")'
        return
    macro, least = MACROS[name], 1 if MACROS[name].takes else 0
    if not least <= len(arguments) <= macro.most:
        right = f"it takes {least}" if least == macro.most else f"it takes {least} or {macro.most}"
        yield f"{len(arguments)} argument{'s' * (len(arguments) != 1)} given to {name}", right
    elif macro.takes and (fault := find_argument_fault(macro.takes, arguments[0], known, parts)):
        yield fault


def find_argument_fault(
    takes: str, argument: str, known: Known, parts: Collection[str]
) -> tuple[str, str] | None:
    """Return (wrong, right) if a macro's argument names nothing of the kind it takes."""
    if takes == "term":
        return known.find_term_fault(argument)
    if takes == "source":
        return known.find_source_fault(argument)
    if takes == "part":
        missing = argument not in parts and bool(parts)
        return (f"there is no part {argument}", did_you_mean(argument, parts)) if missing else None
    if letters := [letter for letter, kind in KIND_OF.items() if kind == takes]:
        if argument[:1] not in letters:
            kind = f"an {takes}" if takes[0] in "aeiou" else f"a {takes}"
            right = f"expected {words.join_words(letters, 'or')} and a number"
            return f"{argument!r} is not the id of {kind}", right
        return known.find_item_fault(argument)
    choices = takes.split("|")
    if argument in choices:
        return None
    return f"nothing counts {argument!r}", did_you_mean(argument, choices)


_CALL = re.compile(r"\{\{-?\s*(\w+)\s*\(.*?\)\s*-?\}\}", re.DOTALL)


def _check_blocks(text: str, name: str) -> Iterator[Problem]:
    for match in _CALL.finditer(text):
        macro = MACROS.get(match[1])
        before = text[: match.start()].rpartition("\n")[2]
        after = text[match.end() :].partition("\n")[0]
        if macro and macro.block and (before + after).strip():
            number = text.count("\n", 0, match.start()) + 1
            wrong = f"{match[1]} in the middle of a line"
            yield Problem(name, number, wrong, "give it a line of its own")


def _check_part_pages(folder: Path, name: str, parts: Mapping[str, int]) -> Iterator[Problem]:
    pages = {path.stem for path in (folder / "argument").glob("*.md")} - {"index"}
    for part, line in parts.items():
        if part not in pages:
            right = f"write {name}/argument/{part}.md, like its neighbors"
            wrong = f"the part {part} has no page"
            yield Problem(DATA_FILES["parts"].path(), line, wrong, right)
    for page in sorted(pages - set(parts)) if parts else []:
        wrong = f"a page for a part that parts.yml does not have: {page}"
        yield Problem(f"{name}/argument/{page}.md", 1, wrong, did_you_mean(page, parts))


def locate_parts(record: Record) -> dict[str, int]:
    """Return the line where each part is defined."""
    parts = [part for part in record.get("parts") or [] if isinstance(part, Record)]
    return {part["id"]: part.line_of("id") for part in parts if isinstance(part.get("id"), str)}
