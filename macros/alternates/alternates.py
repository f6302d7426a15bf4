"""Alternates: every page once more as Markdown, in the page's folder as `index.md`.

There, and not beside it as `c10.md`, it has an address for the first page too, moves with its
page, and no id can ever be taken for it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown import markdown

from ..argument import home_of_alternate
from ..pages import View, find_generated
from ..prose import COMMENT_MARKS, MACROS
from ..records import parse_content
from .markdown import make_templates, set_apart


def make_alternates(view: View, prose: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the home and text of each page's Markdown.

    `prose` goes from the place of each prose page among the others, such as `claims/index.md`, to
    its Markdown with its macro calls.
    """
    keys = {history.citable.home: key for key, history in view.histories.items()}
    for home, body in _write_pages(view, prose):
        front = _write_front(view, home, keys.get(home))
        yield home_of_alternate(home), f"{front}\n\n{body}\n"


def _write_pages(view: View, prose: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    templates = view.once(make_templates)
    for page in find_generated(view):
        template = templates.get_template(f"{page.kind}_page.md")
        yield page.home, set_apart(template.render({page.kind: page.value}))
    begin, end = COMMENT_MARKS
    environment = ImmutableSandboxedEnvironment(comment_start_string=begin, comment_end_string=end)
    calls = find_calls(view)
    for place, text in prose.items():
        made = environment.from_string(_mend(view, place, text)).render(calls)
        yield _home_of_place(place), made.strip()


def find_calls(view: View) -> Mapping[str, Callable[..., str]]:
    """Return what the macros of prose pages become: what the template `calls` has of their name."""
    made = view.once(make_templates).get_template("calls.md").module
    return {name: partial(_call, getattr(made, name)) for name in MACROS}


def _call(macro: Callable[..., str], *arguments: str) -> str:
    return set_apart(macro(*arguments))


def _home_of_place(place: str) -> str:
    """Return the home of a prose page.

    >>> _home_of_place("index.md"), _home_of_place("claims/index.md"), _home_of_place("essay.md")
    ('/', '/claims/', '/essay/')
    """
    folder = f"/{place.removesuffix('.md')}/"
    return folder.removesuffix("index/")


def _write_front(view: View, home: str, key: str | None) -> str:
    fields = {"address": view.site.address_of(home), **_identity(view, key)}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---"])


def _identity(view: View, key: str | None) -> dict[str, object]:
    """Say what a page is about: a version only if an edition has the wording of today."""
    if key is None:
        return {"edition": view.edition_date}
    history = view.histories[key]
    citable, current = history.citable, history.current
    return {
        "id": citable.id,
        "kind": citable.kind,
        "title": citable.title,
        "version": current.number if current else None,
        "edition": current.edition if current else None,
        "pinned": view.site.address_of(history.home_of(current)) if current else None,
    }


_PLACE = re.compile(
    r"\]\((?P<link>(?!\w+:|/|#)[^)\s]+?)\.md(?P<anchor>#[^)\s]*)?\)"
    r"|^(?P<indent> *)(?P<box></?(?:div|section)\b[^>\n]*>) *$"
    r"|\n *\{:[^}\n]*\} *$",
    re.MULTILINE,
)
"""A link to another page of prose; and what only says how a page looks: boxes, names for them."""
_BOX = "\ue000"
_BOXES = re.compile(rf"(?:\n* *{_BOX}\n*)+")
_MARK = re.compile("\ue001(\\d+)\ue002")
"""Nobody writes such characters."""


def _mend(view: View, place: str, text: str) -> str:
    """Give the whole addresses of links, and leave out how a page looks, but not in code."""
    found: list[re.Match[str]] = []

    def mark(one: re.Match[str]) -> str:
        found.append(one)
        return f"{one['indent'] or ''}\ue001{len(found) - 1}\ue002"

    marked = _PLACE.sub(mark, text)
    page = parse_content(markdown(marked, extensions=["extra"]))
    code = _MARK.findall("".join(node.text() for node in page.css("code, pre")))
    made = [_replace(view, place, one) for one in found]
    made = [one[0].lstrip(" ") if str(n) in code else made[n] for n, one in enumerate(found)]
    return _BOXES.sub("\n\n", _MARK.sub(lambda mark: made[int(mark[1])], marked))


def _replace(view: View, place: str, found: re.Match[str]) -> str:
    if not found["link"]:
        return _BOX if found["box"] else ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(place), f"{found['link']}.md"))
    return f"]({view.site.address_of(_home_of_place(target))}{found['anchor'] or ''})"
