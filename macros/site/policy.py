"""The content security policy: what a page may load and run, and nothing else.

Every script inside a page is named by its hash, so each page has a policy of its own, in its
head. A host that can send headers sends one that allows what all pages need together.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"\btype=\"(?!module\b|text/javascript\b|\")")
"""Scripts of another type are data, which never runs."""
_CHARSET = re.compile(r'<meta charset="[^"]*">')

_RULES = (
    *("default-src 'none'", "script-src {scripts}", "style-src 'self'", "img-src 'self' data:"),
    *("font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"),
    *("base-uri 'none'", "form-action 'self'"),
)


def find_hashes(html: str) -> list[str]:
    """Return the hash of each script that stands in a page and runs.

    >>> find_hashes('<script src="a.js"></script><script type="application/json">{}</script>')
    []
    """
    return sorted(
        {
            f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
            for attributes, text in _SCRIPT.findall(html)
            if "src=" not in attributes and not _DATA.search(attributes)
        }
    )


def make_policy(hashes: Iterable[str]) -> str:
    """Return the policy of pages with these scripts."""
    return "; ".join(_RULES).format(scripts=" ".join(["'self'", *hashes]))


def add_policy(html: str, hashes: Iterable[str]) -> str:
    """Return a page with its policy before everything that it is about."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{make_policy(hashes)}">'
    return _CHARSET.sub(lambda charset: f"{charset[0]}{meta}", html, count=1)


def make_headers(hashes: Iterable[str]) -> dict[str, str]:
    """Return the headers that a host should send with every page."""
    return {
        "Content-Security-Policy": f"{make_policy(hashes)}; frame-ancestors 'none'",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


FOR_EVER = "public, max-age=31536000, immutable"
"""How long a file may be kept whose name changes with its content."""


def make_headers_file(headers: dict[str, str], lasting: Iterable[str]) -> str:
    """Return `_headers`, which several hosts of static sites read; `lasting` files never change."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for place in lasting:
        lines += [f"/{place}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def make_nginx_file(headers: dict[str, str]) -> str:
    """Return the same headers for nginx, to be included in a server."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
