"""What `mkdocs.yml` says, as far as pages of prose depend on it, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from ..records import (
    Items,
    Plain,
    Problem,
    Record,
    did_you_mean,
    line_of,
    parse_yaml,
    read_text,
    steps_of,
)

FILE = "mkdocs.yml"
_KINDS = {
    "text": "site_name site_description site_author docs_dir site_dir copyright remote_branch"
    " remote_name INHERIT",
    "true or false": "strict use_directory_urls",
    "a list": "nav hooks watch extra_css extra_javascript extra_templates",
    "fields": "extra mdx_configs validation",
    "": "site_url dev_addr edit_uri edit_uri_template repo_url repo_name exclude_docs draft_docs"
    " not_in_nav theme plugins markdown_extensions",
}
SETTINGS = {name: kind for kind, names in _KINDS.items() for name in names.split()}
"""Each setting of MkDocs and what it is, where that is one kind of thing."""
PARTS = "argument/*"
"""In the navigation, stands for the parts in reading order."""
_BUILTINS = ("toc", "tables", "fenced_code")
"""What MkDocs adds to Markdown by itself."""


@dataclass(frozen=True)
class Host:
    """How the host makes pages of prose."""

    extensions: Mapping[str, Mapping[str, Any]]
    """Of Markdown, each with its settings, in their order."""
    nav: tuple[tuple[str, int], ...] = ()
    """The pages in the navigation, each with its line, or 0 where it stands in another file."""
    outside: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec([]))
    """Which pages may be missing in the navigation."""


def read_host(root: Path) -> Host | list[Problem] | None:
    """Return what the settings at `root` say, what is wrong with them, or None without any."""
    if not (root / FILE).is_file():
        return None
    read = _read(root / FILE, FILE)
    if not isinstance(read, Record):
        return read
    problems = list(_check_settings(read, root))
    inherited = _read_inherited(root, read)
    if "INHERIT" in read and not inherited:
        return problems or None  # how pages are made stands where it cannot be read
    merged = {**inherited, **read}
    nav = tuple(_find_pages(merged.get("nav"), 0 if "nav" not in read else None))
    extensions: dict[str, Mapping[str, Any]] = {name: {} for name in _BUILTINS}
    extensions |= dict(_find_extensions(merged))
    if problems:
        return problems
    outside = [str(merged.get(name, "")) for name in ("not_in_nav", "exclude_docs", "draft_docs")]
    return Host(extensions, nav, GitIgnoreSpec.from_lines("\n".join(outside).splitlines()))


def _read(path: Path, name: str) -> Record | list[Problem]:
    text = read_text(path, name)
    read = [text] if isinstance(text, Problem) else parse_yaml(text, name, tags=True)
    if isinstance(read, Items):
        return [Problem(name, 1, "a list", "expected settings such as “site_name: …”")]
    return read


def _read_inherited(root: Path, read: Record) -> Record:
    """Return the settings on which others rest; MkDocs says itself if there are none."""
    if not isinstance(name := read.get("INHERIT"), str) or not (root / name).is_file():
        return Record()
    found = _read(root / name, name)
    return found if isinstance(found, Record) else Record()


def _check_settings(read: Record, root: Path) -> Iterator[Problem]:
    for name, value in read.items():
        line = read.line_of(name)
        if name not in SETTINGS:
            yield Problem(FILE, line, f"unknown setting {name!r}", did_you_mean(name, SETTINGS))
        elif wrong := _find_wrong_kind(value, SETTINGS[name]):
            yield Problem(FILE, line, f"{name} is {wrong}", f"expected {SETTINGS[name]}")
    if "site_name" not in read and "INHERIT" not in read:
        yield Problem(FILE, 1, "site_name is missing", "add a line “site_name: …”")
    if _plain(read.get("use_directory_urls")) is False:
        yield Problem(FILE, read.line_of("use_directory_urls"), *NO_FOLDERS)
    yield from _check_files(read, root)
    yield from _check_extensions(read)


NO_FOLDERS = (
    "pages would not be folders, so that every address published so far would end",
    "leave use_directory_urls and --no-directory-urls out",
)


def _check_files(read: Record, root: Path) -> Iterator[Problem]:
    """Yield a problem for each file, folder, plugin and theme that there is not."""
    theme = read.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, Record) else None
    docs = str(read.get("docs_dir", "docs"))
    folders = [docs, *([custom] if isinstance(custom, str) else [])]
    for setting, places in (("hooks", [""]), ("extra_css", folders), ("extra_javascript", folders)):
        given = read.get(setting)
        for number, one in enumerate(given if isinstance(given, Items) else ()):
            own = isinstance(one, str) and not re.match(r"(?:https?:)?//|\.\./", one)
            if own and custom and not any((root / place / one).is_file() for place in places):
                line = read.line_of(setting, number)
                yield Problem(FILE, line, f"there is no {one}", f"expected a file for {setting}")
    for setting, place in (("docs_dir", docs), ("theme", custom or ".")):
        if not str(place).startswith("../") and not (root / str(place)).is_dir():
            yield Problem(FILE, read.line_of(setting), f"there is no folder {place}", "make it")
    name = theme.get("name") if isinstance(theme, Record) else theme
    yield from _check_installed(read, "theme", "mkdocs.themes", [name])
    plugins = read.get("plugins")
    names = plugins if isinstance(plugins, (Items, Record)) else ()
    plain = [next(iter(one)) if isinstance(one, Record) and one else one for one in names]
    yield from _check_installed(read, "plugins", "mkdocs.plugins", plain)


_COMMON = ("material", "macros", "search", "mkdocs", "readthedocs")
"""Themes and plugins of which it is known that they are there."""


def _check_installed(
    read: Record, setting: str, group: str, names: Iterable[object]
) -> Iterator[Problem]:
    asked = [name for name in names if isinstance(name, str) and name not in _COMMON]
    if not asked:
        return
    known = {found.name for found in entry_points(group=group)}
    for name in asked:
        if name not in known:
            line = _line_holding(read, name, setting)
            yield Problem(FILE, line, f"there is no {name} among {group}", "look at its name")


def _find_wrong_kind(value: object, kind: str) -> str:
    """Say what a setting is, if that is not what it should be; `!ENV` may be anything."""
    if isinstance(value, Items):
        return "" if kind in ("", "a list") or value.tag else "a list"
    if isinstance(value, Record):
        return "" if kind in ("", "fields") else "made of fields"
    if isinstance(value, Plain):
        fits = kind in ("", value.kind) or value.kind == "nothing"
        return "" if fits else f"{value.raw}, which YAML reads as {value.kind}"
    return "" if kind in ("", "text") else f"the text {str(value)[:40]!r}"


def _find_extensions(settings: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    given = settings.get("markdown_extensions")
    for one in given if isinstance(given, Items) else [given]:
        if isinstance(one, str):
            yield one, {}
        for name, values in one.items() if isinstance(one, Record) else ():
            plain = values if isinstance(values, Record) else {}
            yield name, {key: _plain(value) for key, value in plain.items()}


def _plain(value: object) -> object:
    """Return a setting as YAML has it."""
    if isinstance(value, Plain):
        known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        return known.get(value.raw.lower())
    return value


def _check_extensions(read: Record) -> Iterator[Problem]:
    """Yield a problem for each extension of Markdown that there is not."""
    from markdown import Markdown  # not needed for one file alone

    markdown = Markdown()
    for name, values in _find_extensions(read):
        try:
            markdown.registerExtensions([name], {name: dict(values)})
        except (ImportError, AttributeError):
            wrong, right = f"there is no Markdown extension {name}", "look at how it is spelled"
        except (KeyError, TypeError, ValueError) as error:
            wrong = f"the settings of the Markdown extension {name}: {str(error)[:80]}"
            right = "see what it explains"
        else:
            continue
        yield Problem(FILE, _line_holding(read, name), wrong, right)


def _line_holding(read: Record, name: str, setting: str = "markdown_extensions") -> int:
    begin = read.line_of(setting)
    lines = read.source.split("\n")
    own = re.compile(rf"[\s-]*{re.escape(name)}\b")
    return next((n for n, line in enumerate(lines, 1) if n >= begin and own.match(line)), begin)


def _find_pages(nav: object, line: int | None) -> Iterator[tuple[str, int]]:
    """Yield each page of a navigation with its line; `line` is 0 where it is in another file."""
    for step, one in steps_of(nav):
        if isinstance(one, str):
            yield one, line_of(nav, [step]) if line is None else line
        else:
            yield from _find_pages(one, line)


def check_nav(
    host: Host, pages: Iterable[str], good: Iterable[str], name: str
) -> Iterator[Problem]:
    """Yield a problem for each page that the navigation names wrongly, twice or not at all.

    `pages` are the places of those that somebody has written, in the folder `name`; whether those
    that are not yet `good` are in the navigation is asked when they are.
    """
    known, seen = set(pages), dict[str, int]()
    for place, line in host.nav:
        path, number = (FILE, line) if line else (f"{name}/{place}", 1)
        elsewhere = re.match(r"https?://", place) or place == PARTS
        if place in seen:
            yield Problem(path, number, f"{place} stands in the navigation twice", "keep one")
        elif not elsewhere and place not in known:
            right = did_you_mean(place, known)
            yield Problem(path, number, f"the navigation names {place}, which is not there", right)
        seen.setdefault(place, line)
    if not host.nav:
        return
    for place in sorted(set(good) - seen.keys() - set(host.outside.match_files(good))):
        if PARTS not in seen or not re.fullmatch(r"argument/[^/]+\.md", place):
            right = f"add it to “nav” in {FILE}"
            yield Problem(f"{name}/{place}", 1, "this page is not in the navigation", right)
