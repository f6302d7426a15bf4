"""Every citation is what citeproc-js and pandoc make of it by the styles of the CSL project.

Where the manuals want something else, the departure is a rule with its reason, and each is shown
to be one still.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from cited import things, works
from judges import as_judged, ask_citeproc, ask_pandoc, plain
from once import make_once

from macros.argument.sources import Source
from macros.references import this_page
from macros.references.apa import format_reference
from macros.references.bibliography import to_csl
from macros.references.this_page import Citing, as_work

pytestmark = pytest.mark.slow

WRITTEN: dict[str, Callable[[Citing], str]] = {
    "apa": this_page.cite_apa,
    "mla": this_page.cite_mla,
    "chicago_note": this_page.cite_chicago_note,
    "chicago_bibliography": this_page.cite_chicago_bibliography,
    "chicago_author_date": this_page.cite_chicago_author_date,
}


@cache
def by_citeproc() -> dict[str, dict[str, str]]:
    """Return what citeproc-js makes of every thing, by style and key."""
    given = to_csl(map(as_work, things().values()))
    return make_once("citeproc", lambda _: ask_citeproc(given, WRITTEN))


BETTER = {
    "x-Axis": "X-Axis",  # a compound begins with a capital
    "isn’t ‘leisure’": "isn’t “leisure”",  # double marks stand within none
}
"""What the manuals want otherwise than citeproc-js."""


def by_manual(style: str, processed: str) -> str:
    """Return what citeproc-js has made, with what the manuals want otherwise."""
    for form, right in BETTER.items():
        processed = processed.replace(form, right)
    if style == "apa":
        return processed
    # the last word of a title has a capital, also where something is added to it in brackets
    better = re.sub(r"\b[a-z]+(?= \()", lambda word: word[0].capitalize(), processed)
    if style.startswith("chicago"):  # as has any of five letters or more since the 18th edition
        better = capitalize(5, better)
    return better


@pytest.mark.parametrize("style", WRITTEN)
def test_a_thing_is_cited_as_citeproc_has_it(style: str) -> None:
    processed = {key: by_manual(style, text) for key, text in by_citeproc()[style].items()}

    assert {key: plain(WRITTEN[style](thing)) for key, thing in things().items()} == processed


QUOTED: dict[str, Callable[[Citing], str]] = {
    "apa": this_page.quote_apa,
    "mla": this_page.quote_mla,
}


@pytest.mark.parametrize("style", QUOTED)
def test_a_passage_is_quoted_from_a_whole_work_as_citeproc_has_it(style: str) -> None:
    works = [
        replace(thing, container=None, words="Tea.", passage="P1") for thing in things().values()
    ]
    cited = ask_citeproc(to_csl(map(as_work, works)), [style], in_text=True)[style]

    written = {}
    for work in works:
        quoted, entry = QUOTED[style](work).split("\n")
        where = re.sub(r",? P1\)$", ")", quoted.removeprefix("“Tea.” ")).replace(
            ",”</i>)", "”</i>)"
        )
        written[work.key] = plain(where)
        assert plain(entry) == plain(WRITTEN[style](work))
    assert written == {key: quoted_by_manual(style, text) for key, text in cited.items()}


def quoted_by_manual(style: str, processed: str) -> str:
    """Return what citeproc-js names in a text, with what the manuals want otherwise."""
    better = by_manual("mla", processed).replace("Isn’t ‘Leisure’", "Isn’t “Leisure”")
    # to APA, any word of four letters or more has a capital
    return capitalize(4, better) if style == "apa" else better


def capitalize(least: int, text: str) -> str:
    """Give a capital to each word from a length on; not in an address, nor in an abbreviation."""
    long = rf"(?<![\w/.#-])[a-z]{{{least},}}(?![\w/:.#-])"
    return re.sub(long, lambda word: word[0].capitalize(), text)


def test_every_departure_from_citeproc_is_still_one() -> None:
    processed = str(by_citeproc())

    assert [form for form in BETTER if form not in processed] == []
    assert re.search(r" off \(", processed)
    assert "Comes before Other" in by_citeproc()["chicago_note"]["tea-c4"]


def coarse(cited: str) -> str:
    """Return a citation without what pandoc does by rules that are coarser than the manuals'.

    It knows fewer words that go without a capital; about a quotation mark at the end it is not
    sure where a full stop or comma stands, or whether one does; and it sees no dash in an issue.
    """
    folded = cited.casefold().translate(str.maketrans("‘–", "“-"))
    return re.sub(r"(?:[?.,]*[”’])+(</i>)?[?.,]*", r"”\1", folded)


@pytest.mark.parametrize("style", WRITTEN)
def test_a_thing_is_cited_as_pandoc_has_it(style: str) -> None:
    processed = ask_pandoc(to_csl(map(as_work, things().values())), style)

    assert {key: coarse(plain(WRITTEN[style](thing))) for key, thing in things().items()} == {
        key: coarse(text) for key, text in processed.items()
    }


# -- works


def unsure(work: Source) -> bool:
    """Whether a processor is known to fail at a work, other than by how it is given."""
    described_without_author = bool(work.genre and not work.people)
    return described_without_author or any(name.stands_for_others for name in work.people)


def written() -> dict[str, str]:
    """Return every work as this project writes it."""
    return {id: plain(format_reference(work)) for id, work in works().items()}


def level(references: dict[str, str], fold: Callable[[str], str]) -> dict[str, str]:
    """Return the references of which a processor is sure; “Retrieved” would need a day."""
    return {
        id: fold(text.replace(" Retrieved ", " "))
        for id, text in references.items()
        if not unsure(works()[id])
    }


def with_double_marks(reference: str) -> str:
    """Return a reference with the quotation marks that stand within none."""
    return reference.translate(str.maketrans("‘’", "“”"))


def test_a_work_is_cited_as_citeproc_has_it() -> None:
    processed = ask_citeproc(map(as_judged, works().values()), ["apa"])["apa"]

    assert level(written(), with_double_marks) == level(processed, with_double_marks)


def test_a_work_is_cited_as_pandoc_has_it() -> None:
    processed = ask_pandoc(map(as_judged, works().values()), "apa")

    assert level(written(), coarse) == level(processed, coarse)
