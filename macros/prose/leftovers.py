"""What is left on a page of prose of marks that were meant to do something, and what lacks its
other half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..argument import KIND_OF
from ..records import Problem, attribute, find_mixed
from .macros import MACROS
from .markup import OPTIONAL, Reader
from .page import Page

_ID = r"[TCAORPN]\d{1,4}(?:\.\d+)?"
_KEY = r"[a-z]{2,}\d{4}[a-z]*"
_LINK = "write [words](address)"
_TO = r"(?:https?:|[\w./-]+\.md|#)"
"""What the address of a link begins with."""
_HALF = "{0} without its other half"
_WORDS = "write it in words"
_LIST_INSIDE = r"(?::|\n[-*+] [^\n]*)\n(?:[-*+]|1[.)]) \S"
_LEFT = (
    (r"\[\^[^\]\s]+\]", "{0} has no note", "write one: {0}: …"),
    (r"\{\s*[:.#][^{}\n]*\}", "{0} belongs to nothing", "put it right behind what it is of"),
    (r"\]\s*\[[^\]\n]*\]", "{0} names an address that is not given", _LINK),
    (rf"\]\s+\({_TO}[^)\s]*\)?", "a space inside a link, {0}", _LINK),
    (rf"\]\((?:{_TO}|<)[^)]{{0,60}}", "a link that is not closed, {0}", _LINK),
    (rf"\)\[{_TO}[^\]]*\]", "a link with its halves exchanged, {0}", _LINK),
    (r"(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])", _HALF, "write **words**, without spaces inside"),
    (r"`+", _HALF, "write `code`"),
    (
        r"^\s*[•‣◦▪●]\s",
        "a list with another mark than a hyphen",
        "begin each item with “- ”, after an empty line",
    ),
    (r"!?\[\[(?!\s*(?:@|[A-Z]\d|\w+\s*\())[^\[\]\n]+\]\]", "{0} leads nowhere here", _LINK),
    (r"^\s*(?:[!?]{3}\+?|:::)\s?\w+|\[![A-Z]+\]", "{0} makes no box here", _WORDS),
    (r"^\s*\[[ xX]\]\s", "{0} makes no box to tick here", "leave it out"),
    (r"~~\S[^~\n]*~~|==\S[^=\n]*==", "{0} marks nothing here", "write *words*"),
    (r"\^\[[^\]\n]*\]", "{0} makes no note here", "write [^1], and [^1]: … below"),
    (r"(?<![\w:]):[a-z][a-z_]+:(?![\w:])", "{0} makes no picture here", "leave it out"),
    (r"\$\$[^$\n]+\$\$", "{0} makes no formula here", _WORDS),
    (_LIST_INSIDE, "a list that begins inside a paragraph", "put an empty line before it"),
    (r"(?s)^\s*\|.*\|\s*$", "a table without |---|---|", "write it below the head"),
    (r"^#+\s", "{0} begins no heading", "write two to six of #, and a space"),
    (r"^\*\[[^\]\n]+\]:", "{0} explains no abbreviation here", _WORDS),
    (r"(?<!\S)\*(?=[A-Za-z]{3})", _HALF, "write *words*"),
    (r"&[A-Za-z]{2,10};", "{0} is no character", "write the character itself"),
    (r"\b(?:TODO|FIXME|TKTK|[Ll]orem ipsum)\b", "{0} is left over", "do it, or leave it out"),
)
"""Marks, and what is said of those that Markdown did nothing with."""
_REFERENCES = (
    rf"\[{{1,2}}\s*(?P<id>{_ID})\s*\]{{1,2}}|\{{\s*(?P<id2>{_ID})\s*\}}",
    rf"(?<![\w&/#])#(?P<id>{_ID})(?![\w-])",
    rf"\[-?@(?P<key>[\w:-]+)[^\]]*\]|(?<![\w@.\[/-])@(?P<key2>{_KEY})(?![\w.]*\w)",
)
"""What names an item or a work in the data, and nothing here."""
_CALL = re.compile(
    r"[{\[<][{\[<\s]*(\w+)\s*\([^()\n]*\)[\s}\]>]*[}\]>]|\b(\w+)\((?:[\"'“‘][^()\n]*)?\)"
)
"""A call of a macro as others would write it."""
_BARE = re.compile(r"(?<![\w/@])https?://[^\s)\]}]+")
_QUOTES = tuple("“\"‘'«„")


def check_leftovers(page: Page, name: str) -> Iterator[Problem]:
    """Yield a problem for each mark on a page that does nothing."""
    for words in page.words("a"):
        for address in _BARE.findall(words):
            line = page.lines_with(address)[0]
            yield Problem(name, line, f"“{address[:40]}” does not link", "write <…> around it")
    for words in page.words():
        for shown, wrong, right in _find_leftovers(words):
            if page.is_escaped(shown):
                continue  # it is meant to be seen
            line = page.lines_with(shown, shown.strip(), shown[:12])[0]
            yield Problem(name, line, wrong, right)
        for wrong, right in find_mixed(words):
            yield Problem(name, page.lines_with(wrong.split("“")[1].split("”")[0])[0], wrong, right)


def _find_leftovers(words: str) -> Iterator[tuple[str, str, str]]:
    """Yield each mark that is left in some words, and (wrong, right)."""
    for pattern, wrong, right in _LEFT:
        for found in re.finditer(pattern, words):
            shown = found[0]
            said = f"“{shown[:40]}”"
            yield shown, wrong.format(said), right.format(shown)
    for pattern in _REFERENCES:
        for found in re.finditer(pattern, words):
            if words[: found.start()][-1:] not in _QUOTES:  # it is spoken of, not used
                yield found[0], f"“{found[0][:40]}” is no link here", _tell_macro(found)
    for found in _CALL.finditer(words):
        if (name := found[1] or found[2]) in MACROS:
            right = f"write {{{{ {name}(…) }}}}, with two braces on either side"
            yield found[0], f"“{found[0][:40]}” calls no macro", right


def _tell_macro(found: re.Match[str]) -> str:
    groups: Mapping[str, str | None] = found.groupdict()
    id, key = groups.get("id") or groups.get("id2"), groups.get("key") or groups.get("key2")
    call = f'source("{key}")' if key else f'{KIND_OF[str(id)[0]]}("{id}")'
    return f"on a page, write {{{{ {call} }}}}"


def check_structure(page: Page, name: str) -> Iterator[Problem]:
    """Yield a problem for a second main heading, an id given twice and a note nobody refers to."""
    yield from _check_tables(page, name)
    for heading in page.body.css("h1, h2, h3, h4, h5, h6"):
        if not (heading.text() or "").strip():
            lines = enumerate(page.bare.split("\n"), 1)
            line = next((number for number, text in lines if _EMPTY.match(text)), 1)
            yield Problem(name, line, "a heading without words", "write some, or leave it out")
    for heading in page.body.css("h1")[1:]:
        words = " ".join((heading.text() or "").split())
        line = page.lines_with(f"# {words}", f"#{words}", words)[-1]
        right = "begin it with ##; a page has one title"
        yield Problem(name, line, f"a second main heading, “{words[:60]}”", right)
    seen: set[str] = set()
    for node in page.body.css("[id]"):
        if node.id in seen:
            line = page.lines_with(f"#{node.id}", f'"{node.id}"', str(node.id))[-1]
            yield Problem(name, line, f"the id {node.id} is given twice", "give one another")
        seen.add(str(node.id))
    for back in page.body.css('a.footnote-backref[href^="#fnref:"]'):
        label = attribute(back, "href").removeprefix("#fnref:")
        if f"fnref:{label}" not in seen:
            line = page.lines_with(f"[^{label}]:")[0]
            right = f"write [^{label}] where it belongs"
            yield Problem(name, line, f"nothing refers to the note [^{label}]", right)


_EMPTY = re.compile(r"\s*#{1,6}\s*#*\s*$")
_RULE = re.compile(r"[ |]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?[ ]*|\|[ ]*:?-+:?[ ]*\|[ ]*")
"""The line below the head of a table."""


def _check_tables(page: Page, name: str) -> Iterator[Problem]:
    """Yield a problem for each row that has more cells than the head of its table."""
    lines = page.bare.split("\n")
    for number, line in enumerate(lines):
        if not number or not _RULE.fullmatch(line) or "|" not in lines[number - 1]:
            continue
        most = _count_cells(line)
        for place in range(number + 1, len(lines)):
            if not lines[place].strip():
                break
            if (cells := _count_cells(lines[place])) > most:
                wrong = f"a row of {cells} cells in a table of {most}"
                right = "the rest is not shown: write \\| for a stroke"
                yield Problem(name, place + 1, wrong, right)


def _count_cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))


def check_elements(page: Page, name: str) -> Iterator[Problem]:
    """Yield a problem for each element that is opened and not closed, or closed and not opened."""
    reader = Reader(page.bare)
    for tag, line in reader.open:
        if tag not in OPTIONAL:
            yield Problem(name, line, f"<{tag}> is never closed", f"write </{tag}> where it ends")
    for tag, line in reader.closed:
        yield Problem(name, line, f"</{tag}> closes nothing", "leave it out, or open it before")
    if page.bare.count("<!--") > page.bare.count("-->"):
        line = page.lines_with("<!--")[-1]
        yield Problem(name, line, "a remark that is never closed", "write --> where it ends")
