"""Text that would do something if anything took it for more than text."""

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
