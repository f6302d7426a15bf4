"""A pull request, seen before it is merged: a fork’s commit, from the check to the comment."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest
from building import build_here
from conftest import Project, everything_in
from hypothesis import given, settings
from hypothesis import strategies as st
from once import make_once
from programs import read_by_pandoc
from site_fixtures import ROOT

from contributions import review
from contributions.__main__ import main
from contributions.blocks import Block, find_blocks
from contributions.comment import write_comment
from contributions.escape import LARGEST_COMMENT, inline
from contributions.record import Changed, Link, Review
from contributions.review import build
from contributions.transfer import read_values, write_values

pytestmark = pytest.mark.slow


def git(root: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ["-c", "user.name=A Fork", "-c", "user.email=fork@example.org"]
    ran = subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True
    )
    return ran.stdout


@pytest.fixture
def fork(miniature: Project) -> Project:
    """Return a clone of the miniature’s repository, on a branch of its own."""
    miniature.write(".gitignore", "/site/\n/.site.new/\n/.site.old/\n")
    git(miniature.root, "init", "--quiet", "--initial-branch=main")
    git(miniature.root, "add", ".")
    git(miniature.root, "commit", "--quiet", "--message=Begin")
    git(miniature.root, "switch", "--quiet", "--create", "correction")
    return miniature


@pytest.fixture(autouse=True)
def built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site that was built from the same words before be taken from there."""

    def build_or_copy(root: Path, site: Path) -> tuple[str, ...]:
        words = [(root / "mkdocs.yml").read_bytes(), everything_in(root / "data")]
        words.append(everything_in(root / "docs"))
        name = f"review-{sha256(repr(words).encode()).hexdigest()}"
        built = make_once(name, lambda folder: build_here(root, folder / "site"))
        if built.ok:
            shutil.copytree(built.folder, site)
        return () if built.ok else tuple(built.log.splitlines())

    monkeypatch.setattr(review, "build", build_or_copy)


def commit(fork: Project) -> None:
    """Commit everything in the fork."""
    git(fork.root, "add", ".")
    git(fork.root, "commit", "--quiet", "--message=Correct")


def comment_on(fork: Project, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the comment on a fork, as one command writes it and a reader sees it."""
    main(["review", "--base", "main", "--root", str(fork.root)])
    return readable(capsys.readouterr().out)


def readable(text: str) -> str:
    """Return inert text as a reader of the comment sees it."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text).replace("\u2060", "")


def test_a_forks_commit_becomes_a_comment(
    fork: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "build", build)  # as the command builds
    fork.edit("data/objections/O3.yml", "Many street trees", "Most @everyone street trees")
    fork.write(
        "data/objections/O5.yml",
        "id: O5\ntitle: Leaves block drains\nagainst: [C1]\nglance: In autumn.\n"
        "text: A blocked drain floods the street.\n",
    )
    commit(fork)

    code = main(["review", "--base", "main", "--root", str(fork.root),
                 "--out", str(tmp_path / "out/review.json")])  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _ISOLATED, str(ROOT), str(tmp_path / "out/review.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    said = readable(ran.stdout)
    assert code == 0
    assert "No problem. " in said
    assert "- data/objections/O3.yml\n- data/objections/O5.yml" in said
    assert "| new | objection O5: Leaves block drains | /objections/o5/ |" in said
    assert "| before | Many street trees do not live long enough" in said
    assert "| after | Most @everyone street trees do not live long enough" in said
    assert "| after | Leaves block drains O5 | nobody recorded · against C1 | no answer" in said
    assert "#### New pages\n\n- /objections/o5/" in said
    assert "@everyone" not in ran.stdout
    assert git(fork.root, "worktree", "list").count("\n") == 1


_ISOLATED = """
import sys
sys.path.insert(0, sys.argv[1])
from contributions.comment import read_review, write_comment
from pathlib import Path
print(write_comment(read_review(Path(sys.argv[2]))))
assert "pydantic" not in sys.modules and "macros" not in sys.modules
"""
"""Without site-packages: the job that writes comments installs nothing."""


def test_a_mistake_is_told_with_its_line_and_fails(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    fork.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")
    commit(fork)

    code = main(["review", "--base", "main", "--root", str(fork.root)])

    said = readable(capsys.readouterr().out)
    assert code == 1
    assert "1 problem. Nothing is lost" in said
    assert "- data/claims/C2.yml:5: strength is 'maybe'; expected one of: flat, hedged" in said


def test_work_that_changes_no_page_says_so(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    fork.edit("data/claims/C2.yml", "id: C2", "# nothing that shows\nid: C2")

    assert "No problem, and nothing on the site changes." in comment_on(fork, capsys)


def test_what_main_has_done_since_is_not_shown(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    fork.edit("data/claims/C2.yml", "A young tree costs little", "A young tree is cheap")
    commit(fork)
    git(fork.root, "switch", "--quiet", "main")
    fork.edit("data/objections/O3.yml", "Planted trees die", "Planted trees often die")
    commit(fork)
    git(fork.root, "switch", "--quiet", "correction")

    said = comment_on(fork, capsys)

    assert "A young tree is cheap" in said
    assert "often die" not in said


def test_an_edition_lets_the_comment_tell_what_citers_will_notice(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork.root, "switch", "--quiet", "main")
    freeze(fork.root)
    commit(fork)
    git(fork.root, "switch", "--quiet", "--create", "later")
    fork.edit("data/claims/C2.yml", "A young tree costs little", "A young tree is cheap")
    retired = "retired:\n  date: 2026-12-02\n  reason: Nobody holds it.\n"
    text = (fork.root / "data/objections/O3.yml").read_text("utf-8")
    fork.write("data/objections/O3.yml", text + retired)
    commit(fork)

    said = comment_on(fork, capsys)

    assert "| reworded since the last edition; the wording that was cited stays pinned |" in said
    assert "claim C2: A young tree is cheap | /claims/c2/ |" in said
    assert "| retired; its page stays, with the reason | objection O3: Planted trees die |" in said


def freeze(root: Path) -> None:
    """Make an edition."""
    command = [sys.executable, "-m", "macros", "edition", "--yes", "--root", str(root)]
    subprocess.run([*command, "--date", "2026-01-15"], cwd=ROOT, check=True, capture_output=True)


def test_a_published_item_that_is_deleted_is_a_problem(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork.root, "switch", "--quiet", "main")
    freeze(fork.root)
    commit(fork)
    git(fork.root, "switch", "--quiet", "--create", "later")
    fork.remove("data/objections/O3.yml")
    commit(fork)

    assert "O3" in comment_on(fork, capsys).partition("What is wrong")[2]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.unlink(), "the edition is gone"),
        (lambda path: path.write_text(path.read_text() + "\n"), "the edition is not as it was"),
    ],
)
def test_an_edition_that_is_taken_out_or_touched_is_a_problem(
    fork: Project,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], object],
    said: str,
) -> None:
    git(fork.root, "switch", "--quiet", "main")
    freeze(fork.root)
    commit(fork)
    git(fork.root, "switch", "--quiet", "--create", "later")
    change(fork.root / "data/editions/2026-01-15.json")
    commit(fork)

    wrong = comment_on(fork, capsys).partition("What is wrong")[2]
    assert "2026-01-15.json" in wrong
    assert said in wrong


def test_an_item_in_no_edition_that_is_deleted_is_lost(
    fork: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    fork.remove("data/objections/O3.yml")
    commit(fork)

    said = comment_on(fork, capsys)

    assert "objection O3: Planted trees die | /objections/o3/ |" in said
    assert "#### Pages gone\n\n- /objections/o3/" in said


# -- the comment, whatever is in the file

WORDS = st.text(max_size=60) | st.sampled_from(
    ["@everyone", "</td><script>", "| a |\n| - |", "```", "::set-output name=x::y", "#12 GH-1",
     "https://evil.example/ www.evil.example", "<!-- -->", "[a](b) ![c](d)", "$x$ `y` *z* _w_ ~v~",
     "a\x00b\u202ec", "&lt;b&gt; &amp;"]
)  # fmt: skip
CELLS = st.none() | st.lists(WORDS, max_size=3).map(tuple)
CHANGES = st.builds(
    Changed, st.lists(WORDS, max_size=3).map(tuple), CELLS, CELLS, st.lists(WORDS).map(tuple)
)
LINKS = st.builds(Link, st.sampled_from(["new", "lost", "@everyone"]), WORDS, WORDS)
TEXTS = st.lists(WORDS, max_size=4).map(tuple)
REVIEWS = st.builds(
    Review, problems=TEXTS, advice=TEXTS, links=st.lists(LINKS, max_size=3).map(tuple),
    changes=st.lists(CHANGES, max_size=3).map(tuple), new_pages=TEXTS, lost_pages=TEXTS,
    files=TEXTS,
)  # fmt: skip


HEADINGS = {"### What this change does", "#### What is wrong", "#### Published links"}
HEADINGS |= {"#### Rows of tables", "#### Text of pages", "#### New pages", "#### Pages gone"}
HEADINGS |= {"#### Advice, which stops nothing"}


@given(review=REVIEWS)
def test_a_comment_calls_nobody_links_nowhere_and_holds_no_markup(review: Review) -> None:
    comment = write_comment(review)

    bare = re.sub(r"&#\d+;", "x", comment).replace("**no longer there**", "")
    assert not re.search(r"[<>`@\[\]\\_~$]|https?:|www\.", bare)
    assert [line for line in comment.splitlines() if line.startswith("::")] == []
    assert {line for line in comment.splitlines() if line.startswith("#")} <= HEADINGS
    assert not re.search(r"[@#](?!\u2060)", re.sub(r"&#(?!64;|35;)\d+;", "", bare_signs(comment)))


def bare_signs(comment: str) -> str:
    """Return a comment without headings, the signs that stand for @ and # turned back."""
    text = re.sub(r"^#+ ", "", comment, flags=re.M)
    return text.replace("&#64;", "@").replace("&#35;", "#").replace("&#", "&")


@given(text=WORDS)
@settings(max_examples=25, deadline=None)
def test_inert_text_is_nothing_but_words(text: str) -> None:
    tree = read_by_pandoc(f"x{inline(text)}x", "gfm")

    assert [block["t"] for block in tree["blocks"]] == ["Para"]
    assert {piece["t"] for piece in tree["blocks"][0]["c"]} <= {"Str", "Space"}


def test_a_comment_is_never_too_long() -> None:
    row = Changed(("a", "b"), ("&" * 5_000, "x"), ("y" * 5_000, "z"), ("/p/",))

    comment = write_comment(Review(changes=tuple(row for _ in range(2_000))))

    assert len(comment) < 65_536
    assert LARGEST_COMMENT < 65_536
    assert "does not fit here" in comment


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", "null", "[" * 100_000, '{"problems": "x"}',
     json.dumps(asdict(Review()) | {"more": 1}),
     json.dumps(asdict(Review()) | {"problems": [1]}),
     json.dumps(asdict(Review()) | {"changes": [{"headings": []}]})],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "review.json").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"unexpected|column"):
        read_values(Review, tmp_path / "review.json")


def test_a_review_is_read_as_it_was_written(tmp_path: Path) -> None:
    review = Review(
        problems=("a",), links=(Link("new", "b", "/c/"),),
        changes=(Changed(("d",), None, ("e",), ("/f/",)),),
    )  # fmt: skip

    write_values(review, tmp_path / "review.json")

    assert read_values(Review, tmp_path / "review.json") == review


# -- what a page says


def test_a_page_is_read_block_by_block() -> None:
    html = (
        "<nav><p>Not this</p></nav><article><h1>Title<a class='headerlink'>¶</a></h1>"
        "<p>One <em>two</em>.<br>Three</p><ul><li>Four</li></ul>"
        "<details class='cite'><p>Nor this</p></details>"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>x</th><td><p>y</p><p>z</p></td></tr></tbody></table>"
        "<p>After</p></article><p>Nor this</p>"
    )

    assert list(_say(html)) == ["Title", "One two.Three", "Four", "x | y z", "After"]


def _say(html: str) -> Iterator[str]:
    for block in find_blocks(html):
        assert block.is_row == (block.headings == ("A", "B"))
        yield " | ".join(block.cells)


def test_a_block_without_headings_is_no_row() -> None:
    assert not Block(("text",)).is_row
