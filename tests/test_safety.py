"""What the threat model says is stopped, is stopped."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
from conftest import ROOT, Built, Project
from fuzz import Bench, read_kept_seeds
from fuzz_doors import DOORS
from markupsafe import Markup
from playwright.sync_api import Browser
from reading import PHONE, new_context
from server import serve

from macros.__main__ import main
from macros.desk.kinds import Refused
from macros.desk.new import write_new
from macros.editions.editions import export_edition, find_record_fingerprint
from macros.editions.files import read_editions
from macros.prose.front_matter import Script
from macros.prose.markup import find_foreign, find_foreign_markdown
from macros.records.problems import DataError
from macros.records.text import (
    find_faults,
    find_references,
    plain_text,
    render_text,
    split_paragraphs,
)
from macros.site.stage import Stage

TOO_LONG = 5.0
"""Seconds for what takes a few thousandths: only a runaway takes longer, on any machine."""


def test_the_threat_model_names_tests_that_there_are() -> None:
    named = re.findall(
        r"`(test_\w+)(?:\[([\w-]+)\])?`", (ROOT / ".github/THREATS.md").read_text("utf-8")
    )
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    missing = [name for name, _ in named if f"def {name}(" not in written]
    no_example = [case for _, case in named if case and not (ROOT / "tests/bad" / case).is_dir()]

    assert len(named) > 10
    assert missing == []
    assert no_example == []


# -- markup

DISGUISED = (
    "[x](java&#115;cript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](data:text/html,y)",
    "![x](https://example.org/pixel.gif)",
    "| a |\n|:-:|\n| b |",
    "[x](//example.org)",
)


@pytest.mark.parametrize("prose", DISGUISED)
def test_prose_that_hides_markup_from_the_source_is_refused_when_it_is_made(
    prose: str, miniature: Project
) -> None:
    miniature.write("docs/page.md", f"---\ntitle: A page\n---\n\n# A page\n\n{prose}\n")
    miniature.edit("mkdocs.yml", "nav:\n", "nav:\n  - page.md\n")

    built = miniature.build()

    assert not built.ok
    assert re.search(r"docs/page\.md:\d+: the (address|element|attribute) ", built.log)


@pytest.mark.parametrize(
    "html",
    [
        '<p class="aside" id="a" data-no-terms>One</p>',
        '<a href="../two/#b">two</a> <a href="https://example.org/?a=b:c">there</a>',
        '<a href="#fn:1">1</a> <a href="mailto:a@example.org">write</a>',
    ],
)
def test_markup_that_prose_may_hold_is_not_foreign(html: str) -> None:
    assert list(find_foreign(html)) == []
    assert list(find_foreign_markdown(html)) == []


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<svg onload=x>", "the element svg"),
        ('<p style="color: red">', "the attribute style"),
        ('<a href=" JavaScript:x">', "the address JavaScript:x"),
        ('<a href="java\tscript:x">', "the address java\tscript:x"),
        (r'<a href="\\example.org">', r"the address \\example.org"),
    ],
)
def test_markup_that_could_do_something_is_foreign(html: str, what: str) -> None:
    assert list(find_foreign(html)) == [what]
    assert list(find_foreign_markdown(html)) == [(1, what)]


@pytest.mark.parametrize(
    ("html", "what"),
    [("<!DOCTYPE html>", "a declaration"), ("<?php x ?>", "a processing instruction")],
)
def test_what_only_looks_like_markup_is_foreign_too(html: str, what: str) -> None:
    assert list(find_foreign_markdown(html)) == [(1, what)]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<!--><img src=x onerror=y>-->", "the element img"),
        ("<!-- --!><script>x</script>", "the element script"),
        ("<p><body onload=x>", "the attribute onload"),
        ("<html onclick=x>", "the attribute onclick"),
        ("<p title='\ue0000\ue001'>", "a macro in the attribute title"),
        ("<h2>x<div><h3>y", "a heading inside a heading"),
    ],
)
def test_what_a_browser_would_make_of_it_is_what_counts(html: str, what: str) -> None:
    assert list(find_foreign(html)) == [what]


def test_a_macro_in_an_attribute_is_refused(miniature: Project) -> None:
    miniature.write("docs/coverage.md", "# Uses\n\n<p title=\"{{ claim('C1') }}\">One</p>\n")

    problems = miniature.build().problems

    assert [problem.split("; ")[0] for problem in problems] == [
        "docs/coverage.md:3: a macro in the attribute title"
    ]


def test_no_page_links_to_anything_but_web_and_mail_addresses(built: Built) -> None:
    pages = [path.read_text("utf-8") for path in built.folder.rglob("*.html")]

    schemes = {scheme for page in pages for scheme in re.findall(r'\shref="([a-z]+):', page)}

    assert len(pages) > 10
    assert schemes <= {"http", "https", "mailto"}


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u2028"])
def test_characters_that_deceive_the_eye_are_refused(character: str) -> None:
    found = list(find_faults(f"one{character}two"))

    right = "put a space in its place" if character in "\u200b\u2028" else "remove it"
    assert found == [(f"the invisible character U+{ord(character):04X} in text", right)]


# -- files

LINKED = ("data/claims/C9.yml", "data/sources.json", "data/essay/source.txt", "docs/page.md")


@pytest.mark.parametrize("name", LINKED)
def test_a_symbolic_link_is_not_followed(name: str, miniature: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("id: C9\ntitle: Secret\n", "utf-8")
    (miniature.root / name).unlink(missing_ok=True)
    (miniature.root / name).symlink_to(secret)

    problems = miniature.problems()

    assert f"{name}:1: a symbolic link; expected the file itself" in problems


def test_a_folder_that_is_a_symbolic_link_is_not_followed(
    miniature: Project, tmp_path: Path
) -> None:
    (miniature.root / "data/glossary").rename(tmp_path / "elsewhere")
    (miniature.root / "data/glossary").symlink_to(tmp_path / "elsewhere")

    problems = miniature.problems()

    assert "data/glossary/canopy.yml:1: a symbolic link; expected the file itself" in problems


FORGED = [
    ("home", "/../../outside/", "home of C1 is '/../../outside/'"),
    ("home", "//example.org/", "home of C1 is '//example.org/'"),
    ("title", 7, "title of C1 is '7'"),
    ("id", "../x", "id of C1 is '../x'"),
    ("formerly", "C7", "formerly of C1 is 'C7'"),
    ("wording", None, "wording of C1 is 'None'"),
    ("key", "C2", "key of C1 is nothing that an edition holds"),
    ("wording", {"text": ["x"]}, "text of wording of C1 is \"['x']\""),
    (
        "wording",
        {"text": "one\u202etwo"},
        "text of wording of C1: the invisible character U+202E in text",
    ),
]


@pytest.mark.parametrize(("field", "value", "said"), FORGED)
def test_a_forged_edition_is_refused_however_well_it_is_signed(
    field: str, value: object, said: str, miniature: Project
) -> None:
    forge(miniature, field, value)

    problems = miniature.problems()

    assert [problem.split("; ")[0] for problem in problems] == [f"{FORGERY}:2: {said}"]


FORGERY = "data/editions/2026-02-01.json"


def forge(project: Project, field: str, value: object) -> None:
    """Add an edition that follows from the one before it, but for one field."""
    main(["edition", "--yes", "--root", str(project.root), "--date", "2026-01-01"])
    (edition,), _ = read_editions(project.root / "data/editions", "data/editions")
    record = export_edition(edition)
    record |= {"edition": "2026-02-01", "before": {"fingerprint": edition.fingerprint}}
    record["items"]["C1"][field] = value
    record["fingerprint"] = find_record_fingerprint(record)
    items = json.dumps(record.pop("items")).replace('"C1":', '\n"C1":', 1)
    project.write(FORGERY, f'{json.dumps(record)[:-1]}, "items": {items}}}')


def test_nothing_is_written_outside_the_site(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="outside the site"):
        Stage(tmp_path / "site").write("/../outside/index.html", "text")

    assert list(tmp_path.iterdir()) == []


def test_a_refused_build_leaves_the_site_as_it_was(miniature: Project) -> None:
    assert miniature.build().ok
    before = {path: path.read_bytes() for path in miniature.root.glob("site/**/*.html")}

    miniature.write("docs/index.md", "# Home\n\n[x](java&#115;cript:alert(1))\n")

    assert not miniature.build().ok
    assert before == {path: path.read_bytes() for path in miniature.root.glob("site/**/*.html")}
    assert not (miniature.root / ".site.new").exists()


# -- time and space

SLOW = {
    "braces": "{a" * 10_000,
    "braces and equals": "{=a" * 6_000,
    "a locator of spaces": "[@a," + " " * 19_000,
    "many locators": "[@a, " * 4_000,
    "dashes": "-" * 20_000,
    "stars": "*a " * 6_000,
    "spaces": "a" + " " * 19_000 + "b",
    "blank lines": "a" + "\n " * 9_000 + "b",
    "brackets": "[" * 20_000,
    "angles": "<" * 20_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_checks_take_no_longer_for_text_made_to_slow_them(text: str) -> None:
    start = time.process_time()

    list(find_faults(text)), list(find_references(text)), split_paragraphs(text)
    render_text(text, lambda _: Markup("x"))
    plain_text(text)

    assert time.process_time() - start < TOO_LONG


def test_a_file_with_endless_problems_says_so_after_a_hundred(miniature: Project) -> None:
    unknown = " ".join(f"[C{number}]" for number in range(100, 2_000))
    miniature.edit("data/claims/C1.yml", "text: ", f"text: >-\n  {unknown}\n  ")

    problems = miniature.problems()

    assert len(problems) == 101
    assert sum("more than 100 problems in this file" in problem for problem in problems) == 1


def test_ten_thousand_aliases_are_refused_at_the_first(miniature: Project) -> None:
    bomb = "id: C9\na: &a [x, x]\n" + "".join(f"a{n}: [*a, *a]\n" for n in range(10_000))
    miniature.write("data/claims/C9.yml", bomb[:90_000])

    problems = [problem for problem in miniature.problems() if "C9.yml" in problem]

    assert [problem.split(":")[1] for problem in problems] == ["2"]
    assert "which YAML reads as a reference" in problems[0]


def test_a_file_of_a_megabyte_is_not_read(miniature: Project) -> None:
    miniature.write("data/claims/C9.yml", "id: C9\ntext: " + "x" * 1_000_000)

    problems = [problem for problem in miniature.problems() if "C9.yml" in problem]

    assert problems == ["data/claims/C9.yml:1: the file has 1,000,013 bytes; at most 100,000"]


def test_a_word_of_five_thousand_letters_does_not_widen_the_page(
    miniature: Project, browser: Browser
) -> None:
    word = "w" * 5_000
    miniature.edit("data/claims/C1.yml", "text: ", f"text: >-\n  {word}\n  ")
    miniature.edit("data/objections/O1.yml", "text: ", f"text: >-\n  {word}\n  ")
    built = miniature.build()
    assert built.ok, built.log

    with serve(built.folder) as address, new_context(browser, PHONE) as context:
        page = context.new_page()
        for home in ("claims/c1/", "objections/o1/", "objections/"):
            page.goto(f"{address}/{home}")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


# -- what once went wrong


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a project to throw changes at."""
    return Bench(tmp_path_factory.mktemp("fuzz"))


FIRST = [(seed, "data") for seed in range(20)]
FIRST += [(seed, door) for door in DOORS for seed in range(8)]


@pytest.mark.parametrize(("seed", "door"), [*read_kept_seeds(), *FIRST])
def test_a_random_change_is_refused_or_harmless(bench: Bench, seed: int, door: str) -> None:
    assert bench.try_seed(seed, door) is None


# -- what a pull request that touches only data/ and docs/ could try


def test_a_title_in_front_matter_comes_out_as_text(miniature: Project) -> None:
    head = '---\ntitle: "A \'b\' & < c"\ndescription: "x\' onclick=y & z"\n---\n\n'
    miniature.write("docs/sources.md", head + "{{ source_list() }}\n")

    built = miniature.build()

    assert built.ok, built.log
    page = lxml.html.fromstring(built.html("sources"))
    assert page.findtext(".//h1") == "A 'b' & < c"
    assert page.xpath("//meta[@name='description']/@content") == ["x' onclick=y & z"]
    assert page.findtext(".//title").startswith("A 'b' & < c")


@pytest.mark.parametrize("name", ["claims/c1/index.md", "print.md", "claims/c1.md"])
def test_a_page_in_the_place_of_one_that_is_made_is_refused(name: str, miniature: Project) -> None:
    miniature.write(f"docs/{name}", "# Another\n")
    miniature.edit("mkdocs.yml", "nav:\n", f"nav:\n  - {name}\n")

    built = miniature.build()

    assert not built.ok
    assert re.search(r"docs/.*: a page (made from data )?stands ", built.log)


@pytest.mark.parametrize("name", ["data/claims/C9\n::error::x.yml", "docs/a\n::error::x.md"])
def test_the_name_of_a_file_cannot_begin_a_line_of_a_log(name: str, miniature: Project) -> None:
    miniature.write(name, "id: C9\n")

    problems = miniature.problems()

    assert len(problems) == 1
    assert problems[0].isprintable()


def test_every_script_that_a_page_may_name_is_there() -> None:
    scripts = [ROOT / "macros/site/theme/assets" / name for name in get_args(Script)]

    assert scripts != []
    assert [path.name for path in scripts if not path.is_file()] == []


ODD_ADDRESSES = (
    "https://user@example.org/", "https://example.org:8443/", "https://2130706433/",
    "https://localhost/x", "https://[::1]/", "https://example.org./", "https://example..org/",
    "https://-a.example.org/", "https://example.org/" + "a" * 2_000,
)  # fmt: skip


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_address_that_not_everybody_can_look_up_is_refused(
    address: str, miniature: Project
) -> None:
    miniature.edit("data/sources.json", '"type": "book",', f'"type": "book", "URL": "{address}",')

    assert all(": URL: the address " in problem for problem in miniature.problems())
    assert len(miniature.problems()) == 3


def test_marks_heaped_on_a_letter_are_refused() -> None:
    assert [wrong for wrong, _ in find_faults("a" + "\u0301" * 5)] == [
        "more than four marks on one letter"
    ]
    assert list(find_faults("e\u0301 \u1ec7")) == []


def test_a_day_that_is_in_no_calendar_is_refused(miniature: Project) -> None:
    miniature.edit(
        "data/claims/C3.yml", "id: C3\n", "id: C3\nretired: {date: 2026-02-30, reason: No reason}\n"
    )

    wrong = "data/claims/C3.yml:2: date: there is no day 2026-02-30"
    assert f"{wrong}; expected one such as 2026-12-01" in miniature.problems()


def test_no_script_of_the_site_makes_markup_of_text() -> None:
    scripts = [
        *(ROOT / "macros/site/theme/assets").glob("*.js"),
        ROOT / "macros/site/theme/worker.js",
    ]
    makes = r"\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    makes += r"|createContextualFragment|srcdoc|setAttribute\(\s*[\"'`]on"

    found = [path.name for path in scripts if re.search(makes, path.read_text("utf-8"))]

    assert len(scripts) > 9
    assert found == []


def test_an_id_that_is_given_for_a_new_item_is_refused(miniature: Project) -> None:
    with pytest.raises(Refused, match="The id is the next free one"):
        write_new(miniature.root, "claim", {"id": "../../x", "title": "A title"})


def test_many_items_at_every_limit_are_checked_in_time(miniature: Project) -> None:
    text = "shade *tree* [C1] roots " * 700
    cited = "".join("  - {source: evelyn1664, note: many words}\n" for _ in range(490))
    for number in range(100, 150):
        head = f"id: C{number}\ntitle: A claim\nglance: A few words\nstrength: flat\n"
        head += f"quotes: [{{passage: P1.1}}]\nsupports: [T1]\ntext: >-\n  {text}\n"
        miniature.write(f"data/claims/C{number}.yml", f"{head}sources:\n{cited}")

    start = time.process_time()
    problems = miniature.problems()

    assert time.process_time() - start < 2 * TOO_LONG
    assert len(problems) == 50 * 101


LARGE = {
    "angles": "<a " * 30_000,
    "brackets": "[" * 50_000,
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "numbers in one line": "1. " * 400,
    "elements": "<div markdown>\n" * 3_000,
    "a few elements in one another": "<div markdown>\n" * 140,
    "definitions": "a\n: b\n" * 500,
    "rows": "a|b\n-|-\n" * 5_000,
    "braces": "{" * 5_000,
    "headings": "# a\n" * 12_000,
    "stars": "*a*" * 1_900,
}


@pytest.mark.parametrize("prose", LARGE.values(), ids=LARGE)
def test_a_page_made_to_slow_checks_is_refused_at_once(prose: str, miniature: Project) -> None:
    miniature.write("docs/coverage.md", f"# Uses\n\n{prose}\n")

    start = time.process_time()
    problems = miniature.problems()

    assert time.process_time() - start < TOO_LONG
    assert [one for one in problems if not one.startswith("docs/coverage.md:")] == []
    assert len(problems) <= 101
