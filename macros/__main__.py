"""Commands for contributors and editors."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .checking import REPORTS
from .records import (
    DataError,
    Problem,
    Refused,
    did_you_mean,
    end_sentence,
    find_repository,
    on_one_line,
    print_anywhere,
)

if TYPE_CHECKING:
    from .argument import Corpus
    from .checking import Publication
    from .desk import Written
    from .editions import Changes, Deposit

# What a command needs beyond this is loaded by it: checking one file should be over at once.


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code: 1, and what is wrong, where it cannot do its work."""
    chosen = make_parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen)
    except DataError as error:
        print(error, file=sys.stderr)
    except Refused as refused:
        print(on_one_line(end_sentence(str(refused))), file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print(f"\n{STOPPED.get(chosen.command, 'Nothing was written.')}")
    return 1


STOPPED = {
    "intake": "What was answered is written; the rest is asked again.",
    "start": "What was answered is kept; make start goes on from there.",
}
"""What becomes of the answers where somebody stops amid the questions of a command."""


class Parser(argparse.ArgumentParser):
    """Reads the command line; says in one line what it cannot make sense of."""

    def error(self, message: str) -> NoReturn:
        """End, with the message alone."""
        self.exit(2, f"{on_one_line(message)}\n")


def make_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    named = {name: commands.add_parser(name, help=run.__doc__) for name, run in COMMANDS.items()}
    for command in named.values():
        command.add_argument("--root", type=Path, default=Path(), help="the project’s folder")
    named["check"].add_argument("files", nargs="*", help="only these (all by default)")
    named["check"].add_argument("--format", default="text", help=", ".join(REPORTS))
    cited = named["check-citations"]
    cited.add_argument("files", nargs="*", help="texts with citations, or - for what is piped in")
    cited.add_argument("--text", help="a quotation, an id or an address")
    kinds = "claim, assumption, objection, response, term, …"
    named["new"].add_argument("kind", nargs="?", default="", help=kinds)
    given = "an answer, such as title=…; without = it is what the environment has by that name"
    named["new"].add_argument("--set", action="append", default=[], metavar="FIELD=…", help=given)
    begun = named["start"]
    begun.add_argument("source", nargs="?", type=Path, help="a file with the essay")
    begun.add_argument("--set", action="append", default=[], metavar="FACT=…", help=given)
    begun.add_argument("--dry", action="store_true", help="write nothing; say what would be done")
    begun.add_argument("--confirm", default="", help="“start” lets the essay go that is here")
    named["intake"].add_argument("source", nargs="?", type=Path, help="a file with the essay")
    library = "what Zotero, Better BibTeX or Mendeley export: CSL-JSON, BibTeX or RIS"
    named["import"].add_argument("file", nargs="?", default="", help=library)
    named["preview"].add_argument("id", nargs="?", default="", help="such as O12, R15 or P3.2")
    named["fix"].add_argument("--check", action="store_true", help="change nothing, only say it")
    day = "the edition’s date, such as 2026-12-01 (today by default)"
    named["edition"].add_argument("--date", help=day)
    named["edition"].add_argument("--yes", action="store_true", help="freeze without asking")
    return parser


def check(chosen: argparse.Namespace) -> int:
    """Say what is wrong in the data and the prose, and what could be better."""
    from .checking import LEFT_OUT, load_findings

    if chosen.format not in REPORTS:
        right = did_you_mean(chosen.format, REPORTS)
        print(f"there is no format {chosen.format!r}; {right}", file=sys.stderr)
        return 2
    repository = find_repository(os.environ.get("REPOSITORY_URL", ""))
    base = f"{repository}/blob/main/" if repository else ""
    files = map(Path, join_files(chosen.files))
    findings, whole = load_findings(chosen.root, files, base, find_lost)
    sys.stdout.write(REPORTS[chosen.format](findings))
    problems = sum(finding.severity == "problem" for finding in findings)
    said = f"{problems} problem{'s' * (problems > 1)}" if problems else "No problems"
    advice = len(findings) - problems
    said += f", {advice} piece{'s' * (advice > 1)} of advice" if advice else ""
    log = sys.stdout if chosen.format == "text" else sys.stderr
    print(f"{said}.", file=log)
    if not whole:
        print(f"Checked alone, so without {LEFT_OUT}: `make check` checks all.", file=log)
    return 1 if problems else 0


def join_files(words: list[str]) -> list[str]:
    """Return the files that a command was given, those with spaces in their names in one piece.

    The shell has taken the list apart at each space.
    """
    files = list[str]()
    while words:
        ends = range(len(words), 0, -1)
        end = next((end for end in ends if os.path.exists(" ".join(words[:end]))), 1)
        files.append(" ".join(words[:end]).strip("'\""))
        words = words[end:]
    return files


def find_lost(publication: Publication) -> Iterator[Problem]:
    """Yield what is wrong with links of the prose to what is made from data, if there are any."""
    if publication.wanted:
        from .site import find_lost_anchors

        yield from find_lost_anchors(publication)


def edition(chosen: argparse.Namespace) -> int:
    """Freeze all wording in data/editions/."""
    from .checking import EDITIONS, load_publication
    from .editions import find_date_fault, freeze, write_edition

    publication = load_publication(chosen.root, chosen.root / "docs")
    date = chosen.date or datetime.now(UTC).date().isoformat()
    if fault := find_date_fault(date, publication.register):
        raise Refused(fault)
    made, changes = freeze(publication.citables, publication.register, date)
    if changes and not chosen.yes:
        print(f"{describe(changes)}\n{FOR_EVER}")
        if not sys.stdin.isatty() or not _agrees(f"Freeze this as the edition of {date}"):
            print("Nothing was frozen. In a script, say YES=1.")
            return 1
    if changes:
        path = write_edition(made, chosen.root / EDITIONS)
        print(f"{EDITIONS}/{path.name}\n{describe(changes)}\n{DEPOSIT}")
    else:
        print("Nothing has changed since the last edition: none was made.")
    latest = made if changes else publication.register.latest
    _say_how_it_is_cited(chosen.root, publication.corpus, latest.date if latest else None)
    return 0


FOR_EVER = """\
This is what an edition would freeze for ever: these ids are never used for anything else, their
addresses stay, and each wording keeps a page, once the site with it has been published. make
passages lists the sentences; where they end can be corrected only before."""
"""What one should know before there is an edition."""


DEPOSIT = """\
CITATION.cff, codemeta.json and .zenodo.json say how it is cited; SITE_URL tells them the address.
For a DOI: make deposit, and give the one file that it makes to an archive, such as zenodo.org."""
"""How to go on, once there is an edition."""


def _say_how_it_is_cited(root: Path, corpus: Corpus, date: str | None) -> Deposit:
    """Write the files that say how the newest edition is cited."""
    from .editions import load_deposit, write_deposit

    deposit = load_deposit(root, corpus, date, os.environ.get("SITE_URL", ""))
    for name, text in write_deposit(deposit):
        (root / name).write_text(text, encoding="utf-8")
    return deposit


def deposit(chosen: argparse.Namespace) -> int:
    """Pack the newest edition into one file for an archive that gives it a DOI."""
    from .checking import load_publication
    from .editions import write_crate

    publication = load_publication(chosen.root, chosen.root / "docs")
    latest = publication.register.latest
    if latest is None:
        raise Refused("there is no edition yet; make edition makes one")
    said = _say_how_it_is_cited(chosen.root, publication.corpus, latest.date)
    print(write_crate(said, chosen.root).relative_to(chosen.root))
    return 0


def describe(changes: Changes) -> str:
    """Say what an edition changes, a line for each kind of change.

    >>> from .editions import Changes
    >>> print(describe(Changes(new=("C1",), reworded=(), retired=(), moved=())))
    new (1): C1
    """
    lines = [f"{name} ({len(keys)}): {', '.join(keys)}" for name, keys in changes.items() if keys]
    return "\n".join(lines)


def check_citations(chosen: argparse.Namespace) -> int:
    """Say of each citation whether it is still good."""
    from .checking import load_publication, print_verdicts

    files = join_files(chosen.files)
    if not files and chosen.text is None:
        given = 'give FILES="paper.md refs.bib" or TEXT="C10, version 1"'
        print(f"nothing to check: {given}", file=sys.stderr)
        return 2
    publication = load_publication(chosen.root, chosen.root / "docs")
    site = os.environ.get("SITE_URL")
    return print_verdicts(publication, [site] if site else [], chosen.text, files)


def new(chosen: argparse.Namespace) -> int:
    """Write a new item from its template, with the next free id; asks what it is not told."""
    from .desk import ASKED, ask_kind, make_new, tell_kinds

    read = input if sys.stdin.isatty() else None
    kind = chosen.kind or (ask_kind(read) if read else "")
    if kind not in ASKED:
        raise Refused(tell_kinds(kind))
    written = make_new(chosen.root, kind, dict(map(read_answer, chosen.set)), read)
    print(f"{written.id} is in {written.path}.")
    for understood in written.understood:
        print(understood)
    if left := list_left(chosen.root, written):
        print(f"What is still to be done there:\n{left}", end="")
    print(f"Then: make check, make preview ID={written.id}, and send a pull request.")
    return 0


def take_over(chosen: argparse.Namespace) -> int:
    """Take over works from a reference manager’s library; show first what will be written."""
    from .desk import add_works, load_import, show_works

    if not chosen.file:
        raise Refused("say which library, FILE=library.json: CSL-JSON, BibTeX or RIS")
    found = load_import(chosen.root, Path(chosen.file))
    print(show_works(found.works) if found.works else "", end="")
    for told in found.told:
        print(on_one_line(told))
    written = chosen.root / "data/sources.json"
    if found.works and _agrees(f"Write {len(found.works)} to {written}"):
        add_works(chosen.root, found.works)
    else:
        print("Nothing was written.")
    return int(found.refused)


def _agrees(question: str) -> bool:
    """Ask before something is done; silence is no."""
    try:
        return input(f"{question}? [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def read_answer(given: str) -> tuple[str, str]:
    """Return a field and its answer, which the environment has where only the name is given."""
    name, equals, text = given.partition("=")
    return name, text if equals else os.environ.get(name, "")


def list_left(root: Path, written: Written) -> str:
    """Return what is found in a new item, and nothing of what stands around it."""
    from .checking import load_findings

    findings, _ = load_findings(root, [written.path])
    name = written.path.relative_to(root).as_posix()
    here = [found for found in findings if found.path == name and found.line in written.lines]
    of_all = name.endswith(".json")  # of works, advice is given on all together
    return REPORTS["text"](f for f in here if f.severity == "problem" or not of_all)


def intake(chosen: argparse.Namespace) -> int:
    """Take the text of an essay in, and ask what only its editors can say of it."""
    from .argument import SOURCE_TEXT, load_questions
    from .desk import ask_editors, bring_in

    if chosen.source and chosen.source != Path():
        bring_in(chosen.root, chosen.source)
    if sys.stdin.isatty():
        for written in ask_editors(chosen.root, input):
            print(written)
    questions = load_questions(chosen.root)
    for question in questions:
        print(f"{SOURCE_TEXT}:{question.line}: {question.what}; {question.right}")
    print("Nothing is left to decide." if not questions else "Then: make passages.")
    return 0


def start(chosen: argparse.Namespace) -> int:
    """Turn this copy of the project into the site of another essay; asks what it is not told."""
    from .desk import rehearse, serve, start

    read = input if sys.stdin.isatty() else None
    given = dict(map(read_answer, chosen.set))
    if chosen.dry:
        print("\n".join(map(end_sentence, rehearse(chosen.root, chosen.source, given))))
        print("Nothing was written.")
        return 0
    for done in start(chosen.root, chosen.source, given, read, chosen.confirm):
        print(done)
    print(STARTED)
    return serve(chosen.root, "/", os.environ) if read else 0


STARTED = """\
What to do next:
  1. Look at the site; make serve shows it again.
  2. make passages lists every sentence with its id: correct what is split wrong in
     data/essay/sentences.yml, before an edition freezes it.
  3. Give the parts in data/essay/parts.yml titles and glances of your own; make new KIND=part
     splits one.
  4. make new KIND=claim, then KIND=objection, begins the argument; make check says what is missing.
  5. Write docs/index.md anew, and keep it all: git add -A && git commit
  6. When others may cite it: make edition."""
"""How to go on with a new site."""


def passages(chosen: argparse.Namespace) -> int:
    """List every paragraph and sentence with its id, as the source is read now."""
    from .argument import read_essay
    from .desk import list_passages

    essay = read_essay(chosen.root)
    if essay is None:
        raise Refused("the essay cannot be read: run make check")
    print("\n".join(map(on_one_line, list_passages(essay))))
    return 0


def preview(chosen: argparse.Namespace) -> int:
    """Show an item as it would be on the site."""
    from .argument import read_present
    from .desk import find_id_home, serve

    if not chosen.id:
        raise Refused("say what to show, by its id: make preview ID=O12")
    home = find_id_home(chosen.root, chosen.id)
    if home is None:
        ids = [key.split(":")[-1] for key in read_present(chosen.root)]
        raise Refused(f"there is no {chosen.id}; {did_you_mean(chosen.id, ids)}")
    return serve(chosen.root, home, os.environ)


def fix(chosen: argparse.Namespace) -> int:
    """Put the data into its usual layout, and write its schemas, without changing what it says."""
    from .desk import SCHEMAS, export_data_schemas, load_laid_out, write_whole

    found = list(load_laid_out(chosen.root))
    problems = sorted(one for one in found if isinstance(one, Problem))
    changes = [one for one in found if not isinstance(one, Problem)]
    for name, text in export_data_schemas().items():
        path = chosen.root / SCHEMAS / f"{name}.json"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changes.append((path, text))
    for path, text in changes:
        print(f"{'would change' if chosen.check else 'changed'} {path}")
        if not chosen.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
    for problem in problems:
        print(f"left as it is: {problem}")
    return int(bool(problems) or (chosen.check and bool(changes)))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "new": new,
    "import": take_over,
    "start": start,
    "intake": intake,
    "passages": passages,
    "preview": preview,
    "fix": fix,
    "edition": edition,
    "deposit": deposit,
    "check-citations": check_citations,
}


def run() -> int:
    """Run a command; end quietly where nobody reads on, as behind `| head`."""
    print_anywhere()
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    gc.disable()  # what is read is kept to the end: looking for garbage costs a third of the time
    sys.exit(run())
