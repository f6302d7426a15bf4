"""Alternates: every page once more as Markdown, in the page's folder as `index.md`.

There, and not beside it as `c10.md`, it has an address for the first page too, moves with its
page, and no id can ever be taken for it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial

from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..argument import home_of_alternate
from ..pages import View
from ..prose import COMMENT_MARKS
from .calls import MARKDOWN
from .map import write_map_pages
from .pages import write_generated

_LINK = re.compile(r"\]\((?!\w+:|/|#)([^)\s]+?)\.md(#[^)\s]*)?\)")
_LAYOUT = re.compile(r"^ *(?:</?(?:div|section)\b[^>\n]*>|\{:[^}\n]*\}) *\n", re.MULTILINE)
"""What only says how a page looks: boxes around its words, and names for them."""
_SPARE = re.compile(r"\n{3,}")


def make_alternates(view: View, prose: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the home and text of each page's Markdown.

    `prose` goes from the place of each prose page among the others, such as `claims/index.md`, to
    its Markdown with its macro calls.
    """
    keys = {history.citable.home: key for key, history in view.histories.items()}
    for home, key, body in write_generated(view):
        yield home_of_alternate(home), _put_together(view, home, key, body)
    for home, body in write_map_pages(view):
        yield home_of_alternate(home), _put_together(view, home, None, body)
    for place, text in prose.items():
        home = _home_of_place(place)
        body = _write_prose(view, place, text)
        yield home_of_alternate(home), _put_together(view, home, keys.get(home), body)


def _home_of_place(place: str) -> str:
    """Return the home of a prose page.

    >>> _home_of_place("index.md"), _home_of_place("claims/index.md"), _home_of_place("essay.md")
    ('/', '/claims/', '/essay/')
    """
    folder = f"/{place.removesuffix('.md')}/"
    return folder.removesuffix("index/")


def _put_together(view: View, home: str, key: str | None, body: str) -> str:
    """Put the front matter and the title before a page's Markdown."""
    title = view.histories[key].citable.title if key else ""
    heading = "" if re.match(r"\s*# ", body) or not title else f"# {title}\n\n"
    fields = {"address": view.site.address_of(home), **_identity(view, key)}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    front = "\n".join(["---", *lines, "---"])
    content = _SPARE.sub("\n\n", heading + body).strip()
    return f"{front}\n\n{content}\n"


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


def _write_prose(view: View, place: str, text: str) -> str:
    """Write what the macro calls of a page become, and its links as whole addresses."""
    begin, end = COMMENT_MARKS
    environment = ImmutableSandboxedEnvironment(comment_start_string=begin, comment_end_string=end)
    calls = {name: partial(write, view) for name, write in MARKDOWN.items()}
    made = environment.from_string(_LAYOUT.sub("", text)).render(calls)
    return _LINK.sub(partial(_resolve, view, place), made)


def _resolve(view: View, place: str, link: re.Match[str]) -> str:
    """Turn a link from one prose page to another into one by the address of its page."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(place), f"{link[1]}.md"))
    return f"]({view.site.address_of(_home_of_place(target))}{link[2] or ''})"
