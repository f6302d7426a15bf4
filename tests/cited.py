"""Everything that is cited: the samples, and what this site and the miniature cite and offer."""

from __future__ import annotations

from functools import cache

from conftest import ANY_ROOTS
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
    """Return the samples, and everything that this site and the miniature offer to cite.

    Of things by authors of one name there is one: on one list, judges would tell them apart. Of
    things in two languages there is none: a judge knows one for each.
    """
    offered = [*THINGS.values()]
    for root in ANY_ROOTS:
        found = load_publication(root, root / "docs")
        site = SiteName(found.corpus.essay.title, f"https://example.org/{root.name}/")
        view = View(found.corpus, found.register, site)
        kinds = [h for h in view.histories.values() if h.citable.kind in CITED_KINDS]
        offered += [cite_item(found.corpus, history, site) for history in kinds]
        offered += [
            cite_essay(found.corpus, view.edition_date, site),
            cite_site(found.corpus, None, site),
        ]
    by_name = {called(citing): citing for citing in reversed(offered) if is_in_english(citing)}
    return {citing.key: citing for citing in reversed(by_name.values())}


def is_in_english(citing: Citing) -> bool:
    """Whether a thing, and what it stands in, is in English; samples are judged as they are."""
    return citing in THINGS.values() or {citing.language, citing.container_language} == {"en"}


def called(citing: Citing) -> str:
    """Return what a thing is called in a text: by the names of its authors, or by itself."""
    return ", ".join(name.family or name.literal or "" for name in citing.author) or citing.key


@cache
def works() -> dict[str, Source]:
    """Return the samples, and every work that this site and the miniature cite."""
    cited = dict(WORKS)
    for root in ANY_ROOTS:
        cited |= load_publication(root, root / "docs").corpus.all_sources
    bare = [work.model_copy(update=dict.fromkeys(LETTERS)) for work in cited.values()]
    return {work.id: work for work in tell_apart(bare)}
