"""What the exports say, and that the programs they are for would read it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import lxml.etree
import pytest
from examples import (
    claim,
    corpus_of,
    editions_of,
    essay_of,
    note,
    objection,
    response,
    source,
    term,
)

from macros.argument.corpus import Corpus
from macros.editions.citing import SiteName
from macros.exports.exports import make_exports
from macros.exports.index import export_llms
from macros.exports.tables import export_argdown, export_csv, export_feed, guard_cell
from macros.pages.view import View

SITE = SiteName("On Tea & Coffee", "https://example.org/tea/")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def exports_of(view: View) -> Mapping[str, str]:
    return make_exports(view)


def items_of(view: View, kind: str) -> dict[str, Any]:
    """Return the items of one JSON export by id."""
    items = json.loads(exports_of(view)[f"/data/v1/{kind}.json"])["items"]
    return {item["id"]: item for item in items}


def rows_of(view: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_csv(view), newline="")))


def feed_of(corpora: Mapping[str, Corpus]) -> Any:
    latest = list(corpora.values())[-1]
    made = export_feed(View(latest, editions_of(corpora), SITE))
    return lxml.etree.fromstring(made.encode())


# -- JSON


def test_a_claim_says_what_points_at_it() -> None:
    corpus = corpus_of(
        claim("C1", depends_on=("A1",)),
        claim("C2", supports=("C1",), text="See [C1]."),
        claim("A1"),
        objection("O1"),
    )

    found = items_of(View(corpus), "claims")

    assert found["C1"]["supported_by"] == ["C2"]
    assert found["C1"]["objections"] == ["O1"]
    assert found["C1"]["mentioned_by"] == ["C2"]
    assert found["A1"]["dependants"] == ["C1"]


def test_a_claim_says_what_it_is_and_where() -> None:
    found = items_of(View(corpus_of(claim("A1"))), "claims")["A1"]

    assert (found["kind"], found["home"], found["title"]) == (
        "assumption", "/claims/a1/", "Title of A1",
    )  # fmt: skip


def test_responses_stand_inside_their_objection() -> None:
    answered = objection("O1", response("R1", "essay"))
    corpus = corpus_of(claim("C1"), answered, objection("O2", against=("R1",)))

    found = items_of(View(corpus), "objections")

    inner = found["O1"]["responses"][0]
    assert found["O1"]["status"] == "answered by the essay"
    assert found["O2"]["status"] == "open"
    assert found["O1"]["states"] == [{"state": "the essay replies", "disputed_by": ["O2"]}]
    assert found["O2"]["states"] == [{"state": "no answer recorded", "disputed_by": []}]
    assert inner["gloss"] == "R1 in short."
    assert (inner["id"], inner["voice"], inner["home"]) == ("R1", "essay", "/objections/o1/#r1")
    assert inner["quotes"] == [{"passage": "P1.2", "words": None}]
    assert inner["objections"] == ["O2"]


def test_passages_say_where_they_stand_and_what_rests_on_them() -> None:
    corpus = corpus_of(claim("C1", quotes=({"passage": "P2.2"},)), note("N1", "P2"))

    found = items_of(View(corpus), "passages")

    assert list(found) == ["P1", "P1.1", "P1.2", "P2", "P2.1", "P2.2"]
    assert found["P2"]["text"] == "Coffee is warm too. Nobody says that it is cheap."
    assert found["P2"]["sentences"] == ["P2.1", "P2.2"]
    assert found["P2"]["claims"] == ["C1"]
    assert found["P2.1"]["claims"] == []
    assert found["P2.2"]["text"] == "Nobody says that it is cheap."
    assert (found["P2.2"]["paragraph"], found["P2.2"]["part"]) == ("P2", "whole")
    assert found["P2.2"]["notes"] == ["N1"]


def test_a_note_is_a_note_whatever_it_does() -> None:
    found = items_of(View(corpus_of(note("N1", "P1.1", kind="unclear"))), "notes")["N1"]

    assert (found["kind"], found["note_kind"], found["passage"]) == ("note", "unclear", "P1.1")


def test_terms_keep_the_fields_of_their_data() -> None:
    found = items_of(View(corpus_of(term("green-tea", "green teas"))), "terms")["green-tea"]

    assert (found["title"], found["aliases"]) == ("Green tea", ["green teas"])


def test_before_the_first_edition_nothing_has_a_version() -> None:
    view = View(corpus_of(claim("C1")))

    found = items_of(view, "claims")["C1"]

    assert (found["version"], found["versions"]) == (None, [])
    assert json.loads(exports_of(view)["/data/v1/claims.json"])["edition"] is None


def test_each_version_has_its_edition_and_its_pinned_home() -> None:
    first, second = corpus_of(claim("C1")), corpus_of(claim("C1", text="Longer."))
    view = View(second, editions_of({"2026-01-15": first, "2026-02-01": second}))

    found = items_of(view, "claims")["C1"]

    assert found["version"] == 2
    assert found["versions"] == [
        {"number": 1, "edition": "2026-01-15", "home": "/claims/c1/v1/"},
        {"number": 2, "edition": "2026-02-01", "home": "/claims/c1/v2/"},
    ]


def test_what_was_reworded_since_the_last_edition_has_no_version() -> None:
    first, now = corpus_of(claim("C1")), corpus_of(claim("C1", text="Longer."))

    found = items_of(View(now, editions_of({"2026-01-15": first})), "claims")["C1"]

    assert found["version"] is None
    assert [version["number"] for version in found["versions"]] == [1]


def test_what_is_retired_stays_and_says_why() -> None:
    retired = {"date": "2026-02-01", "reason": "Two in one.", "successors": ("C2",)}
    gone = claim("C1", retired=retired)
    plain = corpus_of(claim("C2"))
    corpus = Corpus(**vars(plain) | {"retired_claims": {"C1": gone}})

    found = items_of(View(corpus), "claims")

    assert found["C1"]["retired"]["successors"] == ["C2"]
    assert found["C2"]["retired"] is None


def test_editions_count_what_they_changed() -> None:
    first = corpus_of(claim("C1"))
    second = corpus_of(claim("C1", text="Longer."), claim("C2"))
    view = View(second, editions_of({"2026-01-15": first, "2026-02-01": second}))

    found = json.loads(exports_of(view)["/data/v1/editions.json"])["items"]

    assert [(item["date"], item["new"], item["reworded"]) for item in found] == [
        ("2026-01-15", 8, 0),
        ("2026-02-01", 1, 1),
    ]
    assert found[1]["before"] == found[0]["fingerprint"]


def test_the_works_cited_are_a_plain_list_of_csl() -> None:
    corpus = corpus_of(source("ryle1949"), claim("C1", text="So [@ryle1949]."))
    exports = exports_of(View(corpus))

    csl = json.loads(exports["/data/v1/sources.json"])
    inner = json.loads(exports["/data/v1/corpus.json"])["items"]["sources"][0]

    assert csl == [{"id": "ryle1949", "type": "book", "title": "Title of ryle1949"}]
    assert inner["csl"] == csl[0]
    assert inner["mentioned_by"] == ["C1"]


def test_one_file_holds_all_the_others() -> None:
    exports = exports_of(View(corpus_of(claim("C1"), objection("O1"), term("tea"))))

    whole = json.loads(exports["/data/v1/corpus.json"])["items"]

    for kind in ("claims", "objections", "terms", "parts", "passages", "notes", "editions"):
        assert whole[kind] == json.loads(exports[f"/data/v1/{kind}.json"])["items"]


# -- all of them


def test_every_export_ends_in_a_newline() -> None:
    exports = exports_of(View(corpus_of(claim("C1"), source("ryle1949")), site=SITE))

    assert [home for home, text in exports.items() if not text.endswith("\n")] == []


def test_the_same_data_gives_the_same_bytes() -> None:
    corpus = corpus_of(claim("C1"), objection("O1"), source("ryle1949"), term("tea"))

    assert exports_of(View(corpus, site=SITE)) == exports_of(View(corpus, site=SITE))


def test_works_are_exported_for_every_reference_manager() -> None:
    exports = exports_of(View(corpus_of(source("ryle1949"))))

    assert exports["/data/v1/sources.bib"].startswith("@book{ryle1949,")
    assert exports["/data/v1/sources.bibtex.bib"].startswith("@booklet{ryle1949,")
    assert exports["/data/v1/sources.ris"].startswith("TY  - BOOK\r\n")


# -- the table


def test_the_table_has_a_row_for_each_response() -> None:
    corpus = corpus_of(
        claim("C1"),
        source("ryle1949", author=[{"family": "Ryle", "given": "Gilbert"}]),
        objection("O1", response("R1", "essay"), response("R2"), held_by=({"source": "ryle1949"},)),
    )

    rows = rows_of(View(corpus))

    assert rows == [
        {
            "objection": "O1",
            "title": "Title of O1",
            "status": "answered by the essay",
            "against": "C1",
            "held_by": "Ryle, n.d.",
            "response": "R1",
            "voice": "essay",
            "response_text": "“Tea is dear.” (P1.2)",
            "home": "/objections/o1/#r1",
            "states": "the essay replies",
            "gloss": "R1 in short.",
        },
        {**rows[0], "response": "R2", "voice": "editors", "response_text": "So that."}
        | {"home": "/objections/o1/#r2", "gloss": "R2 in short."},
    ]


def test_an_objection_without_response_has_one_row() -> None:
    rows = rows_of(View(corpus_of(claim("C1"), objection("O1", against=("C1", "A2")))))

    assert len(rows) == 1
    assert (rows[0]["status"], rows[0]["response"], rows[0]["response_text"]) == ("open", "", "")
    assert (rows[0]["against"], rows[0]["home"]) == ("C1 A2", "/objections/o1/")


def test_commas_and_quotation_marks_are_kept_inside_a_cell() -> None:
    corpus = corpus_of(claim("C1"), objection("O1", title='Tea, he says, is "warm"'))

    assert '"Tea, he says, is ""warm"""' in export_csv(View(corpus))
    assert export_csv(View(corpus)).count("\r\n") == 2


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM"])
def test_a_spreadsheet_runs_no_cell(title: str) -> None:
    corpus = corpus_of(claim("C1"), objection("O1", title=title))

    assert rows_of(View(corpus))[0]["title"] == f"'{title}"


def test_other_cells_are_left_alone() -> None:
    assert guard_cell("Tea = water + leaves") == "Tea = water + leaves"


# -- the map


def test_the_map_shows_what_supports_and_what_attacks() -> None:
    corpus = corpus_of(
        claim("C1", depends_on=("A1",)),
        claim("C2", supports=("C1",)),
        claim("A1"),
        objection("O1", response("R1")),
        objection("O2", against=("R1",)),
    )

    assert export_argdown(View(corpus)).split("\n\n") == [
        '===\ntitle: "On Tea"\n===',
        "[C1]: Title of C1\n  + [A1]\n  + [C2]\n  - <O1>",
        "[C2]: Title of C2",
        "[A1]: Title of A1",
        "<O1>: Title of O1\n  - <R1>",
        "<R1>: So that.\n  - <O2>",
        "<O2>: Title of O2\n",
    ]


def test_marks_in_a_title_mean_nothing_to_the_map() -> None:
    corpus = corpus_of(claim("C1", title="Tea #1 is < 2 @ home (so far)"))

    assert r"[C1]: Tea \#1 is \< 2 \@ home \(so far\)" in export_argdown(View(corpus))


# -- the feed


def test_the_feed_has_the_newest_edition_first() -> None:
    first = corpus_of(claim("C1"))
    second = corpus_of(claim("C1", text="Longer."), claim("C2"))

    feed = feed_of({"2026-01-15": first, "2026-02-01": second})

    assert feed.xpath("a:updated/text()", namespaces=ATOM) == ["2026-02-01T00:00:00Z"]
    assert feed.xpath("a:entry/a:title/text()", namespaces=ATOM) == [
        "Edition of 2026-02-01: 1 new, 1 reworded",
        "Edition of 2026-01-15: 8 new",
    ]
    assert feed.xpath("a:entry/a:link/@href", namespaces=ATOM) == [
        "https://example.org/tea/editions/#edition-2026-02-01",
        "https://example.org/tea/editions/#edition-2026-01-15",
    ]


def test_the_ids_of_the_feed_are_for_ever_and_hang_on_no_host() -> None:
    first, second = corpus_of(claim("C1")), corpus_of(claim("C1", text="Longer."))
    days = {"2026-01-15": first, "2026-02-01": second}

    ids = feed_of(days).xpath("//a:id/text()", namespaces=ATOM)

    assert ids == [
        "tag:on-tea.invalid,2026-01-15:editions",
        "tag:on-tea.invalid,2026-01-15:editions/2026-02-01",
        "tag:on-tea.invalid,2026-01-15:editions/2026-01-15",
    ]
    elsewhere = SiteName("A copy", "https://elsewhere.example/")
    copied = lxml.etree.fromstring(export_feed(View(second, editions_of(days), elsewhere)).encode())
    assert copied.xpath("//a:id/text()", namespaces=ATOM) == ids


def test_an_entry_links_to_what_changed() -> None:
    first = corpus_of(claim("C1"))
    second = corpus_of(claim("C1", text="Longer."), claim("C2", title="Tea & milk < 3"))

    feed = feed_of({"2026-01-15": first, "2026-02-01": second})

    assert feed.xpath("a:entry[1]/a:content/text()", namespaces=ATOM) == [
        '<h2>New</h2><ul><li><a href="https://example.org/tea/claims/c2/">'
        "Tea &amp; milk &lt; 3</a> (claim C2)</li></ul>"
        '<h2>Reworded</h2><ul><li><a href="https://example.org/tea/claims/c1/">'
        "Title of C1</a> (claim C1)</li></ul>"
    ]


def test_before_the_first_edition_the_feed_is_empty() -> None:
    feed = lxml.etree.fromstring(export_feed(View(corpus_of(), site=SITE)).encode())

    assert feed.xpath("a:title/text()", namespaces=ATOM) == ["On Tea & Coffee: editions"]
    assert feed.xpath("a:entry", namespaces=ATOM) == []


# -- the list of pages


def test_the_list_gives_whole_addresses() -> None:
    made = export_llms(View(corpus_of(essay=essay_of("Tea is warm.", title="On Tea")), site=SITE))

    assert made.startswith("# On Tea & Coffee\n\n> The essay “On Tea”")
    assert "- [The whole](https://example.org/tea/argument/whole/index.md): All of it." in made
    assert "- [corpus.json](https://example.org/tea/data/v1/corpus.json): everything" in made


def test_the_list_names_every_export_and_no_other() -> None:
    view = View(corpus_of(claim("C1")), site=SITE)
    homes = [home for home in exports_of(view) if "/schema/" not in home]

    named = [
        line.partition("](https://example.org/tea")[2].partition("):")[0]
        for line in export_llms(view).split("## Data")[1].strip().split("\n")
    ]

    assert {home for home in named if "/schema/" not in home} == {*homes} - {"/llms.txt"}
    assert {home for home in named if "/schema/" in home} <= {*exports_of(view)}
