"""How far a long build is."""

from __future__ import annotations

from io import StringIO

from macros.site.progress import Progress


def test_a_long_build_says_how_far_it_is() -> None:
    out = StringIO()
    progress = Progress(out, begun=100)
    progress.pages = 2_000

    for page in range(1, 1_001):
        progress.tell(page, now=100 + page / 100)
    assert out.getvalue().split("\r")[1:3] == ["500 of 2,000 pages ", "550 of 2,000 pages "]

    progress.end()
    assert out.getvalue().endswith("\r\033[K")


def test_a_short_build_says_nothing() -> None:
    out = StringIO()
    progress = Progress(out, begun=0)

    progress.tell(10, now=4.9)
    progress.end()

    assert out.getvalue() == ""
