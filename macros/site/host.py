"""What a host should send with the files of the site: said once, written for several hosts."""

from __future__ import annotations

from collections.abc import Iterable

from .policy import make_policy

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "md": "text/markdown",
    "txt": "text/plain",
    "argdown": "text/plain",  # no type of its own is registered
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "atom": "application/atom+xml",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "gz": "application/gzip",
}
"""The type of each kind of file that the site may hold, by the end of its name."""
CHARSET = "charset=utf-8"
COMPRESSED = set(TYPES.values()) - {
    TYPES[end] for end in ("html", "png", "woff2", "pdf", "epub", "gz")
}
"""What is worth making smaller on the way; nginx never leaves HTML out."""
FOR_EVER = "public, max-age=31536000, immutable"
"""How long a file may be kept whose name changes with its content."""


def is_text(type: str) -> bool:
    """Whether a type leaves it open how its letters are written, so that the host has to say."""
    return type.startswith("text/") or type in (TYPES["bib"], TYPES["ris"])


def make_headers(hashes: Iterable[str]) -> dict[str, str]:
    """Return the headers that a host should send with every file."""
    return {
        "Content-Security-Policy": f"{make_policy(hashes)}; frame-ancestors 'none'",
        "Strict-Transport-Security": "max-age=31536000",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


_ON_TRANSPORT = """\
# Strict-Transport-Security: for a year, browsers that were here ask for this name by HTTPS alone.
# That cannot be taken back sooner; leave it out until HTTPS works. It binds no other name.
"""


def make_headers_file(headers: dict[str, str], lasting: Iterable[str]) -> str:
    """Return `_headers`, which several hosts of static sites read; `lasting` files never change."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for end, type in TYPES.items():
        said = f"{type}; {CHARSET}" if is_text(type) else type
        lines += [f"/*.{end}", f"  Content-Type: {said}"]
    for place in lasting:
        lines += [f"/{place}", f"  Cache-Control: {FOR_EVER}"]
    return _ON_TRANSPORT + "\n".join(lines) + "\n"


def make_nginx_file(headers: dict[str, str]) -> str:
    """Return the same for nginx, to be included in a server."""
    texts = sorted({type for type in TYPES.values() if is_text(type)} - {TYPES["html"]})
    lines = ["types {", *(f"    {type} {end};" for end, type in TYPES.items()), "}"]
    lines += ["charset utf-8;", f"charset_types {' '.join(texts)};"]
    lines += ["gzip on;", f"gzip_types {' '.join(sorted(COMPRESSED))};"]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    return _ON_TRANSPORT + "\n".join(lines) + "\n"
