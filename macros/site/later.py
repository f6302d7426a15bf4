"""What a server shows is made when somebody asks for it, and the rest while nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any

from markupsafe import escape

from ..records import DataError
from .crawlers import SITEMAP, make_sitemap
from .making import find_forms, find_pages, settle, write_card, write_page, write_permanent
from .site import Site, Written
from .stage import Shown

PATIENCE = 1.0
"""Seconds in which a browser asks for what it shows, before the rest is made."""
BREATH = 0.001
"""Seconds between two things, in which somebody who waits gets his turn."""


Tell = Callable[[DataError], None]
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""
Wrong = Callable[[], str]


class Later:
    """Makes the pages of a site that is served before they are there; tells what is wrong."""

    def __init__(self, site: Site, tell: Tell) -> None:
        self._site, self._tell = site, tell
        self._stage = Shown(site.folder)
        self._pages = {**site.prose_pages, **find_pages(site)}
        self._written: dict[str, Written] = {}
        self._steps = self._make_all()
        self._lock, self._stopped = Lock(), Event()
        self._thread = Thread(target=self._make_rest, daemon=True)

    def ask(self, address: str) -> None:
        """Make what stands at an address, or all that there is if nothing does."""
        home = f"{address.removesuffix('index.html').rstrip('/')}/"
        places = [self._stage.folder / place[1:] for place in (address, f"{home}index.html")]
        with self._lock, self._telling():
            self._make(home)
            while not any(place.is_file() for place in places) and self._step():
                pass

    def start(self) -> None:
        """Begin to make the rest while nobody asks."""
        self._thread.start()

    def stop(self) -> None:
        """Make no more than what is asked for."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _make_rest(self) -> None:
        more = not self._stopped.wait(PATIENCE)
        while more and not self._stopped.wait(BREATH):
            more = False
            with self._lock, self._telling():
                more = self._step()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except DataError as error:
            self._tell(error)

    def _step(self) -> bool:
        """Make one more thing; return whether there was one."""
        return next(self._steps, self) is not self

    def _make(self, home: str) -> None:
        """Make a page, if there is one that is not made yet."""
        if home in self._pages and home not in self._written:
            self._written[home] = write_page(self._stage, self._site, self._pages[home])

    def _make_all(self) -> Iterator[None]:
        """Make thing by thing: terms after all that may use them, what few look at last."""
        stage, site, written = self._stage, self._site, self._written
        homes = [*site.prose_pages, *(page.home for page in site.generated)]
        for home in homes:
            self._make(home)
            yield
        settle(stage, site, {home: written[home] for home in homes})
        for form in reversed(find_forms(site)):
            for home, text in form():
                stage.write(home, text)
                yield
        for home in site.permanent.pinned_homes:
            self._make(home)
            yield
        pinned = {home: written[home].anchors for home in site.permanent.pinned_homes}
        write_permanent(stage, site, pinned)
        write_card(stage, site)
        stage.write(SITEMAP, make_sitemap(site.view, site.anchors))


WRONG = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Something is wrong</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<h1>Something is wrong with what was saved</h1>
<p>The page comes back when it is put right. (More may stand in the terminal.)</p>
<pre style="white-space: pre-wrap">{}</pre>
<script>
const ask = () => fetch(location).then(answer => answer.text())
ask().then(first => setInterval(async () => await ask() === first || location.reload(), 1000))
</script>
"""
"""What stands in the place of every page while the last good site is not what was saved."""


def answer_later(find: App, begin: str, latest: Callable[[], Later | None], wrong: Wrong) -> App:
    """Return what answers as `find`, which is asked again once what it did not find is made.

    `begin` is how the addresses of the site begin there; `wrong` says what is wrong, if anything.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        said: list[tuple[Any, ...]] = []
        address, body = environ["PATH_INFO"], find(environ, lambda *begun: said.append(begun))
        if (what := wrong()) and address.endswith("/"):
            # not 500, which the terminal would tell of each time that the page asks again
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [WRONG.format(escape(what)).encode()]
        later = latest()
        if said[-1][0].startswith("404") and later:
            later.ask("/" + address.removeprefix(begin))
            body = find(environ, lambda *begun: said.append(begun))
        start(*said[-1])
        return body

    return answer
