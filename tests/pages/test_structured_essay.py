"""A site whose essay has headings, verse, a list, a quotation and a footnote is built strictly."""

from __future__ import annotations

from conftest import Project

MORE = """
## What the trees say

By an elm

They say _little_, and [others](https://example.org/elm) say it for them.[1]
> A tree is a tree.

1. Plant it.
2. Water it.

| Not a leaf was heard,
|   not a bud,

* * *
[1] So do **readers**.
1886
"""
STRUCTURE = """\
blocks:
  - lines: [11, 24]
    kind: byline
"""


def test_an_essay_with_structure_is_built_strictly(miniature: Project) -> None:
    source = miniature.root / "data/essay/source.txt"
    parts = miniature.root / "data/essay/parts.yml"
    source.write_text(source.read_text("utf-8") + MORE, "utf-8")
    paragraphs = "[P3, P4, P5, P6, P7, P8, P9, P10]"
    parts.write_text(parts.read_text("utf-8").replace("[P3, P4]", paragraphs), "utf-8")
    (miniature.root / "data/essay/structure.yml").write_text(STRUCTURE, "utf-8")

    built = miniature.build()

    assert built.log == ""
    assert built.ok
    for home in ("essay", "argument/roots"):
        page = built.page(home)
        headings = page.xpath("//h2[@class='essay-heading']/text()")
        assert headings == ["What the trees say"]
        assert page.xpath("//p[@class='essay-credit']/text()") == ["By an elm", "1886"]
        [mark] = page.xpath("//*[@id='p5-1']//sup//a/@href")
        assert mark.endswith("#p10")
        assert page.xpath("//*[@id='p9']//br")
        assert page.xpath("//*[@id='p10']//strong/text()") == ["readers"]
    assert "### What the trees say" in (built.folder / "essay/index.md").read_text("utf-8")
