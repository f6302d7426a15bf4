"""Front matter: the few fields that a page of prose may have before its text.

Themes and plugins take orders from front matter, and print some of it as it is: which template
makes the page, what else it loads. So only what is listed here may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Items, Problem, Record, did_you_mean, find_faults, parse_yaml
from .macros import MACROS

TEXTS = {"title": 200, "description": 500}
"""Fields of text, and how many characters each may have."""
LISTS = {"also_said_as": 200}
"""Fields of texts, which no page shows, and how many characters each text may have."""
CHOICES = {"hide": ("toc", "navigation"), "script": ("check-citations.js",)}
"""Fields of words to choose from: what a page hides, and the script that it loads."""

FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
_UNMARKED = re.compile(r" {0,3}([A-Za-z0-9_-]+):")
"""The host takes such lines at the very beginning for front matter too."""
_OPENED = re.compile(r"\s*((?:-{2,}|[—–]+-*|\+{3}|={3,}|\*{3})[ \t]*)\n[ \t]*[\w-]+[ \t]*[:=]")
"""What looks like the beginning of front matter, and is none."""
_NOT_CLOSED = (
    "front matter that does not begin in the first line with ---, or does not end with ---",
    "put one line of --- before the fields, and one behind them",
)
_NO_FIELDS = ("front matter without fields", "expected lines such as “title: …”")


def check_front_matter(text: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each field that a page may not have, or not so.

    A field named like a macro would hide it; braces in a field would be run, escaped or not.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        if opened := _OPENED.match(text):
            line = text.count("\n", 0, opened.start(1)) + 1
            yield Problem(name, line, *_NOT_CLOSED)
        elif unmarked := _UNMARKED.match(text):
            wrong = f"the page begins with “{unmarked[1]}:”, which is read as front matter"
            right = "begin with a heading, or put the fields between lines of ---"
            yield Problem(name, 1, wrong, right)
        return
    fields = parse_yaml(f"\n{match[1]}", name)
    if not isinstance(fields, Record):
        if re.search(r"^#+ |\n[ \t]*\n", match[1], re.MULTILINE):  # it goes on to another ---
            yield Problem(name, 1, *_NOT_CLOSED)
        else:
            yield from fields if type(fields) is list else [Problem(name, 2, *_NO_FIELDS)]
        return
    for field, value in fields.items():
        for wrong, right in _find_faults(field, value):
            yield Problem(name, fields.line_of(field), wrong, right)


def _find_faults(field: str, value: object) -> Iterator[tuple[str, str]]:
    if field in MACROS:
        wrong = f"a front-matter field called {field}"
        yield wrong, "give it another name: this one hides the macro"
    elif any(mark in str(value) for mark in ("{{", "{%", "[[#")):
        yield f"template code in the front-matter field {field}", "write plain text"
    elif field in TEXTS:
        yield from _find_text_faults(field, value)
    elif field in LISTS:
        yield from _find_list_faults(field, value)
    elif field in CHOICES:
        yield from _find_choice_faults(field, value)
    else:
        known = [*TEXTS, *LISTS, *CHOICES]
        yield f"unknown front-matter field {field!r}", did_you_mean(field, known)


def _find_list_faults(field: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Items):
        yield f"the front-matter field {field} is not a list", "expected one such as [a, b]"
        return
    for one in value:
        yield from _find_text_faults(field, one)


def _find_text_faults(field: str, value: object) -> Iterator[tuple[str, str]]:
    most = (TEXTS | LISTS)[field]
    if not isinstance(value, str) or not value.strip():
        yield f"the front-matter field {field} is not text", "write it in quotes"
    elif len(value) > most:
        yield f"{field} has {len(value):,} characters", f"expected at most {most}"
    elif re.fullmatch("[“‘].*[”’]", value):
        yield f"{field} stands in curly quotation marks", "write straight ones, or none"
    else:
        yield from ((f"{field}: {wrong}", right) for wrong, right in find_faults(value))


def _find_choice_faults(field: str, value: object) -> Iterator[tuple[str, str]]:
    chosen = value if isinstance(value, Items) else [value]
    if field == "hide" and not isinstance(value, Items):
        yield "the front-matter field hide is not a list", "expected one such as [toc]"
    elif field == "script" and isinstance(value, Items):
        yield "the front-matter field script is a list", "expected the name of one script"
    else:
        right = f"expected one of: {', '.join(CHOICES[field])}"
        wrong = [one for one in chosen if one not in CHOICES[field]]
        yield from ((f"{field} is {str(one)[:60]!r}", right) for one in wrong)
