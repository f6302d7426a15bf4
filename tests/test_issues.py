"""Issues become pull requests, or comments that say what is missing: a corpus of bodies."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypandoc
import pytest
import yaml
from conftest import MINIATURE, Project
from markupsafe import Markup
from site_fixtures import BIN, ROOT

from contributions.__main__ import main
from contributions.additions import VOICES
from contributions.asked import Change, State
from contributions.changes import find_change
from contributions.conversion import convert, read_event
from contributions.forms import CREDIT, Answers, load_forms
from contributions.outcome import Issue, Outcome
from contributions.references import FIELDS
from contributions.wordings import find_words
from macros.forge import Forge
from macros.publication import load_publication
from macros.render import View, link_reference
from macros.suggestions import find_suggestions
from macros.text import render_line, split_paragraphs

ISSUES = Path(__file__).resolve().parent / "issues"


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
    return Issue(body_of(name), 12, "2026-12-01", "octo-cat", 583231)


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
    tree = json.loads(pypandoc.convert_text(outcome.comment or outcome.body, "json", "gfm+emoji"))

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
def test_a_body_decides_neither_the_branch_nor_more_than_one_line_of_the_title(name: str) -> None:
    outcome = outcome_of(name)

    assert outcome.branch in ("", "issue-12")
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


def test_the_project_is_left_as_it_was(miniature: Project) -> None:
    before = {path: path.read_bytes() for path in miniature.root.rglob("*") if path.is_file()}

    for name in TABLE:
        convert(issue_of(name), miniature.root, ROOT)

    after = {path: path.read_bytes() for path in miniature.root.rglob("*") if path.is_file()}
    assert after == before


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
    assert json.loads((tmp_path / "out/outcome.json").read_text("utf-8"))["branch"] == "issue-12"


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
        assert record["labels"] == ["contribution"]


# -- the real data


@pytest.fixture(scope="module")
def real() -> View:
    """Return the project’s own data, ready to be shown."""
    publication = load_publication(ROOT, ROOT / "docs")
    return View(publication.corpus, publication.register)


def test_words_copied_from_any_page_are_found_again(real: View) -> None:
    corpus = real.corpus
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

    assert len(paragraphs) > 50
    assert lost == []


def test_every_link_that_begins_a_rewording_leads_to_a_change(real: View) -> None:
    corpus = real.corpus
    forge = Forge("https://forge.example/r")
    ways = find_suggestions(forge, corpus, real.histories, real.register)
    keys = [*corpus.claims, *corpus.objections, *corpus.responses]
    keys += [f"term:{id}" for id in corpus.terms]
    links = [way.address for key in keys for way in [*ways.of(key), *ways.of_row(key)]]
    state = State(corpus, frozenset(), "2026-12-01", lambda path: (ROOT / path).read_text("utf-8"))
    form = next(form for form in load_forms(ROOT) if form.name == "wording")

    for link in links:
        filled = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        if filled.get("template") == "wording.yml":
            given = Answers(form, filled | {"new": filled["current"] + " Indeed"}, frozenset())
            assert isinstance(find_change(given, state), Change)

    assert sum("wording.yml" in link for link in links) > 100
