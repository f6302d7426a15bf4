"""What there may be to cite: things of a site with difficult titles, and works of every kind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from examples import date, person, source

from macros.argument.dates import Date
from macros.argument.people import Name
from macros.argument.sources import Source
from macros.references.this_page import Citing

SITE = "Tea will not make itself"
_TITLES = (
    # id, title, date
    ("boiling-point", "The boiling point (part of the essay)", "2026-12-01"),
    ("C1", "That cups serve AI’s ends is a fact and no habit (claim C1, version 2)", "2026-05-09"),
    ("C2", "There is a second cup: drinkers see it poured (claim C2, version 1)", "2026-01-31"),
    ("C3", "An up-to-date kettle and its x-axis – in a word (claim C3, version 1)", None),
    ("C4", "One cup comes before other cups (claim C4, version 1)", "2026-01-31"),
    ("C5", "No water is switched off (claim C5, version 1)", "2026-01-31"),
    ("A1", "Cups will be filled as to taste (assumption A1, version 1)", "2026-09-30"),
    ("T1", "Tea is about what to drink with", "2026-06-08"),
    ("O1", "Why would anyone boil water suddenly?", "2026-07-04"),
    ("O2", "What is tea for? (objection O2, version 3)", None),
    ("O3", "Cups vs. mugs: no lessons before it", "2026-07-04"),
    ("R1", "Response R1 to “Is tea a drink?” (version 1)", "2026-02-28"),
    ("R2", "He said “what is it like?”", None),
    ("fine-brewing", "Fine-brewing of a naïve kind (term, version 1)", "2026-03-01"),
    ("tea", "“Tea time” isn’t ‘leisure’ at ten (term, version 1)", "2026-04-02"),
    ("P3", "Paragraph P3", "2026-08-15"),
    ("P3.2", "Sentence P3.2", None),
    ("essay", SITE, "2026-10-10"),
    ("site", SITE, None),
    ("Q1", "What the cup is for", "2026-11-01"),
    ("Q2", "What is it for?", "2026-11-01"),
    ("Q3", "A cup called “tea”", "2026-11-01"),
)


def _citing(id: str, title: str, day: str | None) -> Citing:
    key = "tea-" + re.sub(r"\W", "-", id.lower())
    container = None if title == SITE else SITE
    url = f"https://example.org/{id.lower()}/"
    return Citing(id=id, key=key, title=title, container=container, date=day, url=url)


_AUTHORS: dict[str, tuple[list[dict[str, str]], tuple[int, ...]]] = {
    # who wrote a thing, when it first appeared
    "signed": ([person("Thoreau", "Henry David")], (1849,)),
    "unsigned": ([], (1849,)),
    "new": ([person("Mill", "John Stuart")], ()),
    "by-two": ([person("King", "Martin Luther", suffix="Jr."), person("Taylor", "Harriet")], ()),
    "by-three": ([person("Hay", "A."), person("Jay", "John"), person("Kay", "J.")], (1787, 10)),
    "by-seven": ([person(f"Author{n}", f"Given{n}") for n in "abcdefg"], ()),
    "by-a-body": ([{"literal": "Publius"}], (1787,)),
    "particle": ([person("Gogh", "Vincent", **{"non-dropping-particle": "van"})], (1888,)),
    "dropped": ([person("Gournay", "Marie", **{"dropping-particle": "de"})], (1622,)),
    "one-name": ([{"family": "Voltaire"}], (1763,)),
}


def _signed(id: str, title: str, day: str | None = "2026-10-10") -> Citing:
    key, _, of = id.partition("/")  # what is of other authors is cited as if it were alone
    names, first = _AUTHORS[key]
    apart = ("family", "literal")
    told = [{k: f"{v}{of}" if k in apart else v for k, v in name.items()} for name in names]
    return replace(
        _citing(id, title, day),
        author=tuple(map(Name.model_validate, told)),
        original=Date.model_validate(date(*first)) if first else None,
    )


THINGS = {id: _citing(id, title, day) for id, title, day in _TITLES}
THINGS |= {id: _signed(id, SITE) for id in _AUTHORS}
THINGS |= {f"{id}/part": _signed(f"{id}/part", "A part (part, version 1)") for id in _AUTHORS}
THINGS |= {"signed/new": _signed("signed/new", "Of no edition", None)}

GOOD = person("Good", "I. J.")
SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-#"


def _work(id: str, type: str, **item: Any) -> Source:
    return source(id, type=type, **({"author": [GOOD]} | item))


WORKS = {
    work.id: work
    for work in (
        _work(
            "vangogh1885",
            "chapter",
            title="100% & more: an $x_1$ for U.S. #1 cups ~ of tea",
            author=[
                person("Gogh", "Vincent", non_dropping_particle="van"),
                person("Beethoven", "Ludwig", dropping_particle="van"),
                person("King", "Martin Luther", suffix="Jr."),
                {"literal": "Society for Cups and Saucers"},
            ],
            editor=[person("Łuczak", "Žofia Å.")],
            issued=date(1885, 12),
            container_title="The Book of “Œuvres’”",
            publisher="Ørsted & Sons",
            publisher_place="København",
            page="3–9",
            edition="2",
            ISBN="9780199678112",
        ),
        _work(
            "thesis1999",
            "thesis",
            title="On tea",
            genre="Master’s thesis",
            author=[person("de la Cruz", "Ana")],
            issued=date(1999),
            publisher="University of Tea",
            URL="https://example.org/thesis",
        ),
        _work(
            "report2020",
            "report",
            title="Cups, saucers and DNA",
            genre="Leaflet",
            number="7",
            author=[{"literal": "Tea Board"}],
            issued=date(2020, 2, 29),
            publisher="Cup Press",
            URL="https://example.org/a_b?c=1&d=%20#e",
        ),
        _work(
            "code2021",
            "software",
            title="kettle: a program",
            version="1.2",
            issued=date(2021, 3, 4),
            URL="https://example.org/kettle",
        ),
        _work("forthcoming", "book", title="Later", issued={"literal": "forthcoming"}),
        _work(
            "french1990",
            "article-journal",
            title="La théière",
            language="fr",
            container_title="Revue des sciences philosophiques",
            issued=date(1990),
            volume="12",
            issue="3-4",
            page="5-9",
        ),
        _work(
            "science2001",
            "article-journal",
            container_title="Science &amp; Society",
            issued=date(2001),
        ),
        _work("sici1998", "article-journal", container_title="Tea", DOI=SICI, issued=date(1998)),
        _work("collected", "book", title="Tea", issued={"date-parts": [[1987], [2003]]}),
        _work("old", "book", title="Tea", issued={"date-parts": [[1500]], "circa": True}),
        _work("spring", "webpage", title="Tea", issued={"date-parts": [[2011]], "season": 1}),
        _work("raw", "webpage", title="Tea", issued={"raw": "2020-05-01"}),
        _work("days", "webpage", title="Tea", issued={"date-parts": [[2019, 3, 4], [2019, 3, 7]]}),
        _work("months", "webpage", title="Tea", issued={"date-parts": [[2018, 3], [2018, 5]]}),
        _work("wang2017", "book", title="茶", author=[person("王", "小明")], issued=date(2017)),
        _work(
            "others2016",
            "book",
            title="Tea",
            author=[GOOD, person("Roe", "Bob"), {"literal": "et al."}],
            issued=date(2016),
        ),
        _work(
            "translated",
            "book",
            title="Tea",
            translator=[person("Doe", "Jane")],
            edition="3",
            issued=date(2015),
            publisher="Knopf",
        ),
        _work("blog2014", "post-weblog", title="Tea alone", issued=date(2014, 2, 3)),
        _work(
            "proceedings2013",
            "chapter",
            title="Tea",
            container_title="Proceedings",
            volume="39",
            issue="26",
            issued=date(2013),
        ),
        _work(
            "paper2012", "report", title="Tea", number="Tea Working Paper 2-2012", issued=date(2012)
        ),
    )
}
