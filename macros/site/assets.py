"""Assets: style sheets and scripts in few files, each named by its content.

What lies in `assets/` and is asked for by a page gets a name that changes with its content, so
that browsers may keep it for ever. A page asks for one style sheet and one script; the theme's own
script, the biggest file of all, is only named to ours, which fetches it when somebody moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from rcssmin import cssmin

from .stylesheet import purge

FOLDER = "assets/"
THEME = (f"{FOLDER}javascripts/", f"{FOLDER}stylesheets/")
"""Where the theme has its files; what of them is needed is made into files of our own."""
LOADER = f"{FOLDER}late.js"
"""The script that fetches what can wait: what a page asks for after it, and the theme's."""
NAMED_BY_CONTENT = {".css", ".js", ".json", ".svg", ".woff2"}

_PREFIX = r"((?:\.\./)*|\./|/(?:[^\"/?#]+/)*)"
_STYLE = re.compile(rf'<link rel="stylesheet" href="{_PREFIX}({FOLDER}[^"]+)">\s*')
_NO_MODULE = r'<script(?![^>]*type="module")'
_SCRIPT = re.compile(rf'{_NO_MODULE}[^>]* src="{_PREFIX}({FOLDER}[^"]+)"[^>]*></script>\s*')
_REFERENCE = re.compile(rf'="{_PREFIX}({FOLDER}[^"?#]+)')
_IMPORT = re.compile(r"""(from *["'])\./([^"']+)(?=["'])""")
_URL = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")
_WORDS = re.compile(r'\s(?:class|id|dir|data-md-[\w-]+)="([^"]*)"')
_ELEMENT = re.compile(r"<([a-z][\w-]*)")
_NEVER_MADE = re.compile(r"rtl$|tabbed|md-(?:annotation|tooltip|version)")
"""The theme turns no page round, and makes these only for features that are not switched on."""
_JS_WORD = re.compile(r"[A-Za-z_][\w-]*")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)
_INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True)
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


def find_asked(html: str) -> Asked:
    """Return what a page asks for."""
    styles = tuple(place for _, place in _STYLE.findall(html))
    return Asked(styles, tuple(place for _, place in _SCRIPT.findall(html)))


def find_words(html: str) -> set[str]:
    """Return the elements, classes and ids of a page, and what its attributes choose."""
    words = {word for value in set(_WORDS.findall(html)) for word in value.split()}
    return words | set(_ELEMENT.findall(html))


def find_words_of_script(script: str) -> set[str]:
    """Return every word of a script, for it may make elements, but what no page asks it to make."""
    return {word for word in _JS_WORD.findall(script) if not _NEVER_MADE.match(word)}


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
    return purge(theme, words, own + scripts) + own


def bundle_scripts(scripts: Iterable[str], bare: Iterable[str] = ()) -> str:
    """Return scripts as one, each in a scope of its own; one that fails stops no other.

    `bare` ones come last, as they are: the theme's keep their names for all.
    """
    alone = (
        f"try{{(()=>{{{drop_source_map(text)}\n}})()}}catch(e){{reportError(e)}}"
        for text in scripts
    )
    return "\n".join([*alone, *map(drop_source_map, bare)])


def drop_source_map(script: str) -> str:
    """Return a script that names no map of its source, which the site does not have.

    Nothing else is taken out: what shortens scripts without knowing their grammar changes what
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


def point_page(html: str, style: str, script: str, late: str, names: Mapping[str, str]) -> str:
    """Make a page ask for the bundles, and for every other file under its new name."""
    first = _STYLE.search(html)
    if first:
        tags = f'<link rel="stylesheet" href="{first[1]}{style}">'
        later = f' data-late="{first[1]}{late}"' if late else ""
        tags += f'<script defer src="{first[1]}{script}"{later}></script>' if script else ""
        before, after = html[: first.start()], html[first.start() :]
        html = before + tags + _SCRIPT.sub("", _STYLE.sub("", after))
    return _REFERENCE.sub(lambda match: f'="{match[1]}{names.get(match[2], match[2])}', html)


def squeeze(html: str) -> str:
    """Return a page without the indentation of its lines and without empty ones."""
    pieces = _KEPT.split(html)
    pieces[::3] = [_INDENT.sub("\n", piece) for piece in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces).lstrip()
