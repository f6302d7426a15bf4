"""`make start`: a copy of the project becomes the site of another essay."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from begun import ESSAYS, Copy
from building import MINIATURE, everything_in

from macros.__main__ import main
from macros.argument import load_corpus
from macros.desk.about import FACTS, parse_facts
from macros.desk.division import find_ways, propose_parts
from macros.desk.kinds import Refused
from macros.desk.start import KEPT, OF_THIS_ESSAY, rehearse, start
from macros.essay import expand_ranges, parse_essay, read_source, write_ranges

TEA = """On Tea

Tea is warm. It was always so.

## Milk

Milk goes in first.

## Sugar

Sugar is a matter of taste.
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a copy of the project that is in no repository, with something said and frozen."""
    copy = Copy(tmp_path / "copy")
    shutil.copytree(MINIATURE / "data/claims", copy.root / "data/claims", dirs_exist_ok=True)
    copy.write("data/editions/2020-01-01.json", "{}\n")
    return copy


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Return an essay."""
    path = tmp_path / "tea.txt"
    path.write_text(TEA, "utf-8")
    return path


def git(root: Path, *arguments: str) -> None:
    """Run git, with somebody’s name."""
    named = ["-c", "user.name=A. Ryle", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(root), *named, *arguments], check=True, capture_output=True)


class Answers:
    """Answers as somebody types them, in turn; afterwards the dialogue is broken off."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)
        self.asked: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.left:
            raise EOFError
        return self.left.pop(0)


def test_another_essay_stands_where_this_one_was(copy: Copy, tea: Path) -> None:
    given = {"author": "Ryle, Gilbert", "issued": "1949", "license": "CC0", "language": "en-GB"}

    list(start(copy.root, tea, given, confirm="start"))

    corpus = load_corpus(copy.root)
    assert corpus.essay.title == "On Tea"
    assert [part.title for part in corpus.parts.values()] == ["“Tea is warm”", "Milk", "Sugar"]
    assert (corpus.facts.author[0].family, corpus.facts.language) == ("Ryle", "en-GB")
    assert (corpus.claims, corpus.objections, corpus.terms, corpus.sources) == ({}, {}, {}, {})
    assert copy.problems() == []
    assert not (copy.root / KEPT).exists()
    host = yaml.safe_load((copy.root / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    assert host["site_name"] == "On Tea"
    assert host["site_description"].startswith("“On Tea”, by Gilbert Ryle, 1949: an essay")
    assert "CC0" in (copy.root / "LICENSE").read_text("utf-8")
    assert (copy.root / "README.md").read_text("utf-8").startswith("# On Tea\n")
    assert (copy.root / "CHANGELOG.md").read_text("utf-8").endswith("- The site of On Tea.\n")
    assert 'name = "on-tea"' in (copy.root / "pyproject.toml").read_text("utf-8")
    cff = yaml.safe_load((copy.root / "CITATION.cff").read_text("utf-8"))
    assert "On Tea" in cff["title"]
    assert "url" not in cff


def test_a_rehearsal_writes_nothing_and_tells_all(copy: Copy, tea: Path) -> None:
    before = everything_in(copy.root)

    told = list(rehearse(copy.root, tea, {}))

    assert everything_in(copy.root) == before
    assert "would change mkdocs.yml" in told
    assert "would write docs/argument/milk.md" in told
    assert [line for line in told if line.startswith("would remove data/")]


def test_what_git_does_not_have_is_not_lost(copy: Copy, tea: Path) -> None:
    git(copy.root, "init", "-q")
    git(copy.root, "add", "-A")
    git(copy.root, "commit", "-qm", "Begin")
    copy.write("data/claims/C99.yml", "id: C99\n")
    before = everything_in(copy.root)

    with pytest.raises(Refused, match=r"git does not have it: data/claims/C99\.yml"):
        list(start(copy.root, tea, {}, confirm="start"))

    assert everything_in(copy.root) == before


def test_nobody_lets_an_essay_go_by_mistake(copy: Copy, tea: Path) -> None:
    before = everything_in(copy.root)

    with pytest.raises(Refused, match="CONFIRM=start"):
        list(start(copy.root, tea, {}))
    with pytest.raises(Refused, match="every link to them would break"):
        list(start(copy.root, tea, {"title": "On Tea"}, Answers(*[""] * 9, "yes")))

    after = everything_in(copy.root)
    after.pop(KEPT)
    assert after == before


def test_who_stops_goes_on_where_they_stopped(copy: Copy, tea: Path) -> None:
    first = Answers("", "", "Ryle, Gilbert", "1949")

    with pytest.raises(EOFError):
        list(start(copy.root, tea, {}, first, "start"))
    kept = json.loads((copy.root / KEPT).read_text("utf-8"))
    again = Answers(*[""] * 20)
    list(start(copy.root, tea, {}, again, "start"))

    assert kept["answers"]["author"] == "Ryle, Gilbert"
    assert not [prompt for prompt in again.asked if FACTS["author"] in prompt]
    assert load_corpus(copy.root).facts.author[0].family == "Ryle"


def test_who_stops_amid_the_questions_about_the_text_loses_no_answer(
    copy: Copy, tmp_path: Path
) -> None:
    path = tmp_path / "table.txt"
    path.write_text(f"{TEA}\n\n| a | b |\n|---|---|\n\n<b>Bold.</b>\n", "utf-8")
    facts = {**dict.fromkeys(FACTS, ""), "title": "On Tea"}

    with pytest.raises(EOFError):
        list(start(copy.root, path, facts, Answers("verbatim"), "start"))
    with pytest.raises(Refused, match="HTML, which is not understood"):
        list(start(copy.root, None, {}))
    list(start(copy.root, None, {}, Answers("verbatim", *[""] * 9)))

    kinds = [paragraph.kind for paragraph in load_corpus(copy.root).essay.paragraphs]
    assert kinds[-2:] == ["verbatim", "verbatim"]


def _with_head(folder: Path) -> Path:
    path = folder / "tea.txt"
    head = "# Title: On Tea\n## Author: Gilbert Ryle\n## Language: German\n## Date: 1949"
    path.write_text(f"{head}\n\nTea is warm.\n\nT. P.\n", "utf-8")
    return path


def test_without_somebody_to_ask_nothing_is_left_out(copy: Copy, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="what the file says of itself at its head"):
        list(start(copy.root, _with_head(tmp_path), {}, confirm="start"))


def test_what_a_text_says_of_itself_is_proposed_and_left_out_by_consent_alone(
    copy: Copy, tmp_path: Path
) -> None:
    answers = Answers("", "", "", "-", "", "", "", "", "", "omitted", *[""] * 9)

    list(start(copy.root, _with_head(tmp_path), {}, answers, "start"))

    corpus = load_corpus(copy.root)
    assert (corpus.facts.language, corpus.facts.issued) == ("de", None)
    assert "nothing for “Gilbert Ryle”, - for none" in "".join(answers.asked)
    assert corpus.facts.author[0].family == "Ryle"
    assert [p.text for p in corpus.essay.paragraphs] == ["Tea is warm."]
    assert [piece.text for piece in corpus.essay.paragraphs[0].after] == ["T. P."]
    assert copy.problems() == []


def test_in_a_terminal_the_new_site_opens_at_the_end(
    copy: Copy, tea: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []

    def serve(root: Path, home: str, environment: Mapping[str, str]) -> int:
        opened.append(home)
        return 0

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", Answers(*[""] * 30))
    monkeypatch.setattr("macros.desk.serve", serve)

    code = main(["start", "--root", str(copy.root), "--confirm", "start", str(tea)])

    assert (code, opened) == (0, ["/"])
    assert "What to do next:\n  1. Look at the site" in capsys.readouterr().out


def test_what_cannot_be_right_is_asked_again(copy: Copy, tea: Path) -> None:
    answers = Answers("", "", "A B C D", "Ryle, Gilbert", "soon", "1949", *[""] * 20)

    list(start(copy.root, tea, {}, answers, "start"))

    asked = "\n".join(answers.asked)
    assert "can be understood in more than one way" in asked
    assert load_corpus(copy.root).facts.issued.years == "1949"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"color": "green"}, "nothing asks for COLOR"),
        ({"issued": "soon"}, "ISSUED: "),
        ({"language": "English"}, "LANGUAGE: "),
        ({"parts": "chapters"}, "PARTS is 'chapters'; expected headings or length"),
    ],
)
def test_what_is_given_wrong_is_refused_before_anything_is_gone(
    copy: Copy, tea: Path, given: dict[str, str], wrong: str
) -> None:
    before = everything_in(copy.root)

    with pytest.raises(Refused, match=wrong):
        list(start(copy.root, tea, given, confirm="start"))

    assert everything_in(copy.root) == before


def test_the_command_says_what_is_missing(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["start", "--root", str(copy.root)]) == 1
    assert "SOURCE=essay.txt" in capsys.readouterr().err


def test_a_title_that_looks_like_markup_breaks_nothing(copy: Copy, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text('“A: "b" & $c” # *d*\n\nTea is warm.\n', "utf-8")

    list(start(copy.root, path, {"title": '“A: "b" & $c” # d'}, confirm="start"))

    assert copy.problems() == []


# -- parts


def essay_of(*lines: str) -> Iterator[str]:
    """Yield the titles of the parts proposed for some lines."""
    essay = parse_essay(read_source(["Tea", "", *lines]), "Tea")
    return (part.title for part in propose_parts(essay, find_ways(essay)[0]))


def test_parts_follow_the_headings_of_the_highest_level_of_which_there_are_several() -> None:
    lines = ["## One", "A.", "### Inner", "B.", "## Two", "", "C."]

    assert list(essay_of(*lines)) == ["One", "Two"]


def test_parts_by_length_are_alike_and_in_order() -> None:
    lines = [f"Number {n} of them. {'And so on. ' * 60}" for n in range(20)]
    essay = parse_essay(read_source(["Tea", *lines]), "Tea")

    parts = propose_parts(essay, "length")

    assert [id for part in parts for id in part.paragraphs] == [p.id for p in essay.paragraphs]
    assert {len(part.paragraphs) for part in parts} <= {2, 3}


def test_what_headings_hold_becomes_no_reference_and_no_id_twice() -> None:
    lines = ["## See [C10]", "A.", "## 三", "B.", "## 三", "C."]
    essay = parse_essay(read_source(["Tea", "", *lines]), "Tea")

    parts = propose_parts(essay, "headings")

    assert [part.title for part in parts] == ["See (C10)", "三", "三"]
    assert len({part.id for part in parts}) == 3


def test_ranges_are_read_as_they_are_written() -> None:
    paragraphs = ("P1", "P2", "P4", "P5", "P6", "P9")

    assert write_ranges(paragraphs) == ["P1", "P2", "P4-P6", "P9"]
    assert expand_ranges(write_ranges(paragraphs)) == paragraphs
    assert len(expand_ranges(["P1-P999999"])) <= 10_001


def test_a_new_part_takes_its_paragraphs_from_another(copy: Copy, tea: Path) -> None:
    list(start(copy.root, tea, {"parts": "length"}, confirm="start"))
    given = ["title=Milk and sugar", "glance=What goes in.", "paragraphs=P2-P3"]

    code = main(["new", "part", "--root", str(copy.root), *(f"--set={one}" for one in given)])

    parts = load_corpus(copy.root).parts
    assert code == 0
    assert {id: part.paragraphs for id, part in parts.items()} == {
        "tea-is-warm": ("P1",), "milk-and-sugar": ("P2", "P3"),
    }  # fmt: skip
    assert parts["tea-is-warm"].glance == "Paragraph 1 of the essay."
    assert copy.problems() == []


@pytest.mark.parametrize(
    ("paragraphs", "wrong"),
    [
        ("P9", "the essay has no paragraph P9"),
        ("P1-P3", "nothing would be left of tea-is-warm"),
        ("P2", "this would tear tea-is-warm apart, into P1 and P3"),
        ("two", "expected a paragraph or a range"),
    ],
)
def test_a_new_part_that_cannot_be_is_refused(
    copy: Copy, tea: Path, paragraphs: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    list(start(copy.root, tea, {"parts": "length"}, confirm="start"))
    before = everything_in(copy.root)
    given = ["title=Milk", "glance=What goes in.", f"paragraphs={paragraphs}"]

    code = main(["new", "part", "--root", str(copy.root), *(f"--set={one}" for one in given)])

    assert code == 1
    assert wrong in capsys.readouterr().err
    assert everything_in(copy.root) == before


# -- the essays of the tests


def test_a_text_in_french_keeps_its_verse_its_notes_and_its_refrain(copy: Copy) -> None:
    copy.begin("refrain.txt", author="Duval, Camille", issued="1902", language="fr")

    corpus = load_corpus(copy.root)
    verse = [p.text for p in corpus.essay.paragraphs if p.kind == "verse"]
    assert len(verse) == 3
    assert len(set(verse)) == 1
    assert [p.mark for p in corpus.essay.paragraphs if p.kind == "footnote"] == ["1", "2"]
    assert [part.title for part in corpus.parts.values()] == [
        "De l’eau", "De la feuille", "Du silence",
    ]  # fmt: skip
    assert corpus.sentences["P1.2"].text.startswith("M. Lenoir, qui")
    assert {line.fate for line in corpus.essay.lines} >= {"byline", "heading", "kept", "title"}
    assert copy.problems() == []


def test_nothing_is_asked_of_a_text_without_riddles() -> None:
    assert (ESSAYS / "README.md").is_file()
    assert parse_facts(dict.fromkeys(FACTS, "")) == {}
    assert "data/essay" in OF_THIS_ESSAY
