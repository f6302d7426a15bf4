"""One page of each kind that the site has."""

from __future__ import annotations

HOME = ""
PART = "argument/basins-and-corrigibility/"
CLAIM = "claims/c10/"
OBJECTION = "objections/o12/"
TABLE = "objections/"
ONE_OF_EACH_KIND = (
    *(HOME, PART, CLAIM, OBJECTION, TABLE, "essay/", "claims/", "map/", "glossary/", "sources/"),
    *("glossary/corrigibility/", "about-this-text/", "how-to-cite/", "coverage/"),
    "check-citations/",
)


EVERY_KIND = (
    *ONE_OF_EACH_KIND,
    *("data/", "how-to-contribute/", "claims/c10/v1/", "404.html"),
)
