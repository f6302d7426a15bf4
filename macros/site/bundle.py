"""The finished site: assets under lasting names, a policy in every page, headers for its host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ..editions import SiteName
from ..records import parse_page, write_page
from . import assets, fonts
from .assets import FOLDER, NAMED_BY_CONTENT, THEME, Asked, Bundles
from .host import make_headers, make_headers_file, make_nginx_file
from .offline import MANIFEST, WORKER, make_manifest, make_worker
from .policy import add_policy, find_hashes
from .search_index import PARTS
from .share import share

Need = tuple[Asked, str]
"""What a page asks for, and which pages it looks like."""


@dataclass
class Seen:
    """What was seen in pages."""

    needs: set[Need] = field(default_factory=set)
    words: dict[str, set[str]] = field(default_factory=dict)
    """What style sheets may choose before somebody moves, by which pages look alike."""
    dialogs: set[str] = field(default_factory=set)
    letters: dict[str, set[str]] = field(default_factory=dict)
    """The characters that are set in each typeface."""

    def add(self, other: Seen) -> None:
        """Add what was seen in other pages."""
        self.needs |= other.needs
        self.dialogs |= other.dialogs
        for mine, others in ((self.words, other.words), (self.letters, other.letters)):
            for key, found in others.items():
                mine.setdefault(key, set()).update(found)

    @property
    def all_words(self) -> set[str]:
        """What style sheets may choose at any time."""
        return self.dialogs.union(*self.words.values())


@dataclass
class Finished:
    """What is known of the site while it is finished."""

    folder: Path
    faces: Mapping[str, str]
    """From the name of a typeface to the selectors of what is set in it."""
    seen: Seen = field(default_factory=Seen)
    names: dict[str, str] = field(default_factory=dict)
    """From the place of a file to its new one."""
    bundles: dict[Need, Bundles] = field(default_factory=dict)
    styles: dict[Asked, str] = field(default_factory=dict)
    """The whole style sheet of each page that asks for the same."""

    @property
    def lasting(self) -> list[str]:
        """The places of files that never change."""
        made = (bundles.places for bundles in self.bundles.values())
        return sorted({*self.names.values()}.union(*made))

    def need(self, path: Path, tree: LexborHTMLParser) -> Need:
        """Return what a page asks for; pages of one folder look alike."""
        place = path.relative_to(self.folder).parts[:-1]
        look = place[0] + "/*" * (len(place) - 1) if place else path.name
        return assets.find_asked(tree), look


def write_bundles(folder: Path, workers: int = 1) -> Finished:
    """Let the pages in a folder ask for bundles, and allow them nothing else."""
    sheets = [path.read_text("utf-8") for path in sorted((folder / FOLDER).glob("*.css"))]
    site, pages = Finished(folder, fonts.find_users(sheets)), sorted(folder.rglob("*.html"))
    for seen in share(partial(_look, site), pages, workers):
        site.seen.add(seen)
    made = {face: fonts.find_made(users, sheets) for face, users in site.faces.items()}
    site.seen.add(Seen(letters=made))
    fonts.cut_fonts(folder / FOLDER, site.seen.letters)
    needs = sorted(site.seen.needs)
    asked_for = {place for asked, _ in needs for place in (*asked.styles, *asked.scripts)}
    _write_renamed(site, asked_for)
    site.bundles |= {need: _write_bundles(site, *need) for need in needs}
    hashes = set().union(*share(partial(_write_pages, site), pages, workers))
    _remove_parts(folder, asked_for)
    headers = make_headers(sorted(hashes))
    parts = [f"{PARTS}*"] if (folder / PARTS).is_dir() else []
    _write(folder / "_headers", make_headers_file(headers, [*site.lasting, *parts]))
    _write(folder / "_headers.nginx", make_nginx_file(headers))
    return site


def part_scripts(folder: Path) -> None:
    """Let the scripts in a folder do without bundles: each gets the scope that it has in one."""
    page = parse_page((folder / "404.html").read_text("utf-8"))  # it names them all
    for place in assets.find_own_scripts(page):
        script = (folder / place).read_text("utf-8")
        _write(folder / place, assets.bundle_scripts([script]))


def _look(site: Finished, pages: Iterable[Path]) -> Seen:
    """Return what is to be seen in some pages."""
    seen = Seen()
    for page in pages:
        tree = parse_page(page.read_text("utf-8"))
        need = site.need(page, tree)
        dialogs = assets.find_words_in(tree, "dialog, dialog *")
        letters = {face: fonts.find_characters(tree, of) for face, of in site.faces.items()}
        seen.add(Seen({need}, {need[1]: assets.find_first_words(tree)}, dialogs, letters))
    return seen


def write_offline(site: Finished, homes: Iterable[str], name: SiteName) -> None:
    """Write the service worker, which keeps these pages from the beginning, and the manifest."""
    folder = site.folder
    icon = site.names.get(f"{FOLDER}icon.svg", f"{FOLDER}icon.svg")
    _write(folder / MANIFEST, make_manifest(name.name, name.description, icon))
    pages = {home.lstrip("/"): (folder / home.strip("/") / "index.html") for home in homes}
    there = {home: path.read_bytes() for home, path in pages.items() if path.is_file()}
    script = _read(site, WORKER)
    sheets = filter(None, (bundles.whole or bundles.style for bundles in site.bundles.values()))
    style = max(sheets, key=lambda place: len(_read(site, place)))
    made = make_worker(assets.drop_source_map(script), there, site.lasting, style)
    _write(folder / WORKER, made)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _read(site: Finished, place: str) -> str:
    return (site.folder / place).read_text("utf-8")


def _write_renamed(site: Finished, asked_for: set[str]) -> None:
    """Name what is in no bundle by its content; a module after those that it imports."""
    alone = [path for path in _in_no_bundle(site, asked_for) if path.suffix in NAMED_BY_CONTENT]
    for path in sorted(alone, key=_count_imports):
        place = path.relative_to(site.folder).as_posix()
        content = path.read_bytes()
        if path.suffix == ".js":
            script = assets.point_imports(content.decode(), site.names)
            content = assets.drop_source_map(script).encode()
        site.names[place] = assets.name_by_content(place, content)
        (site.folder / site.names[place]).write_bytes(content)
        path.unlink()


def _in_no_bundle(site: Finished, asked_for: set[str]) -> Iterator[Path]:
    for path in sorted((site.folder / FOLDER).rglob("*")):
        place = path.relative_to(site.folder).as_posix()
        if place not in asked_for and not place.startswith((*THEME, PARTS)):
            yield path


def _count_imports(path: Path) -> int:
    """Count the modules below a module, as far down as they go."""
    if path.suffix != ".js":
        return 0
    below = assets.find_imports(path.read_text("utf-8"))
    return len(below) + sum(_count_imports(path.parent / name) for name in below)


def _write_bundles(site: Finished, asked: Asked, look: str) -> Bundles:
    first, late, theme = (
        [_read(site, place) for place in places]
        for places in (asked.first_scripts, asked.late_scripts, asked.theme_scripts)
    )
    at_once = "\n".join(first)
    if asked not in site.styles:
        sheets = {place: _read_style(site, place) for place in asked.styles}
        scripts = "\n".join([at_once, *late, *theme])
        site.styles[asked] = assets.bundle_styles(sheets, site.seen.all_words, scripts)
    whole = site.styles[asked]
    style = assets.begin_styles(whole, site.seen.words[look], at_once)
    return Bundles(
        style=_write_asset(site, "style.css", style),
        script=_write_asset(site, "script.js", assets.bundle_scripts(first)),
        whole=_write_asset(site, "style.css", whole) if late else "",
        late=_write_asset(site, "late.js", assets.bundle_scripts(late, theme)),
    )


def _read_style(site: Finished, place: str) -> str:
    folder = place.rpartition("/")[0]
    return assets.point_styles(_read(site, place), folder, site.names)


def _write_asset(site: Finished, name: str, text: str) -> str:
    """Write a file named by its content; return its place, or nothing if there is no content."""
    if not text:
        return ""
    place = assets.name_by_content(f"{FOLDER}{name}", text.encode())
    _write(site.folder / place, text)
    return place


def _write_pages(site: Finished, paths: Iterable[Path]) -> set[str]:
    """Let some pages ask for bundles; return the hashes of what may run on them."""
    return set[str]().union(*(_write_page(site, path) for path in paths))


def _write_page(site: Finished, path: Path) -> list[str]:
    page = parse_page(path.read_text("utf-8"))
    bundles = site.bundles[site.need(path, page)]
    for face, selectors in site.faces.items():
        if not fonts.is_shown(page, selectors):
            assets.forget_preload(page, f"{FOLDER}fonts/{face}.woff2")
    assets.point_page(page, bundles, site.names)
    hashes = find_hashes(page)
    add_policy(page, hashes)
    _write(path, write_page(page))
    return hashes


def _remove_parts(folder: Path, asked_for: set[str]) -> None:
    """Remove what went into the bundles, and what of the theme's no page asks for."""
    theme = [path for place in THEME for path in (folder / place).rglob("*") if path.is_file()]
    for path in {*theme, *(folder / place for place in asked_for)}:
        path.unlink(missing_ok=True)
    for path in sorted((folder / FOLDER).rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
