"""Text that would do something if anything took it for more than text."""

from __future__ import annotations

from typing import Any

from macros.records.model import Model

MARKS = (
    "<script>alert(1)</script>", "<b>", "</p>", "<!--", "-->", "<![CDATA[", "&lt;", "&#60;", "&amp",
    "{{ cycler }}", "{% raw %}", "{#", "[[#", "#]]", "{: onclick=alert(1) }", "{ .red }", "\"'`",
    '--8<-- "mkdocs.yml"', "[a](javascript:alert(1))", "![a](b)", "[^1]", "*[x]: y", "[x]: y",
    "| a | b |", "|---|", "# a", "- a", "1. a", "> a", "```", "~~~", "    a", "***a***", "__a__",
    "*a*", "* a *", "http://example.org", "<http://example.org>", ": a", "!!! note", "---", "===",
    "\\", "\\<", "href=\"/", "</article>", "<h2 id=\"x\">", "]]>", "\u202e", "\u200b",
    "\ue0000\ue001", "\n\n", "\n", "wzxhzdk:0", "klzzwxh:0000", "&#39;", "a@b.c", "(c)", "--&gt;",
    "1/2",
)  # fmt: skip


def fill_in(value: object, text: str) -> Any:
    """Put a text into every field that holds text and is no id, without any check."""
    if isinstance(value, Model):
        kept = {"id", "passage", "words", "source", "voice", "strength", "bearing", "origin"}
        kept |= {
            "supports",
            "depends_on",
            "against",
            "raised_at",
            "paragraphs",
            "kind",
            "confidence",
        }
        if type(value).__name__ == "Confusion":
            kept |= {"term"}
        fields = {
            name: inner if name in kept else fill_in(inner, text)
            for name, inner in value
            if inner is not None
        }
        return value.model_construct(**fields)
    if isinstance(value, tuple):
        return tuple(fill_in(inner, text) for inner in value)
    return text
