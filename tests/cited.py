"""Everything that is cited: the samples, and what this site and the miniature cite and offer."""

from __future__ import annotations

from functools import cache

from conftest import MINIATURE, ROOT
from samples import THINGS, WORKS

from macros.argument.sources import Source, tell_apart
from macros.checking.publication import load_publication
from macros.editions.citing import CITED_KINDS, SiteName, cite_essay, cite_item, cite_site
from macros.pages.view import View
from macros.references.this_page import Citing

LETTERS = ("year_suffix", "citation_label")
"""What works of one year and one author are told apart by."""


@cache
def things() -> dict[str, Citing]:
    """Return the samples, and everything that this site and the miniature offer to cite."""
    offered = [*THINGS.values()]
    for root in (ROOT, MINIATURE):
        found = load_publication(root, root / "docs")
        site = SiteName(found.corpus.essay.title, f"https://example.org/{root.name}/")
        view = View(found.corpus, found.register, site)
        kinds = [h for h in view.histories.values() if h.citable.kind in CITED_KINDS]
        offered += [cite_item(found.corpus, history, site) for history in kinds]
        offered += [
            cite_essay(found.corpus, view.edition_date, site),
            cite_site(found.corpus, None, site),
        ]
    return {citing.key: citing for citing in offered}


@cache
def works() -> dict[str, Source]:
    """Return the samples, and every work that this site and the miniature cite."""
    cited = dict(WORKS)
    for root in (ROOT, MINIATURE):
        cited |= load_publication(root, root / "docs").corpus.all_sources
    bare = [work.model_copy(update=dict.fromkeys(LETTERS)) for work in cited.values()]
    return {work.id: work for work in tell_apart(bare)}
