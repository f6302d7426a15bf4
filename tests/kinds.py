"""One page of each kind that the site has, chosen from its data by what tests ask of it."""

from __future__ import annotations

from collections import Counter

from site_fixtures import ROOT, home_of, ids_in, is_retired, part_of, read_data


def objections_to(id: str) -> list[str]:
    """Return the objections that speak against an item."""
    live = [other for other in ids_in("objections") if not is_retired(f"objections/{other}")]
    return [other for other in live if id in read_data(f"objections/{other}.yml")["against"]]


def _most_discussed_claim() -> str:
    """Return the claim with most objections: one that rests on others and has been published."""
    rests = [
        id
        for id in ids_in("claims")
        if id in _first_edition() and not is_retired(f"claims/{id}")
        if {"supports", "depends_on", "quotes"} <= set(read_data(f"claims/{id}.yml"))
    ]
    return max(rests, key=lambda id: len(objections_to(id)))


def _fullest_paragraph() -> str:
    """Return the id of the paragraph with most notes and quotations beside it."""
    claims = [read_data(f"claims/{id}.yml") for id in ids_in("claims")]
    beside = [*read_data("essay/notes.yml"), *(q for c in claims for q in c.get("quotes", []))]
    return Counter(str(one["passage"]).partition(".")[0] for one in beside).most_common(1)[0][0]


def _answered_objection() -> str:
    """Return the first objection that the essay answers."""
    return next(
        id
        for id in ids_in("objections")
        if not is_retired(f"objections/{id}")
        if "essay" in [r["voice"] for r in read_data(f"objections/{id}.yml").get("responses", [])]
    )


def _widest_term() -> str:
    """Return the term with most other forms."""
    return max(
        ids_in("glossary"), key=lambda id: len(read_data(f"glossary/{id}.yml").get("aliases", []))
    )


def _first_edition() -> dict[str, dict[str, str]]:
    """Return what the oldest edition says of each item."""
    oldest = min(path.name for path in (ROOT / "data/editions").glob("*.json"))
    items: dict[str, dict[str, str]] = read_data(f"editions/{oldest}")["items"]
    return items


CLAIM_ID = _most_discussed_claim()
OBJECTION_ID = _answered_objection()
BEYOND_CLAIM = read_data(f"claims/{CLAIM_ID}.yml")["supports"][0]
"""A claim that the claim supports, and so links to."""
AGAINST_CLAIM = objections_to(CLAIM_ID)[-1]
"""An objection to it, and not the one that its page says at a glance."""
TERM_ID = _widest_term()
PARAGRAPH_ID = _fullest_paragraph()

HOME = ""
PART = f"argument/{part_of(PARAGRAPH_ID)}/"
CLAIM, OBJECTION, TERM = (home_of(id)[1:] for id in (CLAIM_ID, OBJECTION_ID, TERM_ID))
PINNED = f"{CLAIM}v1/"
CLAIMS, TABLE, MAP, CHECK = "claims/", "objections/", "map/", "check-citations/"
ONE_OF_EACH_KIND = (
    *(HOME, PART, CLAIM, OBJECTION, TABLE, "essay/", CLAIMS, MAP, "glossary/", "sources/"),
    *(TERM, "about-this-text/", "how-to-cite/", "coverage/", CHECK),
)
EVERY_KIND = (
    *ONE_OF_EACH_KIND,
    *("data/", "how-to-contribute/", PINNED, "404.html"),
)
