"""Words that several pages, files and drawings say alike are written down once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_fixtures import ROOT

from macros.argument import words
from macros.argument.states import STATUSES


def labels() -> Iterator[str]:
    """Yield whatever is said: sentences, and what things are called."""
    for name, value in vars(words).items():
        if name.isupper() and isinstance(value, Mapping):
            yield from map(str, value.values())
        elif name.isupper():
            yield str(value)


def test_labels_and_sentences_stand_in_one_file() -> None:
    said = {label for label in labels() if len(label) > 14 and " " in label}
    files = [
        path
        for path in (ROOT / "macros").rglob("*")
        if path.suffix in {".py", ".html", ".md"} and path.name != "words.py"
    ]

    found = [
        f"{path.relative_to(ROOT)}: {label}"
        for path in files
        for label in said
        if label in path.read_text("utf-8")
    ]

    assert len(said) > 25
    assert found == []


def test_no_word_says_that_a_reply_is_good() -> None:
    text = " ".join([*labels(), *STATUSES]).lower()

    assert [word for word in ("answers these", "refute", "settle", "solve") if word in text] == []
