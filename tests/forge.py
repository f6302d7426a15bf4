"""A forge on this machine: a bare repository, and a server that answers as the forge’s API does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"login": "github-actions[bot]"}
PAGE = 100


@dataclass
class Forge:
    """What a forge keeps of one repository, and whatever it was told."""

    git: Path
    address: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    reviews: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    files: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    runs: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """What changed something, such as `POST pulls`."""
    dispatched: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def answer(self, method: str, path: str, query: dict[str, str], given: Any) -> tuple[int, Any]:
        """Return the status and what is said."""
        for pattern, answer in _ANSWERS.items():
            if found := re.fullmatch(pattern, f"{method} {path}"):
                if method != "GET":
                    self.asked.append(f"{method} {path}")
                said = answer(self, found.groups(), query, given)
                return (404, None) if said is None else (200, said)
        return 404, None

    def said_below(self, number: int) -> str:
        """Return the last comment below an issue or a pull request."""
        return str(self.comments[number][-1]["body"])

    def log(self, branch: str) -> list[str]:
        """Return who committed what to a branch, the last first."""
        return self.ask_git("log", "--first-parent", "--format=%an: %s", branch).splitlines()

    def ask_git(self, *arguments: str) -> str:
        """Run git in the repository of the forge."""
        ran = subprocess.run(
            ["git", *arguments], cwd=self.git, capture_output=True, text=True, check=True
        )
        return ran.stdout


def _page(things: list[Any], query: dict[str, str]) -> list[Any]:
    start = (int(query.get("page", 1)) - 1) * PAGE
    return things[start : start + min(int(query.get("per_page", 30)), PAGE)]


def _list_issues(forge: Forge, _: Any, query: dict[str, str], __: Any) -> list[Any]:
    found = [one for one in forge.issues if one["state"] == query["state"]]
    if creator := query.get("creator"):
        found = [one for one in found if one["user"]["login"] == creator]
    return _page(found, query)


def _list_pulls(forge: Forge, _: Any, query: dict[str, str], __: Any) -> list[Any]:
    branch = query["head"].partition(":")[2]
    found = [one for one in forge.pulls if one["head"]["ref"] == branch]
    return _page([one for one in found if query["state"] in ("all", one["state"])], query)


def _find(things: list[dict[str, Any]], number: str) -> dict[str, Any] | None:
    return next((one for one in things if one["number"] == int(number)), None)


def _change(things: list[dict[str, Any]], number: str, given: Any) -> dict[str, Any] | None:
    found = _find(things, number)
    if found is not None:
        found.update(given)
    return found


def _open_pull(forge: Forge, _: Any, __: Any, given: Any) -> dict[str, Any]:
    revision = forge.ask_git("rev-parse", f"refs/heads/{given['head']}").strip()
    pull = {
        **given,
        "number": 100 + len(forge.pulls),
        "state": "open",
        "head": {"ref": given["head"], "sha": revision},
    }
    forge.pulls.append(pull)
    return pull


def _open_issue(forge: Forge, _: Any, __: Any, given: Any) -> dict[str, Any]:
    issue = {**given, "number": 200 + len(forge.issues), "state": "open", "user": BOT}
    forge.issues.append(issue)
    return issue


def _comment(forge: Forge, at: Any, _: Any, given: Any) -> dict[str, Any]:
    number = sum(map(len, forge.comments.values())) + 1
    made = {"id": number, "user": BOT, **given}
    forge.comments.setdefault(int(at[0]), []).append(made)
    return made


def _renew_comment(forge: Forge, at: Any, _: Any, given: Any) -> dict[str, Any] | None:
    everything = [one for comments in forge.comments.values() for one in comments]
    found = next((one for one in everything if one["id"] == int(at[0])), None)
    if found is not None:
        found.update(given)
    return found


def _dispatch(forge: Forge, at: Any, _: Any, given: Any) -> dict[str, Any]:
    forge.dispatched.append((at[0], given))
    return {}


_ANSWERS: dict[str, Any] = {
    r"GET issues": _list_issues,
    r"POST issues": _open_issue,
    r"GET issues/(\d+)": lambda forge, at, _, __: _find(forge.issues, at[0]),
    r"PATCH issues/(\d+)": lambda forge, at, _, given: _change(forge.issues, at[0], given),
    r"GET issues/(\d+)/comments": lambda forge, at, query, _: _page(
        forge.comments.get(int(at[0]), []), query
    ),
    r"POST issues/(\d+)/comments": _comment,
    r"PATCH issues/comments/(\d+)": _renew_comment,
    r"GET pulls": _list_pulls,
    r"POST pulls": _open_pull,
    r"GET pulls/(\d+)": lambda forge, at, _, __: _find(forge.pulls, at[0]),
    r"PATCH pulls/(\d+)": lambda forge, at, _, given: _change(forge.pulls, at[0], given),
    r"GET pulls/(\d+)/reviews": lambda forge, at, query, _: _page(
        forge.reviews.get(int(at[0]), []), query
    ),
    r"GET pulls/(\d+)/files": lambda forge, at, query, _: _page(
        forge.files.get(int(at[0]), []), query
    ),
    r"GET actions/runs": lambda forge, _, query, __: {
        "total_count": len(forge.runs),
        "workflow_runs": _page(forge.runs, query),
    },
    r"POST actions/workflows/([\w-]+\.yml)/dispatches": _dispatch,
}


@contextmanager
def serve_forge(forge: Forge) -> Iterator[Forge]:
    """Answer as the forge’s API while the `with` block runs."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Keep quiet: pytest shows what matters."""

        def _answer(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            length = int(self.headers.get("Content-Length") or 0)
            given = json.loads(self.rfile.read(length)) if length else None
            path = asked.path.removeprefix("/repos/town/trees/")
            status, said = forge.answer(self.command, path, query, given)
            if self.headers["Authorization"] != "Bearer a-token":
                status, said = 401, None
            text = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PATCH = _answer

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            forge.address = f"http://127.0.0.1:{server.server_port}"
            yield forge
        finally:
            server.shutdown()
            thread.join()
