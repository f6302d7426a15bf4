"""What is made from data: pages, files for programs, and what stands where pages once stood."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from itertools import chain

from ..alternates import make_alternates
from ..argument import home_of_alternate, home_of_term
from ..checking import EDITIONS
from ..editions import locate_in
from ..exports import make_exports
from ..pages import HOME as BOOK
from ..pages import USES, render_book
from ..records import DataError, Problem
from .card import CARD, draw_card
from .faces import load_fonts
from .search import find_entries
from .search_index import make_search
from .share import share
from .shell import Filling
from .site import Site, Written
from .stage import Stage


def write_all(stage: Stage, site: Site) -> dict[str, Set[str]]:
    """Write every page and file; return what can be linked to on pinned pages, by home."""
    prose, made = (
        [partial(write_page, stage, site, make) for make in pages.values()]
        for pages in (site.prose_pages, find_pages(site))
    )
    forms = [partial(_write_form, stage, form) for form in find_forms(site)]
    site.progress.pages = len(prose) + len(forms) + len(made)
    written = _share(site, prose)
    for page in written.values():
        site.note(page)  # or the search would not know of it
    written |= _share(site, [*forms, *made])
    pinned = {home: written.pop(home).anchors for home in site.permanent.pinned_homes}
    settle(stage, site, written)
    return pinned


def _share(site: Site, tasks: Sequence[Callable[[], Written | None]]) -> dict[str, Written]:
    """Do some tasks; return the pages that they wrote, by home."""
    done = chain.from_iterable(share(partial(_follow, site), tasks, site.workers))
    return {page.home: page for page in done if page}


def _follow(site: Site, tasks: Sequence[Callable[[], Written | None]]) -> list[Written | None]:
    written = []
    for number, task in enumerate(tasks):
        written.append(task())
        site.progress.tell(len(site.anchors) + number * site.workers, time.monotonic())
    return written


def find_pages(site: Site) -> dict[str, Callable[[], Filling]]:
    """Return what makes each page that is made from data, by its home."""
    permanent = site.permanent
    made = {page.home: partial(site.make, page) for page in site.generated}
    pinned = (partial(permanent.make_pinned, *pinned) for pinned in permanent.pinned)
    return {**made, **dict(zip(permanent.pinned_homes, pinned, strict=True))}


def write_page(stage: Stage, site: Site, make: Callable[[], Filling]) -> Written:
    """Write a page, unless it is to say what only all pages together know."""
    page = make()
    html = site.shells.draw(page)
    waits = USES in html
    if not waits:
        stage.write(f"{page.home}index.html", html)
    anchors, terms = page.content.anchors, page.content.terms
    waiting = html if waits else ""
    return Written(page.home, page.title, anchors, terms, page.sections, waiting)


def settle(stage: Stage, site: Site, written: Mapping[str, Written]) -> None:
    """Note what there is on the pages of things, by home; write what has waited for all of them."""
    for page in written.values():
        site.note(page)
    for id in site.view.corpus.all_terms:
        home = home_of_term(id)
        html = written[home].waiting.replace(USES, site.render_uses(id))
        stage.write(f"{home}index.html", html)


def _write_form(stage: Stage, make: Callable[[], Iterable[tuple[str, str]]]) -> None:
    for home, text in make():
        stage.write(home, text)


def find_forms(site: Site) -> list[Callable[[], Iterable[tuple[str, str]]]]:
    """Return what makes the book, and what the site says in files for programs."""
    view = site.view
    return [
        partial(make_alternates, view, site.prose),
        site.permanent.make_citation_files,
        lambda: [(f"{BOOK}index.html", render_book(view))],
        lambda: make_search([*find_entries(view.corpus), *site.sections]),
        lambda: view.once(make_exports).items(),
    ]


def write_card(stage: Stage, site: Site) -> None:
    """Draw what other sites show beside a link to this one."""
    name = site.view.site
    stage.write(CARD, draw_card(load_fonts(), name.name, name.description, site.mark))


def write_permanent(stage: Stage, site: Site, pinned: Mapping[str, Set[str]]) -> None:
    """Write where pages of old have gone to; refuse to lose an address."""
    anchors = {**site.anchors, **pinned}
    for page in list(site.permanent.make_redirects(anchors)):
        stage.write(f"{page.home}index.html", page.html)
        stage.write(home_of_alternate(page.home), page.markdown)
        anchors[page.home] = page.anchors
    locate = locate_in(site.root / EDITIONS)
    lost = [
        Problem(
            f"{EDITIONS}/{promise.edition}.json",
            locate(promise.edition, promise.key),
            f"{promise.address} was published there and has no home now",
            "restore it or let it redirect",
        )
        for promise in site.permanent.find_lost(anchors)
    ]
    if lost:
        raise DataError(lost)
