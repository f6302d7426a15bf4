"""Preview: the site as it would be, opened at one item, following every change."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from ..argument import SOURCE_TEXT, find_among, find_passages, read_essay, read_present

PATIENCE = 120
"""Seconds that a first build may take."""


def find_id_home(root: Path, id: str) -> str | None:
    """Return the home of the item of the project at `root` that somebody means."""
    passages = dict.fromkeys(find_passages(read_essay(root)), SOURCE_TEXT)
    named = find_among(read_present(root) | passages, {}, id)
    return named.home if named else None


def serve(root: Path, home: str, environment: Mapping[str, str]) -> int:
    """Serve the site, say where the page is and open it; return the exit code when it ends."""
    port = _find_port()
    site = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    surroundings = {**environment, **quiet, "SITE_URL": f"{site}/"}
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server ends with this
    with subprocess.Popen([*command, "--quiet"], cwd=root, env=surroundings) as server:
        try:
            if _answers(site, server):
                print(
                    f"{site}{home}\nIt follows every change that you save. Ctrl+C ends it.",
                    flush=True,
                )
                webbrowser.open(f"{site}{home}") if _has_display(environment) else None
            return server.wait()
        except KeyboardInterrupt:
            server.terminate()
            return 0


def _find_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(site: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the site is there, or the build has failed and said why."""
    for _ in range(PATIENCE * 5):
        if server.poll() is not None:
            return False
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{site}/", timeout=5):
            return True
        time.sleep(0.2)
    return False


def _has_display(environment: Mapping[str, str]) -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(environment.get(name) for name in wanted)
