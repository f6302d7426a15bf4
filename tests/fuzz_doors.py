"""The other doors that strangers' text comes in by, or goes out by; each is tried with one seed.

A door gets a project to change, says what it was told and what came of it, and returns the fault.
Whatever it changes, the bench puts back.
"""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import rispy
from conftest import ROOT, Project
from markdown import markdown
from marks import Active
from mutations import FIELDS, HOSTILE, SLY, draw_mutation, make

from contributions.comment import write_comment
from contributions.conversion import convert
from contributions.handover import Outcome, read_outcome, write_outcome
from contributions.outcome import Issue
from contributions.record import Changed, Link, Review
from macros.alternates.alternates import make_alternates
from macros.checking.citations import print_verdicts
from macros.checking.publication import Publication, load_publication
from macros.desk.answers import parse_answers
from macros.desk.fix import load_laid_out, write_whole
from macros.desk.kinds import ASKED, Refused
from macros.desk.new import write_new
from macros.editions.citing import SiteName
from macros.exports.exports import make_exports
from macros.pages.book import render_book
from macros.pages.view import View
from macros.records.problems import DataError, Problem
from macros.records.yaml_file import Items, Record, parse_yaml

SLOWEST = 20.0
"""Seconds; on a quiet machine each takes a hundredth of it, but few machines are quiet."""

Came = tuple[str, str | None]
"""What came of it in a word, and the fault, if any."""


def draw_text(random: Random) -> str:
    """Draw some text of a stranger."""
    return " ".join(random.choices([*HOSTILE, *SLY, "a few words"], k=random.randint(1, 3)))


# -- a new item


def try_new(project: Project, random: Random) -> Came:
    """Answer the questions for a new item in odd ways."""
    kind = random.choice(sorted(ASKED))
    given = {field: _draw_answer(field, random) for field in ASKED[kind]}
    given |= {name: draw_text(random) for name in random.sample(_MORE, random.randint(0, 2))}
    before = read_files(project.root)
    try:
        answers = parse_answers(kind, given)
        written = write_new(project.root, kind, dict(answers))
    except Refused as refused:
        said = "a refusal says nothing" if not str(refused).strip() else None
        return "refused", said or find_changed(project.root, before, ())
    name = written.path.relative_to(project.root).as_posix()
    if fault := find_changed(project.root, before, (name,)):
        return "written", fault
    if kind != "source" and (lost := _find_lost(written.path, written.id, answers)):
        return "written", lost
    problems = project.problems()
    return ("to be completed" if problems else "written"), find_odd(problems)


_MORE = ("note", "formerly", "retired", "id", "aliases", "sources", "wording", "gloss", "x_y")
_GOOD = {
    "against": "C1", "strength": "flat", "quotes": "P1.1", "objection": "O1", "voice": "editors",
    "passage": "P1.1", "kind": "context", "title": "A title", "glance": "A few words",
    "text": "Some words", "type": "book", "url": "https://example.org/", "issued": "2026",
    "author": "Ash, Ann",
}  # fmt: skip


def _draw_answer(field: str, random: Random) -> str:
    return _GOOD.get(field, "word") if random.random() < 0.85 else draw_text(random)


def _find_lost(path: Path, id: str, answers: dict[str, object]) -> str | None:
    """Return the answer that is not in the file as it was given."""
    read = parse_yaml(path.read_text("utf-8"), path.name)
    item = next((one for one in _find_records(read) if one.get("id") == id), None)
    if item is None:
        return f"{id} cannot be read back: {read!r}"[:300]
    for field, answer in answers.items():
        if field in ("objection", "id") or not answer:
            continue
        if _fold(item.get(field)) != _fold(answer):
            return f"{field} was {answer!r} and became {item.get(field)!r}"[:600]
    return None


def _find_records(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
    for inner in value.values() if isinstance(value, Record) else value or ():  # type: ignore[attr-defined]
        if isinstance(inner, (Record, Items)):
            yield from _find_records(inner)


def _plainly(value: object) -> object:
    return json.loads(json.dumps(value, default=repr))


def _fold(value: object) -> object:
    """Return a value without regard to how its lines are broken."""
    if isinstance(value, dict):
        return {name: _fold(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_fold(inner) for inner in value]
    return " ".join(str(value).split())


# -- putting the layout right


def try_fix(project: Project, random: Random) -> Came:
    """Change a file, and let it be laid out."""
    make(draw_mutation(project.root, random.randrange(10**9)))
    before, wrong = read_files(project.root), bool(project.problems())
    meant = {name: _read(name, data) for name, data in before.items()}
    changed = _fix(project.root)
    after = read_files(project.root)
    if set(after) != set(before):
        return "fixed", f"files came or went: {sorted(set(after) ^ set(before))}"
    for name in changed:
        if _read(name, after[name]) != meant[name]:
            return "fixed", f"{name} says something else"
    if again := _fix(project.root):
        return "fixed", f"{again} could be fixed twice"
    if wrong != bool(project.problems()):
        return "fixed", "to be laid out has changed what the checks say"
    return ("fixed" if changed else "left"), find_changed(project.root, before, changed)


def _fix(root: Path) -> tuple[str, ...]:
    found = [one for one in load_laid_out(root) if not isinstance(one, Problem)]
    for path, text in found:
        write_whole(path, text)
    return tuple(path.relative_to(root).as_posix() for path, _ in found)


def _read(name: str, data: bytes) -> object:
    """Return what a file says; the order of works is no meaning."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    if name.endswith("sources.json"):
        try:
            return sorted(map(json.dumps, json.loads(text)))
        except (ValueError, TypeError, RecursionError):
            return text
    return _plainly(parse_yaml(text, "x")) if name.endswith(".yml") else text


# -- an issue


def try_issue(project: Project, random: Random) -> Came:
    """Send an issue whose body is one of the corpus, spoiled."""
    issue = Issue(_spoil(random), 12, "2026-12-01", "octo-cat", 583231, labelled=True)
    before = read_files(project.root)
    outcome = convert(issue, project.root, ROOT)
    fault = find_changed(project.root, before, ()) or _judge_outcome(outcome, project)
    return outcome.kind, fault


def _spoil(random: Random) -> str:
    bodies = sorted((ROOT / "tests/issues").glob("[gsh]*.md"))
    lines = random.choice(bodies).read_bytes().decode("utf-8")[:20_000].split("\n")
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(lines))
        other = random.choice(random.choice(bodies).read_text("utf-8")[:20_000].split("\n"))
        new = random.choice([[draw_text(random)], [lines[place], draw_text(random)], [], [other]])
        lines[place : place + 1] = new or [""]
    return random.choice(["\n", "\n", "\r\n"]).join(lines)


def _judge_outcome(outcome: Outcome, project: Project) -> str | None:
    out = project.root / ".outcome"
    write_outcome(outcome, 12, out)
    read_outcome(out)
    if outcome.kind == "proposal":
        place = project.root / outcome.path
        place.write_text(outcome.text, "utf-8")
        if problems := project.problems():
            return f"a proposal has a problem: {problems[0]}"
    if len(re.findall("^Co-authored-by:", outcome.message, re.M)) > 1 or "\n" in outcome.title:
        return f"the message is forged: {outcome.message!r}"
    return find_active(outcome.comment or outcome.body)


def find_active(comment: str) -> str | None:
    """Return what in a comment at the forge is more than text."""
    bare = re.sub(r"`[^`\n]*`", "code", re.sub(r"&#\d+;", "x", comment))
    found = re.search(r"<|\]\(|https?:|www\.(?=\w)|@(?=\w)|(?<!Closes )#(?=\d)|^::|!\[", bare, re.M)
    if len(comment) > 65_536:
        return f"the comment has {len(comment)} characters"
    return (
        f"in a comment: {bare[max(0, found.start() - 40) : found.end() + 40]!r}" if found else None
    )


# -- citations


def try_citations(project: Project, random: Random) -> Came:
    """Ask about citations that are made of scraps."""
    pieces = [_draw_mention(random) for _ in range(random.randint(1, 30))]
    text = random.choice([" ", "\n", "\n\n", ""]).join(pieces)[:60_000]
    paper = project.root / ".paper.md"
    paper.write_text(text, "utf-8", "replace")
    publication, out = _publication(project.root), io.StringIO()
    start = time.monotonic()
    with redirect_stdout(out), redirect_stderr(out):
        print_verdicts(publication, ["https://example.org/site/"], text[:6_000], [str(paper)])
    if (seconds := time.monotonic() - start) > SLOWEST:
        return "slow", f"a text of {len(text)} characters took {seconds:.0f} s"
    odd = [line for line in out.getvalue().split("\n") if not line.isprintable()]
    return "judged", f"a verdict that hides something: {odd[0][:200]!r}" if odd else None


@cache
def _publication(root: Path) -> Publication:
    return load_publication(root, root / "docs")


_SCRAPS = (
    "C1", "C1 v1", "C1 v99999", "claim C2, version 1", "O1", "R1", "P1.1", "P99.99", "@evelyn1664",
    "[@evelyn1664, p. 3]", "https://example.org/site/claims/c1/v1/", "/claims/c1/#x", "/essay/#p1",
    "https://elsewhere.example/claims/c1/", "../claims/c2/", "“", "”", "\"", "‘", "’", "> ",
    "\\cite{",
    "```", "<q>", "</q>", "<blockquote>", "<a href=\"/claims/c1/\">", "&quot;", "\\url{", "}",
    "(((",
    "@misc{x, title = {C1}, url = {https://example.org/site/claims/c1/v2/}}", "«", "»", "— C1",
)  # fmt: skip


def _draw_mention(random: Random) -> str:
    scrap = random.choice([*_SCRAPS, random.choice(HOSTILE), random.choice(SLY)])
    if random.random() < 0.3:
        place = random.randrange(len(scrap) + 1)
        scrap = scrap[:place] + random.choice([" ", "\n", "(", "C", "9", "\u202e"]) + scrap[place:]
    return scrap * random.choice([1, 1, 1, 2, 40])


# -- a comment on a pull request


def try_comment(project: Project, random: Random) -> Came:
    """Let every word of a review be a stranger's."""

    def texts(most: int = 4) -> tuple[str, ...]:
        return tuple(draw_text(random) for _ in range(random.randint(0, most)))

    changes = tuple(
        Changed(texts(3), random.choice([None, texts(3)]), texts(3), texts(2)) for _ in range(3)
    )
    links = tuple(Link(draw, draw_text(random), draw_text(random)) for draw in ("lost", "new"))
    review = Review(texts(), texts(), links, changes, texts(), texts(), texts())
    return "written", find_active(write_comment(review))


# -- files for machines, Markdown and the book


def try_outlets(project: Project, random: Random) -> Came:
    """Change a text so that it may pass, and look at everything that is made from it."""
    make(draw_mutation(project.root, random.randrange(10**9), FIELDS))
    try:
        publication = load_publication(project.root, project.root / "docs")
    except DataError as error:
        return "refused", find_odd(list(map(str, error.problems)))
    view = View(publication.corpus, publication.register, SiteName("A site", "https://a.example/"))
    return "taken", next(_find_outlet_faults(view), None)


def _find_outlet_faults(view: View) -> Iterator[str]:
    files = {home.rpartition("/")[2]: text for home, text in make_exports(view).items()}
    yield from _find_export_faults(view, files)
    for home, text in make_alternates(view, {}):
        front, _, body = text[4:].partition("\n---\n")
        if not isinstance(parse_yaml(front, home), Record):
            yield f"{home} has broken front matter"
        if foreign := Active(markdown(body, extensions=["tables", "attr_list"])).found:
            yield f"{home} has {sorted(foreign)[:3]}"
    if foreign := {m for m in Active(render_book(view)).found if not m.startswith(_OF_THE_BOOK)}:
        yield f"the book has {sorted(foreign)[:3]}"


_OF_THE_BOOK = ("<link ", "<meta ", "<base ")


def _find_export_faults(view: View, files: dict[str, str]) -> Iterator[str]:
    for name, text in files.items():
        if name.endswith((".json", ".jsonld")):
            json.loads(text)
    rows = list(csv.reader(io.StringIO(files["objections.csv"], newline="")))
    wanted = sum(len(o.live_responses) or 1 for o in view.corpus.objections.values()) + 1
    if len(rows) != wanted or {len(row) for row in rows} != {len(rows[0])}:
        yield f"the table has {len(rows)} rows, not {wanted}"
    if run := [cell for row in rows for cell in row if re.match(r"\s*[=+\-@]|[\t\r]", cell)]:
        yield f"a spreadsheet would run {run[0]!r}"
    corpus, argdown = view.corpus, files["argument.argdown"]
    statements = re.findall(r"^\[(\w+)\]:", argdown, re.M), re.findall(r"^<(\w+)>:", argdown, re.M)
    live = [r.id for o in corpus.objections.values() for r in o.live_responses]
    if sorted(statements[0]) != sorted(corpus.claims) or sorted(statements[1]) != sorted(
        [*corpus.objections, *live]
    ):
        yield "the map has other items"
    entries = ElementTree.fromstring(files["feed.atom"].encode()).findall(
        "{http://www.w3.org/2005/Atom}entry"
    )
    if len(entries) != len(view.register.editions):
        yield "the feed has other entries"
    yield from _find_bibliography_faults(len(corpus.sources), files)


def _find_bibliography_faults(works: int, files: dict[str, str]) -> Iterator[str]:
    counted = {
        "sources.ris": len(rispy.loads(files["sources.ris"])),
        "sources.bib": len(re.findall(r"^@\w+\{", files["sources.bib"], re.M)),
        "sources.bibtex.bib": len(re.findall(r"^@\w+\{", files["sources.bibtex.bib"], re.M)),
    }
    yield from (f"{name} has {found} works" for name, found in counted.items() if found != works)


# -- the project around it


def read_files(root: Path) -> dict[str, bytes]:
    """Return what each file of a project holds, the built site apart."""
    files = (path for path in root.rglob("*") if path.is_file() or path.is_symlink())
    named = ((path.relative_to(root).as_posix(), path) for path in files)
    kept = ((name, path) for name, path in named if not name.startswith(("site/", ".")))
    beside = {f"../{path.name}": b"" for path in root.parent.iterdir()}
    return {n: b"" if path.is_symlink() else path.read_bytes() for n, path in kept} | beside


def put_back(root: Path, before: dict[str, bytes]) -> None:
    """Give a project the files that it had."""
    after = read_files(root)
    for name in after.keys() - before.keys():
        (root / name).unlink()
        for folder in (root / name).parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    for name in [name for name in before if after.get(name) != before[name]]:
        (root / name).write_bytes(before[name])


def find_changed(root: Path, before: dict[str, bytes], allowed: tuple[str, ...]) -> str | None:
    """Return the file that has changed without being allowed to."""
    after = read_files(root)
    names = [name for name in before | after if before.get(name) != after.get(name)]
    wrong = [name for name in names if name not in allowed or not name.startswith("data/")]
    return f"{wrong[0]} was changed" if wrong else None


_MESSAGE = re.compile(r"[^\n]+?:\d+: .+; .+")


def find_odd(problems: list[str]) -> str | None:
    """Return the problem that is no message: a line that says where, what is wrong, what right."""
    odd = [one for one in problems if not _MESSAGE.fullmatch(one) or not one.isprintable()]
    return f"not a message: {odd[0]!r}" if odd else None


DOORS: dict[str, Callable[[Project, Random], Came]] = {
    "new": try_new,
    "fix": try_fix,
    "issue": try_issue,
    "citations": try_citations,
    "comment": try_comment,
    "outlets": try_outlets,
}
