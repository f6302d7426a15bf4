"""What people put around words that they send or copy, and what is taken off again.

The remarks of a template, a link around an address, and what a mail program puts below a text say
nothing. A code fence around an answer, or `> ` before each of its lines, is how one quotes at a
forge. It is never part of the words, and always taken off. Quotation marks and dots around the
whole may be part of them: **Current wording** is looked for as it was given first, and without
them next; and **New wording** loses what **Current wording** had to lose, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_FENCE = re.compile(r"(`{3,}+|~{3,}+)[^\n`]*\n(?:(.*)\n)?[ \t]*\1[`~]*", re.DOTALL)
_QUOTED_LINE = re.compile(r"[ \t]*>(?:[ \t]|$)")
_PAIRS = ("“”", "„“", "„”", "«»", "‘’", '""', "''", "``")
_DOTS = r"(?:\[(?:…|\.\.\.)\]|…|(?<!\.)\.{3,}+)"
_AROUND_DOTS = re.compile(rf"^{_DOTS}|{_DOTS}$")
_LAYERS = 5
"""More than this nobody puts around words without meaning to."""

Strip = Callable[[str], str]


def strip_marks(text: str) -> str:
    r"""Take off a code fence around a text, and the marks of a quotation before all its lines.

    >>> strip_marks("> One.\n>\n> Two.")
    'One.\n\nTwo.'
    """
    bare = text.strip()
    for _ in range(_LAYERS):
        bare = _strip_quoted(_strip_fence(bare)).strip()
    return bare


def drop_remarks(text: str) -> str:
    """Take out `<!-- … -->`, which no reader of an issue sees.

    >>> drop_remarks("a <!-- say why --> b <!-- c")
    'a  b <!-- c'
    """
    kept = []
    while (start := text.find("<!--")) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[:start])
        text = text[end + 3 :]
    return "".join([*kept, text])


_LINK = re.compile(r"<([^<>\s]+)>|\[[^\[\]]*\]\(<?(\S+?)>?(?:\s+[\"'(][^\n]*)?\)")


def strip_link(text: str) -> str:
    """Take an address out of what makes a link of it at a forge or in an e-mail.

    >>> strip_link("<https://a.example/b>"), strip_link("[here](https://a.example/b_(c))")
    ('https://a.example/b', 'https://a.example/b_(c)')
    """
    found = _LINK.fullmatch(text.strip().removesuffix("."))
    return text if found is None else found[1] or found[2]


_BELOW = re.compile(
    r"\n(?:--[ \t]*|-{3,}[ \t]*Original Message[ \t]*-{3,}|Sent from my [^\n]{1,60})(?:\n.*|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ANSWERED = re.compile(r"\n[^\n>]{1,300}:[ \t]*(?:\n[ \t]*)*(?:\n[ \t]*>[^\n]*)+\s*\Z")


def drop_mail(text: str) -> str:
    """Take off what a mail program puts below a text: a signature, the mail that is answered.

    >>> drop_mail("Trees are dear.\\n\\nOn Monday, Ada wrote:\\n> Trees?\\n> Yes.\\n-- \\nBob")
    'Trees are dear.'
    """
    return _ANSWERED.sub("", _BELOW.sub("", text)).strip()


def _strip_fence(text: str) -> str:
    fenced = _FENCE.fullmatch(text)
    return text if fenced is None else fenced[2] or ""


def _strip_quoted(text: str) -> str:
    lines = text.split("\n")
    if not all(_QUOTED_LINE.match(line) for line in lines if line.strip()):
        return text
    return "\n".join(_QUOTED_LINE.sub("", line, count=1) for line in lines)


def strip_quotes(text: str) -> str:
    """Take off a pair of quotation marks around the whole; a full stop behind it comes inside.

    >>> strip_quotes("“Ask,” he said."), strip_quotes('"Ask."'), strip_quotes("“A” or “B”")
    ('“Ask,” he said.', 'Ask.', '“A” or “B”')
    """
    bare = text.strip()
    quoted = bare.removesuffix(".")
    if len(quoted) < 3 or quoted[0] + quoted[-1] not in _PAIRS:
        return bare
    inner = quoted[1:-1]
    return inner.strip() + bare[len(quoted) :] if _is_whole(inner, quoted[0], quoted[-1]) else bare


def _is_whole(inner: str, begin: str, end: str) -> bool:
    """Whether the first mark is closed by the last one, and by none between them.

    An apostrophe closes nothing: a letter follows it.
    """
    depth = 0
    for at, sign in enumerate(inner):
        if sign == end and not inner[at + 1 : at + 2].isalpha():
            depth -= 1
        elif sign == begin:
            depth += 1
        if depth < 0:
            return False
    return depth == 0


def strip_dots(text: str) -> str:
    """Take off the dots that say that more stands before or after.

    >>> strip_dots("… and so on ...")
    'and so on'
    """
    return _AROUND_DOTS.sub("", text.strip()).strip()


def find_undressed(words: str) -> Iterator[tuple[str, tuple[Strip, ...]]]:
    """Yield words as they are, then with less and less around them, and what was taken off."""
    stripped: tuple[Strip, ...] = ()
    yield words, stripped
    for strip in (strip_quotes, strip_dots) * _LAYERS:
        bare = strip(words)
        if bare and bare != words.strip():
            words, stripped = bare, (*stripped, strip)
            yield words, stripped


def undress(text: str, stripped: tuple[Strip, ...]) -> str:
    """Take off a text what was taken off another."""
    for strip in stripped:
        text = strip(text) or text
    return text
