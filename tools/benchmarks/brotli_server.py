"""A static server that compresses with brotli, as hosts do, and keeps what never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import brotli

_LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest", ".csv"}


@cache
def compress(path: Path) -> bytes:
    """Return a file as a host would send it."""
    return bytes(brotli.compress(path.read_bytes(), quality=11))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Keep quiet: the benchmark prints what matters."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        small = path.suffix in _COMPRESSED
        body = compress(path) if small else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if small:
            self.send_header("Content-Encoding", "br")
        lasting = "max-age=31536000, immutable" if _LASTING.search(path.name) else "no-cache"
        self.send_header("Cache-Control", lasting)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve_compressed(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder while the `with` block runs; the value is its address."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
