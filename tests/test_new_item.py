"""New items: the next free id, a template filled, a file written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MINIATURE, ROOT, Project
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.asking import ask
from macros.data_files import DATA_FILES
from macros.edition_files import write_edition
from macros.editions import freeze
from macros.entries import parse_record
from macros.ids import next_id, read_taken
from macros.new_item import KINDS, append_note, fill_template, insert_response, write_item
from macros.publication import EDITIONS, load_publication
from macros.yaml_file import Items, Record, parse_yaml
from macros.yaml_writer import fold_paragraphs, write_field

HOSTILE = 'A: "b" {{ x }} # c\n- d: &e *f !g %h @i `j` [k] {l: m}\n\n<b>n</b> --- \u202e o'
COMPLETE: dict[str, dict[str, object]] = {
    "claim": {
        "id": "C9",
        "title": "Leaves fall",
        "glance": "They fall.",
        "text": "They do.",
        "strength": "flat",
        "quotes": [{"passage": "P1.1"}],
    },
    "assumption": {"id": "A9", "title": "Leaves fall", "glance": "They fall.", "text": "They do."},
    "objection": {
        "id": "O9",
        "title": "Leaves block drains",
        "against": ["C1"],
        "glance": "They block them.",
        "text": "One.\n\nTwo.",
    },
    "term": {"id": "leaf", "term": "Leaf", "definition": "What falls."},
    "response": {"id": "R9", "voice": "editors", "text": "So: it is."},
    "note": {"id": "N9", "passage": "P1.1", "kind": "context", "text": "A remark."},
}


# -- ids


def test_the_next_id_comes_after_the_highest_and_fills_no_gap() -> None:
    assert next_id("objection", {"O1", "O7", "C20"}) == "O8"


def test_an_id_that_only_an_edition_has_is_taken(miniature: Project) -> None:
    found = load_publication(miniature.root, miniature.root / "docs")
    edition, _ = freeze(found.citables, found.register, "2026-01-15")
    write_edition(edition, miniature.root / EDITIONS)

    miniature.remove("data/objections/O4.yml")
    taken = read_taken(miniature.root)

    assert next_id("objection", taken) == "O5"
    assert next_id("response", taken) == "R4"


def test_an_id_in_a_broken_file_is_taken(miniature: Project) -> None:
    miniature.write("data/objections/O9.yml", "id: O9\nresponses:\n  - id: R77\n   broken: [")

    taken = read_taken(miniature.root)

    assert (next_id("objection", taken), next_id("response", taken)) == ("O10", "R78")


def test_a_retired_id_is_taken(miniature: Project) -> None:
    with (miniature.root / "data/claims/C3.yml").open("a", encoding="utf-8") as file:
        file.write("retired:\n  date: 2026-12-01\n  reason: So.\n")

    assert next_id("claim", read_taken(miniature.root)) == "C4"


# -- templates


def file_with(kind: str, item: str) -> str:
    """Return a whole file that holds an item."""
    return f"responses:\n{item}" if kind == "response" else item


def read_item(kind: str, item: str) -> Record:
    """Return the fields of an item that was written."""
    read = parse_yaml(file_with(kind, item), "x")
    if isinstance(read, Record) and kind == "response":
        read = read["responses"]
    found = read[0] if isinstance(read, Items) else read
    assert isinstance(found, Record), found
    return found


@pytest.mark.parametrize("write", [fill_template, write_item])
@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_says_what_was_answered_and_no_more(kind: str, write: object) -> None:
    assert callable(write)

    assert read_item(kind, write(kind, COMPLETE[kind])) == COMPLETE[kind]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("response", "note")])
def test_a_filled_template_has_no_problem(kind: str, miniature: Project) -> None:
    path = KINDS[kind].file.format(COMPLETE[kind]["id"])

    miniature.write(f"data/{path}", fill_template(kind, COMPLETE[kind]))

    assert miniature.problems() == []


def test_an_empty_template_says_what_is_missing(miniature: Project) -> None:
    miniature.write("data/objections/O9.yml", fill_template("objection", {"id": "O9"}))

    said = [problem.split(": ", 1)[1].split(";")[0] for problem in miniature.problems()]

    assert said == [f"{field} is empty" for field in ("title", "against", "glance", "text")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_template_is_one_of_its_model(kind: str) -> None:
    template = fill_template(kind, {})
    names = ("claim" if kind == "assumption" else kind) + ("s" if kind == "note" else "")

    bare = "\n".join(
        line.replace("#", "", 1) if line.lstrip()[:2] not in ("# ", "#") else line
        for line in template.split("\n")
    )
    read = read_item(kind, bare)

    model = DATA_FILES[names].model if names in DATA_FILES else None
    fields = set(model.model_fields) if model else set(DATA_FILES["objection"].model.model_fields)
    if kind == "response":
        fields = {"id", "voice", "quotes", "text", "gloss", "sources", "retired"}
    assert set(read) - fields == set()
    assert len(read) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_answers_stay_text(kind: str) -> None:
    texts = ("title", "glance", "text", "definition", "words")

    item = fill_template(kind, {**COMPLETE[kind], **dict.fromkeys(texts, HOSTILE)})

    read = read_item(kind, item)
    assert {read[name] for name in texts if name in read} == {fold_paragraphs(HOSTILE)}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_written_reads_back_as_it_was(text: str) -> None:
    written = f"a:\n  {write_field('x', text, 2)}\n"

    assert parse_yaml(written, "x") == {"a": {"x": text}}


# -- into files that are there already


@pytest.mark.parametrize("objection", ["O1", "O3", "O4"])
def test_a_response_is_put_after_the_others(objection: str) -> None:
    before = (MINIATURE / f"data/objections/{objection}.yml").read_text("utf-8")

    after = insert_response(before, fill_template("response", COMPLETE["response"]))

    assert after is not None
    old, new = parse_yaml(before, "x"), parse_yaml(after, "x")
    assert isinstance(old, Record)
    assert isinstance(new, Record)
    assert new == {**old, "responses": [*old.get("responses", []), COMPLETE["response"]]}


def test_a_response_comes_before_the_note_that_follows_the_others() -> None:
    before = (ROOT / "data/objections/O12.yml").read_text("utf-8")

    after = insert_response(before, write_item("response", COMPLETE["response"]))

    assert after is not None
    assert after.index("id: R9") < after.index("\nnote:")


@pytest.mark.parametrize(
    "odd", ["id: O9\nresponses: [{id: R1}]\n", "id: O9\nresponses:\n- id: R1\n", "a: [\n", "[1]\n"]
)
def test_a_file_that_is_not_laid_out_as_usual_is_left_alone(odd: str) -> None:
    assert insert_response(odd, write_item("response", COMPLETE["response"])) is None


@pytest.mark.parametrize("before", ["", "[]\n", "- id: N1\n  passage: P1\n"])
def test_a_note_is_put_at_the_end(before: str) -> None:
    after = append_note(before, write_item("note", COMPLETE["note"]))

    assert after is not None
    read = parse_yaml(after, "x")
    assert isinstance(read, Items)
    assert read[-1] == COMPLETE["note"]


# -- the command


def new(project: Project, kind: str, *answers: str) -> int:
    """Run `make new` as it runs without a terminal."""
    given = [argument for answer in answers for argument in ("--set", answer)]
    return main(["new", kind, "--root", str(project.root), *given])


def test_a_new_objection_is_written_and_what_it_lacks_is_said(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    code = new(miniature, "objection", "CLAIM=C2", "TITLE=Leaves: they fall")

    said = capsys.readouterr().out
    assert code == 0
    assert "O5 is in" in said
    assert "data/objections/O5.yml:17: glance is empty" in said
    assert "make preview ID=O5" in said
    text = (miniature.root / "data/objections/O5.yml").read_text("utf-8")
    assert 'title: "Leaves: they fall"\n' in text
    assert "against: [C2]\n" in text


def test_new_items_of_every_kind_leave_no_problem(miniature: Project) -> None:
    whole = ("GLANCE=Short.", "TEXT=Long.")

    codes = [
        new(miniature, "claim", "TITLE=One", *whole, "STRENGTH=flat", "QUOTES=P1.1, P1.2"),
        new(miniature, "assumption", "TITLE=Two", *whole),
        new(miniature, "objection", "TITLE=Three", *whole, "CLAIM=C4 A2"),
        new(miniature, "source", "TYPE=book", "TITLE=Trees", "AUTHOR=Ash, Ann; B.", "YEAR=1999"),
        new(miniature, "response", "OBJECTION=O5", "VOICE=source", "TEXT=So.", "SOURCES=ash1999"),
        new(miniature, "note", "PASSAGE=P1.1", "NOTE_KIND=context", "TEXT=A remark."),
        new(
            miniature, "term", "TERM=Big leaf", "DEFINITION=A leaf.", "ALIASES=big leaves, leafage"
        ),
    ]

    assert codes == [0] * 7
    assert miniature.problems() == []
    built = load_publication(miniature.root, miniature.root / "docs").corpus
    assert {"C4", "A2"} <= set(built.claims)
    assert built.objections["O5"].responses[0].id == "R4"
    assert built.terms["big-leaf"].aliases == ("big leaves", "leafage")
    assert [name.short for name in built.sources["ash1999"].author] == ["Ash", "B."]


def test_nothing_is_overwritten(miniature: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (miniature.root / "data/claims/C3.yml").read_bytes()
    monkeypatch.setattr("macros.writing.next_id", lambda *_: "C3")

    assert new(miniature, "claim", "TITLE=Another") == 1
    assert (miniature.root / "data/claims/C3.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "answers", "said"),
    [
        ("thing", [], "there is no kind 'thing'"),
        ("response", ["OBJECTION=O99"], "There is no objection 'O99'"),
        ("response", ["OBJECTION=../claims/C1"], "There is no objection '../claims/C1'"),
        ("term", ["TERM=Shade"], "The glossary has 'shade' already"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    kind: str,
    answers: list[str],
    said: str,
    miniature: Project,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = files_of(miniature.root)

    assert new(miniature, kind, *answers) == 1
    assert said in capsys.readouterr().out
    assert files_of(miniature.root) == before


def files_of(root: Path) -> dict[Path, bytes]:
    """Return what each file of a project holds."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_in_a_terminal_only_what_is_needed_and_not_given_is_asked() -> None:
    typed = iter(["source", "It is so.", "And so.", "", "ryle1949, p. 3"])
    prompts: list[str] = []

    def read(prompt: str) -> str:
        prompts.append(prompt)
        return next(typed)

    answers = dict(ask("response", {"objection": "O1"}, read))

    assert answers == {
        "voice": "source",
        "text": "It is so.\nAnd so.",
        "sources": "ryle1949, p. 3",
    }
    assert len(prompts) == 5


def test_a_field_with_an_odd_name_is_refused(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(miniature, "objection", "x: y\nz=1") == 1
    assert "is not the name of a field" in capsys.readouterr().out


def test_a_record_with_every_answer_is_read_by_its_model() -> None:
    record = read_item("objection", fill_template("objection", COMPLETE["objection"]))

    entry = parse_record(DATA_FILES["objection"].model, record, "x")

    assert not isinstance(entry, list)
