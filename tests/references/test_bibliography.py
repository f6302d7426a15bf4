"""Works cited as BibTeX, BibLaTeX, RIS and CSL-JSON, and as a citation processor shows them.

What is expected is in golden/citations.json; golden/make.py says how it came there, and has read
every entry back with another program.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from examples import date, person, source

from macros.argument.sources import Source, Type, tell_apart
from macros.references.apa import format_reference
from macros.references.bibliography import to_ascii_tex, to_biblatex, to_bibtex, to_csl, to_ris

GOLDEN = json.loads((Path(__file__).parents[1] / "golden/citations.json").read_text("utf-8"))
WORKS = {golden["work"]["id"]: golden for golden in GOLDEN["works"]}
SOURCES = {id: Source.model_validate(golden["work"]) for id, golden in WORKS.items()}
TOLD_APART = {work.id: work for work in tell_apart(SOURCES.values())}

BOOK_FORM = "it takes proceedings for a journal, though they are a book with a publisher"
DOMAIN = "it gives an address a capital"
PROCESSOR_IS_WRONG = {
    "amodei2025": DOMAIN,
    "carlsmith2025": DOMAIN,
    "eaforumwarningshot": "it says that there is no date twice",
    "inoculationcomment2025": "it parts the description from the title that it describes",
    "npr2025grok": "it leaves the stop outside the quotation marks",
    "macaskill2025": "it gives a remark about a name a capital",
    **dict.fromkeys(
        (
            "greenblatt2024control", "hadfieldmenell2017", "langosco2022", "ngo2024",
            "omohundro2008", "soares2015corrigibility", "turner2021",
        ),
        BOOK_FORM,
    ),
}  # fmt: skip


def _reference(id: str) -> str:
    return str(format_reference(TOLD_APART[id]).striptags())


@pytest.mark.parametrize("id", [id for id in WORKS if id not in PROCESSOR_IS_WRONG])
def test_a_reference_is_what_the_processor_makes_of_it(id: str) -> None:
    assert _reference(id) == WORKS[id]["apa"]


@pytest.mark.parametrize("id", PROCESSOR_IS_WRONG)
def test_a_departure_from_the_processor_is_still_one(id: str) -> None:
    assert _reference(id) != WORKS[id]["apa"]


@pytest.mark.parametrize("id", WORKS)
def test_an_entry_is_what_another_program_has_read_back(id: str) -> None:
    written = {
        "bibtex": to_bibtex([SOURCES[id]]),
        "biblatex": to_biblatex([SOURCES[id]]),
        "ris": to_ris([SOURCES[id]]),
    }

    assert written == {form: WORKS[id][form] for form in written}


@pytest.mark.parametrize("id", WORKS)
def test_csl_json_comes_back_as_it_was(id: str) -> None:
    assert to_csl([SOURCES[id]]) == [WORKS[id]["work"]]


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
        "  pages = {3--9},\n"
        "  doi = {10.1000/a_b},\n"
        "  url = {https://example.org/a_b},\n"
        "  year = {1885},\n"
        "  month = dec,\n"
        "  day = {3},\n"
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
    masters = source("one", type="thesis", genre="Master’s thesis")
    doctors = source("two", type="thesis", genre="Doctoral dissertation")

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


@pytest.mark.parametrize("type", get_args(Type))
def test_every_type_of_work_can_be_written(type: str) -> None:
    work = source("one", type=type, title="Tea", number="7", container_title="Cups")

    assert "  title = {Tea},\n" in to_bibtex([work])
    assert "  title = {Tea},\n" in to_biblatex([work])
    assert "TI  - Tea\r\n" in to_ris([work])
