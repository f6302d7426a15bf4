"""Mentions: where a text names something of the site, or quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .index import Index, Place
from .marked_up import BREAK, CLOSE, OPEN, to_plain

Kind = Literal["address", "id", "key", "quotation"]


@dataclass(frozen=True)
class Mention:
    """Something that a text names or quotes."""

    kind: Kind
    start: int
    stop: int
    """Where it begins and ends in the plain text."""
    line: int
    found: str
    """The address within the site, the id, the key or the quoted words."""
    shown: str
    """As it stands in the text."""
    version: int | None = None
    sure: bool = False
    """Whether it can only be about this site."""
    block: bool = False
    """Whether a quotation is a block of its own."""
    beside: bool = False
    """Of a quotation: whether something that may be a citation of this site belongs to it."""


_URL = re.compile(rf"https?://[^\s<>\"“”‘’|\\^`{OPEN}{CLOSE}{BREAK}]+")
_LOCAL = (
    r"(?<![A-Za-z0-9/.:_#%-])(?:(?:\.{{1,2}}/)*\.{{0,2}}/)?(?:{sections})/"
    r"[^\s<>\"“”‘’|\\^`()\[\]{marks}]*"
)
_LONGEST_ADDRESS = 2000
_TRAILING = ".,;:!?'*_]}"


def find_mentions(
    text: str, index: Index, sites: Iterable[str] = (), *, every: bool = False
) -> list[Mention]:
    """Return everything that a text says of the site, in reading order.

    `sites` are the addresses at which the site is or was; others are found by what they lead to.
    `every` id that does not exist is returned, not only those that are clearly cited.
    """
    plain = to_plain(text)
    lines = _Lines(plain)
    masked = _URL.sub(_blank, re.sub(_local(index), _blank, plain))
    named = [
        *_find_addresses(plain, lines, index, sites),
        *_find_ids(masked, lines, index, every=every),
        *_find_keys(masked, lines, index),
    ]
    quoted = attribute(plain, [*_find_quotations(plain, lines)], named)
    return sorted([*named, *quoted], key=lambda mention: mention.start)


class _Lines:
    """From a place in a text to its line."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, place: int) -> int:
        return bisect_left(self._ends, place) + 1


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _local(index: Index) -> str:
    sections = "|".join(map(re.escape, index.sections))
    return _LOCAL.format(sections=sections, marks=OPEN + CLOSE + BREAK)


# -- addresses


def _find_addresses(
    plain: str, lines: _Lines, index: Index, sites: Iterable[str]
) -> Iterator[Mention]:
    found = [match for match in _URL.finditer(plain) if len(match[0]) <= _LONGEST_ADDRESS]
    urls = [(match.start(), trim_address(match[0])) for match in found]
    bases = {without_scheme(site).rstrip("/") for site in sites}
    bases |= {base for _, url in urls if (base := find_base(url, index)) is not None}
    for start, url in urls:
        whole = without_scheme(url)
        base = max((b for b in bases if f"{whole}/".startswith(f"{b}/")), key=len, default=None)
        if base is not None:
            address = whole[len(base) :] or "/"
            stop, line = start + len(url), lines.at(start)
            yield Mention("address", start, stop, line, address, url, sure=True)
    for match in re.finditer(_local(index), _URL.sub(_blank, plain)):
        shown = trim_address(match[0][:_LONGEST_ADDRESS])
        address = "/" + re.sub(r"^[./]+", "", shown)
        if _is_local(shown, address, index):
            start, stop = match.start(), match.start() + len(shown)
            yield Mention("address", start, stop, lines.at(start), address, shown, sure=True)


def _is_local(shown: str, address: str, index: Index) -> bool:
    """Tell an address from words with a slash between them, and from the names of files."""
    if isinstance(index.find(address), Place):
        return shown.startswith((".", "/")) or shown.endswith("/") or "#" in shown
    folder, _, name = address.partition("#")[0].rpartition("/")
    return shown.startswith((".", "/")) and bool(folder.strip("/")) and "." not in name


def trim_address(url: str) -> str:
    """Take away what ends the sentence and not the address.

    >>> trim_address("https://example.org/claims/c1/)."), trim_address("https://a.org/b_(c)")
    ('https://example.org/claims/c1/', 'https://a.org/b_(c)')
    """
    while url and (url[-1] in _TRAILING or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def without_scheme(url: str) -> str:
    """Return an address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(www\.)?", "", url)


def find_base(url: str, index: Index) -> str | None:
    """Return where a site begins of which this is an address, as only this site has them."""
    whole = without_scheme(url)
    for match in re.finditer("/", whole):
        place = index.find(whole[match.start() :])
        if isinstance(place, Place) and place.item.is_lettered:
            return whole[: match.start()]
    return None


# -- ids and keys

_ID = re.compile(
    r"(?<![^\W])(?<![/#@.&$-])(?:(?P<kind>thesis|claim|assumption|objection|response|rebuttal|note|"
    r"paragraph|sentence|passage)s?\s+)?(?P<id>[A-Z][0-9]{1,5}(?:\.[0-9]{1,4})?)(?![^\W]|-|\.[0-9])"
    r"(?:,?\s*\(?(?:version\s*|v\.?\s?)(?P<version>[0-9]{1,4})(?![^\W]))?",
    re.I,
)
_AROUND = re.compile(
    r"\\[A-Za-z]*cite[A-Za-z]*\*?(?:\[[^\[\]]*\])*\{([^{}]+)\}|\[([^\[\]]+)\]|\(([^()]+)\)"
)
_MARKED = re.compile(r"[“”‘’\"'«»]+([^“”‘’\"'«»]+)[“”‘’\"'«»]+")


def unwrap(given: str) -> str:
    """Take off the brackets or the command around one citation, and the marks around an id.

    >>> unwrap("[P3.2]"), unwrap("\\\\cite{c10}"), unwrap("“claim C10, version 1”")
    ('P3.2', 'c10', 'claim C10, version 1')
    """
    text = given.strip()
    while around := _AROUND.fullmatch(text):
        text = next(filter(None, around.groups())).strip()
    marked = _MARKED.fullmatch(text)
    return marked[1].strip() if marked and _ID.fullmatch(marked[1].strip()) else text


_KEY = re.compile(r"(?<![^\W])(?<![.@-])@(?P<key>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![^\W])")
_AFTER = (")", "]", ",", ";")
_LISTED = re.compile(r"[A-Z][0-9]+(?:\.[0-9]+)?(?:[,;–] ?|,? and |,? or )$")
_KEY_OF_ITEM = re.compile(r"[a-z][0-9]+|(?:term|part)-.+")


def _find_ids(masked: str, lines: _Lines, index: Index, *, every: bool) -> Iterator[Mention]:
    letters = {id[0] for id in index.by_id}
    for match in _ID.finditer(masked):
        id, version = match["id"], match["version"]
        if id[0] not in letters:
            continue
        start, end = match.span()
        sure = match["kind"] is not None or version is not None
        if sure or every or id in index.by_id or _is_cited(masked, start, end):
            number = int(version) if version else None
            shown = " ".join(match[0].split()) + ")" * ("(" in match[0])
            yield Mention("id", start, end, lines.at(start), id, shown, number, sure)


def _is_cited(masked: str, start: int, end: int) -> bool:
    """Tell whether what may be an id stands in brackets or in a list of ids, as citations do."""
    before, after = masked[max(0, start - 24) : start], masked[end : end + 1]
    return (before[-1:] in ("(", "[") and after in _AFTER) or _LISTED.search(before) is not None


def _find_keys(masked: str, lines: _Lines, index: Index) -> Iterator[Mention]:
    for match in _KEY.finditer(masked):
        key = match["key"]
        item = index.by_key.get(key) or index.old_keys.get(key)
        if (item and item.kind != "source") or (not item and _KEY_OF_ITEM.fullmatch(key)):
            start, stop = match.span()
            yield Mention("key", start, stop, lines.at(start), key, match[0])


# -- quotations

_CHUNK = re.compile(rf"\n[ \t]*\n|[{OPEN}{CLOSE}{BREAK}]")
_QUOTED = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<![=\w])(?<!= )\"([^\"]+)\"|(?<!\w)‘([^‘“”]+?)’(?!\w)"
)
_SIGNED = re.compile(r"\s*[—–-]")
"""Under a block quotation: who said it."""


def _find_quotations(plain: str, lines: _Lines) -> Iterator[Mention]:
    start, inside = 0, False
    for match in [*_CHUNK.finditer(plain), None]:
        end = match.start() if match else len(plain)
        yield from _find_in_chunk(plain, start, end, inside, lines)
        if match:
            inside = {OPEN: True, CLOSE: False}.get(match[0], inside)
            start = match.end()


def _find_in_chunk(
    plain: str, start: int, end: int, inside: bool, lines: _Lines
) -> Iterator[Mention]:
    if inside:
        if plain[start:end].strip() and not _SIGNED.match(plain, start, end):
            yield _quote(plain, start, end, lines, block=True)
        return
    for match in _QUOTED.finditer(plain, start, end):
        group = match.lastindex or 0
        yield _quote(plain, match.start(group), match.end(group), lines)


def _quote(plain: str, start: int, end: int, lines: _Lines, *, block: bool = False) -> Mention:
    words = plain[start:end]
    first = start + len(words) - len(words.lstrip())
    shown = " ".join(words.split())
    return Mention("quotation", start, end, lines.at(first), words, shown, block=block)


# -- which citation belongs to which quotation


def attribute(plain: str, quoted: list[Mention], named: list[Mention]) -> list[Mention]:
    """Return the quotations with what is known of those that a citation stands beside."""
    quoted = sorted(quoted, key=lambda mention: mention.start)
    starts = [mention.start for mention in quoted]
    for mention in named:
        after = bisect_left(starts, mention.start)
        for at in (after - 1, after):
            if 0 <= at < len(quoted) and _belongs(plain, quoted[at], mention):
                sure = quoted[at].sure or mention.sure
                quoted[at] = replace(quoted[at], sure=sure, beside=True)
                break
    return quoted


FAR = 160
"""Characters: what is further from a quotation does not belong to it."""
_CITES = re.compile(r"[”\"’»]?[.!?,;:]?[ \t]*\n?[ \t]*(?:[(\[,@—–-]|https?:)")
_SENTENCE = re.compile(r"[.!?][”\"’»)\]]*\s+(?![\s(\[])|\n[ \t]*\n")
_AROUND_BLOCK = f" \t\n{OPEN}{CLOSE}{BREAK}"


def _belongs(plain: str, quotation: Mention, mention: Mention) -> bool:
    """Tell whether a mention says where a quotation is from: in it, right after it or before it."""
    if quotation.start <= mention.start < quotation.stop:
        return True
    if mention.start >= quotation.stop:
        between = plain[quotation.stop : mention.start]
        cites = _CITES.match(between)
        if not (cites or quotation.block or plain[quotation.stop - 1] == ","):
            return False
        between = between[cites.end() :] if cites else between
    else:
        between = plain[mention.stop : quotation.start]
    if quotation.block:
        between = between.strip(_AROUND_BLOCK)
    return len(between) <= FAR and _SENTENCE.search(between) is None
