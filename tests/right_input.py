"""What looks odd and is right: nothing may be said of it."""

from __future__ import annotations

TEXTS = (
    "Persian joins without a space: می‌خواهم, نمی‌دانم.",
    "A family 👨‍👩‍👧‍👦, a rainbow 🏳️‍🌈, a heart on fire ❤️‍🔥, a doctor 👩🏽‍⚕️.",
    "Keys 1️⃣ #️⃣, a nod 🙂‍↕️, text ♥︎ or picture ♥️, © and ©️, ™️ too.",
    "Flags: 🇩🇪 🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿.",
    "Tiếng Việt, whether composed or not: Tiê\u0301ng Viê\u0323t.",
    "Hebrew has points: שָׁלוֹם עֲלֵיכֶם, יְרוּשָׁלַ͏ִם.",
    "Arabic with a mark of direction: المملكة‏! and ۝ ١٢٣.",
    "Devanagari joins: क्‍ष, श्री‌मान.",
    "A variant of an ideograph: 葛󠄀城 and 辻󠄁.",
    "Mongolian: ᠮᠣᠩᠭᠣᠯ ᠪᠣᠯᠣᠷ᠋.",
    "«А судьи кто?» asks Griboyedov; «он» is “he”.",
    "“а” is the first letter of кириллица.",
    "Αθήνα is Athens, and Ελλάδα is Greece.",
    "Science writes IFNγ, NFκB, TNFα, PPARγ, Aβ42, β-carotene, λ-calculus, μm, Δx, ρgh, 5 Ω.",
    "SMSить and IT-компания are Russian now.",
    "日本語のテスト、ｶﾞ、ＡＢＣ and 한국어.",
    "Łódź, Ångström, naïve, Œuvre, ſtraße, Hawaiʻi, Qurʼān, ŋǃxɔ.",
    "x² + ½ ≤ ℵ₀, 𝐱 ∈ ℝ, ⅷ is VIII, № 5, 10 ‰.",
    "Braille: ⠃⠗⠁⠊⠇⠇⠑.",
    "A space that\u00a0does not break, and a thin one: 10\u202f000.",
    "#1 of 3, C#, #AI, R&D, a_b, 5 < 6 > 4, ~2, $5, 100 %.",
    "Write to a@example.org or @paulfchristiano, but not in 2024.",
    "[sic], […], [brackets], [1], {a, b}, {A, B}, a[i].",
    "See [C1], [P1.2] and [@evelyn1664, p. 3]; see also [@howard1902] [@olmsted1870].",
    "It’s 5 o’clock; don't ask; rock ’n’ roll; “so ‘he’ said”.",
    "- a hyphen begins this, and * a star is in it.",
    "C3PO and R2D2 are no ids; nor is O(n), P(A) or T-1.",
    "العربية و AI معًا: نموذج GPT-4.",
    "ไทย ไม่ เว้นวรรค, မြန်မာ, ភាសាខ្មែរ, தமிழ்.",
    "Հայաստան, საქართველო, ᏣᎳᎩ.",
)
"""Texts of data."""

PAGES = {
    "code of mistakes in a line": (
        "Write `{ claim_table() }`, `[^1]`, `<div>`, `[C1]`, `](x.md)`, `**`, `{: .x }`, `<!--`."
    ),
    "code of mistakes in a block": (
        "```html\n<div onclick=\"x()\">\n[a](missing.md) [^1] **b\n{ claim_table() }\n<!--\n```"
    ),
    "code with tildes": "~~~ yaml\naliases: [“sunny”]\n# No heading\n<script>\n~~~",
    "code that is indented": "Words:\n\n    <div>\n    # No heading\n    [x](y.md) {O1}\n\nMore.",
    "code in a list": "- One:\n\n    ```\n    <div> [a](b.md)\n    ```\n\n- Two",
    "backticks in code": "Write `` `code` `` and ``` a `` b ```.",
    "escaped marks": "A \\*star\\*, a \\[bracket\\], a \\`tick\\`, \\# no heading, 1\\. no list.",
    "an id that is spoken of": "What is found: “[P3.2]”, “(O12, R12)”, “[@c10]”.",
    "footnotes": "Words[^1], more[^b], and again[^1].\n\n[^1]: A note.\n[^b]: Another.",
    "a table": "| a | b |\n|---|---|\n| 1 | `x` |\n| [x](essay.md) | 2 |",
    "definitions": "Term\n\n:   What it means.\n\n:   What else it means.",
    "an attribute list": "## A heading {: #here }\n\nWords.\n{: .aside }\n\nSee [here](#here).",
    "a heading with a short id": "## Another {#there}\n\nSee [there](#there).",
    "elements in elements": (
        '<div class="lines" markdown>\n\n1.  One\n\n2.  Two\n\n</div>\n\n'
        '<section class="voice-source" aria-label="A source" markdown>\nWords.\n</section>'
    ),
    "elements that close themselves": "One<br>two<br/>three\n\n<ul><li>One<li>Two</ul>\n\n<hr>",
    "details": "<details markdown>\n<summary>More</summary>\n\nWords.\n\n</details>",
    "a word without terms": '<span data-no-terms lang="fr">ombre</span>',
    "links of all kinds": (
        "[a](essay.md) [b](claims/index.md) [c](how-to-contribute.md#wording) [d][e]"
        " <a@example.org> [f](https://example.org) [g](https://example.org?a=b&c=d#e) <https://example.org/b>\n\n"
        "[e]: essay.md 'Title'"
    ),
    "a link with a title": '[a](essay.md "The essay") and [b](<essay.md>)',
    "a link to what is made": "[a](claims/c1.md), [b](glossary/shade.md), [c](objections/o1.md)",
    "an anchor of what is made": "[a](essay.md#p1-1), [b](sources.md#evelyn1664)",
    "a link over two lines": "See [the whole\nessay](essay.md).",
    "a link with emphasis": "See [the *whole* `essay`](essay.md) and [**it**](essay.md).",
    "emphasis": "**Strong**, *light*, ***both***, __old__, a**b**c, 2*3*4, 2 ** 3.",
    "stars in a text": "A footnote* and 5 * 6 and f(x) and so (it) goes.",
    "a remark": "<!-- A remark with <div> and [x](y.md) in it -->\n\nWords.",
    "a rule": "Words.\n\n---\n\nMore words.\n\n***\n\nAnd more.",
    "quotations": "> One\n>\n> > Two\n\n“Three”",
    "lists in lists": "- a\n    - b\n        - c\n            1. d\n\n1. e\n2. f",
    "numbers and signs": "No. #1; 50 % of A & B; a < b > c; x@y; C:\\dir; ~5; $x; 3/4; {a}.",
    "macros in a line": '{{ claim("C1", "it") }} and {{ term("shade") }}({{ count("terms") }}).',
    "a heading of code": "## `make check` and *more* {#more-of-it}\n\n[x](#more-of-it)",
    "other scripts": "## 日本語\n\nمی‌خواهم, «он сказал», 👩🏽‍⚕️, שָׁלוֹם, IFNγ.",
    "a function in words": "It calls claim (in its way), source(s) and term by term; essay.",
    "smart symbols": "(c) 2026, 1/2, +/-, -->, <--, <-->, c/o",
}  # fmt: skip
"""Pages, without their headings."""
