"""Contributed text: what it may not hold, and how it becomes HTML.

The text is never handed to Jinja as a template nor to Markdown: it goes from data through
`render_text`, which escapes every character, straight to the finished page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from .characters import find_invisible, find_mixed, straighten

_PLAIN = "write plain text"
_REFUSED = (
    (r"<(?=[A-Za-z/!?])", "HTML in text", f"{_PLAIN}; put a space after a < that is meant"),
    (r"\{\{|\}\}|\{%|%\}|\{#|#\}|\[\[#|#\]\]", "template braces in text", _PLAIN),
    (r"\{\s*[:.#][^{}]*\}|\{[^{}=]*=[^{}]*\}", "an attribute list in text", _PLAIN),
    (r"-8<-", "a snippet mark in text", _PLAIN),
    (r"\]\(", "a Markdown link in text", "cite a work with [@source], an item with [C1]"),
)
_SUSPECT = re.compile(r"[<{}#]|\]\(")
"""Whatever is refused for its marks holds one of these."""
_HARMLESS = re.compile(r'[\n !"$-;=-?A-Z\\^-z|~]*')
"""Printable ASCII without `<`, `#`, `@`, brackets and braces: whatever is refused holds one."""

REFERENCE = re.compile(
    r"\[(?:(?P<item>[A-Z]\d+(?:\.\d+)?)|@(?P<source>[A-Za-z0-9][\w:.#$%&+?<>~/-]*)"
    r"(?:,(?P<locator>[^\[\]]+))?)\]"
)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)(?<![\s*])\*(?![\w*])")


@dataclass(frozen=True)
class Reference:
    """One mention of another item inside a text."""

    kind: Literal["item", "source"]
    id: str
    locator: str = ""


def find_faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield (wrong, right) for whatever may not stand in contributed text."""
    if _HARMLESS.fullmatch(text):
        return  # most often, and at once
    for pattern, wrong, right in _REFUSED if _SUSPECT.search(text) else ():
        if found := re.search(pattern, text):
            yield f"{wrong} ({_near(text, found.start())})", right
    yield from _find_near_references(text)
    if not text.isascii() and _STACKED.search(text):
        yield "more than four marks on one letter", "write the letter with those that it needs"
    yield from find_invisible(text)
    yield from find_mixed(text)


_BRACKETS = re.compile(r"\[([^\[\]]*)(\]|$|(?=\[))")
_LIKE_ITEMS = re.compile(
    r"[tcaornp] ?\d{1,3}(?:\.\d+)?(?:\s*(?:[,;&–-]|and|to)\s*[tcaornp]? ?\d{1,3}(?:\.\d+)?)*",
    re.IGNORECASE,
)
_KEY = r"@[a-z]{2,}\d{4}[a-z]*"
_LIKE_A_WORK = re.compile(
    rf"-?@.*|[a-z]{{3,}}\d{{4}}[a-z]*(?:,.*)?|[^@]*(?<![\w.@]){_KEY}\b.*", re.DOTALL
)
_DOUBLED = re.compile(r"\[(\[[@A-Z][^\[\]]*\])\]")
_OTHERWISE = (
    (re.compile(r"\{\s*([TCAORPN]\d{1,3}(?:\.\d+)?)\s*\}"), "write [{0}]"),
    (re.compile(r"(?<![\w&/#])#([TCAORPN]\d{1,3}(?:\.\d+)?)(?![\w-])"), "write [{0}]"),
    (re.compile(rf"(?<![\w@.\[/-])-?({_KEY})(?!\w|\.\w)"), "write [{0}] or [{0}, p. 3]"),
    (re.compile(r"\\cite\w*\{{1,2}(\w+)\}{1,2}"), "write [@{0}] or [@{0}, p. 3]"),
)
"""How others refer to an item or a work."""


_SIGNED = re.compile(r"[{#]|@[a-z]")


def _find_near_references(text: str) -> Iterator[tuple[str, str]]:
    """Yield (wrong, right) for brackets that were meant to be references and are none.

    Other brackets are the writer's own: “[sic]”.
    """
    if doubled := "[[" in text and _DOUBLED.search(text):
        right = f"write {doubled[1]}, with one bracket on either side"
        yield f"{_near(doubled[0], 0)} is not quite a reference", right
    outside = _BRACKETS.sub(" ", text) if _SIGNED.search(text) else ""
    for pattern, right in _OTHERWISE if _SIGNED.search(outside) else ():
        if found := pattern.search(outside):
            yield f"{_near(found[0], 0)} is not quite a reference", right.format(found[1])
    if "[" not in text or "[" not in REFERENCE.sub("", text):
        return  # nearly always, and at once
    for match in _BRACKETS.finditer(text):
        closed = match[2] == "]"
        inside = match[1].strip() if closed else match[1].split(" ")[0]
        if closed and REFERENCE.fullmatch(match[0]):
            continue
        inside = straighten(inside)
        if _LIKE_A_WORK.fullmatch(inside):
            right = "write [@a-work] or [@a-work, p. 3]; two works one after the other"
        elif _LIKE_ITEMS.fullmatch(inside):
            right = "write [C1]; two of them one after the other, [C1] [C2]"
        else:
            continue
        yield f"{_near(match[0], 12)} is not quite a reference", right


_STACKED = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5,}")
"""Marks over and under a letter; more than a few reach into the lines around."""


def _near(text: str, start: int) -> str:
    """Show the place, without the characters that made it a fault at a page's mercy."""
    return "“" + " ".join(text[max(0, start - 12) : start + 20].split()) + "”"


def find_references(text: str) -> Iterator[Reference]:
    """Yield each reference in reading order.

    >>> [found.id for found in find_references("See [C10] and [@ryle1949, section 2].")]
    ['C10', 'ryle1949']
    """
    yield from map(_reference, REFERENCE.finditer(text))


def _reference(match: re.Match[str]) -> Reference:
    if item := match["item"]:
        return Reference("item", item)
    return Reference("source", match["source"], (match["locator"] or "").strip())


def split_paragraphs(text: str) -> list[str]:
    """Split at blank lines; fold the white space inside each paragraph.

    >>> split_paragraphs("One\\nline.\\n\\nTwo.")
    ['One line.', 'Two.']
    """
    blocks = re.split(r"\n\s*\n", text.strip())
    return [" ".join(block.split()) for block in blocks if block.strip()]


Linker = Callable[[Reference], Markup]


def render_text(text: str, link: Linker) -> Markup:
    """Render paragraphs of contributed text as `<p>` elements; `link` renders each reference."""
    return Markup("\n").join(
        Markup("<p>{}</p>").format(render_line(paragraph, link))
        for paragraph in split_paragraphs(text)
    )


def render_line(text: str, link: Linker) -> Markup:
    """Render one paragraph's inside: escaped text, emphasis and references."""
    return Markup(compose_line(text, link, escape, Markup("<em>{}</em>").format))


def compose_line(
    text: str,
    link: Callable[[Reference], str],
    write: Callable[[str], str],
    emphasise: Callable[[str], str],
) -> str:
    """Join what three functions make of the references, the plain words and the emphasised ones."""
    text = " ".join(text.replace("\0", " ").split())
    links = [link(_reference(match)) for match in REFERENCE.finditer(text)]
    pieces = enumerate(_EMPHASIS.split(REFERENCE.sub("\0", text)))
    words = "".join(emphasise(piece) if number % 2 else write(piece) for number, piece in pieces)
    return "".join("".join(pair) for pair in zip(words.split("\0"), [*links, ""], strict=True))


def plain_text(text: str) -> str:
    """Return the text on one line, without emphasis and citations.

    >>> plain_text("A *very* short text [@ryle1949]. See [C1].")
    'A very short text. See C1.'
    """
    if "[" not in text and "*" not in text and "\0" not in text:
        return " ".join(text.split())  # most often, and at once
    bare = " ".join(REFERENCE.sub(lambda match: match["item"] or "\0", text).split())
    return " ".join(_EMPHASIS.sub(r"\1", bare.replace(" \0", "").replace("\0", "")).split())
