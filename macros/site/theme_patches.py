"""Faults of the theme's templates, put right where the theme has them.

Each fault is named by the exact text of the theme, so that a new version which no longer has it, or
has it elsewhere, is noticed at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, Environment

from ..pages import keep_templates
from ..records import DataError, Problem

_INDENT = re.compile(r"\n\s+")

_SEARCH = """\
    {% if "material/search" in config.plugins %}
      {% set search = config.plugins["material/search"] | attr("config") %}
      {% if search.enabled %}
        <label class="md-header__button md-icon" for="__search">
          {% set icon = config.theme.icon.search or "material/magnify" %}
          {% include ".icons/" ~ icon ~ ".svg" %}
        </label>
        {% include "partials/search.html" %}
      {% endif %}
    {% endif %}
"""
_STORAGE = """\
for(const s of["localStorage","sessionStorage"])try{self[s].length}\
catch{Object.defineProperty(self,s,{value:{getItem:()=>null,setItem(){},removeItem(){}}})};"""
_TABS = """\
<script>var target=document.getElementById(location.hash.slice(1));\
target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))</script>"""
FAULTS: Mapping[str, Mapping[str, str]] = {
    "base.html": {
        # `autocomplete` means nothing on a checkbox
        'type="checkbox" id="__drawer" autocomplete="off">': 'type="checkbox" id="__drawer">',
        'type="checkbox" id="__search" autocomplete="off">': 'type="checkbox" id="__search">',
        # some browsers fetch what comes next without being asked, and the policy refuses it
        '<link rel="next" href="{{ page.next_page.url | url }}">': "",
        # the menu opens by a link too: by keyboard, and without a script
        '<div class="md-sidebar md-sidebar--primary"': (
            '<div id="__menu" tabindex="-1" class="md-sidebar md-sidebar--primary"'
        ),
    },
    "partials/javascripts/base.html": {
        # where a browser keeps nothing, asking what it has kept is an error
        "<script>__md_scope=": f"<script>{_STORAGE}__md_scope=",
    },
    "partials/javascripts/content.html": {
        # no page has tabs
        _TABS: "",
    },
    "partials/header.html": {
        '<label class="md-header__button md-icon" for="__drawer">': (
            '<a class="menu-link" href="#__menu">Menu</a>\n'
            '    <label class="md-header__button md-icon" for="__drawer">'
        ),
        # the search is our own, and needs no plugin
        _SEARCH: '    {% include "partials/search.html" %}\n',
    },
    "partials/nav-item.html": {
        # below the page of a table, what stands in the table is marked as being there
        '<a href="{{ nav_item.url | url }}" class="md-nav__link">': (
            "{% set is_around = page and (nav_item.url | length) > 2"
            " and page.url.startswith(nav_item.url) %}"
            '<a href="{{ nav_item.url | url }}"'
            ' class="md-nav__link{% if is_around %} md-nav__link--active{% endif %}"'
            '{% if is_around %} aria-current="true"{% endif %}>'
        ),
    },
    "partials/toc.html": {
        # only pages in the navigation have what this label is for
        '<label class="md-nav__title" for="__toc">': (
            '<label class="md-nav__title"{% if page in nav.pages %} for="__toc"{% endif %}>'
        ),
    },
}
"""From a template of the theme to what is wrong in it and what stands there instead."""


def find_unknown(name: str, source: str) -> list[str]:
    """Return the faults that are not, or not once, in a template."""
    return [fault for fault in FAULTS.get(name, {}) if source.count(fault) != 1]


def mend(name: str, source: str) -> str:
    """Return a template of the theme without its faults."""
    for fault, instead in FAULTS.get(name, {}).items():
        source = source.replace(fault, instead, 1)
    return source


class PatchedTheme(BaseLoader):
    """Loads the theme's templates without their faults, and without the indentation of lines."""

    def __init__(self, theme: BaseLoader) -> None:
        self._theme = theme

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the source of a template; refuse one that is not as it was."""
        source, file, is_current = self._theme.get_source(environment, template)
        if unknown := find_unknown(template, source):
            wrong = f"the theme’s template has changed; {unknown[0].strip()!r} is not there"
            right = "see FAULTS in macros/site/theme_patches.py"
            raise DataError([Problem(file or template, 1, wrong, right)])
        return _INDENT.sub("\n", mend(template, source)), file, is_current


def patch_theme(environment: Environment) -> None:
    """Let the theme's templates be loaded as they should be; no page needs their white space."""
    assert environment.loader is not None  # a theme always has one
    environment.loader = PatchedTheme(environment.loader)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.bytecode_cache = keep_templates()
    for name in FAULTS:  # a theme that has changed stops a build before it draws a page
        environment.loader.get_source(environment, name)
