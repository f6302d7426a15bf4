"""The project itself: what its parts may know of one another, and what must agree."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from browser import (
    find_browser,
    find_firefox,
    find_way_to_install,
    find_ways_to_install,
)
from examples import corpus_of
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from site_fixtures import ROOT, Data

from macros.alternates.alternates import find_calls
from macros.argument.claims import Bearing, Claim, Strongest
from macros.argument.contributors import Consent, Contributor
from macros.argument.facts import EssayFacts, License, Received
from macros.argument.files import DATA_FILES
from macros.argument.glossary import Confusion, Sense, Term
from macros.argument.objections import Contest, Objection, Response, Wording
from macros.argument.sources import Source
from macros.checking.field_help import README, anchor_of
from macros.essay.notes import Note
from macros.essay.parts import Part, PartList
from macros.essay.repetition import Decision
from macros.pages.view import TEMPLATES, View
from macros.prose.macros import MACROS
from macros.records.fields import Citation, Quotation, Retired
from macros.records.model import Model
from macros.site.macro_html import CALLS

MODULES = {
    path.relative_to(ROOT / "macros").with_suffix("").as_posix(): path
    for path in sorted((ROOT / "macros").rglob("*.py"))
}
NOT_OURS = {".git", ".venv", "site", "__pycache__"}


def project_files() -> list[Path]:
    """Return every file of the project that people write."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in NOT_OURS and not name.endswith(("_cache", "egg-info"))
        ]
        found += [Path(folder, name) for name in names if name not in NOT_OURS]
    return sorted(path for path in found if ".hypothesis" not in path.parts)


# -- the engine knows no essay


def words_in(text: str) -> set[str]:
    """Return the words of a text, in small letters, those inside names included."""
    return set(re.findall(r"[a-z]+(?:[0-9]+[a-z]*)?", text.lower()))


def engine_files() -> dict[str, str]:
    """Return what the engine says, by the place where."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in (ROOT / "macros").rglob("*")
        if path.suffix in {".py", ".html", ".css", ".svg", ".yml"}
    }


def sayings_of(data: Data) -> set[str]:
    """Return its sentences and the titles around them: whole, for single words are anybody's."""
    titles = [
        *(part["title"] for part in data.read_parts()),
        *(data.read_data(f"claims/{id}.yml")["title"] for id in data.ids_in("claims")),
        *(data.read_data(f"objections/{id}.yml")["title"] for id in data.ids_in("objections")),
    ]
    return {said for said in [*titles, *data.sentence_ids().values()] if len(said.split()) > 3}


def test_the_engine_holds_no_word_of_the_essay(own_root: Path) -> None:
    data, files = Data(own_root), engine_files()
    works = {source["id"] for source in data.read_data("sources.json")}
    sayings = sayings_of(data)

    found = {
        name: known
        for name, text in files.items()
        if (known := works & words_in(text) | {said for said in sayings if said in text})
    }

    assert len(files) > 20
    assert sayings
    assert found == {}


# -- the engine is easy to read


def functions() -> Iterator[tuple[str, int]]:
    """Yield the place of each function of the engine, and how many lines it has."""
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_function_of_the_engine_is_longer_than_thirty_lines() -> None:
    lengths = list(functions())

    assert len(lengths) > 500
    assert [f"{place}: {length} lines" for place, length in lengths if length > 30] == []


def test_every_public_function_of_the_engine_says_what_it_does() -> None:
    mute = [
        f"{name}.{node.name}"
        for name, path in MODULES.items()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]

    assert mute == []


# -- pages


def front_matter_keys(root: Path) -> dict[str, set[str]]:
    """Return the front-matter fields of each prose page that has any."""
    found = {}
    for path in sorted((root / "docs").rglob("*.md")):
        if match := re.match(r"---\n(.*?)\n---\n", path.read_text("utf-8"), re.DOTALL):
            found[path.relative_to(root).as_posix()] = set(yaml.safe_load(match[1]))
    return found


def test_every_macro_has_its_html_and_its_markdown() -> None:
    templates = {path.stem for path in TEMPLATES.glob("*.html")}
    blocks = {name for name, macro in MACROS.items() if macro.block}

    assert set(CALLS) == set(MACROS)
    assert blocks <= templates
    assert set(find_calls(View(corpus_of()))) == set(MACROS)


def test_no_front_matter_field_hides_a_macro(own_root: Path) -> None:
    fields = front_matter_keys(own_root)

    assert len(fields) > 5
    assert {page: keys & set(MACROS) for page, keys in fields.items() if keys & set(MACROS)} == {}


# -- the description of the data

DESCRIBED: dict[str, tuple[type[Model], ...]] = {
    "essay/essay.yml": (EssayFacts, License, Received),
    "essay/parts.yml": (PartList, Part),
    "essay/notes.yml": (Note,),
    "essay/repetitions.yml": (Decision,),
    "claims/C10.yml": (Claim, Quotation, Citation, Bearing, Strongest),
    "objections/O12.yml": (Objection, Wording, Contest, Response),
    "glossary/street-tree.yml": (Term, Sense, Confusion),
    "retired": (Retired,),
    "contributors.yml": (Contributor, Consent),
}


def described_sections() -> dict[str, str]:
    """Return the sections of the data's README by the file that they describe."""
    pieces = re.split(r"^## `(.+)`$", (ROOT / "data/README.md").read_text("utf-8"), flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.mark.parametrize("file", DESCRIBED)
def test_every_field_that_is_described_exists(file: str) -> None:
    rows = re.findall(r"^\| (?:<a [^>]+></a>)?`(\w+)` \|", described_sections()[file], re.M)

    fields = {field for model in DESCRIBED[file] for field in model.model_fields}

    assert rows != []
    assert [row for row in rows if row not in fields] == []


@pytest.mark.parametrize("file", DESCRIBED)
def test_every_field_is_described_in_a_row_with_an_anchor(file: str) -> None:
    section = described_sections()[file]

    missing = [
        f"{model.__name__}.{field}"
        for model in DESCRIBED[file]
        for field in model.model_fields
        if f'| <a id="{anchor_of(model, field)}"></a>`{field}` |' not in section
    ]

    assert missing == []


def test_whatever_the_checks_point_at_is_in_the_description() -> None:
    text = (ROOT / README).read_text("utf-8")
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)

    wanted = {anchor_of(Source, field) for field in Source.model_fields}
    wanted -= {anchor_of(Source, "year_suffix"), anchor_of(Source, "citation_label")}  # not given
    wanted |= {"rules", "pages", "retired"}
    wanted |= {file.model.__name__.lower() for file in DATA_FILES.values()}

    assert len(anchors) == len(set(anchors))
    assert wanted - set(anchors) - set(re.findall(r"^## `(\w+)`$", text, re.M)) == set()


# -- what is installed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
_PACKAGE = re.compile(
    r"^([\w.-]+)==([\w.+!]+)(?: ; (.+?))?((?: \\\n    --hash=sha256:\w{64})*)$", re.M
)


def read_lock(name: str) -> dict[str, set[str]]:
    """Return the locked packages with their versions."""
    found: dict[str, set[str]] = {}
    for package, version, _, _ in _PACKAGE.findall(
        (ROOT / "requirements" / name).read_text("utf-8")
    ):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


@pytest.mark.parametrize("name", ["site.lock", "test.lock"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")

    packages = _PACKAGE.findall(text)
    begun = re.findall(r"^[^\s#].*", text, re.M)

    assert len(packages) > 30
    assert len(begun) == len(packages)
    assert [package for package, _, _, hashes in packages if not hashes] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("site.lock", PROJECT["project"]["dependencies"]),
        ("test.lock", PROJECT["project"]["dependencies"]),
        ("test.lock", PROJECT["dependency-groups"]["test"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    locked = read_lock(name)

    unmet = [
        line
        for line in wanted
        for needed in [Requirement(line)]
        for versions in [locked.get(canonicalize_name(needed.name), set())]
        if not versions or not all(needed.specifier.contains(version) for version in versions)
    ]

    assert unmet == []


def test_the_tests_run_with_what_the_site_is_built_with() -> None:
    site, test = read_lock("site.lock"), read_lock("test.lock")

    assert {name: test.get(name) for name in site} == site


# -- nothing of one machine

_PLACES = r"(?<![\w.:/~)}\]*-])/(?:home|root|opt|tmp|mnt|work|workspace|Users|usr|etc|srv)/\w"
_REGISTRIES = r"(?:pypi|pythonhosted|npmjs|anaconda)\.org\b|/simpl[e]/|(?<!emit-)index-url[ =]"


@pytest.mark.parametrize("pattern", [_PLACES, _REGISTRIES])
def test_no_file_names_a_place_of_one_machine_or_a_registry(pattern: str) -> None:
    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in project_files()
        if (found := re.search(pattern, path.read_text("utf-8", errors="replace")))
    ]

    assert named == []


def test_what_names_a_place_of_one_machine_is_noticed() -> None:
    assert re.search(_PLACES, 'open("' + "/" + 'home/someone/x")')
    assert not re.search(_PLACES, "https://example.org/" + "home/x and docs/" + "home/x")


# -- the commands


def test_the_check_of_every_change_can_be_run() -> None:
    assert (ROOT / ".ci/run").stat().st_mode & stat.S_IXUSR


LOCKED = 1_000_000_000
"""When the lock of the empty project was written, in seconds."""


def make(folder: Path, programs: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Run make in an empty project, where only these programs and the plainest tools exist."""
    tools = folder / "bin"
    tools.mkdir()
    for name in ("sh", "env", "rm", "touch", "sed", "awk"):
        (tools / name).symlink_to(str(shutil.which(name)))
    for name, body in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (tools / name).chmod(0o755)
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "tools").mkdir()
    shutil.copy(ROOT / "tools/venv.sh", folder / "tools")
    (folder / "requirements").mkdir()
    (folder / "requirements/site.lock").write_text("", "utf-8")
    os.utime(folder / "requirements/site.lock", (LOCKED, LOCKED))
    ran = subprocess.run(
        [str(shutil.which("make")), *arguments],
        cwd=folder,
        env={"PATH": str(tools)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


OLD_PYTHON = 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi'
BARE_PYTHON = 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'


def test_make_says_that_python_is_missing(tmp_path: Path) -> None:
    code, said = make(tmp_path, {})

    assert code != 0
    assert "This needs Python 3.11 or newer; here is no python3." in said


def test_make_says_that_python_is_too_old(tmp_path: Path) -> None:
    code, said = make(tmp_path, {"python3": OLD_PYTHON})

    assert code != 0
    assert "This needs Python 3.11 or newer; here is Python 3.9.2." in said


def test_make_finds_a_newer_python_beside_an_old_one(tmp_path: Path) -> None:
    _, said = make(tmp_path, {"python3": OLD_PYTHON, "python3.12": "exit 0"})

    assert "python3.12 -m venv .venv" in said


def test_make_says_what_to_install_where_python_cannot_make_environments(tmp_path: Path) -> None:
    code, said = make(tmp_path, {"python3": BARE_PYTHON, "id": "echo 1000"})

    assert code != 0
    assert "sudo apt-get install python3-venv" in said


@pytest.mark.parametrize(
    "user", [{"id": "echo 0"}, {"id": "echo 1000", "sudo": 'if [ "$1" != -n ]; then "$@"; fi'}]
)
def test_make_installs_what_python_lacks_where_it_may(tmp_path: Path, user: dict[str, str]) -> None:
    apt_get = 'echo "apt-get $*"; if [ "$1" = install ]; then : > installed; fi'
    lacking = '[ -e installed ] || case "$2" in *ensurepip*) exit 1;; esac'
    programs = {"python3": lacking, "apt-get": apt_get, **user}

    _, said = make(tmp_path, programs)

    assert "apt-get update -qq\napt-get install -qq -y python3-venv\n" in said
    assert "python3 -m venv .venv" in said


def test_make_does_not_install_again_what_is_there(tmp_path: Path) -> None:
    environment = tmp_path / ".venv/bin"
    environment.mkdir(parents=True)
    (environment / "python").symlink_to(sys.executable)
    (environment / "pip").write_text("", "utf-8")
    (tmp_path / ".venv/site.stamp").write_text("", "utf-8")
    os.utime(tmp_path / ".venv/site.stamp", (LOCKED + 1, LOCKED + 1))

    _, said = make(tmp_path, {}, "--dry-run", "site")

    assert said == ".venv/bin/python -m mkdocs build\n"


def test_make_installs_again_when_the_lock_has_changed(tmp_path: Path) -> None:
    environment = tmp_path / ".venv/bin"
    environment.mkdir(parents=True)
    (environment / "python").symlink_to(sys.executable)
    (environment / "pip").write_text("", "utf-8")
    (tmp_path / ".venv/site.stamp").write_text("", "utf-8")
    os.utime(tmp_path / ".venv/site.stamp", (LOCKED - 1, LOCKED - 1))

    _, said = make(tmp_path, {}, "--dry-run", "site")

    assert "--require-hashes -r requirements/site.lock" in said


def test_make_help_names_every_command(tmp_path: Path) -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)

    _, said = make(tmp_path, {}, "help")

    assert phony is not None
    assert {line.split()[1] for line in said.splitlines()} == set(phony[1].split())
    assert "FILES=… FORMAT=github|json\n" in said


TELLING_PYTHON = """#!{python}
import json, os, sys
given = {{name: os.environ[name] for name in ("TITLE", "TEXT") if name in os.environ}}
if sys.argv[1] != "-c":
    print(json.dumps([sys.argv[1 + (sys.argv[1] == "-m") :], given]))
"""
"""Says what it was told, instead of doing it."""
TYPED = (
    "It costs $100, $$ and $HOME $(shell touch made) ${MAKE} $@ $(touch made) `touch made`; "
    "touch made & touch made | \"q\" 's' \\ \\n # c (x) [y] * ? ~ % = : é\nsecond\n\ttouch made"
)


def make_telling(folder: Path, *arguments: str) -> list[tuple[list[str], dict[str, str]]]:
    """Run make; return what each command of Python was told, and the texts around it."""
    (folder / ".venv/bin").mkdir(parents=True)
    told = folder / ".venv/bin/python"
    told.write_text(TELLING_PYTHON.format(python=sys.executable), "utf-8")
    told.chmod(0o755)
    (folder / ".venv/bin/pip").write_text("", "utf-8")
    (folder / "requirements").mkdir()
    for name in ("site", "test"):
        (folder / f"requirements/{name}.lock").write_text("", "utf-8")
        os.utime(folder / f"requirements/{name}.lock", (LOCKED, LOCKED))
        (folder / f".venv/{name}.stamp").write_text("", "utf-8")
    shutil.copy(ROOT / "Makefile", folder)
    ran = subprocess.run(
        [str(shutil.which("make")), "--silent", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert not (folder / "made").exists()
    return [(told, given) for told, given in map(json.loads, ran.stdout.splitlines())]


def test_what_is_typed_for_a_new_item_arrives_as_it_is(tmp_path: Path) -> None:
    [(told, given)] = make_telling(tmp_path, "new", "KIND=objection", f"TITLE={TYPED}")

    assert told == ["macros", "new", "objection", "--set", "TITLE"]
    assert given == {"TITLE": TYPED}


def test_a_text_whose_citations_are_checked_arrives_as_it_is(tmp_path: Path) -> None:
    [(told, _)] = make_telling(tmp_path, "check-citations", f"TEXT={TYPED}")

    assert told == ["macros", "check-citations", f"--text={TYPED}"]


@pytest.mark.parametrize(
    ("command", "variable", "option"),
    [
        ("check", "FORMAT", "--format="),
        ("edition", "DATE", "--date="),
        ("release", "DATE", "--date="),
        ("review", "BASE", "--base="),
        ("review", "OUT", "--out="),
        ("issue", "EVENT", "--event="),
        ("issue", "OUT", "--out="),
        ("links", "OUT", "--out="),
        ("packages", "OUT", "--out="),
        ("preview", "ID", ""),
        ("new", "KIND", ""),
    ],
)
def test_whatever_is_given_to_make_arrives_as_it_is(
    command: str, variable: str, option: str, tmp_path: Path
) -> None:
    [(told, _)] = make_telling(tmp_path, command, f"{variable}={TYPED}")

    assert f"{option}{TYPED}" in told


@pytest.mark.parametrize("command", ["check", "check-citations"])
def test_files_have_spaces_between_them(command: str, tmp_path: Path) -> None:
    files = ["data/objections/O2", "(1).yml", "$(shell", "touch", "made)", "`touch", "made`;'"]

    [(told, _)] = make_telling(tmp_path, command, f"FILES={' '.join(files)}")

    assert told[-len(files) :] == files


def test_make_runs_nothing_of_what_it_is_given(tmp_path: Path) -> None:
    names = ("PYTHON", "SECONDS", "SEED", "LOCK", "FILES", "SOMETHING")

    told = make_telling(
        tmp_path, "lock", *(f"{name}=$(shell touch made)`touch made`" for name in names)
    )

    assert [arguments[:3] for arguments, _ in told] == [["uv", "pip", "compile"]] * 2


def test_the_seconds_of_fuzzing_are_text_too(tmp_path: Path) -> None:
    [(told, _)] = make_telling(tmp_path, "fuzz", "SECONDS='`touch made`$x")

    assert told == ["tests/fuzz.py", "--seconds='`touch made`$x"]


def test_what_is_not_given_is_not_told(tmp_path: Path) -> None:
    [(told, _)] = make_telling(tmp_path, "review")

    assert told == ["contributions", "review", "--base=main"]


# -- the browser


def fake_program(folder: Path, name: str, code: int) -> Path:
    """Write a program that does nothing but end with a code."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_browser_that_is_named_comes_first(tmp_path: Path) -> None:
    named = fake_program(tmp_path, "mine", 0)
    fake_program(tmp_path, "chromium", 0)

    assert find_browser({"BROWSER_PATH": str(named), "PATH": str(tmp_path)}) == named


def test_a_browser_that_is_named_but_missing_is_not_replaced(tmp_path: Path) -> None:
    fake_program(tmp_path, "chromium", 0)

    found = find_browser({"BROWSER_PATH": str(tmp_path / "none"), "PATH": str(tmp_path)})

    assert found is None


def test_a_browser_that_does_not_answer_is_passed_over(tmp_path: Path) -> None:
    fake_program(tmp_path, "chromium", 1)
    working = fake_program(tmp_path, "google-chrome", 0)

    assert find_browser({"PATH": str(tmp_path)}) == working


def test_without_rights_a_browser_is_installed_for_the_user_alone() -> None:
    ways = find_ways_to_install({"apt-get": True, "sudo": False}, root=False)

    assert ways == [[[sys.executable, "-m", "playwright", "install", "chromium"]]]


def test_with_rights_the_browser_of_the_system_is_installed_first() -> None:
    ways = find_ways_to_install({"apt-get": True, "sudo": False}, root=True)

    install = ["apt-get", "install", "--yes", "--no-install-recommends"]
    assert ways[0] == [["apt-get", "update"], [*install, "chromium-headless-shell"]]
    assert ways[1] == [["apt-get", "update"], [*install, "chromium"]]


def test_with_sudo_the_browser_of_the_system_is_installed_too() -> None:
    ways = find_ways_to_install({"apt-get": True, "sudo": True}, root=False)

    assert ways[0][0] == ["sudo", "-n", "apt-get", "update"]


def test_a_firefox_that_does_not_answer_is_passed_over(tmp_path: Path) -> None:
    fake_program(tmp_path, "firefox-esr", 1)
    working = fake_program(tmp_path, "firefox", 0)

    assert find_firefox({"PATH": str(tmp_path)}) == working
    assert find_firefox({"PATH": str(tmp_path), "FIREFOX_PATH": str(tmp_path / "none")}) is None


def test_a_firefox_is_installed_where_there_are_rights_to() -> None:
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "firefox-esr"]
    programs = {"apt-get": True, "sudo": False}

    found = [find_way_to_install(programs, "firefox-esr", root=root) for root in (True, False)]

    assert found == [[["apt-get", "update"], install], []]
