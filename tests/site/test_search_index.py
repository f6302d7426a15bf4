"""The index of the search: what the build makes of words, as a browser does."""

from __future__ import annotations

import json
import random
import re
from itertools import product

import brotli
from finder import ASSETS, ask
from programs import run_node

from macros.site.search_index import INDEX, LIMITS, PARTS, Limits, make_search
from macros.site.stems import split_words, stem
from tools.benchmarks.prose import RARE, Prose

_STEM = """
import { readFileSync } from "node:fs"
const [script, words] = JSON.parse(readFileSync(0, "utf8"))
const { stemmer } = await import(script)
console.log(JSON.stringify(words.map(stemmer)))
"""
ENDINGS = (
    "s es ies sses ed eed ing y ational tional enci anci izer bli alli entli eli ousli ization "
    "ation ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical "
    "ful ness al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize ion e ll"
).split()
STARTS = (
    "a y b ty yes be tr tree tra ab hop hopp fal fall con cont relat digit oper formal happ élan"
).split()


def test_a_word_has_the_stem_that_the_browser_gives_it() -> None:
    words = ["".join(parts) for parts in product(STARTS, ["", *ENDINGS], ["", *ENDINGS])]
    words += [word for path in ASSETS.glob("*.js") for word in split_words(path.read_text("utf-8"))]
    script = (ASSETS / "vendor/stemmer.js").as_uri()

    ran = run_node(_STEM, given=json.dumps([script, words]))

    assert ran.returncode == 0, ran.stderr
    stems = dict(zip(words, json.loads(ran.stdout), strict=True))
    assert {word: stem(word) for word in words} == stems


def entries_of(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Return entries of made-up words, as unevenly common as those of a language."""
    prose = Prose(seed)
    return [
        {
            "id": f"C{number}", "kind": f"Claim C{number}", "title": prose.title(),
            "text": prose.paragraph(90), "home": f"/claims/c{number}/",
        }
        for number in range(1, count + 1)
    ]  # fmt: skip


def test_few_entries_are_one_file() -> None:
    assert [home for home, _ in make_search(entries_of(50))] == [INDEX]


FEW = 1_200


def test_what_a_question_fetches_of_many_entries_has_a_bound() -> None:
    files = dict(make_search(entries_of(FEW)))
    sizes = {home: len(brotli.compress(text.encode(), quality=9)) for home, text in files.items()}
    words = [part for home in files for part in re.findall(rf"^{PARTS}w-", home)]
    chance = random.Random(7)
    questions = [" ".join(chance.sample(RARE[:200], length)) for length in range(1, 31)]

    answers = ask(files, questions)

    engine = sum(len((ASSETS / name).read_bytes()) for name in ("find.js", "vendor/stemmer.js"))
    most = max(sum(map(sizes.__getitem__, answer.fetched)) for answer in answers)
    assert len(words) > 100
    assert engine / 3 + sizes[INDEX] + most <= 100_000
    assert max(sizes.values()) <= 6_000


def test_an_entry_is_found_by_its_words_among_many() -> None:
    entries = entries_of(FEW)
    chosen = random.Random(3).sample(entries, 100)

    answers = ask(dict(make_search(entries)), [entry["title"] for entry in chosen])

    assert [answer.homes[0] for answer in answers] == [entry["home"] for entry in chosen]


def test_a_sentence_finds_among_many_what_it_finds_where_all_are_known() -> None:
    entries = entries_of(FEW)
    chosen = random.Random(4).sample(entries, 50)

    sentences = [entry["text"].split(". ")[0] for entry in chosen]
    whole, apart = (dict(make_search(entries, limits)) for limits in (Limits(whole=10**9), LIMITS))

    firsts = [[answer.homes[:1] for answer in ask(files, sentences)] for files in (whole, apart)]
    assert len(whole) == 1 < len(apart)
    assert firsts[0] == firsts[1]


def test_letters_of_any_language_are_names_of_files_that_every_host_takes() -> None:
    words = "Ünïcode façade Ελλάδα кость 漢字 con aux 𝒜𝒷 naïve".split()
    entries = [
        {"id": "", "kind": "Page", "title": f"{word} {number}", "text": word, "home": f"/{number}"}
        for number, word in enumerate(words)
    ]

    files = dict(make_search(entries, Limits(whole=0, bytes=60)))

    assert [answer.homes[0] for answer in ask(files, words)] == [one["home"] for one in entries]
    assert [home for home in files if not re.fullmatch(r"[a-z0-9/.-]+", home)] == []
