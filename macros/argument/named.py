"""Which item somebody means by what they typed: an id in whatever dress, a name, or an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import homes
from .corpus import Corpus
from .ids import LETTERS

_LETTERS = LETTERS | {"rebuttal": "O", "paragraph": "P", "sentence": "P", "passage": "P"}
_ID = r"[TCAORPN]\d+(?:\.\d+)?"
_NUMBERED = re.compile(rf"(?:{'|'.join(_LETTERS)})?[ #]*({_ID})", re.IGNORECASE)
_SPELLED = re.compile(
    rf"\b({'|'.join(_LETTERS)})s?[ \t]{{0,3}}(?:number|nr\.?|no\.?)?[ \t#]{{0,3}}(?=\d)",
    re.IGNORECASE,
)
_APART = re.compile(r"(?<![\w.-])([TCAORPN])[ \t_-](?=\d)", re.IGNORECASE)
_AMONG_WORDS = re.compile(rf"(?<![\w/.-])({_ID})(?![\w/-])", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:^|/)(claims|objections|glossary|essay|sources|argument|map)(?=[/#?])"
    r"/?(?:([\w-]+)/?)?(?:v\d+/?)?(?:index\.\w+)?(?:\?[^#\s]*)?(?:#(\S*))?$"
)
AROUND = " \t\n[](){}<>`'\"“”‘’.,;:*_@"
Files = Mapping[str, str]
"""The file of each thing with an id, by key."""
_PASSAGE = re.compile(r"p(\d+)-(\d+)")


@dataclass(frozen=True)
class Named:
    """An item that exists."""

    id: str
    kind: str
    """`claim`, `objection`, `response`, `term`, `source`, `passage` or `note`."""
    path: str
    """The file that holds it, from the project's folder."""

    @property
    def key(self) -> str:
        """Its id, with its kind before it where ids of two kinds could be alike."""
        return f"{self.kind}:{self.id}" if self.kind in ("term", "source") else self.id

    @property
    def home(self) -> str:
        """Where it is on the site.

        >>> Named("R3", "response", "data/objections/O4.yml").home
        '/objections/o4/#r3'
        """
        if self.kind == "response":
            return homes.home_of_response(self.id, PurePosixPath(self.path).stem)
        return _HOMES[self.kind](self.id)


_HOMES = {
    "claim": homes.home_of_claim,
    "objection": homes.home_of_objection,
    "term": homes.home_of_term,
    "source": homes.home_of_source,
    "passage": homes.home_of_passage,
    "note": homes.home_of_note,
}


def find_named(corpus: Corpus, words: str) -> Named | None:
    """Return the item that somebody means, if there is one and only one."""
    return find_among(corpus.files, corpus.forms, words)


def find_among(files: Files, forms: Mapping[str, str], words: str) -> Named | None:
    """Return what somebody means of what has a file; `forms` goes from words to ids of terms."""
    words = words.strip(AROUND)[:200]
    if address := _ADDRESS.search(words):
        return _find_by_address(files, forms, *address.groups())
    named = _find_by_name(files, forms, words)
    ids = find_ids(words)
    return named or (_find_numbered(files, ids[0]) if len(ids) == 1 else None)


def _find_by_address(
    files: Files, forms: Mapping[str, str], folder: str, page: str, anchor: str
) -> Named | None:
    """Return what an anchor names; an anchor that names nothing is a place on its page."""
    anchor = _PASSAGE.sub(r"P\1.\2", (anchor or "").partition(":~:")[0])
    named = _find_by_name(files, forms, anchor)
    if named or not page or folder in ("argument", "map"):
        return named
    return _find_by_name(files, forms, page)


def _find_by_name(files: Files, forms: Mapping[str, str], words: str) -> Named | None:
    if numbered := _NUMBERED.fullmatch(_join_ids(words)):
        return _find_numbered(files, numbered[1].upper())
    lower = words.lower()
    theses = [key for key in files if re.fullmatch(r"T\d+", key)]
    if lower.removeprefix("the ") == "thesis" and len(theses) == 1:
        return _find_numbered(files, theses[0])
    slug = re.sub(r"[\s_]+", "-", lower.removeprefix("term:").strip())
    source = lower.removeprefix("source:").strip(AROUND)
    meant = [("term", slug), ("term", forms.get(lower, "")), ("source", source)]
    named = [(kind, id) for kind, id in meant if f"{kind}:{id}" in files]
    return _named(files, *named[0]) if named else None


def find_ids(words: str) -> list[str]:
    """Return the ids among words, each once.

    >>> find_ids("See objection 2, c 10 and C10")
    ['O2', 'C10']
    """
    return list(dict.fromkeys(id.upper() for id in _AMONG_WORDS.findall(_join_ids(words))))


KIND_OF = {letter: kind for kind, letter in LETTERS.items()} | {"P": "passage"}
KIND_OF |= dict.fromkeys("TCA", "claim")
"""By the letter that an id begins with."""


def _find_numbered(files: Files, id: str) -> Named | None:
    return _named(files, KIND_OF[id[0]], id) if id in files else None


def _named(files: Files, kind: str, id: str) -> Named:
    key = f"{kind}:{id}" if kind in ("term", "source") else id
    return Named(id, kind, files[key])


def _join_ids(words: str) -> str:
    """Write ids as they are written here.

    >>> _join_ids("Objection 2 and c 10")
    'O2 and c10'
    """
    spelled = _SPELLED.sub(lambda found: _LETTERS[found[1].lower()], words)
    return _APART.sub(r"\1", spelled)


_BETWEEN = frozenset("a an the and or also both to of against plus id ids item items no".split())
_BETWEEN |= {f"{kind}{end}" for kind in _LETTERS for end in ("", "s")} - {"thesis"}
"""Words that may stand between ids."""


def split_ids(words: str) -> list[str]:
    """Split a list of ids, however it is written.

    >>> split_ids("claim C10, A2 & [C3]; response 4")
    ['C10', 'A2', 'C3', 'R4']
    """
    joined = re.sub(rf"\bthesis\s+(?={_ID})", "", _join_ids(words), flags=re.IGNORECASE)
    tokens = re.split(r"[\s,;]+", joined)
    pieces = [
        piece
        for token in tokens
        for piece in ([token] if _ADDRESS.search(token) else re.split(r"[&/+|]", token))
    ]
    bare = [piece.strip(AROUND) for piece in pieces]
    return [piece for piece in bare if piece and piece.lower() not in _BETWEEN]
