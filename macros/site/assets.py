"""Assets: style sheets and scripts in few files, each named by its content.

What lies in `assets/` and is asked for by a page gets a name that changes with its content, so
that browsers may keep it for ever. A page asks for one style sheet and one script, with what it
needs until somebody moves. Then the script fetches the rest: the whole style sheet, the same for
every page, and the scripts that can wait, with the theme's own, the biggest file of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from rcssmin import cssmin
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..records import attribute, make_element
from .stylesheet import purge

FOLDER = "assets/"
THEME = (f"{FOLDER}javascripts/", f"{FOLDER}stylesheets/")
"""Where the theme has its files; what of them is needed is made into files of our own."""
LOADER = f"{FOLDER}late.js"
"""The script that fetches what can wait: what a page asks for after it, and the theme's."""
NEEDED_BY = {f"{FOLDER}table.js": "form.filter[data-noun]"}
"""From a script that does nothing on most pages to what it is for."""
NAMED_BY_CONTENT = {".css", ".js", ".json", ".svg", ".woff2"}

_PLACE = re.compile(rf"((?:\.\./)*|\./|/(?:[^/?#]+/)*)({FOLDER}[^?#]+)(.*)")
"""The address of an asset: the way to the root, its place, and what follows."""
_SHEETS = ('link[rel="stylesheet"]', "href")
_SCRIPTS = ('script[src]:not([type="module"])', "src")
_REFERRING = (
    ("link[href]", "href"), ("script[src]", "src"),
    ("[data-engine]", "data-engine"), ("[data-index]", "data-index"),
)  # fmt: skip
"""The attributes in which a page names other files."""
_IMPORT = re.compile(r"""(from *["'])\./([^"']+)(?=["'])""")
_URL = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")
_CHOSEN = "body, input, [dir]"
"""Elements by whose other attributes the theme's style sheets choose: colors, and a direction."""
_NEVER_MADE = re.compile(r"rtl$|tabbed|md-(?:annotation|tooltip|version)")
"""The theme turns no page round, and makes these only for features that are not switched on."""
_JS_WORD = re.compile(r"(?<![.\w-])[A-Za-z_][\w-]*")
"""Not what follows a dot: a property, or a class that a script looks for, which makes none."""
_FIRST_COMMENT = re.compile(r"\A/\*(?!!).*?\*/\s*", re.DOTALL)
"""What a script says of itself; with an exclamation mark, what it must go on saying."""
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Asked:
    """The style sheets and scripts that a page asks for, in order."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]

    @property
    def first_scripts(self) -> list[str]:
        """The scripts that a page needs at once, the loader of the others last."""
        own = self._own_scripts
        return own[: own.index(LOADER) + 1] if LOADER in own else own

    @property
    def late_scripts(self) -> list[str]:
        """Those of ours that can wait."""
        return self._own_scripts[len(self.first_scripts) :]

    @property
    def theme_scripts(self) -> list[str]:
        """The theme's, which can wait too."""
        return [place for place in self.scripts if place.startswith(THEME)]

    @property
    def _own_scripts(self) -> list[str]:
        return [place for place in self.scripts if not place.startswith(THEME)]


def find_asked(page: LexborHTMLParser) -> Asked:
    """Return what a page asks for."""
    sheets, scripts = _find_assets(page, *_SHEETS), _find_assets(page, *_SCRIPTS)
    idle = {place for place, need in NEEDED_BY.items() if not page.css_first(need)}
    needed = (at[2] for _, at in scripts if at[2] not in idle)
    return Asked(tuple(at[2] for _, at in sheets), tuple(needed))


def find_own_scripts(page: LexborHTMLParser) -> list[str]:
    """Return the scripts of ours that a page names, whether it needs them or not."""
    places = (at[2] for _, at in _find_assets(page, *_SCRIPTS))
    return [place for place in places if not place.startswith(THEME)]


def _find_assets(
    page: LexborHTMLParser, selector: str, name: str
) -> list[tuple[LexborNode, re.Match[str]]]:
    """Return the elements that name an asset in an attribute, and its address."""
    found = ((node, _PLACE.fullmatch(attribute(node, name))) for node in page.css(selector))
    return [(node, match) for node, match in found if match]


def find_words(page: LexborHTMLParser, but: str = "") -> set[str]:
    """Return the elements, classes and ids of a page, and what its attributes choose.

    Elements of the selectors `but` are left out.
    """
    kept = f":not({but})" if but else ""
    named = {value for node in page.css(_CHOSEN) for value in node.attributes.values()}
    named.update(node.attributes["class"] for node in page.css(f"[class]{kept}"))
    named.update(node.id for node in page.css(f"[id]{kept}"))
    tags = {node.tag or "" for node in page.css(kept or "*")}
    return tags.union(" ".join(filter(None, named)).split())


def find_words_in(page: LexborHTMLParser, selectors: str) -> set[str]:
    """Return the names, classes and ids of elements of these selectors."""
    found = ({node.tag or "", *_words_in(node, "class", "id")} for node in page.css(selectors))
    return set().union(*found)


def find_first_words(page: LexborHTMLParser) -> set[str]:
    """Return what can be seen of a page before somebody moves, with what scripts in it may add.

    Nothing opens a dialog by itself.
    """
    running = page.css("script:not([src]):not([type*=json])")  # the others are data
    made = (find_words_of_script(node.text()) for node in running)
    return find_words(page, but="dialog *").union(*made)


def _words_in(node: LexborNode, *names: str) -> set[str]:
    return {word for name in names for word in attribute(node, name).split()}


@lru_cache(64)  # the same few stand on every page
def find_words_of_script(script: str) -> frozenset[str]:
    """Return every word of a script, for it may make elements, but what no page asks it to make."""
    return frozenset(word for word in _JS_WORD.findall(script) if not _NEVER_MADE.match(word))


def name_by_content(place: str, content: bytes) -> str:
    """Return a name that changes with the content.

    >>> name_by_content("assets/a.css", b"")
    'assets/a.e3b0c44298.css'
    """
    path = PurePosixPath(place)
    digest = sha256(content).hexdigest()[:10]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


def bundle_styles(sheets: Mapping[str, str], words: set[str], scripts: str) -> str:
    """Return the sheets as one: the theme's without what nobody needs, then ours."""
    own = "".join(cssmin(text) for place, text in sheets.items() if not place.startswith(THEME))
    theme = "".join(text for place, text in sheets.items() if place.startswith(THEME))
    return purge(theme, words | find_words_of_script(scripts), own + scripts) + own


def begin_styles(whole: str, words: set[str], scripts: str) -> str:
    """Return of a whole sheet what matters on some pages before somebody moves.

    `scripts` are those that these pages run at once.
    """
    return purge(whole, words | find_words_of_script(scripts), scripts)


def bundle_scripts(scripts: Iterable[str], bare: Iterable[str] = ()) -> str:
    """Return scripts as one, each in a scope of its own; one that fails stops no other.

    `bare` ones come last, as they are: the theme's keep their names for all.
    """
    bodies = (_FIRST_COMMENT.sub("", drop_source_map(text)) for text in scripts)
    alone = (f"try{{(()=>{{{body}\n}})()}}catch(e){{reportError(e)}}" for body in bodies)
    return "\n".join([*alone, *map(drop_source_map, bare)])


def drop_source_map(script: str) -> str:
    """Return a script that names no map of its source, which the site does not have.

    No more is taken out: what shortens scripts without knowing their grammar changes what
    some of them do, and a packed script is hardly longer for its white space.
    """
    return _SOURCE_MAP.sub("", script)


def point_styles(css: str, folder: str, names: Mapping[str, str]) -> str:
    """Point a sheet of this folder at files under their new names, from the folder of assets."""

    def point(match: re.Match[str]) -> str:
        place = _join(folder, match[2])
        return f"url({names.get(place, place).removeprefix(FOLDER)})"

    return _URL.sub(point, css)


def _join(folder: str, relative: str) -> str:
    parts = list(PurePosixPath(folder).parts)
    for step in relative.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def find_imports(script: str) -> list[str]:
    """Return the modules beside it that a module needs.

    >>> find_imports('import { a } from "./b.js";')
    ['b.js']
    """
    return [name for _, name in _IMPORT.findall(script)]


def point_imports(script: str, names: Mapping[str, str]) -> str:
    """Point a module at the modules beside it under their new names."""

    def point(match: re.Match[str]) -> str:
        place = f"{FOLDER}{match[2]}"
        return f"{match[1]}./{names.get(place, place).removeprefix(FOLDER)}"

    return _IMPORT.sub(point, script)


@dataclass(frozen=True)
class Bundles:
    """The files that stand for what pages ask for; nothing where there is none."""

    style: str = ""
    script: str = ""
    whole: str = ""
    """The style sheet of all pages, which the script fetches with what can wait."""
    late: str = ""

    @property
    def places(self) -> set[str]:
        """Return the places of all of them."""
        return {self.style, self.script, self.whole, self.late} - {""}


def point_page(page: LexborHTMLParser, bundles: Bundles, names: Mapping[str, str]) -> None:
    """Make a page ask for the bundles, and for every other file under its new name."""
    asking = [*_find_assets(page, *_SHEETS), *_find_assets(page, *_SCRIPTS)]
    for first, at in asking[:1]:
        link = {"rel": "stylesheet", "href": at[1] + bundles.style}
        first.insert_before(make_element(page, "link", link), move=True)
        if bundles.script:
            later = {"data-late": bundles.late, "data-style": bundles.whole}
            fetched = {name: at[1] + place for name, place in later.items() if place}
            attributes = {"defer": "", "src": at[1] + bundles.script, **fetched}
            first.insert_before(make_element(page, "script", attributes), move=True)
    for node, _ in asking:
        _take_out(node)
    for selector, name in _REFERRING:
        for node, at in _find_assets(page, selector, name):
            node.attrs[name] = at[1] + names.get(at[2], at[2]) + at[3]


def forget_preload(page: LexborHTMLParser, place: str) -> None:
    """Let a page not fetch ahead of need what it does not need."""
    for node, at in _find_assets(page, 'link[rel="preload"]', "href"):
        if at[2] == place:
            _take_out(node)


def _take_out(node: LexborNode) -> None:
    """Remove an element, and the white space after it."""
    if node.next and node.next.is_empty_text_node:
        node.next.remove()
    node.remove()
