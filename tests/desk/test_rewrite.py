"""One field of a file is written anew, and every other stays as it is."""

from __future__ import annotations

import pytest

from macros.desk.rewrite import rewrite_field

FILE = """\
# Who holds this?
id: O9
text: Shade is dear.  # see the minutes
glance: >-
  Shade costs
  money.

responses:
  # the first
  - text: No.
    id: R9
    note: "it # is"
"""
LONG = "Shade is dear, " * 9


@pytest.mark.parametrize(
    ("place", "value", "before", "after"),
    [
        (["text"], "Shade is cheap.", "is dear.  # see", "is cheap.  # see"),
        (["text"], "1.10", "text: Shade is dear.", 'text: "1.10"'),
        (["glance"], "It costs.", ">-\n  Shade costs\n  money.\n", "It costs.\n"),
        (["glance"], None, "glance: >-\n  Shade costs\n  money.\n", ""),
        (["wording"], {"by": "A: B"}, "responses:", 'wording:\n  by: "A: B"\nresponses:'),
        (["responses", 0, "text"], "Yes: no.", "- text: No.", '- text: "Yes: no."'),
        (["responses", 0, "note"], "It is.", '"it # is"', "It is."),
    ],
)
def test_one_place_is_changed(place: list[str | int], value: str, before: str, after: str) -> None:
    assert rewrite_field(FILE, place, value) == FILE.replace(before, after)


def test_a_comment_behind_a_text_that_grows_comes_to_stand_above_it() -> None:
    made = rewrite_field(FILE, ["text"], LONG)

    assert made
    assert "id: O9\n# see the minutes\ntext: >-\n  Shade is dear, Shade" in made


@pytest.mark.parametrize(
    "text",
    [
        "id: O9, text: a",
        '{"id": "O9", "text": "a"}',
        "{id: O9, text: a}\n",
        "? text\n: a\n",
        "- a\n",
    ],
)
def test_what_is_not_written_as_usual_is_left_to_people(text: str) -> None:
    assert rewrite_field(text, ["text"], "b") is None
