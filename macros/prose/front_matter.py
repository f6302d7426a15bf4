"""Front matter: the few fields that a page of prose may have before its text.

Themes and plugins take orders from front matter, and print some of it as it is: which template
makes the page, what else it loads. So only what is listed here may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..records import Model, Problem, Record, Text, Title, parse_record, parse_yaml, refuse

LONGEST_DESCRIPTION = 500
"""Characters."""
Script = Literal["check-citations.js"]


def _check_quotes(text: str) -> str:
    """Refuse curly marks around a text, which YAML takes for a part of it."""
    if re.fullmatch("[“‘].*[”’]", text):
        refuse("curly quotation marks around the text", "write straight ones, or none")
    return text


def _check_description(text: str) -> str:
    if len(text) > LONGEST_DESCRIPTION:
        refuse(f"{len(text):,} characters", f"at most {LONGEST_DESCRIPTION}")
    return _check_quotes(text)


Line = Annotated[Title, AfterValidator(_check_quotes)]


class FrontMatter(Model):
    """The fields that a page may have. Braces in them are refused as they are in the data."""

    title: Line | None = Field(None, description="what the page is called")
    description: Annotated[Text, AfterValidator(_check_description)] | None = Field(
        None, description="what it is about, in a sentence"
    )
    hide: tuple[Literal["toc", "navigation"], ...] = Field((), description="what it does without")
    script: Script | None = Field(None, description="the script that it loads")
    also_said_as: tuple[Line, ...] = Field((), description="what else people may call it")


FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
_UNMARKED = re.compile(r" {0,3}([A-Za-z0-9_-]+):")
"""The host takes such lines at the very beginning for front matter too."""
_OPENED = re.compile(r"\s*((?:-{2,}|[—–]+-*|\+{3}|={3,}|\*{3})[ \t]*)\n[ \t]*[\w-]+[ \t]*[:=]")
"""What looks like the beginning of front matter, and is none."""
_GOES_ON = re.compile(r"^#+ |\n[ \t]*\n", re.MULTILINE)
"""What stands in a text, and in no fields: it goes on to another line of ---."""
_NOT_CLOSED = (
    "front matter that does not begin in the first line with ---, or does not end with ---",
    "put one line of --- before the fields, and one behind them",
)


def check_front_matter(text: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each field that a page may not have, or not so."""
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
    if not isinstance(fields, Record) and _GOES_ON.search(match[1]):
        yield Problem(name, 1, *_NOT_CLOSED)
        return
    found = fields if type(fields) is list else parse_record(FrontMatter, fields, name)
    yield from found if isinstance(found, list) else ()
