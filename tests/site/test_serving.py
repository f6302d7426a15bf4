"""A server that builds again at every change: what it keeps, loads afresh, and makes when asked."""

from __future__ import annotations

import importlib
import os
import random
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from wsgiref.util import setup_testing_defaults

import pytest
from conftest import QUIET, Project, everything_in
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from playwright.sync_api import Browser, expect
from reading import DESK, PATIENCE, Reader, new_context, search
from story import publish

from macros.plugin import forget_changed
from macros.site import later

NAMES = ("macros", "macros.site", "macros.site.site", "macrosse", "mkdocs.macros")

CHANGES: dict[str, Callable[[Path], object]] = {
    "a module": lambda package: (package / "site/site.py").write_text("two = 2\n"),
    "a template": lambda package: (package / "page.html").write_text("<p>two"),
    "a new file": lambda package: (package / "new.css").write_text("p {}"),
    "one file less": lambda package: (package / "page.html").unlink(),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package that has been loaded, under the names that it has here."""
    (tmp_path / "macros/site").mkdir(parents=True)
    (tmp_path / "macros/site/site.py").write_text("one = 1\n")
    (tmp_path / "macros/page.html").write_text("<p>")
    for path in (tmp_path / "macros").rglob("*.*"):
        os.utime(path, (0, 0))
    forget_changed(tmp_path / "macros", {})
    return tmp_path / "macros"


@pytest.mark.parametrize("what", CHANGES)
def test_the_generator_is_loaded_afresh_once_when_something_of_it_has_changed(
    package: Path, what: str
) -> None:
    modules: dict[str, Any] = dict.fromkeys(NAMES)
    CHANGES[what](package)

    forget_changed(package, modules)

    assert list(modules) == ["macrosse", "mkdocs.macros"]
    modules = dict.fromkeys(NAMES)
    forget_changed(package, modules)
    assert list(modules) == list(NAMES)


def test_what_python_keeps_of_a_module_is_no_change(package: Path) -> None:
    modules: dict[str, Any] = dict.fromkeys(NAMES)
    (package / "__pycache__").mkdir()
    (package / "__pycache__/site.pyc").write_bytes(b"")

    forget_changed(package, modules)

    assert list(modules) == list(NAMES)


# -- what is made when somebody asks for it

Get = Callable[[str], tuple[str, bytes]]
"""From an address to what a server answers: a status, and the content."""


@contextmanager
def _served(project: Project, begin: str = "/") -> Iterator[Get]:
    """Build a project as a server does, which is then asked without a network."""
    config = load_config(str(project.root / "mkdocs.yml"))
    folder = str(config.site_dir)
    config.plugins.on_startup(command="serve", dirty=False)
    build_site(config, serve_url=config.site_url)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, folder, begin)
    config.plugins.on_serve(server, config=config, builder=lambda: None)
    answer: Any = server.get_app()

    def get(address: str) -> tuple[str, bytes]:
        environ: dict[str, Any] = {"PATH_INFO": address}
        setup_testing_defaults(environ)
        said: list[str] = []
        body = answer(environ, lambda status, _: said.append(status))
        content = b"".join(body)
        getattr(body, "close", lambda: None)()
        return said[0], content

    try:
        yield get
    finally:
        config.plugins.on_shutdown()
        server.server_close()


@pytest.fixture
def unbundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what a server does not do: bundles, and what hangs on them."""
    build = importlib.import_module("macros.site.build")
    for name in ("write_bundles", "write_offline", "part_scripts"):
        monkeypatch.setattr(build, name, lambda *_: None)


@pytest.mark.usefixtures("unbundled")
@pytest.mark.parametrize("patience", [0.0, 60.0], ids=["beside the rest", "alone"])
def test_whatever_is_asked_for_in_whatever_order_is_what_a_build_makes(
    miniature: Project, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    publish(miniature, "2026-01-15")
    built = miniature.build()
    assert built.ok, built.log
    whole = everything_in(built.folder)
    monkeypatch.setattr(later, "PATIENCE", patience)
    places = sorted(whole)
    random.Random(patience).shuffle(places)

    with _served(miniature) as get:
        there = everything_in(built.folder).keys()
        answers = {place: get(f"/{place}") for place in places}

    assert not [place for place in there if place.endswith("index.html")], "nobody has asked yet"
    assert {status for status, _ in answers.values()} == {"200 OK"}
    assert [place for place in places if answers[place][1] != whole[place]] == []


def test_one_page_is_made_for_one_page(miniature: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "PATIENCE", 60.0)

    with _served(miniature) as get:
        assert get("/claims/c1/")[0] == "200 OK"
        assert get("/")[0] == "200 OK"
        assert get("/claims/c2")[0] == "302 Found"
        made = [place for place in everything_in(miniature.root / "site") if "index.html" in place]
        assert sorted(made) == ["claims/c1/index.html", "claims/c2/index.html", "index.html"]
        assert get("/claims/c99/")[0] == "404 Not Found"


def test_a_site_may_lie_in_a_folder_of_its_server(miniature: Project) -> None:
    with _served(miniature, "/trees/") as get:
        assert get("/trees/claims/c1/")[0] == "200 OK"
        assert get("/claims/c1/")[0] == "404 Not Found"


def test_what_is_wrong_with_what_nobody_asks_for_is_told(
    miniature: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    publish(miniature, "2026-01-15")
    miniature.write("docs/sources.md", "# Sources\n\nThere are some.\n")
    monkeypatch.setattr(later, "PATIENCE", 0.0)

    with _served(miniature) as get:
        assert get("/claims/c99/")[0] == "404 Not Found"

    [said] = [record.message for record in caplog.records if "no home now" in record.message]
    count, first, *_ = said.split("\n")
    assert re.fullmatch(r"\d+ problems", count)
    assert re.match(r"data/editions/2026-01-15.json:\d+: /sources/#\w+ was published", first)


def test_an_open_page_shows_what_is_saved_and_what_is_wrong_with_it(
    miniature: Project, browser: Browser
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", host]
    with subprocess.Popen(command, cwd=miniature.root, env=os.environ | QUIET) as process:
        try:
            _wait_for(f"http://{host}/")
            with new_context(browser, DESK) as context:
                reader = Reader(context.new_page(), f"http://{host}/")
                page = reader.open("claims/c2/")
                miniature.edit("data/claims/C2.yml", "title: A young", "title: Today a young")
                expect(page.locator("h1")).to_have_text("Today a young tree costs little")
                expect(search(page, "today young")).to_contain_text("Today a young tree")
                assert [fault for fault in reader.faults if "livereload" not in fault] == []

                miniature.edit("data/claims/C2.yml", "strength: hedged", "strength: <b>maybe")
                expect(page.locator("body > pre")).to_contain_text(
                    "1 problem\ndata/claims/C2.yml:5: strength is '<b>maybe'; expected"
                )
                miniature.edit("data/claims/C2.yml", "strength: <b>maybe", "strength: hedged")
                expect(page.locator("h1")).to_have_text("Today a young tree costs little")
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    """Wait until a server has begun."""
    end = monotonic() + PATIENCE / 1_000
    while True:
        try:
            with urlopen(address, timeout=60):
                return
        except URLError:
            assert monotonic() < end
            sleep(0.05)
