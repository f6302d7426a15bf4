"""What the export of old wordings says, so that a program can tell what a citation is about."""

from __future__ import annotations

import json
from typing import Any

from examples import claim, corpus_of, editions_of, objection, response, source, term

from macros.argument.corpus import Corpus
from macros.editions.editions import find_fingerprint
from macros.editions.versions import export_versions
from macros.exports.exports import make_exports
from macros.pages.view import View

RETIRED = {"date": "2026-02-01", "reason": "Two in one.", "successors": ("C2",)}


def versions_of(now: Corpus, **editions: Corpus) -> dict[str, dict[str, Any]]:
    """Return the items by key; each edition is named after its month."""
    register = editions_of({f"2026-{month[1:]}-01": then for month, then in editions.items()})
    view = View(now, register)
    items = export_versions(view.corpus, view.register, view.histories)
    return {item["key"]: item for item in items}


def test_every_wording_of_every_edition_is_there() -> None:
    first, second = corpus_of(claim("C1")), corpus_of(claim("C1", text="Longer."))

    found = versions_of(second, m01=first, m02=second)["C1"]

    assert [version["wording"]["text"] for version in found["versions"]] == ["Long.", "Longer."]
    assert [(v["number"], v["edition"], v["home"]) for v in found["versions"]] == [
        (1, "2026-01-01", "/claims/c1/v1/"),
        (2, "2026-02-01", "/claims/c1/v2/"),
    ]
    assert found["current"] == 2
    assert found["wording"] == found["versions"][1]["wording"]


def test_a_version_has_the_fingerprint_of_its_edition() -> None:
    corpus = corpus_of(claim("C1"))
    frozen = editions_of({"2026-01-01": corpus}).editions[0].items

    found = versions_of(corpus, m01=corpus)

    assert found["C1"]["versions"][0]["fingerprint"] == frozen["C1"].fingerprint
    assert frozen["C1"].fingerprint == find_fingerprint(found["C1"]["wording"])


def test_a_wording_of_today_that_no_edition_has_is_no_version() -> None:
    first, now = corpus_of(claim("C1")), corpus_of(claim("C1", text="Longer."), claim("C2"))

    found = versions_of(now, m01=first)

    assert (found["C1"]["current"], found["C1"]["wording"]["text"]) == (None, "Longer.")
    assert (found["C2"]["current"], found["C2"]["versions"]) == (None, [])


def test_everything_citable_is_there() -> None:
    corpus = corpus_of(
        claim("C1"), objection("O1", response("R1")), term("green-tea"), source("ryle1949")
    )

    assert list(versions_of(corpus)) == [
        "part:whole", "P1", "P1.1", "P1.2", "P2", "P2.1", "P2.2", "C1", "O1", "R1",
        "term:green-tea", "source:ryle1949",
    ]  # fmt: skip


def test_what_was_renamed_tells_its_keys_and_homes_of_old() -> None:
    first, second = corpus_of(term("cha")), corpus_of(term("chai", formerly=("cha",)))
    third = corpus_of(term("tea", formerly=("chai",)))

    found = versions_of(third, m01=first, m02=second, m03=third)

    assert found["term:tea"]["formerly"] == ["term:chai", "term:cha"]
    assert found["term:tea"]["homes"] == ["/glossary/cha/", "/glossary/chai/", "/glossary/tea/"]
    assert [version["number"] for version in found["term:tea"]["versions"]] == [1, 2, 3]
    assert "term:cha" not in found


def test_a_rename_that_is_newer_than_every_edition_is_told_too() -> None:
    first, now = corpus_of(term("cha")), corpus_of(term("tea", term="Cha", formerly=("cha",)))

    found = versions_of(now, m01=first)["term:tea"]

    assert found["formerly"] == ["term:cha"]
    assert found["homes"] == ["/glossary/cha/", "/glossary/tea/"]
    assert [version["home"] for version in found["versions"]] == ["/glossary/tea/v1/"]
    assert found["current"] == 1


def test_what_is_retired_says_why_and_what_to_read_instead() -> None:
    first, plain = corpus_of(claim("C1")), corpus_of(claim("C2"))
    now = Corpus(**vars(plain) | {"retired_claims": {"C1": claim("C1", retired=RETIRED)}})

    found = versions_of(now, m01=first)

    assert found["C1"]["retired"] == RETIRED | {"successors": ["C2"]}
    assert found["C1"]["versions"][0]["wording"]["text"] == "Long."
    assert found["C2"]["retired"] is None


def test_a_response_can_be_retired_by_itself() -> None:
    corpus = corpus_of(claim("C1"), objection("O1", response("R1", retired=RETIRED)))

    found = versions_of(corpus)

    assert found["R1"]["retired"]["reason"] == "Two in one."
    assert found["O1"]["retired"] is None


def test_the_file_names_the_newest_edition() -> None:
    corpus = corpus_of(claim("C1"))
    view = View(corpus, editions_of({"2026-01-01": corpus}))

    file = json.loads(make_exports(view)["/data/v1/versions.json"])

    assert (file["schema_version"], file["edition"]) == (1, "2026-01-01")
    assert file["items"] == export_versions(view.corpus, view.register, view.histories)
