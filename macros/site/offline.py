"""Reading offline: what the service worker keeps, and what makes the site installable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

WORKER = "worker.js"
MANIFEST = "site.webmanifest"


def make_worker(script: str, pages: Mapping[str, bytes], assets: Iterable[str], style: str) -> str:
    """Return the service worker of a build: its name changes when anything that it keeps does.

    `pages` go by their addresses below the root, as do the `assets`, whose names say what is in
    them; `style` is the one of them for what the worker says itself.
    """
    assets = sorted(assets)
    digest = sha256("\n".join(assets).encode())
    for home, content in sorted(pages.items()):
        digest.update(home.encode() + b"\n" + content)
    build = {
        "version": digest.hexdigest()[:10],
        "pages": sorted(pages),
        "assets": assets,
        "style": style,
    }
    return f"const BUILD = {json.dumps(build)};\n{script}"


def make_manifest(name: str, description: str, icon: str) -> str:
    """Return the manifest of the site as an app."""
    manifest: dict[str, Any] = {
        "name": name,
        "short_name": name,
        "description": description,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
