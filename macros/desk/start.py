"""Beginning the site of another essay in a copy of the project, as a dialogue.

What was answered is kept in a file at once, so that one can stop and go on; when all is written,
the file goes. Nothing is removed that git could not bring back, unless somebody says so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Template

from ..argument import (
    DATA,
    DATA_FILES,
    SOURCE_TEXT,
    load_corpus,
    load_questions,
    read_essay,
    slug_of,
)
from ..editions import load_deposit, write_deposit
from ..essay import Essay, check_passages, find_title, read_facts, read_source, split_lines
from ..essay import Structure as Layout
from ..records import set_field
from ..references import TOLD
from .about import ask_facts, find_fact_fault, find_usual, parse_facts, write_facts
from .conversion import read_any
from .division import find_ways, propose_parts, show_parts, write_parts
from .fix import write_whole
from .intake import ask_editors, bring_in, choose, write_answer
from .kinds import Refused
from .questions import Read
from .works import parse_names

KEPT = ".start.json"
"""Where the answers are until all is written."""
FRESH = Path(__file__).parent / "fresh"
"""What a new site begins with; each file stands where its own will."""
OF_THIS_ESSAY = (
    f"{DATA}/claims", f"{DATA}/objections", f"{DATA}/glossary", f"{DATA}/editions",
    f"{DATA}/editions.txt", f"{DATA}/contributors.yml", f"{DATA}/essay", "docs/argument",
    "tests/this_site", "tools/pictures",
)  # fmt: skip
"""What is removed: everything that is said of one essay."""
_LOOKED_AT = (
    "data", "docs", "tests/this_site", "tools/pictures", "mkdocs.yml", "pyproject.toml",
    "README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "codemeta.json", ".zenodo.json",
)  # fmt: skip
"""What a rehearsal takes along."""
GO_ON = "start"
"""What is typed, or given as CONFIRM=…, to let this essay go."""
WAYS = {"layout": ("lines", "wrapped"), "parts": ("headings", "length")}
"""What else may be given beforehand, and what it may be."""


@dataclass(frozen=True)
class State:
    """How far one has come."""

    answers: Mapping[str, str] = field(default_factory=dict)
    begun: bool = False
    """Whether what was there may be gone already."""

    def save(self, root: Path) -> None:
        """Write it down."""
        said = {"answers": dict(self.answers), "begun": self.begun}
        write_whole(root / KEPT, json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def load_state(root: Path) -> State:
    """Return how far one has come before."""
    path = root / KEPT
    if not path.is_file():
        return State()
    try:
        said = json.loads(path.read_text("utf-8"))
        return State({str(k): str(v) for k, v in said["answers"].items()}, said["begun"] is True)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"{KEPT} is broken: remove it, and begin again") from None


def start(
    root: Path,
    source: Path | None,
    given: Mapping[str, str],
    read: Read | None = None,
    confirm: str = "",
) -> Iterator[str]:
    """Turn the project at `root` into the site of the essay in `source`; yield what was done.

    Raises Refused where it would destroy work, or has nobody to ask for what it needs.
    """
    state = load_state(root)
    given = {name.lower(): text for name, text in given.items() if name.lower() != "source"}
    ways = {name: _take_way(name, given.pop(name)) for name in WAYS if name in given}
    if not state.begun:
        check_nothing_is_lost(root, source)
    text = _read_right(root, source)
    state = _ask(root, text, state, given, read)
    if not state.begun:
        yield _let_go(root, state, read, confirm)
    if source and source != Path():
        bring_in(root, source)
    facts = write_facts(parse_facts(state.answers))
    _write(root, {DATA_FILES["essay"].path(): facts, DATA_FILES["sources"].path(): "[]\n"})
    yield from _mark_byline(root, state.answers)
    yield from _ask_of_the_text(root, ways, read)
    essay = _read_whole(root)
    yield from _divide(root, essay, ways, read)
    yield from _name(root)
    (root / KEPT).unlink(missing_ok=True)


def _take_way(name: str, text: str) -> str:
    if text not in WAYS[name]:
        raise Refused(f"{name.upper()} is {text!r}; expected {' or '.join(WAYS[name])}")
    return text


def _read_right(root: Path, source: Path | None) -> str:
    """Return the text; raise Refused for characters that nobody sees, while all is still there."""
    text = read_any(source) if source and source != Path() else _read_taken_in(root)
    wrong = list(check_passages(read_source(split_lines(text)), str(source or SOURCE_TEXT)))
    if wrong:
        raise Refused("\n".join(map(str, wrong)))
    return text


def _read_taken_in(root: Path) -> str:
    path = root / SOURCE_TEXT
    if not path.is_file():
        raise Refused("the text is not taken in yet: SOURCE=essay.txt")
    return path.read_text("utf-8")


# -- what may be lost


def check_nothing_is_lost(root: Path, source: Path | None) -> None:
    """Raise Refused if something is there that git does not have, or no essay is given."""
    if source is None or source == Path():
        raise Refused("say which essay: SOURCE=essay.txt (or .docx, .html, .epub, .md)")
    changed = [
        path for path in _find_changed(root) or ()
        if path != KEPT and (root / path).resolve() != source.resolve()
    ]  # fmt: skip
    if changed:
        shown = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" * (len(changed) > 5))
        raise Refused(f"this would be lost, for git does not have it: {shown}; commit it first")


def _find_changed(root: Path) -> list[str] | None:
    """Return the files that git does not have as they are, or None where there is no git."""
    command = ["git", "-C", str(root), "status", "--porcelain", "-z", "--no-renames", "--", "."]
    try:
        said = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return [entry[3:] for entry in said.decode("utf-8", "replace").split("\0") if entry]


def _agree(root: Path, read: Read | None, confirm: str) -> None:
    """Go on only if somebody says so who knows what goes."""
    editions = len(list((root / DATA / "editions").glob("*.json")))
    said = (
        f"This lets the essay go that is in this copy, and all that is said of it: {_tell(root)}."
    )
    if editions:
        said += (
            f" Its {editions} editions promise that their addresses stay: in the project that"
            " publishes them, every link to them would break."
        )
    if _find_changed(root) is None:
        said += " There is no git here, which could bring anything back."
    answer = confirm or (read(f"{said}\nType “{GO_ON}” to go on:\n> ").strip() if read else "")
    if answer.lower() != GO_ON:
        raise Refused(f"{said} In a copy made for another essay, say CONFIRM={GO_ON}")


def _let_go(root: Path, state: State, read: Read | None, confirm: str) -> str:
    _agree(root, read, confirm)
    replace(state, begun=True).save(root)
    clear(root)
    return f"Removed what was said of the essay before: {', '.join(OF_THIS_ESSAY)}."


def _tell(root: Path) -> str:
    kinds = {"claims": "claim", "objections": "objection", "terms": "term"}
    counts = [f"{len(list(root.glob(DATA_FILES[k].path('*'))))} {n}" for n, k in kinds.items()]
    return ", ".join(counts)


def clear(root: Path) -> None:
    """Remove what is said of the essay that is there; what was removed already is no matter."""
    for name in OF_THIS_ESSAY:
        path = root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


# -- what is asked


def _ask(root: Path, text: str, state: State, given: Mapping[str, str], read: Read | None) -> State:
    """Ask for the facts of the essay that nobody has given yet, keeping each answer at once."""
    lines = split_lines(text)
    wrapped = read_source(lines).width > 0
    blocks = read_source(lines, Layout(layout="wrapped") if wrapped else None).blocks
    said = read_facts(lines)
    said["title"] = said.get("title") or find_title(blocks, None)[0] or ""

    def find_title_fault(typed: str) -> str | None:
        fault = find_title(blocks, typed.strip() or None)[1] if typed.strip() else None
        return "; ".join(fault) if fault else None

    answers = {**state.answers, **given}
    for name, answer in ask_facts(answers, find_usual(said), read, find_title_fault):
        answers[name] = answer
        if read:
            State({**state.answers, **answers}, state.begun).save(root)
    answers["title"] = answers.get("title") or said["title"]
    if fault := find_fact_fault(answers):
        raise Refused(fault)
    return State(answers, state.begun)


NEAR_THE_TOP = 12
"""Lines among which the byline stands."""


def _mark_byline(root: Path, answers: Mapping[str, str]) -> Iterator[str]:
    """Write down which line near the top names the author, since it cannot be anything else."""
    names = parse_names(answers.get("author", ""))
    words = [name.get("family") or name["literal"] for name in names]
    text = (root / SOURCE_TEXT).read_text("utf-8")
    for question in load_questions(root) if words else ():
        if "byline" not in question.choices:
            continue
        for one in question.split():
            first, last = one.lines[0]
            said = " ".join(split_lines(text)[first - 1 : last])
            if first <= NEAR_THE_TOP and any(word.casefold() in said.casefold() for word in words):
                yield write_answer(root, one, "byline", "")


def _ask_of_the_text(root: Path, ways: Mapping[str, str], read: Read | None) -> Iterator[str]:
    """Ask what the lines are that do not say it, and which repeat others."""
    path = root / DATA_FILES["structure"].path()
    if "layout" in ways and not path.exists():
        write_whole(path, f"layout: {ways['layout']}\n")
    if read:
        yield from ask_editors(root, read)
    if left := [question for question in load_questions(root) if not question.default]:
        said = "\n".join(f"{SOURCE_TEXT}:{one.line}: {one.what}; {one.right}" for one in left)
        raise Refused(f"{said}\nThen run make start again, which goes on from here")


def _read_whole(root: Path) -> Essay:
    essay = read_essay(root)
    if essay is None or not essay.paragraphs:
        raise Refused(f"{SOURCE_TEXT} holds no paragraph that can be read: run make check")
    return essay


def _divide(root: Path, essay: Essay, ways: Mapping[str, str], read: Read | None) -> Iterator[str]:
    """Propose parts, and write them with their pages."""
    usual, *others = find_ways(essay)
    way = ways.get("parts", usual)
    if read and "parts" not in ways and others:
        said = "".join(
            f"Divided by {one}:\n{show_parts(propose_parts(essay, one))}"
            for one in (usual, *others)
        )
        way = choose(said, (usual, *others), usual, read)
    parts = propose_parts(essay, way)
    shutil.rmtree(root / "docs/argument", ignore_errors=True)
    _write(root, write_parts(parts))
    count = f"{len(parts)} part{'s' * (len(parts) > 1)}"
    yield f"Divided by {way} into {count}:\n{show_parts(parts)}".rstrip()


# -- what the project is called


def _name(root: Path) -> Iterator[str]:
    """Write what is said of the essay outside the data."""
    corpus = load_corpus(root)
    by = TOLD["byline"](corpus)
    told = f"“{corpus.essay.title}”{f', {by[0].lower()}{by[1:]}' if by else ''}: an essay"
    description = (
        f"{told}, published as an argument that can be read, checked, cited and corrected."
    )
    values = {"name": corpus.essay.title, "description": description}
    license = TOLD["essay_license"](corpus)
    written = {
        path.relative_to(FRESH).as_posix(): Template(path.read_text("utf-8")).substitute(values)
        for path in sorted(FRESH.rglob("*.md"))
    }
    written["docs/index.md"] = _set_description(written["docs/index.md"], description)
    written["README.md"] = _write_readme(root, written["README.md"], license)
    written["LICENSE"] = _write_license(root, license)
    host = {"site_name": corpus.essay.title, "site_description": description}
    written["mkdocs.yml"] = _set_lines(_read(root, "mkdocs.yml"), ": ", host)
    package = {"name": slug_of(corpus.essay.title) or "essay", "description": description}
    written["pyproject.toml"] = _set_lines(_read(root, "pyproject.toml"), " = ", package)
    _write(root, {name: text for name, text in written.items() if text})
    for name in _CITED:
        (root / name).unlink(missing_ok=True)  # else the address would be kept
    _write(root, dict(write_deposit(load_deposit(root, corpus, None, ""))))
    yield f"Written: {', '.join([*sorted(written), *_CITED])}."


_CITED = ("CITATION.cff", "codemeta.json", ".zenodo.json")


def _set_description(page: str, description: str) -> str:
    """Write the description into the front matter, in a form that reads back."""
    _, front, body = page.split("---\n", 2)
    return f"---\n{set_field(front, ['description'], description) or front}---\n{body}"


def _read(root: Path, name: str) -> str:
    path = root / name
    return path.read_text("utf-8") if path.is_file() else ""


_BEGIN, _END = "\n## Two commands\n", "\n## License\n"


def _write_readme(root: Path, head: str, license: str) -> str:
    """Put another head on the README, and what it says of the license."""
    _, begin, rest = _read(root, "README.md").partition(_BEGIN)
    middle, _, _ = rest.partition(_END)
    told = "The code is under the MIT license, the editors’ text and data under CC BY 4.0."
    end = f"{_END}\n{told} {license} See [LICENSE](LICENSE).\n"
    return f"{head}{begin}{middle}{end}" if begin else head


def _write_license(root: Path, license: str) -> str:
    """Say on what terms the essay’s words stand here, where the license said it of another’s."""
    said = f"{license} Nothing below applies to them."
    told = textwrap.fill(said, 94, initial_indent="   ", subsequent_indent="   ")
    first = re.compile(r"(\n1\. [^\n]*\n\n)(?:   [^\n]*\n)+")
    return first.sub(lambda found: f"{found[1]}{told}\n", _read(root, "LICENSE"))


def _set_lines(text: str, between: str, values: Mapping[str, str]) -> str:
    """Set fields that stand in a line each, in YAML or TOML."""
    for name, value in values.items():
        line = f"{name}{between}{json.dumps(value, ensure_ascii=False)}".replace("\\", r"\\")
        text = re.sub(rf"(?m)^{name}{between}.*$", line, text, count=1)
    return text


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)


# -- the rehearsal


def rehearse(root: Path, source: Path | None, given: Mapping[str, str]) -> Iterator[str]:
    """Do all of it in a copy, and say what would be written and removed; asks nothing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _LOOKED_AT:
            _copy(root / name, copy / name)
        before = _read_all(copy)
        try:
            said = list(start(copy, source.resolve() if source else None, given, None, GO_ON))
        except Refused as refused:
            said = [f"It would stop here: {refused}"]
        after = _read_all(copy)
    for name in sorted(before.keys() - after.keys()):
        yield f"would remove {name}"
    for name, content in sorted(after.items()):
        if name != KEPT and before.get(name) != content:
            yield f"would {'change' if name in before else 'write'} {name}"
    yield from (line for line in said if not line.startswith(("Removed", "Written")))


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, to)
    elif path.is_file():
        shutil.copy(path, to)


def _read_all(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
