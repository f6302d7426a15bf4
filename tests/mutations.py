"""Random changes to a project's files, as a careless or hostile hand would make them.

Each is drawn from one number, its seed, so that any of them can be made again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from macros.editions.editions import Edition, export_edition, find_record_fingerprint, sign
from macros.editions.files import read_editions

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></article><h1 id=\"x\">",
    "{{ cycler.__init__.__globals__ }}", "{% include 'x' %}", "{: onclick=alert(1) }",
    "[a](javascript:alert(1))", "javascript:alert(1)", "data:text/html,<script>", "--8<-- \"x\"",
    "![a](https://example.org/pixel.gif)", "\u202egnihton", "a\u200bb", "a\u00adb", "\ufeff",
    "\ue0000\ue001", "\ue002", "\ue003", "\ue004", "\ue005", "&#60;script&#62;", "]]>", "<!--",
    "\"'`", "\\", "[C1]", "[C99]", "[@evelyn1664, p. 1]", "[@" + "a" * 300 + "]", "*" * 200,
    "{a" * 200, "w" * 5000, "w" * 50_000, "🌳" * 300, "../../../outside", "/outside", "",
    "null", "no", "1.10", "2026-12-01", "0x1F", "12:30:00", "é" * 40, "x\ny", "x\n\ny",
    "https://xn--80ak6aa92e.com/", "https://example.org/\u0430", "%00", "$(id)", "; rm -rf x",
)  # fmt: skip
SLY = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1+1", "％=1", "< script > x", "a < b > c",
    "TY  - BOOK", "x\nER  - \nTY  - BOOK", "}, @book{x, title = {y", "\\input{x} $y$ \\\\", "{x",
    "}",
    "===", "<O9>: x", "x\n\n[C9]: y", "  - <O1>", "&lt;script&gt;", "&amp;#60;", "# heading", "---",
    "| a | b |", "``` x", "`<b>`", "*x*", "**x** __y__", "> x", "1. x", "[^1]: x",
    "[x]: https://a.b/",
    "https://evil.example/", "<https://evil.example/>", "@everyone #1", "::error::x", "![x] (y)",
    "\u0645\u0631\u062d\u0628\u0627", "C1 \u0430bc", "[C1]", "[@evelyn1664, p. (3)]", "%0A",
    "“x", "\\",
    "x\ny", "'; DROP TABLE x", "]]>", "-->", "a\u0300\u0301" * 30, "\u2067", "null", "~", "w" * 190,
)  # fmt: skip
"""What looks harmless, and would mean something to a spreadsheet, a program or a forge."""
LINES = (
    "a: &a [x]\nb: *a", "? [x]\n: y", "<<: {a: b}", "!!python/object/apply:os.system [id]",
    "---", "...", "%YAML 1.2", "\tx: y", "x: [" * 30, "- - - - -", "id: C1", "retired:",
    "retired: {date: 2026-01-01, reason: x, successors: [C1]}", "formerly: [x, x]",
    *("l: [" + ",".join(["lol"] * 9) + "]" for _ in range(2)),
    "a: &a x\n" + "\n".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]" for n in range(9)),
    "supports: [" + ", ".join(["C1"] * 600) + "]", "note: |\n" + "  x\n" * 3000,
)  # fmt: skip
PROSE = (
    "<script>alert(1)</script>", "<p onclick=x>y", "[x](javascript:alert(1))", "{{ 7 * 7 }}",
    "[x](java&#115;cript:alert(1))", "![x](https://example.org/p.gif)", "{% for x in y %}",
    "[x](y){ onclick=x }", "# x {: style=y }", "<style>p { color: red }</style>", "--8<-- 'x'",
    "{{ claim('C1') }}", "{{ claim(\"C99\") }}", "<iframe src=x>",
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>`", "    <script>", "\\`<script>\\`", "<svg onload=x>", "<a href=//example.org>x</a>",
    "| a |\n|:-:|\n| b |", "{{ source_list() }}", "[^1]\n\n[^1]: <script>", "&lt;script&gt;",
)  # fmt: skip
_VALUE = re.compile(r"^( *(?:- )?(?:\w+: |- ))(?![>|\[{&*!])(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Mutation:
    """One change: its sort, the file and what the file holds then."""

    sort: str
    path: Path
    content: bytes
    link: str = ""
    """Where the file leads, if it becomes a symbolic link."""


Sorts = Mapping[str, Callable[[Path, Random], Mutation]]


def draw_mutation(root: Path, seed: int, sorts: Sorts | None = None) -> Mutation:
    """Draw a change to a file of the project at `root`; the files there stay as they are."""
    random = Random(seed)
    sorts = SORTS if sorts is None else sorts
    return sorts[random.choice(list(sorts))](root, random)


def make(mutation: Mutation) -> None:
    """Make the change."""
    mutation.path.parent.mkdir(parents=True, exist_ok=True)
    if mutation.link:
        mutation.path.symlink_to(mutation.link)
    else:
        mutation.path.write_bytes(mutation.content)
    if mutation.sort == "edition":  # whoever forges one lists it, too
        with mutation.path.parent.with_suffix(".txt").open("a", encoding="utf-8") as listed:
            listed.write(f"{mutation.path.stem} {json.loads(mutation.content)['fingerprint']}\n")


def _choose(root: Path, random: Random, pattern: str) -> Path:
    return random.choice(sorted(path for path in root.glob(pattern) if path.is_file()))


def _change_bytes(root: Path, random: Random) -> Mutation:
    path = _choose(root, random, "data/**/*.*")
    content = bytearray(path.read_bytes())
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(content) + 1)
        length = random.choice([0, 1, 1, 2, 40])
        new = random.choice([b"", random.randbytes(2), content[place : place + 80], b"\n", b": "])
        content[place : place + length] = new
    return Mutation("bytes", path, bytes(content))


def _change_value(root: Path, random: Random) -> Mutation:
    path = _choose(root, random, "data/**/*.yml")
    text = path.read_text("utf-8")
    found = random.choice(list(_VALUE.finditer(text)) or [None])
    value = " ".join(random.sample(HOSTILE, random.randint(1, 2)))
    if found is None:
        return Mutation("value", path, value.encode())
    made = f"{text[: found.start(2)]}{json.dumps(value)}{text[found.end(2) :]}"
    return Mutation("value", path, made.encode(errors="surrogatepass"))


def _change_work(root: Path, random: Random) -> Mutation:
    path = root / "data/sources.json"
    works = json.loads(path.read_text("utf-8"))
    work = random.choice(works)
    field = random.choice([*work, "URL", "DOI", "note", "publisher", "custom", "page", "unknown"])
    work[field] = random.choice([random.choice(HOSTILE), [random.choice(HOSTILE)], {}, 7, None])
    return Mutation("work", path, json.dumps(works).encode())


def _change_lines(root: Path, random: Random) -> Mutation:
    path = _choose(root, random, "data/**/*.yml")
    lines = path.read_text("utf-8").split("\n")
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(lines))
        line = lines[place]
        lines[place : place + 1] = random.choice(
            [[random.choice(LINES)], [line, line], [f"  {line}"], []]
        )
        lines = lines or [""]
    return Mutation("lines", path, "\n".join(lines).encode())


def _change_prose(root: Path, random: Random) -> Mutation:
    path = _choose(root, random, "docs/**/*.md")
    lines = path.read_text("utf-8").split("\n")
    lines.insert(random.randrange(len(lines) + 1), random.choice(PROSE))
    return Mutation("prose", path, "\n".join(lines).encode())


def _add_file(root: Path, random: Random) -> Mutation:
    folder = random.choice(["data/claims", "data/objections", "data/glossary", "data", "docs"])
    name = random.choice(
        ["C7.yml", "O7.yml", "x.html", "x.svg", "x.md", ".x.yml", "C1.YML", "é.yml"]
    )
    content = random.choice([*HOSTILE, *LINES, *PROSE]).encode(errors="surrogatepass")
    return Mutation("file", root / folder / name, content)


def _add_link(root: Path, random: Random) -> Mutation:
    folder, name = random.choice([("data/claims", "C8.yml"), ("docs", "y.md"), ("docs", "y.txt")])
    return Mutation(
        "link", root / folder / name, b"", random.choice(["../../../outside", "../../mkdocs.yml"])
    )


def _forge_edition(root: Path, random: Random) -> Mutation:
    """Sign an edition that no command here would have made."""
    editions, _ = read_editions(root / "data/editions", "data/editions")
    last: Edition = editions[-1]
    record = export_edition(sign("2026-02-01", last.items, last.fingerprint))
    item = random.choice(list(record["items"].values()))
    field = random.choice(["home", "title", "id", "kind", "wording", "formerly", "version"])
    item[field] = random.choice([random.choice(HOSTILE), {"text": random.choice(HOSTILE)}, [], 9])
    record["fingerprint"] = find_record_fingerprint(record)
    path = root / "data/editions/2026-02-01.json"
    return Mutation("edition", path, json.dumps(record).encode())


def _sly(random: Random) -> str:
    return random.choice(["", "", "Words "]) + random.choice(SLY)


def _slip_in(root: Path, random: Random) -> Mutation:
    """Give a field a text that may pass."""
    path = _choose(root, random, "data/[cgo]*/*.yml")
    text = path.read_text("utf-8")
    found = random.choice(list(_VALUE.finditer(text)))
    made = f"{text[: found.start(2)]}{json.dumps(_sly(random))}{text[found.end(2) :]}"
    return Mutation("slip", path, made.encode())


def _slip_into_work(root: Path, random: Random) -> Mutation:
    path = root / "data/sources.json"
    works = json.loads(path.read_text("utf-8"))
    field = random.choice(
        "title note publisher archive_location archive genre DOI page URL volume custom".split()
    )
    addresses = ("https://user:pass@example.org:8080/", "https://example.org/?a=[b]&c=d#e")
    work = random.choice(works)
    work[field] = random.choice([_sly(random), random.choice(HOSTILE), *addresses])
    work["author"] = random.choice([work["author"], [{"literal": _sly(random)}]])
    return Mutation("slip into a work", path, json.dumps(works).encode())


def _word_an_objection(root: Path, random: Random) -> Mutation:
    """Say how the wording of an objection came about."""
    path = _choose(root, random, "data/objections/*.yml")
    wording = {
        "origin": random.choice(["endorsed", "quoted", "paraphrased", _sly(random)]),
        "by": _sly(random),
        "date": random.choice(["2026-12-01", _sly(random)]),
        "seen_at": random.choice(["https://example.org/x", "[@evelyn1664]", *HOSTILE]),
        "contested": random.choice([True, {"by": _sly(random)}, _sly(random)]),
    }
    kept = {name: wording[name] for name in random.sample(list(wording), random.randint(1, 5))}
    text = f"{path.read_text('utf-8').rstrip()}\nwording: {json.dumps(kept)}\n"
    return Mutation("wording", path, text.encode(errors="surrogatepass"))


def _list_a_contributor(root: Path, random: Random) -> Mutation:
    odd = random.choice([_sly(random), random.choice(HOSTILE)])
    seen = random.choice(["https://example.org/yes", odd])
    entry = {
        "name": random.choice(["Ada Example", odd]),
        "contribution": _sly(random),
        "link": random.choice(["https://example.org/", "https://e.org:8/@a", odd]),
        "consent": random.choice([{"date": "2026-12-01", "seen_at": seen}, odd, None]),
    }
    path = root / "data/contributors.yml"
    return Mutation("contributor", path, json.dumps([entry]).encode())


def _head_a_page(root: Path, random: Random) -> Mutation:
    """Give a page front matter that the host or the theme would obey."""
    path = _choose(root, random, "docs/**/*.md")
    names = "title description hide script template head search tags author status location".split()
    value = random.choice([*HOSTILE, *SLY, 7, ["toc"], {"exclude": True}, None])
    lines = [f"{random.choice(names)}: {json.dumps(value)}" for _ in range(random.randint(1, 2))]
    marks = random.choice(["---\n", "---\n", ""])
    text = "\n".join(lines)
    return Mutation(
        "head",
        path,
        f"{marks}{text}\n{marks}\n{path.read_text('utf-8')}".encode("utf-8", "replace"),
    )


def _name_a_file(root: Path, random: Random) -> Mutation:
    names = ("a\n::error::b", "print", "404", "c1/index", "C1", 'a"><b', "x.json", "pinned/x", "é")
    folder, end = random.choice([("docs", ".md"), ("docs/claims", ".md"), ("data/claims", ".yml")])
    place = root / folder / f"{random.choice(names)}{end}"
    return Mutation("name", place, b"# A page\n" if end == ".md" else b"id: C9\n")


def _mark_the_source(root: Path, random: Random) -> Mutation:
    """Put marks, or what may be taken for some, behind the last words of the essay."""
    path = root / "data/essay/source.txt"
    marks = (
        "_so_", "**so** _and_ *on*", "[so](https://example.org/a)", "[so](javascript:alert(1))",
        "<https://example.org/\">", "[^1]", "[1]", r"\*so\*", r"\[so](x)", "_<b>so</b>_",
    )  # fmt: skip
    pieces = random.sample([*marks, *random.sample([*HOSTILE, *SLY], 3)], random.randint(1, 3))
    text = f"{path.read_text('utf-8').rstrip()} {' '.join(pieces)}\n"
    return Mutation("source", path, text.encode(errors="surrogatepass"))


FIELDS: Sorts = {
    "source": _mark_the_source,
    "slip": _slip_in,
    "slip into a work": _slip_into_work,
    "wording": _word_an_objection,
    "contributor": _list_a_contributor,
    "head": _head_a_page,
    "name": _name_a_file,
}
"""What may pass the checks more often, and what data and pages have come to hold since."""

SORTS: Sorts = {
    "bytes": _change_bytes,
    "value": _change_value,
    "work": _change_work,
    "lines": _change_lines,
    "prose": _change_prose,
    "file": _add_file,
    "link": _add_link,
    "edition": _forge_edition,
}
