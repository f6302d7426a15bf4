"""`make intake` and `make passages`: a text comes in, and its editors are asked what they know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from conftest import Project

from macros.__main__ import main
from macros.argument import SOURCE_TEXT, load_questions, read_essay
from macros.desk.conversion import read_any
from macros.desk.intake import ask_editors, bring_in, list_passages
from macros.desk.kinds import Refused
from macros.essay import ask_first, find_questions, parse_essay, read_source, split_lines

MARKED = """---
title: On Tea
author: A. Ryle
---

Tea is *warm*.[^1] It is **not** cold; see [there](https://example.org/a). It costs $5 * 2_3.

## On milk

> So it is
> said.

- one
- two

| Not a drum was heard,
|   not a funeral note

| a | b |
|---|---|
| 1 | 2 |

---

[^1]: See *Ryle*.
"""


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """Return a text in Markdown."""
    path = tmp_path / "tea.md"
    path.write_text(MARKED, "utf-8")
    return path


@pytest.mark.parametrize("form", ["markdown", "docx", "html", "epub"])
def test_what_pandoc_reads_comes_in_with_its_structure(
    form: str, marked: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"tea.{'md' if form == 'markdown' else form}"
    if form != "markdown":
        arguments = ["--standalone"] if form != "html" else []
        pypandoc.convert_file(str(marked), form, outputfile=str(path), extra_args=arguments)

    essay = parse_essay(read_source(split_lines(read_any(path))), "On Tea")

    kinds = {paragraph.kind: paragraph for paragraph in essay.paragraphs}
    assert [p.text for p in essay.paragraphs if p.kind == "item"] == ["one", "two"]
    assert kinds["quotation"].text == "So it is said."
    assert kinds["footnote"].text == "See Ryle."
    assert [" ".join(s.text.split()) for s in kinds["verse"].sentences] == [
        "Not a drum was heard,", "not a funeral note",
    ]  # fmt: skip
    [tea] = [p for p in essay.paragraphs if p.text.startswith("Tea")]
    assert tea.text == "Tea is warm. It is not cold; see there. It costs $5 * 2_3."
    marks = [mark.kind for sentence in tea.sentences for mark in sentence.marks]
    assert marks == ["em", "note", "strong", "link"]
    assert "On milk" in [b.text for p in essay.paragraphs for b in p.before]
    asked = [question.what for question in find_questions(essay) if not question.default]
    assert asked == ["a table, which is not understood"]
    assert bool(ask_first(essay.source)) is (form == "markdown")


def test_markdown_keeps_its_words_and_its_head_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "tea.md"
    head = '---\ntitle: "On Tea"\nauthor: A. Ryle\n---\n'
    path.write_text(f'{head}\nIt\'s "warm" -- so... it is.\n\n> One,  \n> two.\n', "utf-8")

    text = read_any(path)

    assert text.startswith(head)
    assert 'It\'s "warm" -- so... it is.' in text
    essay = parse_essay(read_source(split_lines(text)), "On Tea")
    assert [(p.kind, p.text) for p in essay.paragraphs][1:] == [("verse", "One,\ntwo.")]


def test_of_a_document_no_word_of_its_head_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "tea.docx"
    head = (
        "---\ntitle: On Tea\nsubtitle: A Defense\nauthor: [A. Ryle, B. Roe]\nabstract: So.\n---\n"
    )
    pypandoc.convert_text(f"{head}\nTea.", "docx", format="markdown", outputfile=str(path))

    lines = read_any(path).split("\n\n")

    assert [line.strip() for line in lines] == [
        "# On Tea", "A Defense", "A. Ryle", "B. Roe", "Abstract", "So.", "Tea.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ('<a href="#n1">[1]</a>', '<p id="n1"><a href="#c1">[1]</a> See Ryle.</p>'),
        ('<sup><a href="#n1">1</a></sup>', '<p><a id="n1" href="#c1">1.</a> See Ryle.</p>'),
        ('<a href="#n1"><sup>1</sup></a>', '<p><span><a href="#c1">1</a></span> See Ryle.</p>'),
    ],
)
def test_notes_that_a_page_links_are_notes(call: str, note: str, tmp_path: Path) -> None:
    path = tmp_path / "tea.html"
    inner = '<a href="#milk">milk</a>'
    path.write_text(f"<h1>On Tea</h1><p>Tea{call} and {inner}.</p>{note}", "utf-8")

    essay = parse_essay(read_source(split_lines(read_any(path))), "On Tea")

    assert [(p.kind, p.text) for p in essay.paragraphs] == [
        ("paragraph", "Tea and milk."), ("footnote", "See Ryle."),
    ]  # fmt: skip
    assert [m.target for m in essay.paragraphs[0].sentences[0].marks if m.kind == "note"] == ["P2"]
    assert [q.what for q in find_questions(essay) if not q.default] == []


def test_a_second_paragraph_of_a_footnote_belongs_to_it() -> None:
    lines = ["Tea.[^1]", "", "[^1]: See Ryle.", "", "    He knew.", "", "Milk."]
    essay = parse_essay(read_source(lines), "On Tea")

    assert [paragraph.kind for paragraph in essay.paragraphs] == [
        "paragraph", "footnote", "footnote", "paragraph",
    ]  # fmt: skip


def test_plain_text_comes_in_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tea.txt"
    path.write_text("One_two.\n\n  *Three*\r\n", "utf-8")

    assert read_any(path) == "One_two.\n\n  *Three*\n"


@pytest.mark.parametrize("name", ["none.txt", "none.docx"])
def test_a_file_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        read_any(tmp_path / name)


def test_a_file_that_pandoc_cannot_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tea.docx"
    path.write_bytes(b"no document")

    with pytest.raises(Refused, match=r"pandoc cannot read tea\.docx"):
        read_any(path)


def test_a_source_is_never_overwritten(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(f"Text {name}.", "utf-8")
    bring_in(tmp_path, tmp_path / "one")
    bring_in(tmp_path, tmp_path / "one")

    with pytest.raises(Refused, match="is there already"):
        bring_in(tmp_path, tmp_path / "two")


LONG = (
    "Tea is warm and it was warm before there was a town, and before anybody said that it was so."
)
TEXT = f"""On Tea
{LONG}
PUBLIUS
{LONG}
Call `x()` now.
Part two
PUBLIUS
Tea is dear.
"""


class Editor:
    """Answers one question after the other, and remembers what was asked."""

    def __init__(self, *answers: str) -> None:
        self.asked: list[str] = []
        self._answers: Iterator[str] = iter(answers)

    def __call__(self, prompt: str) -> str:
        """Return the next answer."""
        self.asked.append(prompt)
        return next(self._answers)


def _project(tmp_path: Path, text: str = TEXT) -> Path:
    (tmp_path / "tea.txt").write_text(text, "utf-8")
    bring_in(tmp_path, tmp_path / "tea.txt")
    (tmp_path / "data/essay/essay.yml").write_text("title: On Tea\n", "utf-8")
    (tmp_path / "data/essay/parts.yml").write_text(
        "parts:\n  - {id: a, title: A, glance: A, paragraphs: [P1]}\n", "utf-8"
    )
    return tmp_path


def test_what_is_to_be_decided_is_asked_once_and_written(tmp_path: Path) -> None:
    root = _project(tmp_path)
    editor = Editor("omitted", "No code.", "heading", "each", "par", "by", "x", "same", "", "")

    written = list(ask_editors(root, editor))

    assert written == [
        "data/essay/structure.yml: omitted, 5",
        "data/essay/structure.yml: heading, 6",
        "data/essay/structure.yml: paragraph, 3",
        "data/essay/structure.yml: byline, 7",
        "data/essay/repetitions.yml: same, 2, 4",
        "data/essay/repetitions.yml: different, 3, 7",
    ]
    assert load_questions(root) == []
    assert "5: Call `x()` now." in editor.asked[0]
    assert "same, [different]?" in editor.asked[-1]
    essay = read_essay(root)
    assert essay is not None
    assert [p.text for p in essay.paragraphs] == [LONG, "PUBLIUS", "Tea is dear."]
    assert [b.kind for b in essay.paragraphs[2].before] == ["heading", "byline"]


def test_the_layout_is_asked_about_before_anything_else(tmp_path: Path) -> None:
    line = "the tea that is drunk in this town is warm, and it always was\n"
    root = _project(tmp_path, "On Tea\n\n" + "\n".join(f"{n} {line}" * 4 for n in range(4)))

    [question] = load_questions(root)
    written = list(ask_editors(root, Editor("wrapped", *["diff"] * 9)))

    assert question.layout
    assert written[0] == "data/essay/structure.yml: wrapped, the layout"
    essay = read_essay(root)
    assert essay is not None
    assert len(essay.paragraphs) == 4


def test_an_answer_may_be_for_some_of_the_lines(tmp_path: Path) -> None:
    root = _project(tmp_path, f"On Tea\nOne\n{LONG}\nTwo\nThree\nTea is dear.\n")
    editor = Editor("heading 2, 5", "byline 9", "byline")

    written = list(ask_editors(root, editor))

    assert [one.partition(": ")[2] for one in written] == ["heading, 2, 5", "byline, 4"]
    assert "[paragraph], omitted, each (for some: heading 5)?" in editor.asked[0]
    assert editor.asked[2].startswith("One of these is needed.")


def test_answers_are_added_to_what_stands_there(tmp_path: Path) -> None:
    root = _project(tmp_path)
    path = root / "data/essay/structure.yml"
    path.write_text("# ours\nblocks:\n  - lines: [1]\n    kind: heading\n", "utf-8")

    list(ask_editors(root, Editor("verbatim", "", "", "same", "Twice.", "")))

    assert path.read_text("utf-8").startswith("# ours\nblocks:\n  - lines: [1]\n")
    assert "  - lines: [5]\n    kind: verbatim\n" in path.read_text("utf-8")


def test_without_a_terminal_the_questions_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tea.txt").write_text(TEXT, "utf-8")

    assert main(["intake", "--root", str(tmp_path), str(tmp_path / "tea.txt")]) == 0

    said = capsys.readouterr().out
    assert (tmp_path / SOURCE_TEXT).is_file()
    assert f"{SOURCE_TEXT}:5: code, which is not understood; decide in" in said


def test_every_passage_is_listed_with_its_id(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["passages", "--root", str(miniature.root)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "P1    line 1"
    assert lines[1].startswith("  P1.1    A town that plants trees")
    assert sum(line.startswith("P") for line in lines) == 4


def test_what_has_no_number_is_listed_without_one() -> None:
    essay = parse_essay(["## One", "| Tea,", "| milk.", "* * *"], "On Tea")

    assert list(list_passages(essay)) == [
        "      heading: One",
        "P1    lines 2-3, verse",
        "  P1.1    Tea,",
        "  P1.2    milk.",
        "      separator: * * *",
    ]
