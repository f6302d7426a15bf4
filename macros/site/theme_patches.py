"""Faults of the theme's templates, put right where the theme has them.

Each fault is named by the exact text of the theme, so that a new version which no longer has it, or
has it elsewhere, is noticed at once.
"""

from __future__ import annotations

from collections.abc import Mapping

_SEARCH_LABEL = """\
        <label class="md-header__button md-icon" for="__search">
          {% set icon = config.theme.icon.search or "material/magnify" %}
          {% include ".icons/" ~ icon ~ ".svg" %}
        </label>
"""
_STORAGE = """\
for(const s of["localStorage","sessionStorage"])try{self[s].length}\
catch{Object.defineProperty(self,s,{value:{getItem:()=>null,setItem(){},removeItem(){}}})};"""
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
    "partials/header.html": {
        '<label class="md-header__button md-icon" for="__drawer">': (
            '<a class="menu-link" href="#__menu">Menu</a>\n'
            '    <label class="md-header__button md-icon" for="__drawer">'
        ),
        # the search is our own, and has a button
        _SEARCH_LABEL: "",
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
    return [fault for fault in FAULTS[name] if source.count(fault) != 1]


def mend(name: str, source: str) -> str:
    """Return a template of the theme without its faults."""
    for fault, instead in FAULTS[name].items():
        source = source.replace(fault, instead, 1)
    return source
