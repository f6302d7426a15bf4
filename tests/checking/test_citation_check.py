"""Is a citation still good: what is answered, on the miniature’s story and on the site itself."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from programs import run_node
from story import Story

from macros.checking.citations import ask_checker, make_question
from macros.checking.publication import load_publication
from macros.editions.citing import CITED_KINDS, SiteName, cite_item
from macros.editions.history import find_histories
from macros.references.this_page import STYLES

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://example.org/essay/"
NAMES = ["Plant the Street Trees Now"]
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("citation_cases.yml").read_text("utf-8")
)

Answer = tuple[list[str], int]
"""What is said of each citation, and how many quotations are of others."""


def answer(question: dict[str, Any], cases: Iterable[dict[str, Any]]) -> list[Answer]:
    """Return what is said of texts, all asked at once."""
    asked = [
        {"given": case["text"]}
        if case.get("given")
        else {"name": "text", "bytes": b64encode(case["text"].encode()).decode()}
        for case in cases
    ]
    return [(one["told"], one["others"]) for one in ask_checker(question, asked)["reports"]]


def state_of(told: str) -> str:
    """Return the state that a line tells."""
    return told.split(": ")[1]


@pytest.fixture(scope="module")
def question(story: Story) -> dict[str, Any]:
    """Return what the checker has to know of the story’s site."""
    exported = json.loads((story.built.folder / "data/v1/versions.json").read_text("utf-8"))
    return {"items": exported["items"], "sites": [SITE], "names": NAMES}


@pytest.fixture(scope="module")
def answers(question: dict[str, Any]) -> dict[str, Answer]:
    """Return what is answered to each case."""
    return dict(zip([case["about"] for case in CASES], answer(question, CASES), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_citation_is_judged_as_expected(answers: dict[str, Answer], case: dict[str, Any]) -> None:
    assert answers[case["about"]] == (case["expected"], case.get("others", 0))


GOOD = {"current", "edited", "not frozen"}
STATES = GOOD | {
    "moved",
    "reworded",
    "retired",
    "doubtful",
    "elsewhere",
    "nearly",
    "nowhere",
    "unknown",
}


def test_the_cases_hold_every_answer_there_is() -> None:
    assert {state_of(line) for case in CASES for line in case["expected"]} == STATES


# -- what the story does not tell


@pytest.fixture
def told(question: dict[str, Any]) -> dict[str, Any]:
    """Return what the checker has to know, to be changed, and its items by key."""
    copied: dict[str, Any] = json.loads(json.dumps(question))
    return copied | {item["key"]: item for item in copied["items"]}


def add_versions(item: dict[str, Any], *wordings: dict[str, str]) -> None:
    """Let an item have had these wordings, today’s last."""
    first = item["versions"][0]
    item["versions"] = [
        first | {"number": number, "wording": first["wording"] | wording}
        for number, wording in enumerate(wordings, 1)
    ]
    item["current"] = len(wordings)


def test_a_version_whose_words_have_come_back_is_current(told: dict[str, Any]) -> None:
    add_versions(told["C1"], {}, {"text": "Ice."}, {})

    [(lines, _)] = answer(told, [{"text": "claim C1, version 1"}])

    assert lines == [
        "1: current: claim C1, version 1: claim C1, version 1 (edition of 2026-01-01) has the "
        "words of today, which are those of version 3 (/claims/c1/v1/)"
    ]


def test_an_editors_note_is_not_what_is_cited(told: dict[str, Any]) -> None:
    add_versions(told["C1"], {"editors’ note": "It speaks of heat."}, {})
    add_versions(told["C4"], {"text": "The harm depends [C1] on the kind."}, {})
    told["C4"]["wording"]["text"] = "The harm depends on the kind [@evelyn1664]."
    add_versions(told["C5"], {"text": "The *harm*."}, {"text": "The harm [@evelyn1664]."})
    told["C5"]["wording"]["text"] = "The harm [@evelyn1664]."
    text = "claim C1, version 1; claim C4, version 1; claim C5, version 1"

    [(lines, _)] = answer(told, [{"text": text}])

    assert [state_of(line) for line in lines] == ["current", "reworded", "current"]
    assert "is current: only the editors’ note has changed since; editors’ note: " in lines[0]


def test_a_successor_that_is_retired_is_followed_to_what_is_live(told: dict[str, Any]) -> None:
    told["C4"]["retired"] = {"date": "2026-02-20", "reason": "Dull.", "successors": ["C3", "C5"]}

    [(lines, _)] = answer(told, [{"text": "claim C3; claim C4"}])

    assert [line.partition("Read instead: ")[2] for line in lines] == [
        "C5 (/claims/c3/)",
        "C5 (/claims/c4/)",
    ]


def test_a_hyphen_at_a_lines_end_stays_where_the_words_have_it(told: dict[str, Any]) -> None:
    told["C1"]["wording"]["glance"] = "A take-over of the street by its well-wishers is rare."
    text = "“A take-\nover of the street by its well-\nwishers is rare” (claim C1)"

    [(lines, _)] = answer(told, [{"text": text}])

    assert lines[0].startswith("1: not frozen: “A take-over of the street by its well-wishers")


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("walk in the sun", "; beside it stands ‘don’t’, ‘if’ "),
        ("People … walk in the sun", "; leaves out ‘don’t’; "),
        ("People … walk in the sun … before noon", "; leaves out ‘don’t’; leaves out ‘if’; "),
        ("walk in the sun … before noon", "leaves out ‘if’; "),
        ("No one minds, in May 1990. Rain … They say so.", "but for what dots and brackets mark"),
    ],
)
def test_what_turns_the_sense_is_named(told: dict[str, Any], quoted: str, said: str) -> None:
    told["C1"]["wording"]["glance"] = (
        "People don’t walk in the sun if it is before noon. No one minds, in May 1990. Rain is a "
        "relief in May 1990. Nobody denies it. They say so."
    )

    [(lines, _)] = answer(told, [{"text": f"“{quoted}” (claim C1)"}])

    assert said in lines[0]


# -- made-up texts


def spoil(random: Random, words: list[str]) -> str:
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
STRANGE = "“”\"'‘’<>&;/\\{}[]()@#.,:-—…\n\t aC1Pv2q\u0301İßﬁ\ue010\0"


def make_strange(random: Random) -> str:
    """Return a text that no citer would write."""
    return "".join(random.choices(STRANGE, k=random.randrange(60)))


def make_up(random: Random, items: list[Any]) -> dict[str, Any]:
    """Return a text full of citations, good and bad, or one of strange marks."""
    if random.random() < 0.4:
        return {"text": make_strange(random), "given": True}
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


def test_no_text_is_too_strange(question: dict[str, Any]) -> None:
    chance = Random(3)
    texts = [make_up(chance, question["items"]) for _ in range(1500)]

    answers = answer(question, texts)

    assert sum(len(told) for told, _ in answers) > 1000
    for text, (told, _) in zip(texts, answers, strict=True):
        assert {state_of(line) for line in told} <= STATES
        lines = text["text"].replace("\r\n", "\n").count("\n") + 1
        assert [line for line in told if not 1 <= int(line.split(":")[0]) <= lines] == []


PLAIN = """
import { readFileSync } from "node:fs"
const [script, texts] = JSON.parse(readFileSync(0, "utf8"))
const { toPlain } = await import(script)
console.log(JSON.stringify(texts.map(toPlain)))
"""


def test_what_is_marked_up_keeps_its_lines() -> None:
    chance = Random(5)
    texts = [make_strange(chance).replace("\r", "") for _ in range(1500)]
    script = (ROOT / "macros/site/theme/assets/citation-plain.js").as_uri()

    ran = run_node(PLAIN, given=json.dumps([script, texts]))

    assert ran.returncode == 0, ran.stderr
    plain = json.loads(ran.stdout)
    assert [text.count("\n") for text in plain] == [text.count("\n") for text in texts]


# -- every address and every wording of the first edition


def frozen_items(story: Story, edition: str) -> list[Any]:
    """Return the items of the editions whose files are so called."""
    paths = sorted((story.project.root / "data/editions").glob(edition))
    return [v for path in paths for v in json.loads(path.read_text("utf-8"))["items"].values()]


def test_every_address_of_every_edition_is_known(story: Story, question: dict[str, Any]) -> None:
    homes = [item["home"] for item in frozen_items(story, "*.json")]

    answers = answer(question, [{"text": f"{SITE}{home[1:]}"} for home in homes])

    assert len(homes) > 100
    assert [told for told, _ in answers if len(told) != 1 or state_of(told[0]) == "unknown"] == []


def test_every_sentence_and_title_of_the_first_edition_is_found(
    story: Story, question: dict[str, Any]
) -> None:
    quoted = [
        {"text": f"“{text}”", "given": True}
        for item in frozen_items(story, "2026-01-01.json")
        for text in item["wording"].values()
        if item["kind"] != "source" and len(text.split()) > 3
    ]

    states = {state_of(told[0]) for told, _ in answer(question, quoted)}

    assert len(quoted) > 40
    assert states == {"current", "reworded", "retired"}


# -- references as the site itself gives them


def test_every_reference_that_a_site_offers_is_good(every_root: Path) -> None:
    publication = load_publication(every_root, every_root / "docs")
    site = SiteName("A site", SITE)
    histories = find_histories(publication.citables, publication.register).values()
    cited = [history for history in histories if history.citable.kind in CITED_KINDS]
    offered = [
        (style, history.citable.key, write(cite_item(publication.corpus, history, site)))
        for history in cited
        if history.current
        for style, write in STYLES.items()
    ]
    question = make_question(publication, [SITE]) | {"names": [site.name]}

    answers = answer(question, [{"text": reference} for _, _, reference in offered])

    bad = [
        (style, key, told, others)
        for (style, key, _), (told, others) in zip(offered, answers, strict=True)
        if not told or others or not {state_of(line) for line in told} <= GOOD
    ]
    assert bool(offered) == bool(publication.register.editions)
    assert bad == []
