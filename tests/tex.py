"""BibTeX, biber and LaTeX for the tests; run as a script, install them where they lack.

Without them the tests ask pybtex and pandoc, which read the same files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pybtex
import pybtex.errors
import pypandoc
from browser import install

PACKAGES = ("texlive-latex-base", "biber")
HAS_TEX = all(map(shutil.which, ("bibtex", "biber", "pdflatex")))

_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{url}
\begin{document}
\nocite{*}
\bibliographystyle{STYLE}
\bibliography{works}
\end{document}
"""


def ask_bibtex(works: str, style: str, folder: Path) -> list[str]:
    """Return what BibTeX and LaTeX complain about where they set works in a style."""
    (folder / "works.bib").write_text(works, encoding="utf-8")
    (folder / "paper.tex").write_text(_DOCUMENT.replace("STYLE", style), encoding="utf-8")
    if not HAS_TEX:
        return _ask_pybtex(works, style)
    _run(folder, "pdflatex", "-draftmode", "-interaction=nonstopmode", "paper")
    said = _run(folder, "bibtex", "paper")
    set_twice = [
        _run(folder, "pdflatex", "-draftmode", "-interaction=nonstopmode", "paper")
        for _ in range(2)
    ]
    wrong = r"^(?:Warning--.*|.*error message.*|.*---line .*|!.*|Missing character.*)$"
    return re.findall(wrong, said + set_twice[-1], re.MULTILINE)


def _ask_pybtex(works: str, style: str) -> list[str]:
    known = style if style in ("plain", "alpha", "unsrt") else "plain"
    with pybtex.errors.capture() as complaints:
        pybtex.format_from_string(works, style=known, citations=["*"])
    return list(map(str, complaints))


def ask_biber(works: str, folder: Path) -> list[str]:
    """Return what biber complains about in works for BibLaTeX, by the fields that each may have."""
    path = folder / "works.bib"
    path.write_text(works, encoding="utf-8")
    if not HAS_TEX:
        pypandoc.convert_file(path, "csljson", format="biblatex")
        return []
    said = _run(folder, "biber", "--tool", "--validate-datamodel", "works.bib")
    return re.findall(r"^(?:WARN|ERROR) - .*$", said, re.MULTILINE)


def _run(folder: Path, *command: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return ran.stdout.decode("utf-8", "replace")


def main() -> int:
    """Install what lacks, if it can be had."""
    if not HAS_TEX and not install(*PACKAGES):
        print("No TeX is here or to be had: pybtex and pandoc judge alone.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
