"""The forge: what is asked of it and told to it, by its interface and git. It needs only Python."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
"""As whom the forge lets a workflow act."""
LABEL = "contribution"
"""What the forms put on an issue."""
TOLD = 3_000
"""Things of one list that the forge tells; of more it says nothing."""
_PAGE = 100


def call(method: str, path: str, **given: Any) -> Any:
    """Ask or tell the forge something about this repository; end if it refuses."""
    start = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
    headers = {"Authorization": f"Bearer {os.environ['GH_TOKEN']}"}
    data = json.dumps(given).encode() if given else None
    try:
        with urlopen(Request(f"{start}/{path}", data, headers, method=method), timeout=60) as got:
            text = got.read()
    except HTTPError as error:
        raise SystemExit(f"the forge refused {method} {path}: {error.code}") from None
    return json.loads(text) if text else None


def list_all(path: str, **query: str) -> Iterator[Any]:
    """Yield the things of a list, page by page."""
    for page in range(TOLD // _PAGE):
        asked = urlencode({**query, "per_page": _PAGE, "page": page + 1})
        found = call("GET", f"{path}?{asked}")
        found = found if isinstance(found, list) else found["workflow_runs"]
        yield from found
        if len(found) < _PAGE:
            return


def say(number: int, text: str) -> None:
    """Write the one comment of ours below an issue or a pull request, or renew it."""
    path = f"issues/{number}/comments"
    own = [one["id"] for one in list_all(path) if (one["user"] or {}).get("login") == BOT[0]]
    if own:
        call("PATCH", f"issues/comments/{own[-1]}", body=text)
    else:
        call("POST", path, body=text)


def run(*command: str, root: Path | None = None, given: str = "") -> str:
    """Run a program in a folder; return what it printed, or end if it fails: it has said why."""
    ran = subprocess.run(
        command, cwd=root, input=given, text=True, encoding="utf-8", stdout=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    if ran.returncode:
        raise SystemExit(f"{command[0]} {command[1]} failed")
    return ran.stdout
