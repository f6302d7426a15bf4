"""What on a page could run, load or send something."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_ACTIVE = frozenset("script style iframe object embed img svg form base link meta".split())
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Active(HTMLParser):
    """What on a page could run, load or send something, without the words of what describes it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        kept = sorted(name for name in named if name not in ("content", "href", "title"))
        if tag in _ACTIVE:
            told = " ".join(f"{name}={named[name]}" for name in kept if name not in ("d", "src"))
            self.found.add(f"<{tag} {told}>")
        self.found |= {f"{name}=" for name in named if name.startswith("on") or name == "style"}
        for name in ("href", "src", "action"):
            address = named.get(name) or ""
            if _SCHEME.match(address) and not address.startswith(
                ("https://", "http://", "mailto:")
            ):
                self.found.add(f"{name} {address[:40]}")
        self._in_script = tag == "script" and named.get("type") != "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.found.add(f"script {data}")
        self._in_script = False
