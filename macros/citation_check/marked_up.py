"""Marked-up text made plain, line by line: HTML, Markdown, TeX and BibTeX, whichever it is.

What stands in a line before stands in it after. Quotations get quotation marks or, where they are
blocks, the marks below; addresses that links lead to stand in the text.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue010", "\ue011"
"""Around a block quotation."""
BREAK = "\ue012"
"""Between two blocks that no empty line parts."""

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>")
_ADDRESS = re.compile(r"""\s(?:href|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_BLOCKS = frozenset(
    "address article aside dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th tr ul".split()
)
_ENTITY = re.compile(r"&(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{1,8});")
_ENTITIES = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "ldquo": "“",
    "rdquo": "”", "lsquo": "‘", "rsquo": "’", "laquo": "«", "raquo": "»", "bdquo": "„",
    "mdash": "—", "ndash": "–", "hellip": "…", "shy": "",
}  # fmt: skip


def to_plain(text: str) -> str:
    """Return a marked-up text as plain text, with what stood in each line in the same line.

    >>> to_plain('<p><q>So&hellip;</q> <a href="/claims/c1/">he said</a>').strip("\\ue012")
    '“So…”  /claims/c1/ he said'
    """
    text = re.sub(r"\r\n?", "\n", text).lstrip("\ufeff")
    text = re.sub(f"[{OPEN}{CLOSE}{BREAK}]", " ", text)
    text = _HIDDEN.sub(lambda match: "\n" * match[0].count("\n"), text)
    text = _TAG.sub(_replace_tag, text)
    text = _ENTITY.sub(_replace_entity, text)
    if _IS_TEX.search(text):
        text = _from_tex(text)
    return _mark_blocks(text)


def _replace_tag(match: re.Match[str]) -> str:
    closes, name, rest = match[1], match[2].lower(), match[3]
    lines = "\n" * rest.count("\n")
    found = _ADDRESS.search(rest)
    address = f" {found[1] or found[2] or ''} " if found else ""
    if name == "blockquote":
        return lines + (CLOSE if closes else address + OPEN)
    if name == "q":
        return lines + ("”" if closes else f"{address}“")
    return lines + (BREAK if name in _BLOCKS else address)


def _replace_entity(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return _ENTITIES.get(name, match[0])
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    readable = 32 <= number < 0xD800 or 0xF900 <= number < 0x110000
    return chr(number) if readable else " "


_IS_TEX = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\[\]]*\])*\{|^[ \t]*@[a-zA-Z]+[ \t]*\{", re.M)
_TEX = (
    (re.compile(r"\\begin\{(?:display)?quot(?:e|ation)\}"), OPEN),
    (re.compile(r"\\end\{(?:display)?quot(?:e|ation)\}"), CLOSE),
    (re.compile(r"\\(?:enquote|textquote|blockquote)\*?\{([^{}]*)\}"), "“\\1”"),
    (re.compile("``"), "“"),
    (re.compile("''"), "”"),
    (re.compile("---"), "—"),
    (re.compile(r"\\([&%$#_{}])"), "\\1"),
    (re.compile(r"\\[a-zA-Z]+\*?"), " "),
    (re.compile(r"\}\{"), " "),
    (re.compile(r"[{}]"), ""),
    (re.compile("~"), " "),
)
_CITED = re.compile(
    r"\\[a-zA-Z]*cite[a-zA-Z]*\*?((?:\[[^\[\]]*\])*)\{([^{}]*)\}|^[ \t]*@[a-zA-Z]+[ \t]*\{", re.M
)


def _from_tex(text: str) -> str:
    """Write citations as pandoc does, with an at sign; take the rest of TeX away."""
    text = _CITED.sub(_replace_citation, text)
    for pattern, replacement in _TEX:
        text = pattern.sub(replacement, text)
    return text


def _replace_citation(match: re.Match[str]) -> str:
    if match[2] is None:  # the head of an entry of a bibliography, whose fields say more
        return " "
    return f"{match[1]} " + re.sub(r"([^\s,]+)", r"@\1", match[2])


_QUOTED = re.compile(r" {0,3}>[> \t]*")


def _mark_blocks(text: str) -> str:
    """Put the marks of a block quotation around the lines that begin with `>`."""
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        if quoted and not inside:
            line = OPEN + line[quoted.end() :]
        elif quoted:
            line = line[quoted.end() :]
        elif inside:
            lines[-1] += CLOSE
        lines.append(line)
        inside = quoted is not None
    return "\n".join(lines) + (CLOSE if inside else "")
