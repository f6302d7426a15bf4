"""The command for authors: whether the citations in their files are still good."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..checking import Publication
from ..editions import SiteName, cite_site, export_versions
from ..pages import View
from ..records import Problem, on_one_line
from .checker import Checker, Report
from .verdicts import Verdict

LARGEST_TEXT = 5_000_000
"""Bytes."""
STANDARD_INPUT = "standard input"


def make_checker(publication: Publication, sites: Iterable[str]) -> Checker:
    """Return what checks citations of what is published, at these addresses or others."""
    title = publication.corpus.essay.title
    site = SiteName(title)
    view = View(publication.corpus, publication.register, site)
    return Checker(
        export_versions(view.corpus, view.register, view.histories),
        sites,
        [title, cite_site(None, site).title],
    )


def read_cited(path: Path, name: str) -> str | Problem:
    """Return the text of an author's file, or why it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        right = "check the name; words, an id or an address are given as TEXT"
        return Problem(name, 1, "there is no such file", right)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        return Problem(name, 1, f"it cannot be read ({reason})", "give a file of text")
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> str | Problem:
    """Return bytes as text, or why they are none.

    >>> print(read_bytes(b"Caf\\xe9", "paper.md"))
    paper.md:1: the file is not UTF-8; save it with the encoding UTF-8
    """
    if len(data) > LARGEST_TEXT:
        right = f"at most {LARGEST_TEXT:,}; divide it"
        return Problem(name, 1, f"the file has {len(data):,} bytes", right)
    if b"\0" in data or data.startswith(b"%PDF"):
        right = "give Markdown, HTML, BibTeX, TeX or plain text"
        return Problem(name, 1, "this is not a file of text", right)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "the file is not UTF-8", "save it with the encoding UTF-8")


def tell_verdicts(verdicts: Iterable[Verdict], name: str) -> Iterator[str]:
    """Yield a line for each verdict on a file; what was given by itself has no name."""
    for verdict in verdicts:
        yield on_one_line(f"{name}:{verdict.line}: {verdict}" if name else str(verdict))


def summarise(reports: Sequence[Report]) -> str:
    """Say how many citations are good.

    >>> summarise([Report((), 2)])
    'No citation of this site was found. 2 quotations were taken for words of others.'
    """
    verdicts = [verdict for report in reports for verdict in report.verdicts]
    others = sum(report.others for report in reports)
    good = sum(verdict.is_good for verdict in verdicts)
    told = "No citation of this site was found."
    if verdicts:
        told = (
            f"{_count(len(verdicts), 'citation')}: {good} good, {len(verdicts) - good} to look at."
        )
    if others:
        were = "was" if others == 1 else "were"
        told += f" {_count(others, 'quotation')} {were} taken for words of others."
    return told


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def print_verdicts(
    publication: Publication, sites: Iterable[str], text: str | None, files: Iterable[str]
) -> int:
    """Say of each citation whether it is still good; return 0 if all are, else 1."""
    checker = make_checker(publication, sites)
    reports: list[Report] = []
    unread = 0
    if text is not None:
        reports.append(checker.check_given(text))
        print(*tell_verdicts(reports[-1].verdicts, ""), sep="\n")
    for name in files:
        found = read_input(name)
        if isinstance(found, Problem):
            print(found, file=sys.stderr)
            unread += 1
            continue
        reports.append(checker.check_text(found))
        for line in tell_verdicts(reports[-1].verdicts, STANDARD_INPUT if name == "-" else name):
            print(line)
    if reports:
        print(summarise(reports))
    good = all(verdict.is_good for report in reports for verdict in report.verdicts)
    return 0 if good and not unread else 1


def read_input(name: str) -> str | Problem:
    """Return the text of a file, or of the standard input, or the problem with it."""
    if name == "-":
        return read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT)
    return read_cited(Path(name), name)
