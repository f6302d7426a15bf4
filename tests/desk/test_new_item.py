"""New items: the next free id, a template filled, a file written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import MINIATURE, Project
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.argument.files import DATA_FILES
from macros.argument.ids import next_id, read_taken
from macros.checking.publication import EDITIONS, load_publication
from macros.desk.answers import find_fault, load_present, parse_answers
from macros.desk.kinds import ASKED, KINDS, MODELS, Refused
from macros.desk.layout import lay_out_yaml
from macros.desk.questions import ask, ask_kind, tell_question
from macros.desk.templates import (
    fill_template,
    insert_response,
    write_item,
)
from macros.desk.works import parse_date, parse_names
from macros.editions.editions import freeze
from macros.editions.files import write_edition
from macros.records.entries import parse_record
from macros.records.yaml_edit import add_item
from macros.records.yaml_file import Items, Record, parse_yaml
from macros.records.yaml_writer import fold_paragraphs, write_field

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
    "response": {"id": "R9", "voice": "editors", "gloss": "So it is.", "text": "So: it is."},
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
    path = DATA_FILES[KINDS[kind].file].path(str(COMPLETE[kind]["id"]))

    miniature.write(path, fill_template(kind, COMPLETE[kind]))

    assert miniature.problems() == []


def test_an_empty_template_says_what_is_missing(miniature: Project) -> None:
    miniature.write("data/objections/O9.yml", fill_template("objection", {"id": "O9"}))

    said = [problem.split(": ", 1)[1].split(";")[0] for problem in miniature.problems()]

    assert said == [f"{field} is empty" for field in ("title", "against", "glance", "text")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_every_field_that_its_kind_may_have(kind: str) -> None:
    template = fill_template(kind, {})

    bare = "\n".join(
        line.replace("#", "", 1) if line.lstrip()[:2] not in ("# ", "#") else line
        for line in template.split("\n")
    )

    assert list(read_item(kind, bare)) == KINDS[kind].fields
    assert len(KINDS[kind].fields) > 5
    assert len(re.findall("^ *# .", template, re.M)) > len(KINDS[kind].fields)


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


@pytest.mark.parametrize("kind", ["claim", "assumption", "objection", "term"])
def test_what_is_written_anew_is_laid_out_as_the_rest_is(kind: str) -> None:
    made = fill_template(kind, COMPLETE[kind])

    assert lay_out_yaml(made, MODELS[kind]) == made


def test_an_objection_with_its_first_response_is_laid_out_as_the_rest_is() -> None:
    made = fill_template("objection", COMPLETE["objection"])

    after = insert_response(made, fill_template("response", COMPLETE["response"]))

    assert after is not None
    assert lay_out_yaml(after, MODELS["objection"]) == after


def test_a_response_comes_before_the_note_that_follows_the_others() -> None:
    before = (MINIATURE / "data/objections/O1.yml").read_text("utf-8") + "note: Of it.\n"

    after = insert_response(before, write_item("response", COMPLETE["response"]))

    assert after is not None
    assert after.index("id: R1") < after.index("id: R9") < after.index("\nnote:")


@pytest.mark.parametrize(
    "odd", ["id: O9\nresponses: [{id: R1}]\n", "id: O9\nresponses:\n- id: R1\n", "a: [\n", "[1]\n"]
)
def test_a_file_that_is_not_laid_out_as_usual_is_left_alone(odd: str) -> None:
    assert insert_response(odd, write_item("response", COMPLETE["response"])) is None


@pytest.mark.parametrize("before", ["", "[]\n", "- id: N1\n  passage: P1\n"])
def test_a_note_is_put_at_the_end(before: str) -> None:
    after = add_item(before, write_item("note", COMPLETE["note"]))

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
    assert "data/objections/O5.yml:18: glance is empty" in said
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
        new(
            miniature,
            "response",
            "OBJECTION=O5",
            "VOICE=source",
            "GLOSS=So.",
            "TEXT=So, so.",
            "SOURCES=ash1999, p. 3",
        ),
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
    monkeypatch.setattr("macros.desk.new.next_id", lambda *_: "C3")

    assert new(miniature, "claim", "TITLE=Another") == 1
    assert (miniature.root / "data/claims/C3.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "answers", "said"),
    [
        ("thing", [], "there is no kind 'thing'"),
        ("", [], "Say what it is: KIND=…, which is claim, assumption, objection, term, "),
        ("response", ["OBJECTION=O99"], "There is no objection 'O99'; expected one of: O1, O2, "),
        ("response", ["OBJECTION=../claims/C1"], "There is no objection '../claims/C1'"),
        ("response", ["VOICE=editors"], "A new response needs OBJECTION=…"),
        ("response", ["OBJECTION=O1", "VOICE=author"], "voice is 'author'; expected one of: "),
        ("response", ["OBJECTION=O1", "SOURCES=nobody"], "sources.json has no nobody; "),
        ("objection", ["CLAIM=C99"], "there is no C99; expected one of: C1, C2, C3."),
        ("objection", ["CLAIM=c2"], "item 1 of against is 'c2'; did you mean C2?"),
        ("objection", ["TEXT=As [C99] says"], "there is no C99"),
        ("objection", ["TITLE=One.", "CLAIM=C2"], "“One.” ends with a full stop"),
        ("objection", [f"GLANCE={'word ' * 61}"], "glance: 61 words; expected at most 60."),
        ("claim", ["STRENGTH=weak"], "strength is 'weak'; expected one of: flat, hedged."),
        ("claim", ["TITEL=One"], "unknown field 'titel'; did you mean title?"),
        ("claim", ["ID=C9"], "The id is the next free one; leave it out."),
        ("note", ["PASSAGE=P1.1", "NOTE_KIND=typo"], "kind is 'typo'; expected one of: slip, "),
        ("note", ["PASSAGE=P99"], "there is no P99"),
        ("term", ["TERM=Shade"], "The glossary has 'shade' already"),
        ("term", ["TERM=Leaf", "ID=../leaf"], "id is '../leaf'; expected small letters, "),
        ("term", ["TERM=Leaf", "ID=canopy"], "the id canopy is taken; choose another."),
        ("term", ["TERM=Leaf", f"ID={'l' * 81}"], "the id has 81 characters; at most 80."),
        ("term", [], "A new term needs TERM=…"),
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
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert files_of(miniature.root) == before


def files_of(root: Path) -> dict[Path, bytes]:
    """Return what each file of a project holds."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_answer_without_its_text_is_in_the_environment(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TITLE", "It costs $100")

    assert new(miniature, "objection", "CLAIM=C2", "TITLE") == 0
    assert "title: It costs $100\n" in (miniature.root / "data/objections/O5.yml").read_text(
        "utf-8"
    )


def test_only_what_is_left_to_do_in_the_new_item_is_said(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.edit("data/essay/notes.yml", "kind: slip", "kind: typo")

    assert new(miniature, "note", "PASSAGE=P1.1", "NOTE_KIND=context", "TEXT=So.") == 0
    assert "still to be done" not in capsys.readouterr().out


# -- a new work


def test_a_work_is_written_with_all_that_was_said_of_it(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["TYPE=webpage", "TITLE=Trees", "AUTHOR=Jane Doe and Bob Roe", "ISSUED=Dec 2024"]

    assert new(miniature, "source", *told, "URL=https://example.org/", "CONTAINER_TITLE=A Box") == 0

    said = capsys.readouterr().out
    assert "doe2024 is in" in said
    assert "Written by Doe, Jane; Roe, Bob. A body is given in braces" in said
    assert "still to be done" not in said
    assert miniature.problems() == []
    source = load_publication(miniature.root, miniature.root / "docs").corpus.sources["doe2024"]
    assert [name.short for name in source.author] == ["Doe", "Roe"]
    assert source.issued is not None
    assert source.issued.days == ((2024, 12),)
    assert (source.URL, source.container_title) == ("https://example.org/", "A Box")


def test_the_id_of_a_work_may_be_chosen(miniature: Project) -> None:
    told = ["TYPE=book", "TITLE=Trees", "AUTHOR={Ash and Elm}", "ID=foo2020"]

    assert new(miniature, "source", *told) == 0
    assert miniature.problems() == []


GOOD_WORK = ("TYPE=book", "TITLE=Trees", "AUTHOR=Ash, Ann", "ISSUED=1999")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("TITLE=", "A new source needs TITLE=…"),
        ("TYPE=", "A new source needs TYPE=…"),
        ("TYPE=tome", "type is 'tome'; expected one of: "),
        ("AUTHOR=", "The id of a work is made of who wrote it and the year; "),
        ("ISSUED=", "The id of a work is made of who wrote it and the year; "),
        ("ISSUED=next year", "the date is 'next year'; expected 2024, 2024-12, "),
        ("AUTHOR=Institute of Deep Roots", "can be understood in more than one way; write Family"),
        ("ID=howard1902", "the id howard1902 is taken; choose another."),
        ("ID=Foo_2020", "id is 'Foo_2020'; expected small letters and digits, such as ryle1949."),
        ("URL=example", "URL: the address 'example'"),
        ("SHAPE=round", "unknown field 'shape'"),
    ],
)
def test_a_work_that_could_not_be_cited_is_refused(
    changed: str, said: str, miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(miniature.root)

    assert new(miniature, "source", *GOOD_WORK, changed) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert files_of(miniature.root) == before


def names_in(text: str) -> list[str]:
    """Return names as `Family, Given`, those of bodies in braces."""
    return [
        f"{{{name['literal']}}}" if "literal" in name else f"{name['family']}, {name['given']}"
        for name in parse_names(text)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe and Bob Roe", ["Doe, Jane", "Roe, Bob"]),
        ("Doe, Jane; Roe, Bob", ["Doe, Jane", "Roe, Bob"]),
        ("Doe, Jane, Roe, Bob", None),
        ("Doe, Jane and Roe, Bob", ["Doe, Jane", "Roe, Bob"]),
        ("J. R. Doe & Roe, Bob Q.", ["Doe, J. R.", "Roe, Bob Q."]),
        ("van den Berg, Jan", ["van den Berg, Jan"]),
        (
            "OpenTrees; {Office of Roots and Leaves}",
            ["{OpenTrees}", "{Office of Roots and Leaves}"],
        ),
        ("Office of Roots", None),
        ("{Roots", None),
        (" ; ", []),
    ],
)
def test_names_are_understood_or_asked_about(text: str, names: list[str] | None) -> None:
    if names is None:
        with pytest.raises(Refused, match="more than one way"):
            names_in(text)
    else:
        assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024", [2024]),
        ("2024-12", [2024, 12]),
        (" 2024-12-31 ", [2024, 12, 31]),
        ("Dec 2024", [2024, 12]),
        ("Sept. 2024", [2024, 9]),
        ("december, 2024", [2024, 12]),
        ("next year", None),
        ("2024-13", None),
        ("2024-02-30", None),
        ("Decent 2024", None),
        ("24", None),
        ("0000", None),
        ("1 2024", None),
    ],
)
def test_a_date_is_understood_or_refused(text: str, parts: list[int] | None) -> None:
    if parts is None:
        with pytest.raises(Refused, match="expected 2024, 2024-12, 2024-12-31 or Dec 2024"):
            parse_date(text)
    else:
        assert parse_date(text) == {"date-parts": [parts]}


# -- in a terminal


class Typing:
    """Types answers, and keeps what was asked."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self.typed.pop(0)


def test_in_a_terminal_only_what_is_needed_and_not_given_is_asked() -> None:
    typing = Typing("source", "So.", "It is so.", "And so.", "", "ryle1949, p. 3")

    answers = dict(ask("response", {"objection": "O1"}, typing, lambda _: None))

    assert answers == {
        "voice": "source",
        "gloss": "So.",
        "text": "It is so.\nAnd so.",
        "sources": "ryle1949, p. 3",
    }
    assert len(typing.prompts) == 6


@pytest.mark.parametrize(
    ("kind", "given", "wrong", "right", "said"),
    [
        ("response", {"objection": "O1"}, "author", "essay", "voice is 'author'; expected one of:"),
        ("response", {"objection": "O1"}, "", "essay", "This is needed."),
        ("response", {}, "O99", "O1", "There is no objection 'O99'; expected one of: O1, "),
        ("objection", {"title": "T"}, "C99", "C2", "there is no C99; expected one of: C1, "),
        ("objection", {"title": "T"}, "c2", "C2", "item 1 of against is 'c2'; did you mean C2?"),
        ("note", {"passage": "P1.1"}, "typo", "slip", "kind is 'typo'; expected one of: slip, "),
        ("note", {}, "P1:1", "P1.1", "passage is 'P1:1'; expected a paragraph or sentence"),
        ("source", {"type": "book"}, "", "Trees", "This is needed."),
        ("source", {"type": "book", "title": "T"}, "A of B", "A B", "more than one way"),
    ],
)
def test_what_is_wrong_is_asked_again(
    kind: str, given: dict[str, str], wrong: str, right: str, said: str, miniature: Project
) -> None:
    present = load_present(miniature.root)
    typing = Typing(wrong, right)

    def find(answers: Mapping[str, str]) -> str | None:
        try:
            return find_fault(kind, parse_answers(kind, answers), present)
        except Refused as refused:
            return str(refused)

    field, answer = next(ask(kind, given, typing, find))

    first, second = typing.prompts
    assert answer == right
    assert field not in given
    assert said in second
    assert second.endswith(f"\n{first}")
    assert second.count("\n") == first.count("\n") + 1


def in_terminal(monkeypatch: pytest.MonkeyPatch, *typed: str) -> Typing:
    """Let what asks believe that somebody types."""
    typing = Typing(*typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", typing)
    return typing


def test_a_wrong_answer_breaks_nothing(miniature: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    typing = in_terminal(
        monkeypatch,
        *("thing", "response", "O1", "author", "source", "So " * 21, "So."),
        *("So, so.", "", "x1", "howard1902, p. 3"),
    )

    assert new(miniature, "") == 0
    assert "there is no kind 'thing'" in typing.prompts[1]
    assert "gloss: 21 words; expected at most 20." in "".join(typing.prompts)
    assert typing.typed == []
    assert miniature.problems() == []


def test_what_is_given_wrong_is_refused_before_anything_is_asked(
    miniature: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing = in_terminal(monkeypatch)

    assert new(miniature, "objection", "CLAIM=C99") == 1
    assert typing.prompts == []
    assert "there is no C99" in capsys.readouterr().err


def test_the_id_of_a_work_is_asked_for_where_it_cannot_be_made(
    miniature: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing = in_terminal(monkeypatch, "webpage", "Trees", "", "2024", "", "howard1902", "trees2024")

    assert new(miniature, "source") == 0
    assert "the id howard1902 is taken" in typing.prompts[-1]
    assert miniature.problems() == []


def test_the_kind_is_asked_for_until_there_is_such_a_kind() -> None:
    typing = Typing("", "thing", " Claim ")

    assert ask_kind(typing) == "claim"
    assert [prompt.count("\n") for prompt in typing.prompts] == [1, 1, 2]


def test_questions_are_about_what_is_asked() -> None:
    assert tell_question("claim", "text") == "The claim in plain words"
    assert tell_question("assumption", "title") == (
        "The assumption as a short sentence, without a full stop"
    )
    assert tell_question("objection", "text") == (
        "The objection as its strongest holders would put it"
    )
    assert tell_question("note", "text") == "The reason, in a sentence or two"
    assert tell_question("source", "title") == "The title of the work"
    assert tell_question("response", "voice") == "Whose response it is: essay, source or editors"


@pytest.mark.parametrize("kind", ASKED)
def test_every_field_has_a_question(kind: str) -> None:
    more = {"response": ("quotes", "text", "sources"), "source": ("id",)}
    more["note"] = ("words", "reading", "confidence", "text")

    questions = [tell_question(kind, field) for field in (*ASKED[kind], *more.get(kind, ()))]

    assert set(MODELS) == set(ASKED)
    assert len(set(questions)) == len(questions)
    assert "None" not in " ".join(questions)


def test_a_field_with_an_odd_name_is_refused(
    miniature: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(miniature, "objection", "x: y\nz=1") == 1
    assert "is not the name of a field" in capsys.readouterr().err


def test_a_record_with_every_answer_is_read_by_its_model() -> None:
    record = read_item("objection", fill_template("objection", COMPLETE["objection"]))

    entry = parse_record(DATA_FILES["objection"].model, record, "x")

    assert not isinstance(entry, list)
