"""Run with `make books`, which first builds a site that offers the files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .bind import HOME, find_targets, write_epub, write_pdf


def main() -> int:
    """Write the PDF and the EPUB that the printed page links to; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.books", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    site: Path = parser.parse_args().site
    page = site / HOME / "index.html"
    targets = find_targets(site) if page.is_file() else {}
    if not targets:
        right = "make books builds one"
        print(f"{page}:1: no site that offers books; {right}", file=sys.stderr)
        return 1
    write_pdf(site, site / targets["pdf"])
    write_epub(site, site / targets["epub"])
    for name in targets.values():
        print(f"{site / name} ({(site / name).stat().st_size / 1000:.0f} kB)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
