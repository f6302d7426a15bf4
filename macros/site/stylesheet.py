"""Style sheets: what of the theme's no page can need is left out.

A rule stays if every class, id and element that it names is known: seen in a page, or a word of
a script. What is unsure stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

_NESTED = ("@media", "@supports", "@layer", "@container")
_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_MARK = re.compile(rf"{_STRING}|/\*.*?\*/|[{{}};]", re.DOTALL)
_VARIABLE = re.compile(
    rf"(?<=[{{;])(--[\w-]+):(?:{_STRING}|\((?:[^()\"']|{_STRING})*\)|[^;{{}}()\"'])*(?:;|(?=\}}))"
)
"""A custom property where it is set."""
_ATTRIBUTE = re.compile(r'\[(?:dir|data-md-color-[\w-]+)=["\']?([\w-]+)["\']?\]')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ARGUMENTS = re.compile(r"\([^()]*\)")
_ONE_OF = re.compile(r":(?:is|where)\(((?:[^()]|\([^()]*\))*)\)")
_NAME = re.compile(r"(?:^|[\s>+~])([a-z][\w-]*)|[.#]((?:[\w-]|\\.)+)")


def purge(css: str, words: Set[str], others: str = "") -> str:
    """Return the rules of a minified style sheet that can match a page with these words.

    `others` is the text of whatever else may use its variables.

    >>> purge("a.b{top:0}.c,.b{top:1px}@media print{.c{top:2px}}", {"a", "b"})
    'a.b{top:0}.b{top:1px}'
    """
    kept = "".join(_keep_rules(css, words))
    while (less := _drop_variables(kept, others)) != kept:
        kept = less
    return kept


def _keep_rules(css: str, words: Set[str]) -> Iterator[str]:
    for head, body in split_rules(css):
        if head.startswith(_NESTED):
            inner = "".join(_keep_rules(body, words))
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}" if body else f"{head};"
        elif kept := _keep_selectors(head, words):
            yield f"{kept}{{{body}}}"


def _keep_selectors(head: str, words: Set[str]) -> str:
    """Return what is known of a list of selectors, in `:is(…)` and `:where(…)` too."""
    ones = (_keep_choices(one, words) for one in _split_selectors(head))
    return ",".join(one for one in ones if one and _find_named(one) <= words)


def _keep_choices(selector: str, words: Set[str]) -> str:
    """Leave out what no element can be of the choices in a selector; nothing if none is left.

    Choices within other brackets, such as `:not(…)`, stay.
    """
    for choice in _ONE_OF.finditer(selector):
        before = selector[: choice.start()]
        if before.count("(") == before.count(")"):
            kept = _keep_selectors(choice[1], words)
            if not kept:
                return ""
            selector = selector.replace(choice[1], kept)
    return selector


@cache
def split_rules(css: str) -> tuple[tuple[str, str], ...]:
    """Return what stands before the braces and in them; for `@charset` and its like, no body."""
    return tuple(_find_rules(css))


def _find_rules(css: str) -> Iterator[tuple[str, str]]:
    start = depth = opened = 0
    for mark in _MARK.finditer(css):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if mark[0] == "{" and depth == 1:
            opened = mark.end()
        elif mark[0] == "}" and depth == 0:
            yield css[start : opened - 1].strip(), css[opened : mark.start()]
            start = mark.end()
        elif (mark[0] == ";" or mark[0][:2] == "/*") and depth == 0:
            if mark[0] == ";":
                yield css[start : mark.start()].strip(), ""
            start = mark.end()


@cache
def _split_selectors(head: str) -> tuple[str, ...]:
    """Return each selector of a list: a comma inside brackets does not end one."""
    ended, begun = list[str](), ""
    for piece in head.split(","):
        begun = f"{begun},{piece}" if begun else piece
        if begun.count("(") == begun.count(")"):
            ended.append(begun.strip())
            begun = ""
    return tuple(ended)


@cache
def _find_named(selector: str) -> frozenset[str]:
    """Return all that a selector names but what stands in `:not(…)`, which may be or not."""
    bare = _BRACKETS.sub("", selector)
    while (less := _ARGUMENTS.sub("", bare)) != bare:
        bare = less
    named = (element or name for element, name in _NAME.findall(bare))
    return frozenset([*_ATTRIBUTE.findall(selector), *named])


def _drop_variables(css: str, others: str) -> str:
    """Leave out the variables that nothing uses, with their pictures, and rules left empty."""
    used = {*re.findall(r"var\(\s*(--[\w-]+)", css), *re.findall(r"--[\w-]+", others)}
    less = _VARIABLE.sub(lambda match: match[0] if match[1] in used else "", css)
    return re.sub(r"(?<=[{}])[^{}@\"']+\{\}", "", less)
