"""HTML as somebody would have typed it in Markdown: as much as the plain twin of a site needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table ul".split()
)
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**", "code": "`"}
_SPECIAL = re.compile(r"[\\`*_\[\]#]")
_HTML = {"&": "&amp;", "<": "&lt;"}


def write_markdown(element: HtmlElement) -> str:
    """Return what an element says as Markdown.

    >>> from lxml.html import fromstring
    >>> print(write_markdown(fromstring('<div><h2>A</h2>b <a href="c">d</a><ul><li>e</div>')))
    ## A
    <BLANKLINE>
    b [d](c)
    <BLANKLINE>
    - e
    """
    return "\n\n".join(_find_blocks(element))


def _find_blocks(element: HtmlElement) -> Iterator[str]:
    """Yield the blocks in an element; words between them are paragraphs."""
    words = _write_text(element.text)
    for child in element:
        if child.tag in _BLOCKS:
            yield from filter(None, [_on_one_line(words)])
            yield from filter(None, _write_block(child))
            words = ""
        else:
            words += _write_inline(child)
        words += _write_text(child.tail)
    yield from filter(None, [_on_one_line(words)])


def _write_block(element: HtmlElement) -> Iterator[str]:
    tag = str(element.tag)
    if re.fullmatch("h[1-6]", tag):
        yield f"{'#' * int(tag[1])} {_on_one_line(_write_inline(element))}"
    elif tag in ("ul", "ol"):
        yield "\n".join(_write_items(element))
    elif tag == "table":
        yield "\n".join(_write_rows(element))
    elif tag == "pre":
        yield _indent(element.text_content(), "    ")
    elif tag == "blockquote":
        yield _indent(write_markdown(element), "> ")
    else:
        yield from _find_blocks(element)


def _write_items(items: HtmlElement) -> Iterator[str]:
    numbers = (f"{number}." for number in count(1))
    for item in items:
        mark = next(numbers) if items.tag == "ol" else "-"
        yield f"{mark} {_indent(write_markdown(item), '    ').strip()}"


def _write_rows(table: HtmlElement) -> Iterator[str]:
    for number, row in enumerate(table.iter("tr")):
        cells = [_on_one_line(_write_inline(cell)).replace("|", "&#124;") for cell in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"


def _write_inline(element: HtmlElement) -> str:
    """Return the words of an element with their links and emphasis."""
    if not isinstance(element.tag, str):
        return ""  # a comment
    inner = _write_text(element.text)
    for child in element:
        between = " " if child.tag in _BLOCKS else ""
        inner += f"{between}{_write_inline(child)}{between}{_write_text(child.tail)}"
    bare = inner.strip()
    mark = _MARKS.get(element.tag, "")
    if element.tag == "a" and bare and element.get("href"):
        return inner.replace(bare, f"[{_on_one_line(bare)}]({element.get('href')})")
    return inner.replace(bare, f"{mark}{bare}{mark}") if mark and bare else inner


def _write_text(text: str | None) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text or "")
    return re.sub("[&<]", lambda match: _HTML[match[0]], escaped)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _indent(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" for line in text.split("\n"))
