"""What is printed, where a terminal or a pipe may not have every character."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

_LIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'"), **dict.fromkeys("–—−‐‑", "-"),
        "…": "...", "→": "->", "\u00a0": " ", "\u202f": " ", "•": "-", "×": "x",
    }
)  # fmt: skip


def _write_plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that an encoding lacks: others like them, or their codes.

    >>> "“café” → С".encode("ascii", "plainly")
    b'"cafe" -> \\\\u0421'
    """
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end].translate(_LIKE)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", lacking) if not unicodedata.combining(c)
    )
    return bare.encode("ascii", "backslashreplace").decode(), error.end


codecs.register_error("plainly", _write_plainly)


def print_anywhere() -> None:
    """Let nothing that is printed from here on fail for its characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")
