"""Is a citation still good: one answer in Python and in JavaScript, on the miniature’s story."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import run_node
from story import Story

from macros.checking.publication import load_publication
from macros.citation_check.checker import Checker
from macros.citation_check.index import Index, Place, Unknown
from macros.citation_check.marked_up import to_plain
from macros.editions.citing import CITED_KINDS, SiteName, cite_item
from macros.editions.versions import export_versions
from macros.pages.view import View
from macros.references.this_page import STYLES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "macros/site/theme/assets/citation-check.js"
SITES = ["https://example.org/essay/"]
NAMES = ["Plant the Street Trees Now"]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "citation_cases.yml").read_text("utf-8")
)

Answer = tuple[list[str], int]
"""What is said of each citation, and how many quotations are of others."""

IN_NODE = """
import { readFileSync } from "node:fs"
const { script, items, sites, names, texts } = JSON.parse(readFileSync(0, "utf8"))
const address = "data:text/javascript;base64," + Buffer.from(script).toString("base64")
const { Checker, tell } = await import(address)
const checker = new Checker(items, sites, names)
const answers = texts.map(({ text, given }) => {
  const { verdicts, others } = given ? checker.checkGiven(text) : checker.checkText(text)
  return [verdicts.map(verdict => `${verdict.line}: ${tell(verdict)}`), others]
})
console.log(JSON.stringify(answers))
"""


def answer_in_javascript(items: list[Any], texts: list[dict[str, Any]]) -> list[Answer]:
    """Check texts with the script of the page."""
    given = {
        "script": SCRIPT.read_text("utf-8"), "items": items, "sites": SITES, "names": NAMES,
        "texts": [{"text": case["text"], "given": bool(case.get("given"))} for case in texts],
    }  # fmt: skip
    ran = run_node(IN_NODE, given=json.dumps(given))
    assert ran.returncode == 0, ran.stderr
    return [(lines, others) for lines, others in json.loads(ran.stdout)]


def answer_in_python(checker: Checker, case: dict[str, Any]) -> Answer:
    """Check a text with the command’s modules."""
    report = (checker.check_given if case.get("given") else checker.check_text)(case["text"])
    return [f"{verdict.line}: {verdict}" for verdict in report.verdicts], report.others


@pytest.fixture(scope="module")
def items(story: Story) -> list[Any]:
    """Return what the site of the story exports."""
    exported = json.loads((story.built.folder / "data/v1/versions.json").read_text("utf-8"))
    return list(exported["items"])


@pytest.fixture(scope="module")
def checker(items: list[Any]) -> Checker:
    """Return what checks citations of the story’s site."""
    return Checker(items, SITES, NAMES)


@pytest.fixture(scope="module")
def in_javascript(items: list[Any]) -> dict[str, Answer]:
    """Return what JavaScript answers to each case."""
    answers = answer_in_javascript(items, CASES)
    return {case["about"]: answer for case, answer in zip(CASES, answers, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_citation_is_judged_as_expected_in_python(checker: Checker, case: dict[str, Any]) -> None:
    assert answer_in_python(checker, case) == (case["expected"], case.get("others", 0))


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_citation_is_judged_as_expected_in_javascript(
    in_javascript: dict[str, Answer], case: dict[str, Any]
) -> None:
    assert in_javascript[case["about"]] == (case["expected"], case.get("others", 0))


def test_the_cases_hold_every_answer_there_is() -> None:
    answers = {line.split(": ")[1] for case in CASES for line in case["expected"]}

    assert answers == {
        *("current", "not frozen", "moved", "reworded", "retired", "nearly", "nowhere", "unknown")
    }


# -- made-up texts, the same for both


def spoil(random: random.Random, words: list[str]) -> str:
    """Return some of the words, with something put in or left out here and there."""
    start = random.randrange(len(words))
    kept = words[start : start + random.randrange(3, 30)]
    for _ in range(random.choice([0, 0, 0, 1, 1, 2, 4])):
        at = random.randrange(len(kept) + 1)
        put = random.choice(["nice", "…", "—", "\n", "[sic]", "(Hume, 1748)", "“", "*so*", "ß", ""])
        kept[at : at + (put == "")] = [put] if put else []
    return " ".join(kept)


FORMS: tuple[Callable[[str, str, str], str], ...] = (
    lambda words, home, id: f"“{words}”",
    lambda words, home, id: f'"{words}" {home}',
    lambda words, home, id: f"‘{words}’",
    lambda words, home, id: f"\n> {words}\n>\n> — {id}\n",
    lambda words, home, id: f'<blockquote cite="{home}"><p>{words}</p></blockquote>',
    lambda words, home, id: f"<q>{words}</q> ({id})",
    lambda words, home, id: f"“{words}” ({id}, version 2)",
    lambda words, home, id: f"https://example.org/essay{home}, https://www.other.net/x{home})",
    lambda words, home, id: f"[{words}](..{home}) {home}x",
    lambda words, home, id: f"claim {id}, {id} and X99; ({id})",
    lambda words, home, id: f"\\cite[p. 3]{{{id.lower()}, term-x}} \\enquote{{{words}}}",
    lambda words, home, id: (
        f"@misc{{{id},\n title = {{{words}}},\n url = {{http://a.org{home}}},\n}}\n"
    ),
    lambda words, home, id: f"&ldquo;{words}&rdquo; @{id.lower()}",
    lambda words, home, id: f"{words}.",
    lambda words, home, id: "\n\nHume says so. ",
)


def make_up(random: random.Random, items: list[Any]) -> dict[str, Any]:
    """Return a text full of citations, good and bad."""
    worded = [
        words
        for item in items
        for v in (item, *item["versions"])
        for words in v["wording"].values()
    ]
    homes = [home for item in items for home in item["homes"]] + ["/claims/c99/", "/about/"]
    ids = [item["id"] for item in items] + ["C99", "P9.9"]
    pieces = [
        random.choice(FORMS)(
            spoil(random, random.choice(worded).split()), random.choice(homes), random.choice(ids)
        )
        for _ in range(random.randrange(1, 5))
    ]
    return {"text": " ".join(pieces), "given": random.random() < 0.4}


def test_both_languages_say_the_same_of_whatever_text(items: list[Any], checker: Checker) -> None:
    chance = random.Random(3)
    texts = [make_up(chance, items) for _ in range(400)]

    mine = [answer_in_python(checker, text) for text in texts]
    theirs = answer_in_javascript(items, texts)

    differing = [(t["text"], m, o) for t, m, o in zip(texts, mine, theirs, strict=True) if m != o]
    assert sum(len(lines) for lines, _ in mine) > 400
    assert differing[:1] == []


@given(
    st.text(alphabet=st.sampled_from("“”\"'‘’<>&;/\\{}[]()@#.,:-—…\n\t aC1Pv2q\u0301İßﬁ\ue010\0"))
)
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    checker = Checker(
        [
            {
                "key": "C1", "kind": "claim", "id": "C1", "title": "A1", "home": "/claims/c1/",
                "homes": ["/claims/c1/"], "formerly": [], "retired": None, "current": None,
                "wording": {"text": "a a C1 “a” — a"}, "versions": [],
            }
        ]
    )  # fmt: skip

    assert checker.check_given(text) is not None
    assert to_plain(text).count("\n") == text.count("\n")


# -- every address and every wording of the first edition


def test_every_address_of_every_edition_is_known(story: Story, items: list[Any]) -> None:
    index = Index(items)
    frozen = [
        item
        for path in sorted((story.project.root / "data/editions").glob("*.json"))
        for item in json.loads(path.read_text("utf-8"))["items"].values()
    ]

    found = [index.find(item["home"]) for item in frozen]

    assert len(found) > 100
    assert [place for place in found if not isinstance(place, Place)] == []


def test_every_sentence_and_title_of_the_first_edition_is_found(
    story: Story, checker: Checker
) -> None:
    first = json.loads((story.project.root / "data/editions/2026-01-01.json").read_text("utf-8"))
    quoted = [
        text
        for item in first["items"].values()
        for text in item["wording"].values()
        if item["kind"] != "source" and len(text.split()) > 3
    ]

    states = {checker.check_given(f"“{text}”").verdicts[0].state for text in quoted}

    assert len(quoted) > 40
    assert states == {"current", "reworded", "retired"}


def test_an_address_that_was_never_given_out_is_unknown(items: list[Any]) -> None:
    assert isinstance(Index(items).find("/claims/c99/"), Unknown)


# -- references as the site itself gives them


def test_every_reference_that_the_site_offers_is_good() -> None:
    publication = load_publication(ROOT, ROOT / "docs")
    site = SiteName("A site", "https://example.org/essay/")
    view = View(publication.corpus, publication.register, site)
    checker = Checker(
        export_versions(view.corpus, view.register, view.histories), SITES, [site.name]
    )
    histories = [h for h in view.histories.values() if h.citable.kind in CITED_KINDS and h.current]

    bad = []
    for history in histories:
        for style, write in STYLES.items():
            report = checker.check_text(write(cite_item(history, site)))
            wrong = [str(verdict) for verdict in report.verdicts if not verdict.is_good]
            if wrong or not report.verdicts or report.others:
                bad.append((style, history.citable.key, wrong, report.others))
    assert len(histories) > 50
    assert bad == []
