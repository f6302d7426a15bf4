"""What is done at the forge: proposals opened and renewed, limits, comments, standing issues."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from conftest import Project
from forge import Forge, serve_forge
from site_fixtures import ROOT

from contributions import comment, forge, limits
from contributions.__main__ import main
from contributions.handover import FILE, Outcome, act, read_outcome, write_outcome
from contributions.limits import MINUTES_A_DAY, MINUTES_EACH, MOST_OPEN, find_limit
from contributions.record import Link, Review
from contributions.standing_issue import Finding, Report, renew

GIVEN = Outcome(
    kind="proposal", title="Add O5", body="Closes #7.\n",
    message="Add O5\n\nCo-authored-by: Ada <1+ada@users.noreply.github.com>\n",
    path="data/objections/O5.yml", text="id: O5\n",
)  # fmt: skip
O5 = "data/objections/O5.yml"


def hand_over(folder: Path, **changes: object) -> Path:
    """Write what is handed over, some of it changed by whoever could."""
    write_outcome(GIVEN, 7, folder)
    record = json.loads((folder / FILE).read_text("utf-8")) | changes
    (folder / FILE).write_text(json.dumps(record), "utf-8")
    return folder


@pytest.mark.parametrize(
    "changes",
    [{"path": "data/../.github/workflows/site.yml"}, {"path": "macros/plugin.py"},
     {"path": "data/objections/../../Makefile"}, {"path": "/" + "Makefile"},
     {"path": "data/essay/source.txt"}, {"path": "data/editions/2026-12-01.json"},
     {"path": "data/objections/O5.yml\n"}, {"branch": "main"}, {"kind": "other"},
     {"number": "7"}, {"number": True}, {"number": 0}, {"title": "a\nb"}, {"title": "x" * 300},
     {"text": 1}, {"more": ""}],
    ids=str,
)  # fmt: skip
def test_what_is_handed_over_in_another_form_is_refused(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="unexpected"):
        read_outcome(hand_over(tmp_path, **changes))


WHO = ["-c", "user.name=An Editor", "-c", "user.email=editor@example.org"]


def git(root: Path, *arguments: str) -> str:
    """Run git as an editor."""
    ran = subprocess.run(
        ["git", *WHO, *arguments], cwd=root, check=True, capture_output=True, text=True
    )
    return ran.stdout


@pytest.fixture
def clone(miniature: Project, tmp_path: Path) -> Project:
    """Return the miniature as a clone of a bare repository."""
    git(miniature.root, "init", "--quiet", "--initial-branch=main")
    git(miniature.root, "add", ".")
    git(miniature.root, "commit", "--quiet", "--message=Begin")
    git(miniature.root, "clone", "--quiet", "--bare", ".", str(tmp_path / "origin.git"))
    git(miniature.root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return miniature


@pytest.fixture
def town(tmp_path: Path, clone: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    """Return a forge that keeps the clone’s repository and answers here."""
    with serve_forge(Forge(tmp_path / "origin.git")) as serving:
        monkeypatch.setenv("GITHUB_API_URL", serving.address)
        monkeypatch.setenv("GITHUB_REPOSITORY", "town/trees")
        monkeypatch.setenv("GH_TOKEN", "a-token")
        yield serving


def send(clone: Project, folder: Path, **changes: object) -> None:
    """Let an issue be sent, or edited, and acted upon: in a clone as fresh as a job’s."""
    git(clone.root, "fetch", "--quiet", "origin", "main")
    git(clone.root, "reset", "--quiet", "--hard", "FETCH_HEAD")
    git(clone.root, "clean", "--quiet", "--force", "-d")
    act(read_outcome(hand_over(folder, **changes)), clone.root)


def commit_as_editor(clone: Project, folder: Path, branch: str, path: str, text: str) -> None:
    """Let somebody else commit to a branch of the forge."""
    git(clone.root, "clone", "--quiet", "--branch", branch, str(folder.parent / "origin.git"),
        str(folder))  # fmt: skip
    (folder / path).write_text(text, "utf-8")
    git(folder, "add", path)
    git(folder, "commit", "--quiet", "--message=Put it better")
    git(folder, "push", "--quiet", "origin", branch)


# -- a proposal


def test_a_proposal_is_pushed_and_opened_and_checked(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")

    said = town.ask_git("log", "-1", "--format=%an%n%B", "issue-7")
    assert said.startswith("github-actions[bot]\nAdd O5\n\nCo-authored-by: Ada <1+ada@")
    assert town.ask_git("show", f"issue-7:{O5}") == "id: O5\n"
    [pull] = town.pulls
    assert (pull["head"]["ref"], pull["base"], pull["title"]) == ("issue-7", "main", "Add O5")
    assert pull["body"] == "Closes #7.\n"
    assert town.dispatched == [
        ("pull-request.yml", {"ref": "issue-7"}),
        ("comment.yml", {"ref": "main", "inputs": {"number": "100"}}),
    ]
    assert town.comments == {}


def test_an_edited_issue_adds_a_commit_to_its_pull_request(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")
    first = town.ask_git("rev-parse", "issue-7").strip()

    send(clone, tmp_path / "out", text="id: O5\n# again\n", title="Add O5, again")

    assert town.ask_git("rev-parse", "issue-7^").strip() == first
    assert town.ask_git("show", f"issue-7:{O5}") == "id: O5\n# again\n"
    assert [pull["title"] for pull in town.pulls] == ["Add O5, again"]


def test_an_issue_edited_into_another_item_leaves_nothing_of_the_first(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")
    commit_as_editor(clone, tmp_path / "editor", "main", "data/claims/C2.yml", "id: C2\n")

    send(clone, tmp_path / "out", path="data/objections/O6.yml", text="id: O6\n")

    changed = town.ask_git("diff", "--name-only", "main", "issue-7").split()
    assert changed == ["data/objections/O6.yml"]
    assert town.ask_git("merge-base", "main", "issue-7") == town.ask_git("rev-parse", "main")


def test_an_issue_edited_without_effect_adds_no_commit(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")
    send(clone, tmp_path / "out", body="Closes #7. Better told.\n")

    assert len(town.log("issue-7")) == 2
    assert town.pulls[0]["body"] == "Closes #7. Better told.\n"


def test_what_an_editor_has_committed_stays_and_the_issue_gets_another_branch(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")
    commit_as_editor(clone, tmp_path / "editor", "issue-7", O5, "id: O5\n# an editor's\n")

    send(clone, tmp_path / "out", text="id: O5\n# changed under their hands\n")

    assert town.log("issue-7")[0] == "An Editor: Put it better"
    assert town.ask_git("show", f"issue-7:{O5}") == "id: O5\n# an editor's\n"
    assert "their hands" in town.ask_git("show", f"issue-7-2:{O5}")
    assert [pull["head"]["ref"] for pull in town.pulls] == ["issue-7", "issue-7-2"]
    assert "What was proposed before stays as others left it: #100." in town.pulls[1]["body"]
    send(clone, tmp_path / "out", text="id: O5\n# and once more\n")
    assert len(town.log("issue-7-2")) == 3


@pytest.mark.parametrize("state", ["APPROVED", "closed"])
def test_what_was_approved_or_closed_is_not_changed(
    tmp_path: Path, town: Forge, clone: Project, state: str
) -> None:
    send(clone, tmp_path / "out")
    if state == "closed":
        town.pulls[0]["state"] = state
    else:
        town.reviews[100] = [{"state": "COMMENTED"}, {"state": state}]
    before = town.ask_git("rev-parse", "issue-7")

    send(clone, tmp_path / "out", text="id: O5\n# other words\n")

    assert town.ask_git("rev-parse", "issue-7") == before
    assert town.pulls[1]["head"]["ref"] == "issue-7-2"


def test_nothing_is_overwritten_when_a_branch_grows_at_the_same_moment(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out")
    hook = town.git / "hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)

    with pytest.raises(SystemExit, match="git push failed"):
        send(clone, tmp_path / "out", text="id: O5\n# late\n")

    assert "force" not in (ROOT / "contributions/handover.py").read_text("utf-8")


def test_a_comment_is_written_and_renewed(tmp_path: Path, town: Forge, clone: Project) -> None:
    town.comments[7] = [{"id": 99, "user": {"login": "somebody"}, "body": "Mine."}]
    for said in ("::error::@all\n", "Better.\n"):
        send(clone, tmp_path / "out", kind="incomplete", comment=said)

    assert [one["body"] for one in town.comments[7]] == ["Mine.", "Better.\n"]
    assert town.pulls == []


def test_what_a_proposal_could_not_hold_is_told_below_the_issue(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    send(clone, tmp_path / "out", comment="No name.\n")

    assert town.asked[0] == "POST pulls"
    assert town.said_below(7) == "No name.\n"


def test_where_there_is_nothing_to_say_nothing_is_asked(town: Forge, clone: Project) -> None:
    act(Outcome(kind="ignored", number=7), clone.root)

    assert town.asked == []


def test_a_link_in_place_of_a_file_is_not_followed(
    tmp_path: Path, town: Forge, clone: Project
) -> None:
    (clone.root / O5).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ValueError, match="unexpected path"):
        act(read_outcome(hand_over(tmp_path / "out")), clone.root)

    assert not (tmp_path / "elsewhere").exists()


def test_what_the_forge_refuses_ends_the_job(
    town: Forge, clone: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "another")

    with pytest.raises(SystemExit, match="the forge refused GET issues/7: 401"):
        forge.call("GET", "issues/7")


@pytest.mark.parametrize("module", ["handover", "comment", "standing_issue", "limits"])
def test_what_may_write_needs_nothing_but_python(module: str) -> None:
    code = f"import sys; sys.path.insert(0, sys.argv[1]); import contributions.{module}"

    subprocess.run([sys.executable, "-I", "-S", "-c", code, str(ROOT)], check=True)


# -- limits


def issue_by(login: str, number: int, association: str = "NONE") -> dict[str, Any]:
    """Return an open issue as the forge tells of it."""
    return {"number": number, "state": "open", "title": "Wording: C2", "user": {"login": login},
            "author_association": association}  # fmt: skip


def run_of(login: str, minutes: int) -> dict[str, Any]:
    """Return a run of a workflow."""
    end = f"2026-12-01T{8 + minutes // 60:02}:{minutes % 60:02}:00Z"
    return {"actor": {"login": login}, "run_started_at": "2026-12-01T08:00:00Z", "updated_at": end}


def test_an_account_has_a_few_contributions_open_and_the_next_one_waits(town: Forge) -> None:
    town.issues += [issue_by("eager", number) for number in range(1, MOST_OPEN + 2)]
    town.issues += [issue_by("other", 50), {**issue_by("eager", 40), "state": "closed"}]

    waits = {one["number"] for one in town.issues[:-1] if find_limit(one["number"], "2026-12-01")}

    assert waits == {MOST_OPEN + 1}


def test_an_account_that_has_used_up_its_day_waits_and_the_others_do_not(town: Forge) -> None:
    town.issues += [issue_by("eager", 1), issue_by("other", 2)]
    town.runs += [run_of("eager", 20)] * (MINUTES_EACH // 20)

    assert "tomorrow" in find_limit(1, "2026-12-01")
    assert find_limit(2, "2026-12-01") == ""


def test_when_all_together_have_used_up_the_day_editors_alone_go_on(town: Forge) -> None:
    town.issues += [issue_by("other", 1), issue_by("editor", 2, "MEMBER")]
    town.runs += [run_of(f"account-{n}", 50) for n in range(MINUTES_A_DAY // 50)]

    assert "tomorrow" in find_limit(1, "2026-12-01")
    assert find_limit(2, "2026-12-01") == ""


@pytest.mark.parametrize("open", [True, False])
def test_who_has_to_wait_is_told_so_and_the_job_after_it_too(
    town: Forge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], open: bool
) -> None:
    count = 1 if open else MOST_OPEN + 1
    town.issues += [issue_by("eager", number) for number in range(1, count + 1)]
    monkeypatch.setenv("NUMBER", str(count))

    limits.main()

    assert capsys.readouterr().out == f"open={str(open).lower()}\n"
    assert (count in town.comments) != open


# -- the comment on a pull request


FORGED = Review(files=("data/claims/C2.yml",))
"""What says “No problem”, and hides every file but one."""


@pytest.fixture
def commented(town: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return an open pull request that is commented on."""
    pull = {"number": 9, "state": "open", "head": {"sha": "f" * 40},
            "html_url": "https://forge.example/town/trees/pull/9"}  # fmt: skip
    town.pulls.append(pull)
    town.files[9] = [{"filename": "data/claims/C2.yml"}]
    monkeypatch.setenv("NUMBER", "9")
    monkeypatch.setenv("REVISION", "f" * 40)
    return pull


def say(folder: Path, review: object) -> None:
    """Write the comment for a review, or for whatever stands in its place."""
    path = folder / "review.json"
    if review is not None:
        text = json.dumps(asdict(review)) if isinstance(review, Review) else str(review)
        path.write_text(text, "utf-8")
    comment.main([str(path)])


@pytest.mark.parametrize(
    "file",
    [{"filename": ".github/workflows/comment.yml"}, {"filename": "contributions/comment.py"},
     {"filename": "data.yml"}, {"filename": "tests/data/x.yml"}, {"filename": "Data/claims/C2.yml"},
     {"filename": "data/claims/C9.yml", "previous_filename": "macros/plugin.py"}],
    ids=str,
)  # fmt: skip
def test_a_change_outside_the_data_is_said_first_whatever_the_review_says(
    town: Forge, tmp_path: Path, commented: dict[str, Any], file: dict[str, str]
) -> None:
    town.files[9] = [{"filename": f"data/claims/C{n}.yml"} for n in range(1, 150)] + [file]

    say(tmp_path, FORGED)

    _, second, third, *_ = town.said_below(9).split("\n\n")
    outside = file.get("previous_filename", file["filename"])
    assert second.startswith("**It changes files outside data/ and docs/.**")
    assert third.replace("&#46;", ".").replace("&#47;", "/") == f"- {outside}"


def test_a_change_of_data_alone_is_shown_and_nothing_is_warned_of(
    town: Forge, tmp_path: Path, commented: dict[str, Any]
) -> None:
    say(tmp_path, Review(links=(Link("new", "claim C9", "/claims/c9/"),)))

    said = town.said_below(9)
    assert "outside" not in said
    assert "No problem." in said
    assert "This is about the commit ffffffffff." in said
    assert "(https://forge.example/town/trees/pull/9/checks)" in said


def test_of_more_files_than_the_forge_lists_that_is_said_first(
    town: Forge, tmp_path: Path, commented: dict[str, Any]
) -> None:
    town.files[9] = [{"filename": f"data/x{n}.yml"} for n in range(3_100)]

    say(tmp_path, FORGED)

    assert "lists 3&#44;000 files and no more" in town.said_below(9)


@pytest.mark.parametrize(
    "review",
    [None, "", "[]", "null", "{", "[" * 100_000, '{"problems": "x"}', "1" * 5_000, "\udc00",
     json.dumps(asdict(Review()) | {"files": [{"a": 1}]}), "x" * 20_000_001],
    ids=lambda review: str(review)[:12],
)  # fmt: skip
def test_a_review_that_is_none_changes_only_what_is_said_of_it(
    town: Forge, tmp_path: Path, commented: dict[str, Any], review: str | None
) -> None:
    if review == "\udc00":
        (tmp_path / "review.json").write_bytes(b'{"problems": ["\xff"]}')
        review = None
    town.files[9].append({"filename": "Makefile"})

    say(tmp_path, review)

    said = town.said_below(9)
    assert "outside" in said
    assert "could not be built and compared" in said
    assert "No problem" not in said


def test_a_pull_request_that_has_gone_on_is_left_to_the_next_run(
    town: Forge, tmp_path: Path, commented: dict[str, Any]
) -> None:
    commented["head"]["sha"] = "e" * 40

    say(tmp_path, FORGED)

    assert town.comments == {}


def test_it_is_said_that_nobody_is_asked_while_no_owner_is_named(
    town: Forge, tmp_path: Path, commented: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".github").mkdir()
    owners = tmp_path / ".github/CODEOWNERS"
    monkeypatch.chdir(tmp_path)
    told = []
    for text in ("# /data/ @...\n\n", "/data/ @town/editors # who\n"):
        owners.write_text(text, "utf-8")
        say(tmp_path, FORGED)
        told.append("names no one" in town.said_below(9))

    assert told == [True, False]


def test_a_review_is_made_by_the_code_of_main_whatever_code_is_proposed(
    tmp_path: Path, clone: Project
) -> None:
    git(clone.root, "switch", "--quiet", "--create", "fork")
    clone.edit("data/claims/C2.yml", "strength: hedged", "strength: maybe")
    clone.write("docs/new.md", "# A new page\n")
    clone.remove("docs/sources.md")
    clone.write("mkdocs.yml", "site_name: Taken over\n")
    clone.write("macros/__init__.py", "raise SystemExit('run')\n")
    (clone.root / "data/claims/C9.yml").symlink_to(tmp_path / "outside")
    git(clone.root, "add", ".")
    git(clone.root, "commit", "--quiet", "--message=Take over")
    git(clone.root, "switch", "--quiet", "main")

    main(["review", "--base", "main", "--head", "fork", "--root", str(clone.root),
          "--out", str(tmp_path / "review.json")])  # fmt: skip

    found = json.loads((tmp_path / "review.json").read_text("utf-8"))
    said = "\n".join(found["problems"])
    assert "data/claims/C2.yml:5: strength is 'maybe'" in said
    assert "data/claims/C9.yml:1:" in said
    assert {"macros/__init__.py", "mkdocs.yml", "docs/sources.md"} <= set(found["files"])
    assert git(clone.root, "worktree", "list").count("\n") == 1


def test_what_is_proposed_is_shown_and_its_code_is_not_run(tmp_path: Path, clone: Project) -> None:
    git(clone.root, "switch", "--quiet", "--create", "fork")
    clone.edit("data/claims/C2.yml", "A young tree costs little", "A young tree is cheap")
    clone.write("mkdocs.yml", "site_name: Taken over\n")
    git(clone.root, "commit", "--quiet", "--all", "--message=Correct")
    git(clone.root, "switch", "--quiet", "main")

    main(["review", "--base", "main", "--head", "fork", "--root", str(clone.root),
          "--out", str(tmp_path / "review.json")])  # fmt: skip

    text = (tmp_path / "review.json").read_text("utf-8")
    assert json.loads(text)["problems"] == []
    assert "A young tree is cheap" in text
    assert "Taken over" not in text


# -- standing issues

FOUND = Report("links", 9, (Finding("https://x.example/@all", "404 <b>", "a, b", "none"),))
TITLE = "Links that lead nowhere"


def test_a_finding_opens_one_issue_and_renews_it(town: Forge) -> None:
    stranger = {**issue_by("stranger", 3), "title": TITLE}
    town.issues.append(stranger)

    assert [renew(FOUND), renew(FOUND)] == ["opened", "renewed"]

    assert [one["title"] for one in town.issues] == [TITLE, TITLE]
    assert "body" not in stranger
    assert "1 of 9." in town.issues[1]["body"]


def test_the_issue_is_closed_when_nothing_is_left(town: Forge) -> None:
    renew(FOUND)

    assert renew(Report("links", 9, ())) == "closed"

    assert [one["state"] for one in town.issues] == ["closed"]


def test_without_findings_and_without_an_issue_nothing_is_done(town: Forge) -> None:
    assert renew(Report("links", 9, ())) == "nothing"
    assert town.asked == []
