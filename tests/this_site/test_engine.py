"""The engine is for any essay: no word that only this one needs stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from own import DATA

THIS_ESSAY_S_WORDS = frozenset(
    "alignment misaligned corrigibility corrigible takeover takeovers scheming schemer"
    " interpretability deceptive instrumental superintelligence coup coups opus".split()
)
"""Words of this essay that a program about any essay has no use for: chosen, not found."""
OTHERS_NAMES = ("partial_ratio_alignment",)
"""Names in libraries that happen to hold such a word."""


def test_the_engine_holds_no_word_that_only_this_essay_needs() -> None:
    files = [
        path
        for path in (DATA.root / "macros").rglob("*")
        if path.suffix in {".py", ".html", ".css", ".svg", ".yml"}
    ]

    found = {path: known for path in files if (known := THIS_ESSAY_S_WORDS & words_in(path))}

    assert len(files) > 20
    assert found == {}


def words_in(path: Path) -> set[str]:
    """Return the words of a file, in small letters, those inside names included."""
    text = path.read_text("utf-8")
    for name in OTHERS_NAMES:
        text = text.replace(name, "")
    return set(re.findall(r"[a-z]+", text.lower()))
