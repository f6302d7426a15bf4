"""Issues become pull requests, or comments that say what is missing: a corpus of bodies."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import MINIATURE, Project, everything_in
from markupsafe import Markup
from programs import read_by_pandoc
from site_fixtures import BIN, ROOT

from contributions.__main__ import main
from contributions.additions import VOICES
from contributions.by_form import find_change
from contributions.change import Change, State
from contributions.conversion import convert, read_event
from contributions.escape import LARGEST_COMMENT
from contributions.forge import LABEL
from contributions.forms import CREDIT, Answers, load_forms
from contributions.handover import Outcome
from contributions.layout import find_layout, is_english
from contributions.naming import OTHER_FORMS, suggest, suggest_work
from contributions.outcome import Issue
from contributions.references import FIELDS
from contributions.wordings import find_words
from macros.argument.corpus import load_corpus
from macros.argument.named import find_named
from macros.checking.findings import load_findings
from macros.checking.publication import load_publication
from macros.pages.forge import Forge
from macros.pages.suggestions import find_suggestions
from macros.pages.view import View, link_reference
from macros.records.text import render_line, split_paragraphs

UNTOUCHED = everything_in(MINIATURE)
NOTHING = "_No response_"
"""What the forge prints where nothing was answered."""
ISSUES = Path(__file__).resolve().parents[1] / "issues"


@dataclass(frozen=True)
class Expected:
    """A row of the table of bodies."""

    kind: str
    says: str
    path: str


def read_table() -> dict[str, Expected]:
    """Return what must become of each body, by its name."""
    text = (ISSUES / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.*?) \| (?:`(.+)`)? ?\|$", text, re.M)
    return {name: Expected(kind, says, path) for name, kind, says, path in rows}


TABLE = read_table()
PROPOSALS = [name for name, row in TABLE.items() if row.kind == "proposal"]


def body_of(name: str) -> str:
    """Return a body as the forge would send it."""
    return (ISSUES / f"{name}.md").read_bytes().decode("utf-8")


def issue_of(name: str) -> Issue:
    """Return an issue with a body of the corpus."""
    return Issue(body_of(name), 12, "2026-12-01", "octo-cat", 583231, labelled=True)


@cache
def outcome_of(name: str) -> Outcome:
    """Return what becomes of a body in the miniature."""
    return convert(issue_of(name), MINIATURE, ROOT)


def test_every_body_is_in_the_table_and_there_are_many() -> None:
    bodies = {path.stem for path in ISSUES.glob("*.md")} - {"README"}

    assert bodies == set(TABLE)
    assert len(TABLE) >= 40
    for begin in ("good", "sloppy", "hostile"):
        assert sum(name.startswith(begin) for name in TABLE) >= 12


@pytest.mark.parametrize("name", TABLE)
def test_each_body_becomes_what_the_table_says(name: str) -> None:
    outcome = outcome_of(name)

    said = outcome.title + outcome.body + outcome.comment
    path = outcome.path.removeprefix("data/")
    assert (outcome.kind, path) == (TABLE[name].kind, TABLE[name].path)
    assert TABLE[name].says in readable(said)


def readable(text: str) -> str:
    """Return inert text as a reader of the comment sees it."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text).replace("\u2060", "")


@pytest.mark.parametrize("name", PROPOSALS)
def test_a_proposal_passes_every_check_and_changes_one_place(name: str, miniature: Project) -> None:
    outcome = outcome_of(name)
    place = miniature.root / outcome.path
    before = place.read_text("utf-8") if place.exists() else ""

    miniature.write(outcome.path, outcome.text)

    changes = difflib.SequenceMatcher(
        None, before.splitlines(), outcome.text.splitlines(), autojunk=False
    ).get_opcodes()
    assert miniature.problems() == []
    assert sum(kind != "equal" for kind, *_ in changes) <= (2 if "paraphrase" in name else 1)


@pytest.mark.parametrize("name", PROPOSALS)
def test_a_proposal_shows_the_changed_row(name: str) -> None:
    outcome = outcome_of(name)

    shown = rendered_rows(outcome.body)

    afters = [cells[1:] for cells in shown if cells[0] == "after"]
    befores = [cells[1:] for cells in shown if cells[0] == "before"]
    assert afters != []
    assert [cells for cells in afters if cells in befores] == []
    assert bool(befores) == ((MINIATURE / outcome.path).exists())


def rendered_rows(text: str) -> list[list[str]]:
    """Return the cells of the table in a comment, as a reader sees them."""
    lines = [line for line in text.splitlines() if line.startswith(("| before", "| after"))]
    return [[readable(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]


ALLOWED = {"Para", "Plain", "Str", "Space", "SoftBreak", "Code", "Strong", "BulletList", "Table"}
ALLOWED |= {"AlignDefault", "ColWidthDefault", "ColWidth"}


@pytest.mark.parametrize("name", TABLE)
def test_nothing_of_a_body_is_more_than_text_in_what_is_written(name: str) -> None:
    outcome = outcome_of(name)
    written = f"{outcome.comment}\n{outcome.body}"
    tree = read_by_pandoc(written, "gfm+emoji")

    kinds = set(re.findall(r'"t": ?"(\w+)"', json.dumps(tree)))

    assert kinds <= ALLOWED
    assert not re.search(r"[@#](?=\w)(?!12\b)|https?://|www\.|(?<!\w)GH-\d", strings_in(tree))


def strings_in(tree: object) -> str:
    """Return the words of a document outside code, as a mention would be looked for in them."""
    if isinstance(tree, dict):
        if tree.get("t") == "Code":
            return " "
        return str(tree["c"]) if tree.get("t") == "Str" else strings_in(list(tree.values()))
    return " ".join(map(strings_in, tree)) if isinstance(tree, list) else ""


@pytest.mark.parametrize("name", TABLE)
def test_a_body_decides_no_more_than_one_line_of_the_title(name: str) -> None:
    outcome = outcome_of(name)

    assert re.fullmatch(r"[\w ,.-]*", outcome.title)
    assert len(re.findall("^Co-authored-by:", outcome.message, re.M)) <= 1
    assert re.fullmatch(r"[^\n]*\n(?:\n[^\n]+\n)*|", outcome.message)


def test_whoever_agrees_is_credited_in_the_commit() -> None:
    message = outcome_of("good-wording-whole").message

    address = "583231+octo-cat@users.noreply.github.com"
    assert message.endswith(f"\nCo-authored-by: Ada Q. Example <{address}>\n")


def test_whoever_does_not_agree_is_not_credited() -> None:
    outcome = outcome_of("good-without-credit")

    assert "Named" not in outcome.message + outcome.body
    assert "Co-authored-by" not in outcome.message


@pytest.mark.parametrize(
    ("name", "credit"),
    [
        ("Élan d'Or-Vital, PhD", "Élan d'Or-Vital, PhD"),
        ("Ada <ada@example.org>", "Ada"),
        ("李明", "李明"),
        ("विनोबा भावे", "विनोबा भावे"),
        ("Eve\nCo-authored-by: Root <root@example.org>", "octo-cat"),
        ("[![x](https://evil.example/p.png)](javascript:1) @everyone #1", "octo-cat"),
        ("Ada\u202e", "octo-cat"),
        ("x" * 81, "octo-cat"),
        ("N/A", "octo-cat"),
    ],
)
def test_whoever_gives_no_name_is_credited_by_the_account(name: str, credit: str) -> None:
    body = body_of("good-wording-whole").replace("Ada Q. Example", name)

    message = convert(replace(issue_of(ENDORSED), body=body), MINIATURE, ROOT).message

    assert message.count("Co-authored-by:") == 1
    assert f"\nCo-authored-by: {credit} <583231+octo-cat@" in message


ENDORSED = "good-paraphrase-endorsed"


def test_a_holder_who_shows_where_and_wants_to_be_named_endorses_the_wording() -> None:
    lines = "  origin: endorsed\n  by: B. Holder\n  date: 2026-12-01\n"

    text = outcome_of(ENDORSED).text

    assert f"wording:\n{lines}  seen_at: https://example.org/column\n" in text


def test_a_holder_who_does_not_want_to_be_named_is_not(miniature: Project) -> None:
    body = body_of(ENDORSED).replace("- [X] Credit", "- [ ] Credit")

    outcome = convert(replace(issue_of(ENDORSED), body=body), miniature.root, ROOT)

    assert outcome.kind == "proposal"
    assert "Holder" not in outcome.text + outcome.body + outcome.message
    assert "wording:" not in outcome.text


def test_a_new_wording_is_not_endorsed_by_whoever_signed_the_old_one(miniature: Project) -> None:
    signed = "wording:\n  origin: endorsed\n  by: A. Signer\n  date: 2026-11-01\n"
    signed += "  seen_at: https://example.org/signed\nraised_at:"
    miniature.edit("data/objections/O2.yml", "raised_at:", signed)

    contested = convert(issue_of("good-paraphrase"), miniature.root, ROOT)
    reworded = convert(issue_of("good-wording-of-an-objection"), miniature.root, ROOT)

    assert "Signer" not in contested.text
    assert "Please ask them before merging." in reworded.body


@pytest.mark.parametrize("name", [n for n in PROPOSALS if "-endorsed-" in n])
def test_whoever_is_not_recorded_as_endorsing_is_told_so(name: str) -> None:
    outcome = outcome_of(name)

    assert "wording:" not in outcome.text
    assert "It is not recorded that somebody who holds this objection endorses" in outcome.comment
    assert "An endorsement needs" in outcome.body


def test_nobody_is_told_anything_where_all_was_recorded() -> None:
    assert outcome_of(ENDORSED).comment == ""


# -- what people put around words that they copy


def test_what_was_around_the_current_wording_is_taken_off_the_new_one() -> None:
    text = outcome_of("sloppy-wording-in-quotes").text

    assert "cheap beside what the town ‘spends’ on its streets" in " ".join(text.split())


def test_a_fence_and_the_marks_of_a_quotation_are_not_published() -> None:
    text = outcome_of("sloppy-wording-quoted-in-a-fence").text

    assert "Planting is “cheap” beside what the town spends on its streets anyway.\n" in (
        text.replace("\n  ", " ")
    )
    assert "`" not in text


@pytest.mark.parametrize(
    ("current", "new", "text"),
    [
        ("Nuts fall.", "“Nuts” fall.", "“Nuts” fall. Ask."),
        ("Nuts fall.", "“Nuts fall.”", "“Nuts fall.” Ask."),
        ("“Nuts fall.”", "“All fall.”", "All fall. Ask."),
        ("'Nuts fall.'", "All fall.", "All fall. Ask."),
        ("“Nuts fall”.", "“All fall”.", "All fall. Ask."),
        ("Nuts fall", "All fall.", "All fall. Ask."),
        ("… fall. Ask…", "… drop. Try …", "Nuts drop. Try."),
        ("fall", "fell…", "Nuts fell…. Ask."),
    ],
)
def test_marks_around_the_whole_are_kept_unless_the_current_wording_lost_them(
    current: str, new: str, text: str, miniature: Project
) -> None:
    miniature.edit("data/claims/C2.yml", "text: Planting", "text: Nuts fall. Ask.  # Planting")
    body = filled("wording", item="C2", current=current, new=new)

    outcome = convert(replace(issue_of(ENDORSED), body=body), miniature.root, ROOT)

    assert yaml.safe_load(outcome.text)["text"] == text


def test_quotation_marks_that_belong_to_the_text_are_found_and_kept(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "text: Planting", "text: “Nuts fall.” # Planting")
    body = filled("wording", item="C2", current="“Nuts fall.”", new="“All fall.”")

    outcome = convert(replace(issue_of(ENDORSED), body=body), miniature.root, ROOT)

    assert yaml.safe_load(outcome.text)["text"] == "“All fall.”"


def filled(form: str, **given: str) -> str:
    """Return the body of an issue in which a form is filled in."""
    questions = next(found for found in load_forms(ROOT) if found.name == form).questions
    boxes = "\n".join(f"- [X] {label}" for question in questions for label, _ in question.boxes)
    return "\n\n".join(
        f"### {question.label}\n\n{boxes if question.boxes else given.get(question.id, NOTHING)}"
        for question in questions
    )


def test_the_nearest_sentences_alone_are_offered() -> None:
    comment = readable(outcome_of("sloppy-wording-nearly").comment)

    assert "A pavement that roots have lifted" not in comment
    assert "\n  - Text: The shade trees that give" in comment


# -- what nobody means to publish


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("sloppy-mail-with-a-signature", r"Town gardens|\+44|--"),
        ("sloppy-mail-that-is-answered", r"wrote|What is wrong with it"),
        ("sloppy-name-with-a-mail-address", r"ada@|adaexample"),
        ("sloppy-remarks-of-a-template", r"<!|copy the words|please"),
        ("sloppy-nobody-holds-it", r"held_by|N/A|to be added"),
        ("sloppy-holders-a-dash", r"held_by|to be added"),
        ("sloppy-link-in-markdown", r"\[here|here\]"),
    ],
)
def test_what_says_nothing_is_published_nowhere(name: str, unsaid: str) -> None:
    outcome = outcome_of(name)
    changed = set(outcome.text.split("\n")) - set(
        UNTOUCHED.get(outcome.path, b"").decode().split("\n")
    )

    said = readable(outcome.message + outcome.body.partition("| ---")[0]) + "\n".join(changed)

    assert outcome.kind == "proposal"
    assert re.findall(unsaid, said) == []


def test_an_address_that_was_a_link_is_an_address() -> None:
    work = next(work for work in json.loads(outcome_of("sloppy-link-in-markdown").text)
                if work["id"] == "evelyn1664")  # fmt: skip

    assert work["URL"] == "https://example.org/sylva_(1664)"
    assert (
        "seen_at: https://example.org/column\n"
        in outcome_of("sloppy-paraphrase-signed-by-a-link").text
    )


@pytest.mark.parametrize("name", PROPOSALS)
def test_a_proposal_says_what_is_advised_on_its_file(name: str, miniature: Project) -> None:
    outcome = outcome_of(name)
    path = miniature.root / outcome.path
    before = advice_on(miniature.root, outcome.path) if path.exists() else []

    miniature.write(outcome.path, outcome.text)

    said = readable(outcome.body)
    new = [one for one in advice_on(miniature.root, outcome.path) if one not in before]
    assert said.count("Advice, which stops nothing: ") == len(set(new))
    assert all(f"Advice, which stops nothing: {one}" in said for one in new)


def advice_on(root: Path, name: str) -> list[str]:
    """Return what the checks advise on a file."""
    findings, _ = load_findings(root, [root / name])
    return [f"{one.what}; {one.why}" for one in findings if one.severity == "advice"]


# -- what no text of the data can hold


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Why not:\n• one\n• two", "a list"),
        ("First:\n1) one", "a list"),
        ("(a) one\n(b) two", "a list"),
        ("a | b\n--- | ---\n1 | 2\n:-- | --:", "a table"),
        ("One.\n\n---\n\nTwo.", "a line across"),
        ("~~~\ncode\n~~~\nand more", "a code fence"),
        ("Run `make check`.", "code"),
        ("Write to mailto:a@example.org.", "an e-mail address"),
    ],
)
def test_layout_is_asked_about(text: str, what: str) -> None:
    assert [found for found, _ in find_layout(text)] == [what]


@pytest.mark.parametrize(
    "text",
    ["– Is it dear?", "One paragraph\nin two lines.\n\nAnother - with a dash.",
     "In 1949.\n1950. Both", "It costs 5 * 3 * 2.",
     "A *stressed* word, and a_name_of_a_thing.", "a < b > c", "x|y"],
)  # fmt: skip
def test_what_only_looks_like_layout_is_left_alone(text: str) -> None:
    assert list(find_layout(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Un arbre que l’on plante sans l’arroser est mort après deux étés, et c’est ce qu’on paie.",
        "Un árbol que se planta y no se riega muere en dos veranos; hay que pagar el riego.",
        "Een boom die wordt geplant en geen water krijgt is na twee zomers dood, en dat kost geld.",
        "Drzewo, które posadzono i nie podlano, umiera po dwóch latach; płacić trzeba za wodę.",
        "Дерево, которое посадили и не поливали, погибает через два лета.",
        "植えても水をやらない木は二つの夏で枯れる。",
        "शहर को सड़कों के किनारे पेड़ लगाने चाहिए, क्योंकि वे छाया देते हैं।",
    ],
)
def test_another_language_is_noticed(text: str) -> None:
    assert not is_english(text)


def test_no_text_of_the_site_is_taken_for_layout_or_another_language(any_root: Path) -> None:
    corpus = load_corpus(any_root)
    owners: list[Any] = [
        *corpus.claims.values(),
        *corpus.objections.values(),
        *corpus.terms.values(),
    ]
    owners += [one for objection in corpus.objections.values() for one in objection.responses]
    fields = ("title", "glance", "text", "gloss", "definition", "here")
    texts = [text for owner in owners for field in fields if (text := getattr(owner, field, ""))]

    assert any_root != MINIATURE or len(texts) > 20
    assert [text for text in texts if not is_english(text) or list(find_layout(text))] == []


# -- what people call things


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("o 2", "O2"),
        ("Objection 2", "O2"),
        ("objection no. 2", "O2"),
        ("O2.", "O2"),
        ("#O2", "O2"),
        ("O2: Trees are a luxury", "O2"),
        ("the thesis", "T1"),
        ("sentence 1.2", "P1.2"),
        ("https://example.org/objections/o2/#x", "O2"),
        ("https://example.org/objections/o1/?q=1#r1", "R1"),
        ("https://example.org/claims/c2", "C2"),
        ("https://example.org/essay/#p1-2:~:text=trees", "P1.2"),
        ("https://example.org/argument/shade/#p1-2", "P1.2"),
        ("https://example.org/glossary/shade/#x", "shade"),
        ("https://example.org/sources/#evelyn1664", "evelyn1664"),
    ],
)
def test_an_item_is_understood_however_it_is_called(words: str, id: str, small: View) -> None:
    named = find_named(small.corpus, words)

    assert named is not None
    assert named.id == id


@pytest.mark.parametrize("words", ["C1 or C2", "C99", "../O2", "https://example.org/map/#x", "2"])
def test_what_names_no_item_or_two_is_not_guessed(words: str, small: View) -> None:
    assert find_named(small.corpus, words) is None


def test_works_are_found_in_whatever_list() -> None:
    text = outcome_of("sloppy-works-in-a-list").text

    held = [(work["source"], work["locator"]) for work in yaml.safe_load(text)["held_by"]]
    wanted = [("howard1902", "section 2"), ("olmsted1870", "section 3"), ("evelyn1664", "book 3")]
    assert held == wanted


# -- what is said


def test_no_comment_has_a_full_stop_after_a_question_mark() -> None:
    comments = {name: readable(outcome_of(name).comment) for name in TABLE}

    assert [name for name, comment in comments.items() if re.search(r"[?!.]\.\s", comment)] == []


def test_no_comment_names_a_field_or_a_file_of_the_data() -> None:
    fields = re.compile(r"\b(?:glance|seen_at|held_by|locator|URL|sources\.json)\b")
    said = {
        name: readable(outcome_of(name).comment.partition("Please edit the issue")[0])
        for name in TABLE
    }

    told = {name: fields.findall(text.replace("At a glance", "")) for name, text in said.items()}

    assert {name: found for name, found in told.items() if found} == {}


def test_a_comment_with_a_thousand_faults_fits_the_forge() -> None:
    body = filled("objection", against=" ".join(f"C{number}" for number in range(900, 1000)),
                  title="x", glance="&" * 11_000, holders="howard1902, <b>\n" * 500,
                  text=" ".join(f"[C{number}]" for number in range(100, 1600)))  # fmt: skip

    outcome = convert(replace(issue_of(ENDORSED), body=body), MINIATURE, ROOT)

    assert outcome.kind == "incomplete"
    assert len(outcome.comment) < LARGEST_COMMENT


def test_a_body_made_to_slow_the_reading_is_read_in_time() -> None:
    rows = ["### a" + " " * 60_000 + "b", "\n" * 60_000 + "x", "### x\n" * 9_000]
    bodies = [f"{row}\n{filled('wording', item='C2')}" for row in rows]
    words = ["~" * 6_000 + "\n" * 5_000, "“" * 5_900 + "”" * 5_900, "." * 11_000 + "x"]
    words += ["x" + " " * 11_000 + "x", "> " * 5_900, "claim " + " " * 11_000]
    words += ["\na:" * 3_900, "<!--" * 2_900, "<!---->" * 1_600, "[x](" * 2_900, "\n--" * 3_900]
    words += ["a:\n> b\n" * 1_400, "<a@" * 3_900, "__ " * 3_900, "| " * 5_900]
    bodies += [filled("wording", item="C2", current=f"{text}x", new="x") for text in words]
    bodies += [filled("objection", against=f"{text}x", title="x", glance="x", text="x")
               for text in words]  # fmt: skip
    start = process_time()

    for body in bodies:
        convert(replace(issue_of(ENDORSED), body=body), MINIATURE, ROOT)

    assert process_time() - start < 30


def test_a_comment_lists_no_more_ids_than_anybody_reads(made_up_root: Path) -> None:
    corpus = load_corpus(made_up_root)

    said = [suggest(corpus, "zzz", "TCAR"), suggest(corpus, "O999999", "O")]
    said += [suggest_work(corpus, "zzz99")]

    assert all(text.count(",") <= 1 and "in all" not in text for text in said)


def test_the_form_to_take_instead_is_one_that_there_is() -> None:
    named = re.findall("“(.+?)”", " ".join(OTHER_FORMS.values()))

    assert set(named) <= {form.title for form in load_forms(ROOT)}


@pytest.mark.parametrize("field", FIELDS)
def test_a_correction_of_a_reference_is_called_as_in_the_form(field: str) -> None:
    body = filled("reference", source="evelyn1664", field=field, new=RIGHT.get(field, "12"))

    outcome = convert(replace(issue_of(ENDORSED), body=body), MINIATURE, ROOT)

    wanted = f"Correct {field[0].lower()}{field[1:]} of evelyn1664"
    assert outcome.title in (wanted, "Correct where evelyn1664 appeared")
    assert outcome.body.count("How ") == 1


RIGHT = {"The link": "https://example.org/sylva", "The DOI": "doi:10.1000/182"}


def test_a_reason_is_given_once() -> None:
    body = outcome_of("good-reference").body

    assert body.count("The title page of the first edition") == 1
    assert "How you know: The title page" in body


def test_a_row_that_stays_as_it_is_is_not_shown_before_what_changes() -> None:
    assert "unchanged" not in outcome_of("good-wording-whole").body


def test_the_version_that_was_read_is_compared_with_the_newest(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "Planting is cheap", "Planting is dear")
    state = State(load_publication(MINIATURE, MINIATURE / "docs").corpus, frozenset(), "",
                  lambda path: (MINIATURE / path).read_text("utf-8"), {"C2": 3})  # fmt: skip
    form = next(form for form in load_forms(ROOT) if form.name == "wording")

    def tell(version: str) -> str:
        given = {"item": "C2", "version": version, "current": "cheap", "new": "dear"}
        asked = find_change(Answers(form, given, frozenset()), state)
        assert isinstance(asked, Change)
        return " ".join(asked.notes)

    assert tell("2, reworded since") == "**Version** is “2&#44; reworded since”; " + (
        "the newest of C2 is 3."
    )
    assert tell("3") == ""
    assert tell("4").endswith("but C2 has 3 versions.")
    assert tell("the last").endswith("which is no number. It was left aside.")


# -- issues that answer no form


def test_an_issue_that_no_form_was_made_with_is_left_alone() -> None:
    outcome = convert(replace(issue_of("sloppy-no-form"), labelled=False), MINIATURE, ROOT)

    assert (outcome.kind, outcome.comment) == ("ignored", "")


def test_the_questions_of_the_form_are_those_that_its_title_names() -> None:
    issue = replace(issue_of("sloppy-headings-translated"), title="Wording: C2")

    comment = convert(issue, MINIATURE, ROOT).comment

    assert "Correct a wording: Id of the item, Version, Current wording" in comment
    assert "Add an objection" not in comment


def test_what_was_understood_is_quoted_in_a_comment() -> None:
    comment = outcome_of("sloppy-no-license").comment

    assert "| Against | C2 |" in comment
    assert "A young tree must be watered" in comment


def test_an_id_of_an_old_edition_is_not_given_again(miniature: Project) -> None:
    miniature.edit("data/objections/O4.yml", "id: O4", "id: O7")
    (miniature.root / "data/objections/O4.yml").rename(miniature.root / "data/objections/O7.yml")

    outcome = convert(issue_of("good-objection"), miniature.root, ROOT)

    assert outcome.path == "data/objections/O8.yml"


def test_a_comment_in_a_file_is_kept(miniature: Project) -> None:
    miniature.edit("data/claims/C2.yml", "strength:", "# so the editors decided\nstrength:")

    outcome = convert(issue_of("good-wording-whole"), miniature.root, ROOT)

    assert "\n# so the editors decided\nstrength: hedged\n" in outcome.text


def test_the_project_is_left_as_it_was() -> None:
    for name in TABLE:
        outcome_of(name)

    assert everything_in(MINIATURE) == UNTOUCHED


# -- the command, as the workflow calls it


def test_the_log_of_the_command_holds_nothing_of_the_body(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], miniature: Project
) -> None:
    miniature.write(".github/ISSUE_TEMPLATE/objection.yml", form_text("objection"))
    user = {"login": "octo-cat", "id": 583231}
    about = {"number": 12, "created_at": "2026-12-01T08:00:00Z", "user": user}
    event = {"issue": {"body": body_of("hostile-workflow-commands"), **about}}
    (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")

    code = main(["issue", "--event", str(tmp_path / "event.json"), "--root", str(miniature.root),
                 "--out", str(tmp_path / "out")])  # fmt: skip

    assert (code, capsys.readouterr().out) == (0, "proposal\n")
    assert json.loads((tmp_path / "out/outcome.json").read_text("utf-8"))["number"] == 12


def form_text(name: str) -> str:
    """Return the file of a form."""
    return (ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8")


def test_an_issue_without_a_body_is_left_alone() -> None:
    event = {
        "issue": {
            "body": None,
            "number": 3,
            "created_at": "2026-12-01T08:00:00Z",
            "user": {"login": "a", "id": 1},
        }
    }

    assert read_event(event) == Issue("", 3, "2026-12-01", "a", 1)


def test_the_label_and_the_title_of_an_issue_are_read() -> None:
    about = {"number": 3, "created_at": "2026-12-01T08:00:00Z", "user": {"login": "a", "id": 1}}
    labels = [{"name": "help"}, {"name": LABEL}]
    event = {"issue": {"body": "", "title": "Wording: C2", "labels": labels, **about}}

    read = read_event(event)

    assert (read.title, read.labelled) == ("Wording: C2", True)


# -- the forms


@pytest.mark.parametrize("form", load_forms(ROOT), ids=lambda form: form.name)
def test_every_form_asks_for_the_license_and_offers_credit(form: object) -> None:
    boxes = dict(form.questions[-1].boxes)  # type: ignore[attr-defined]

    assert boxes == {"What I wrote here may be published under CC BY 4.0.": True, CREDIT: False}


def test_the_choices_of_the_forms_are_the_ones_that_are_understood() -> None:
    options = {
        (form.name, question.id): question.options
        for form in load_forms(ROOT)
        for question in form.questions
    }

    assert set(options["response", "voice"]) == set(VOICES)
    assert set(options["reference", "field"]) == {*FIELDS, "Something else"}


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("vendor.github-issue-forms", "objection paraphrase reference response wording"),
        ("vendor.github-issue-config", "config"),
    ],
)
def test_the_forge_takes_the_forms(schema: str, names: str) -> None:
    files = [ROOT / f".github/ISSUE_TEMPLATE/{name}.yml" for name in names.split()]

    ran = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout


def test_no_two_questions_of_a_form_are_called_the_same() -> None:
    for form in load_forms(ROOT):
        assert len(set(form.labels)) == len(form.labels)
        record = yaml.safe_load(form_text(form.name))
        assert record["labels"] == [LABEL]


# -- any data


@pytest.fixture(scope="module")
def small() -> View:
    """Return the miniature, ready to be shown."""
    publication = load_publication(MINIATURE, MINIATURE / "docs")
    return View(publication.corpus, publication.register)


@pytest.fixture(scope="module")
def large(every_root: Path) -> View:
    """Return data, few or many, ready to be shown."""
    publication = load_publication(every_root, every_root / "docs")
    return View(publication.corpus, publication.register)


def test_words_copied_from_any_page_are_found_again(large: View) -> None:
    corpus = large.corpus
    items: list[Any] = [*corpus.claims.values(), *corpus.objections.values()]
    link = partial(link_reference, corpus)
    paragraphs = [
        (item, paragraph, Markup(render_line(paragraph, link)).striptags())
        for item in items
        for paragraph in split_paragraphs(item.text)
    ]

    lost = [
        (item.id, paragraph[:40])
        for item, paragraph, shown in paragraphs
        if len(find_words(item.text, shown, corpus)) != 1
    ]

    assert len(paragraphs) >= len(items)
    assert lost == []


def test_every_link_that_begins_a_rewording_leads_to_a_change(
    large: View, every_root: Path
) -> None:
    corpus = large.corpus
    forge = Forge("https://forge.example/r")
    ways = find_suggestions(forge, corpus, large.histories, large.register)
    keys = [*corpus.claims, *corpus.objections, *corpus.responses]
    keys += [f"term:{id}" for id in corpus.terms]
    links = [way.address for key in keys for way in [*ways.of(key), *ways.of_row(key)]]
    state = State(
        corpus, frozenset(), "2026-12-01", lambda path: (every_root / path).read_text("utf-8")
    )
    form = next(form for form in load_forms(ROOT) if form.name == "wording")

    for link in links:
        filled = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        if filled.get("template") == "wording.yml":
            given = Answers(form, filled | {"new": filled["current"] + " Indeed"}, frozenset())
            assert isinstance(find_change(given, state), Change)

    assert sum("wording.yml" in link for link in links) >= len(keys)
