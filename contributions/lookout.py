"""The weekly look: links to others that lead nowhere, packages that are known to be unsafe."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.argument import load_corpus

from .standing_issue import Finding, Report

BIN = Path(sys.executable).parent
REFUSED = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
"""What sites answer to programs while people get the page; that proves nothing."""
COPIES = "https://web.archive.org/web/*/"
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`]+")


def find_addresses(root: Path) -> dict[str, list[str]]:
    """Return every address of others that the data and the prose name, with who names it."""
    found: dict[str, list[str]] = defaultdict(list)
    for source in load_corpus(root).sources.values():
        given = dict.fromkeys((source.URL, source.address, source.archive_location))
        for address in filter(None, given):
            if _ADDRESS.fullmatch(address):
                found[address].append(source.id)
    for path in sorted((root / "docs").rglob("*.md")):
        for address in _ADDRESS.findall(path.read_text("utf-8")):
            found[address.rstrip(".,;:")].append(path.relative_to(root).as_posix())
    return dict(found)


def look_at_links(root: Path) -> Report:
    """Ask for every address once; report those that lead nowhere."""
    kept = {one.URL: one.archive_location for one in load_corpus(root).sources.values()}
    copies = {url: f"archived copy: {copy}" for url, copy in kept.items() if copy}
    named = find_addresses(root)
    findings = []
    for address, said in find_broken(named):
        remedy = copies.get(address, f"look for a copy: {COPIES}{address}")
        findings.append(Finding(address, said, ", ".join(named.get(address, [])), remedy))
    return Report("links", len(named), tuple(findings))


def _ask(program: str, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / program, *options], capture_output=True, text=True, check=False)


def find_broken(addresses: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each address that leads nowhere, and what was answered."""
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "addresses.txt"
        listed.write_text("\n".join(sorted(addresses)) + "\n", "utf-8")
        options = ["--format", "json", "--no-progress", "--max-retries", "2", "--timeout", "30",
                   "--host-request-interval", "1s"]  # fmt: skip
        ran = _ask("lychee", *options, listed)
    if ran.returncode not in (0, 2):  # 2: something is broken, which is no failure of the look
        raise SystemExit(f"lychee: {ran.stderr.strip()}")
    answered = json.loads(ran.stdout)
    for kind in ("error_map", "timeout_map"):
        for failed in chain.from_iterable(answered[kind].values()):
            if failed["status"].get("code") not in REFUSED:
                yield failed["url"], failed["status"]["text"]


def look_at_packages(root: Path) -> Report:
    """Ask which of the locked packages have known weaknesses."""
    lock = root / "requirements/test.lock"
    options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    ran = _ask("pip-audit", "--requirement", lock, *options)
    if not ran.stdout.startswith("{"):
        raise SystemExit(f"pip-audit: {ran.stderr.strip()}")
    return read_audit(json.loads(ran.stdout), "requirements/test.lock")


def read_audit(answered: Mapping[str, Any], where: str) -> Report:
    """Return the report of an audit’s answer."""
    looked_at = [package for package in answered["dependencies"] if "vulns" in package]
    findings = []
    for package in looked_at:
        name = f"{package['name']} {package['version']}"
        for weakness in package["vulns"]:
            said = f"{weakness['id']}: {weakness.get('description', '')}"
            mended = ", ".join(weakness.get("fix_versions", [])) or "no version yet"
            findings.append(Finding(name, said, where, f"mended in {mended}"))
    return Report("packages", len(looked_at), tuple(findings))
