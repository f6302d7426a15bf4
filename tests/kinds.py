"""One page of each kind that a site has, chosen from the made-up data by what tests ask of it."""

from __future__ import annotations

from collections import Counter

from made_up import FIRST, home_of, ids_in, is_retired, part_of, read_data


def objections_to(id: str) -> list[str]:
    """Return the objections that speak against an item."""
    live = [other for other in ids_in("objections") if not is_retired(f"objections/{other}")]
    return [other for other in live if id in read_data(f"objections/{other}.yml")["against"]]


def _answers(claim: str) -> set[str]:
    """Return in which voices the objections to a claim are answered first."""
    asked = (read_data(f"objections/{id}.yml")["responses"] for id in objections_to(claim))
    voices = ([response["voice"] for response in responses] for responses in asked)
    order = ("essay", "source", "editors")
    return {next(voice for voice in order if voice in heard) for heard in voices}


def _most_discussed_claim() -> str:
    """Return a claim with all that a claim can have, in an edition, and objections of each kind."""
    rests = [
        id
        for id in ids_in("claims")
        if id in _first_edition() and not is_retired(f"claims/{id}")
        if all(
            map(read_data(f"claims/{id}.yml").get, ("supports", "depends_on", "quotes", "sources"))
        )
    ]
    return max(rests, key=lambda id: (len(_answers(id)), len(objections_to(id))))


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
    """Return the term with most other forms, and of those the one that is used most."""
    texts = "".join(
        read_data(f"{kind}/{id}.yml")["text"]
        for kind in ("claims", "objections")
        for id in ids_in(kind)
    ).lower()

    def rank(id: str) -> tuple[int, int]:
        term = read_data(f"glossary/{id}.yml")
        return len(term.get("aliases", [])), texts.count(term["term"].lower())

    return max(ids_in("glossary"), key=rank)


def _first_edition() -> dict[str, dict[str, str]]:
    """Return what the oldest edition says of each item."""
    items: dict[str, dict[str, str]] = read_data(f"editions/{FIRST}.json")["items"]
    return items


CLAIM_ID = _most_discussed_claim()
OBJECTION_ID = _answered_objection()
BEYOND_CLAIM = read_data(f"claims/{CLAIM_ID}.yml")["supports"][0]
"""A claim that the claim supports, and so links to."""
STRONGEST = read_data(f"claims/{CLAIM_ID}.yml")["strongest"]["objection"]
AGAINST_CLAIM = next(id for id in objections_to(CLAIM_ID) if id != STRONGEST)
"""An objection to it, and not the one that its page says at a glance."""
TERM_ID = _widest_term()
PARAGRAPH_ID = _fullest_paragraph()

HOME = ""
PART = f"argument/{part_of(PARAGRAPH_ID)}/"
CLAIM, OBJECTION, TERM = (home_of(id)[1:] for id in (CLAIM_ID, OBJECTION_ID, TERM_ID))
CLAIMS, TABLE, MAP, CHECK = "claims/", "objections/", "map/", "check-citations/"
