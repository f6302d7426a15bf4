"""One field of a file changed, and nothing else."""

from __future__ import annotations

import difflib

import pytest
from conftest import MINIATURE
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.records.yaml_edit import set_field
from macros.records.yaml_file import Record, parse_yaml, walk_texts

CLAIM = """\
id: C1
title: "Tea: hot" # said twice
# on the text
text: >-
  Tea is hot,
  and # is no remark.

held_by:
  - { source: a1, note: Old. }
  - source: b1 # first
    note: Old too.
responses:
  # none better
  - id: R1
    text: So.
"""


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (["title"], "Tea", 'title: "Tea: hot" #', "title: Tea #"),
        (["text"], "Cold.", ">-\n  Tea is hot,\n  and # is no remark.\n", "Cold.\n"),
        (["held_by", 1, "note"], "New.", "note: Old too.", "note: New."),
        (["held_by", 1, "source"], "c1", "source: b1 # first", "source: c1 # first"),
        (["responses", 0, "text"], "No: so.", "text: So.", 'text: "No: so."'),
        (["responses", 0, "id"], "R2", "- id: R1", "- id: R2"),
        (["note"], "N.", "responses:\n", "note: N.\nresponses:\n"),
        (["responses", 0, "gloss"], "G.", "text: So.\n", "text: So.\n    gloss: G.\n"),
        (["text"], None, "text: >-\n  Tea is hot,\n  and # is no remark.\n", ""),
    ],
)
def test_one_place_is_changed(place: list[str | int], value: str, old: str, new: str) -> None:
    assert old in CLAIM

    assert set_field(CLAIM, place, value, before="responses") == CLAIM.replace(old, new)


def test_a_record_in_braces_is_written_anew_with_what_is_around_it() -> None:
    text = "id: C1\nheld_by:\n  - { source: a1, note: Old. }\ntext: So.\n"

    made = set_field(text, ["held_by", 0, "note"], "New.")

    assert made == "id: C1\nheld_by:\n  - source: a1\n    note: New.\ntext: So.\n"


@pytest.mark.parametrize(
    ("place", "value"), [(["held_by", 0, "note"], "N."), (["responses"], None), (["title"], None)]
)
def test_what_would_lose_a_comment_is_left_alone(place: list[str | int], value: str) -> None:
    assert set_field(CLAIM, place, value) is None


def test_a_broken_file_is_left_alone() -> None:
    assert set_field("id: [", ["id"], "C1") is None


FILES = [path.read_text("utf-8") for path in sorted((MINIATURE / "data").glob("*/*.yml"))]
PLACES = [
    (text, list(place))
    for text in FILES
    if isinstance(read := parse_yaml(text, ""), Record)
    for place, _ in walk_texts(read)
    if isinstance(place[-1], str)
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PLACES), st.text(min_size=1, max_size=200))
def test_whatever_is_put_in_a_place_stands_there_alone(
    found: tuple[str, list[str | int]], new: str
) -> None:
    text, place = found

    made = set_field(text, place, new)

    assert made is not None
    lines = difflib.SequenceMatcher(None, text.splitlines(), made.splitlines(), autojunk=False)
    assert sum(kind != "equal" for kind, *_ in lines.get_opcodes()) <= 1
