"""A static server that compresses with brotli, as hosts do, and keeps what never changes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import brotli
from server import Handler

_LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest", ".csv"}


@cache
def compress(path: Path) -> bytes:
    """Return a file as a host would send it."""
    return bytes(brotli.compress(path.read_bytes(), quality=11))


class CompressingHandler(Handler):
    """Serves files compressed, and says which of them last."""

    protocol_version = "HTTP/1.1"

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
