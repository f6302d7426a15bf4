"""Old wordings: every version of everything citable, and every key and home it has had.

With this one file a program can tell which thing, and which wording of it, a citation is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..argument import Corpus, anchor_of_passage
from ..records import Retired, group
from .editions import Register, Version, find_fingerprint
from .history import History
from .places import find_on_page
from .redirects import find_former_homes

Item = dict[str, Any]


def export_versions(
    corpus: Corpus, register: Register, histories: Mapping[str, History]
) -> list[Item]:
    """Return everything citable, the retired too, with its wording today and in each edition."""
    former = group((key, old) for old, key in register.renamed.items())
    shown, retired = dict(_find_shown(corpus)), corpus.retirements
    return [
        _item(register, history, former, retired.get(key)) | {"anchors": shown.get(key, [])}
        for key, history in histories.items()
    ]


def _find_shown(corpus: Corpus) -> Iterator[tuple[str, list[str]]]:
    """Yield the key of each part, and the anchors of the passages and notes on its page."""
    for part in corpus.parts.values():
        ids = find_on_page(corpus, part.paragraphs, corpus.notes.values())
        yield f"part:{part.id}", [anchor_of_passage(id) for id in ids]


def _item(
    register: Register, history: History, former: Mapping[str, list[str]], retired: Retired | None
) -> Item:
    citable = history.citable
    keys = _find_keys(history, former)
    return {
        "key": citable.key,
        "kind": citable.kind,
        "id": citable.id,
        "title": citable.title,
        "home": citable.home,
        "homes": [*find_former_homes(history, register), citable.home],
        "formerly": keys[1:],
        "retired": retired.model_dump(mode="json") if retired else None,
        "current": history.current.number if history.current else None,
        "wording": dict(citable.wording),
        "versions": [_version(history, version) for version in history.versions],
    }


def _find_keys(history: History, former: Mapping[str, list[str]]) -> list[str]:
    """Return today's key, then every other that the data or an edition has given the thing."""
    named = (history.citable.key, *history.citable.formerly)
    return list(dict.fromkeys([*named, *(old for key in named for old in former.get(key, ()))]))


def _version(history: History, version: Version) -> Item:
    return {
        "number": version.number,
        "edition": version.edition,
        "title": version.title,
        "home": history.home_of(version),
        "fingerprint": find_fingerprint(dict(version.wording)),
        "wording": dict(version.wording),
    }
