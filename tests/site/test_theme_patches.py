"""The theme's faults: each is where we say, and a theme that has changed is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.utils import get_theme_dir

from macros.records.problems import DataError
from macros.site.theme_patches import FAULTS, find_unknown, mend, patch_theme

TEMPLATES = Path(get_theme_dir("material"))


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_once_in_the_theme_and_not_in_what_is_mended(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")

    mended = mend(name, source)

    assert find_unknown(name, source) == []
    assert mended != source
    assert all(instead in mended for instead in FAULTS[name].values())


def test_a_theme_that_has_changed_is_noticed() -> None:
    source = (TEMPLATES / "partials/toc.html").read_text("utf-8")
    fault = next(iter(FAULTS["partials/toc.html"]))

    assert find_unknown("partials/toc.html", source.replace(fault, "")) == [fault]
    assert find_unknown("partials/toc.html", source + fault) == [fault]


def load(sources: dict[str, str], name: str) -> str:
    """Render a template of a theme as a build does."""
    theme = {fault: (TEMPLATES / fault).read_text("utf-8") for fault in FAULTS}
    environment = Environment(loader=DictLoader(theme | sources))
    patch_theme(environment)
    return environment.get_template(name).render(text="\n\n  a\n    b")


def test_the_indentation_of_the_theme_goes_and_that_of_a_page_stays() -> None:
    page = "<p>\n   a\n\n  {% if true %}\n    {{ text }}\n  {% endif %}\n  </p>"

    assert load({"page.html": page}, "page.html") == "<p>\na\n\n\n  a\n    b\n</p>"


def test_a_theme_that_has_changed_stops_the_build() -> None:
    with pytest.raises(DataError, match=r"the theme’s template has changed.*see FAULTS"):
        load({"partials/toc.html": "<p></p>"}, "partials/toc.html")
