"""Style sheets: what of the theme's no page can need is left out.

A rule stays if every class, id and element that it names is known: seen in a page, or a word of
a script. What is unsure stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

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
        elif kept := [one for one in _split_selectors(head) if _is_known(one, words)]:
            yield f"{','.join(kept)}{{{body}}}"


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before the braces and in them; for `@charset` and its like, no body."""
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


def _split_selectors(head: str) -> Iterator[str]:
    """Yield each selector of a list: a comma inside brackets does not end one."""
    begun = ""
    for piece in head.split(","):
        begun = f"{begun},{piece}" if begun else piece
        if begun.count("(") == begun.count(")"):
            yield begun.strip()
            begun = ""


def _is_known(selector: str, words: Set[str]) -> bool:
    """Tell whether all that a selector names is known; what stands in `:not(…)` may be or not."""
    if any(value not in words for value in _ATTRIBUTE.findall(selector)):
        return False
    bare = _BRACKETS.sub("", selector)
    while (less := _ARGUMENTS.sub("", bare)) != bare:
        bare = less
    return all((element or name) in words for element, name in _NAME.findall(bare))


def _drop_variables(css: str, others: str) -> str:
    """Leave out the variables that nothing uses, with their pictures, and rules left empty."""
    used = {*re.findall(r"var\(\s*(--[\w-]+)", css), *re.findall(r"--[\w-]+", others)}
    less = _VARIABLE.sub(lambda match: match[0] if match[1] in used else "", css)
    return re.sub(r"(?<=[{}])[^{}@\"']+\{\}", "", less)
