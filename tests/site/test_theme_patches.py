"""The theme's faults: each is where we say, and a theme that has changed is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from macros.site.theme_patches import FAULTS, find_unknown, mend

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
