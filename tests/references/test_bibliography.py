"""Works cited as BibTeX, BibLaTeX, RIS and CSL-JSON; what other programs read there is in
test_readers.py.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
from examples import date, person, source
from samples import GOOD, SICI

from macros.argument.kinds import KINDS
from macros.argument.sources import Source
from macros.references.bibliography import to_biblatex, to_bibtex, to_csl, to_ris
from macros.references.tex import to_ascii_tex


def test_csl_json_comes_back_as_it_was(any_root: Path) -> None:
    items = json.loads((any_root / "data/sources.json").read_text("utf-8"))

    assert to_csl(map(Source.model_validate, items)) == items


def test_csl_json_leaves_out_what_only_this_list_needs() -> None:
    work = source("good1965", type="book", year_suffix="b", citation_label="Good et al.")

    (item,) = to_csl([work])

    assert not {"year-suffix", "citation-label"} & set(item)


def test_bibtex_shows_the_parts_of_a_work() -> None:
    work = source(
        "gogh1885",
        type="chapter",
        title="The DNA of tea & more",
        author=[
            person("Gogh", "Vincent", non_dropping_particle="van"),
            person("van Merwijk", "Chris"),
            person("King", "Martin", suffix="Jr."),
            {"literal": "Salt and Pepper"},
        ],
        issued=date(1885, 12, 3),
        container_title="All about Tea",
        publisher="Cup & Co",
        page="3-9",
        DOI="https://doi.org/10.1000/a_b",
        URL="https://example.org/a_b",
    )

    assert to_bibtex([work]) == (
        "@incollection{gogh1885,\n"
        "  author = {van Gogh, Vincent and {van Merwijk}, Chris and King, Jr., Martin"
        " and {Salt and Pepper}},\n"
        "  title = {The {DNA} of tea \\& more},\n"
        "  booktitle = {All about {Tea}},\n"
        "  publisher = {Cup \\& Co},\n"
        "  pages = {3--9},\n"
        "  doi = {10.1000/a_b},\n"
        "  url = {https://example.org/a_b},\n"
        "  year = {1885},\n"
        "  month = dec,\n"
        "  day = {3},\n"
        "  note = {\\url{https://doi.org/10.1000/a_b}},\n"
        "}\n"
    )


def test_biblatex_keeps_a_particle_with_its_name() -> None:
    work = source("gogh1885", author=[person("Gogh", "Vincent", non_dropping_particle="van")])

    assert "  author = {van Gogh, Vincent},\n" in to_biblatex([work])
    assert "  options = {useprefix=true},\n" in to_biblatex([work])


def test_biblatex_says_from_when_to_when() -> None:
    span = {"date-parts": [[2020, 1], [2021]]}
    work = source("one", type="webpage", issued=span, accessed=date(2022, 3, 4))

    assert "  date = {2020-01/2021},\n" in to_biblatex([work])
    assert "  urldate = {2022-03-04},\n" in to_biblatex([work])


@pytest.mark.parametrize("address", ["https://arxiv.org/abs/2412.08653", None])
def test_a_preprint_says_where_it_stands_on_arxiv(address: str | None) -> None:
    number = None if address else "arXiv:2412.08653"
    work = source("one", type="article", publisher="arXiv", number=number, URL=address)

    assert "  eprinttype = {arxiv},\n  eprint = {2412.08653},\n" in to_biblatex([work])
    assert "  archiveprefix = {arXiv},\n  eprint = {2412.08653},\n" in to_bibtex([work])


def test_an_article_that_stands_on_arxiv_too_keeps_its_issue() -> None:
    address = "https://arxiv.org/abs/1912.01683"
    work = source("one", type="article-journal", issue="2", number="e7", URL=address)

    assert "  number = {2},\n  eid = {e7},\n" in to_biblatex([work])
    assert "  eprint = {1912.01683},\n" in to_biblatex([work])


def test_a_masters_thesis_is_not_a_doctors() -> None:
    known = {"type": "thesis", "author": [GOOD], "publisher": "MIT"}
    masters = source("one", genre="Master’s thesis", **known)
    doctors = source("two", genre="Doctoral dissertation", **known)

    assert to_bibtex([masters]).startswith("@mastersthesis{one,")
    assert to_bibtex([doctors]).startswith("@phdthesis{two,")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a_b # 5% $ & ~ ^ \\ {", r"a\_b \# 5\% \$ \& \textasciitilde{} \textasciicircum{} "
         r"\textbackslash{} \textbraceleft{}"),
        ("Jérémy Øst Łuk Å Žofia", r"J{\'e}r{\'e}my {\O}st {\L}uk {\r A} {\v Z}ofia"),
        ("“He said ‘no’” – so…", "``He said `no'{}'' -- so{\\ldots}"),
        ("東京 ễ", "東京 ễ"),
    ],
)  # fmt: skip
def test_tex_reads_marks_as_marks(text: str, tex: str) -> None:
    assert to_ascii_tex(text) == tex


def test_ris_lines_end_as_its_readers_want() -> None:
    work = source(
        "one",
        type="paper-conference",
        title="Tea",
        author=[person("King", "Martin", suffix="Jr."), {"literal": "Tea Board"}],
        issued=date(2020, 2),
        container_title="Cups",
        page="3-9",
    )

    assert to_ris([work]).split("\r\n") == [
        "TY  - CONF",
        "ID  - one",
        "AU  - King, Martin, Jr.",
        "AU  - Tea Board,",
        "TI  - Tea",
        "T2  - Cups",
        "PY  - 2020",
        "DA  - 2020/02/",
        "SP  - 3",
        "EP  - 9",
        "ER  - ",
        "",
    ]


def test_what_no_style_of_bibtex_prints_is_noted() -> None:
    comment = source(
        "one", type="post", genre="Comment", note="Untitled.", URL="https://a.org/#c_1"
    )
    magazine = source(
        "two", type="article-magazine", author=[GOOD], container_title="Tea", issue="3-4"
    )

    assert r"note = {Comment. Untitled. \url{https://a.org/}\texttt{\#c\_1}}" in to_bibtex(
        [comment]
    )
    assert "  issue = {3-4},\n" in to_bibtex([magazine])
    assert "  note = {No. 3--4},\n" in to_bibtex([magazine])
    assert "number = " not in to_bibtex([magazine])


def test_a_work_without_an_author_is_sorted_by_its_title() -> None:
    assert "  key = {On tea},\n" in to_bibtex([source("one", title="On tea")])
    assert "key = " not in to_bibtex([source("one", author=[GOOD])])


@pytest.mark.parametrize(
    ("type", "entry"),
    [("book", "booklet"), ("chapter", "misc"), ("article-journal", "misc"), ("report", "misc")],
)
def test_an_entry_wants_nothing_that_is_not_known(type: str, entry: str) -> None:
    assert to_bibtex([source("one", type=type, author=[GOOD])]).startswith(f"@{entry}{{one,")


@pytest.mark.parametrize(
    ("issued", "bibtex", "biblatex", "ris"),
    [
        ({"literal": "n.d."}, "year = {n.d.}", "", ""),
        ({"literal": "in press"}, "year = {in press}", "pubstate = {in press}", ""),
        (
            {"date-parts": [[1987], [2003]]},
            "year = {1987--2003}",
            "date = {1987/2003}",
            "1987///1987–2003",
        ),
        (
            {"date-parts": [[1500]], "circa": 1},
            "year = {ca. 1500}",
            "date = {1500~}",
            "1500///ca. 1500",
        ),
        (
            {"date-parts": [[2020]], "season": 1},
            "month = {Spring}",
            "date = {2020-21}",
            "2020///Spring",
        ),
        ({"raw": "2020-05-01"}, "day = {1}", "date = {2020-05-01}", "2020/05/01"),
    ],
)
def test_each_format_has_its_way_to_say_when(
    issued: dict[str, Any], bibtex: str, biblatex: str, ris: str
) -> None:
    work = source("one", type="webpage", issued=issued)

    assert bibtex in to_bibtex([work])
    assert biblatex in to_biblatex([work])
    assert "n.d." not in to_biblatex([work])
    assert f"DA  - {ris}\r\n" in to_ris([work]) if ris else "DA  -" not in to_ris([work])


def test_who_is_not_named_is_one_of_the_others() -> None:
    names = [GOOD, {"literal": "et al."}]
    work = source("one", author=names)

    assert "author = {Good, I. J. and others}" in to_bibtex([work])
    assert "AU  - et al.,\r\n" in to_ris([work])


def test_a_name_whose_family_comes_first_stays_whole() -> None:
    assert "author = {{王小明}}" in to_biblatex([source("one", author=[person("王", "小明")])])


def test_biblatex_says_what_kind_of_report_it_is() -> None:
    assert "  type = {Report},\n" in to_biblatex([source("one", type="report")])
    assert "type = " not in to_biblatex([source("one", type="post", genre="Comment")])


# what the door refuses is filled past it, to see that nothing relies on it
@pytest.mark.parametrize(
    "field", ["page", "DOI", "volume", "issue", "number", "ISBN", "edition", "URL"]
)
def test_nothing_is_a_command_of_tex(field: str) -> None:
    hostile = "1}, note={\\input{other}, x={%"
    known = {"author": [GOOD], "container_title": "Tea", "publisher": "Cup", "title": "Tea"}
    for type in KINDS:
        work = source("one", type=type, **known).model_copy(update={field: hostile})

        for text in (to_bibtex([work]), to_biblatex([work])):
            assert "\\input" not in text
            assert text.count("{") == text.count("}")
            assert len(re.findall(r"^  note = ", text, re.M)) <= 1
            (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
            assert "x" not in entry.fields


def test_a_doi_of_old_is_an_address_that_can_be_followed() -> None:
    work = source("one", type="article-journal", DOI=SICI)

    assert work.address is not None
    assert work.address.endswith("/16%3C1661::AID-SIM968%3E3.0.CO;2-%23")
    assert f"DO  - {SICI}\r\n" in to_ris([work])
    assert f"  doi = {{{SICI}}},\n" in to_biblatex([work])


@pytest.mark.parametrize("type", KINDS)
def test_every_type_of_work_can_be_written(type: str) -> None:
    work = source("one", type=type, title="Tea", number="7", container_title="Cups")

    assert "  title = {Tea},\n" in to_bibtex([work])
    assert "  title = {Tea},\n" in to_biblatex([work])
    assert "TI  - Tea\r\n" in to_ris([work])
