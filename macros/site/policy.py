"""The content security policy: what a page may load and run, and nothing else.

Every script inside a page is named by its hash, so each page has a policy of its own, in its
head. A host that can send headers sends one that allows what all pages need together.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

from ..records import attribute, make_element

_RUNNING = ("", "module", "text/javascript")
"""The types of scripts that run; those of another type are data."""
_RULES = (
    *("default-src 'none'", "script-src {scripts}", "style-src 'self'", "img-src 'self' data:"),
    *("font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"),
    *("base-uri 'none'", "form-action 'self'"),
)


def find_hashes(page: LexborHTMLParser) -> list[str]:
    """Return the hash of each script that stands in a page and runs."""
    scripts = page.css("script:not([src])")
    texts = {node.text() for node in scripts if attribute(node, "type") in _RUNNING}
    digests = (sha256(text.encode()).digest() for text in texts)
    return sorted(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def make_policy(hashes: Iterable[str]) -> str:
    """Return the policy of pages with these scripts."""
    return "; ".join(_RULES).format(scripts=" ".join(["'self'", *hashes]))


def add_policy(page: LexborHTMLParser, hashes: Iterable[str]) -> None:
    """Give a page its policy, before everything that it is about."""
    if charset := page.css_first("meta[charset]"):
        policy = {"http-equiv": "Content-Security-Policy", "content": make_policy(hashes)}
        charset.insert_after(make_element(page, "meta", policy), move=True)
