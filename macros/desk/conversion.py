"""What pandoc reads, as the plain text with marks that `data/README.md` describes.

pandoc is needed for nothing else, and so is not among what the site needs.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..records import Problem, read_text
from .kinds import Refused

PLAIN = (".txt", ".text", "")
_MARKDOWN = (".md", ".markdown")
_PAGE = (".html", ".htm", ".xhtml")
_FORM = (
    "markdown-smart-raw_html-raw_tex-header_attributes-link_attributes-citations"
    "-bracketed_spans-native_spans-native_divs-fenced_divs-implicit_figures-fancy_lists"
    "-example_lists-definition_lists-superscript-subscript-simple_tables-multiline_tables"
)
_HEAD = (
    "$if(title)$# $title$\n\n$endif$$if(subtitle)$$subtitle$\n\n$endif$"
    "$for(author)$$author$\n\n$endfor$$if(date)$$date$\n\n$endif$"
    "$if(abstract)$$abstract$\n\n$endif$$body$\n"
)
_WANTED = "give it as .txt, .md, .docx, .odt, .rtf, .html or .epub"
_METADATA = re.compile(r"---\n(?!\s*\n)(?:[^\n]*\n)*?(?:---|\.\.\.)\n")


def read_any(path: Path) -> str:
    """Return the text of a file, in marks if it is more than plain text."""
    if not path.is_file():
        raise Refused(f"There is no file {path}")
    suffix = path.suffix.lower()
    if suffix in PLAIN:
        return _read_plain(path)
    if suffix in _MARKDOWN:  # what a file says of itself at its head stays as it is
        text = _read_plain(path)
        found = _METADATA.match(text)
        end = found.end() if found else 0
        return f"{text[:end]}\n{_convert(path, text[end:].encode(), 'markdown-smart', '$body$')}"
    # a page shows its own title
    return _convert(path, path.read_bytes(), None, "$body$" if suffix in _PAGE else _HEAD)


def _read_plain(path: Path) -> str:
    text = read_text(path.resolve(), path.name)
    if isinstance(text, Problem):
        raise Refused(f"{path}: {text.wrong}; {text.right}")
    return text


def _convert(path: Path, content: bytes, form: str | None, template: str) -> str:
    try:
        import pypandoc
    except ImportError:
        right = "`make intake` installs it; or give the essay as plain text"
        raise Refused(f"{path.name} needs pandoc to be read; {right}") from None
    with tempfile.TemporaryDirectory() as folder:
        copy, head = Path(folder) / f"essay{path.suffix}", Path(folder) / "head"
        copy.write_bytes(content)
        head.write_text(f"{template}\n", encoding="utf-8")
        written = ["--wrap=none", "--sandbox", "--standalone", f"--template={head}"]
        try:
            read = pypandoc.convert_file(str(copy), "json", form, extra_args=["--sandbox"])
            tree = json.dumps(_aim_links(json.loads(read)))
            return str(pypandoc.convert_text(tree, _FORM, "json", extra_args=written))
        except (RuntimeError, OSError) as error:
            said = str(error).strip().splitlines()[-1:]
            told = "".join(said).partition(" but expected one of")[0]
            raise Refused(f"pandoc cannot read {path.name}: {told}; {_WANTED}") from None


# -- links within a document

_AROUND = ("Superscript", "Span", "Link")
_CALL = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?\.?")


def _aim_links(node: Any, begins: bool = True) -> Any:
    """Return a document of pandoc whose links to places in itself are words alone.

    One that is the mark of a note calls it or, where its paragraph begins, names it.
    """
    if isinstance(node, list):
        return [_aim_links(one, begins and at == 0) for at, one in enumerate(node)]
    if not isinstance(node, Mapping):
        return node
    kind, inside = node.get("t"), node.get("c") or []
    if kind == "CodeBlock":  # so that it is seen to be one
        return {"t": kind, "c": [["", ["text"], []], inside[1]]}
    if kind in _AROUND and (mark := _find_call(node)):
        return {"t": "RawInline", "c": ["markdown", f"[^{mark}]{':' * begins}"]}
    if kind == "Link" and inside[2][0].startswith("#"):
        return {"t": "Span", "c": [["", [], []], _aim_links(inside[1], begins=False)]}
    begins = begins or kind in ("Para", "Plain")
    return {name: _aim_links(value, begins) for name, value in node.items()}


def _find_call(node: Mapping[str, Any]) -> str:
    """Return the mark of a note that a piece of text is, if it is nothing but a link to it."""
    inner = node["c"] if node["t"] == "Superscript" else node["c"][1]
    if node["t"] != "Link":
        return _find_call(inner[0]) if len(inner) == 1 and inner[0]["t"] in _AROUND else ""
    if len(inner) == 1 and inner[0]["t"] == "Superscript":
        inner = inner[0]["c"]
    said = "".join(one["c"] for one in inner if one["t"] == "Str")
    found = _CALL.fullmatch(said) if node["c"][2][0].startswith("#") else None
    return found[1] if found else ""
