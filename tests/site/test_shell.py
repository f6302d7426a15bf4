"""Pages made from data: set into a shell, they are what the theme would have drawn of each."""

from __future__ import annotations

import re

import pytest
from conftest import Project, everything_in
from story import publish

from macros.site.content import Content
from macros.site.shell import Filling, Shells

HARD = "Do *trees* & “shade” pay? \\1 'so'?"
"""A title with all that a theme, a template and a shell could stumble on."""


@pytest.mark.parametrize("repository", ["", "https://example.org/trees"])
def test_a_plain_build_comes_to_the_same_byte_for_byte(
    miniature: Project, monkeypatch: pytest.MonkeyPatch, repository: str
) -> None:
    publish(miniature, "2026-01-15")
    text = (miniature.root / "data/objections/O1.yml").read_text("utf-8")
    [title] = re.findall(r"^title: .*$", text, re.MULTILINE)
    miniature.edit("data/objections/O1.yml", title, f"title: >-\n  {HARD}")
    monkeypatch.setenv("REPOSITORY_URL", repository)
    monkeypatch.delenv("CI", raising=False)
    built = miniature.build()
    assert built.ok, built.log
    filled = everything_in(built.folder)

    monkeypatch.setenv("CI", "true")
    drawn = everything_in(miniature.build().folder)

    assert filled.keys() == drawn.keys()
    assert [place for place in drawn if filled[place] != drawn[place]] == []
    assert [place for place in drawn if place.endswith("/v1/index.html")]


def test_what_is_alike_is_drawn_once() -> None:
    drawn: list[str] = []

    def draw(page: Filling) -> str:
        drawn.append(page.home)
        fields = page.fields
        return (
            f"{fields['title']}|{draw_toc(page)}|{page.content.html}|{fields.get('edit', 'none')}"
        )

    def draw_toc(page: Filling) -> str:
        return f"<{','.join(one['id'] for one in page.content.headings)}>"

    def page(home: str, title: str, **more: str) -> Filling:
        heading = {"id": title, "level": 1, "children": []}
        content = Content(
            html=f"<h1>{title}", anchors=frozenset(), headings=[heading], terms=frozenset()
        )
        return Filling(home, title, {"title": title, **more}, content)

    shells = Shells(draw, draw_toc, plain=False)

    assert shells.draw(page("/a/one/", "One")) == "One|<One>|<h1>One|none"
    assert shells.draw(page("/a/two/", "\ue003")) == "\ue003|<\ue003>|<h1>\ue003|none"
    assert shells.draw(page("/a/two/", "Two", edit="here")) == "Two|<Two>|<h1>Two|here"
    assert shells.draw(page("/b/one/", "One")) == "One|<One>|<h1>One|none"
    assert drawn == ["/a/one/", "/a/two/", "/b/one/"]
