"""One page of each kind that a built site has, whichever essay it is of: the fullest."""

from __future__ import annotations

from pathlib import Path

KINDS = {
    "home": "",
    "a part": "argument/*/",
    "the thesis": "claims/t1/",
    "a claim": "claims/*/",
    "an objection": "objections/*/",
    "a term": "glossary/*/",
    "objections": "objections/",
    "claims": "claims/",
    "map": "map/",
    "sources": "sources/",
}
"""What the homes of the pages look like."""


def find_pages(site: Path, *kinds: str) -> dict[str, str]:
    """Return the home of the fullest page of each kind, or of these; none where there is none."""
    found = {}
    for kind in kinds or KINDS:
        pages = list(site.glob(f"{KINDS[kind]}index.html"))
        if pages:
            fullest = max(sorted(pages), key=lambda page: page.stat().st_size)
            home = fullest.parent.relative_to(site).as_posix()
            found[kind] = "" if home == "." else f"{home}/"
    return found
