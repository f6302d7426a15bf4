"""Headings of a finished page: their permanent links, and the table of contents they make."""

from __future__ import annotations

import html
import re
from typing import Any

_HEADING = re.compile(r'<h([1-3])( id="([^"]+)")([^>]*)>(.*?)</h\1>', re.DOTALL)
_COUNT = re.compile(r'<span class="count">.*?</span>')
_TAG = re.compile(r"<[^>]+>")


def add_headerlinks(page: str) -> str:
    """Give each heading below the first level a link to itself, beside it and without a word.

    >>> print(add_headerlinks('<h2 id="a">A</h2>'))
    <div class="heading"><h2 id="a">A</h2><a class="headerlink" href="#a" \
aria-label="Permanent link" aria-describedby="a"></a></div>
    """
    return _HEADING.sub(_add_headerlink, page)


def _add_headerlink(heading: re.Match[str]) -> str:
    level, _, anchor, _, _ = heading.groups()
    if level == "1":
        return heading[0]
    said = f'aria-label="Permanent link" aria-describedby="{anchor}"'
    link = f'<a class="headerlink" href="#{anchor}" {said}></a>'
    return f'<div class="heading">{heading[0]}{link}</div>'


def find_headings(page: str) -> list[dict[str, Any]]:
    """Return the headings as nested tokens, as Python-Markdown's `toc` extension has them.

    >>> [token["name"] for token in find_headings('<h1 id="a">A &amp; B</h1>')]
    ['A &amp; B']

    A number that a script may change is left out:

    >>> heading = '<h2 id="a">A <span class="count">(2)</span></h2>'
    >>> [token["name"] for token in find_headings(heading)]
    ['A']
    """
    tokens: list[dict[str, Any]] = []
    open_tokens: list[dict[str, Any]] = []
    for level, _, anchor, _, inside in _HEADING.findall(page):
        words = _TAG.sub("", _COUNT.sub("", inside))
        name = html.escape(html.unescape(" ".join(words.split())), quote=False)
        token = {"level": int(level), "id": anchor, "name": name, "children": []}
        while open_tokens and open_tokens[-1]["level"] >= token["level"]:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else tokens).append(token)
        open_tokens.append(token)
    return tokens
